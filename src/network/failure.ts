/** Explains why a connection failed: host, cause and remedy. */

import { describeError } from "../errors.ts";
import type { Proxies } from "./proxy.ts";

export interface NetworkFailure {
  /**
   * `trust`: a certificate is not trusted, or a proxy requires a sign-in; a retry changes nothing.
   * `connect`: nothing is reachable under that name or port. `other`: the connection broke later.
   */
  readonly kind: "trust" | "connect" | "other";
  /** Text to follow a colon, without a final period. */
  readonly reason: string;
  /** A sentence; undefined if the user can only wait. */
  readonly remedy: string | undefined;
}

const name = new Set(["ENOTFOUND", "EAI_AGAIN", "EAI_FAIL", "EAI_NODATA", "EAI_NONAME"]);
const connection = new Set([
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
  "ETIMEDOUT",
]);
/**
 * OpenSSL's certificate verification errors, which Node passes on as codes (Node, "X509 certificate
 * error codes").
 */
const certificate =
  /^(?:CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_SELF_SIGNED_CERT$|SELF_SIGNED_CERT_IN_CHAIN$|INVALID_CA$|INVALID_PURPOSE$|PATH_LENGTH_EXCEEDED$|HOSTNAME_MISMATCH$|ERR_TLS_CERT_ALTNAME_INVALID$|ERROR_IN_CERT_|UND_ERR_PRX_TLS$)/u;

/** Explains an error of a request to `url`. The result contains no credentials. */
export function explainFailure(error: unknown, url: URL, proxies: Proxies): NetworkFailure {
  const causes = [...causesOf(error)];
  const code = causes.map(codeOf).find((one) => one !== undefined) ?? "";
  const proxy = proxies.forUrl(url);
  const host = url.host;
  const reached = proxy === undefined ? host : `the proxy ${proxy.url.host}`;
  const through = proxy === undefined ? "" : ` (through the proxy ${proxy.url.host})`;
  const refusal = causes.map(proxyStatusOf).find((status) => status !== undefined);
  if (proxy !== undefined && refusal !== undefined) {
    return describeProxyRefusal(refusal, { host, proxy: proxy.url.host, ...proxy });
  }
  if (certificate.test(code)) {
    return {
      kind: "trust",
      reason: `the certificate of ${host}${through} is not trusted (${code})`,
      remedy: remedyFor(code),
    };
  }
  const check =
    proxy === undefined
      ? "Check the address, and set HTTPS_PROXY if the network has a proxy."
      : `Check ${proxy.variable}.`;
  if (name.has(code)) {
    const what = proxy === undefined ? url.hostname : `the proxy ${proxy.url.hostname}`;
    return {
      kind: "connect",
      reason: `the name of ${what} cannot be resolved (${code})`,
      remedy: check,
    };
  }
  if (code === "ECONNREFUSED") {
    return {
      kind: "connect",
      reason: `${reached} refused the connection (${code})`,
      remedy: check,
    };
  }
  if (connection.has(code)) {
    return { kind: "connect", reason: `${reached} cannot be reached (${code})`, remedy: check };
  }
  const timedOut = causes.some((one) => one instanceof Error && one.name === "TimeoutError");
  return {
    kind: "other",
    reason: timedOut ? `no reply from ${host}${through} in time` : describeError(error),
    remedy: undefined,
  };
}

function describeProxyRefusal(
  status: number,
  route: { readonly host: string; readonly proxy: string; readonly variable: string },
): NetworkFailure {
  if (status === 407) {
    return {
      kind: "trust",
      reason: `the proxy ${route.proxy} requires a different sign-in for ${route.host} (407)`,
      remedy: `Put user and password, percent-encoded, into ${route.variable}.`,
    };
  }
  return {
    kind: "connect",
    reason: `the proxy ${route.proxy} does not allow connections to ${route.host} (${status})`,
    remedy: `Allow ${route.host} there, or add it to NO_PROXY.`,
  };
}

function remedyFor(code: string): string {
  switch (code) {
    case "ERR_TLS_CERT_ALTNAME_INVALID":
    case "HOSTNAME_MISMATCH":
      return "It is for another name: check the address.";
    case "CERT_HAS_EXPIRED":
    case "CERT_NOT_YET_VALID":
      return "Check this machine's clock, or have the certificate renewed.";
    default:
      return "If the network or a private authority signs it, give Node that authority's certificate: set NODE_EXTRA_CA_CERTS to a PEM file.";
  }
}

/** Yields an error, its causes, and the errors that it aggregates. */
function* causesOf(error: unknown, depth = 0): Generator {
  if (depth > 5 || error === undefined || error === null) return;
  yield error;
  if (error instanceof AggregateError) {
    for (const one of error.errors as unknown[]) yield* causesOf(one, depth + 1);
  }
  if (error instanceof Error) yield* causesOf(error.cause, depth + 1);
}

function codeOf(error: unknown): string | undefined {
  const { code } = error as { code?: unknown };
  // Undici's wrapper around a proxy's error. The cause has the useful code.
  return typeof code === "string" && code !== "" && code !== "UND_ERR_ABORTED" ? code : undefined;
}

/** Undici reports a proxy's status only in its messages. */
function proxyStatusOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  const [, tunnel] = /^Proxy response \((\d{3})\) !== 200/u.exec(error.message) ?? [];
  if (tunnel !== undefined) return Number(tunnel);
  return error.message.startsWith("Proxy Authentication Required (407)") ? 407 : undefined;
}
