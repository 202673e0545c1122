/** One HTTP attempt: sockets, proxies, time-outs, bodies, and no redirect ever. */

import { isIPv4 } from "node:net";

import { EnvHttpProxyAgent, type Dispatcher } from "undici";

import { AuditError, describeError } from "../errors.ts";
import type { Reply } from "./reply.ts";

/** A reply, or what came between; another try may get through. */
export type Outcome = { readonly reply: Reply } | { readonly problem: string };

export interface HttpRequest {
  readonly method: "GET" | "POST";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Blanked wherever a reply repeats them, so that no message can. */
  readonly secrets: readonly string[];
}

export interface Http {
  /** Returns the reply, whatever its status. Throws `AuditError` for one that is absurdly large. */
  send(httpRequest: HttpRequest): Promise<Outcome>;
  /** Gives up on what is under way. Sockets are kept for reuse until then. */
  close(): Promise<void>;
}

const attemptTimeoutMs = 30_000;
/** 500 members take about 250 KB; nothing legitimate comes near this. */
const maxBodyBytes = 64 * 1024 * 1024;
/** Shorter ones would blank ordinary text. */
const minSecretLength = 8;

/** Returns an HTTP client that gives up on everything when `deadline` aborts. */
export function createHttp(settings: {
  readonly userAgent: string;
  readonly connections: number;
  readonly deadline: AbortSignal;
  readonly quoteReplies: boolean;
}): Http {
  const { userAgent, connections, deadline, quoteReplies } = settings;
  const agent = new EnvHttpProxyAgent({
    // The tests speak HTTP/1.1, and the bundle holds nothing else.
    allowH2: false,
    connections,
    headersTimeout: attemptTimeoutMs,
    bodyTimeout: attemptTimeoutMs,
    connectTimeout: attemptTimeoutMs,
  });

  async function send({ method, url, headers, body, secrets }: HttpRequest): Promise<Outcome> {
    try {
      // Follows no redirect by itself: a secret must not travel to another host.
      const response = await agent.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method,
        signal: AbortSignal.any([deadline, AbortSignal.timeout(attemptTimeoutMs)]),
        headers: { accept: "application/json", "user-agent": userAgent, ...headers },
        ...(body !== undefined && { body }),
      });
      const blank = (text: string) => blankSecrets(text, secrets);
      const text = blank(await readText(response.body));
      return {
        reply: {
          status: response.statusCode,
          body: parseJson(text, blank),
          header: (name) => {
            const value = response.headers[name];
            const first = Array.isArray(value) ? value[0] : value;
            return first === undefined ? undefined : blank(first);
          },
          mayQuote: quoteReplies,
        },
      };
    } catch (error) {
      if (error instanceof AuditError) throw error;
      return { problem: networkProblem(error) };
    }
  }

  return { send, close: () => agent.destroy() };
}

/**
 * Returns the base URL of the API. Throws `AuditError` `BAD_SETTINGS` for one that would give the
 * key away: loopback is the one place where plain http gives it to nobody.
 */
export function parseApiUrl(apiUrl: string): URL {
  const url = URL.parse(apiUrl);
  if (
    url !== null &&
    (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "")
  ) {
    throw new AuditError(
      "BAD_SETTINGS",
      "cannot use api-url: it must hold no credentials, query or fragment. Give the key as api-key.",
    );
  }
  if (
    url === null ||
    !(url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url)))
  ) {
    throw new AuditError(
      "BAD_SETTINGS",
      `cannot use api-url ${JSON.stringify(apiUrl)}: the key may travel over https only. Use an https URL, or http on loopback.`,
    );
  }
  url.pathname = url.pathname.replace(/\/+$/u, "");
  return url;
}

function isLoopback({ hostname }: URL): boolean {
  if (hostname === "localhost" || hostname === "[::1]") return true;
  // Not by its beginning alone: 127.0.0.1.example is a host like any other.
  return isIPv4(hostname) && hostname.startsWith("127.");
}

async function readText(stream: Dispatcher.ResponseData["body"]): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBodyBytes) {
      stream.destroy();
      throw new AuditError(
        "CLOUDSMITH_UNEXPECTED",
        `cannot read Cloudsmith's reply: it is larger than ${maxBodyBytes / 1024 / 1024} MiB. Check api-url.`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function blankSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= minSecretLength)
    .reduce((left, secret) => left.replaceAll(secret, "***"), text);
}

/** An escape hides a secret in the bytes of a text, and no longer in what they mean. */
function parseJson(text: string, blank: (text: string) => string): unknown {
  const revive = (_: string, value: unknown): unknown => {
    if (typeof value === "string") return blank(value);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, held]) => [blank(name), held]));
  };
  try {
    return JSON.parse(text, text.includes("\\") ? revive : undefined) as unknown;
  } catch {
    return undefined;
  }
}

function networkProblem(error: unknown): string {
  const name = error instanceof Error ? error.name : "";
  if (name === "TimeoutError") return `no reply within ${attemptTimeoutMs / 1000} s`;
  return describeError(error);
}
