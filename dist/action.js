import { i as __toESM, n as __exportAll, r as __require, t as __commonJSMin } from "./chunks/rolldown-runtime.js";
import { i as globalAgent$1, n as _wrapped_http_exports, t as Agent$1 } from "./chunks/_wrapped_http.js";
import { C as requireAgreedWorkspace, D as import_proxy_agent, E as runAudit, _ as parsePolicy, a as toPolicy, c as reportFiles, d as artifactNameOf, f as parseSettings, i as toAuditInput, l as toReadHistory, m as openFolders, n as readPolicyFile, p as settingNames, s as fileChannels, u as openNamed } from "./chunks/wiring.js";
import { n as describeError, t as AuditError } from "./chunks/errors.js";
import { t as datetime } from "./chunks/iso.js";
import { _ as object, b as string, d as array, f as boolean, l as _enum, m as literal, p as int, v as record } from "./chunks/schemas.js";
import { i as comparePolicies } from "./chunks/build-report.js";
import { n as createClock, t as createLogger } from "./chunks/log.js";
import { n as openFindings, t as count } from "./chunks/counting.js";
import { g as impactHeadline, i as extent, m as utcMinute, p as sentenceOf } from "./chunks/wording.js";
import { n as changesSection, t as renderMarkdown } from "./chunks/markdown.js";
import { n as escapeMarkdown, t as codeSpan } from "./chunks/escape-markdown.js";
import { t as ask } from "./chunks/ask.js";
import { t as RequestError } from "./chunks/dist-src.js";
import { r as toVisibleText } from "./chunks/visible-text.js";
import { n as policyChangeSentence, t as policyChangeCounts } from "./chunks/policy-changes.js";
import { t as escapeTerminal } from "./chunks/escape-terminal.js";
import { n as version, t as toolName } from "./chunks/version.js";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import * as os$1 from "os";
import os, { EOL } from "os";
import * as crypto from "crypto";
import * as fs$1 from "fs";
import { constants, promises } from "fs";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import { readFileSync } from "node:fs";

// node_modules/@actions/core/lib/utils.js
/**
* Sanitizes an input into a string so it can be passed into issueCommand safely
* @param input input to sanitize into a string
*/
function toCommandValue(input) {
	if (input === null || input === void 0) return "";
	else if (typeof input === "string" || input instanceof String) return input;
	return JSON.stringify(input);
}
/**
*
* @param annotationProperties
* @returns The command properties to send with the actual annotation command
* See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
*/
function toCommandProperties(annotationProperties) {
	if (!Object.keys(annotationProperties).length) return {};
	return {
		title: annotationProperties.title,
		file: annotationProperties.file,
		line: annotationProperties.startLine,
		endLine: annotationProperties.endLine,
		col: annotationProperties.startColumn,
		endColumn: annotationProperties.endColumn
	};
}

// node_modules/@actions/core/lib/command.js
/**
* Issues a command to the GitHub Actions runner
*
* @param command - The command name to issue
* @param properties - Additional properties for the command (key-value pairs)
* @param message - The message to include with the command
* @remarks
* This function outputs a specially formatted string to stdout that the Actions
* runner interprets as a command. These commands can control workflow behavior,
* set outputs, create annotations, mask values, and more.
*
* Command Format:
*   ::name key=value,key=value::message
*
* @example
* ```typescript
* // Issue a warning annotation
* issueCommand('warning', {}, 'This is a warning message');
* // Output: ::warning::This is a warning message
*
* // Set an environment variable
* issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
* // Output: ::set-env name=MY_VAR::some value
*
* // Add a secret mask
* issueCommand('add-mask', {}, 'secretValue123');
* // Output: ::add-mask::secretValue123
* ```
*
* @internal
* This is an internal utility function that powers the public API functions
* such as setSecret, warning, error, and exportVariable.
*/
function issueCommand(command, properties, message) {
	const cmd = new Command(command, properties, message);
	process.stdout.write(cmd.toString() + os$1.EOL);
}
const CMD_STRING = "::";
var Command = class {
	constructor(command, properties, message) {
		if (!command) command = "missing.command";
		this.command = command;
		this.properties = properties;
		this.message = message;
	}
	toString() {
		let cmdStr = CMD_STRING + this.command;
		if (this.properties && Object.keys(this.properties).length > 0) {
			cmdStr += " ";
			let first = true;
			for (const key in this.properties) if (this.properties.hasOwnProperty(key)) {
				const val = this.properties[key];
				if (val) {
					if (first) first = false;
					else cmdStr += ",";
					cmdStr += `${key}=${escapeProperty(val)}`;
				}
			}
		}
		cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
		return cmdStr;
	}
};
function escapeData(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}

// node_modules/@actions/core/lib/file-command.js
function issueFileCommand(command, message) {
	const filePath = process.env[`GITHUB_${command}`];
	if (!filePath) throw new Error(`Unable to find environment variable for file command ${command}`);
	if (!fs$1.existsSync(filePath)) throw new Error(`Missing file at path: ${filePath}`);
	fs$1.appendFileSync(filePath, `${toCommandValue(message)}${os$1.EOL}`, { encoding: "utf8" });
}
function prepareKeyValueMessage(key, value) {
	const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
	const convertedValue = toCommandValue(value);
	if (key.includes(delimiter)) throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
	if (convertedValue.includes(delimiter)) throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
	return `${key}<<${delimiter}${os$1.EOL}${convertedValue}${os$1.EOL}${delimiter}`;
}

// \0wrapped:https
var _wrapped_https_exports = /* @__PURE__ */ __exportAll({
	Agent: () => Agent,
	Server: () => Server,
	createServer: () => createServer,
	default: () => wrapped,
	get: () => get,
	globalAgent: () => globalAgent,
	request: () => request
});
const wrapped = createRequire(import.meta.url)("node:https");
const { Agent, Server, createServer, get, globalAgent, request } = wrapped;

// node_modules/@actions/http-client/lib/proxy.js
function getProxyUrl(reqUrl) {
	const usingSsl = reqUrl.protocol === "https:";
	if (checkBypass(reqUrl)) return;
	const proxyVar = (() => {
		if (usingSsl) return process.env["https_proxy"] || process.env["HTTPS_PROXY"];
		else return process.env["http_proxy"] || process.env["HTTP_PROXY"];
	})();
	if (proxyVar) try {
		return new DecodedURL(proxyVar);
	} catch (_a) {
		if (!proxyVar.startsWith("http://") && !proxyVar.startsWith("https://")) return new DecodedURL(`http://${proxyVar}`);
	}
	else return;
}
function checkBypass(reqUrl) {
	if (!reqUrl.hostname) return false;
	const reqHost = reqUrl.hostname;
	if (isLoopbackAddress(reqHost)) return true;
	const noProxy = process.env["no_proxy"] || process.env["NO_PROXY"] || "";
	if (!noProxy) return false;
	let reqPort;
	if (reqUrl.port) reqPort = Number(reqUrl.port);
	else if (reqUrl.protocol === "http:") reqPort = 80;
	else if (reqUrl.protocol === "https:") reqPort = 443;
	const upperReqHosts = [reqUrl.hostname.toUpperCase()];
	if (typeof reqPort === "number") upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
	for (const upperNoProxyItem of noProxy.split(",").map((x) => x.trim().toUpperCase()).filter((x) => x)) if (upperNoProxyItem === "*" || upperReqHosts.some((x) => x === upperNoProxyItem || x.endsWith(`.${upperNoProxyItem}`) || upperNoProxyItem.startsWith(".") && x.endsWith(`${upperNoProxyItem}`))) return true;
	return false;
}
function isLoopbackAddress(host) {
	const hostLower = host.toLowerCase();
	return hostLower === "localhost" || hostLower.startsWith("127.") || hostLower.startsWith("[::1]") || hostLower.startsWith("[0:0:0:0:0:0:0:1]");
}
var DecodedURL = class extends URL {
	constructor(url, base) {
		super(url, base);
		this._decodedUsername = decodeURIComponent(super.username);
		this._decodedPassword = decodeURIComponent(super.password);
	}
	get username() {
		return this._decodedUsername;
	}
	get password() {
		return this._decodedPassword;
	}
};

// node_modules/tunnel/lib/tunnel.js
var require_tunnel$1 = /* @__PURE__ */ __commonJSMin(((exports) => {
	__require("net");
	var tls = __require("tls");
	var http = __require("http");
	var https = __require("https");
	var events = __require("events");
	__require("assert");
	var util = __require("util");
	exports.httpOverHttp = httpOverHttp;
	exports.httpsOverHttp = httpsOverHttp;
	exports.httpOverHttps = httpOverHttps;
	exports.httpsOverHttps = httpsOverHttps;
	function httpOverHttp(options) {
		var agent = new TunnelingAgent(options);
		agent.request = http.request;
		return agent;
	}
	function httpsOverHttp(options) {
		var agent = new TunnelingAgent(options);
		agent.request = http.request;
		agent.createSocket = createSecureSocket;
		agent.defaultPort = 443;
		return agent;
	}
	function httpOverHttps(options) {
		var agent = new TunnelingAgent(options);
		agent.request = https.request;
		return agent;
	}
	function httpsOverHttps(options) {
		var agent = new TunnelingAgent(options);
		agent.request = https.request;
		agent.createSocket = createSecureSocket;
		agent.defaultPort = 443;
		return agent;
	}
	function TunnelingAgent(options) {
		var self = this;
		self.options = options || {};
		self.proxyOptions = self.options.proxy || {};
		self.maxSockets = self.options.maxSockets || http.Agent.defaultMaxSockets;
		self.requests = [];
		self.sockets = [];
		self.on("free", function onFree(socket, host, port, localAddress) {
			var options = toOptions(host, port, localAddress);
			for (var i = 0, len = self.requests.length; i < len; ++i) {
				var pending = self.requests[i];
				if (pending.host === options.host && pending.port === options.port) {
					self.requests.splice(i, 1);
					pending.request.onSocket(socket);
					return;
				}
			}
			socket.destroy();
			self.removeSocket(socket);
		});
	}
	util.inherits(TunnelingAgent, events.EventEmitter);
	TunnelingAgent.prototype.addRequest = function addRequest(req, host, port, localAddress) {
		var self = this;
		var options = mergeOptions({ request: req }, self.options, toOptions(host, port, localAddress));
		if (self.sockets.length >= this.maxSockets) {
			self.requests.push(options);
			return;
		}
		self.createSocket(options, function(socket) {
			socket.on("free", onFree);
			socket.on("close", onCloseOrRemove);
			socket.on("agentRemove", onCloseOrRemove);
			req.onSocket(socket);
			function onFree() {
				self.emit("free", socket, options);
			}
			function onCloseOrRemove(err) {
				self.removeSocket(socket);
				socket.removeListener("free", onFree);
				socket.removeListener("close", onCloseOrRemove);
				socket.removeListener("agentRemove", onCloseOrRemove);
			}
		});
	};
	TunnelingAgent.prototype.createSocket = function createSocket(options, cb) {
		var self = this;
		var placeholder = {};
		self.sockets.push(placeholder);
		var connectOptions = mergeOptions({}, self.proxyOptions, {
			method: "CONNECT",
			path: options.host + ":" + options.port,
			agent: false,
			headers: { host: options.host + ":" + options.port }
		});
		if (options.localAddress) connectOptions.localAddress = options.localAddress;
		if (connectOptions.proxyAuth) {
			connectOptions.headers = connectOptions.headers || {};
			connectOptions.headers["Proxy-Authorization"] = "Basic " + new Buffer(connectOptions.proxyAuth).toString("base64");
		}
		debug("making CONNECT request");
		var connectReq = self.request(connectOptions);
		connectReq.useChunkedEncodingByDefault = false;
		connectReq.once("response", onResponse);
		connectReq.once("upgrade", onUpgrade);
		connectReq.once("connect", onConnect);
		connectReq.once("error", onError);
		connectReq.end();
		function onResponse(res) {
			res.upgrade = true;
		}
		function onUpgrade(res, socket, head) {
			process.nextTick(function() {
				onConnect(res, socket, head);
			});
		}
		function onConnect(res, socket, head) {
			connectReq.removeAllListeners();
			socket.removeAllListeners();
			if (res.statusCode !== 200) {
				debug("tunneling socket could not be established, statusCode=%d", res.statusCode);
				socket.destroy();
				var error = /* @__PURE__ */ new Error("tunneling socket could not be established, statusCode=" + res.statusCode);
				error.code = "ECONNRESET";
				options.request.emit("error", error);
				self.removeSocket(placeholder);
				return;
			}
			if (head.length > 0) {
				debug("got illegal response body from proxy");
				socket.destroy();
				var error = /* @__PURE__ */ new Error("got illegal response body from proxy");
				error.code = "ECONNRESET";
				options.request.emit("error", error);
				self.removeSocket(placeholder);
				return;
			}
			debug("tunneling connection has established");
			self.sockets[self.sockets.indexOf(placeholder)] = socket;
			return cb(socket);
		}
		function onError(cause) {
			connectReq.removeAllListeners();
			debug("tunneling socket could not be established, cause=%s\n", cause.message, cause.stack);
			var error = /* @__PURE__ */ new Error("tunneling socket could not be established, cause=" + cause.message);
			error.code = "ECONNRESET";
			options.request.emit("error", error);
			self.removeSocket(placeholder);
		}
	};
	TunnelingAgent.prototype.removeSocket = function removeSocket(socket) {
		var pos = this.sockets.indexOf(socket);
		if (pos === -1) return;
		this.sockets.splice(pos, 1);
		var pending = this.requests.shift();
		if (pending) this.createSocket(pending, function(socket) {
			pending.request.onSocket(socket);
		});
	};
	function createSecureSocket(options, cb) {
		var self = this;
		TunnelingAgent.prototype.createSocket.call(self, options, function(socket) {
			var hostHeader = options.request.getHeader("host");
			var tlsOptions = mergeOptions({}, self.options, {
				socket,
				servername: hostHeader ? hostHeader.replace(/:.*$/, "") : options.host
			});
			var secureSocket = tls.connect(0, tlsOptions);
			self.sockets[self.sockets.indexOf(socket)] = secureSocket;
			cb(secureSocket);
		});
	}
	function toOptions(host, port, localAddress) {
		if (typeof host === "string") return {
			host,
			port,
			localAddress
		};
		return host;
	}
	function mergeOptions(target) {
		for (var i = 1, len = arguments.length; i < len; ++i) {
			var overrides = arguments[i];
			if (typeof overrides === "object") {
				var keys = Object.keys(overrides);
				for (var j = 0, keyLen = keys.length; j < keyLen; ++j) {
					var k = keys[j];
					if (overrides[k] !== void 0) target[k] = overrides[k];
				}
			}
		}
		return target;
	}
	var debug;
	if (process.env.NODE_DEBUG && /\btunnel\b/.test(process.env.NODE_DEBUG)) debug = function() {
		var args = Array.prototype.slice.call(arguments);
		if (typeof args[0] === "string") args[0] = "TUNNEL: " + args[0];
		else args.unshift("TUNNEL:");
		console.error.apply(console, args);
	};
	else debug = function() {};
}));

