import { n as __exportAll } from "./rolldown-runtime.js";
import { createRequire } from "node:module";

// \0wrapped:http
var _wrapped_http_exports = /* @__PURE__ */ __exportAll({
	Agent: () => Agent,
	ClientRequest: () => ClientRequest,
	IncomingMessage: () => IncomingMessage,
	METHODS: () => METHODS,
	OutgoingMessage: () => OutgoingMessage,
	STATUS_CODES: () => STATUS_CODES,
	Server: () => Server,
	ServerResponse: () => ServerResponse,
	_connectionListener: () => _connectionListener,
	createServer: () => createServer,
	default: () => wrapped,
	get: () => get,
	globalAgent: () => globalAgent,
	maxHeaderSize: () => maxHeaderSize,
	request: () => request,
	setGlobalProxyFromEnv: () => setGlobalProxyFromEnv,
	setMaxIdleHTTPParsers: () => setMaxIdleHTTPParsers,
	validateHeaderName: () => validateHeaderName,
	validateHeaderValue: () => validateHeaderValue
});
const wrapped = createRequire(import.meta.url)("node:http");
const { Agent, ClientRequest, IncomingMessage, METHODS, OutgoingMessage, STATUS_CODES, Server, ServerResponse, _connectionListener, createServer, get, globalAgent, maxHeaderSize, request, setGlobalProxyFromEnv, setMaxIdleHTTPParsers, validateHeaderName, validateHeaderValue } = wrapped;

export { globalAgent as i, _wrapped_http_exports as n, createServer as r, Agent as t };