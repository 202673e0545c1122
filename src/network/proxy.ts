/** Chooses the proxy of a request from environment variables. docs/network.md has the table. */

import { AuditError } from "../errors.ts";
import { isLoopback } from "./loopback.ts";
import { parseNoProxy } from "./no-proxy.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Proxy {
  /** Scheme, host and port, without credentials. */
  readonly url: URL;
  /** The value of `Proxy-Authorization`; undefined if the variable has no credentials. */
  readonly authorization: string | undefined;
  /** The name of the variable that sets it. */
  readonly variable: string;
}

export interface Proxies {
  /** Returns the proxy for a URL; undefined for a direct connection. */
  readonly forUrl: (url: URL) => Proxy | undefined;
  /** The credentials, as written and as sent. They must not be printed. */
  readonly secrets: readonly string[];
}

/**
 * Replacing a shorter password would damage ordinary log text. The pair of user and password is
 * still replaced.
 */
const minSecretLength = 4;

/** Uses no proxy. */
export const noProxies: Proxies = { forUrl: () => undefined, secrets: [] };

/**
 * Returns the proxies from environment variables. The lower-case variable takes precedence over the
 * upper-case one; if it is empty, it turns the proxy off, as in curl. Loopback is always direct.
 * Throws `AuditError` `BAD_SETTINGS`, which names a malformed variable but never its value.
 */
export function readProxies(env: Environment): Proxies {
  const https = readProxy(env, "https_proxy");
  const http = readProxy(env, "http_proxy");
  const noProxy = read(env, "no_proxy");
  const isExcluded = parseNoProxy(noProxy.value, noProxy.name);
  const given = [https, http].filter((one) => one !== undefined);
  return {
    forUrl: (url) => {
      if (isLoopback(url) || isExcluded(url)) return undefined;
      return { "https:": https, "http:": http }[url.protocol]?.proxy;
    },
    secrets: [...new Set(given.flatMap(({ secrets }) => secrets))],
  };
}

interface ReadProxy {
  readonly proxy: Proxy;
  readonly secrets: readonly string[];
}

function read(env: Environment, lower: string): { readonly name: string; readonly value: string } {
  const name = env[lower] === undefined ? lower.toUpperCase() : lower;
  return { name, value: (env[name] ?? "").trim() };
}

function readProxy(env: Environment, lower: string): ReadProxy | undefined {
  const { name, value } = read(env, lower);
  if (value === "") return undefined;
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//iu.test(value) ? value : `http://${value}`);
  if (url === null || url.hostname === "") throw malformed(name, "it is not a URL");
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw malformed(name, "a proxy is reached over http or https");
  }
  // An unencoded "/", "?" or "#" in a password ends the host there, and the rest would be ignored.
  if (!["", "/"].includes(url.pathname) || url.search !== "" || url.hash !== "") {
    throw malformed(name, "something follows the host and the port");
  }
  const credentials = `${url.username}:${url.password}`;
  const [user, password] = [decode(name, url.username), decode(name, url.password)];
  const hasCredentials = credentials !== ":";
  const encoded = Buffer.from(`${user}:${password}`).toString("base64");
  const secrets = hasCredentials ? [`${user}:${password}`, password, credentials, encoded] : [];
  return {
    proxy: {
      url: new URL(url.origin),
      authorization: hasCredentials ? `Basic ${encoded}` : undefined,
      variable: name,
    },
    secrets: [...secrets, url.password].filter((text) => text.length >= minSecretLength),
  };
}

function decode(name: string, text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw malformed(
      name,
      'its user or password contains a "%" that encodes nothing; write it as %25',
    );
  }
}

/** The value may contain a password, so it is never quoted. */
function malformed(name: string, reason: string): AuditError {
  return new AuditError(
    "BAD_SETTINGS",
    `cannot use the proxy in ${name}: ${reason}. Write it as http://proxy.example:8080; a user and a password come before the host, percent-encoded.`,
  );
}