// node_modules/tunnel/index.js
var require_tunnel = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_tunnel$1();
}));

// node_modules/@actions/http-client/lib/index.js
var import_tunnel = /* @__PURE__ */ __toESM(require_tunnel(), 1);
var __awaiter$5 = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
var HttpCodes;
(function(HttpCodes) {
	HttpCodes[HttpCodes["OK"] = 200] = "OK";
	HttpCodes[HttpCodes["MultipleChoices"] = 300] = "MultipleChoices";
	HttpCodes[HttpCodes["MovedPermanently"] = 301] = "MovedPermanently";
	HttpCodes[HttpCodes["ResourceMoved"] = 302] = "ResourceMoved";
	HttpCodes[HttpCodes["SeeOther"] = 303] = "SeeOther";
	HttpCodes[HttpCodes["NotModified"] = 304] = "NotModified";
	HttpCodes[HttpCodes["UseProxy"] = 305] = "UseProxy";
	HttpCodes[HttpCodes["SwitchProxy"] = 306] = "SwitchProxy";
	HttpCodes[HttpCodes["TemporaryRedirect"] = 307] = "TemporaryRedirect";
	HttpCodes[HttpCodes["PermanentRedirect"] = 308] = "PermanentRedirect";
	HttpCodes[HttpCodes["BadRequest"] = 400] = "BadRequest";
	HttpCodes[HttpCodes["Unauthorized"] = 401] = "Unauthorized";
	HttpCodes[HttpCodes["PaymentRequired"] = 402] = "PaymentRequired";
	HttpCodes[HttpCodes["Forbidden"] = 403] = "Forbidden";
	HttpCodes[HttpCodes["NotFound"] = 404] = "NotFound";
	HttpCodes[HttpCodes["MethodNotAllowed"] = 405] = "MethodNotAllowed";
	HttpCodes[HttpCodes["NotAcceptable"] = 406] = "NotAcceptable";
	HttpCodes[HttpCodes["ProxyAuthenticationRequired"] = 407] = "ProxyAuthenticationRequired";
	HttpCodes[HttpCodes["RequestTimeout"] = 408] = "RequestTimeout";
	HttpCodes[HttpCodes["Conflict"] = 409] = "Conflict";
	HttpCodes[HttpCodes["Gone"] = 410] = "Gone";
	HttpCodes[HttpCodes["TooManyRequests"] = 429] = "TooManyRequests";
	HttpCodes[HttpCodes["InternalServerError"] = 500] = "InternalServerError";
	HttpCodes[HttpCodes["NotImplemented"] = 501] = "NotImplemented";
	HttpCodes[HttpCodes["BadGateway"] = 502] = "BadGateway";
	HttpCodes[HttpCodes["ServiceUnavailable"] = 503] = "ServiceUnavailable";
	HttpCodes[HttpCodes["GatewayTimeout"] = 504] = "GatewayTimeout";
})(HttpCodes || (HttpCodes = {}));
var Headers;
(function(Headers) {
	Headers["Accept"] = "accept";
	Headers["ContentType"] = "content-type";
})(Headers || (Headers = {}));
var MediaTypes;
(function(MediaTypes) {
	MediaTypes["ApplicationJson"] = "application/json";
})(MediaTypes || (MediaTypes = {}));
const HttpRedirectCodes = [
	HttpCodes.MovedPermanently,
	HttpCodes.ResourceMoved,
	HttpCodes.SeeOther,
	HttpCodes.TemporaryRedirect,
	HttpCodes.PermanentRedirect
];
const HttpResponseRetryCodes = [
	HttpCodes.BadGateway,
	HttpCodes.ServiceUnavailable,
	HttpCodes.GatewayTimeout
];
const RetryableHttpVerbs = [
	"OPTIONS",
	"GET",
	"DELETE",
	"HEAD"
];
const ExponentialBackoffCeiling = 10;
const ExponentialBackoffTimeSlice = 5;
var HttpClientError = class HttpClientError extends Error {
	constructor(message, statusCode) {
		super(message);
		this.name = "HttpClientError";
		this.statusCode = statusCode;
		Object.setPrototypeOf(this, HttpClientError.prototype);
	}
};
var HttpClientResponse = class {
	constructor(message) {
		this.message = message;
	}
	readBody() {
		return __awaiter$5(this, void 0, void 0, function* () {
			return new Promise((resolve) => __awaiter$5(this, void 0, void 0, function* () {
				let output = Buffer.alloc(0);
				this.message.on("data", (chunk) => {
					output = Buffer.concat([output, chunk]);
				});
				this.message.on("end", () => {
					resolve(output.toString());
				});
			}));
		});
	}
	readBodyBuffer() {
		return __awaiter$5(this, void 0, void 0, function* () {
			return new Promise((resolve) => __awaiter$5(this, void 0, void 0, function* () {
				const chunks = [];
				this.message.on("data", (chunk) => {
					chunks.push(chunk);
				});
				this.message.on("end", () => {
					resolve(Buffer.concat(chunks));
				});
			}));
		});
	}
};
var HttpClient = class {
	constructor(userAgent, handlers, requestOptions) {
		this._ignoreSslError = false;
		this._allowRedirects = true;
		this._allowRedirectDowngrade = false;
		this._maxRedirects = 50;
		this._allowRetries = false;
		this._maxRetries = 1;
		this._keepAlive = false;
		this._disposed = false;
		this.userAgent = this._getUserAgentWithOrchestrationId(userAgent);
		this.handlers = handlers || [];
		this.requestOptions = requestOptions;
		if (requestOptions) {
			if (requestOptions.ignoreSslError != null) this._ignoreSslError = requestOptions.ignoreSslError;
			this._socketTimeout = requestOptions.socketTimeout;
			if (requestOptions.allowRedirects != null) this._allowRedirects = requestOptions.allowRedirects;
			if (requestOptions.allowRedirectDowngrade != null) this._allowRedirectDowngrade = requestOptions.allowRedirectDowngrade;
			if (requestOptions.maxRedirects != null) this._maxRedirects = Math.max(requestOptions.maxRedirects, 0);
			if (requestOptions.keepAlive != null) this._keepAlive = requestOptions.keepAlive;
			if (requestOptions.allowRetries != null) this._allowRetries = requestOptions.allowRetries;
			if (requestOptions.maxRetries != null) this._maxRetries = requestOptions.maxRetries;
		}
	}
	options(requestUrl, additionalHeaders) {
		return __awaiter$5(this, void 0, void 0, function* () {
			return this.request("OPTIONS", requestUrl, null, additionalHeaders || {});
		});
	}
	get(requestUrl, additionalHeaders) {
		return __awaiter$5(this, void 0, void 0, function* () {
			return this.request("GET", requestUrl, null, additionalHeaders || {});
		});
	}
	del(requestUrl, additionalHeaders) {
		return __awaiter$5(this, void 0, void 0, function* () {
			return this.request("DELETE", requestUrl, null, additionalHeaders || {});
		});
	}
	post(requestUrl, data, additionalHeaders) {
		return __awaiter$5(this, void 0, void 0, function* () {
			return this.request("POST", requestUrl, data, additionalHeaders || {});
		});
	}
	patch(requestUrl, data, additionalHeaders) {
		return __awaiter$5(this, void 0, void 0, function* () {
			return this.request("PATCH", requestUrl, data, additionalHeaders || {});
		});
	}
	put(requestUrl, data, additionalHeaders) {
		return __awaiter$5(this, void 0, void 0, function* () {
			return this.request("PUT", requestUrl, data, additionalHeaders || {});
		});
	}
	head(requestUrl, additionalHeaders) {
		return __awaiter$5(this, void 0, void 0, function* () {
			return this.request("HEAD", requestUrl, null, additionalHeaders || {});
		});
	}
	sendStream(verb, requestUrl, stream, additionalHeaders) {
		return __awaiter$5(this, void 0, void 0, function* () {
			return this.request(verb, requestUrl, stream, additionalHeaders);
		});
	}
	/**
	* Gets a typed object from an endpoint
	* Be aware that not found returns a null.  Other errors (4xx, 5xx) reject the promise
	*/
	getJson(requestUrl_1) {
		return __awaiter$5(this, arguments, void 0, function* (requestUrl, additionalHeaders = {}) {
			additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
			const res = yield this.get(requestUrl, additionalHeaders);
			return this._processResponse(res, this.requestOptions);
		});
	}
	postJson(requestUrl_1, obj_1) {
		return __awaiter$5(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
			const data = JSON.stringify(obj, null, 2);
			additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
			additionalHeaders[Headers.ContentType] = this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
			const res = yield this.post(requestUrl, data, additionalHeaders);
			return this._processResponse(res, this.requestOptions);
		});
	}
	putJson(requestUrl_1, obj_1) {
		return __awaiter$5(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
			const data = JSON.stringify(obj, null, 2);
			additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
			additionalHeaders[Headers.ContentType] = this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
			const res = yield this.put(requestUrl, data, additionalHeaders);
			return this._processResponse(res, this.requestOptions);
		});
	}
	patchJson(requestUrl_1, obj_1) {
		return __awaiter$5(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
			const data = JSON.stringify(obj, null, 2);
			additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
			additionalHeaders[Headers.ContentType] = this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
			const res = yield this.patch(requestUrl, data, additionalHeaders);
			return this._processResponse(res, this.requestOptions);
		});
	}
	/**
	* Makes a raw http request.
	* All other methods such as get, post, patch, and request ultimately call this.
	* Prefer get, del, post and patch
	*/
	request(verb, requestUrl, data, headers) {
		return __awaiter$5(this, void 0, void 0, function* () {
			if (this._disposed) throw new Error("Client has already been disposed.");
			const parsedUrl = new URL(requestUrl);
			let info = this._prepareRequest(verb, parsedUrl, headers);
			const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb) ? this._maxRetries + 1 : 1;
			let numTries = 0;
			let response;
			do {
				response = yield this.requestRaw(info, data);
				if (response && response.message && response.message.statusCode === HttpCodes.Unauthorized) {
					let authenticationHandler;
					for (const handler of this.handlers) if (handler.canHandleAuthentication(response)) {
						authenticationHandler = handler;
						break;
					}
					if (authenticationHandler) return authenticationHandler.handleAuthentication(this, info, data);
					else return response;
				}
				let redirectsRemaining = this._maxRedirects;
				while (response.message.statusCode && HttpRedirectCodes.includes(response.message.statusCode) && this._allowRedirects && redirectsRemaining > 0) {
					const redirectUrl = response.message.headers["location"];
					if (!redirectUrl) break;
					const parsedRedirectUrl = new URL(redirectUrl);
					if (parsedUrl.protocol === "https:" && parsedUrl.protocol !== parsedRedirectUrl.protocol && !this._allowRedirectDowngrade) throw new Error("Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.");
					yield response.readBody();
					if (parsedRedirectUrl.hostname !== parsedUrl.hostname) {
						for (const header in headers) if (header.toLowerCase() === "authorization") delete headers[header];
					}
					info = this._prepareRequest(verb, parsedRedirectUrl, headers);
					response = yield this.requestRaw(info, data);
					redirectsRemaining--;
				}
				if (!response.message.statusCode || !HttpResponseRetryCodes.includes(response.message.statusCode)) return response;
				numTries += 1;
				if (numTries < maxTries) {
					yield response.readBody();
					yield this._performExponentialBackoff(numTries);
				}
			} while (numTries < maxTries);
			return response;
		});
	}
	/**
	* Needs to be called if keepAlive is set to true in request options.
	*/
	dispose() {
		if (this._agent) this._agent.destroy();
		this._disposed = true;
	}
	/**
	* Raw request.
	* @param info
	* @param data
	*/
	requestRaw(info, data) {
		return __awaiter$5(this, void 0, void 0, function* () {
			return new Promise((resolve, reject) => {
				function callbackForResult(err, res) {
					if (err) reject(err);
					else if (!res) reject(/* @__PURE__ */ new Error("Unknown error"));
					else resolve(res);
				}
				this.requestRawWithCallback(info, data, callbackForResult);
			});
		});
	}
	/**
	* Raw request with callback.
	* @param info
	* @param data
	* @param onResult
	*/
	requestRawWithCallback(info, data, onResult) {
		if (typeof data === "string") {
			if (!info.options.headers) info.options.headers = {};
			info.options.headers["Content-Length"] = Buffer.byteLength(data, "utf8");
		}
		let callbackCalled = false;
		function handleResult(err, res) {
			if (!callbackCalled) {
				callbackCalled = true;
				onResult(err, res);
			}
		}
		const req = info.httpModule.request(info.options, (msg) => {
			handleResult(void 0, new HttpClientResponse(msg));
		});
		let socket;
		req.on("socket", (sock) => {
			socket = sock;
		});
		req.setTimeout(this._socketTimeout || 18e4, () => {
			if (socket) socket.end();
			handleResult(/* @__PURE__ */ new Error(`Request timeout: ${info.options.path}`));
		});
		req.on("error", function(err) {
			handleResult(err);
		});
		if (data && typeof data === "string") req.write(data, "utf8");
		if (data && typeof data !== "string") {
			data.on("close", function() {
				req.end();
			});
			data.pipe(req);
		} else req.end();
	}
	/**
	* Gets an http agent. This function is useful when you need an http agent that handles
	* routing through a proxy server - depending upon the url and proxy environment variables.
	* @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
	*/
	getAgent(serverUrl) {
		const parsedUrl = new URL(serverUrl);
		return this._getAgent(parsedUrl);
	}
	getAgentDispatcher(serverUrl) {
		const parsedUrl = new URL(serverUrl);
		const proxyUrl = getProxyUrl(parsedUrl);
		if (!(proxyUrl && proxyUrl.hostname)) return;
		return this._getProxyAgentDispatcher(parsedUrl, proxyUrl);
	}
	_prepareRequest(method, requestUrl, headers) {
		const info = {};
		info.parsedUrl = requestUrl;
		const usingSsl = info.parsedUrl.protocol === "https:";
		info.httpModule = usingSsl ? _wrapped_https_exports : _wrapped_http_exports;
		const defaultPort = usingSsl ? 443 : 80;
		info.options = {};
		info.options.host = info.parsedUrl.hostname;
		info.options.port = info.parsedUrl.port ? parseInt(info.parsedUrl.port) : defaultPort;
		info.options.path = (info.parsedUrl.pathname || "") + (info.parsedUrl.search || "");
		info.options.method = method;
		info.options.headers = this._mergeHeaders(headers);
		if (this.userAgent != null) info.options.headers["user-agent"] = this.userAgent;
		info.options.agent = this._getAgent(info.parsedUrl);
		if (this.handlers) for (const handler of this.handlers) handler.prepareRequest(info.options);
		return info;
	}
	_mergeHeaders(headers) {
		if (this.requestOptions && this.requestOptions.headers) return Object.assign({}, lowercaseKeys(this.requestOptions.headers), lowercaseKeys(headers || {}));
		return lowercaseKeys(headers || {});
	}
	/**
	* Gets an existing header value or returns a default.
	* Handles converting number header values to strings since HTTP headers must be strings.
	* Note: This returns string | string[] since some headers can have multiple values.
	* For headers that must always be a single string (like Content-Type), use the
	* specialized _getExistingOrDefaultContentTypeHeader method instead.
	*/
	_getExistingOrDefaultHeader(additionalHeaders, header, _default) {
		let clientHeader;
		if (this.requestOptions && this.requestOptions.headers) {
			const headerValue = lowercaseKeys(this.requestOptions.headers)[header];
			if (headerValue) clientHeader = typeof headerValue === "number" ? headerValue.toString() : headerValue;
		}
		const additionalValue = additionalHeaders[header];
		if (additionalValue !== void 0) return typeof additionalValue === "number" ? additionalValue.toString() : additionalValue;
		if (clientHeader !== void 0) return clientHeader;
		return _default;
	}
	/**
	* Specialized version of _getExistingOrDefaultHeader for Content-Type header.
	* Always returns a single string (not an array) since Content-Type should be a single value.
	* Converts arrays to comma-separated strings and numbers to strings to ensure type safety.
	* This was split from _getExistingOrDefaultHeader to provide stricter typing for callers
	* that assign the result to places expecting a string (e.g., additionalHeaders[Headers.ContentType]).
	*/
	_getExistingOrDefaultContentTypeHeader(additionalHeaders, _default) {
		let clientHeader;
		if (this.requestOptions && this.requestOptions.headers) {
			const headerValue = lowercaseKeys(this.requestOptions.headers)[Headers.ContentType];
			if (headerValue) {
				if (typeof headerValue === "number") clientHeader = String(headerValue);
				else if (Array.isArray(headerValue)) clientHeader = headerValue.join(", ");
				else clientHeader = headerValue;
			}
		}
		const additionalValue = additionalHeaders[Headers.ContentType];
		if (additionalValue !== void 0) {
			if (typeof additionalValue === "number") return String(additionalValue);
			else if (Array.isArray(additionalValue)) return additionalValue.join(", ");
			else return additionalValue;
		}
		if (clientHeader !== void 0) return clientHeader;
		return _default;
	}
	_getAgent(parsedUrl) {
		let agent;
		const proxyUrl = getProxyUrl(parsedUrl);
		const useProxy = proxyUrl && proxyUrl.hostname;
		if (this._keepAlive && useProxy) agent = this._proxyAgent;
		if (!useProxy) agent = this._agent;
		if (agent) return agent;
		const usingSsl = parsedUrl.protocol === "https:";
		let maxSockets = 100;
		if (this.requestOptions) maxSockets = this.requestOptions.maxSockets || globalAgent$1.maxSockets;
		if (proxyUrl && proxyUrl.hostname) {
			const agentOptions = {
				maxSockets,
				keepAlive: this._keepAlive,
				proxy: Object.assign(Object.assign({}, (proxyUrl.username || proxyUrl.password) && { proxyAuth: `${proxyUrl.username}:${proxyUrl.password}` }), {
					host: proxyUrl.hostname,
					port: proxyUrl.port
				})
			};
			let tunnelAgent;
			const overHttps = proxyUrl.protocol === "https:";
			if (usingSsl) tunnelAgent = overHttps ? import_tunnel.httpsOverHttps : import_tunnel.httpsOverHttp;
			else tunnelAgent = overHttps ? import_tunnel.httpOverHttps : import_tunnel.httpOverHttp;
			agent = tunnelAgent(agentOptions);
			this._proxyAgent = agent;
		}
		if (!agent) {
			const options = {
				keepAlive: this._keepAlive,
				maxSockets
			};
			agent = usingSsl ? new Agent(options) : new Agent$1(options);
			this._agent = agent;
		}
		if (usingSsl && this._ignoreSslError) agent.options = Object.assign(agent.options || {}, { rejectUnauthorized: false });
		return agent;
	}
	_getProxyAgentDispatcher(parsedUrl, proxyUrl) {
		let proxyAgent;
		if (this._keepAlive) proxyAgent = this._proxyAgentDispatcher;
		if (proxyAgent) return proxyAgent;
		const usingSsl = parsedUrl.protocol === "https:";
		proxyAgent = new import_proxy_agent.default(Object.assign({
			uri: proxyUrl.href,
			pipelining: !this._keepAlive ? 0 : 1
		}, (proxyUrl.username || proxyUrl.password) && { token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString("base64")}` }));
		this._proxyAgentDispatcher = proxyAgent;
		if (usingSsl && this._ignoreSslError) proxyAgent.options = Object.assign(proxyAgent.options.requestTls || {}, { rejectUnauthorized: false });
		return proxyAgent;
	}
	_getUserAgentWithOrchestrationId(userAgent) {
		const baseUserAgent = userAgent || "actions/http-client";
		const orchId = process.env["ACTIONS_ORCHESTRATION_ID"];
		if (orchId) return `${baseUserAgent} actions_orchestration_id/${orchId.replace(/[^a-z0-9_.-]/gi, "_")}`;
		return baseUserAgent;
	}
	_performExponentialBackoff(retryNumber) {
		return __awaiter$5(this, void 0, void 0, function* () {
			retryNumber = Math.min(ExponentialBackoffCeiling, retryNumber);
			const ms = ExponentialBackoffTimeSlice * Math.pow(2, retryNumber);
			return new Promise((resolve) => setTimeout(() => resolve(), ms));
		});
	}
	_processResponse(res, options) {
		return __awaiter$5(this, void 0, void 0, function* () {
			return new Promise((resolve, reject) => __awaiter$5(this, void 0, void 0, function* () {
				const statusCode = res.message.statusCode || 0;
				const response = {
					statusCode,
					result: null,
					headers: {}
				};
				if (statusCode === HttpCodes.NotFound) resolve(response);
				function dateTimeDeserializer(key, value) {
					if (typeof value === "string") {
						const a = new Date(value);
						if (!isNaN(a.valueOf())) return a;
					}
					return value;
				}
				let obj;
				let contents;
				try {
					contents = yield res.readBody();
					if (contents && contents.length > 0) {
						if (options && options.deserializeDates) obj = JSON.parse(contents, dateTimeDeserializer);
						else obj = JSON.parse(contents);
						response.result = obj;
					}
					response.headers = res.message.headers;
				} catch (err) {}
				if (statusCode > 299) {
					let msg;
					if (obj && obj.message) msg = obj.message;
					else if (contents && contents.length > 0) msg = contents;
					else msg = `Failed request: (${statusCode})`;
					const err = new HttpClientError(msg, statusCode);
					err.result = response.result;
					reject(err);
				} else resolve(response);
			}));
		});
	}
};
const lowercaseKeys = (obj) => Object.keys(obj).reduce((c, k) => (c[k.toLowerCase()] = obj[k], c), {});

// node_modules/@actions/http-client/lib/auth.js
var __awaiter$4 = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
var BearerCredentialHandler = class {
	constructor(token) {
		this.token = token;
	}
	prepareRequest(options) {
		if (!options.headers) throw Error("The request has no headers");
		options.headers["Authorization"] = `Bearer ${this.token}`;
	}
	canHandleAuthentication() {
		return false;
	}
	handleAuthentication() {
		return __awaiter$4(this, void 0, void 0, function* () {
			throw new Error("not implemented");
		});
	}
};

// node_modules/@actions/core/lib/oidc-utils.js
var __awaiter$3 = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
var OidcClient = class OidcClient {
	static createHttpClient(allowRetry = true, maxRetry = 10) {
		const requestOptions = {
			allowRetries: allowRetry,
			maxRetries: maxRetry
		};
		return new HttpClient("actions/oidc-client", [new BearerCredentialHandler(OidcClient.getRequestToken())], requestOptions);
	}
	static getRequestToken() {
		const token = process.env["ACTIONS_ID_TOKEN_REQUEST_TOKEN"];
		if (!token) throw new Error("Unable to get ACTIONS_ID_TOKEN_REQUEST_TOKEN env variable");
		return token;
	}
	static getIDTokenUrl() {
		const runtimeUrl = process.env["ACTIONS_ID_TOKEN_REQUEST_URL"];
		if (!runtimeUrl) throw new Error("Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable");
		return runtimeUrl;
	}
	static getCall(id_token_url) {
		return __awaiter$3(this, void 0, void 0, function* () {
			var _a;
			const id_token = (_a = (yield OidcClient.createHttpClient().getJson(id_token_url).catch((error) => {
				throw new Error(`Failed to get ID Token. \n 
        Error Code : ${error.statusCode}\n 
        Error Message: ${error.message}`);
			})).result) === null || _a === void 0 ? void 0 : _a.value;
			if (!id_token) throw new Error("Response json body do not have ID Token field");
			return id_token;
		});
	}
	static getIDToken(audience) {
		return __awaiter$3(this, void 0, void 0, function* () {
			try {
				let id_token_url = OidcClient.getIDTokenUrl();
				if (audience) id_token_url = `${id_token_url}&audience=${encodeURIComponent(audience)}`;
				debug(`ID token url is ${id_token_url}`);
				const id_token = yield OidcClient.getCall(id_token_url);
				setSecret(id_token);
				return id_token;
			} catch (error) {
				throw new Error(`Error message: ${error.message}`);
			}
		});
	}
};

// node_modules/@actions/core/lib/summary.js
var __awaiter$2 = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
const { access, appendFile, writeFile } = promises;
const SUMMARY_ENV_VAR = "GITHUB_STEP_SUMMARY";
var Summary = class {
	constructor() {
		this._buffer = "";
	}
	/**
	* Finds the summary file path from the environment, rejects if env var is not found or file does not exist
	* Also checks r/w permissions.
	*
	* @returns step summary file path
	*/
	filePath() {
		return __awaiter$2(this, void 0, void 0, function* () {
			if (this._filePath) return this._filePath;
			const pathFromEnv = process.env[SUMMARY_ENV_VAR];
			if (!pathFromEnv) throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
			try {
				yield access(pathFromEnv, constants.R_OK | constants.W_OK);
			} catch (_a) {
				throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
			}
			this._filePath = pathFromEnv;
			return this._filePath;
		});
	}
	/**
	* Wraps content in an HTML tag, adding any HTML attributes
	*
	* @param {string} tag HTML tag to wrap
	* @param {string | null} content content within the tag
	* @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
	*
	* @returns {string} content wrapped in HTML element
	*/
	wrap(tag, content, attrs = {}) {
		const htmlAttrs = Object.entries(attrs).map(([key, value]) => ` ${key}="${value}"`).join("");
		if (!content) return `<${tag}${htmlAttrs}>`;
		return `<${tag}${htmlAttrs}>${content}</${tag}>`;
	}
	/**
	* Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
	*
	* @param {SummaryWriteOptions} [options] (optional) options for write operation
	*
	* @returns {Promise<Summary>} summary instance
	*/
	write(options) {
		return __awaiter$2(this, void 0, void 0, function* () {
			const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
			const filePath = yield this.filePath();
			yield (overwrite ? writeFile : appendFile)(filePath, this._buffer, { encoding: "utf8" });
			return this.emptyBuffer();
		});
	}
	/**
	* Clears the summary buffer and wipes the summary file
	*
	* @returns {Summary} summary instance
	*/
	clear() {
		return __awaiter$2(this, void 0, void 0, function* () {
			return this.emptyBuffer().write({ overwrite: true });
		});
	}
	/**
	* Returns the current summary buffer as a string
	*
	* @returns {string} string of summary buffer
	*/
	stringify() {
		return this._buffer;
	}
	/**
	* If the summary buffer is empty
	*
	* @returns {boolen} true if the buffer is empty
	*/
	isEmptyBuffer() {
		return this._buffer.length === 0;
	}
	/**
	* Resets the summary buffer without writing to summary file
	*
	* @returns {Summary} summary instance
	*/
	emptyBuffer() {
		this._buffer = "";
		return this;
	}
	/**
	* Adds raw text to the summary buffer
	*
	* @param {string} text content to add
	* @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
	*
	* @returns {Summary} summary instance
	*/
	addRaw(text, addEOL = false) {
		this._buffer += text;
		return addEOL ? this.addEOL() : this;
	}
	/**
	* Adds the operating system-specific end-of-line marker to the buffer
	*
	* @returns {Summary} summary instance
	*/
	addEOL() {
		return this.addRaw(EOL);
	}
	/**
	* Adds an HTML codeblock to the summary buffer
	*
	* @param {string} code content to render within fenced code block
	* @param {string} lang (optional) language to syntax highlight code
	*
	* @returns {Summary} summary instance
	*/
	addCodeBlock(code, lang) {
		const attrs = Object.assign({}, lang && { lang });
		const element = this.wrap("pre", this.wrap("code", code), attrs);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML list to the summary buffer
	*
	* @param {string[]} items list of items to render
	* @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
	*
	* @returns {Summary} summary instance
	*/
	addList(items, ordered = false) {
		const tag = ordered ? "ol" : "ul";
		const listItems = items.map((item) => this.wrap("li", item)).join("");
		const element = this.wrap(tag, listItems);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML table to the summary buffer
	*
	* @param {SummaryTableCell[]} rows table rows
	*
	* @returns {Summary} summary instance
	*/
	addTable(rows) {
		const tableBody = rows.map((row) => {
			const cells = row.map((cell) => {
				if (typeof cell === "string") return this.wrap("td", cell);
				const { header, data, colspan, rowspan } = cell;
				const tag = header ? "th" : "td";
				const attrs = Object.assign(Object.assign({}, colspan && { colspan }), rowspan && { rowspan });
				return this.wrap(tag, data, attrs);
			}).join("");
			return this.wrap("tr", cells);
		}).join("");
		const element = this.wrap("table", tableBody);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds a collapsable HTML details element to the summary buffer
	*
	* @param {string} label text for the closed state
	* @param {string} content collapsable content
	*
	* @returns {Summary} summary instance
	*/
	addDetails(label, content) {
		const element = this.wrap("details", this.wrap("summary", label) + content);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML image tag to the summary buffer
	*
	* @param {string} src path to the image you to embed
	* @param {string} alt text description of the image
	* @param {SummaryImageOptions} options (optional) addition image attributes
	*
	* @returns {Summary} summary instance
	*/
	addImage(src, alt, options) {
		const { width, height } = options || {};
		const attrs = Object.assign(Object.assign({}, width && { width }), height && { height });
		const element = this.wrap("img", null, Object.assign({
			src,
			alt
		}, attrs));
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML section heading element
	*
	* @param {string} text heading text
	* @param {number | string} [level=1] (optional) the heading level, default: 1
	*
	* @returns {Summary} summary instance
	*/
	addHeading(text, level) {
		const tag = `h${level}`;
		const allowedTag = [
			"h1",
			"h2",
			"h3",
			"h4",
			"h5",
			"h6"
		].includes(tag) ? tag : "h1";
		const element = this.wrap(allowedTag, text);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML thematic break (<hr>) to the summary buffer
	*
	* @returns {Summary} summary instance
	*/
	addSeparator() {
		const element = this.wrap("hr", null);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML line break (<br>) to the summary buffer
	*
	* @returns {Summary} summary instance
	*/
	addBreak() {
		const element = this.wrap("br", null);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML blockquote to the summary buffer
	*
	* @param {string} text quote text
	* @param {string} cite (optional) citation url
	*
	* @returns {Summary} summary instance
	*/
	addQuote(text, cite) {
		const attrs = Object.assign({}, cite && { cite });
		const element = this.wrap("blockquote", text, attrs);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML anchor tag to the summary buffer
	*
	* @param {string} text link text/content
	* @param {string} href hyperlink
	*
	* @returns {Summary} summary instance
	*/
	addLink(text, href) {
		const element = this.wrap("a", text, { href });
		return this.addRaw(element).addEOL();
	}
};
const _summary = new Summary();
const summary = _summary;

// node_modules/@actions/core/lib/platform.js
var __awaiter$1 = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
const platform = os.platform();
const arch = os.arch();

// node_modules/@actions/core/lib/core.js
var __awaiter = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
/**
* The code to exit an action
*/
var ExitCode;
(function(ExitCode) {
	/**
	* A code indicating that the action was successful
	*/
	ExitCode[ExitCode["Success"] = 0] = "Success";
	/**
	* A code indicating that the action was a failure
	*/
	ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
/**
* Registers a secret which will get masked from logs
*
* @param secret - Value of the secret to be masked
* @remarks
* This function instructs the Actions runner to mask the specified value in any
* logs produced during the workflow run. Once registered, the secret value will
* be replaced with asterisks (***) whenever it appears in console output, logs,
* or error messages.
*
* This is useful for protecting sensitive information such as:
* - API keys
* - Access tokens
* - Authentication credentials
* - URL parameters containing signatures (SAS tokens)
*
* Note that masking only affects future logs; any previous appearances of the
* secret in logs before calling this function will remain unmasked.
*
* @example
* ```typescript
* // Register an API token as a secret
* const apiToken = "abc123xyz456";
* setSecret(apiToken);
*
* // Now any logs containing this value will show *** instead
* console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
* ```
*/
function setSecret(secret) {
	issueCommand("add-mask", {}, secret);
}
/**
* Sets the value of an output.
*
* @param     name     name of the output to set
* @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
*/
function setOutput(name, value) {
	if (process.env["GITHUB_OUTPUT"] || "") return issueFileCommand("OUTPUT", prepareKeyValueMessage(name, value));
	process.stdout.write(os$1.EOL);
	issueCommand("set-output", { name }, toCommandValue(value));
}
/**
* Writes debug message to user log
* @param message debug message
*/
function debug(message) {
	issueCommand("debug", {}, message);
}
/**
* Adds an error issue
* @param message error issue message. Errors will be converted to string via toString()
* @param properties optional properties to add to the annotation.
*/
function error(message, properties = {}) {
	issueCommand("error", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
* Adds a warning issue
* @param message warning issue message. Errors will be converted to string via toString()
* @param properties optional properties to add to the annotation.
*/
function warning(message, properties = {}) {
	issueCommand("warning", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
* Adds a notice issue
* @param message notice issue message. Errors will be converted to string via toString()
* @param properties optional properties to add to the annotation.
*/
function notice(message, properties = {}) {
	issueCommand("notice", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
* Writes info to log with console.log.
* @param message info message
*/
function info(message) {
	process.stdout.write(message + os$1.EOL);
}
function getIDToken(aud) {
	return __awaiter(this, void 0, void 0, function* () {
		return yield OidcClient.getIDToken(aud);
	});
}

// src/base-policy.ts
/** The policy before a pull request, and what the pull request changes in it. */
/** Returns the policy before a pull request; undefined where the run is none, or cannot look. */
async function readBasePolicy(readText, path, log) {
	if (readText === void 0) return void 0;
	const text = await readText();
	if (text === void 0) return {
		policy: void 0,
		invalid: false
	};
	const parsed = parsePolicy(text, path);
	if ("policy" in parsed) return {
		policy: parsed.policy,
		invalid: false
	};
	log.warn(`${path} was not valid before this pull request, so all that it finds counts as there already`);
	return {
		policy: void 0,
		invalid: true
	};
}
/** Returns what changed; `new` where there was no policy, `unknown` where that could not be told. */
function changesSince(base, policy) {
	if (base?.policy !== void 0) return comparePolicies(base.policy, policy);
	return base === void 0 || base.invalid ? "unknown" : "new";
}
/**
* Returns the error that a pull request's policy was read with, in better words where the pull request
* took the policy away.
*/
async function explainDeleted(given, readText, path) {
	if (!((given instanceof AuditError ? given.cause : void 0)?.code === "ENOENT") || readText === void 0) return given;
	if (await readText().catch(() => void 0) === void 0) return given;
	return new AuditError("BAD_POLICY", `cannot audit without a policy: this pull request deletes "${path}", or moves it. Keep it, or name its new place with policy.`, { cause: given });
}

// src/github/finding-annotations.ts
/** The worst findings as annotations on the policy's lines that asked for them. */
const levels = {
	error: "error",
	warning: "warning",
	note: "notice"
};
/** The page shows ten of a level; one error is the verdict's. */
const limits = {
	error: 9,
	warning: 10,
	notice: 10
};
/**
* Returns annotations for open findings that a line of the policy asked for, the worst of them; on a
* pull request for those that it introduces, because the others are not its doing.
*/
function annotateFindings(report) {
	const placed = openFindings(report).flatMap((finding) => report.base === void 0 || finding.state === "introduced" ? toAnnotation(finding) : []);
	const shown = [...Map.groupBy(placed, ({ level }) => level)].flatMap(([level, annotations]) => annotations.slice(0, limits[level]));
	return {
		shown,
		left: placed.length - shown.length
	};
}
function toAnnotation(finding) {
	const { policy, severity, rule } = finding;
	if (policy === void 0) return [];
	return [{
		level: levels[severity],
		title: rule,
		message: sentenceOf(finding),
		file: policy.path,
		startLine: policy.line,
		startColumn: policy.column
	}];
}

// src/report/render-problem.ts
/** Why nothing was audited, as a comment on the pull request or as the job's summary. */
/** More mistakes than this are better looked for with `check`. */
const maxLines$1 = 30;
/** Returns the lines of an error's message as GitHub Flavored Markdown. */
function renderProblem(message, of) {
	const heading = of === "policy" ? "the policy cannot be used" : "could not tell";
	const lines = message.split("\n");
	const items = lines.slice(0, maxLines$1).map((line) => `- ${escapeMarkdown(line, 500)}`);
	const more = lines.length > maxLines$1 ? `\n\n${lines.length - maxLines$1} more.` : "";
	return `### Access audit: ${heading}\n\n${items.join("\n")}${more}\n\nNothing was audited, so nothing is known to be well.\n`;
}

// src/github/account.ts
/** Whose comments and issues are ours. */
const Viewer = object({ viewer: object({ databaseId: int() }) });
/**
* Returns the account that the token acts as, and with it those it acted as before, by login or id.
* The token's own is compared by id, the same as `user.id` in REST, because the two interfaces spell
* a bot's login differently; it is asked by GraphQL, because `GET /user` is 403 for a job's token.
*/
async function readOwnAccounts({ octokit }, previousAuthors) {
	const reply = await ask("tell which account the token belongs to", "contents: read", () => octokit.graphql("query { viewer { login databaseId } }"));
	const parsed = Viewer.safeParse(reply);
	if (!parsed.success) throw new AuditError("DELIVERY_FAILED", "cannot tell which account the token belongs to: GitHub's reply names none. Use the job's own token.");
	const own = parsed.data.viewer.databaseId;
	const previous = new Set(previousAuthors.map((name) => name.toLowerCase()));
	return { include: (author) => author !== null && author !== void 0 && (author.id === own || previous.has(String(author.id)) || previous.has(author.login.toLowerCase())) };
}

// src/github/context.ts
/** What started this run, parsed: everything in an event may come from a stranger. */
const commitId$1 = string().regex(/^[0-9a-f]{40,64}$/u);
const Payload$1 = object({
	schedule: string().max(100).optional().catch(void 0),
	repository: object({
		visibility: _enum([
			"public",
			"private",
			"internal"
		]).optional().catch(void 0),
		private: boolean().optional().catch(void 0),
		default_branch: string().min(1).optional().catch(void 0)
	}).optional().catch(void 0),
	pull_request: object({
		number: int().positive(),
		base: object({ sha: commitId$1 }).optional().catch(void 0)
	}).optional().catch(void 0)
});
/** Returns the context; undefined outside of GitHub. Throws `AuditError` for a malformed one. */
function parseContext(run) {
	if (run.repository === "") return void 0;
	const match = /^([A-Za-z0-9_.-]+)\/([A-Za-z0-9_.-]+)$/u.exec(run.repository);
	const payload = Payload$1.safeParse(run.eventPayload);
	if (match === null || !payload.success) throw new AuditError("BAD_SETTINGS", "cannot tell which repository this run belongs to: GITHUB_REPOSITORY or the event is malformed. Run this as a step of a GitHub workflow.");
	const [, owner = "", repo = ""] = match;
	const { repository, pull_request } = payload.data;
	return {
		owner,
		repo,
		eventName: run.eventName,
		pullRequest: run.pullRequest?.number ?? (run.eventName === "pull_request" ? pull_request?.number : void 0),
		branch: /^refs\/heads\/(.+)$/u.exec(run.ref)?.[1],
		defaultBranch: repository?.default_branch,
		sha: run.pullRequest === void 0 ? commitId$1.safeParse(run.sha).data : void 0,
		baseSha: run.pullRequest?.baseSha ?? pull_request?.base?.sha,
		schedule: run.eventName === "schedule" ? payload.data.schedule : void 0,
		visibility: repository?.visibility ?? fromPrivate(repository?.private),
		apiUrl: run.apiUrl,
		runUrl: /^\d+$/u.test(run.runId) ? `${run.serverUrl}/${owner}/${repo}/actions/runs/${run.runId}` : void 0
	};
}
function fromPrivate(isPrivate) {
	if (isPrivate === void 0) return "unknown";
	return isPrivate ? "private" : "public";
}

// src/github/marker.ts
/** The hidden first line by which a comment or an issue of ours is found again. */
/** Returns the marker; a workspace's slug is hexadecimal in it, so that it cannot end the comment. */
function createMarker(kind, workspace) {
	return `<!-- cloudsmith-access-audit v1 ${kind} ${Buffer.from(workspace.toLowerCase()).toString("hex")} -->`;
}
/** Returns the body with the marker as its first line. */
function withMarker(body, marker) {
	return `${marker}\n${body}`;
}
/** True when the marker is the first line: elsewhere it may be a quotation. */
function hasMarker(body, marker) {
	const text = normalizeNewlines(body ?? "");
	return text === marker || text.startsWith(`${marker}\n`);
}
/** True when two bodies are the same but for line ends and the white space that GitHub trims. */
function isSameBody(a, b) {
	return normalizeNewlines(a ?? "").trim() === normalizeNewlines(b).trim();
}
function normalizeNewlines(text) {
	return text.replaceAll("\r\n", "\n");
}

// src/github/connect.ts
/** Returns the means to talk about the repository that a run belongs to. */
async function connect({ apiUrl, owner, repo }, { token, userAgent, log }) {
	const { createOctokit } = await import("./chunks/octokit.js");
	return {
		octokit: createOctokit({
			token,
			apiUrl,
			userAgent,
			log
		}),
		owner,
		repo
	};
}

// src/github/policy-file.ts
/** The policy as it stands elsewhere in the repository's history: read as data, never checked out. */
const permission$3 = "contents: read";
const Commit$1 = object({ parents: array(object({ sha: string() })) });
/**
* Returns the text of a file before a pull request: at the first parent of the commit that GitHub
* merged to test it, because a shallow checkout has no base. Undefined when there was no such file.
* Throws `AuditError` `DELIVERY_FAILED` when that cannot be told.
*/
async function readBaseFile(github, context, path) {
	const before = await readFileAt(github, await findBase(github, context), path);
	if (before === void 0 && context.sha !== void 0) await requireFile(github, context.sha, path);
	return before;
}
/**
* A path that is not the repository's, say of a checkout in a folder of its own, was in no commit.
* Taken for a first policy, under which everything is there already, it would never fail.
*/
async function requireFile(github, sha, path) {
	if (await readFileAt(github, sha, path) !== void 0) return;
	throw new AuditError("DELIVERY_FAILED", `cannot tell what the policy was before this pull request: the repository has no file "${path}", before or after it. Check the repository out without a path of its own, and give policy as its path in the repository.`);
}
/** A run on the pull request's own head has no merge commit; the event's base is close enough then. */
async function findBase({ octokit, owner, repo }, { sha, baseSha }) {
	const commit = await ask("read the commit that this run is about", permission$3, async () => sha === void 0 ? void 0 : await octokit.rest.git.getCommit({
		owner,
		repo,
		commit_sha: sha
	}));
	const parsed = Commit$1.safeParse(commit?.data);
	const [first, second] = parsed.success ? parsed.data.parents : [];
	const base = first !== void 0 && second !== void 0 ? first.sha : baseSha;
	if (base !== void 0) return base;
	throw new AuditError("DELIVERY_FAILED", "cannot tell what the policy was before this pull request: neither the event nor the commit names a base. Run this on the event pull_request.");
}
async function readFileAt({ octokit, owner, repo }, ref, path) {
	const data = (await ask("read the policy of this pull request", permission$3, () => octokit.rest.repos.getContent({
		owner,
		repo,
		ref,
		path,
		mediaType: { format: "raw" }
	}).catch((error) => {
		if (error instanceof RequestError && error.status === 404) return void 0;
		throw error;
	})))?.data;
	return typeof data === "string" ? data : void 0;
}

// src/github/comments.ts
/** Our own comments, on a pull request or on an issue. */
/** More twins than this are no race: they are left for the next runs, a few at a time. */
const maxTwins$1 = 3;
/** Returns the accounts' comments that `matches`, oldest first; `since` leaves out older ones. */
async function listOwnComments({ octokit, owner, repo }, { number, name, permission }, wanted) {
	const { accounts, matches, since } = wanted;
	return (await ask(`list the comments of the ${name}`, permission, () => octokit.paginate(octokit.rest.issues.listComments, {
		owner,
		repo,
		issue_number: number,
		per_page: 100,
		...since !== void 0 && { since }
	}))).filter(({ user, body }) => accounts.include(user) && matches(body ?? "")).map(({ id, body = "", html_url: url }) => ({
		id,
		body,
		url
	})).sort((a, b) => a.id - b.id);
}
async function addComment({ octokit, owner, repo }, { number, name, permission }, body) {
	await ask(`write a comment on the ${name}`, permission, () => octokit.rest.issues.createComment({
		owner,
		repo,
		issue_number: number,
		body
	}));
}
async function removeTwins({ octokit, owner, repo }, { name, permission }, twins) {
	for (const { id } of twins.slice(0, maxTwins$1)) await ask(`remove a second comment from the ${name}`, permission, () => octokit.rest.issues.deleteComment({
		owner,
		repo,
		comment_id: id
	}).catch(unlessGone));
}
/** The other run may have removed the same twin. */
function unlessGone(error) {
	if (!(error instanceof RequestError && error.status === 404)) throw error;
}

// src/github/pull-request.ts
const permission$2 = "pull-requests: write";
/** True when a pull request changes the file, or moves it. Reads all pages of the list of files. */
async function touchesFile(github, number, path) {
	const { octokit, owner, repo } = github;
	return (await ask("list the files of the pull request", "pull-requests: read", () => octokit.paginate(octokit.rest.pulls.listFiles, {
		owner,
		repo,
		pull_number: number,
		per_page: 100
	}))).some(({ filename, previous_filename }) => [filename, previous_filename].includes(path));
}
/**
* Makes the comment say what `body` says: created when there is none and `create` is set, updated in
* place when it differs, left alone otherwise.
*/
async function keepComment(github, comment) {
	const { octokit, owner, repo } = github;
	const { number, accounts, marker } = comment;
	const thread = {
		number,
		name: "pull request",
		permission: permission$2
	};
	const matches = (body) => hasMarker(body, marker);
	const listOwn = () => listOwnComments(github, thread, {
		accounts,
		matches
	});
	const body = withMarker(comment.body, marker);
	const [oldest, ...younger] = await listOwn();
	if (oldest !== void 0) {
		await removeTwins(github, thread, younger);
		if (isSameBody(oldest.body, body)) return {
			url: oldest.url,
			written: "unchanged"
		};
		await ask("update the comment on the pull request", permission$2, () => octokit.rest.issues.updateComment({
			owner,
			repo,
			comment_id: oldest.id,
			body
		}));
		return {
			url: oldest.url,
			written: "updated"
		};
	}
	if (!comment.create) return {
		url: void 0,
		written: "unchanged"
	};
	await addComment(github, thread, body);
	const [kept, ...twins] = await listOwn();
	await removeTwins(github, thread, twins);
	return {
		url: kept?.url,
		written: "created"
	};
}

// src/github/repository.ts
/** What the event did not tell of the repository. */
const Repository$1 = object({
	visibility: _enum([
		"public",
		"private",
		"internal"
	]).catch("public"),
	default_branch: string().optional().catch(void 0)
});
/** Returns the context with visibility and default branch filled in, as far as the token can see. */
async function completeContext(github, context) {
	if (context.visibility !== "unknown" && context.defaultBranch !== void 0) return context;
	const { octokit, owner, repo } = github;
	const reply = await octokit.rest.repos.get({
		owner,
		repo
	}).catch(() => void 0);
	const parsed = Repository$1.safeParse(reply?.data);
	if (!parsed.success) return context;
	const visibility = context.visibility === "unknown" ? parsed.data.visibility : context.visibility;
	return {
		...context,
		visibility,
		defaultBranch: context.defaultBranch ?? parsed.data.default_branch
	};
}

// src/report/heartbeat.ts
/** Whether somebody still looks: when the workspace was last read whole, and when before that. */
const hourMs$1 = 36e5;
/** Returns the heartbeat in a sentence or two, the same until something else is to be said. */
function describeHeartbeat(heartbeat) {
	const { completeAt, previousAt, toleratedMs, overdue } = heartbeat;
	if (completeAt === void 0) return "Last complete sync: none is known.";
	const line = `Last complete sync: ${utcMinute(completeAt)}.`;
	if (overdue) return `${line} **That is longer ago than the schedule leaves**: the runs since then failed, or could not see everything.`;
	if (previousAt === void 0 || !isLonger(previousAt, completeAt, toleratedMs)) return line;
	const hours = Math.floor((Date.parse(completeAt) - Date.parse(previousAt)) / hourMs$1);
	return `${line} The one known before it was ${hours < 48 ? count(hours, "hour") : count(Math.floor(hours / 24), "day")} earlier, which is longer than the schedule leaves: runs failed in between, or did not take place.`;
}
/** True where more time than `toleratedMs` is known to have passed. */
function isLonger(from, until, toleratedMs) {
	if (from === void 0 || toleratedMs === void 0) return false;
	return Date.parse(until) - Date.parse(from) > toleratedMs;
}

// src/report/render-progress.ts
/** What came and what went since the last run, as a comment on the tracking issue. */
/** More than these are better read in the issue itself. */
const maxItems = 30;
/** GitHub refuses a longer comment; counted in bytes here, which is never fewer than its characters. */
const maxBytes = 65536;
/** Returns the comment as GitHub Flavored Markdown; what makes it too long is told in numbers. */
function renderProgress(report, progress, options) {
	const named = options.personalData === "full";
	const texts = [
		{
			named,
			changes: named
		},
		{
			named,
			changes: false
		},
		{
			named: false,
			changes: false
		}
	].map((shown) => compose$1(report, progress, options, shown));
	return texts.find((text) => Buffer.byteLength(text) <= maxBytes) ?? texts.at(-1) ?? "";
}
function compose$1(report, progress, { event }, shown) {
	return `${[
		opening$1(report, progress, event),
		...shown.named ? movements(report, progress) : [numbers(progress)],
		changesSection(report, {
			listed: shown.changes,
			tracking: true
		})
	].filter((part) => part !== "").join("\n\n")}\n`;
}
function opening$1(report, progress, event) {
	if (event === "closed") {
		const { notJudged } = report.counts;
		const judged = notJudged === 0 ? "every rule was judged, and none found anything" : `nothing was found; ${count(notJudged, "rule")} could not be judged, of which nothing was known before`;
		return `**Nothing is left.** The workspace was read whole at ${utcMinute(report.readAt)} (${extent(report)}; roster ${codeSpan(report.rosterDigest.slice(0, 12))}): ${judged}.`;
	}
	const why = event === "reopened" ? `Reopened: the drift is still there. What is agreed to belongs into ${codeSpan(report.policy.path)}, as an exception with an end.\n\n` : "";
	return progress.length === 0 ? why.trimEnd() : `${why}${tallyOf(report, progress)}`;
}
function tallyOf(report, progress) {
	const [came, went] = [sum(progress, "appeared"), sum(progress, "cleared")];
	const parts = [...came === 0 ? [] : [`${count(came, "finding")} appeared`], ...went === 0 ? [] : [`${came === 0 ? count(went, "finding") : went} cleared`]];
	const open = openFindings(report).length;
	return `**${parts.length === 0 ? "Other findings than before" : parts.join(", ")}**; ${open} in all.`;
}
function sum(progress, way) {
	const sign = way === "appeared" ? 1 : -1;
	return progress.reduce((total, { before, after, moved }) => total + (moved?.[way].length ?? Math.max(0, sign * (after - before))), 0);
}
function movements(report, progress) {
	const known = progress.flatMap(({ rule, moved }) => moved === void 0 ? [] : [{
		rule,
		moved
	}]);
	const appeared = known.flatMap(({ rule, moved }) => describe$1(rule, moved.appeared, report.findings));
	const cleared = known.flatMap(({ rule, moved }) => describe$1(rule, moved.cleared, report.resolved));
	return [
		list("Appeared", appeared),
		list("Cleared", cleared),
		numbers(progress.filter(({ moved }) => moved === void 0))
	];
}
/** Those that the report cannot name any more are counted. */
function describe$1(rule, fingerprints, findings) {
	const wanted = new Set(fingerprints);
	const length = fingerprints[0]?.length ?? 0;
	const named = findings.filter((finding) => finding.rule === rule && wanted.has(finding.fingerprint.slice(0, length)));
	const rest = wanted.size - named.length;
	return [...named.map((finding) => `- ${codeSpan(rule)}: ${escapeMarkdown(sentenceOf(finding), 500)}`), ...rest > 0 ? [`- ${codeSpan(rule)}: ${named.length === 0 ? rest : `${rest} more`}`] : []];
}
function list(title, items) {
	if (items.length === 0) return "";
	const left = items.length - maxItems;
	const more = left > 0 ? `\n- and ${left} more` : "";
	return `${title}:\n\n${items.slice(0, maxItems).join("\n")}${more}`;
}
function numbers(progress) {
	return progress.slice(0, maxItems).map(({ rule, before, after }) => before === after ? `- ${codeSpan(rule)}: ${after} as before, but not the same` : `- ${codeSpan(rule)}: ${before} before, ${after} now`).join("\n");
}

// src/github/tracked-set.ts
/**
* The set of findings that the tracking issue tells, hidden in its body, so that the next run knows
* what came and what went. Short fingerprints only: no name, and nothing that is believed where the
* body was changed since.
*/
/** Above this many, only numbers and digests are kept: the issue's body has an end. */
const maxFindings = 2e3;
/** Forty bits: among two thousand findings two are alike once in half a million workspaces. */
const shortLength = 10;
const Hidden = object({
	complete: datetime().optional(),
	overdue: literal(true).optional(),
	anonymous: literal(true).optional(),
	rules: record(string(), object({
		count: int().positive(),
		digest: string().regex(/^[0-9a-f]{12}$/u).optional(),
		findings: string().regex(/^(?:[0-9a-f]{10})+$/u).optional()
	}))
});
/** Returns what a report found. `anonymous`: numbers only, because ids that are known can be tried. */
function toTrackedSet(report, { anonymous, ...given }) {
	const open = openFindings(report);
	const byRule = Map.groupBy(open, ({ rule }) => rule);
	return {
		...given,
		anonymous,
		rules: new Map([...byRule].map(([rule, findings]) => [rule, anonymous ? { count: findings.length } : trackRule(findings.map(({ fingerprint }) => fingerprint), open.length <= maxFindings)]))
	};
}
function trackRule(fingerprints, listed) {
	const findings = fingerprints.map((text) => text.slice(0, shortLength)).sort();
	const digest = sha256(findings.join("")).slice(0, 12);
	return {
		count: findings.length,
		digest,
		...listed && { findings }
	};
}
/**
* Returns the set with what the earlier one holds of rules that were not judged this time, and how
* much of it that is: who was not looked at has not been cleared.
*/
function hold(now, earlier, notJudged) {
	const rules = new Map(now.rules);
	const held = [];
	for (const [rule, before] of earlier?.rules ?? []) {
		if (!notJudged.has(rule)) continue;
		const kept = union(now.anonymous ? { count: before.count } : before, rules.get(rule));
		const missing = kept.count - (rules.get(rule)?.count ?? 0);
		if (missing > 0) held.push({
			rule,
			count: missing
		});
		rules.set(rule, kept);
	}
	return {
		set: {
			...now,
			rules
		},
		held
	};
}
function union(before, now) {
	if (now === void 0) return before;
	if (before.findings === void 0 || now.findings === void 0) return now.count > before.count ? now : before;
	return trackRule([.../* @__PURE__ */ new Set([...before.findings, ...now.findings])], true);
}
/** Returns what came and went, by rule in code unit order; empty when the sets are the same. */
function compareSets(before, after) {
	return [.../* @__PURE__ */ new Set([...before.rules.keys(), ...after.rules.keys()])].sort().flatMap((rule) => {
		const [was, is] = [before.rules.get(rule), after.rules.get(rule)];
		if (isSame(was, is)) return [];
		const known = !isCountOnly(was) && !isCountOnly(is);
		return [{
			rule,
			before: was?.count ?? 0,
			after: is?.count ?? 0,
			moved: known ? {
				appeared: difference(is?.findings, was?.findings),
				cleared: difference(was?.findings, is?.findings)
			} : void 0
		}];
	});
}
function isSame(was, is) {
	if (was?.count !== is?.count) return false;
	return was?.digest === void 0 || is?.digest === void 0 || was.digest === is.digest;
}
function isCountOnly(rule) {
	return rule !== void 0 && rule.findings === void 0;
}
function difference(all = [], without = []) {
	const known = new Set(without);
	return all.filter((item) => !known.has(item));
}
const opening = "<!-- cloudsmith-access-audit findings v1";
/** Returns the body with the set as its last line; the checksum is of all of it. */
function withTrackedSet(body, set) {
	const visible = body.trimEnd();
	const hidden = encode(set);
	return `${visible}\n\n${opening} ${checksum(visible, hidden)} ${hidden} -->`;
}
/** Returns the set in a body that is as we wrote it; undefined where it was lost or changed. */
function readTrackedSet(body) {
	const text = (body ?? "").replaceAll("\r\n", "\n").trimEnd();
	const at = text.lastIndexOf(`\n${opening}`);
	const [, sum, hidden = ""] = /^<!-- cloudsmith-access-audit findings v1 ([0-9a-f]{16}) (\{.*\}) -->$/u.exec(text.slice(at + 1)) ?? [];
	if (at < 0 || sum !== checksum(text.slice(0, at).trimEnd(), hidden)) return void 0;
	return decode(hidden);
}
function encode({ completeAt, overdue, anonymous, rules }) {
	const entries = [...rules].sort(([a], [b]) => a < b ? -1 : 1).map(([rule, { count, digest, findings }]) => [rule, {
		count,
		digest,
		findings: findings?.join("")
	}]);
	const hidden = {
		complete: completeAt,
		...overdue && { overdue },
		...anonymous && { anonymous },
		rules: Object.fromEntries(entries)
	};
	return JSON.stringify(hidden).replaceAll("-", "\\u002d").replaceAll(">", "\\u003e");
}
function decode(hidden) {
	const parsed = Hidden.safeParse(parseJson(hidden));
	if (!parsed.success) return void 0;
	return {
		completeAt: parsed.data.complete,
		overdue: parsed.data.overdue ?? false,
		anonymous: parsed.data.anonymous ?? false,
		rules: new Map(Object.entries(parsed.data.rules).map(([rule, { count, digest, findings }]) => [rule, {
			count,
			digest,
			findings: findings?.match(/.{10}/gu) ?? void 0
		}]))
	};
}
function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
function checksum(visible, hidden) {
	return sha256(`${visible}\n${hidden}`).slice(0, 16);
}
function sha256(text) {
	return createHash("sha256").update(text).digest("hex");
}

// src/github/issue-plan.ts
/** The line with the last complete sync is renewed this often, if nothing else changes. */
const renewalMs = 6048e5;
/**
* Returns the plan. The body is written when the set of findings, the state or the title differ, when
* it was lost or changed by somebody, when names come into sight or must get out of it, and for the
* date of the last complete sync: now and then, and once where none is made any more. A run that could
* not judge a rule clears none of its findings, and closes nothing.
*/
function planIssue(issue, found) {
	const { told } = issue;
	const { set, held } = hold(found.set, told, found.notJudged);
	const progress = told === void 0 ? [] : compareSets(told, set);
	const state = decideState(issue, found, set);
	const reopened = state === "open" && issue.state === "closed";
	const closed = state === "closed" && issue.state === "open";
	const changed = told !== void 0 && progress.length > 0;
	const write = told === void 0 || changed || reopened || closed || issue.title !== found.title || told.anonymous !== set.anonymous || state === "open" && told.overdue !== set.overdue || found.complete && isStale(told, set);
	const tell = told !== void 0 && (changed || reopened || closed);
	const event = reopened && told?.rules.size !== 0 ? "reopened" : closed ? "closed" : "changed";
	return {
		state,
		set,
		held,
		write,
		news: tell ? {
			event,
			progress
		} : void 0
	};
}
function decideState(issue, found, set) {
	if (set.rules.size > 0) return "open";
	const isCleared = issue.told !== void 0 || found.notJudged.size === 0;
	return found.conclusive && found.complete && isCleared ? "closed" : issue.state;
}
function isStale(told, { completeAt }) {
	if (completeAt === void 0) return false;
	if (told.completeAt === void 0) return true;
	return Date.parse(completeAt) - Date.parse(told.completeAt) >= renewalMs;
}

// src/github/schedule.ts
/** How often a workflow's schedule starts it. */
const hourMs = 36e5;
const dayMs = 24 * hourMs;
/**
* Returns the longest time in milliseconds that a schedule in cron's five fields leaves between two
* runs, in round figures; undefined where it is not in that form.
*/
function longestPause(cron) {
	const fields = cron.trim().split(/\s+/u);
	if (fields.length !== 5) return void 0;
	const [, hour = "*", dayOfMonth = "*", month = "*", dayOfWeek = "*"] = fields;
	const isFree = (field) => field === "*";
	if (!isFree(month)) return 366 * dayMs;
	if (!isFree(dayOfMonth)) return 31 * dayMs;
	if (!isFree(dayOfWeek)) return 7 * dayMs;
	return isFree(hour) ? hourMs : dayMs;
}

// src/github/issue-content.ts
/** What the tracking issue says of a report. */
/** GitHub starts scheduled runs late when it is busy. */
const slackMs = 108e5;
/** Returns what the issue is to say, whatever it says now. */
function toIssueContent(report, settings) {
	const { accounts, labels, assignees, personalData, runUrl } = settings;
	const complete = report.coverage.status === "complete";
	const toleratedMs = tolerated(report, settings.schedule);
	return {
		accounts,
		labels,
		assignees,
		marker: createMarker("issue", report.organization.id),
		found: (told) => {
			const completeAt = complete ? report.readAt : lastKnown(report, told);
			const overdue = !complete && isOverdue(report, completeAt, toleratedMs, told);
			return {
				title: `Access drift in the Cloudsmith workspace ${toVisibleText(report.organization.slug, 100)}`,
				set: toTrackedSet(report, {
					anonymous: personalData === "counts",
					completeAt,
					overdue
				}),
				notJudged: notJudgedRules(report),
				complete,
				conclusive: report.verdict !== "unknown"
			};
		},
		render: ({ held, told, set: { completeAt, overdue } }, maxBytes) => {
			const previousAt = complete ? lastKnown(report, told) : void 0;
			const tracking = {
				heartbeat: describeHeartbeat({
					completeAt,
					previousAt,
					toleratedMs,
					overdue
				}),
				held
			};
			return renderMarkdown(report, {
				personalData,
				maxBytes,
				runUrl,
				fullReport: "the summary of the run",
				tracking
			});
		},
		tell: ({ event, progress }) => renderProgress(report, progress, {
			personalData,
			event
		})
	};
}
function notJudgedRules({ rules }) {
	return new Set(rules.filter(({ status }) => status === "not-judged").map(({ id }) => id));
}
/** The baseline, where it was whole; what the issue tells may be older, but never younger. */
function lastKnown(report, told) {
	return [baselineAt(report), told?.completeAt].filter((at) => at !== void 0).toSorted().at(-1);
}
function baselineAt({ changes }) {
	return changes?.sinceCoverage === "complete" ? changes.since : void 0;
}
/** A run that no schedule started knows of none, and says what was said before. */
function isOverdue({ readAt }, completeAt, toleratedMs, told) {
	if (toleratedMs === void 0) return told?.overdue ?? false;
	return isLonger(completeAt, readAt, toleratedMs);
}
/** Without a baseline, the issue is what tells, and its date may be as old as its last renewal. */
function tolerated(report, schedule) {
	const pauseMs = schedule === void 0 ? void 0 : longestPause(schedule);
	if (pauseMs === void 0) return void 0;
	return 2 * pauseMs + slackMs + (baselineAt(report) === void 0 ? renewalMs : 0);
}

// src/github/tracking-issue.ts
const permission$1 = "issues: write";
/** GitHub refuses a longer body; counted in bytes here, which is never fewer than its characters. */
const maxBodyBytes$1 = 65536;
/** More twins than this are no race: they are left for the next runs, a few at a time. */
const maxTwins = 3;
/**
* Makes the issue say what is the case: opened when there is drift, updated in place when the set of
* findings changes, reopened when somebody closed it while there was drift, closed when nothing is
* left. Never found by search, whose index lags behind and so gives twins.
*/
async function keepIssue(github, content) {
	const [issue, ...twins] = await listOwn(github, content);
	if (issue === void 0) return await open$1(github, content);
	await closeTwins(github, twins);
	const told = readTrackedSet(issue.body);
	const state = issue.state === "closed" ? "closed" : "open";
	const found = content.found(told);
	const plan = planIssue({
		state,
		title: issue.title,
		told
	}, found);
	const url = issue.html_url;
	if (!plan.write) return {
		url,
		written: "unchanged"
	};
	const body = compose(content, plan.set, plan.held, told);
	await update(github, issue.number, {
		title: found.title,
		body,
		...plan.state !== state && {
			state: plan.state,
			state_reason: plan.state === "closed" ? "completed" : "reopened"
		}
	});
	if (plan.news !== void 0) await tellOnce(github, content, issue, content.tell(plan.news));
	return {
		url,
		written: "updated"
	};
}
async function open$1(github, content) {
	const { octokit, owner, repo } = github;
	const { labels, assignees } = content;
	const { title, set } = content.found(void 0);
	if (set.rules.size === 0) return {
		url: void 0,
		written: "unchanged"
	};
	const body = compose(content, set, [], void 0);
	await ask("open the tracking issue", permission$1, () => octokit.rest.issues.create({
		owner,
		repo,
		title,
		body,
		labels: [...labels],
		assignees: [...assignees]
	}));
	const [kept, ...twins] = await listOwn(github, content);
	await closeTwins(github, twins);
	return {
		url: kept?.html_url,
		written: "created"
	};
}
function compose(content, set, held, told) {
	const around = withTrackedSet(withMarker("", content.marker), set);
	const room = maxBodyBytes$1 - Buffer.byteLength(around);
	const text = content.render({
		held,
		told,
		set
	}, room);
	return withTrackedSet(withMarker(text, content.marker), set);
}
async function update({ octokit, owner, repo }, issue_number, change) {
	await ask("update the tracking issue", permission$1, () => octokit.rest.issues.update({
		owner,
		repo,
		issue_number,
		...change
	}));
}
/**
* Comments on the issue. Two runs at once bring the same news, of the issue as it was before both; at
* rest they shall be there once.
*/
async function tellOnce(github, { accounts }, before, news) {
	const thread = {
		number: before.number,
		name: "tracking issue",
		permission: permission$1
	};
	await addComment(github, thread, news);
	const matches = (body) => isSameBody(body, news);
	const wanted = {
		accounts,
		matches,
		since: before.updated_at
	};
	const [, ...twins] = await listOwnComments(github, thread, wanted);
	await removeTwins(github, thread, twins);
}
async function closeTwins(github, twins) {
	for (const { number } of twins.filter(({ state }) => state === "open").slice(0, maxTwins)) await update(github, number, {
		state: "closed",
		state_reason: "not_planned"
	});
}
/** Returns the account's own issues with the marker, open and closed, oldest first. */
async function listOwn({ octokit, owner, repo }, { accounts, marker }) {
	return (await ask("list the issues of the repository", permission$1, () => octokit.paginate(octokit.rest.issues.listForRepo, {
		owner,
		repo,
		state: "all",
		sort: "created",
		direction: "asc",
		per_page: 100
	}))).filter((issue) => issue.pull_request === void 0 && accounts.include(issue.user) && hasMarker(issue.body, marker)).sort((a, b) => a.number - b.number);
}

// src/github/delivery.ts
/** GitHub refuses a longer body; counted in bytes here, which is never fewer than its characters. */
const maxBodyBytes = 65536;
const issueEvents = /* @__PURE__ */ new Set([
	"schedule",
	"push",
	"workflow_dispatch"
]);
/** Returns the delivery of a run. Without a token, or outside of GitHub, it has no channels. */
async function openDelivery(run, settings, log) {
	const known = parseContext(run);
	const { token, userAgent } = settings;
	const github = known === void 0 || token === void 0 ? void 0 : await connect(known, {
		token,
		userAgent,
		log
	});
	const context = known === void 0 || github === void 0 ? known : await completeContext(github, known);
	const delivery = {
		personalData: decidePersonalData(settings, context),
		runUrl: context?.runUrl,
		channels: [],
		urls: {}
	};
	if (context === void 0) return delivery;
	if (github === void 0) {
		log.info("there is no token, so no comment and no issue is written");
		return delivery;
	}
	const channel = chooseChannel(github, context, settings, delivery);
	const { pullRequest } = context;
	return {
		...delivery,
		channels: channel === void 0 ? [] : [channel],
		...pullRequest !== void 0 && { readBasePolicy: () => readBaseFile(github, context, settings.policyPath) },
		...pullRequest !== void 0 && settings.comment !== "never" && { tellProblem: (message) => deliverComment(github, pullRequest, () => renderProblem(message, "policy"), settings, delivery) }
	};
}
function decidePersonalData(settings, context) {
	if (settings.personalData !== "auto") return settings.personalData;
	return context?.visibility === "private" || context?.visibility === "internal" ? "full" : "counts";
}
function chooseChannel(github, context, settings, delivery) {
	const { pullRequest, branch, defaultBranch, eventName } = context;
	if (pullRequest !== void 0) {
		if (settings.comment === "never") return void 0;
		return {
			task: "keep the comment on the pull request",
			deliver: (report) => deliverComment(github, pullRequest, (maxBytes) => renderBody(report, maxBytes, delivery), settings, delivery)
		};
	}
	const onDefaultBranch = branch !== void 0 && branch === defaultBranch;
	if (settings.issue === "never" || !issueEvents.has(eventName) || !onDefaultBranch) return void 0;
	return {
		task: "keep the tracking issue",
		deliver: (report) => deliverIssue(github, report, {
			context,
			settings,
			delivery
		})
	};
}
async function deliverComment(github, number, text, settings, delivery) {
	const [accounts, create] = await Promise.all([readOwnAccounts(github, settings.previousAuthors), touchesFile(github, number, settings.policyPath)]);
	const marker = createMarker("comment", settings.policyPath);
	const body = text(maxBodyBytes - Buffer.byteLength(withMarker("", marker)));
	const kept = await keepComment(github, {
		number,
		accounts,
		marker,
		body,
		create
	});
	delivery.urls.comment = kept.url;
}
async function deliverIssue(github, report, { context, settings, delivery }) {
	const kept = await keepIssue(github, toIssueContent(report, {
		accounts: await readOwnAccounts(github, settings.previousAuthors),
		labels: settings.issueLabels,
		assignees: settings.issueAssignees,
		personalData: delivery.personalData,
		runUrl: context.runUrl,
		schedule: context.schedule
	}));
	delivery.urls.issue = kept.url;
}
/** Without times and digests: a body that changes when nothing else has would write on every run. */
function renderBody(report, maxBytes, { personalData }) {
	return renderMarkdown(report, {
		personalData,
		maxBytes,
		stable: true,
		fullReport: "the summary of this check"
	});
}

// src/github/earlier-artifact.ts
/**
* The newest workflow artifact of a name that only this repository's own default branch can have
* made. Whoever can open a pull request can upload an artifact of any name.
*/
const permission = "actions: read";
/** Of 100 each. A workflow that uploads every hour has 22 of them in 90 days. */
const maxPages = 100;
/**
* What runs the default branch's code and nobody can start from outside: `workflow_run` runs it as
* well, but on what a fork's run has left, and an issue's or a comment's events on what anybody wrote.
*/
const trustedEvents = /* @__PURE__ */ new Set([
	"schedule",
	"push",
	"workflow_dispatch"
]);
const Repository = object({
	id: int(),
	default_branch: string().min(1)
});
const Ref = object({ object: object({ sha: string().regex(/^[0-9a-f]{40,64}$/u) }) });
const Run = object({
	event: string(),
	head_sha: string().regex(/^[0-9a-f]{40,64}$/u),
	head_branch: string(),
	head_repository: object({ id: int() })
});
const Comparison = object({ status: string() });
const Artifact = object({
	id: int(),
	name: string(),
	size_in_bytes: int().nonnegative(),
	expired: boolean(),
	created_at: datetime({ offset: true }),
	digest: string().nullish(),
	workflow_run: object({
		id: int(),
		repository_id: int(),
		head_repository_id: int(),
		head_branch: string()
	})
});
/**
* Returns what opens an artifact by name: found, downloaded and unzipped into a folder of its own
* below `folder`, which is the caller's to remove. It throws `AuditError` for all but a missing one.
*/
function createArtifactOpener(run, settings) {
	const opened = /* @__PURE__ */ new Map();
	const open = async (name) => {
		const github = await connectFor(run, settings, name);
		const found = await findArtifact(github, name);
		if ("missing" in found) return found;
		const { id, createdAt, runId } = found;
		const hours = Math.floor((settings.now.getTime() - Date.parse(createdAt)) / 36e5);
		settings.log.info(`artifact:${name} is of ${createdAt} (${Math.max(0, hours)} hours ago), from run ${runId} of the default branch`);
		const folder = join(await settings.folder(), String(id));
		await mkdir(folder, {
			recursive: true,
			mode: 448
		});
		const zip = join(folder, "artifact.zip");
		const target = join(folder, "earlier.c1z");
		const { downloadArtifact } = await import("./chunks/download-artifact.js");
		await downloadArtifact(github, found, zip);
		const { unzipArtifact } = await import("./chunks/unzip-artifact2.js");
		await unzipArtifact({
			zip,
			target,
			what: `workflow artifact "${name}"`
		});
		return { path: target };
	};
	return (name) => {
		const known = opened.get(name) ?? open(name);
		opened.set(name, known);
		return known;
	};
}
async function connectFor(run, settings, name) {
	const { token, userAgent, log } = settings;
	const context = parseContext(run);
	if (context !== void 0 && token !== void 0) return await connect(context, {
		token,
		userAgent,
		log
	});
	throw new AuditError("BAD_SETTINGS", `cannot look for artifact:${name}: there is no token. Leave token at its default, and give the job "permissions: ${permission}".`);
}
async function findArtifact(github, name) {
	const { octokit, owner, repo } = github;
	const repository = Repository.safeParse((await ask("tell which branch is the default one", "contents: read", () => octokit.rest.repos.get({
		owner,
		repo
	}))).data);
	if (!repository.success) throw unexpected(name, "the repository");
	const listed = await listArtifacts(github, name);
	const candidates = listed.flatMap((artifact) => toCandidate(artifact, name, repository.data));
	candidates.sort(byNewest);
	const tip = candidates.length === 0 ? "" : await readTip(github, name, repository.data);
	for (const candidate of candidates) if (await isTrusted(github, candidate, {
		...repository.data,
		tip
	})) return candidate;
	return { missing: `no workflow artifact is called "${name}"${listed.length === 0 ? "" : ` (passed over ${listed.length} of that name, expired or not from a scheduled, pushed or manual run of ${repository.data.default_branch})`}` };
}
async function listArtifacts({ octokit, owner, repo }, name) {
	const listed = [];
	for (let page = 1; page <= maxPages; page++) {
		const { data } = await ask("list the workflow artifacts", permission, () => octokit.rest.actions.listArtifactsForRepo({
			owner,
			repo,
			name,
			per_page: 100,
			page
		}));
		listed.push(...data.artifacts);
		if (data.artifacts.length === 0 || listed.length >= data.total_count) return listed;
	}
	throw new AuditError("ARTIFACT_FAILED", `cannot tell which workflow artifact "${name}" is the newest: there are more than 10000. Use a name of its own for it.`);
}
/** A pull request of a fork can have a branch called like the default one. */
function toCandidate(listed, name, repository) {
	const { success, data } = Artifact.safeParse(listed);
	if (!success || data.expired || data.name !== name) return [];
	const { id, size_in_bytes: sizeBytes, created_at: createdAt, workflow_run: run } = data;
	if (![run.repository_id, run.head_repository_id].every((id) => id === repository.id) || run.head_branch !== repository.default_branch) return [];
	const [, sha256] = /^sha256:([0-9a-f]{64})$/u.exec(data.digest ?? "") ?? [];
	return [{
		id,
		name,
		sizeBytes,
		sha256,
		createdAt,
		runId: run.id
	}];
}
function byNewest(a, b) {
	return Date.parse(b.createdAt) - Date.parse(a.createdAt) || b.id - a.id;
}
async function readTip({ octokit, owner, repo }, name, { default_branch: branch }) {
	const reply = await ask("read the default branch", "contents: read", () => octokit.rest.git.getRef({
		owner,
		repo,
		ref: `heads/${branch}`
	}));
	const parsed = Ref.safeParse(reply.data);
	if (!parsed.success) throw unexpected(name, "the default branch");
	return parsed.data.object.sha;
}
/**
* True when the run was started by nobody from outside, and of a commit that is on the default
* branch: a tag can have the branch's name, and then its runs seem to be of that branch.
*/
async function isTrusted({ octokit, owner, repo }, { runId }, repository) {
	const reply = await ask("read the run that left a workflow artifact", permission, () => octokit.rest.actions.getWorkflowRun({
		owner,
		repo,
		run_id: runId
	}).catch(unlessMissing$1));
	const { success, data: run } = Run.safeParse(reply?.data);
	if (!success || !trustedEvents.has(run.event)) return false;
	if (run.head_repository.id !== repository.id) return false;
	if (run.head_branch !== repository.default_branch) return false;
	const compared = await ask("tell which commits the default branch has", "contents: read", () => octokit.rest.repos.compareCommitsWithBasehead({
		owner,
		repo,
		basehead: `${run.head_sha}...${repository.tip}`,
		per_page: 1,
		page: 2
	}).catch(unlessMissing$1));
	const comparison = Comparison.safeParse(compared?.data);
	return comparison.success && ["ahead", "identical"].includes(comparison.data.status);
}
/** What was there to be listed was readable, so this is no missing permission. */
function unlessMissing$1(error) {
	if (!(error instanceof RequestError && error.status === 404)) throw error;
}
function unexpected(name, what) {
	return new AuditError("ARTIFACT_FAILED", `cannot look for artifact:${name}: GitHub's reply about ${what} is not understood. Try again later.`);
}

// src/github/pull-request-as-data.ts
/**
* A pull request whose policy is fetched as data: nothing of it is checked out, so that a run with
* secrets can audit what a stranger proposes.
*/
const commitId = string().regex(/^[0-9a-f]{40,64}$/u);
const PullRequest = object({
	number: int().positive(),
	state: string(),
	head: object({ sha: commitId }),
	base: object({
		sha: commitId,
		ref: string()
	}),
	merge_commit_sha: commitId.nullish().catch(void 0)
});
const Commit = object({ parents: array(object({ sha: commitId })) });
const File = object({
	type: literal("file"),
	size: int().nonnegative(),
	encoding: string(),
	content: string()
});
/** All that is taken from the run that ended: what else it tells is its author's. */
const EndedRun = object({ workflow_run: object({ head_sha: commitId }) });
/** The parser's own limit. */
const maxPolicyBytes = 524288;
/**
* Returns the pull request of that number, or on the event `workflow_run` the open one whose head is
* the ended run's commit; undefined on any other run. Throws `AuditError` where it cannot be told.
*/
async function findPullRequest(run, settings) {
	const { number, token, userAgent, log } = settings;
	if (number === void 0 && run.eventName !== "workflow_run") return void 0;
	const context = parseContext(run);
	if (context === void 0 || token === void 0) throw failure("there is no token. Leave token at its default", "BAD_SETTINGS");
	const github = await connect(context, {
		token,
		userAgent,
		log
	});
	const head = readEndedHead(run);
	const found = number === void 0 ? await findByHead(github, head) : await readOne(github, number, head);
	const { ref, baseSha } = await findCommits(github, found);
	log.info(`the policy is that of pull request ${found.number}, read at ${ref} and not checked out`);
	return {
		number: found.number,
		baseSha,
		readFile: (path) => readFile$1(github, ref, path)
	};
}
/** Returns the commit of the run that started this one; undefined where no run did. */
function readEndedHead({ eventName, eventPayload }) {
	if (eventName !== "workflow_run") return void 0;
	const { success, data } = EndedRun.safeParse(eventPayload);
	if (success) return data.workflow_run.head_sha;
	throw failure("the event names no commit. Run this on the event workflow_run", "BAD_SETTINGS");
}
async function readOne({ octokit, owner, repo }, number, head) {
	const reply = await ask(`read pull request ${number}`, "pull-requests: read", () => octokit.rest.pulls.get({
		owner,
		repo,
		pull_number: number
	}));
	const { success, data } = PullRequest.safeParse(reply.data);
	if (!success) throw failure("GitHub's reply is not understood. Try again later");
	if (head !== void 0 && data.head.sha !== head) throw failure(`pull request ${number} is not at ${head}, the commit of the run that ended. A newer commit has a run of its own; leave pull-request empty to have it found`);
	return data;
}
/**
* Among all that are open: the event's own list is empty for forks, and so is GitHub's list of a
* commit's pull requests, because the commit is in the fork only.
*/
async function findByHead({ octokit, owner, repo }, head) {
	const matching = (await ask("list the open pull requests", "pull-requests: read", () => octokit.paginate(octokit.rest.pulls.list, {
		owner,
		repo,
		state: "open",
		per_page: 100
	}))).filter((pull) => pull.head.sha === head).map(({ number }) => number);
	const [number, other] = matching;
	if (number === void 0) throw failure(`no open pull request is at ${head}, the commit of the run that ended. A newer commit has a run of its own`);
	if (other !== void 0) throw failure(`pull requests ${matching.join(", ")} are all at ${head}. Give one of them as pull-request`);
	return await readOne({
		octokit,
		owner,
		repo
	}, number, head);
}
/**
* Where the policy is read: at GitHub's test merge of just this head, so that what the base branch
* changed since does not count as the pull request's; at the head where there is none.
*/
async function findCommits({ octokit, owner, repo }, { head, base, merge_commit_sha: merge }) {
	const without = {
		ref: head.sha,
		baseSha: base.sha
	};
	if (merge === null || merge === void 0) return without;
	const reply = await ask("read the test merge of the pull request", "contents: read", () => octokit.rest.git.getCommit({
		owner,
		repo,
		commit_sha: merge
	}).catch(unlessMissing));
	const { success, data } = Commit.safeParse(reply?.data);
	const [first, second, third] = success ? data.parents : [];
	if (first === void 0 || second?.sha !== head.sha || third !== void 0) return without;
	return {
		ref: merge,
		baseSha: first.sha
	};
}
/** By this repository, which has every commit of its pull requests: a fork may be out of reach. */
async function readFile$1({ octokit, owner, repo }, ref, path) {
	if (path.startsWith("/") || path.split(/[\\/]/u).includes("..")) throw failure(`policy "${path}" is outside of the repository. Give its path in it`, "BAD_SETTINGS");
	const reply = await ask("read the policy of the pull request", "contents: read", () => octokit.rest.repos.getContent({
		owner,
		repo,
		ref,
		path
	}).catch(unlessMissing));
	if (reply === void 0) throw failure(`it has no file "${path}". Keep the policy, or name its new place`, "BAD_POLICY");
	const { success, data } = File.safeParse(reply.data);
	if (!success) throw failure(`"${path}" is no plain file in it. Make it one`, "BAD_POLICY");
	if (data.size > maxPolicyBytes || data.encoding !== "base64") throw failure(`"${path}" has ${data.size} bytes, and ${maxPolicyBytes} may be. Make it smaller`, "BAD_POLICY");
	return Buffer.from(data.content, "base64").toString("utf8");
}
function unlessMissing(error) {
	if (!(error instanceof RequestError && error.status === 404)) throw error;
}
function failure(reason, code = "DELIVERY_FAILED") {
	return new AuditError(code, `cannot audit the pull request's policy: ${reason}.`);
}

// src/github/restriction.ts
/** Pull requests that GitHub gives no secrets, and a token that only reads. */
const Payload = object({
	repository: object({ id: int() }),
	pull_request: object({ head: object({ repo: object({ id: int() }).nullable() }) })
});
/**
* Returns why this run has no secrets; undefined for any other run, also where that cannot be told.
* `actor` is who started the run, whom a second attempt does not change.
*/
function findRestriction({ eventName, eventPayload }, actor) {
	if (eventName !== "pull_request") return void 0;
	if (actor === "dependabot[bot]") return "Dependabot";
	const { success, data } = Payload.safeParse(eventPayload);
	if (!success) return void 0;
	return data.pull_request.head.repo?.id === data.repository.id ? void 0 : "a fork";
}
/**
* Returns the delivery for such a pull request: where the token may only read, the comment is left
* out and the log says so. Any other failure stays one.
*/
function tolerateReadOnly(delivery, restriction, log) {
	const tolerant = async (write) => {
		try {
			await write();
		} catch (error) {
			if (!isReadOnly(error)) throw error;
			log.info(`there is no comment: on a pull request from ${restriction} the token may only read; the job's summary has it all`);
		}
	};
	const { tellProblem } = delivery;
	return {
		...delivery,
		channels: delivery.channels.map((channel) => ({
			task: channel.task,
			deliver: (report) => tolerant(() => channel.deliver(report))
		})),
		...tellProblem !== void 0 && { tellProblem: (message) => tolerant(() => tellProblem(message)) }
	};
}
/** A rate limit has this status as well, and other words. */
function isReadOnly(error) {
	const cause = error instanceof AuditError ? error.cause : void 0;
	return cause instanceof RequestError && cause.status === 403 && /resource not accessible/iu.test(cause.message);
}

// src/report/render-policy-check.ts
/** More than this is better read in the file. */
const maxLines = 200;
/** Returns the check as GitHub Flavored Markdown; with `counts` it names nobody. */
function renderPolicyCheck(check, { personalData, now }) {
	return `${[
		"### Access audit: only the policy was checked, and it is valid",
		`${escapeMarkdown(`The workspace was not looked at: ${check.reason}`, 600)}. So nothing is known to be well, and nothing to be wrong.`,
		...describe(check, personalData, now)
	].join("\n\n")}\n`;
}
function describe({ changes, path }, personalData, now) {
	const file = escapeMarkdown(path);
	if (changes === "new") return [`${file} is new.`];
	if (changes === "unknown") return [`What ${file} was before could not be told.`];
	if (changes.length === 0) return [`${file} agrees to what it agreed to before.`];
	const lines = personalData === "counts" ? policyChangeCounts(changes.map(({ entry }) => entry.kind)) : changes.map((change) => policyChangeSentence(change, now));
	const items = lines.slice(0, maxLines).map((line) => `- ${escapeMarkdown(line, 600)}`);
	const more = lines.length > maxLines ? [`${lines.length - maxLines} more.`] : [];
	return [
		`What ${file} would change:`,
		items.join("\n"),
		...more
	];
}

// src/runner/environment.ts
/** What GitHub's runner tells in the environment; the entry passes that in. */
/** Returns the settings of the inputs. Throws `AuditError` that tells everything wrong at once. */
function readInputs(env) {
	const raw = settingNames.map((name) => [name, env[`INPUT_${name.toUpperCase()}`]]);
	return parseSettings(Object.fromEntries(raw));
}
function readRun(env) {
	const path = env["GITHUB_EVENT_PATH"];
	return {
		eventName: env["GITHUB_EVENT_NAME"] ?? "",
		eventPayload: path === void 0 || path === "" ? {} : readEvent(path),
		repository: env["GITHUB_REPOSITORY"] ?? "",
		ref: env["GITHUB_REF"] ?? "",
		serverUrl: env["GITHUB_SERVER_URL"] ?? "https://github.com",
		apiUrl: env["GITHUB_API_URL"] ?? "https://api.github.com",
		runId: env["GITHUB_RUN_ID"] ?? "",
		sha: env["GITHUB_SHA"] ?? ""
	};
}
function readEvent(path) {
	try {
		return JSON.parse(readFileSync(path, "utf8"));
	} catch (error) {
		throw new AuditError("BAD_SETTINGS", `cannot read the event that started this run from "${path}": it is not JSON. Set GITHUB_EVENT_PATH as a runner does.`, { cause: error });
	}
}
/** Returns a file's path as the repository has it; one outside of the checkout stays as it is. */
function toRepositoryPath(env, path) {
	const inside = relative(env["GITHUB_WORKSPACE"] ?? ".", resolve(path));
	return inside.startsWith("..") ? path : inside.replaceAll(sep, "/");
}
/** A fork's run has the input oidc-service, too, but may not ask for an ID token. */
function hasCredential(env, settings) {
	if (settings["api-key"] !== void 0) return true;
	return settings["oidc-service"] !== void 0 && mayAskForIdToken(env);
}
/** Returns GitHub's ID token for this job, and how to keep what it is exchanged for out of the log. */
function idTokenOf(env) {
	return {
		onSecret: setSecret,
		get: async (audience) => {
			if (!mayAskForIdToken(env)) throw new AuditError("BAD_SETTINGS", "cannot sign in to Cloudsmith with oidc-service: this job may not ask GitHub for an ID token. Give it the permission id-token: write; a pull request from a fork never has it.");
			try {
				return await getIDToken(audience);
			} catch (error) {
				throw new AuditError("BAD_SETTINGS", `cannot get an ID token from GitHub: ${describeError(error)}. Try again, and check oidc-audience.`, { cause: error });
			}
		}
	};
}
function mayAskForIdToken(env) {
	return (env["ACTIONS_ID_TOKEN_REQUEST_URL"] ?? "") !== "";
}

// src/github/annotations.ts
/** A step's further annotations of one level are dropped by the page that shows them. */
const maxAnnotations = 10;
/** Returns the first problems as annotations, and all the others as text. */
function toAnnotations(places) {
	return {
		shown: places.slice(0, maxAnnotations).map(({ path, line, column, message }) => ({
			message,
			file: path,
			startLine: line,
			startColumn: column
		})),
		rest: places.slice(maxAnnotations).map(({ path, line, column, message }) => `${path}:${line}:${column}: ${message}`)
	};
}

// src/runner/log.ts
/** The job's log, which carries out what looks like a workflow command. */
/** A line of the log that begins like a workflow command would be carried out as one. */
function defuseCommand(line) {
	return line.replaceAll("::", ": :").replace(/^(\s*)##\[/u, "$1# #[");
}
/** Returns the text as one line that is shown and nothing else. */
function escapeLogLine(text) {
	return defuseCommand(escapeTerminal(text, 2e3));
}
/** Loads what `printReport` needs. */
const loadPrinting = () => import("./chunks/terminal.js");
async function printReport(report, { colour }) {
	const { renderTerminal } = await loadPrinting();
	const text = renderTerminal(report, {
		columns: 120,
		colour
	});
	process.stdout.write(`${text.split("\n").map(defuseCommand).join("\n")}\n`);
}
function printAnnotations({ shown, left }) {
	const annotate = {
		error,
		warning,
		notice
	};
	for (const { level, message, ...place } of shown) annotate[level](escapeLogLine(message), place);
	if (left > 0) info(`and ${left} more findings, without an annotation`);
}
/** Mistakes in a file are annotations on its own lines; any other error stands for itself. */
function printError(error$3) {
	if (error$3.places.length === 0) {
		for (const line of error$3.message.split("\n")) error(escapeLogLine(line));
		return;
	}
	const { shown, rest } = toAnnotations(error$3.places);
	for (const { message, ...place } of shown) error(escapeLogLine(message), place);
	if (rest.length === 0) return;
	info(`and ${rest.length} more, without an annotation:`);
	for (const line of rest) info(escapeLogLine(line));
}
/** The last line of a run that came to a result; one that fails is an annotation as well. */
function printVerdict({ report, exitCode, delivery }) {
	const { verdict, counts } = report;
	const parts = [report.base === void 0 ? countFindings(counts) : impactHeadline(report), `${count(counts.notJudged, "rule")} not judged`];
	const undelivered = delivery === "partial" ? "; not everything could be delivered" : "";
	const line = `verdict: ${verdict} (${parts.join(", ")})${undelivered}`;
	if (exitCode === 0) info(line);
	else error(line);
}
/** The last line of any other run. */
function printNoVerdict(why) {
	info(`verdict: unknown (${why})`);
}
function countFindings({ errors, warnings, notes }) {
	return [
		count(errors, "error"),
		count(warnings, "warning"),
		count(notes, "note")
	].join(", ");
}

// src/runner/outputs.ts
/** The step's outputs. */
/** Every output is set in every run, so that no workflow reads the one of a run before. */
var Outputs = class {
	#values = {
		verdict: "unknown",
		errors: 0,
		warnings: 0,
		notes: 0,
		accepted: 0,
		introduced: 0,
		resolved: 0,
		"not-judged": 0,
		coverage: "none",
		delivery: "partial",
		c1z: "",
		"c1z-sha256": "",
		"sync-id": "",
		"roster-digest": "",
		"report-json": "",
		"report-markdown": "",
		"report-html": "",
		sarif: "",
		csv: "",
		pack: "",
		"issue-url": "",
		"comment-url": "",
		version
	};
	#urls = {};
	/** Takes the addresses from here when the outputs are written: a run that fails may comment, too. */
	follow(urls) {
		this.#urls = urls;
	}
	set(result, written, folders) {
		const { report, artifact, delivery } = result;
		const { notJudged, ...counts } = report.counts;
		Object.assign(this.#values, counts, {
			verdict: report.verdict,
			"not-judged": notJudged,
			coverage: report.coverage.status,
			delivery,
			c1z: artifact?.path ?? "",
			"c1z-sha256": artifact?.sha256 ?? "",
			"sync-id": artifact?.syncId ?? "",
			"roster-digest": report.rosterDigest,
			...Object.fromEntries(reportFiles.map((name) => [name, written?.[name] ?? ""])),
			csv: folders.written.csv ?? "",
			pack: folders.written.pack ?? ""
		});
	}
	/** Where only the policy was checked: there was nothing to deliver, and so nothing failed. */
	deliveredNothing() {
		this.#values["delivery"] = "complete";
	}
	/** Of values that are written twice, the later one counts. */
	write() {
		const { issue = "", comment = "" } = this.#urls;
		const values = {
			...this.#values,
			"issue-url": issue,
			"comment-url": comment
		};
		for (const [name, value] of Object.entries(values)) setOutput(name, value);
	}
};

// src/runner/summary.ts
/** The job's summary. */
/** GitHub drops a whole job summary above this many bytes. */
const maxSummaryBytes = 1048576;
/** Makes the text the step's summary; does nothing where the runner has none. */
async function writeSummary(env, text) {
	if ((env["GITHUB_STEP_SUMMARY"] ?? "") === "") return;
	try {
		await summary.addRaw(text).write({ overwrite: true });
	} catch (error) {
		throw new AuditError("REPORT_FAILED", `cannot write the job summary: ${describeError(error)}. Set GITHUB_STEP_SUMMARY as a runner does.`, { cause: error });
	}
}

// src/temporary-folder.ts
/** A folder for what a run needs for a while. */
/** Returns a folder below `parent`, with a name that nobody can know beforehand. */
function createTemporaryFolder(parent) {
	let made;
	return {
		path: () => made ??= mkdtemp(join(parent, "cloudsmith-access-audit-")),
		remove: async () => {
			if (made !== void 0) await rm(await made, {
				recursive: true,
				force: true
			});
		}
	};
}

// src/without-secrets.ts
/**
* Returns the settings to audit with. On a pull request from a fork or from Dependabot, without a
* credential, an artifact that the workflow names takes the workspace's place. A missing credential
* on any other run stays the error that it is.
*/
async function chooseSource(settings, run) {
	const { restriction, log } = run;
	if (restriction === void 0 || run.canSignIn) return { settings };
	const why = `no secret reaches a pull request from ${restriction}`;
	const given = settings["from-c1z"] ?? settings.baseline;
	if (given === void 0 || settings["from-c1z"] === void 0 && isFile(given)) return { noRoster: `${why}, and neither from-c1z nor baseline names an artifact of the default branch as artifact:NAME` };
	const found = await openNamed(given, run);
	if ("missing" in found) return { noRoster: `${why}, and ${found.missing}` };
	if (settings["from-c1z"] !== void 0) return { settings };
	log.warn(`${why}, so ${given} is audited in the workspace's place`);
	return { settings: {
		...settings,
		"from-c1z": given,
		baseline: void 0
	} };
}
function isFile(given) {
	return artifactNameOf(given) === void 0;
}

// src/action.ts
/** The Action's entry: inputs to settings, an audit, outputs. The only reader of the runner's environment. */
const userAgent = `${toolName}/${version}`;
async function run(env) {
	const outputs = new Outputs();
	outputs.write();
	const folder = createTemporaryFolder(env["RUNNER_TEMP"] ?? tmpdir());
	try {
		const settings = readInputs(env);
		for (const secret of [settings["api-key"], settings.token]) if (secret !== void 0) setSecret(secret);
		await audit(env, settings, {
			outputs,
			folder
		});
	} catch (error) {
		if (!(error instanceof AuditError)) throw error;
		await fail(env, error);
	} finally {
		outputs.write();
		await folder.remove();
	}
}
async function audit(env, settings, { outputs, folder }) {
	const clock = createClock(env["SOURCE_DATE_EPOCH"]);
	const log = createLogger({
		write: (text) => void process.stdout.write(text),
		columns: void 0,
		elapsedMs: () => performance.now(),
		escape: escapeLogLine,
		quiet: false
	});
	const policyPath = toRepositoryPath(env, settings.policy);
	const { run, pull, restriction, github } = await openRun(env, settings, {
		policyPath,
		log
	});
	outputs.follow(github.urls);
	const full = github.personalData === "full";
	if (!full) log.info(whyCounts(settings));
	const { policy, base } = await readPolicies(settings, {
		policyPath,
		pull,
		github,
		log
	});
	const openArtifact = createArtifactOpener(run, {
		token: settings.token,
		userAgent,
		folder: folder.path,
		log,
		now: clock()
	});
	const canSignIn = hasCredential(env, settings);
	const source = await chooseSource(settings, {
		restriction,
		canSignIn,
		openArtifact,
		log
	});
	if ("noRoster" in source) {
		await checkPolicyOnly(env, {
			policy,
			base,
			reason: source.noRoster,
			github,
			now: clock()
		});
		outputs.deliveredNothing();
		return;
	}
	const input = toAuditInput(source.settings, policy, {
		clock,
		log,
		gitHubIdToken: idTokenOf(env),
		openArtifact,
		quoteReplies: full
	});
	const commit = pull === void 0 ? env["GITHUB_SHA"] : void 0;
	const folders = openFolders(settings, {
		policy,
		commit,
		log
	});
	const readHistory = toReadHistory(source.settings, {
		policy,
		log,
		openArtifact
	});
	const result = await runAudit({
		...input,
		base,
		artifactPath: full ? input.artifactPath : void 0,
		channels: toChannels(env, settings, {
			pull,
			github,
			folders,
			readHistory
		})
	});
	outputs.set(result, full ? settings : void 0, folders);
	process.exitCode = result.exitCode;
	printVerdict(result);
}
async function openRun(env, settings, { policyPath, log }) {
	const run = readRun(env);
	const { "pull-request": number, token } = settings;
	const pull = await findPullRequest(run, {
		number,
		token,
		userAgent,
		log
	});
	const restriction = findRestriction(run, env["GITHUB_ACTOR"] ?? "");
	const delivery = await openDelivery({
		...run,
		pullRequest: pull
	}, toDeliverySettings(settings, policyPath), log);
	return {
		run,
		pull,
		restriction,
		github: restriction === void 0 ? delivery : tolerateReadOnly(delivery, restriction, log)
	};
}
/** Returns the policy, and on a pull request the one before it; tells a broken one where it can. */
async function readPolicies(settings, { policyPath, pull, github, log }) {
	const readText = github.readBasePolicy;
	const policy = await readPolicy(settings, policyPath, pull).catch(async (given) => {
		const error = await explainDeleted(given, readText, policyPath);
		if (error instanceof AuditError && error.code === "BAD_POLICY") await tellProblem(github, error.message, log);
		throw error;
	});
	const base = await readBasePolicy(readText, policyPath, log);
	if (pull !== void 0) requireAgreedWorkspace(settings, policy, base?.policy);
	return {
		policy,
		base
	};
}
function toChannels(env, settings, { pull, github, folders, readHistory }) {
	const files = () => [...fileChannels(settings, readHistory), ...folders.channels];
	return [
		logChannel(env, github),
		summaryChannel(env, github),
		...pull === void 0 ? [annotationChannel(github)] : [],
		...github.personalData === "full" ? files() : [],
		...github.channels
	];
}
async function readPolicy({ policy: path }, policyPath, pull) {
	return pull === void 0 ? await readPolicyFile(path, policyPath) : toPolicy(await pull.readFile(policyPath), policyPath);
}
function whyCounts({ "personal-data": given }) {
	return `names are kept out of the log, the summary and every file, ${given === "counts" ? "because personal-data is counts" : "because this repository is public or may be; personal-data: full changes that"}`;
}
/** Neutral, which is neither clean nor a failure: nobody could do better here. */
async function checkPolicyOnly(env, check) {
	const { policy, base, reason, github, now } = check;
	const text = renderPolicyCheck({
		path: policy.path,
		reason,
		changes: changesSince(base, policy)
	}, {
		personalData: github.personalData,
		now
	});
	await writeSummary(env, text);
	notice(escapeLogLine(`the policy is valid, and the workspace was not looked at: ${reason}; the job's summary tells what the policy would change`));
	process.exitCode = 0;
	printNoVerdict("neutral: only the policy was checked");
}
/** Whoever changes the policy reads the pull request, not the log. */
async function tellProblem(github, message, log) {
	try {
		await github.tellProblem?.(message);
	} catch (error) {
		log.error(describeError(error));
	}
}
function toDeliverySettings(settings, policyPath) {
	return {
		token: settings.token,
		userAgent,
		policyPath,
		comment: settings.comment,
		issue: settings.issue,
		issueLabels: settings["issue-labels"],
		issueAssignees: settings["issue-assignees"],
		previousAuthors: settings["previous-authors"],
		personalData: settings["personal-data"]
	};
}
function logChannel(env, github) {
	return {
		task: "print the report",
		load: loadPrinting,
		deliver: async (report) => {
			if (github.personalData === "counts") return;
			await printReport(report, { colour: (env["NO_COLOR"] ?? "") === "" });
		}
	};
}
function summaryChannel(env, { personalData }) {
	return {
		task: "write the job summary",
		deliver: async (report) => {
			await writeSummary(env, renderMarkdown(report, {
				personalData,
				maxBytes: maxSummaryBytes,
				fullReport: "the log of this step"
			}));
		}
	};
}
/** Annotations are as public as the log. */
function annotationChannel({ personalData }) {
	return {
		task: "annotate the policy",
		deliver: async (report) => {
			if (personalData === "full") printAnnotations(annotateFindings(report));
		}
	};
}
/** Tells why there is no result; the summary is what is read first, and on a fork all there is. */
async function fail(env, error$1) {
	printError(error$1);
	const of = error$1.code === "BAD_POLICY" ? "policy" : "run";
	await writeSummary(env, renderProblem(error$1.message, of)).catch((reason) => {
		error(escapeLogLine(describeError(reason)));
	});
	printNoVerdict("nothing was audited");
}
process.exitCode = 2;
process.on("uncaughtException", (error$2) => {
	const text = error$2 instanceof Error ? error$2.stack ?? error$2.message : String(error$2);
	error(`this is a bug in the action, please report it: ${text}`);
	printNoVerdict("the action failed");
	process.exit();
});
await run(process.env);

export {  };