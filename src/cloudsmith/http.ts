/** One HTTP attempt: time-outs, bodies, secrets in replies, and no redirect ever. */

import { AuditError } from "../errors.ts";
import { explainFailure, type NetworkFailure } from "../network/failure.ts";
import { isLoopback } from "../network/loopback.ts";
import type { Network } from "../network/network.ts";
import { noProxies, type Proxies } from "../network/proxy.ts";
import type { Redactor } from "../network/redact.ts";
import { ImpossibleBody, parseJson, readBytes, requireModestJson } from "./body.ts";
import type { Reply } from "./reply.ts";

/** A reply, or why there is none: one of the three. */
export interface Outcome {
  readonly reply?: Reply;
  readonly failure?: NetworkFailure;
  /** Fit to follow "its reply", without a final stop: trying again changes nothing. */
  readonly impossible?: string;
}

export interface HttpRequest {
  readonly method: "GET" | "POST";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Http {
  /** Returns the reply, whatever its status. After the deadline it parses nothing. */
  send(httpRequest: HttpRequest): Promise<Outcome>;
  /** Gives up on what is under way. Sockets are kept for reuse until then. */
  close(): Promise<void>;
}

const attemptTimeoutMs = 30_000;

/** Returns an HTTP client that gives up on everything when `deadline` aborts. */
export function createHttp(settings: {
  readonly userAgent: string;
  readonly connections: number;
  readonly deadline: AbortSignal;
  /** By the clock: while this thread works, no timer aborts anything. */
  readonly isOver: () => boolean;
  readonly quoteReplies: boolean;
  /** Blanks credentials wherever a reply repeats them, so that nothing made of it can. */
  readonly credentials: Redactor;
  /** Blanks what is quoted: a proxy's password may be a word that names hold as well. */
  readonly quotes: Redactor;
  readonly proxies?: Proxies | undefined;
}): Http {
  const { userAgent, connections, deadline, isOver, quoteReplies, credentials, quotes } = settings;
  const proxies = settings.proxies ?? noProxies;
  const over: Outcome = {
    failure: { kind: "other", reason: "the deadline has passed", remedy: undefined },
  };
  let opening: Promise<Network> | undefined;
  // Loaded when it is used: what reads an artifact needs no network.
  const open = (): Promise<Network> =>
    (opening ??= import("../network/network.ts").then(({ openNetwork }) =>
      openNetwork({ proxies, connections, timeoutMs: attemptTimeoutMs }),
    ));

  async function send({ method, url, headers, body }: HttpRequest): Promise<Outcome> {
    try {
      const network = await open();
      const response = await network.request(url, {
        method,
        signal: AbortSignal.any([deadline, AbortSignal.timeout(attemptTimeoutMs)]),
        headers: { accept: "application/json", "user-agent": userAgent, ...headers },
        ...(body !== undefined && { body }),
      });
      const header = (name: string) => {
        const value = response.headers[name];
        const first = Array.isArray(value) ? value[0] : value;
        return first === undefined ? undefined : quotes.blank(first);
      };
      const bytes = await readBytes(response.body, header("content-length"));
      if (isOver()) return over;
      requireModestJson(bytes);
      const { value, heldSecret } = parseJson(bytes.toString("utf8"), credentials.blank);
      const { statusCode: status } = response;
      const { blank } = quotes;
      return {
        reply: { status, body: value, heldSecret, blank, header, mayQuote: quoteReplies },
      };
    } catch (error) {
      if (error instanceof ImpossibleBody) return { impossible: error.message };
      if (isOver()) return over;
      return { failure: explainFailure(error, url, proxies) };
    }
  }

  return {
    send,
    close: async () => {
      await (await opening)?.close();
    },
  };
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
