import { n as __require, r as __toESM, t as __commonJSMin } from "./chunks/rolldown-runtime.js";
import { t as exitOnSignals } from "./chunks/exit-on-signals2.js";
import { t as require_undici } from "./chunks/undici.js";
import { n as silentLogger, t as createLogger } from "./chunks/log.js";
import { n as openOutput, t as defuseCommands } from "./chunks/output2.js";
import { t as count } from "./chunks/count.js";
import { t as escapeTerminal } from "./chunks/escape-terminal.js";
import { C as openFindings, S as impactHeadline, _ as sentenceOf, o as extent, y as utcMinute } from "./chunks/wording.js";
import { r as runAudit, t as wantsOf } from "./chunks/wants.js";
import { i as toArtifactTarget, n as openReportFiles, t as toDestinations } from "./chunks/destinations.js";
import { n as requireSeparatePaths, r as openFolders, t as outputsOf } from "./chunks/output-paths.js";
import { E as unknown, S as string, T as union$1, b as record, g as literal, h as int, m as boolean, p as array, u as _enum, y as object } from "./chunks/schemas.js";
import { t as datetime } from "./chunks/iso.js";
import { n as dayMs, r as hourMs$1, t as createClock } from "./chunks/clock.js";
import { n as describeError, t as AuditError } from "./chunks/errors.js";
import { t as createTemporaryFolder } from "./chunks/temporary.js";
import { t as RequestError } from "./chunks/dist-src.js";
import { n as noProxies, r as readProxies, t as explainFailure } from "./chunks/failure.js";
import { n as ask, r as isRateLimit, t as Unwritable } from "./chunks/ask.js";
import { n as escapeMarkdown, t as codeSpan } from "./chunks/escape-markdown.js";
import { i as describeWithheld, n as changesSection, r as policyChangeItems, t as renderMarkdown } from "./chunks/markdown.js";
import { i as showArtifactRef, n as parseSettings, r as settingNames } from "./chunks/settings.js";
import { i as openNamed, n as loadRoster, r as requireConfirmedWorkspace, t as toSource } from "./chunks/source.js";
import { i as version, n as toolName, r as userAgent } from "./chunks/version.js";
import { n as readBounded, r as readBoundedText } from "./chunks/read-bounded.js";
import { c as readWholePolicy, d as openDiskFolder, i as maxPolicyBytes$1, l as toTestPath, r as findIncluded } from "./chunks/policy-file.js";
import { t as fold$1 } from "./chunks/fold.js";
import { a as toBasePolicy, f as findUnreadable, n as explainDeleted, o as tolerateDropped, s as readTestedPolicy, t as changesSince, u as withTests } from "./chunks/base-policy.js";
import { r as toVisibleText } from "./chunks/visible-text.js";
import { S as describeFailingTest, x as policyTest } from "./chunks/catalog.js";
import { n as isWeakening } from "./chunks/policy-changes.js";
import { n as named, t as isInside } from "./chunks/separate.js";
import { n as followLinks } from "./chunks/target.js";
import * as os$1 from "os";
import os, { EOL } from "os";
import * as crypto from "crypto";
import * as fs$1 from "fs";
import { constants, promises } from "fs";
import * as path$1 from "path";
import * as events from "events";
import { createHash } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import * as child from "child_process";
import { setTimeout as setTimeout$1 } from "timers";
import { tmpdir } from "node:os";
import { setTimeout as setTimeout$2 } from "node:timers/promises";
import { accessSync, constants as constants$1, statSync } from "node:fs";

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

