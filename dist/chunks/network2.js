import { t as require_undici } from "./undici.js";

// src/network/network.ts
var import_undici = require_undici();
/** Returns a network, which opens no connection before the first request. */
function openNetwork(settings) {
	const dispatcher = new ProxyingDispatcher(settings);
	return {
		request: (url, options) => dispatcher.request({
			...options,
			origin: url.origin,
			path: url.pathname + url.search
		}),
		fetch: (url, init) => (0, import_undici.fetch)(url, {
			...init,
			dispatcher
		}),
		close: () => dispatcher.destroy()
	};
}
/** Chooses the proxy for each request by its URL, including each redirect. */
var ProxyingDispatcher = class extends import_undici.Dispatcher {
	#proxies;
	#options;
	#agents = /* @__PURE__ */ new Map();
	constructor({ proxies, connections, timeoutMs }) {
		super();
		this.#proxies = proxies;
		this.#options = {
			allowH2: false,
			headersTimeout: timeoutMs,
			bodyTimeout: timeoutMs,
			connectTimeout: timeoutMs,
			...connections !== void 0 && { connections }
		};
	}
	dispatch(options, handler) {
		const url = new URL(String(options.origin));
		return this.#agentFor(this.#proxies.forUrl(url)).dispatch(options, handler);
	}
	#agentFor(proxy) {
		const key = proxy?.variable ?? "";
		const known = this.#agents.get(key);
		if (known !== void 0) return known;
		const agent = proxy === void 0 ? new import_undici.Agent(this.#options) : new import_undici.ProxyAgent({
			...this.#options,
			uri: proxy.url.href,
			proxyTls: { allowH2: false },
			...proxy.authorization !== void 0 && { token: proxy.authorization }
		});
		this.#agents.set(key, agent);
		return agent;
	}
	async close() {
		await Promise.all([...this.#agents.values()].map((agent) => agent.close()));
	}
	async destroy() {
		await Promise.all([...this.#agents.values()].map((agent) => agent.destroy()));
	}
};

export { openNetwork as t };