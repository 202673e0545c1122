/** Sockets, TLS and proxies: the one way out, for Cloudsmith and for GitHub. */

import { Agent, Dispatcher, fetch, ProxyAgent, type RequestInit, type Response } from "undici";

import type { Proxies, Proxy } from "./proxy.ts";

export interface NetworkSettings {
  readonly proxies: Proxies;
  /** Sockets to one host; default: as many as there are requests. */
  readonly connections?: number;
  /** To connect, until the headers, and between two pieces of a body. */
  readonly timeoutMs: number;
}

export interface Network {
  /** Sends one request and follows no redirect. Rejects when no reply comes. */
  readonly request: (
    url: URL,
    options: Omit<Dispatcher.RequestOptions, "origin" | "path">,
  ) => Promise<Dispatcher.ResponseData>;
  /** The standard's fetch, through the same proxies, on a redirect as well. */
  readonly fetch: (url: string | URL, init?: RequestInit) => Promise<Response>;
  /** Gives up on what is under way. Sockets are kept for reuse until then. */
  readonly close: () => Promise<void>;
}

/** Opens nothing until the first request. */
export function openNetwork(settings: NetworkSettings): Network {
  const dispatcher = new ProxyingDispatcher(settings);
  return {
    request: (url, options) =>
      dispatcher.request({ ...options, origin: url.origin, path: url.pathname + url.search }),
    fetch: (url, init) => fetch(url, { ...init, dispatcher }),
    close: () => dispatcher.destroy(),
  };
}

/** Chooses the way for each request by its own URL, so that a redirect is chosen for anew. */
class ProxyingDispatcher extends Dispatcher {
  readonly #proxies: Proxies;
  readonly #options: Agent.Options;
  readonly #agents = new Map<string, Agent | ProxyAgent>();

  constructor({ proxies, connections, timeoutMs }: NetworkSettings) {
    super();
    this.#proxies = proxies;
    this.#options = {
      // One request a socket: the number of sockets then bounds the bodies that are under way.
      allowH2: false,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      connectTimeout: timeoutMs,
      ...(connections !== undefined && { connections }),
    };
  }

  override dispatch(
    options: Dispatcher.DispatchOptions,
    handler: Dispatcher.DispatchHandler,
  ): boolean {
    const url = new URL(String(options.origin));
    return this.#agentFor(this.#proxies.forUrl(url)).dispatch(options, handler);
  }

  #agentFor(proxy: Proxy | undefined): Agent | ProxyAgent {
    const key = proxy?.variable ?? "";
    const known = this.#agents.get(key);
    if (known !== undefined) return known;
    const agent =
      proxy === undefined
        ? new Agent(this.#options)
        : new ProxyAgent({
            ...this.#options,
            uri: proxy.url.href,
            proxyTls: { allowH2: false },
            ...(proxy.authorization !== undefined && { token: proxy.authorization }),
          });
    this.#agents.set(key, agent);
    return agent;
  }

  override async close(): Promise<void> {
    await Promise.all([...this.#agents.values()].map((agent) => agent.close()));
  }

  override async destroy(): Promise<void> {
    await Promise.all([...this.#agents.values()].map((agent) => agent.destroy()));
  }
}
