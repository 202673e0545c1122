/** Sockets, TLS and proxies. All requests to Cloudsmith and GitHub go through here. */

import { Agent, Dispatcher, fetch, ProxyAgent, type RequestInit, type Response } from "undici";

import type { Proxies, Proxy } from "./proxy.ts";

export interface NetworkSettings {
  readonly proxies: Proxies;
  /** Maximum sockets per host. Default: one per concurrent request. */
  readonly connections?: number;
  /** The timeout to connect, to receive the headers, and between two parts of a body. */
  readonly timeoutMs: number;
}

export interface Network {
  /** Sends one request and follows no redirect. Rejects if no reply arrives. */
  readonly request: (
    url: URL,
    options: Omit<Dispatcher.RequestOptions, "origin" | "path">,
  ) => Promise<Dispatcher.ResponseData>;
  /** The standard `fetch`, through the same proxies. Each redirect chooses its proxy again. */
  readonly fetch: (url: string | URL, init?: RequestInit) => Promise<Response>;
  /** Aborts pending requests. Until then, sockets are kept for reuse. */
  readonly close: () => Promise<void>;
}

/** Returns a network, which opens no connection before the first request. */
export function openNetwork(settings: NetworkSettings): Network {
  const dispatcher = new ProxyingDispatcher(settings);
  return {
    request: (url, options) =>
      dispatcher.request({ ...options, origin: url.origin, path: url.pathname + url.search }),
    fetch: (url, init) => fetch(url, { ...init, dispatcher }),
    close: () => dispatcher.destroy(),
  };
}

/** Chooses the proxy for each request by its URL, including each redirect. */
class ProxyingDispatcher extends Dispatcher {
  readonly #proxies: Proxies;
  readonly #options: Agent.Options;
  readonly #agents = new Map<string, Agent | ProxyAgent>();

  constructor({ proxies, connections, timeoutMs }: NetworkSettings) {
    super();
    this.#proxies = proxies;
    this.#options = {
      // With one request per socket, the number of sockets limits the number of bodies in memory.
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
