/**
 * Sends single HTTP requests: timeouts, body limits, secrets removed from replies, and no
 * redirects.
 */

import { AuditError, settingName } from "../errors.ts";
import { explainFailure, type NetworkFailure } from "../network/failure.ts";
import { isLoopback } from "../network/loopback.ts";
import type { Network } from "../network/network.ts";
import { noProxies, type Proxies } from "../network/proxy.ts";
import type { Redactor } from "../network/redact.ts";
import { ImpossibleBody, parseJson, readBytes, requireModestJson } from "./body.ts";
import type { Reply } from "./reply.ts";

/** The reply, or why there is none. Exactly one property is set. */
export interface Outcome {
  readonly reply?: Reply;
  readonly failure?: NetworkFailure;
  /**
   * Why the reply cannot be used; a retry is useless. It continues "its reply …", without a final
   * period.
   */
  readonly impossible?: string;
}

export interface HttpRequest {
  readonly method: "GET" | "POST";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Http {
  /**
   * Returns the reply with any status. After the deadline, it parses nothing and returns a failure.
   */
  send(httpRequest: HttpRequest): Promise<Outcome>;
  /** Aborts pending requests. Until then, sockets are kept for reuse. */
  close(): Promise<void>;
}

const attemptTimeoutMs = 30_000;

/** Returns an HTTP client that aborts all requests when `deadline` aborts. */
export function createHttp(settings: {
  readonly userAgent: string;
  readonly connections: number;
  readonly deadline: AbortSignal;
  /** Checks the clock, because a timer cannot fire while this thread is busy. */
  readonly isOver: () => boolean;
  readonly quoteReplies: boolean;
  /** Removes credentials from replies, so that nothing derived from a reply contains them. */
  readonly credentials: Redactor;
  /**
   * Removes secrets from quoted text only. A proxy's password may be a word that also occurs in
   * names.
   */
  readonly quotes: Redactor;
  readonly proxies?: Proxies | undefined;
}): Http {
  const { userAgent, connections, deadline, isOver, quoteReplies, credentials, quotes } = settings;
  const proxies = settings.proxies ?? noProxies;
  const deadlineOutcome: Outcome = {
    failure: { kind: "other", reason: "the deadline has passed", remedy: undefined },
  };
  let opening: Promise<Network> | undefined;
  // Loaded on first use: reading an artifact needs no network.
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
      if (isOver()) return deadlineOutcome;
      requireModestJson(bytes);
      const { value, containedSecret } = parseJson(bytes.toString("utf8"), credentials.blank);
      const { statusCode: status } = response;
      const { blank } = quotes;
      return {
        reply: { status, body: value, containedSecret, blank, header, mayQuote: quoteReplies },
      };
    } catch (error) {
      if (error instanceof ImpossibleBody) return { impossible: error.message };
      if (isOver()) return deadlineOutcome;
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
 * Returns the base URL of the API. Throws `AuditError` `BAD_SETTINGS` for a URL that could expose
 * the key. Plain http is allowed only on loopback, where nobody else can read it.
 */
export function parseApiUrl(apiUrl: string): URL {
  const url = URL.parse(apiUrl);
  if (
    url !== null &&
    (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "")
  ) {
    throw new AuditError(
      "BAD_SETTINGS",
      `cannot use ${settingName("api-url")}: it must not contain credentials, a query or a fragment. Set the key with ${settingName("api-key")}.`,
    );
  }
  if (
    url === null ||
    !(url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url)))
  ) {
    throw new AuditError(
      "BAD_SETTINGS",
      `cannot use ${settingName("api-url")} ${JSON.stringify(apiUrl)}: the key may travel over https only. Use an https URL, or http on loopback.`,
    );
  }
  url.pathname = url.pathname.replace(/\/+$/u, "");
  return url;
}
