/** Fetch as well, which only GitHub is asked with: it is loaded where that happens. */

export { default as EnvHttpProxyAgent } from "undici/lib/dispatcher/env-http-proxy-agent.js";
export { fetch } from "undici/lib/web/fetch/index.js";
