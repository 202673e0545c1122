/**
 * What the bundle holds of undici. Its own index brings web sockets, caches, mocks and a second of each
 * dispatcher along: half of the bundle, and a third of the time until the first request.
 */

import requestApi from "undici/lib/api/api-request.js";
import Dispatcher from "undici/lib/dispatcher/dispatcher.js";

// As the index does it, for the one method that is used.
Dispatcher.prototype.request = requestApi;

export { default as EnvHttpProxyAgent } from "undici/lib/dispatcher/env-http-proxy-agent.js";
export { default as ProxyAgent } from "undici/lib/dispatcher/proxy-agent.js";