// node_modules/tunnel/lib/tunnel.js
var require_tunnel$1 = /* @__PURE__ */ __commonJSMin(((exports) => {
	__require("net");
	var tls = __require("tls");
	var http = __require("http");
	var https = __require("https");
	var events = __require("events");
	__require("assert");
	var util = __require("util");
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
var import_undici = require_undici();
var __awaiter$9 = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
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

// node_modules/@actions/http-client/lib/auth.js
var __awaiter$8 = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
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

// node_modules/@actions/core/lib/oidc-utils.js
var __awaiter$7 = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
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

// node_modules/@actions/core/lib/summary.js
var __awaiter$6 = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
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
		return __awaiter$6(this, void 0, void 0, function* () {
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
		return __awaiter$6(this, void 0, void 0, function* () {
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
		return __awaiter$6(this, void 0, void 0, function* () {
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

// node_modules/@actions/io/lib/io-util.js
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
const { chmod, copyFile, lstat: lstat$1, mkdir: mkdir$1, open: open$1, readdir: readdir$1, rename: rename$1, rm: rm$1, rmdir, stat: stat$1, symlink, unlink } = fs$1.promises;
const IS_WINDOWS$1 = process.platform === "win32";
const READONLY = fs$1.constants.O_RDONLY;
function exists(fsPath) {
	return __awaiter$5(this, void 0, void 0, function* () {
		try {
			yield stat$1(fsPath);
		} catch (err) {
			if (err.code === "ENOENT") return false;
			throw err;
		}
		return true;
	});
}
/**
* On OSX/Linux, true if path starts with '/'. On Windows, true for paths like:
* \, \hello, \\hello\share, C:, and C:\hello (and corresponding alternate separator cases).
*/
function isRooted(p) {
	p = normalizeSeparators(p);
	if (!p) throw new Error("isRooted() parameter \"p\" cannot be empty");
	if (IS_WINDOWS$1) return p.startsWith("\\") || /^[A-Z]:/i.test(p);
	return p.startsWith("/");
}
/**
* Best effort attempt to determine whether a file exists and is executable.
* @param filePath    file path to check
* @param extensions  additional file extensions to try
* @return if file exists and is executable, returns the file path. otherwise empty string.
*/
function tryGetExecutablePath(filePath, extensions) {
	return __awaiter$5(this, void 0, void 0, function* () {
		let stats = void 0;
		try {
			stats = yield stat$1(filePath);
		} catch (err) {
			if (err.code !== "ENOENT") console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
		}
		if (stats && stats.isFile()) {
			if (IS_WINDOWS$1) {
				const upperExt = path$1.extname(filePath).toUpperCase();
				if (extensions.some((validExt) => validExt.toUpperCase() === upperExt)) return filePath;
			} else if (isUnixExecutable(stats)) return filePath;
		}
		const originalFilePath = filePath;
		for (const extension of extensions) {
			filePath = originalFilePath + extension;
			stats = void 0;
			try {
				stats = yield stat$1(filePath);
			} catch (err) {
				if (err.code !== "ENOENT") console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
			}
			if (stats && stats.isFile()) {
				if (IS_WINDOWS$1) {
					try {
						const directory = path$1.dirname(filePath);
						const upperName = path$1.basename(filePath).toUpperCase();
						for (const actualName of yield readdir$1(directory)) if (upperName === actualName.toUpperCase()) {
							filePath = path$1.join(directory, actualName);
							break;
						}
					} catch (err) {
						console.log(`Unexpected error attempting to determine the actual case of the file '${filePath}': ${err}`);
					}
					return filePath;
				} else if (isUnixExecutable(stats)) return filePath;
			}
		}
		return "";
	});
}
function normalizeSeparators(p) {
	p = p || "";
	if (IS_WINDOWS$1) {
		p = p.replace(/\//g, "\\");
		return p.replace(/\\\\+/g, "\\");
	}
	return p.replace(/\/\/+/g, "/");
}
function isUnixExecutable(stats) {
	return (stats.mode & 1) > 0 || (stats.mode & 8) > 0 && process.getgid !== void 0 && stats.gid === process.getgid() || (stats.mode & 64) > 0 && process.getuid !== void 0 && stats.uid === process.getuid();
}

// node_modules/@actions/io/lib/io.js
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
/**
* Returns path of a tool had the tool actually been invoked.  Resolves via paths.
* If you check and the tool does not exist, it will throw.
*
* @param     tool              name of the tool
* @param     check             whether to check if tool exists
* @returns   Promise<string>   path to tool
*/
function which(tool, check) {
	return __awaiter$4(this, void 0, void 0, function* () {
		if (!tool) throw new Error("parameter 'tool' is required");
		if (check) {
			const result = yield which(tool, false);
			if (!result) {
				if (IS_WINDOWS$1) throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also verify the file has a valid extension for an executable file.`);
				else throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also check the file mode to verify the file is executable.`);
			}
			return result;
		}
		const matches = yield findInPath(tool);
		if (matches && matches.length > 0) return matches[0];
		return "";
	});
}
/**
* Returns a list of all occurrences of the given tool on the system path.
*
* @returns   Promise<string[]>  the paths of the tool
*/
function findInPath(tool) {
	return __awaiter$4(this, void 0, void 0, function* () {
		if (!tool) throw new Error("parameter 'tool' is required");
		const extensions = [];
		if (IS_WINDOWS$1 && process.env["PATHEXT"]) {
			for (const extension of process.env["PATHEXT"].split(path$1.delimiter)) if (extension) extensions.push(extension);
		}
		if (isRooted(tool)) {
			const filePath = yield tryGetExecutablePath(tool, extensions);
			if (filePath) return [filePath];
			return [];
		}
		if (tool.includes(path$1.sep)) return [];
		const directories = [];
		if (process.env.PATH) {
			for (const p of process.env.PATH.split(path$1.delimiter)) if (p) directories.push(p);
		}
		const matches = [];
		for (const directory of directories) {
			const filePath = yield tryGetExecutablePath(path$1.join(directory, tool), extensions);
			if (filePath) matches.push(filePath);
		}
		return matches;
	});
}

// node_modules/@actions/exec/lib/toolrunner.js
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
const IS_WINDOWS = process.platform === "win32";
var ToolRunner = class extends events.EventEmitter {
	constructor(toolPath, args, options) {
		super();
		if (!toolPath) throw new Error("Parameter 'toolPath' cannot be null or empty.");
		this.toolPath = toolPath;
		this.args = args || [];
		this.options = options || {};
	}
	_debug(message) {
		if (this.options.listeners && this.options.listeners.debug) this.options.listeners.debug(message);
	}
	_getCommandString(options, noPrefix) {
		const toolPath = this._getSpawnFileName();
		const args = this._getSpawnArgs(options);
		let cmd = noPrefix ? "" : "[command]";
		if (IS_WINDOWS) {
			if (this._isCmdFile()) {
				cmd += toolPath;
				for (const a of args) cmd += ` ${a}`;
			} else if (options.windowsVerbatimArguments) {
				cmd += `"${toolPath}"`;
				for (const a of args) cmd += ` ${a}`;
			} else {
				cmd += this._windowsQuoteCmdArg(toolPath);
				for (const a of args) cmd += ` ${this._windowsQuoteCmdArg(a)}`;
			}
		} else {
			cmd += toolPath;
			for (const a of args) cmd += ` ${a}`;
		}
		return cmd;
	}
	_processLineBuffer(data, strBuffer, onLine) {
		try {
			let s = strBuffer + data.toString();
			let n = s.indexOf(os$1.EOL);
			while (n > -1) {
				onLine(s.substring(0, n));
				s = s.substring(n + os$1.EOL.length);
				n = s.indexOf(os$1.EOL);
			}
			return s;
		} catch (err) {
			this._debug(`error processing line. Failed with error ${err}`);
			return "";
		}
	}
	_getSpawnFileName() {
		if (IS_WINDOWS) {
			if (this._isCmdFile()) return process.env["COMSPEC"] || "cmd.exe";
		}
		return this.toolPath;
	}
	_getSpawnArgs(options) {
		if (IS_WINDOWS) {
			if (this._isCmdFile()) {
				let argline = `/D /S /C "${this._windowsQuoteCmdArg(this.toolPath)}`;
				for (const a of this.args) {
					argline += " ";
					argline += options.windowsVerbatimArguments ? a : this._windowsQuoteCmdArg(a);
				}
				argline += "\"";
				return [argline];
			}
		}
		return this.args;
	}
	_endsWith(str, end) {
		return str.endsWith(end);
	}
	_isCmdFile() {
		const upperToolPath = this.toolPath.toUpperCase();
		return this._endsWith(upperToolPath, ".CMD") || this._endsWith(upperToolPath, ".BAT");
	}
	_windowsQuoteCmdArg(arg) {
		if (!this._isCmdFile()) return this._uvQuoteCmdArg(arg);
		if (!arg) return "\"\"";
		const cmdSpecialChars = [
			" ",
			"	",
			"&",
			"(",
			")",
			"[",
			"]",
			"{",
			"}",
			"^",
			"=",
			";",
			"!",
			"'",
			"+",
			",",
			"`",
			"~",
			"|",
			"<",
			">",
			"\""
		];
		let needsQuotes = false;
		for (const char of arg) if (cmdSpecialChars.some((x) => x === char)) {
			needsQuotes = true;
			break;
		}
		if (!needsQuotes) return arg;
		let reverse = "\"";
		let quoteHit = true;
		for (let i = arg.length; i > 0; i--) {
			reverse += arg[i - 1];
			if (quoteHit && arg[i - 1] === "\\") reverse += "\\";
			else if (arg[i - 1] === "\"") {
				quoteHit = true;
				reverse += "\"";
			} else quoteHit = false;
		}
		reverse += "\"";
		return reverse.split("").reverse().join("");
	}
	_uvQuoteCmdArg(arg) {
		if (!arg) return "\"\"";
		if (!arg.includes(" ") && !arg.includes("	") && !arg.includes("\"")) return arg;
		if (!arg.includes("\"") && !arg.includes("\\")) return `"${arg}"`;
		let reverse = "\"";
		let quoteHit = true;
		for (let i = arg.length; i > 0; i--) {
			reverse += arg[i - 1];
			if (quoteHit && arg[i - 1] === "\\") reverse += "\\";
			else if (arg[i - 1] === "\"") {
				quoteHit = true;
				reverse += "\\";
			} else quoteHit = false;
		}
		reverse += "\"";
		return reverse.split("").reverse().join("");
	}
	_cloneExecOptions(options) {
		options = options || {};
		const result = {
			cwd: options.cwd || process.cwd(),
			env: options.env || process.env,
			silent: options.silent || false,
			windowsVerbatimArguments: options.windowsVerbatimArguments || false,
			failOnStdErr: options.failOnStdErr || false,
			ignoreReturnCode: options.ignoreReturnCode || false,
			delay: options.delay || 1e4
		};
		result.outStream = options.outStream || process.stdout;
		result.errStream = options.errStream || process.stderr;
		return result;
	}
	_getSpawnOptions(options, toolPath) {
		options = options || {};
		const result = {};
		result.cwd = options.cwd;
		result.env = options.env;
		result["windowsVerbatimArguments"] = options.windowsVerbatimArguments || this._isCmdFile();
		if (options.windowsVerbatimArguments) result.argv0 = `"${toolPath}"`;
		return result;
	}
	/**
	* Exec a tool.
	* Output will be streamed to the live console.
	* Returns promise with return code
	*
	* @param     tool     path to tool to exec
	* @param     options  optional exec options.  See ExecOptions
	* @returns   number
	*/
	exec() {
		return __awaiter$3(this, void 0, void 0, function* () {
			if (!isRooted(this.toolPath) && (this.toolPath.includes("/") || IS_WINDOWS && this.toolPath.includes("\\"))) this.toolPath = path$1.resolve(process.cwd(), this.options.cwd || process.cwd(), this.toolPath);
			this.toolPath = yield which(this.toolPath, true);
			return new Promise((resolve, reject) => __awaiter$3(this, void 0, void 0, function* () {
				this._debug(`exec tool: ${this.toolPath}`);
				this._debug("arguments:");
				for (const arg of this.args) this._debug(`   ${arg}`);
				const optionsNonNull = this._cloneExecOptions(this.options);
				if (!optionsNonNull.silent && optionsNonNull.outStream) optionsNonNull.outStream.write(this._getCommandString(optionsNonNull) + os$1.EOL);
				const state = new ExecState(optionsNonNull, this.toolPath);
				state.on("debug", (message) => {
					this._debug(message);
				});
				if (this.options.cwd && !(yield exists(this.options.cwd))) return reject(/* @__PURE__ */ new Error(`The cwd: ${this.options.cwd} does not exist!`));
				const fileName = this._getSpawnFileName();
				const cp = child.spawn(fileName, this._getSpawnArgs(optionsNonNull), this._getSpawnOptions(this.options, fileName));
				let stdbuffer = "";
				if (cp.stdout) cp.stdout.on("data", (data) => {
					if (this.options.listeners && this.options.listeners.stdout) this.options.listeners.stdout(data);
					if (!optionsNonNull.silent && optionsNonNull.outStream) optionsNonNull.outStream.write(data);
					stdbuffer = this._processLineBuffer(data, stdbuffer, (line) => {
						if (this.options.listeners && this.options.listeners.stdline) this.options.listeners.stdline(line);
					});
				});
				let errbuffer = "";
				if (cp.stderr) cp.stderr.on("data", (data) => {
					state.processStderr = true;
					if (this.options.listeners && this.options.listeners.stderr) this.options.listeners.stderr(data);
					if (!optionsNonNull.silent && optionsNonNull.errStream && optionsNonNull.outStream) (optionsNonNull.failOnStdErr ? optionsNonNull.errStream : optionsNonNull.outStream).write(data);
					errbuffer = this._processLineBuffer(data, errbuffer, (line) => {
						if (this.options.listeners && this.options.listeners.errline) this.options.listeners.errline(line);
					});
				});
				cp.on("error", (err) => {
					state.processError = err.message;
					state.processExited = true;
					state.processClosed = true;
					state.CheckComplete();
				});
				cp.on("exit", (code) => {
					state.processExitCode = code;
					state.processExited = true;
					this._debug(`Exit code ${code} received from tool '${this.toolPath}'`);
					state.CheckComplete();
				});
				cp.on("close", (code) => {
					state.processExitCode = code;
					state.processExited = true;
					state.processClosed = true;
					this._debug(`STDIO streams have closed for tool '${this.toolPath}'`);
					state.CheckComplete();
				});
				state.on("done", (error, exitCode) => {
					if (stdbuffer.length > 0) this.emit("stdline", stdbuffer);
					if (errbuffer.length > 0) this.emit("errline", errbuffer);
					cp.removeAllListeners();
					if (error) reject(error);
					else resolve(exitCode);
				});
				if (this.options.input) {
					if (!cp.stdin) throw new Error("child process missing stdin");
					cp.stdin.end(this.options.input);
				}
			}));
		});
	}
};
var ExecState = class ExecState extends events.EventEmitter {
	constructor(options, toolPath) {
		super();
		this.processClosed = false;
		this.processError = "";
		this.processExitCode = 0;
		this.processExited = false;
		this.processStderr = false;
		this.delay = 1e4;
		this.done = false;
		this.timeout = null;
		if (!toolPath) throw new Error("toolPath must not be empty");
		this.options = options;
		this.toolPath = toolPath;
		if (options.delay) this.delay = options.delay;
	}
	CheckComplete() {
		if (this.done) return;
		if (this.processClosed) this._setResult();
		else if (this.processExited) this.timeout = setTimeout$1(ExecState.HandleTimeout, this.delay, this);
	}
	_debug(message) {
		this.emit("debug", message);
	}
	_setResult() {
		let error;
		if (this.processExited) {
			if (this.processError) error = /* @__PURE__ */ new Error(`There was an error when attempting to execute the process '${this.toolPath}'. This may indicate the process failed to start. Error: ${this.processError}`);
			else if (this.processExitCode !== 0 && !this.options.ignoreReturnCode) error = /* @__PURE__ */ new Error(`The process '${this.toolPath}' failed with exit code ${this.processExitCode}`);
			else if (this.processStderr && this.options.failOnStdErr) error = /* @__PURE__ */ new Error(`The process '${this.toolPath}' failed because one or more lines were written to the STDERR stream`);
		}
		if (this.timeout) {
			clearTimeout(this.timeout);
			this.timeout = null;
		}
		this.done = true;
		this.emit("done", error, this.processExitCode);
	}
	static HandleTimeout(state) {
		if (state.done) return;
		if (!state.processClosed && state.processExited) {
			const message = `The STDIO streams did not close within ${state.delay / 1e3} seconds of the exit event from process '${state.toolPath}'. This may indicate a child process inherited the STDIO streams and has not yet exited.`;
			state._debug(message);
		}
		state._setResult();
	}
};

// node_modules/@actions/exec/lib/exec.js
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
function notice$1(message, properties = {}) {
	issueCommand("notice", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}

// src/github/annotations.ts
/** GitHub shows at most 10 annotations per step and level, and drops the others. */
const maxAnnotations = 10;
/** Returns the first 10 problems as annotations, and all others as text. */
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
/**
* Writes the job's log. Only this module may print workflow commands, which the runner executes.
*/
const { out } = openOutput(process, { isRunner: true });
/** Returns the text as one line, escaped so that it is only displayed. */
function escapeLine(text) {
	return escapeTerminal(text, 2e3);
}
/** Returns the logger of the step. */
function createStepLogger() {
	return createLogger({
		write: out,
		columns: void 0,
		elapsedMs: () => performance.now(),
		escape: escapeLine,
		quiet: false
	});
}
function printLine(text) {
	out(`${escapeLine(text)}\n`);
}
const annotate = {
	error,
	warning,
	notice: notice$1
};
/** Prints one line as an annotation of the step or of a place in a file. */
function printAnnotation(level, message, place = {}) {
	annotate[level](defuseCommands(escapeLine(message)), place);
}
/** Prints the stack of a bug. */
function printBug(error$1) {
	const text = error$1 instanceof Error ? error$1.stack ?? error$1.message : String(error$1);
	error(defuseCommands(`this is a bug in the action, please report it: ${text}`));
}
/** Loads the module that `printReport` needs. */
const loadPrinting = () => import("./chunks/terminal2.js");
async function printReport(report, { colour }) {
	const { renderTerminal } = await loadPrinting();
	out(`${renderTerminal(report, {
		columns: 120,
		colour
	})}\n`);
}
function printAnnotations({ shown, left }) {
	for (const { level, message, ...place } of shown) printAnnotation(level, message, place);
	if (left > 0) printLine(`and ${left} more findings, without an annotation`);
}
/**
* Prints problems of a file as annotations on its lines, and any other error as an annotation of
* the step.
*/
function printError(error) {
	if (error.problems.length === 0) {
		for (const line of error.message.split("\n")) printAnnotation("error", line);
		return;
	}
	const { shown, rest } = toAnnotations(error.problems);
	for (const { message, ...place } of shown) printAnnotation("error", message, place);
	if (rest.length === 0) return;
	printLine(`and ${rest.length} more, without an annotation:`);
	for (const line of rest) printLine(line);
}
/** Prints the last line of a run with a result; a failing one is also an annotation. */
function printVerdict({ report, exitCode, delivery }) {
	const { verdict, counts } = report;
	const parts = [report.base === void 0 ? countFindings(counts) : impactHeadline(report), `${count(counts.notJudged, "rule")} not judged`];
	const undelivered = delivery === "partial" ? "; not everything could be delivered" : "";
	const line = `verdict: ${verdict} (${parts.join(", ")})${undelivered}`;
	if (exitCode === 0) printLine(line);
	else printAnnotation("error", line);
}
/** Prints the last line of any other run. */
function printNoVerdict(why) {
	printLine(`verdict: unknown (${why})`);
}
function countFindings({ errors, warnings, notes }) {
	return [
		count(errors, "error"),
		count(warnings, "warning"),
		count(notes, "note")
	].join(", ");
}

// src/github/context.ts
/** Parses the event that started this run. An outsider may control everything in an event. */
const commitId$2 = string().regex(/^[0-9a-f]{40,64}$/u);
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
		base: object({ sha: commitId$2 }).optional().catch(void 0),
		head: object({ sha: commitId$2 }).optional().catch(void 0)
	}).optional().catch(void 0),
	merge_group: object({ base_sha: commitId$2 }).optional().catch(void 0)
});
/**
* Returns the context; undefined outside of GitHub. Throws `AuditError` `BAD_SETTINGS` if the
* environment or the event is malformed.
*/
function parseContext(run) {
	if (run.repository === "") return void 0;
	const match = /^([A-Za-z0-9_.-]+)\/([A-Za-z0-9_.-]+)$/u.exec(run.repository);
	const payload = Payload$1.safeParse(run.eventPayload);
	if (match === null || !payload.success) throw new AuditError("BAD_SETTINGS", "cannot determine which repository this run belongs to: GITHUB_REPOSITORY or the event is malformed. Run this as a step of a GitHub workflow.");
	const [, owner = "", repo = ""] = match;
	const { repository } = payload.data;
	const change = findChange(run, payload.data);
	return {
		owner,
		repo,
		eventName: run.eventName,
		pullRequest: change?.kind === "pull request" ? change.number : void 0,
		ref: run.ref,
		branch: /^refs\/heads\/(.+)$/u.exec(run.ref)?.[1],
		defaultBranch: repository?.default_branch,
		sha: run.pullRequest === void 0 ? commitId$2.safeParse(run.sha).data : void 0,
		change,
		schedule: run.eventName === "schedule" ? payload.data.schedule : void 0,
		visibility: repository?.visibility ?? fromPrivate(repository?.private),
		serverUrl: run.serverUrl,
		apiUrl: run.apiUrl,
		proxies: run.proxies ?? noProxies,
		runUrl: /^\d+$/u.test(run.runId) ? `${run.serverUrl}/${owner}/${repo}/actions/runs/${run.runId}` : void 0
	};
}
/** On any other event, including `pull_request_target`, the checkout is not a proposed change. */
function findChange({ eventName, ref, sha: given, pullRequest }, { pull_request: pull, merge_group: group }) {
	if (pullRequest !== void 0) {
		const { number, revisions } = pullRequest;
		return {
			kind: "pull request",
			sha: void 0,
			headSha: void 0,
			baseSha: void 0,
			number,
			revisions
		};
	}
	const sha = commitId$2.safeParse(given).data;
	if (eventName === "merge_group") return {
		kind: "merge group",
		sha,
		baseSha: group?.base_sha
	};
	if (eventName !== "pull_request") return void 0;
	const commits = {
		headSha: pull?.head?.sha,
		baseSha: pull?.base?.sha
	};
	const number = pull?.number ?? numberOf(ref);
	if (number !== void 0) return {
		kind: "pull request",
		sha,
		...commits,
		number
	};
	throw new AuditError("BAD_SETTINGS", "cannot determine which pull request this run is on: neither its event nor GITHUB_REF names one. Run this as a step of a GitHub workflow.");
}
/** Returns the number in `refs/pull/7/merge`. */
function numberOf(ref) {
	const number = /^refs\/pull\/([1-9]\d{0,8})\/(?:merge|head)$/u.exec(ref)?.[1];
	return number === void 0 ? void 0 : Number(number);
}
function fromPrivate(isPrivate) {
	if (isPrivate === void 0) return "unknown";
	return isPrivate ? "private" : "public";
}

// src/github/client/connect.ts
/** Returns the client for the repository of a run. */
async function connect({ apiUrl, owner, repo, proxies }, { token, userAgent, log }) {
	const { createOctokit } = await import("./chunks/octokit.js");
	return {
		octokit: createOctokit({
			token,
			apiUrl,
			userAgent,
			log,
			proxies
		}),
		owner,
		repo,
		proxies
	};
}

// src/github/artifacts/earlier-artifact.ts
/**
* Finds the newest workflow artifact of a name that only the default branch of this repository can
* have created. Anyone who can open a pull request can upload an artifact of any name.
*/
const permission$5 = "actions: read";
/** 100 artifacts each. A workflow that uploads every hour has 22 pages in 90 days. */
const maxPages$1 = 100;
/**
* Events that run the default branch's code and that no outsider can trigger. `workflow_run` also
* runs that code, but may use what a fork's run uploaded. Anyone can trigger the events of issues
* and comments.
*/
const trustedEvents = /* @__PURE__ */ new Set([
	"schedule",
	"push",
	"workflow_dispatch"
]);
const Repository$3 = object({
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
const Comparison$2 = object({ status: string() });
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
* Returns a function that finds an artifact by name, downloads it and unzips it into its own folder
* below `folder`. The caller removes that folder. The function throws `AuditError` for every
* failure except a missing artifact.
*/
function createArtifactOpener(run, settings) {
	const opened = /* @__PURE__ */ new Map();
	const open = async (name) => {
		const github = await connectFor(run, settings, name);
		const found = await findArtifact(github, name);
		if ("missing" in found) return found;
		const { id, createdAt, runId } = found;
		const hours = Math.floor((settings.now.getTime() - Date.parse(createdAt)) / 36e5);
		settings.log.info(`artifact:${name} was created at ${createdAt} (${Math.max(0, hours)} hours ago), from run ${runId} of the default branch`);
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
	throw new AuditError("BAD_SETTINGS", `cannot look for artifact:${name}: there is no token. Leave token at its default, and give the job "permissions: ${permission$5}".`);
}
async function findArtifact(github, name) {
	const { octokit, owner, repo } = github;
	const repository = Repository$3.safeParse((await ask("determine the default branch", "contents: read", () => octokit.rest.repos.get({
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
	return { missing: `there is no workflow artifact with the name "${name}"${listed.length === 0 ? "" : ` (skipped ${listed.length} with that name: expired, or not from a scheduled, push or manual run of ${repository.data.default_branch})`}` };
}
async function listArtifacts({ octokit, owner, repo }, name) {
	const listed = [];
	for (let page = 1; page <= maxPages$1; page++) {
		const { data } = await ask("list the workflow artifacts", permission$5, () => octokit.rest.actions.listArtifactsForRepo({
			owner,
			repo,
			name,
			per_page: 100,
			page
		}));
		listed.push(...data.artifacts);
		if (data.artifacts.length === 0 || listed.length >= data.total_count) return listed;
	}
	throw new AuditError("ARTIFACT_FAILED", `cannot determine which workflow artifact "${name}" is the newest: there are more than 10000. Use a separate name for it.`);
}
/** The branch name alone is not enough: a fork can have a branch with the default branch's name. */
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
* Returns true if no outsider can have started the run and its commit is on the default branch. A
* tag can have the branch's name, and then its runs seem to be of that branch.
*/
async function isTrusted({ octokit, owner, repo }, { runId }, repository) {
	const reply = await ask("read the run that uploaded a workflow artifact", permission$5, () => octokit.rest.actions.getWorkflowRun({
		owner,
		repo,
		run_id: runId
	}).catch(unlessMissing$1));
	const { success, data: run } = Run.safeParse(reply?.data);
	if (!success || !trustedEvents.has(run.event)) return false;
	if (run.head_repository.id !== repository.id) return false;
	if (run.head_branch !== repository.default_branch) return false;
	const compared = await ask("determine which commits the default branch has", "contents: read", () => octokit.rest.repos.compareCommitsWithBasehead({
		owner,
		repo,
		basehead: `${run.head_sha}...${repository.tip}`,
		per_page: 1,
		page: 2
	}).catch(unlessMissing$1));
	const comparison = Comparison$2.safeParse(compared?.data);
	return comparison.success && ["ahead", "identical"].includes(comparison.data.status);
}
/** Returns undefined for 404. The list was readable, so 404 does not mean a missing permission. */
function unlessMissing$1(error) {
	if (!(error instanceof RequestError && error.status === 404)) throw error;
}
function unexpected(name, what) {
	return new AuditError("ARTIFACT_FAILED", `cannot look for artifact:${name}: GitHub's reply about ${what} is not understood. Try again later.`);
}

// src/github/explain-channels.ts
/** Runs of the default branch for other events may be about anything. */
const issueEvents = /* @__PURE__ */ new Set([
	"schedule",
	"push",
	"workflow_dispatch"
]);
const pullRequestsOnly = "a comment is for pull requests (event pull_request)";
/** Every run has a summary, also one that fails. */
const where = "the report is in the job's summary";
/**
* Returns why a run has no comment and no tracking issue, as a sentence without a final period;
* undefined for a run that can have one, even if the workflow turned it off. The sentence names the
* event and says where the report is. Branch names come from the event and are not escaped.
*/
function explainChannels(context) {
	const { change } = context;
	if (change?.kind === "pull request") return void 0;
	if (change?.kind === "merge group") return `${opening$3(context)} there is no comment and no tracking issue: a merge group has neither, and is compared with the policy before it like a pull request; ${where}`;
	if (mayHaveIssue(context)) return void 0;
	const noComment = context.eventName === "pull_request_target" ? "on pull_request_target the base branch is checked out and not what the pull request proposes" : pullRequestsOnly;
	return `${opening$3(context)} there is no comment, because ${noComment}, and no tracking issue, because ${whyNoIssue(context)}; ${where}, and every finding counts, because there is no earlier policy to compare with`;
}
/** Returns the sentence for a run without a token. */
function explainNoToken(context) {
	return `${opening$3(context)} there is no comment and no tracking issue, because there is no token; ${where}`;
}
/** Returns the sentence for a pull request whose token may only read; `from` is its source. */
function explainReadOnly(eventName, from) {
	return `${opening$3({ eventName })} there is no comment, because on a pull request from ${from} the token is read-only, and no tracking issue, because it is not for pull requests; ${where}`;
}
function opening$3({ eventName }) {
	return eventName === "" ? "in a run without an event," : `on the event ${eventName},`;
}
/** Returns true if the run audits the current workspace with the current policy. */
function mayHaveIssue({ eventName, branch, defaultBranch }) {
	return issueEvents.has(eventName) && branch !== void 0 && branch === defaultBranch;
}
function whyNoIssue({ eventName, branch, defaultBranch, ref }) {
	if (!issueEvents.has(eventName)) return `it is for the events ${[...issueEvents].join(", ")}`;
	return `it is for ${defaultBranch === void 0 ? "the default branch, which neither the event nor GitHub names" : `the default branch ${defaultBranch}`}, and this run is on ${branch === void 0 ? ref === "" ? "no branch" : ref : `branch ${branch}`}`;
}

// src/github/restriction.ts
/** Pull requests that get no secrets from GitHub and a read-only token. */
const Payload = object({
	repository: object({ id: int() }),
	pull_request: object({ head: object({ repo: object({ id: int() }).nullable() }) })
});
/**
* Returns why this run has no secrets; undefined for any other run, and if this is unknown. `actor`
* is the account that started the run first, not the one that re-ran it.
*/
function findRestriction({ eventName, eventPayload }, actor) {
	if (eventName !== "pull_request") return void 0;
	if (actor === "dependabot[bot]") return "Dependabot";
	const { success, data } = Payload.safeParse(eventPayload);
	if (!success) return void 0;
	return data.pull_request.head.repo?.id === data.repository.id ? void 0 : "a fork";
}
/**
* Returns whether the checked-out pull request comes from another repository; true if the event
* does not say, because then the author of the policy is unknown.
*/
function isFromOutside({ eventName, eventPayload }) {
	const { success, data } = Payload.safeParse(eventPayload);
	if (eventName !== "pull_request") return false;
	return !success || data.pull_request.head.repo?.id !== data.repository.id;
}
/**
* Returns the delivery for such a pull request: with a read-only token, it skips the comment and
* logs that. Any other failure still throws.
*/
function tolerateReadOnly(delivery, restriction, log) {
	const tolerant = async (write) => {
		try {
			await write();
		} catch (error) {
			if (!isReadOnly(error)) throw error;
			log.info(explainReadOnly("pull_request", restriction));
		}
	};
	const { commentProblem, commentText } = delivery;
	return {
		...delivery,
		channels: delivery.channels.map((channel) => ({
			task: channel.task,
			deliver: (report) => tolerant(() => channel.deliver(report))
		})),
		...commentProblem !== void 0 && { commentProblem: (message) => tolerant(() => commentProblem(message)) },
		...commentText !== void 0 && { commentText: (text) => tolerant(() => commentText(text)) }
	};
}
/** A rate limit has the same status, but another message. */
function isReadOnly(error) {
	const cause = error instanceof AuditError ? error.cause : void 0;
	return cause instanceof RequestError && cause.status === 403 && /resource not accessible/iu.test(cause.message);
}

// src/report/markdown/render-problem.ts
/** Why nothing was audited, as a comment on the pull request or as the job's summary. */
/** More mistakes than this are easier to find with `check`. */
const maxLines = 30;
/** Returns the lines of an error's message as GitHub Flavored Markdown. */
function renderProblem(message, of) {
	const heading = of === "policy" ? "the policy cannot be used" : "result unknown";
	const lines = message.split("\n");
	const items = lines.slice(0, maxLines).map((line) => `- ${escapeMarkdown(line, 500)}`);
	const more = lines.length > maxLines ? `\n\n${lines.length - maxLines} more.` : "";
	return `### Access audit: ${heading}\n\n${items.join("\n")}${more}\n\nNothing was audited, so this is not a clean result.\n`;
}

// src/sources/choose-source.ts
/**
* Returns the source to audit. A policy from outside the repository is never evaluated with a
* roster if only counts are shown. Its author could write a question as a statement, and read the
* answer from a count or the exit code. On a pull request from a fork or from Dependabot
* without a credential, an artifact that the workflow names replaces the workspace. On any other
* run, a missing credential stays an error.
*/
async function chooseSource(source, run) {
	const { restriction, log } = run;
	if (run.isFromOutside && run.personalData === "counts") return {
		kind: "none",
		reason: "the policy comes from outside this repository, and only counts are shown here, from which its author could infer hidden data"
	};
	if (restriction === void 0 || run.canSignIn) return source;
	const why = `GitHub gives no secrets to a pull request from ${restriction}`;
	const given = source.kind === "artifact" ? source : source.baseline;
	if (given === void 0 || source.kind === "workspace" && "file" in given.ref) return {
		kind: "none",
		reason: `${why}, and neither from-c1z nor baseline names an artifact of the default branch as artifact:NAME`
	};
	const found = await openNamed(given.ref, run);
	if ("missing" in found) return {
		kind: "none",
		reason: `${why}, and ${found.missing}`
	};
	if (source.kind === "artifact") return source;
	const { ref, maxAgeMs } = given;
	log.warn(`${why}, so ${showArtifactRef(ref)} is audited instead of the workspace`);
	return {
		kind: "artifact",
		ref,
		maxAgeMs,
		requested: source.requested,
		baseline: void 0
	};
}

// src/github/finding-annotations.ts
/** Annotates policy lines with the most severe findings about them. */
const levels = {
	error: "error",
	warning: "warning",
	note: "notice"
};
/** GitHub shows ten annotations per level; one error is used for the verdict. */
const limits = {
	error: 9,
	warning: 10,
	notice: 10
};
/**
* Returns annotations for the most severe open findings that have a policy line; on a pull request,
* only for introduced ones.
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
	const { policy, severity, rule, task } = finding;
	if (policy === void 0) return [];
	return [{
		level: task === void 0 ? levels[severity] : "notice",
		title: rule,
		message: sentenceOf(finding),
		file: policy.path,
		startLine: policy.line,
		startColumn: policy.column
	}];
}

// src/runner/runner-files.ts
/**
* Uses the files that a runner gives a step. If one fails, the audit continues, but the delivery is
* partial.
*/
/** GitHub limits an event to 25 MB. */
const maxEventBytes = 32 * 1024 ** 2;
/** Collects failures to read or write, so that each is reported once. */
var RunnerFiles = class {
	#failures = /* @__PURE__ */ new Map();
	#reported = /* @__PURE__ */ new Set();
	get failed() {
		return this.#failures.size > 0;
	}
	/** Returns the failures that were not returned before. */
	takeNew() {
		const fresh = [...this.#failures].filter(([task]) => !this.#reported.has(task));
		for (const [task] of fresh) this.#reported.add(task);
		return fresh.map(([, error]) => error);
	}
	/** Runs a task with a file, and records its failure. */
	attempt(task, variable, use) {
		try {
			use();
		} catch (error) {
			this.#fail(task, variable, error);
		}
	}
	/** Returns whether there is a readable event; on a runner, a missing one is a failure. */
	async hasEvent(env) {
		const path = env["GITHUB_EVENT_PATH"] ?? "";
		if (path === "" && env["GITHUB_ACTIONS"] !== "true") return false;
		try {
			if (path === "") throw new Error("GITHUB_EVENT_PATH is not set");
			requireEvent(await readBoundedText(path, maxEventBytes));
			return true;
		} catch (error) {
			this.#fail(`read the event that started this run from "${path}"`, "GITHUB_EVENT_PATH", error);
			return false;
		}
	}
	#fail(task, variable, error) {
		const message = `cannot ${task}: ${describeError(error)}. Set ${variable} as a runner does.`;
		this.#failures.set(task, new AuditError("DELIVERY_FAILED", message, { cause: error }));
	}
};
function requireEvent(text) {
	let event;
	try {
		event = JSON.parse(text);
	} catch {
		throw new Error("it is not JSON");
	}
	if (typeof event !== "object" || event === null || Array.isArray(event)) throw new Error("it is not a JSON object");
}
/**
* Throws `Error` if the path is not a writable regular file. Opening a pipe would wait for a
* reader.
*/
function requireWritable(path) {
	if (!statSync(path).isFile()) throw new Error("it is not a regular file");
	accessSync(path, constants$1.W_OK);
}

// src/runner/summary.ts
/** The job's summary. */
/** GitHub drops the complete summary if it has more bytes than this. */
const maxSummaryBytes = 1048576;
/**
* Writes the step's summary; does nothing if the runner has none. Throws `AuditError`
* `REPORT_FAILED` if it cannot be written.
*/
async function writeSummary(env, text) {
	const path = env["GITHUB_STEP_SUMMARY"] ?? "";
	if (path === "") return;
	try {
		requireWritable(path);
		await summary.addRaw(text).write({ overwrite: true });
	} catch (error) {
		throw new AuditError("REPORT_FAILED", `cannot write the job summary to "${path}": ${describeError(error)}. Set GITHUB_STEP_SUMMARY as a runner does.`, { cause: error });
	}
}

// src/runner/channels.ts
/** Returns the channels of a run, in order. Files are written only if names may be shown. */
function toChannels(env, { files: runnerFiles, pull, github, folders, reports }) {
	return [
		filesChannel(runnerFiles),
		logChannel(env, github),
		summaryChannel(env, github),
		...pull === void 0 ? [annotationChannel(github)] : [],
		...github.personalData === "full" ? [...reports.channels, ...folders.channels] : [],
		...github.channels
	];
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
/** Fails if a file of the runner failed, so that the delivery is partial. */
function filesChannel(files) {
	return {
		task: "use the runner's files",
		deliver: async () => {
			const [first, ...others] = files.takeNew();
			for (const error of others) printError(error);
			if (first !== void 0) throw first;
		}
	};
}
function summaryChannel(env, { personalData, withheld, findLinks }) {
	return {
		task: "write the job summary",
		deliver: async (report) => {
			const limits = {
				personalData,
				withheld,
				toAddress: await findLinks(report),
				maxBytes: maxSummaryBytes,
				fullReport: "the log of this step"
			};
			await writeSummary(env, renderMarkdown(report, limits));
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

// src/runner/id-token.ts
/** Requests GitHub's ID token for a job from the service in the runner's environment. */
/** A token and its claims have about 2 KB. */
const maxBytes$2 = 65536;
const attemptTimeoutMs = 3e4;
const maxAttempts = 3;
const firstBackoffMs = 500;
const Reply = object({ value: string().min(1) });
/** Returns whether the job may request a token: without `id-token: write`, the URL is not set. */
function mayRequestIdToken(env) {
	return (env["ACTIONS_ID_TOKEN_REQUEST_URL"] ?? "") !== "";
}
/**
* Returns the token. Throws `AuditError` `BAD_SETTINGS` if the job may not request one or the
* service refuses, and `NETWORK_FAILED` if no token arrived before `deadline` aborts.
* Source: GitHub's documentation, "OpenID Connect reference", on the two environment variables.
*/
async function requestIdToken(env, audience, deadline) {
	const { url, token } = readRequest(env, audience);
	const proxies = readProxies(env);
	const { openNetwork } = await import("./chunks/network.js");
	const network = openNetwork({
		proxies,
		timeoutMs: attemptTimeoutMs
	});
	try {
		for (let attempt = 1;; attempt++) {
			const outcome = await requestOnce(network, {
				url,
				token,
				deadline
			});
			if ("value" in outcome) return outcome.value;
			if (deadline.aborted) throw late(url);
			if ("error" in outcome) {
				const failure = explainFailure(outcome.error, url, proxies);
				if (failure.kind === "trust" || attempt === maxAttempts) throw refused(failure.reason, failure.remedy ?? "Try again.");
			} else if (!outcome.isTemporary || attempt === maxAttempts) throw refused(outcome.problem, "Try again, and check oidc-audience.");
			await setTimeout$2(firstBackoffMs * attempt, void 0, { signal: deadline }).catch(() => {});
			if (deadline.aborted) throw late(url);
		}
	} finally {
		await network.close();
	}
}
function readRequest(env, audience) {
	if (!mayRequestIdToken(env)) throw new AuditError("BAD_SETTINGS", "cannot sign in to Cloudsmith with oidc-service: this job may not ask GitHub for an ID token. Give it the permission id-token: write; a pull request from a fork never has it.");
	const url = URL.parse(env["ACTIONS_ID_TOKEN_REQUEST_URL"] ?? "");
	if (url === null) throw refused("ACTIONS_ID_TOKEN_REQUEST_URL is not a URL", "Leave it as the runner sets it.");
	const token = env["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] ?? "";
	if (token === "") throw refused("ACTIONS_ID_TOKEN_REQUEST_TOKEN is not set, although ACTIONS_ID_TOKEN_REQUEST_URL is", "Pass both on to the step, as the runner sets them in a job with the permission id-token: write.");
	if (audience !== void 0) url.searchParams.set("audience", audience);
	return {
		url,
		token
	};
}
async function requestOnce(network, request) {
	const { url, token, deadline } = request;
	try {
		const { statusCode, body } = await network.request(url, {
			method: "GET",
			signal: AbortSignal.any([deadline, AbortSignal.timeout(attemptTimeoutMs)]),
			headers: {
				accept: "application/json",
				authorization: `Bearer ${token}`
			}
		});
		const text = await readText(body);
		deadline.throwIfAborted();
		if (statusCode !== 200) {
			const isTemporary = statusCode >= 500 || statusCode === 429;
			return {
				problem: `${url.host} answered ${statusCode}`,
				isTemporary
			};
		}
		const parsed = Reply.safeParse(parseJson$1(text));
		if (parsed.success) return { value: parsed.data.value };
		return {
			problem: `the reply of ${url.host} contains no token`,
			isTemporary: false
		};
	} catch (error) {
		return { error };
	}
}
async function readText(body) {
	const chunks = [];
	let bytes = 0;
	for await (const chunk of body) {
		bytes += chunk.length;
		if (bytes > maxBytes$2) return void 0;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString("utf8");
}
function parseJson$1(text) {
	try {
		return JSON.parse(text ?? "");
	} catch {
		return;
	}
}
function refused(reason, remedy) {
	return new AuditError("BAD_SETTINGS", `cannot get an ID token from GitHub: ${reason}. ${remedy}`);
}
function late(url) {
	return new AuditError("NETWORK_FAILED", `cannot get an ID token from GitHub: ${url.host} did not answer before the deadline. Try again later, or raise deadline.`);
}

// src/runner/environment.ts
/** Reads the environment that GitHub's runner sets. The entry passes it in. */
/**
* Returns the settings from the inputs. Throws `AuditError` `BAD_SETTINGS` with all problems in one
* list.
*/
function readInputs(env) {
	const raw = settingNames.map((name) => [name, env[`INPUT_${name.toUpperCase()}`]]);
	return parseSettings(Object.fromEntries(raw));
}
/**
* Returns a file's path in the repository; a path outside of the checkout is returned unchanged.
*/
function toRepositoryPath(env, path) {
	const inside = relative(env["GITHUB_WORKSPACE"] ?? ".", resolve(path));
	return inside.startsWith("..") ? path : inside.replaceAll(sep, "/");
}
/** Returns a function that reads a file of the checkout by its path in the repository. */
function openCheckout(env) {
	const folder = env["GITHUB_WORKSPACE"] ?? ".";
	return async (path) => await readBounded(resolve(folder, path), maxPolicyBytes$1).catch(() => void 0);
}
/** A fork's run also has the input oidc-service, but may not request an ID token. */
function hasCredential(env, settings) {
	if (settings["api-key"] !== void 0) return true;
	return settings["oidc-service"] !== void 0 && mayRequestIdToken(env);
}
/** Returns functions that get GitHub's ID token for this job and mask secrets in the log. */
function idTokenOf(env) {
	return {
		onSecret: setSecret,
		get: async (audience, deadline) => {
			const token = await requestIdToken(env, audience, deadline);
			setSecret(token);
			return token;
		}
	};
}

// src/github/client/account.ts
/** Decides which comments and issues are ours, by their author. */
const Viewer = object({ viewer: object({
	login: string(),
	databaseId: int()
}) });
/**
* Returns the token's account and the accounts in `previousAuthors`, which are logins or ids. The
* token's account is compared by id (`databaseId`, the same as `user.id` in REST), because GraphQL
* and REST spell a bot's login differently. It is read with GraphQL, because `GET /user` returns
* 403 for a job's token.
*/
async function readOwnAccounts({ octokit }, previousAuthors) {
	const reply = await ask("determine which account the token belongs to", "contents: read", () => octokit.graphql("query { viewer { login databaseId } }"));
	const parsed = Viewer.safeParse(reply);
	if (!parsed.success) throw new AuditError("DELIVERY_FAILED", "cannot determine which account the token belongs to: GitHub's reply names none. Use the job's own token.");
	const { databaseId: own, login } = parsed.data.viewer;
	const previous = new Set(previousAuthors.map((name) => fold$1(name)));
	return {
		logins: previousAuthors.every((name) => !/^\d+$/u.test(name)) ? [login, ...previousAuthors] : void 0,
		include: (author) => author !== null && author !== void 0 && (author.id === own || previous.has(String(author.id)) || previous.has(fold$1(author.login)))
	};
}

// src/github/marker.ts
/**
* The hidden lines around our part of a comment or an issue. The first line identifies it. Text
* before the first line or after the last line belongs to people.
*/
const prefix = "<!-- cloudsmith-access-audit v1";
const endMarker = `${prefix} end -->`;
/** The format since the first version. A quotation of it starts with other characters. */
const anyMarker = /^<!-- cloudsmith-access-audit v1 (?:comment|issue) [0-9a-f ]+ -->/gmu;
/**
* Returns the marker of a policy's comment on a pull request, or of the issue about a workspace's
* id and a policy's path. Both are hexadecimal, so that they cannot end the HTML comment.
*/
function createMarker(kind, id, policyPath) {
	const ids = [id.toLowerCase(), ...policyPath === void 0 ? [] : [policyPath]];
	return `${prefix} ${kind} ${ids.map(toHex).join(" ")} -->`;
}
/** Returns the marker of the issue with this key. */
function issueMarker({ workspace, policyPath }) {
	return createMarker("issue", workspace, policyPath);
}
/** Returns the key in the first issue marker of a body; undefined if there is none. */
function readIssueKey(body) {
	const match = /^<!-- cloudsmith-access-audit v1 issue ([0-9a-f]+)(?: ([0-9a-f]+))? -->/mu.exec(body ?? "");
	if (match === null) return void 0;
	const [, workspace = "", policyPath] = match;
	return {
		workspace: fromHex(workspace),
		policyPath: policyPath === void 0 ? void 0 : fromHex(policyPath)
	};
}
/**
* Returns the parts of a body that has the marker at the start of a line; undefined for any other
* body. If the end marker is missing (removed, or written by an earlier version), our part ends at
* the last line that only we write, or else at the end of the body: our old text must not stay,
* because it may be outdated or contain names.
*/
function splitBody(body, marker) {
	const text = body ?? "";
	const start = startOf(text, marker);
	if (start < 0) return void 0;
	const end = endOf(text, start, marker);
	const own = normalizeNewlines(text.slice(start, end)).trimEnd();
	const isComplete = own.endsWith(`\n${endMarker}`);
	return {
		before: text.slice(0, start),
		own: isComplete ? own.slice(0, -endMarker.length).trimEnd() : own,
		isComplete,
		after: withoutCopies(text.slice(end), marker)
	};
}
/** Returns the body with the marker above it. */
function withMarker(body, marker) {
	return `${marker}\n${body}`;
}
/** Returns our part with the end marker. */
function withEnd(own) {
	return `${own.trimEnd()}\n${endMarker}`;
}
/** Returns true if the body contains our part. */
function hasMarker(body, marker) {
	return splitBody(body, marker) !== void 0;
}
/** Returns the body with `part` in place of our part. */
function joinBody(around, part) {
	return `${around.before}${part}${around.after}`;
}
/**
* Returns true if two bodies are equal except for line endings, white space that GitHub trims, and
* links to lines: a link may be missing in one of them, because GitHub did not answer, and its commit
* may differ, because an earlier commit has the same lines. Neither is news.
*/
function isSameBody(a, b) {
	const [one, other] = [separateLinks(a ?? ""), separateLinks(b)];
	return one.text === other.text && [...one.links].every(([at, address]) => (other.links.get(at) ?? address) === address);
}
/** A link to a line, as `placeCell` writes it: its text, and the address around the commit. */
const lineLink = /\[(`[^`\n]+`|(?:\\.|[^\\[\]`\n])+)\]\(<([^<>\s]+\/blob\/)[0-9a-f]{40,64}(\/[^<>\s]*#L\d+)>\)/gu;
/** Returns the body without its links to lines, and their addresses by their places in that text. */
function separateLinks(body) {
	const links = /* @__PURE__ */ new Map();
	let removed = 0;
	return {
		text: normalizeNewlines(body).trim().replaceAll(lineLink, (link, shown, start, end, at) => {
			links.set(at - removed, `${start}${end}`);
			removed += link.length - shown.length;
			return shown;
		}),
		links
	};
}
function startOf(text, marker) {
	if (text.startsWith(marker)) return 0;
	const at = text.indexOf(`\n${marker}`);
	return at < 0 ? -1 : at + 1;
}
function endOf(text, start, marker) {
	anyMarker.lastIndex = start + marker.length;
	const limit = anyMarker.exec(text)?.index ?? text.length;
	const part = text.slice(start, limit);
	const at = part.indexOf(`\n${endMarker}`);
	if (at >= 0) return start + at + 1 + endMarker.length;
	return start + (lastLineOfOurs(part) ?? part.length);
}
/** The hidden findings, the report's footer, or the sentence below a problem. */
const ownLastLines = /^(?:<!-- cloudsmith-access-audit findings v1 .* -->|<sub>.*cloudsmith-access-audit .*<\/sub>|Nothing was audited, so (?:nothing is known to be well|this is not a clean result)\.)(?=\r?$)/gmu;
function lastLineOfOurs(part) {
	const last = [...part.matchAll(ownLastLines)].at(-1);
	return last === void 0 ? void 0 : last.index + last[0].length;
}
/** Removes copies of our part, because they remain our text. */
function withoutCopies(after, marker) {
	const start = startOf(after, marker);
	if (start < 0) return after;
	const end = endOf(after, start, marker);
	return withoutCopies(`${after.slice(0, start)}${after.slice(end)}`, marker);
}
function toHex(text) {
	return Buffer.from(text).toString("hex");
}
function fromHex(hex) {
	return Buffer.from(hex, "hex").toString("utf8");
}
function normalizeNewlines(text) {
	return text.replaceAll("\r\n", "\n");
}

// src/github/comment/comments.ts
/** Our own comments on a pull request or an issue. */
/** Concurrent runs leave only a few duplicates. The limit bounds the deletions per run. */
const maxDuplicates$1 = 3;
/**
* Returns the accounts' comments that `matches` accepts, oldest first. `since` excludes comments
* that were last updated earlier.
*/
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
/** Returns the comment from GitHub's reply, because a list may not show it yet. */
async function addComment({ octokit, owner, repo }, { number, name, permission }, body) {
	const { data } = await ask(`write a comment on the ${name}`, permission, () => octokit.rest.issues.createComment({
		owner,
		repo,
		issue_number: number,
		body
	}));
	return {
		id: data.id,
		body,
		url: data.html_url
	};
}
async function removeDuplicates({ octokit, owner, repo }, { name, permission }, duplicates) {
	for (const { id } of duplicates.slice(0, maxDuplicates$1)) await ask(`remove a second comment from the ${name}`, permission, () => octokit.rest.issues.deleteComment({
		owner,
		repo,
		comment_id: id
	}).catch(unlessGone));
}
/** A concurrent run may have removed the same duplicate. */
function unlessGone(error) {
	if (!(error instanceof RequestError && error.status === 404)) throw error;
}

// src/github/pull-request/pull-request.ts
const permission$4 = "pull-requests: write";
/** Returns whether one of the accounts has a comment with that marker on the pull request. */
async function hasComment(github, { number, accounts, marker }) {
	const thread = {
		number,
		name: "pull request",
		permission: permission$4
	};
	const matches = (body) => hasMarker(body, marker);
	return (await listOwnComments(github, thread, {
		accounts,
		matches
	})).length > 0;
}
/**
* Creates the comment with the text of `render` if there is none and `create` is set, and updates
* it in place if it differs. It preserves the text that people added around our part.
*/
async function updateComment(github, comment) {
	const { octokit, owner, repo } = github;
	const { number, accounts, marker, formerMarker } = comment;
	const thread = {
		number,
		name: "pull request",
		permission: permission$4
	};
	const listOf = (wanted) => listOwnComments(github, thread, {
		accounts,
		matches: (body) => hasMarker(body, wanted)
	});
	const own = await listOf(marker);
	const former = own.length === 0 && formerMarker !== void 0 ? await listOf(formerMarker) : [];
	const [oldest, ...younger] = own.length === 0 ? former : own;
	if (oldest !== void 0) {
		await removeDuplicates(github, thread, younger.filter(hasOnlyOurText(marker)));
		const body = compose$2(comment, splitBody(oldest.body, own.length === 0 ? formerMarker ?? marker : marker) ?? noText$1);
		if (isSameBody(oldest.body, body)) return {
			url: oldest.url,
			written: "unchanged"
		};
		await ask("update the comment on the pull request", permission$4, () => octokit.rest.issues.updateComment({
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
	const added = await addComment(github, thread, compose$2(comment, noText$1));
	const [first = added, ...duplicates] = [added, ...(await listOf(marker)).filter(({ id }) => id !== added.id)].sort((a, b) => a.id - b.id);
	await removeDuplicates(github, thread, duplicates);
	return {
		url: first.url,
		written: "created"
	};
}
/** GitHub rejects a longer body. This counts bytes, which are never fewer than characters. */
const maxBodyBytes$1 = 65536;
const noText$1 = {
	before: "",
	after: ""
};
function compose$2({ marker, render }, around) {
	const toBody = (text) => joinBody(around, withEnd(withMarker(text, marker)));
	const room = maxBodyBytes$1 - Buffer.byteLength(toBody(""));
	return toBody(render(Math.max(0, room)));
}
/** Returns true if nobody added text to the comment, so that removing it loses nothing. */
function hasOnlyOurText(marker) {
	return ({ body }) => {
		const split = splitBody(body, marker);
		return split !== void 0 && `${split.before}${split.after}`.trim() === "";
	};
}

// src/github/comment/comment-thread.ts
/** The only comment about a policy on a pull request. */
/** Returns the comment of a run on a pull request; undefined if the run writes none. */
function openCommentThread(github, { pullRequest: number }, { settings, policy, delivery }) {
	if (number === void 0 || policy === void 0 || settings.comment === "never") return;
	const marker = createMarker("comment", settings.policyPath);
	const readAccounts = () => readOwnAccounts(github, settings.previousAuthors);
	return {
		exists: async () => await hasComment(github, {
			number,
			accounts: await readAccounts(),
			marker
		}),
		write: async (render) => {
			const [accounts, { isTouched, formerPath }] = await Promise.all([readAccounts(), policy.readTouch()]);
			const result = await updateComment(github, {
				number,
				accounts,
				marker,
				formerMarker: formerPath === void 0 ? void 0 : createMarker("comment", formerPath),
				render,
				create: isTouched
			});
			delivery.urls.comment = result.url;
		}
	};
}

// src/github/pull-request/repository-folder.ts
/** Reads the folder of a policy at one commit through the API, without a checkout. */
const permission$3 = "contents: read";
/** https://docs.github.com/en/rest/git/trees#get-a-tree */
const Tree = object({
	truncated: boolean(),
	tree: array(object({
		path: string(),
		mode: string(),
		type: string(),
		sha: string(),
		size: int().nonnegative().optional()
	}))
});
/** https://docs.github.com/en/rest/git/blobs#get-a-blob */
const Blob = object({
	encoding: literal("base64"),
	content: string(),
	size: int()
});
/**
* Returns the folder that contains a file of the repository. `fail` returns the error for a file
* that cannot be the text of a policy; `why` follows "it is". Its methods throw `AuditError`
* `DELIVERY_FAILED` if GitHub refuses a request.
*/
function openRepositoryFolder(github, ref, given) {
	const { file, blobs, fail } = given;
	const parents = file.split("/").slice(0, -1);
	const trees = /* @__PURE__ */ new Map();
	const readNames = async (names) => {
		const key = names.join("/");
		const known = trees.get(key) ?? readInParent(names);
		trees.set(key, known);
		return await known;
	};
	const readInParent = async (names) => {
		if (names.length === 0) return await readTree(github, ref);
		const own = (await readNames(names.slice(0, -1))).find(({ path, type }) => path === names.at(-1) && type === "tree");
		return own === void 0 ? [] : await readTree(github, own.sha);
	};
	const namesOf = (path) => [...parents, ...path === "" ? [] : path.split("/")];
	const findFile = async (path) => {
		const names = namesOf(path);
		const entry = (await readNames(names.slice(0, -1))).find(({ path: name }) => name === names.at(-1));
		if (entry === void 0 || kindOf(entry) !== "file") throw fail(path, "gone");
		return entry;
	};
	const inspect = async ({ sha }) => {
		const read = blobs.get(sha) ?? readBlob(github, sha);
		blobs.set(sha, read);
		const bytes = await read;
		return {
			bytes,
			why: findUnreadable(bytes)
		};
	};
	return {
		list: async (path) => (await readNames(namesOf(path))).map((entry) => ({
			name: entry.path,
			kind: kindOf(entry),
			id: entry.sha
		})),
		read: async (path, maxBytes) => {
			const entry = await findFile(path);
			if ((entry.size ?? 0) > maxBytes) return void 0;
			const { bytes, why } = await inspect(entry);
			if (why !== void 0) throw fail(path, why);
			return bytes.length > maxBytes ? void 0 : bytes;
		},
		inspect: async (path) => await inspect(await findFile(path))
	};
}
function kindOf({ mode, type }) {
	if (type === "tree") return "folder";
	if (mode === "120000") return "link";
	return type === "blob" ? "file" : "other";
}
async function readTree({ octokit, owner, repo }, sha) {
	const reply = await ask("read the folder of the policy", permission$3, () => octokit.rest.git.getTree({
		owner,
		repo,
		tree_sha: sha
	}));
	const { success, data } = Tree.safeParse(reply.data);
	if (success && !data.truncated) return data.tree;
	throw new AuditError("DELIVERY_FAILED", `cannot read the files that the policy includes: ${success ? "a folder has more entries than GitHub lists. Include files of a smaller folder." : "GitHub's reply is not understood. Try again later."}`);
}
async function readBlob({ octokit, owner, repo }, sha) {
	const reply = await ask("read a file that the policy includes", permission$3, () => octokit.rest.git.getBlob({
		owner,
		repo,
		file_sha: sha
	}));
	const { success, data } = Blob.safeParse(reply.data);
	const bytes = success ? Buffer.from(data.content, "base64") : void 0;
	if (bytes !== void 0 && bytes.length === data?.size) return bytes;
	throw new AuditError("DELIVERY_FAILED", "cannot read a file that the policy includes: GitHub returned it only in part. Try again later.");
}
/** Returns the id that Git gives a file with these bytes, in a repository with ids like `like`. */
function toBlobId(bytes, like) {
	return createHash(like.length > 40 ? "sha256" : "sha1").update(`blob ${bytes.byteLength}\0`).update(bytes).digest("hex");
}

// src/github/pull-request/revisions.ts
/** Finds the commits before and after a pull request or a merge group. */
const commitId$1 = string().regex(/^[0-9a-f]{40,64}$/u);
const Commit$1 = object({ parents: array(object({ sha: commitId$1 })) });
const Comparison$1 = object({ merge_base_commit: object({ sha: commitId$1 }) });
/**
* Returns the commits to compare: for a test merge, its first parent and itself; for a head, the
* merge base and itself. Throws `AuditError` `DELIVERY_FAILED` if neither is known.
*/
async function findRevisions(github, change) {
	const { kind, sha, baseSha } = change;
	if (kind === "merge group") {
		if (sha !== void 0 && baseSha !== void 0) return {
			before: baseSha,
			after: sha,
			head: void 0
		};
		throw noBase("merge group", "merge_group");
	}
	if (change.revisions !== void 0) return change.revisions;
	if (sha === void 0) throw noBase("pull request", "pull_request");
	const { headSha } = change;
	const [first, second, third] = await readParents(github, sha);
	if (first !== void 0 && second !== void 0 && third === void 0 && (headSha === void 0 || second === headSha)) return {
		before: first,
		after: sha,
		head: second
	};
	const head = headSha ?? sha;
	if (baseSha === void 0) throw noBase("pull request", "pull_request");
	return {
		before: await findMergeBase(github, baseSha, head),
		after: head,
		head: void 0
	};
}
function noBase(what, event) {
	return new AuditError("DELIVERY_FAILED", `cannot determine what the policy was before this ${what}: neither the event nor the commit names a base. Run this on the event ${event}.`);
}
/** Returns the ids of a commit's parents, in their order. */
async function readParents({ octokit, owner, repo }, sha) {
	const commit = await ask("read the commit that this run is about", "contents: read", () => octokit.rest.git.getCommit({
		owner,
		repo,
		commit_sha: sha
	}));
	const { success, data } = Commit$1.safeParse(commit.data);
	return success ? data.parents.map((parent) => parent.sha) : [];
}
/** Returns the merge base of a base branch and a head. */
async function findMergeBase({ octokit, owner, repo }, base, head) {
	const reply = await ask("find the merge base of the pull request", "contents: read", () => octokit.rest.repos.compareCommitsWithBasehead({
		owner,
		repo,
		basehead: `${base}...${head}`,
		per_page: 1
	}));
	const { success, data } = Comparison$1.safeParse(reply.data);
	if (success) return data.merge_base_commit.sha;
	throw new AuditError("DELIVERY_FAILED", "cannot find the merge base of the pull request: GitHub's reply names no commit. Try again later.");
}

// src/github/pull-request/checkout.ts
/** Finds the commit whose policy, included files and tests are checked out. */
/**
* Returns the commits to compare. A workflow may check out the head instead of the test merge: then
* the head is compared. Throws `AuditError` `DELIVERY_FAILED` if the files on disk are neither.
*/
async function matchCheckout(github, revisions, given) {
	const { path, testPath, onDisk, read, included } = given;
	const { before, after, head } = revisions;
	const policy = await read(after);
	if (onDisk === void 0 || policy.kind === "unreadable") return revisions;
	if (policy.kind === "absent" && (await read(before)).kind === "absent") return revisions;
	const findDifferent = async (ref) => {
		if (!isCheckedOut(onDisk.policy, await read(ref))) return path;
		if (!areCheckedOut(onDisk.tests, await read(ref, testPath))) return testPath;
		return await findDifferentIncluded(onDisk.included, ref, included);
	};
	const different = await findDifferent(after);
	if (different === void 0) return revisions;
	if (head !== void 0 && await findDifferent(head) === void 0) return {
		before: await findMergeBase(github, before, head),
		after: head,
		head: void 0
	};
	throw new AuditError("DELIVERY_FAILED", `cannot determine what this change does to the policy: "${different}" on disk is not the file at the commit of this run, nor at the head of the pull request. Check out the default commit of actions/checkout, and do not change the policy or its tests in an earlier step.`);
}
/**
* Returns the path of an included file that is not the one of the commit. It compares Git's ids, so
* that it reads only files that differ; the others need not be read again.
*/
async function findDifferentIncluded(onDisk, ref, { find, folder, blobs }) {
	const entries = await find(ref);
	const paths = new Set(entries.map(({ path }) => path));
	const added = [...onDisk.keys()].find((path) => !paths.has(path));
	if (added !== void 0) return added;
	for (const { path, kind, id = "" } of entries) {
		if (kind !== "file" && onDisk.has(path)) continue;
		const bytes = onDisk.get(path);
		if (bytes === void 0) return path;
		const same = [bytes, Buffer.from(withoutReturns(bytes), "latin1")].find((one) => toBlobId(one, id) === id);
		if (same !== void 0) {
			blobs.set(id, Promise.resolve(Buffer.from(same)));
			continue;
		}
		const file = await folder(ref).inspect(path);
		if (file.why === void 0 && withoutReturns(file.bytes) !== withoutReturns(bytes)) return path;
	}
}
/** Ignores line endings, which Git may have converted at checkout. */
function isCheckedOut(onDisk, file) {
	return file.kind === "file" && withoutReturns(onDisk) === withoutReturns(file.bytes);
}
/** A test file that is not checked out would not be run. */
function areCheckedOut(onDisk, file) {
	if (file.kind === "unreadable") return onDisk !== void 0;
	if (onDisk === void 0) return file.kind === "absent";
	return isCheckedOut(onDisk, file);
}
function withoutReturns(bytes) {
	return Buffer.from(bytes).toString("latin1").replaceAll("\r\n", "\n");
}

// src/github/pull-request/repository-file.ts
/** Reads one file of the repository at one commit through the API, without a checkout. */
const permission$2 = "contents: read";
/** The limit of the policy parser. */
const maxPolicyBytes = 524288;
/** https://docs.github.com/en/rest/repos/contents#get-repository-content */
const Content = object({
	type: string(),
	size: int().nonnegative(),
	encoding: string().optional(),
	content: string().optional()
});
const TooLarge = object({ errors: array(object({ code: literal("too_large") })).min(1) });
/**
* Returns the file. A commit that GitHub does not have looks like an absent file. Throws
* `AuditError` `DELIVERY_FAILED` if GitHub refuses the request.
*/
async function readRepositoryFile({ octokit, owner, repo }, ref, path) {
	const reply = await ask("read the policy of this pull request", permission$2, () => octokit.rest.repos.getContent({
		owner,
		repo,
		ref,
		path
	}).catch((error) => {
		if (!(error instanceof RequestError)) throw error;
		if (error.status === 404) return "absent";
		if (TooLarge.safeParse(error.response?.data).success) return "too large";
		throw error;
	}));
	if (reply === "absent") return { kind: "absent" };
	if (reply === "too large") return unreadable$1("larger than GitHub returns");
	if (Array.isArray(reply.data)) return unreadable$1("a folder");
	const { success, data } = Content.safeParse(reply.data);
	if (!success) return unreadable$1("something that GitHub's reply does not describe");
	return toFile(data);
}
function toFile({ type, size, encoding, content }) {
	if (type === "symlink") return unreadable$1("a symbolic link that does not lead to a file of this repository");
	if (type !== "file") return unreadable$1(type === "submodule" ? "a submodule" : `a ${type}`);
	if (size > 524288) return unreadable$1(`${size} bytes long, more than the ${maxPolicyBytes} that a policy may have`);
	if (encoding !== "base64" || content === void 0) return unreadable$1("a file whose content GitHub does not return");
	const bytes = Buffer.from(content, "base64");
	if (bytes.length !== size) return unreadable$1("a file that GitHub returned only in part");
	const why = findUnreadable(bytes);
	return why === void 0 ? {
		kind: "file",
		bytes
	} : {
		kind: "unreadable",
		why,
		bytes
	};
}
function unreadable$1(why) {
	return {
		kind: "unreadable",
		why
	};
}
/** Returns true if the content of both is known and is equal, or if both are absent. */
function isSameFile(one, other) {
	if (one.kind === "absent" || other.kind === "absent") return one.kind === other.kind;
	return one.bytes !== void 0 && other.bytes?.equals(one.bytes) === true;
}

// src/github/pull-request/earlier-path.ts
/**
* Finds the path of a file before the pull request that adds it: a moved policy is not a new one.
*/
const ChangedFile = object({
	filename: string(),
	status: string(),
	previous_filename: string().optional()
});
const Comparison = object({ files: array(ChangedFile).optional() });
/**
* GitHub's limits for the files of a pull request and of a comparison. The lists do not say if they
* are cut.
*/
const maxListed = {
	"pull request": 3e3,
	"merge group": 300
};
/** The number of removed YAML files to read. */
const maxCandidates = 20;
/**
* Returns the earlier path of a file; undefined for a new file. GitHub reports a file as renamed if
* most of its content is the same. If not, a removed policy of the same workspace counts as the
* earlier file. Throws `AuditError` `DELIVERY_FAILED` if the list of files is cut, so that this is
* unknown.
*/
async function findEarlierPath(github, change, file) {
	const { revisions, path, text } = file;
	const files = await listChangedFiles(github, change, revisions);
	const own = files.find(({ filename }) => filename === path);
	if (own?.status === "renamed" && own.previous_filename !== void 0) return own.previous_filename;
	const removed = await findRemovedPolicy(github, files, revisions.before, text);
	if (removed !== void 0) return removed;
	const most = maxListed[change.kind];
	if (files.length < most) return void 0;
	throw new AuditError("DELIVERY_FAILED", `cannot determine whether this ${change.kind} moves "${path}" or adds a new policy: it changes ${most} files or more, and GitHub lists no more. Add or move the policy in a separate pull request.`);
}
async function listChangedFiles({ octokit, owner, repo }, change, { before, after }) {
	if (change.kind === "pull request") {
		const listed = await ask("list the files of the pull request", "pull-requests: read", () => octokit.paginate(octokit.rest.pulls.listFiles, {
			owner,
			repo,
			pull_number: change.number,
			per_page: 100
		}));
		return array(ChangedFile).parse(listed);
	}
	const basehead = `${before}...${after}`;
	const reply = await ask("list the files of the merge group", "contents: read", () => octokit.rest.repos.compareCommitsWithBasehead({
		owner,
		repo,
		basehead,
		per_page: 1
	}));
	return Comparison.parse(reply.data).files ?? [];
}
async function findRemovedPolicy(github, files, before, text) {
	const workspace = workspaceOf(text);
	if (workspace === void 0) return void 0;
	const candidates = files.filter(({ status, filename }) => status === "removed" && /\.ya?ml$/iu.test(filename)).slice(0, maxCandidates);
	for (const { filename } of candidates) {
		const file = await readRepositoryFile(github, before, filename);
		if (file.kind === "file" && workspaceOf(file.bytes.toString("latin1")) === workspace) return filename;
	}
}
/**
* Returns the workspace that a policy names, without parsing the rest; undefined for other files.
*/
function workspaceOf(text) {
	if (!/^version\s*:/mu.test(text)) return void 0;
	return /^organization\s*:\s*["']?([\w.-]+)/mu.exec(text)?.[1]?.toLowerCase();
}

// src/github/pull-request/policy-change.ts
/**
* Finds the policy before a pull request or a merge group, and whether the change modifies it. It
* reads the file through the API, because a shallow checkout does not have the base.
*/
/** Returns a reader of one policy, which reads every file once. */
function openPolicyChange(github, change, { path, toTestPath, findIncluded }) {
	const texts = /* @__PURE__ */ new Map();
	const read = (ref, at = path) => {
		const key = `${ref}:${at}`;
		const known = texts.get(key) ?? readRepositoryFile(github, ref, at);
		texts.set(key, known);
		return known;
	};
	let revisions;
	const find = () => revisions ??= findRevisions(github, change);
	let earlier;
	const findPath = (used, after) => earlier ??= findEarlierPath(github, change, {
		revisions: used,
		path,
		text: after.kind === "file" ? after.bytes.toString("latin1") : ""
	});
	const testPath = toTestPath(path);
	const hasSameTests = async (used) => isSameFile(await read(used.before, testPath), await read(used.after, testPath));
	const blobs = /* @__PURE__ */ new Map();
	const folders = /* @__PURE__ */ new Map();
	const folderAt = (ref, at, when) => {
		const fail = (of, why) => unreadable(why, of, change, when);
		const key = `${ref}:${at}`;
		const known = folders.get(key) ?? openRepositoryFolder(github, ref, {
			file: at,
			blobs,
			fail
		});
		folders.set(key, known);
		return known;
	};
	const findAt = async (ref, when = "after") => {
		const file = await read(ref);
		const bytes = file.kind === "absent" ? void 0 : file.bytes;
		return bytes === void 0 ? [] : await findIncluded(bytes, path, folderAt(ref, path, when));
	};
	const hasSameIncluded = async (used) => toList(await findAt(used.before, "before")) === toList(await findAt(used.after));
	const isUnchanged = async (used) => isSameFile(await read(used.before), await read(used.after)) && await hasSameTests(used) && await hasSameIncluded(used);
	const requireReadable = async (used) => {
		const before = new Set((await findAt(used.before, "before")).map(({ id }) => id));
		for (const { path: at, kind, id } of await findAt(used.after)) {
			if (kind !== "file" || before.has(id)) continue;
			await folderAt(used.after, path, "after").read(at, maxPolicyBytes);
		}
	};
	const toBefore = async (used, at, bytes) => {
		const tests = await read(used.before, toTestPath(at));
		return {
			path: at,
			bytes,
			tests: tests.kind === "file" ? tests.bytes : void 0,
			folder: folderAt(used.before, at, "before")
		};
	};
	return {
		readTouch: async () => {
			const used = await find();
			const [before, after] = [await read(used.before), await read(used.after)];
			const formerPath = before.kind === "absent" && after.kind === "file" ? await findPath(used, after).catch(() => void 0) : void 0;
			return {
				isTouched: !await isUnchanged(used),
				formerPath
			};
		},
		resolve: async (onDisk) => {
			const used = await matchCheckout(github, await find(), {
				path,
				testPath,
				onDisk,
				read,
				included: {
					find: findAt,
					folder: (ref) => folderAt(ref, path, "after"),
					blobs
				}
			});
			const [before, after] = [await read(used.before), await read(used.after)];
			const isSame = isSameFile(before, after);
			if (after.kind === "unreadable" && !isSame) throw unreadable(after.why, path, change, "after");
			if (before.kind === "absent") {
				requirePresent(after, path, change);
				const earlier = await findPath(used, after);
				if (earlier === void 0) return {
					before: void 0,
					isTouched: true,
					isDeleted: false
				};
				const moved = bytesOf(await read(used.before, earlier), earlier, change);
				return {
					before: await toBefore(used, earlier, moved),
					isTouched: true,
					isDeleted: false
				};
			}
			const isTouched = !await isUnchanged(used);
			if (isTouched && onDisk !== void 0) await requireReadable(used);
			const bytes = (isTouched ? void 0 : before.bytes) ?? bytesOf(before, path, change);
			const isDeleted = after.kind === "absent";
			return {
				before: await toBefore(used, path, bytes),
				isTouched,
				isDeleted
			};
		}
	};
}
/** Returns a text that differs if the files of two commits do. */
function toList(entries) {
	return entries.map(({ path, kind, id }) => JSON.stringify([
		path,
		kind,
		id
	])).toSorted().join("\n");
}
/**
* Throws if the policy exists neither before nor after the change. If a wrong path counted as a
* first policy, all drift would be existing drift, and the check would never fail.
*/
function requirePresent(after, path, { kind }) {
	if (after.kind !== "absent") return;
	throw new AuditError("DELIVERY_FAILED", `cannot determine what the policy was before this ${kind}: the repository has no file "${path}", before or after it. Use actions/checkout without the input "path", and set policy to the file's path in the repository.`);
}
function bytesOf(file, path, change) {
	if (file.kind === "file") return file.bytes;
	throw unreadable(file.kind === "absent" ? "gone" : file.why, path, change, "before");
}
function unreadable(why, path, { kind }, when) {
	return new AuditError("DELIVERY_FAILED", `cannot determine what this ${kind} changes: ${when} it, "${path}" is ${why}. ${when === "before" ? "Nothing was compared, so the check does not pass. Make the policy plain text in Git: an administrator can merge that one change without this check, and every later one is compared again." : "Keep the policy as plain text in Git, or no later change can be compared with it."}`);
}

// src/github/policy-links.ts
/**
* Finds the addresses of a policy's lines on GitHub, at a commit that has the files as they were
* read.
*/
/** How long a report waits for links, in milliseconds. They are optional. */
const maxWaitMs = 1e4;
const noLink = () => void 0;
/** Asks GitHub about each file at most once, and never if there is nothing to link. */
function openPolicyLinks(github, context, readCheckout) {
	const idAt = openIds(github);
	const commits = /* @__PURE__ */ new Map();
	const commitOf = (path) => {
		const known = commits.get(path) ?? findCommit(path, context, {
			readCheckout,
			idAt
		});
		commits.set(path, known);
		return known;
	};
	return async ({ findings }, otherFiles = []) => {
		const paths = /* @__PURE__ */ new Set([...findings.flatMap(({ policy }) => policy?.path ?? []), ...otherFiles]);
		const found = Promise.all([...paths].map(async (path) => [path, await commitOf(path)]));
		const known = new Map(await Promise.race([found.catch(() => []), setTimeout$2(maxWaitMs, [], { ref: false })]));
		return ({ path, line }) => {
			const commit = known.get(path);
			return commit === void 0 ? void 0 : toAddress(context, {
				commit,
				path,
				line
			});
		};
	};
}
/** Returns the first commit of the run that has a file as it was read. */
async function findCommit(path, context, given) {
	const isRead = await whatWasRead(path, context, given);
	if (isRead === void 0) return void 0;
	for (const commit of commitsOf(context)) {
		const id = await given.idAt(commit, path);
		if (id !== void 0 && isRead(id)) return commit;
	}
}
/**
* Returns the commits that may have the files. The head of a pull request comes first, because
* GitHub's test merge is replaced with each push.
*/
function commitsOf({ change, sha }) {
	const { revisions, headSha } = change?.kind === "pull request" ? change : {};
	const known = revisions === void 0 ? [headSha, sha] : [revisions.head, revisions.after];
	return [...new Set(known.filter((commit) => commit !== void 0))];
}
/**
* Returns a function that returns whether a Git id belongs to the file as it was read; undefined if
* it is unknown what was read.
*/
async function whatWasRead(path, { change }, given) {
	const revisions = change?.kind === "pull request" ? change.revisions : void 0;
	if (revisions !== void 0) {
		const read = await given.idAt(revisions.after, path);
		return (id) => id === read;
	}
	const bytes = await given.readCheckout?.(path);
	if (bytes === void 0) return void 0;
	const plain = Buffer.from(bytes).toString("latin1").replaceAll("\r\n", "\n");
	const forms = [bytes, Buffer.from(plain, "latin1")];
	return (id) => forms.some((form) => toBlobId(form, id) === id);
}
function openIds(github) {
	const folders = /* @__PURE__ */ new Map();
	const fail = () => {
		throw new Error("bug: no file is read");
	};
	const folderAt = (commit) => {
		const known = folders.get(commit) ?? openRepositoryFolder(github, commit, {
			file: "",
			blobs: /* @__PURE__ */ new Map(),
			fail
		});
		folders.set(commit, known);
		return known;
	};
	return async (commit, path) => {
		const end = path.lastIndexOf("/");
		const entries = await folderAt(commit).list(path.slice(0, Math.max(0, end))).catch(() => []);
		const name = path.slice(end + 1);
		return entries.find((entry) => entry.name === name && entry.kind === "file")?.id;
	};
}
/** https://docs.github.com/en/repositories/working-with-files/using-files/getting-permanent-links-to-files */
function toAddress({ serverUrl, owner, repo }, place) {
	const { commit, path, line } = place;
	if (!path.isWellFormed()) return void 0;
	return `${serverUrl}/${owner}/${repo}/blob/${commit}/${path.split("/").map(encodeURIComponent).join("/")}#L${line}`;
}

// src/report/markdown/heartbeat.ts
const hourMs = 36e5;
/** Returns the heartbeat in one or two sentences, which change only if the heartbeat does. */
function describeHeartbeat(heartbeat) {
	const { completeAt, previousAt, toleratedMs, overdue } = heartbeat;
	if (completeAt === void 0) return "Last complete sync: unknown.";
	const line = `Last complete sync: ${utcMinute(completeAt)}.`;
	if (overdue) return `${line} **That is longer ago than the schedule allows**: the runs since then failed, or could not see everything.`;
	if (previousAt === void 0 || !isLonger(previousAt, completeAt, toleratedMs)) return line;
	const hours = Math.floor((Date.parse(completeAt) - Date.parse(previousAt)) / hourMs);
	return `${line} The complete sync before it was ${hours < 48 ? count(hours, "hour") : count(Math.floor(hours / 24), "day")} earlier, which is longer than the schedule allows: runs in between failed, or did not take place.`;
}
/** Returns whether more than `toleratedMs` milliseconds are known to have passed. */
function isLonger(from, until, toleratedMs) {
	if (from === void 0 || toleratedMs === void 0) return false;
	return Date.parse(until) - Date.parse(from) > toleratedMs;
}
/** For a public repository, because an error's message may quote a policy or a workspace. */
const publicReasons = {
	BAD_SETTINGS: "the settings of the workflow cannot be used.",
	BAD_POLICY: "the policy cannot be used.",
	CLOUDSMITH_REFUSED: "Cloudsmith refused the credential.",
	CLOUDSMITH_UNREACHABLE: "Cloudsmith could not be reached.",
	CLOUDSMITH_UNEXPECTED: "Cloudsmith's reply was not understood.",
	ARTIFACT_FAILED: "an artifact could not be used.",
	REPORT_FAILED: "a report could not be written.",
	DELIVERY_FAILED: "GitHub could not be asked.",
	NETWORK_FAILED: "the network connection failed."
};
const maxReason = 500;
/** Returns the issue's text while runs fail, as GitHub Flavored Markdown without a heading. */
function renderFailure(failure) {
	const { since, code, message, personalData } = failure;
	const reason = personalData === "full" ? escapeMarkdown(message, maxReason) : publicReasons[code];
	return [
		"> [!WARNING]",
		`> **No audit has succeeded since ${utcMinute(since)}**, so what follows may be out of date.`,
		`> The reason: ${reason}`
	].join("\n");
}

// src/github/issue/find-issue.ts
/** Finds our issues with few requests, even in a repository with many thousands of issues. */
const permission$1 = "issues: write";
const pageSize = 100;
/** Pages per search. The account and the later steps use the rest of ten requests. */
const maxPages = 7;
/** Numbers to try, because the list may not show the newest issues yet. */
const maxProbes = 3;
const maxUnfiltered = 3;
/**
* Returns our own issues by their author, most recently updated first, because an open one is
* renewed every week. It does not use GitHub's search, whose index is updated late and would cause
* duplicates.
*/
async function findIssues(github, search) {
	const { accounts, labels } = search;
	const found = /* @__PURE__ */ new Map();
	let left = maxPages;
	let isComplete = true;
	let isFiltered = false;
	const isDone = () => [...found.values()].some((issue) => issue.state === "open" && search.isIt(issue));
	/** Returns whether the list was read to its end. */
	const readPages = async (query, limit) => {
		for (let page = 1; page <= limit && left > 0; page++) {
			left -= 1;
			const issues = await list$2(github, {
				...query,
				page
			});
			isFiltered ||= query.creator !== void 0 && issues.length > 0;
			for (const issue of issues) if (isOurs(issue, search)) found.set(issue.number, issue);
			if (issues.length < pageSize) return true;
			if (isDone()) return false;
		}
		return false;
	};
	for (const creator of accounts.logins ?? [void 0]) {
		const by = {
			...creator !== void 0 && { creator },
			...latest
		};
		if (await readPages({
			...by,
			state: "all"
		}, 1)) continue;
		const [label] = labels;
		if (!isDone() && label !== void 0) await readPages({
			...by,
			labels: label,
			state: "all"
		}, 1);
		const isListComplete = !isDone() && await readPages({
			...by,
			state: "open"
		}, 3) && !isDone() && await readPages({
			...by,
			state: "closed"
		}, 2);
		isComplete &&= isListComplete;
	}
	return {
		issues: sort(found),
		isComplete: isComplete || isDone(),
		isFiltered
	};
}
/**
* Returns our own issues that the list by author does not show, or not yet. It looks at the newest
* issues of all authors and at the next numbers. If nothing proves that GitHub can filter by this
* author, it also looks at the most recently updated open issues. Call it before opening an issue,
* to prevent a duplicate.
*/
async function findUnlisted(github, search, { isFiltered }) {
	const newest = await list$2(github, {
		state: "all",
		sort: "created",
		direction: "desc",
		page: 1
	});
	const found = newest.filter((issue) => isOurs(issue, search));
	const most = isFiltered || newest.length < pageSize ? 0 : maxUnfiltered;
	for (let page = 1; page <= most; page++) {
		const issues = await list$2(github, {
			...latest,
			state: "open",
			page
		});
		found.push(...issues.filter((issue) => isOurs(issue, search)));
		if (found.length > 0 || issues.length < pageSize) break;
	}
	const last = newest[0]?.number ?? 0;
	for (let number = last + 1; number <= last + maxProbes; number++) {
		const issue = await get(github, number);
		if (issue === void 0) break;
		if (isOurs(issue, search)) found.push(issue);
	}
	return sort(new Map(found.map((issue) => [issue.number, issue])));
}
/** Returns our own issues among the newest, where concurrent runs have created theirs. */
async function listNewest(github, search) {
	const creator = search.accounts.logins?.[0];
	return (await list$2(github, {
		...creator !== void 0 && { creator },
		state: "all",
		sort: "created",
		direction: "desc",
		page: 1
	})).filter((issue) => isOurs(issue, search));
}
const latest = {
	sort: "updated",
	direction: "desc"
};
function isOurs(issue, { accounts, isWanted }) {
	return issue.pull_request === void 0 && accounts.include(issue.user) && isWanted(issue);
}
function sort(found) {
	return [...found.values()].sort((a, b) => a.number - b.number);
}
async function list$2({ octokit, owner, repo }, query) {
	return (await ask("list the issues of the repository", permission$1, () => octokit.rest.issues.listForRepo({
		owner,
		repo,
		...query,
		per_page: pageSize
	}).catch(unless(422, query.creator !== void 0))))?.data ?? [];
}
async function get({ octokit, owner, repo }, issue_number) {
	return (await ask("look for an issue that was opened just now", permission$1, () => octokit.rest.issues.get({
		owner,
		repo,
		issue_number
	}).catch(unless(404, true)).catch(unless(410, true))))?.data;
}
function unless(status, applies) {
	return (error) => {
		if (!(applies && error instanceof RequestError && error.status === status)) throw error;
	};
}

// src/github/issue/tracked-set.ts
/**
* The set of findings that the tracking issue shows, hidden in its body, so that the next run can
* compare. It contains short fingerprints and no names, and is ignored if the body was changed
* since.
*/
/**
* With more findings, only counts and digests are stored, because the issue's body has a size
* limit.
*/
const maxFindings = 2e3;
/** 40 bits: among 2,000 findings, two have the same value in one of 500,000 workspaces. */
const shortLength = 10;
const Rules = record(string(), object({
	count: int().positive(),
	digest: string().regex(/^[0-9a-f]{12}$/u).optional(),
	findings: string().regex(/^(?:[0-9a-f]{10})+$/u).optional()
}));
const Hidden = object({
	complete: datetime().optional(),
	overdue: literal(true).optional(),
	anonymous: literal(true).optional(),
	rules: Rules,
	news: string().regex(/^[0-9a-f]{16}$/u).optional(),
	untold: object({
		event: _enum([
			"changed",
			"reopened",
			"closed"
		]),
		rules: Rules
	}).optional()
});
/**
* Returns the set of a report's findings. `anonymous` means counts only, because anyone who knows
* an id could compute its fingerprint and compare.
*/
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
* Returns the set with the earlier findings of rules that were not judged this time, and how many
* those are: a finding that was not checked is not cleared.
*/
function carryOver(now, earlier, notJudged) {
	const rules = new Map(now.rules);
	const held = [];
	for (const [rule, before] of earlier?.rules ?? []) {
		if (!notJudged.has(rule)) continue;
		const merged = union(now.anonymous ? { count: before.count } : before, rules.get(rule));
		const missing = merged.count - (rules.get(rule)?.count ?? 0);
		if (missing > 0) held.push({
			rule,
			count: missing
		});
		rules.set(rule, merged);
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
/**
* Returns the rules to store in addition to a set: only counts if nothing else may be shown or
* fits.
*/
function toStoredRules(rules, current) {
	const total = [...rules.values(), ...current.rules.values()].reduce((sum, { count }) => sum + count, 0);
	return new Map([...rules].map(([rule, { count, digest, findings }]) => [rule, current.anonymous ? { count } : {
		count,
		digest,
		...total <= maxFindings && { findings }
	}]));
}
/**
* Returns an id for the news of a change between two sets: the same for concurrent runs, and a
* different one if the same change happens again.
*/
function toNewsId(before, after, event) {
	const parts = [
		encode(before),
		encodeRules(after.rules),
		event
	];
	return sha256(JSON.stringify(parts)).slice(0, 16);
}
/**
* Returns what appeared and what was cleared, by rule in code unit order; empty if the sets are
* equal.
*/
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
const opening$2 = "<!-- cloudsmith-access-audit findings v1";
/** Returns the body with the set as its last line. The checksum covers the body and the set. */
function withTrackedSet(body, set) {
	const visible = body.trimEnd();
	const hidden = encode(set);
	return `${visible}\n\n${opening$2} ${checksum(visible, hidden)} ${hidden} -->`;
}
/** Returns the body without the set in its last line. */
function withoutTrackedSet(body) {
	const at = body.lastIndexOf(`\n${opening$2}`);
	return at < 0 ? body : body.slice(0, at).trimEnd();
}
/** Returns the set in an unchanged body; undefined if the set was lost or the body was changed. */
function readTrackedSet(body) {
	const text = (body ?? "").replaceAll("\r\n", "\n").trimEnd();
	const at = text.lastIndexOf(`\n${opening$2}`);
	const [, sum, hidden = ""] = /^<!-- cloudsmith-access-audit findings v1 ([0-9a-f]{16}) (\{.*\}) -->$/u.exec(text.slice(at + 1)) ?? [];
	if (at < 0 || sum !== checksum(text.slice(0, at).trimEnd(), hidden)) return void 0;
	return decode(hidden);
}
function encode({ completeAt, overdue, anonymous, rules, news, unposted }) {
	const hidden = {
		complete: completeAt,
		...overdue && { overdue },
		...anonymous && { anonymous },
		rules: encodeRules(rules),
		news,
		...unposted !== void 0 && { untold: {
			event: unposted.event,
			rules: encodeRules(unposted.rules)
		} }
	};
	return JSON.stringify(hidden).replaceAll("-", "\\u002d").replaceAll(">", "\\u003e");
}
function encodeRules(rules) {
	const entries = [...rules].sort(([a], [b]) => a < b ? -1 : 1).map(([rule, { count, digest, findings }]) => [rule, {
		count,
		digest,
		findings: findings?.join("")
	}]);
	return Object.fromEntries(entries);
}
function decode(hidden) {
	const parsed = Hidden.safeParse(parseJson(hidden));
	if (!parsed.success) return void 0;
	const { complete, overdue, anonymous, rules, news, untold } = parsed.data;
	return {
		completeAt: complete,
		overdue: overdue ?? false,
		anonymous: anonymous ?? false,
		rules: decodeRules(rules),
		...news !== void 0 && { news },
		...untold !== void 0 && { unposted: {
			event: untold.event,
			rules: decodeRules(untold.rules)
		} }
	};
}
function decodeRules(rules) {
	return new Map(Object.entries(rules).map(([rule, { count, digest, findings }]) => [rule, {
		count,
		digest,
		findings: findings?.match(/.{10}/gu) ?? void 0
	}]));
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

// src/github/issue/failure-notice.ts
/** The notice in the open issue while runs fail: since when no audit has succeeded, and why. */
const opening$1 = "<!-- cloudsmith-access-audit v1 failing";
const closing = `${opening$1} end -->`;
const notice = /^<!-- cloudsmith-access-audit v1 failing (\S+) ([0-9a-f]{12}) -->\n[\s\S]*?\n<!-- cloudsmith-access-audit v1 failing end -->\n\n?/mu;
/** GitHub rejects a longer body. */
const maxBodyCharacters = 65536;
/** Returns true if our part of a body has a notice. */
function hasNotice(own) {
	return notice.test(own);
}
/**
* Puts the notice into the open issue, above the last audit's findings. A notice with another
* reason replaces the previous one. Returns the issue's URL; undefined if no issue is open.
*/
async function updateFailureNotice(github, issue, failure) {
	const { accounts, labels } = issue;
	const isIt = (listed) => isAbout(listed, issue);
	const { issues } = await findIssues(github, {
		accounts,
		labels,
		isIt,
		isWanted: isIt
	});
	const open = issues.find(({ state }) => state === "open");
	const key = readIssueKey(open?.body);
	if (open === void 0 || key === void 0) return void 0;
	const body = withNotice(open.body ?? "", key, failure);
	if (body === void 0) return open.html_url;
	const { octokit, owner, repo } = github;
	await ask("update the tracking issue", "issues: write", () => octokit.rest.issues.update({
		owner,
		repo,
		issue_number: open.number,
		body
	}));
	return open.html_url;
}
function isAbout({ body, title }, { policyPath, isTitle }) {
	const key = readIssueKey(body);
	if (key === void 0) return false;
	return key.policyPath === void 0 ? isTitle(title) : key.policyPath === policyPath;
}
/** Returns the body with the notice; undefined if it already has the same notice. */
function withNotice(body, key, failure) {
	const marker = issueMarker(key);
	const split = splitBody(body, marker);
	if (split === void 0) return void 0;
	const reason = digestOf(failure.error);
	const [, since, before] = notice.exec(split.own) ?? [];
	if (before === reason) return void 0;
	const from = Number.isNaN(Date.parse(since ?? "")) ? failure.at.toISOString() : since ?? "";
	const { error, personalData } = failure;
	const text = renderFailure({
		since: from,
		code: error.code,
		message: error.message,
		personalData
	});
	const block = `${opening$1} ${from} ${reason} -->\n${text}\n${closing}\n\n`;
	const recorded = readTrackedSet(split.own);
	const rest = split.own.replace(notice, "");
	const start = marker.length + 1;
	const compose = (report) => {
		const own = `${rest.slice(0, start)}${block}${report}`;
		const part = recorded === void 0 ? own : withTrackedSet(withoutTrackedSet(own), recorded);
		return joinBody(split, withEnd(part));
	};
	const report = rest.slice(start);
	const full = compose(report);
	const over = Array.from(full).length - maxBodyCharacters;
	return over <= 0 ? full : compose(shorten(withoutTrackedSet(report), over));
}
/** Removes complete lines from the end, and never cuts inside a `<details>` section. */
function shorten(report, characters) {
	const left = "**The rest is left out here** to make room for the notice above.";
	const lines = report.split("\n");
	let removed = -64;
	let depth = 0;
	while (lines.length > 0 && (removed < characters || depth > 0)) {
		const line = lines.pop() ?? "";
		removed += Array.from(line).length + 1;
		depth += line.split("</details>").length - line.split("<details>").length;
	}
	return `${lines.join("\n").trimEnd()}\n\n${left}`;
}
/** Ignores numbers and request ids, which differ between runs that fail for the same reason. */
function digestOf({ code, message }) {
	const lasting = message.replaceAll(/request id "[^"]*"/gu, "").replaceAll(/\d+/gu, "#");
	return createHash("sha256").update(`${code} ${lasting}`).digest("hex").slice(0, 12);
}

// src/report/markdown/render-progress.ts
/** The new and the resolved findings since the last run, as a comment on the tracking issue. */
/** A longer list is easier to read in the issue itself. */
const maxItems = 30;
/**
* GitHub rejects a comment of more characters; the limit here is in bytes, of which there are never
* fewer. 100 bytes are reserved for the line by which the comment is found again.
*/
const maxBytes$1 = 65436;
/**
* Returns the comment as GitHub Flavored Markdown; if it would be too long, lists become numbers.
*/
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
	return texts.find((text) => Buffer.byteLength(text) <= maxBytes$1) ?? texts.at(-1) ?? "";
}
function compose$1(report, progress, { event }, shown) {
	return `${[
		opening(report, progress, event),
		...shown.named ? movements(report, progress) : [numbers(progress)],
		changesSection(report, {
			listed: shown.changes,
			tracking: true
		})
	].filter((part) => part !== "").join("\n\n")}\n`;
}
function opening(report, progress, event) {
	if (event === "closed") {
		const { notJudged } = report.counts;
		const judged = notJudged === 0 ? "every rule was judged, and none found anything" : `nothing was found; ${count(notJudged, "rule")} could not be judged, and had no earlier findings`;
		return `**No finding is left.** The workspace was read completely at ${utcMinute(report.readAt)} (${extent(report)}; roster ${codeSpan(report.rosterDigest.slice(0, 12))}): ${judged}.`;
	}
	const why = event === "reopened" ? `Reopened: the drift is still there. Add what is allowed to ${codeSpan(report.policy.path)}, as an exception with a last day.\n\n` : "";
	return progress.length === 0 ? why.trimEnd() : `${why}${tallyOf(report, progress)}`;
}
function tallyOf(report, progress) {
	const [appeared, cleared] = [sum(progress, "appeared"), sum(progress, "cleared")];
	const parts = [...appeared === 0 ? [] : [`${count(appeared, "finding")} appeared`], ...cleared === 0 ? [] : [`${appeared === 0 ? count(cleared, "finding") : cleared} resolved`]];
	const open = openFindings(report).length;
	return `**${parts.length === 0 ? "The findings changed" : parts.join(", ")}**; ${open} in all.`;
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
		list$1("Appeared", appeared),
		list$1("Resolved", cleared),
		numbers(progress.filter(({ moved }) => moved === void 0))
	];
}
/** Findings that the report does not contain any more are only counted. */
function describe$1(rule, fingerprints, findings) {
	const wanted = new Set(fingerprints);
	const length = fingerprints[0]?.length ?? 0;
	const named = findings.filter((finding) => finding.rule === rule && wanted.has(finding.fingerprint.slice(0, length)));
	const rest = wanted.size - named.length;
	return [...named.map((finding) => `- ${codeSpan(rule)}: ${escapeMarkdown(sentenceOf(finding), 500)}`), ...rest > 0 ? [`- ${codeSpan(rule)}: ${named.length === 0 ? rest : `${rest} more`}`] : []];
}
function list$1(title, items) {
	if (items.length === 0) return "";
	const left = items.length - maxItems;
	const more = left > 0 ? `\n- and ${left} more` : "";
	return `${title}:\n\n${items.slice(0, maxItems).join("\n")}${more}`;
}
function numbers(progress) {
	return progress.slice(0, maxItems).map(({ rule, before, after }) => before === after ? `- ${codeSpan(rule)}: still ${after}, but different ones` : `- ${codeSpan(rule)}: ${before} before, ${after} now`).join("\n");
}

// src/github/issue/issue-plan.ts
/** Decides what to do with the tracking issue before anything is written. */
/** How often to renew the line with the last complete sync if nothing else changes. */
const renewalMs = 7 * dayMs;
/**
* Returns the plan. The body is written if the set of findings, the state or the title differ, if
* it was lost or changed by somebody, if names become visible or must be hidden, and for the date
* of the last complete sync: every `renewalMs`, and once when syncs are overdue. A run that could
* not judge a rule clears none of its findings and does not close the issue. News that an earlier
* run could not post is posted now, together with later changes.
*/
function planIssue(issue, found) {
	const { recorded } = issue;
	const { set, held } = carryOver(found.set, recorded, found.notJudged);
	const state = decideState(issue, found, set);
	const reopened = state === "open" && issue.state === "closed";
	const closed = state === "closed" && issue.state === "open";
	const changed = recorded !== void 0 && compareSets(recorded, set).length > 0;
	const changes = recorded === void 0 || issue.outdated === true || changed || reopened || closed || issue.title !== found.title || recorded.anonymous !== set.anonymous || state === "open" && recorded.overdue !== set.overdue || found.complete && isStale(recorded, set);
	const news = findNews(recorded, set, {
		reopened,
		closed
	});
	const isLate = recorded?.unposted !== void 0;
	return {
		state,
		set,
		held,
		write: changes || isLate,
		onlyForgets: !changes,
		news
	};
}
/** If the body was lost, there is nothing to compare with, so there is no news. */
function findNews(recorded, set, { reopened, closed }) {
	if (recorded === void 0) return void 0;
	const { unposted } = recorded;
	const progress = compareSets(unposted ?? recorded, set);
	const turned = reopened && recorded.rules.size !== 0 ? "reopened" : closed ? "closed" : void 0;
	if (turned !== void 0) return {
		event: turned,
		progress
	};
	const isOpen = set.rules.size > 0;
	if (unposted?.event === "reopened" && isOpen) return {
		event: "reopened",
		progress
	};
	if (unposted?.event === "closed" && !isOpen) return {
		event: "closed",
		progress
	};
	return progress.length > 0 || reopened ? {
		event: "changed",
		progress
	} : void 0;
}
function decideState(issue, found, set) {
	if (set.rules.size > 0) return "open";
	const isCleared = issue.recorded !== void 0 || found.notJudged.size === 0;
	return found.conclusive && found.complete && isCleared ? "closed" : issue.state;
}
function isStale(recorded, { completeAt }) {
	if (completeAt === void 0) return false;
	if (recorded.completeAt === void 0) return true;
	return Date.parse(completeAt) - Date.parse(recorded.completeAt) >= renewalMs;
}

// src/github/issue/issue-content.ts
/** Builds the content of the tracking issue from a report. */
/** GitHub starts scheduled runs late when it is busy. */
const slackMs$1 = 108e5;
/** Returns the content of the issue, independent of its current content. */
function toIssueContent(report, settings) {
	const { accounts, labels, assignees, log, isGone, personalData, withheld, runUrl, toAddress } = settings;
	const complete = report.coverage.status === "complete";
	const toleratedMs = tolerated(report, settings.schedule);
	return {
		accounts,
		labels,
		assignees,
		log,
		isGone,
		key: {
			workspace: report.organization.id,
			policyPath: settings.policyPath
		},
		found: (recorded) => {
			const completeAt = complete ? report.readAt : lastKnown(report, recorded);
			const overdue = !complete && isOverdue(report, completeAt, toleratedMs, recorded);
			return {
				title: titleOf(report.organization.slug),
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
		render: ({ held, recorded, set: { completeAt, overdue } }, maxBytes) => {
			const previousAt = complete ? lastKnown(report, recorded) : void 0;
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
				withheld,
				maxBytes,
				runUrl,
				toAddress,
				fullReport: "the summary of the run",
				tracking
			});
		},
		renderNews: ({ event, progress }) => renderProgress(report, progress, {
			personalData,
			event
		})
	};
}
/** Returns the title of the issue about the workspace with this slug. */
function titleOf(organization) {
	return `Access drift in the Cloudsmith workspace ${toVisibleText(organization, 100)}`;
}
function notJudgedRules({ rules }) {
	return new Set(rules.filter(({ status }) => status === "not-judged").map(({ id }) => id));
}
/**
* Returns the latest known time of a complete sync before this one: the baseline's or the issue's.
*/
function lastKnown(report, recorded) {
	return [baselineAt(report), recorded?.completeAt].filter((at) => at !== void 0).toSorted().at(-1);
}
function baselineAt({ changes }) {
	return changes?.sinceCoverage === "complete" ? changes.since : void 0;
}
/** A run without a schedule cannot decide this, and repeats the issue's previous statement. */
function isOverdue({ readAt }, completeAt, toleratedMs, recorded) {
	if (toleratedMs === void 0) return recorded?.overdue ?? false;
	return isLonger(completeAt, readAt, toleratedMs);
}
/**
* Returns the tolerated time between complete syncs, in milliseconds. Without a baseline the time
* comes from the issue, which may be as old as its last renewal.
*/
function tolerated(report, schedule) {
	const pauseMs = schedule === void 0 ? void 0 : longestPause(schedule);
	if (pauseMs === void 0) return void 0;
	return 2 * pauseMs + slackMs$1 + (baselineAt(report) === void 0 ? renewalMs : 0);
}
/**
* Returns the approximate longest time between two runs of a cron expression (five fields), in
* milliseconds; undefined if it is not in that form.
*/
function longestPause(cron) {
	const fields = cron.trim().split(/\s+/u);
	if (fields.length !== 5) return void 0;
	const [, hour = "*", dayOfMonth = "*", month = "*", dayOfWeek = "*"] = fields;
	const isFree = (field) => field === "*";
	if (!isFree(month)) return 366 * dayMs;
	if (!isFree(dayOfMonth)) return 31 * dayMs;
	if (!isFree(dayOfWeek)) return 7 * dayMs;
	return isFree(hour) ? hourMs$1 : dayMs;
}

// src/github/issue/moved-policy.ts
/** Checks whether the policy that an issue names was moved: then its old path does not exist. */
/**
* Returns true if the repository has no file `gone` but has the file `there`. Returns false if
* GitHub does not say, because the issue may be about another policy.
*/
async function isPolicyGone(github, { gone, there, ref }) {
	if (await hasFile(github, gone, ref) !== false) return false;
	return await hasFile(github, there, ref) === true;
}
async function hasFile({ octokit, owner, repo }, path, ref) {
	try {
		await octokit.rest.repos.getContent({
			owner,
			repo,
			path,
			...ref !== void 0 && { ref }
		});
		return true;
	} catch (error) {
		return error instanceof RequestError && error.status === 404 ? false : void 0;
	}
}

// src/github/issue/news-comment.ts
/** The comment that notifies people of new and cleared findings, once per change. */
/** Returns whether the comment with this news already exists. */
async function isPosted(github, place, id) {
	return (await list(github, place, id)).length > 0;
}
/**
* Writes the comment unless it already exists; concurrent runs leave one. Returns the error if it
* could not be written, otherwise undefined. After a failed request it looks for the comment,
* because GitHub may have stored it.
*/
async function postNews(github, place, { id, text }) {
	try {
		if (await isPosted(github, place, id)) return void 0;
	} catch (error) {
		return asFailure(error);
	}
	try {
		await addComment(github, place.thread, `${text.trimEnd()}\n\n${markerOf(id)}`);
	} catch (error) {
		const failure = asFailure(error);
		return await isPosted(github, place, id).catch(() => false) ? void 0 : failure;
	}
	const [, ...duplicates] = await list(github, place, id);
	await removeDuplicates(github, place.thread, duplicates);
}
async function list(github, { thread, accounts, since }, id) {
	const marker = markerOf(id);
	const matches = (body) => body.trimEnd().endsWith(marker);
	return await listOwnComments(github, thread, {
		accounts,
		matches,
		since
	});
}
function markerOf(id) {
	return `<!-- cloudsmith-access-audit v1 news ${id} -->`;
}
function asFailure(error) {
	if (error instanceof AuditError) return error;
	throw error;
}

// src/github/issue/open-issue.ts
/** Opens an issue with the labels and assignees that GitHub accepts. */
/** After this many rejected requests, the issue is opened without labels and assignees. */
const maxRefusals = 3;
/**
* Returns the issue from GitHub's reply, because a list may not show it yet. Logs a warning with
* the labels and assignees that GitHub rejected or ignored.
*/
async function openIssue({ octokit, owner, repo }, { title, body, ...wanted }, log) {
	let extras = wanted;
	const created = await ask("open the tracking issue", "issues: write", async () => {
		for (let refusals = 0;; refusals++) {
			const { labels, assignees } = extras;
			try {
				const { data } = await octokit.rest.issues.create({
					owner,
					repo,
					title,
					body,
					labels: [...labels],
					assignees: [...assignees]
				});
				return data;
			} catch (error) {
				if (labels.length + assignees.length === 0 || !isRefused(error)) throw error;
				extras = refusals + 1 >= maxRefusals ? {
					labels: [],
					assignees: []
				} : withoutUnusable(error, extras);
			}
		}
	});
	warnOfMissing(created, wanted, log);
	return created;
}
const Refusal = object({ errors: array(object({
	resource: string().optional().catch(void 0),
	field: string().optional().catch(void 0),
	value: union$1([string(), array(string())]).optional().catch(void 0)
})) });
function isRefused(error) {
	return error instanceof RequestError && [403, 422].includes(error.status) && !isRateLimit(error);
}
/** Removes the names that GitHub's reply lists; if it lists none, removes all that it may mean. */
function withoutUnusable({ response }, { labels, assignees }) {
	const parsed = Refusal.safeParse(response?.data);
	const errors = parsed.success ? parsed.data.errors : [];
	const left = {
		labels: without(labels, errors.filter(({ resource, field }) => field === "labels" || resource === "Label")),
		assignees: without(assignees, errors.filter(({ field }) => field === "assignees" || field === "assignee"))
	};
	return left.labels.length === labels.length && left.assignees.length === assignees.length ? {
		labels: [],
		assignees: []
	} : left;
}
function without(names, errors) {
	if (errors.length === 0) return names;
	const named = new Set(errors.flatMap(({ value }) => value ?? []).map(fold));
	const left = names.filter((name) => !named.has(fold(name)));
	return left.length === names.length ? [] : left;
}
function warnOfMissing(created, { labels, assignees }, log) {
	const given = created.labels.map((label) => typeof label === "string" ? label : label.name);
	const people = (created.assignees ?? []).map(({ login }) => login);
	const missing = [...missingFrom(given, labels).map((name) => `label ${JSON.stringify(name)}`), ...missingFrom(people, assignees).map((name) => `assignee ${JSON.stringify(name)}`)];
	if (missing.length === 0) return;
	log.warn(`the tracking issue was opened without ${missing.join(", ")}: GitHub did not accept that. Give issue-labels and issue-assignees that can be used in this repository.`);
}
function missingFrom(given, wanted) {
	const known = new Set(given.map((name) => fold(name ?? "")));
	return wanted.filter((name) => !known.has(fold(name)));
}
/** Logins and labels are case-insensitive. */
function fold(name) {
	return name.toLowerCase();
}

// src/github/issue/tracking-issue.ts
/** The only tracking issue of a policy, with the workspace's current drift. */
const permission = "issues: write";
/** GitHub rejects a longer body. This counts bytes, which are never fewer than characters. */
const maxBodyBytes = 65536;
/** Concurrent runs leave only a few duplicates. The limit bounds the updates per run. */
const maxDuplicates = 3;
/** Cloudsmith's and GitHub's clocks may differ. */
const slackMs = 36e5;
/**
* Brings the issue up to date: opens it if there is drift, updates it in place if the findings
* change, reopens it if somebody closed it during drift, and closes it if no finding is left. It
* preserves the text that people added around our part.
*/
async function updateIssue(github, content) {
	const search = toSearch(content);
	const listed = await findIssues(github, search);
	const known = await choose(listed.issues, content);
	if (known.length > 0) return await updateExisting(github, content, known);
	const { title, set } = content.found(void 0);
	if (set.rules.size === 0) return {
		url: void 0,
		written: "unchanged"
	};
	const late = await choose(await findUnlisted(github, search, listed), content);
	if (late.length > 0) return await updateExisting(github, content, late);
	if (!listed.isComplete) content.log.warn("a new tracking issue is opened: none was found among the latest issues of this account, which has many more. If there is one, close it; with issue-labels it is found by its label.");
	const body = compose(content, noText, {
		set,
		held: [],
		recorded: void 0
	});
	const { labels, assignees, log } = content;
	return {
		url: await closeConcurrent(github, search, await openIssue(github, {
			title,
			body,
			labels,
			assignees
		}, log)),
		written: "created"
	};
}
/** If concurrent runs each opened an issue, this closes all but the oldest, and returns its URL. */
async function closeConcurrent(github, search, created) {
	const [oldest = created, ...duplicates] = [created, ...(await listNewest(github, search)).filter(search.isIt).filter(({ number }) => number !== created.number)].sort((a, b) => a.number - b.number);
	await closeDuplicates(github, duplicates);
	return oldest.html_url;
}
async function updateExisting(github, content, [issue, ...duplicates]) {
	if (issue === void 0) throw new Error("there is no issue to update");
	await closeDuplicates(github, duplicates);
	const key = keyOf(issue, content.key) ?? content.key;
	const split = splitBody(issue.body, issueMarker(key)) ?? {
		...noText,
		own: "",
		isComplete: false
	};
	const place = toNewsPlace(content, issue, readTrackedSet(split.own));
	const recorded = await withoutPosted(github, place, readTrackedSet(split.own));
	const state = issue.state === "closed" ? "closed" : "open";
	const outdated = !(key.policyPath === content.key.policyPath && split.isComplete) || hasNotice(split.own) || recorded?.isLate === true;
	const found = content.found(recorded?.set);
	const plan = planIssue({
		state,
		title: issue.title,
		recorded: recorded?.set,
		outdated
	}, found);
	const url = issue.html_url;
	if (!plan.write) return {
		url,
		written: "unchanged"
	};
	const { set, failure } = await postPlannedNews(github, content, {
		place,
		recorded: recorded?.set,
		plan
	});
	if (failure !== void 0 && plan.onlyForgets) {
		if (!(failure instanceof Unwritable)) throw failure;
		content.log.warn(failure.message);
		return {
			url,
			written: "unchanged"
		};
	}
	const body = compose(content, split, {
		set,
		held: plan.held,
		recorded: recorded?.set
	});
	const isHeld = failure !== void 0 && !(failure instanceof Unwritable);
	const next = isHeld && plan.state === "closed" ? state : plan.state;
	await update(github, issue.number, {
		title: found.title,
		body,
		...turnTo(next, state)
	}).catch((error) => {
		throw isHeld ? failure : error;
	});
	if (isHeld) throw failure;
	if (failure !== void 0) content.log.warn(failure.message);
	return {
		url,
		written: "updated"
	};
}
/** Posts the news, and returns the set for the body, with the news in it if posting failed. */
async function postPlannedNews(github, content, { place, recorded, plan }) {
	const { news, set } = plan;
	if (recorded === void 0 || news === void 0) return {
		set: {
			...set,
			news: recorded?.news
		},
		failure: void 0
	};
	const id = toNewsId(recorded, set, news.event);
	const failure = await postNews(github, place, {
		id,
		text: content.renderNews(news)
	});
	const rules = toStoredRules((recorded.unposted ?? recorded).rules, set);
	const unposted = failure === void 0 ? void 0 : {
		event: news.event,
		rules
	};
	return {
		set: {
			...set,
			news: id,
			unposted
		},
		failure
	};
}
/**
* Returns the recorded set without its unposted news if the comment exists after all: GitHub may
* have stored it and still have returned an error.
*/
async function withoutPosted(github, place, set) {
	if (set === void 0) return void 0;
	const isLate = set.unposted !== void 0 && set.news !== void 0 && await isPosted(github, place, set.news);
	return {
		set: isLate ? {
			...set,
			unposted: void 0
		} : set,
		isLate
	};
}
/** The body and the comments were written after the sync that the body describes. */
function toNewsPlace({ accounts }, issue, recorded) {
	const thread = {
		number: issue.number,
		name: "tracking issue",
		permission
	};
	const times = [recorded?.completeAt ?? issue.created_at, issue.updated_at].map((at) => Date.parse(at));
	return {
		thread,
		accounts,
		since: (/* @__PURE__ */ new Date(Math.min(...times) - slackMs)).toISOString()
	};
}
function toSearch({ accounts, labels, key }) {
	const marker = issueMarker(key);
	const workspace = key.workspace.toLowerCase();
	return {
		accounts,
		labels,
		isIt: ({ body }) => splitBody(body, marker) !== void 0,
		isWanted: ({ body }) => readIssueKey(body)?.workspace === workspace
	};
}
/**
* Returns the issues of this policy, oldest first: those with its path; else those of earlier
* versions, whose marker has only the workspace; else those of a policy that no longer exists,
* because this one may be its new path.
*/
async function choose(issues, { key, isGone }) {
	const byPath = Map.groupBy(issues, (issue) => keyOf(issue, key)?.policyPath);
	const own = byPath.get(key.policyPath) ?? byPath.get(void 0);
	if (own !== void 0) return own;
	for (const [path, others] of [...byPath].slice(0, 3)) if (path !== void 0 && await isGone(path)) return others;
	return [];
}
/** Somebody may have copied the part of another issue above ours. */
function keyOf({ body }, own) {
	return splitBody(body, issueMarker(own)) === void 0 ? readIssueKey(body) : own;
}
const noText = {
	before: "",
	after: ""
};
function compose(content, around, shown) {
	const marker = issueMarker(content.key);
	const toBody = (text) => joinBody(around, withEnd(withTrackedSet(withMarker(text, marker), shown.set)));
	const room = maxBodyBytes - Buffer.byteLength(toBody(""));
	const body = toBody(content.render(shown, Math.max(0, room)));
	if (Array.from(body).length <= 65536) return body;
	throw new AuditError("DELIVERY_FAILED", "cannot update the tracking issue: the text that people added to it leaves no room. Shorten that.");
}
function turnTo(next, state) {
	if (next === state) return {};
	return {
		state: next,
		state_reason: next === "closed" ? "completed" : "reopened"
	};
}
async function update({ octokit, owner, repo }, issue_number, change) {
	await ask("update the tracking issue", permission, () => octokit.rest.issues.update({
		owner,
		repo,
		issue_number,
		...change
	}));
}
async function closeDuplicates(github, duplicates) {
	for (const { number } of duplicates.filter(({ state }) => state === "open").slice(0, maxDuplicates)) await update(github, number, {
		state: "closed",
		state_reason: "not_planned"
	});
}

// src/github/delivery.ts
/** Decides where a run's report goes on GitHub: a comment, an issue, or neither. */
/** Returns the delivery of a run. It has no channels without a token or outside of GitHub. */
async function openDelivery(run, settings, log) {
	const known = parseContext(run);
	const { token, userAgent } = settings;
	const github = known === void 0 || token === void 0 ? void 0 : await connect(known, {
		token,
		userAgent,
		log
	});
	const context = known === void 0 || github === void 0 ? known : await completeContext(github, known);
	const withheld = decideWithheld(settings, context);
	const delivery = {
		personalData: withheld === void 0 ? "full" : "counts",
		withheld,
		runUrl: context?.runUrl,
		findLinks: github === void 0 || context === void 0 || withheld !== void 0 ? async () => noLink : openPolicyLinks(github, context, settings.readCheckout),
		channels: [],
		urls: {}
	};
	if (context === void 0) return delivery;
	if (github === void 0) {
		log.info(explainNoToken(context));
		return delivery;
	}
	const policy = context.change === void 0 ? void 0 : openPolicyChange(github, context.change, {
		path: settings.policyPath,
		toTestPath: settings.toTestPath,
		findIncluded: settings.findIncluded
	});
	const thread = openCommentThread(github, context, {
		settings,
		policy,
		delivery
	});
	const channel = chooseChannel(github, context, {
		settings,
		thread,
		delivery,
		log
	});
	const why = channel === void 0 ? explainChannels(context) : void 0;
	if (why !== void 0) log.info(why);
	return {
		...delivery,
		channels: channel === void 0 ? [] : [toleratingClosed(channel, log)],
		...hasIssue(context, settings) && { reportFailure: (error, run) => unlessClosed(log, () => deliverFailure(github, {
			error,
			...run
		}, {
			settings,
			delivery
		})) },
		...policy !== void 0 && { readPolicyChange: policy.resolve },
		...thread !== void 0 && {
			hasComment: thread.exists,
			commentProblem: (message) => unlessClosed(log, () => thread.write(() => renderProblem(message, "policy"))),
			commentText: (text) => unlessClosed(log, () => thread.write(() => text))
		}
	};
}
/** Returns why names are not shown; undefined if they are. */
function decideWithheld({ personalData }, context) {
	if (personalData !== "auto") return personalData === "full" ? void 0 : "requested";
	const visibility = context?.visibility ?? "unknown";
	return visibility === "private" || visibility === "internal" ? void 0 : visibility;
}
/** If the target rejects all writes, this is only logged, and the result does not change. */
function toleratingClosed(channel, log) {
	const { task } = channel;
	return {
		task,
		deliver: (report) => unlessClosed(log, () => channel.deliver(report))
	};
}
async function unlessClosed(log, write) {
	try {
		await write();
	} catch (error) {
		if (!(error instanceof Unwritable)) throw error;
		log.warn(error.message);
	}
}
function chooseChannel(github, context, { settings, thread, delivery, log }) {
	if (context.change !== void 0) {
		if (thread === void 0) return void 0;
		return {
			task: "update the comment on the pull request",
			deliver: async (report) => {
				const toAddress = await delivery.findLinks(report);
				await thread.write((maxBytes) => renderBody(report, {
					maxBytes,
					toAddress
				}, delivery));
			}
		};
	}
	if (!hasIssue(context, settings)) return void 0;
	return {
		task: "update the tracking issue",
		deliver: (report) => deliverIssue(github, report, {
			context,
			settings,
			delivery,
			log
		})
	};
}
function hasIssue(context, { issue }) {
	return context.change === void 0 && issue !== "never" && mayHaveIssue(context);
}
async function deliverIssue(github, report, { context, settings, delivery, log }) {
	const { policyPath } = settings;
	const { archive, generatedAt, organization } = report;
	if (archive?.stale !== void 0) {
		await deliverFailure(github, {
			error: {
				code: "ARTIFACT_FAILED",
				message: `${archive.path} does not describe the current workspace: ${archive.stale}.`
			},
			at: new Date(generatedAt),
			organization: organization.slug
		}, {
			settings,
			delivery
		});
		return;
	}
	const result = await updateIssue(github, toIssueContent(report, {
		accounts: await readOwnAccounts(github, settings.previousAuthors),
		labels: settings.issueLabels,
		assignees: settings.issueAssignees,
		log,
		policyPath,
		isGone: (path) => isPolicyGone(github, {
			gone: path,
			there: policyPath,
			ref: context.sha
		}),
		personalData: delivery.personalData,
		withheld: delivery.withheld,
		runUrl: context.runUrl,
		toAddress: await delivery.findLinks(report),
		schedule: context.schedule
	}));
	delivery.urls.issue = result.url;
}
/** Writes into the open issue that no audit has succeeded. */
async function deliverFailure(github, { error, at, organization }, { settings, delivery }) {
	const issue = {
		accounts: await readOwnAccounts(github, settings.previousAuthors),
		labels: settings.issueLabels,
		policyPath: settings.policyPath,
		isTitle: (title) => organization !== void 0 && title === titleOf(organization)
	};
	const { personalData } = delivery;
	delivery.urls.issue = await updateFailureNotice(github, issue, {
		error,
		at,
		personalData
	});
}
/**
* Leaves out times and digests. They would change the body, and update the comment, on every run.
*/
function renderBody(report, limits, { personalData, withheld }) {
	const fullReport = "the summary of this check";
	return renderMarkdown(report, {
		personalData,
		withheld,
		...limits,
		stable: true,
		fullReport
	});
}
const Repository$2 = object({
	visibility: _enum([
		"public",
		"private",
		"internal"
	]).catch("public"),
	default_branch: string().optional().catch(void 0)
});
/** Returns the context with visibility and default branch filled in, if the token can read them. */
async function completeContext(github, context) {
	if (context.visibility !== "unknown" && context.defaultBranch !== void 0) return context;
	const { octokit, owner, repo } = github;
	const reply = await octokit.rest.repos.get({
		owner,
		repo
	}).catch(() => void 0);
	const parsed = Repository$2.safeParse(reply?.data);
	if (!parsed.success) return context;
	const visibility = context.visibility === "unknown" ? parsed.data.visibility : context.visibility;
	return {
		...context,
		visibility,
		defaultBranch: context.defaultBranch ?? parsed.data.default_branch
	};
}

// src/github/pull-request/pull-request-as-data.ts
/**
* Reads the policy of a pull request as data. Nothing of the pull request is checked out, so a run
* with secrets can audit the proposal of an outsider.
*/
const commitId = string().regex(/^[0-9a-f]{40,64}$/u);
/** Null if the fork was deleted. */
const Repository$1 = object({ id: int() });
const PullRequest = object({
	number: int().positive(),
	state: string(),
	head: object({
		sha: commitId,
		ref: string(),
		repo: Repository$1.nullable()
	}),
	base: object({
		sha: commitId,
		ref: string(),
		repo: Repository$1
	}),
	merge_commit_sha: commitId.nullish().catch(void 0)
});
const Commit = object({ parents: array(object({ sha: commitId })) });
/**
* The only values used from the run that ended, all set by GitHub: the run's author controls
* everything else. Branch and repository only select among pull requests at that commit.
*/
const EndedRun = object({ workflow_run: object({
	head_sha: commitId,
	head_branch: string().nullish().catch(void 0),
	head_repository: Repository$1.nullish().catch(void 0)
}) });
/**
* Returns the pull request with that number, or on the event `workflow_run` the open one whose head
* is the ended run's commit; undefined on any other run. Throws `AuditError` if it cannot be
* determined.
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
	const ended = readEndedRun(run);
	const found = number === void 0 ? await findByHead(github, ended) : await readOne(github, number, ended?.head_sha);
	const revisions = await findCommits(github, found);
	const { before: baseSha, after: ref } = revisions;
	log.info(`the policy is from pull request ${found.number}, read at ${ref} and not checked out`);
	return {
		number: found.number,
		baseSha,
		revisions,
		isFromOutside: found.head.repo?.id !== found.base.repo.id,
		readFile: async (path) => {
			const bytes = await readFile$1(github, ref, path);
			if (bytes !== void 0) return bytes;
			throw failure(`it has no file "${path}". Restore the policy, or set policy to its new path`, "BAD_POLICY");
		},
		readFileIfAny: (path) => readFile$1(github, ref, path),
		openFolder: (file) => openRepositoryFolder(github, ref, {
			file,
			blobs: /* @__PURE__ */ new Map(),
			fail: notPlain
		})
	};
}
/** Returns GitHub's description of the run that triggered this one; undefined if no run did. */
function readEndedRun({ eventName, eventPayload }) {
	if (eventName !== "workflow_run") return void 0;
	const { success, data } = EndedRun.safeParse(eventPayload);
	if (success) return data.workflow_run;
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
	if (head !== void 0 && data.head.sha !== head) throw failure(`pull request ${number} is not at ${head}, the commit of the run that ended. A newer commit has a run of its own; leave pull-request empty to find it automatically`);
	return data;
}
/**
* Searches all open pull requests. The event's own list is empty for forks, and so is GitHub's list
* of a commit's pull requests, because the commit is only in the fork.
*/
async function findByHead({ octokit, owner, repo }, ended) {
	const head = ended?.head_sha;
	const matching = chooseByBranch((await ask("list the open pull requests", "pull-requests: read", () => octokit.paginate(octokit.rest.pulls.list, {
		owner,
		repo,
		state: "open",
		per_page: 100
	}))).filter((pull) => pull.head.sha === head), ended).map((pull) => pull.number);
	const [number, other] = matching;
	if (number === void 0) throw failure(`no open pull request is at ${head}, the commit of the run that ended. A newer commit has a run of its own`);
	if (other !== void 0) throw failure(`pull requests ${matching.join(", ")} are all at ${head}. Give one of them as pull-request`);
	return await readOne({
		octokit,
		owner,
		repo
	}, number, head);
}
/** Several branches, also of several forks, may be at one commit. The run was for one of them. */
function chooseByBranch(pulls, ended) {
	if (pulls.length < 2) return pulls;
	const chosen = pulls.filter(({ head: { ref, repo } }) => ref === ended?.head_branch && repo !== null && repo.id === ended.head_repository?.id);
	return chosen.length === 0 ? pulls : chosen;
}
/**
* Returns the commits to read the policy at: GitHub's test merge of this head, so that later
* changes of the base branch do not count as the pull request's; the head if there is no such
* merge.
*/
async function findCommits(github, { head, base, merge_commit_sha: merge }) {
	const { octokit, owner, repo } = github;
	if (merge !== null && merge !== void 0) {
		const reply = await ask("read the test merge of the pull request", "contents: read", () => octokit.rest.git.getCommit({
			owner,
			repo,
			commit_sha: merge
		}).catch(unlessMissing));
		const { success, data } = Commit.safeParse(reply?.data);
		const [first, second, third] = success ? data.parents : [];
		if (first !== void 0 && second?.sha === head.sha && third === void 0) return {
			before: first.sha,
			after: merge,
			head: head.sha
		};
	}
	return {
		before: await findMergeBase(github, base.sha, head.sha),
		after: head.sha,
		head: void 0
	};
}
/**
* Reads from this repository, which has all commits of its pull requests. A fork may not be
* accessible.
*/
async function readFile$1(github, ref, path) {
	if (path.startsWith("/") || path.split(/[\\/]/u).includes("..")) throw failure(`policy "${path}" is outside of the repository. Give its path in the repository`, "BAD_SETTINGS");
	const file = await readRepositoryFile(github, ref, path);
	if (file.kind === "absent") return void 0;
	if (file.kind === "file") return file.bytes;
	throw notPlain(path, file.why);
}
function notPlain(path, why) {
	return failure(`"${path}" is ${why}. Make it a plain text file in the repository`, "BAD_POLICY");
}
function unlessMissing(error) {
	if (!(error instanceof RequestError && error.status === 404)) throw error;
}
function failure(reason, code = "DELIVERY_FAILED") {
	return new AuditError(code, `cannot audit the pull request's policy: ${reason}.`);
}

// src/runner/started-run.ts
/** Parses the GitHub toolkit's context, which describes what started the run. */
/** A runner sets all of them; outside of a runner, most are missing. */
const Context = object({
	eventName: string().default(""),
	ref: string().default(""),
	sha: string().default(""),
	actor: string().default(""),
	serverUrl: string(),
	apiUrl: string(),
	/** NaN if it is missing. */
	runId: int().positive().optional().catch(void 0),
	payload: record(string(), unknown())
});
const Repository = object({
	owner: string(),
	repo: string().default("")
});
/**
* Returns what started the run. The toolkit parses the event when it is loaded. If the event cannot
* be parsed, its variable is first removed from the environment, and the run continues without it.
*/
async function readStartedRun(env, files) {
	if (!await files.hasEvent(env)) delete env["GITHUB_EVENT_PATH"];
	const { context } = await import("./chunks/github.js");
	const { payload, runId, ...started } = Context.parse(context);
	return {
		...started,
		eventPayload: payload,
		repository: readRepository(context),
		runId: runId === void 0 ? "" : String(runId),
		proxies: readProxies(env)
	};
}
/**
* Returns `owner/name`; "" outside of a runner, and a text without a slash for a malformed name.
*/
function readRepository(context) {
	let named;
	try {
		named = context.repo;
	} catch {
		return "";
	}
	const { owner, repo } = Repository.parse(named);
	return repo === "" ? owner : `${owner}/${repo}`;
}

// src/runner/open-run.ts
/** Opens a run: what started it, which policy it checks, and where its report may go on GitHub. */
/** Returns the run, and masks its proxies' secrets in the log. Throws `AuditError`. */
async function openRun(env, { delivery: settings, pullRequest: number, files, log }) {
	const run = await readStartedRun(env, files);
	for (const secret of run.proxies?.secrets ?? []) setSecret(secret);
	const { token } = settings;
	const pull = await findPullRequest(run, {
		number,
		token,
		userAgent,
		log
	});
	const restriction = findRestriction(run, run.actor);
	const delivery = await openDelivery({
		...run,
		pullRequest: pull
	}, settings, log);
	return {
		run,
		pull,
		restriction,
		github: restriction === void 0 ? delivery : tolerateReadOnly(delivery, restriction, log)
	};
}
/** Returns the settings for the delivery on GitHub. */
function toDeliverySettings(settings, policyPath, readCheckout) {
	return {
		token: settings.token,
		userAgent,
		policyPath,
		toTestPath,
		findIncluded,
		comment: settings.comment,
		issue: settings.issue,
		issueLabels: settings["issue-labels"],
		issueAssignees: settings["issue-assignees"],
		previousAuthors: settings["previous-authors"],
		personalData: settings["personal-data"],
		readCheckout
	};
}

// src/runner/outputs.ts
/** The step's outputs. */
/**
* Sets every output in every run, so that no workflow reads a value of an earlier run. A count is
* empty if nothing was counted.
*/
var Outputs = class {
	#env;
	#files;
	#values = {
		verdict: "unknown",
		errors: "",
		warnings: "",
		notes: "",
		accepted: "",
		introduced: "",
		tasks: "",
		weakened: "",
		resolved: "",
		"not-judged": "",
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
	constructor(env, files) {
		this.#env = env;
		this.#files = files;
	}
	/**
	* Reads the URLs from this object when the outputs are written, because a failing run may also
	* comment.
	*/
	follow(urls) {
		this.#urls = urls;
	}
	/** `written` has the paths of the written files and folders, by output. */
	set(result, written) {
		const { report, artifact, delivery } = result;
		const { notJudged, introduced, resolved, tasks = "", weakened = "", ...counts } = report.counts;
		const isCompared = report.base !== void 0 || report.changes !== void 0;
		Object.assign(this.#values, counts, isCompared && {
			introduced,
			resolved
		}, {
			tasks,
			weakened,
			verdict: report.verdict,
			"not-judged": notJudged,
			coverage: report.coverage.status,
			delivery,
			c1z: artifact?.path ?? "",
			"c1z-sha256": artifact?.sha256 ?? "",
			"sync-id": artifact?.syncId ?? "",
			"roster-digest": report.rosterDigest,
			...written
		});
	}
	/**
	* For a pull request that does not change the policy: it introduces nothing, and nothing else was
	* counted.
	*/
	introducedNothing() {
		Object.assign(this.#values, {
			verdict: "clean",
			introduced: 0,
			tasks: 0,
			weakened: 0,
			resolved: 0,
			delivery: "complete"
		});
	}
	/** For a failing policy test, which is a defect whatever the roster is. */
	foundDefects() {
		this.#values["verdict"] = "drift";
	}
	/** For a run that checks only the policy: there was nothing to deliver, so nothing failed. */
	countWeakenings(weakened) {
		this.#values["weakened"] = weakened;
	}
	deliveredNothing() {
		this.#values["delivery"] = "complete";
	}
	/**
	* Writes the outputs. If a value is written twice, the later one counts. `files` records a
	* failure.
	*/
	write() {
		const path = this.#env["GITHUB_OUTPUT"] ?? "";
		if (path === "") return;
		this.#files.attempt(`write the step's outputs to "${path}"`, "GITHUB_OUTPUT", () => {
			requireWritable(path);
			const { issue = "", comment = "" } = this.#urls;
			const values = {
				...this.#values,
				...this.#files.failed && { delivery: "partial" },
				"issue-url": issue,
				"comment-url": comment
			};
			for (const [name, value] of Object.entries(values)) setOutput(name, value);
		});
	}
};

// src/runner/policies.ts
/** Reads the policy of a run, and on a pull request the one before it. */
/**
* Returns the policy, and on a pull request or a merge group the one before it, or that there is
* nothing to judge. Comments on the pull request if the policy is not valid. Throws `AuditError`.
*/
async function readPolicies(proposal) {
	const { file, policyPath, requested, pull, github, log } = proposal;
	const resolve = github.readPolicyChange;
	const read = await readPolicy(proposal).catch((error) => ({ error }));
	if (resolve === void 0) {
		if ("error" in read) throw read.error;
		if (pull !== void 0) requireConfirmedWorkspace(requested, read, void 0);
		return {
			policy: read,
			base: void 0
		};
	}
	const onDisk = pull === void 0 ? await readCheckout(file) : void 0;
	const readChange = pull === void 0 && onDisk === void 0 ? void 0 : () => resolve(onDisk);
	if ("error" in read) {
		if ((await readChange?.().catch(() => void 0))?.isTouched === false) return {
			untouched: true,
			invalid: pathOf(read.error) ?? policyPath
		};
		const error = await explainDeleted(read.error, async () => {
			const { before, isDeleted } = await resolve(void 0);
			return isDeleted ? before : void 0;
		}, policyPath);
		if (error instanceof AuditError && error.code === "BAD_POLICY") await commentProblem(github, error.message, log);
		throw error;
	}
	const { before, isTouched } = await resolve(onDisk);
	if (!isTouched && await github.hasComment?.() !== true) return {
		untouched: true,
		invalid: void 0
	};
	const base = await toBasePolicy(before, policyPath, log);
	if (pull !== void 0) requireConfirmedWorkspace(requested, read, base.policy);
	return {
		policy: read,
		base
	};
}
async function readPolicy({ file, policyPath, pull, github, log }) {
	const readBase = async () => {
		const change = await github.readPolicyChange?.(void 0);
		return await toBasePolicy(change?.before, policyPath, silentLogger);
	};
	const tolerate = tolerateDropped(readBase, log);
	if (pull === void 0) return await readTestedPolicy(file, policyPath, tolerate);
	const given = {
		path: policyPath,
		bytes: await pull.readFile(policyPath),
		folder: pull.openFolder(policyPath)
	};
	const policy = await readWholePolicy(given, tolerate);
	return withTests(policy, await pull.readFileIfAny(toTestPath(policyPath)));
}
/** Returns the files on disk; undefined if the policy cannot be read. */
async function readCheckout(file) {
	const policy = await readIfAny(file);
	if (policy === void 0) return void 0;
	return {
		policy,
		tests: await readIfAny(toTestPath(file)),
		included: await readIncludedOnDisk(file, policy)
	};
}
/** The limit for all files of a policy together. */
const maxBytes = 524288;
/** Returns what the policy on disk includes. */
async function readIncludedOnDisk(file, policy) {
	const included = /* @__PURE__ */ new Map();
	const found = await findIncluded(policy, file, openDiskFolder(file)).catch(() => []);
	for (const { path, kind } of found) {
		const at = join(dirname(file), path);
		const bytes = kind === "file" ? await readBounded(at, maxBytes).catch(() => void 0) : void 0;
		included.set(path, bytes);
	}
	return included;
}
/** Returns the bytes of a file; undefined if it cannot be read. */
async function readIfAny(path) {
	return await readFile(path).catch(() => void 0);
}
/** Returns the path of the file that an error is about, if it has problems on lines. */
function pathOf(error) {
	return error instanceof AuditError ? error.problems[0]?.path : void 0;
}
/** The author of the change reads the pull request, not the log. */
async function commentProblem(github, message, log) {
	try {
		await github.commentProblem?.(message);
	} catch (error) {
		log.error(describeError(error));
	}
}

// src/report/markdown/render-policy-check.ts
/** The check of a policy without a roster: whether it is valid, and what it changes. */
/** Returns the check as GitHub Flavored Markdown; with `counts` it contains no names. */
function renderPolicyCheck(check, { personalData, withheld = "unknown", maxLines = 200 }) {
	const failed = check.tests?.failing.length ?? 0;
	return `${[
		`### Access audit: only the policy was checked, and ${failed === 0 ? "it is valid" : `${count(failed, "policy test")} failed`}`,
		`${escapeMarkdown(`The workspace was not read: ${check.reason}`, 600)}. So it is not known whether the workspace matches the policy.`,
		...describeTests(check, {
			personalData,
			maxLines
		}),
		...describe(check, {
			personalData,
			maxLines
		}),
		...personalData === "counts" ? [escapeMarkdown(describeWithheld(withheld), 600)] : []
	].join("\n\n")}\n`;
}
function describeTests({ tests }, { personalData, maxLines }) {
	if (tests === void 0) return [];
	const { count: all, failing } = tests;
	if (failing.length === 0) return [`Policy tests: all ${all} pass.`];
	const line = `Policy tests: ${failing.length} of ${all} failed.`;
	if (personalData === "counts") return [line];
	return [line, failing.slice(0, maxLines).map(({ name, first }) => `- ${escapeMarkdown(name, 300)}: ${escapeMarkdown(first, 300)}`).join("\n")];
}
function describe({ changes, path }, { personalData, maxLines }) {
	const file = escapeMarkdown(path);
	if (changes === "new") return [`${file} is new.`];
	if (changes === "unknown") return [`The earlier version of ${file} is not known.`];
	if (changes.length === 0) return [`${file} allows the same as before.`];
	const anonymous = personalData === "counts";
	const full = policyChangeItems(changes, {
		anonymous,
		listed: true
	});
	const items = full.split("\n").length <= maxLines ? full : policyChangeItems(changes, {
		anonymous,
		listed: false
	});
	return [`What ${file} would change:`, items];
}

// src/runner/policy-only.ts
/** Checks the policy alone, in a run without a roster. */
/** Lines have at most 600 characters, so this many fit into a comment. */
const maxCommentLines = 40;
/** GitHub shows ten errors per step. */
const maxAnnotatedTests = 9;
/**
* Reports what the policy changes and which of its tests fail. Returns the exit code. Without a
* roster, a valid policy is neutral (neither clean nor a failure), because the author cannot change
* that.
*/
async function checkPolicyOnly(env, check) {
	const { policy, base, reason, github, outputs, log, now } = check;
	const { tests } = policy;
	const changes = changesSince(base, policy, now);
	const weakened = Array.isArray(changes) ? changes.filter(isWeakening).length : void 0;
	const isTooWeak = check.weakenings === "fail" && (weakened ?? 0) > 0;
	const result = {
		path: policy.path,
		reason,
		changes,
		tests
	};
	const { personalData, withheld } = github;
	const options = {
		personalData,
		withheld
	};
	const isSummarized = await deliver(() => writeSummary(env, renderPolicyCheck(result, options)), log.error);
	const failed = tests?.failing.length ?? 0;
	const comment = renderPolicyCheck(result, {
		...options,
		maxLines: maxCommentLines
	});
	const isCommented = await deliver(() => github.commentText?.(comment), log.error);
	const isDelivered = isSummarized && isCommented;
	if (isDelivered) outputs.deliveredNothing();
	if (weakened !== void 0) outputs.countWeakenings(weakened);
	if (failed > 0 || isTooWeak) outputs.foundDefects();
	if (github.personalData === "full" && check.pull === void 0) annotateTests(tests);
	printResult({
		failed,
		weakened: isTooWeak ? weakened : void 0
	}, reason);
	if (!isDelivered) return 2;
	return (failed > 0 || isTooWeak) && check.failOn !== "never" ? 1 : 0;
}
function printResult({ failed, weakened }, reason) {
	const why = `the workspace was not read: ${reason}`;
	const problems = [...failed > 0 ? [`${count(failed, "policy test")} failed`] : [], ...weakened === void 0 ? [] : [`the policy is weakened in ${count(weakened, "place")}`]];
	if (problems.length > 0) {
		const text = problems.join(", ");
		printAnnotation("error", `${text}, and ${why}`);
		printLine(`verdict: drift (${text}; only the policy was checked)`);
		return;
	}
	printAnnotation("notice", `the policy is valid, and ${why}; the job's summary says what the policy would change`);
	printNoVerdict("neutral: only the policy was checked");
}
/** Annotates the first failing tests; one error more is used for the verdict. */
function annotateTests(tests) {
	const { path = "", failing = [] } = tests ?? {};
	for (const test of failing.slice(0, maxAnnotatedTests)) {
		const { line, column } = test.position;
		const place = {
			title: policyTest.id,
			file: path,
			startLine: line,
			startColumn: column
		};
		printAnnotation("error", describeFailingTest(test), place);
	}
	const left = failing.length - maxAnnotatedTests;
	if (left > 0) printLine(`and ${count(left, "failing test")} more, without an annotation`);
}
async function deliver(write, onError) {
	try {
		await write();
		return true;
	} catch (error) {
		onError(describeError(error));
		return false;
	}
}

// src/runner/safe-paths.ts
/** Checks the paths of an Action's outputs before anything is read. */
/**
* Throws `AuditError` `BAD_SETTINGS` if outputs would replace each other or an input, or if a link in
* the checkout leads an output out of it. `included`: the paths of the policy's other files in the
* repository.
*/
async function requireSafePaths(env, paths, included = []) {
	const checkout = resolve(env["GITHUB_WORKSPACE"] ?? ".");
	const files = included.map((path) => resolve(checkout, path));
	await requireSeparatePaths(paths, named("the policy's include", ...files));
	await requireInCheckout(checkout, paths);
}
/** A pull request can contain a link to any file of a runner. */
async function requireInCheckout(checkout, paths) {
	const real = await followLinks(checkout);
	for (const { name, path } of outputsOf(paths)) {
		if (![checkout, real].some((folder) => isInside(resolve(path), folder))) continue;
		const target = await followLinks(path).catch(() => void 0);
		if (target === void 0 || isInside(target, real)) continue;
		throw new AuditError("BAD_SETTINGS", `cannot use ${JSON.stringify(path)} for ${name}: a link leads it out of the checkout. Name another place.`);
	}
}

// src/runner/run.ts
/** The Action's steps: read the inputs, audit, set the outputs. */
/** Runs the step and returns its exit code. Only bugs throw. */
async function run(env) {
	const files = new RunnerFiles();
	const outputs = new Outputs(env, files);
	outputs.write();
	const folder = createTemporaryFolder(env["RUNNER_TEMP"] ?? tmpdir());
	let exitCode = 2;
	try {
		const settings = readInputs(env);
		for (const secret of [settings["api-key"], settings.token]) if (secret !== void 0) setSecret(secret);
		exitCode = await audit(env, settings, {
			outputs,
			files,
			folder
		});
	} catch (error) {
		if (!(error instanceof AuditError)) throw error;
		reportFailures(files);
		await fail(env, error);
	} finally {
		outputs.write();
		reportFailures(files);
		await folder.remove();
	}
	return files.failed ? 2 : exitCode;
}
function reportFailures(files) {
	for (const error of files.takeNew()) printError(error);
}
async function audit(env, settings, step) {
	await requireSafePaths(env, toPaths(settings));
	const clock = createClock(env["SOURCE_DATE_EPOCH"]);
	const log = createStepLogger();
	const policyPath = toRepositoryPath(env, settings.policy);
	const opened = await openRun(env, {
		delivery: toDeliverySettings(settings, policyPath, openCheckout(env)),
		pullRequest: settings["pull-request"],
		files: step.files,
		log
	});
	step.outputs.follow(opened.github.urls);
	const known = { organization: settings.organization };
	try {
		return await auditOpened(env, settings, {
			...step,
			clock,
			log,
			policyPath,
			opened,
			known
		});
	} catch (error) {
		if (error instanceof AuditError) await reportFailure(opened.github, error, {
			clock,
			known,
			log
		});
		throw error;
	}
}
async function auditOpened(env, settings, given) {
	const { outputs, files, folder, clock, log, policyPath, opened, known } = given;
	const { run: started, pull, restriction, github } = opened;
	const full = github.personalData === "full";
	if (github.withheld !== void 0) log.info(describeWithheld(github.withheld));
	const proposal = {
		file: settings.policy,
		policyPath,
		requested: settings.organization,
		pull,
		github,
		log
	};
	const policies = await readPolicies(proposal);
	if ("untouched" in policies) {
		reportFailures(files);
		reportUntouched(policyPath, policies, outputs);
		return 0;
	}
	const { policy, base } = policies;
	const paths = toPaths(settings);
	await requireSafePaths(env, paths, policy.files);
	known.organization ??= policy.organization;
	const openArtifact = createArtifactOpener(started, {
		token: settings.token,
		userAgent,
		folder: folder.path,
		log,
		now: clock()
	});
	const source = await chooseSource(toSource(settings, wantsOf(policy)), {
		restriction,
		isFromOutside: pull?.isFromOutside ?? isFromOutside(started),
		personalData: github.personalData,
		canSignIn: hasCredential(env, settings),
		openArtifact,
		log
	});
	if (source.kind === "none") {
		reportFailures(files);
		const { reason } = source;
		const { "fail-on": failOn, weakenings } = settings;
		const check = {
			...proposal,
			policy,
			base,
			reason,
			failOn,
			weakenings,
			outputs,
			now: clock()
		};
		return await checkPolicyOnly(env, check);
	}
	const { destinations } = paths;
	const commit = pull === void 0 ? started.sha : void 0;
	const folders = openFolders(destinations, {
		policy,
		commit,
		log
	});
	const reports = openReportFiles(destinations.reports, {
		log,
		findLinks: github.findLinks
	});
	const artifact = full && source.kind === "workspace" ? toArtifactTarget(destinations, clock) : void 0;
	const history = full && destinations.reports["report-html"] !== void 0 ? {
		policy,
		target: artifact?.path
	} : void 0;
	const dependencies = {
		clock,
		log,
		env,
		gitHubIdToken: idTokenOf(env),
		openArtifact,
		quoteReplies: full
	};
	const result = await runAudit({
		policy,
		base,
		failOn: settings["fail-on"],
		pullRequestTasks: settings["pull-request-tasks"],
		weakenings: settings.weakenings,
		artifact,
		tool: {
			name: toolName,
			version
		},
		runUrl: github.runUrl,
		clock,
		log,
		readRoster: () => loadRoster(source, dependencies, {
			policy,
			history
		}),
		channels: toChannels(env, {
			files,
			pull,
			github,
			folders,
			reports
		})
	});
	outputs.set(result, {
		...reports.written,
		...folders.written
	});
	printVerdict(result);
	return result.exitCode;
}
function toPaths(settings) {
	const { policy } = settings;
	return {
		destinations: toDestinations(settings),
		source: toSource(settings),
		policy
	};
}
/**
* Reports a change that does not modify the policy. A required check runs on every pull request,
* and most change something else.
*/
function reportUntouched(path, { invalid }, outputs) {
	const unchanged = `this change does not modify ${path}`;
	if (invalid !== void 0) {
		outputs.deliveredNothing();
		const which = invalid === path ? "which" : `but ${invalid}`;
		printAnnotation("warning", `${unchanged}, ${which} is not valid and was not valid before`);
		printNoVerdict("neutral: nothing was audited");
		return;
	}
	outputs.introducedNothing();
	printLine(`verdict: clean (${unchanged}, so it introduces nothing; the workspace was not read)`);
}
/** Updates the issue, so that readers do not take its old content for current. */
async function reportFailure(github, error, { clock, known, log }) {
	try {
		await github.reportFailure?.(error, {
			at: clock(),
			organization: known.organization
		});
	} catch (failure) {
		log.error(describeError(failure));
	}
}
/**
* Reports why there is no result, also in the summary: it is read first, and for a fork it is the
* only place.
*/
async function fail(env, error) {
	printError(error);
	const of = error.code === "BAD_POLICY" ? "policy" : "run";
	await writeSummary(env, renderProblem(error.message, of)).catch((reason) => {
		printAnnotation("error", describeError(reason));
	});
	printNoVerdict("nothing was audited");
}

// src/action.ts
/** The Action's entry, the only one that reads the runner's environment. */
process.exitCode = 2;
process.on("uncaughtException", (error) => {
	printBug(error);
	printNoVerdict("the action failed");
	process.exit();
});
exitOnSignals(process);
process.exitCode = await run(process.env);

export {  };