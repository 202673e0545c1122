import { n as describeError, t as AuditError } from "./errors.js";
import { BlockList, isIP } from "node:net";

// src/network/loopback.ts
/** Recognizes hosts that are this machine, where no one else can read the traffic. */
const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");
/** True for `localhost`, 127.0.0.0/8 and ::1. The host is as `URL.hostname` returns it. */
function isLoopback({ hostname }) {
	if (hostname === "localhost") return true;
	const address = hostname.replace(/^\[(.*)\]$/u, "$1");
	const family = isIP(address);
	return family !== 0 && loopback.check(address, family === 4 ? "ipv4" : "ipv6");
}

// src/network/no-proxy.ts
/** The hosts that are reached without a proxy, from `no_proxy`. */
const defaultPorts = {
	"http:": 80,
	"https:": 443
};
/**
* Returns a test for a list of hosts, separated by commas or white space. An entry is `*` for every
* host, a host or a suffix (both include all subdomains), a pattern such as `*.example.com` or
* `10.*`, an address, or a network such as `10.0.0.0/8`. All but the last may have a port.
* Throws `AuditError` `BAD_SETTINGS`, which names the variable, for any other entry.
*/
function parseNoProxy(value, variable) {
	const entries = value.split(/[\s,]+/u).filter((entry) => entry !== "").map((entry, index) => parseEntry(entry, `entry ${index + 1} of ${variable}`));
	return (url) => {
		const host = toHost(url.hostname);
		const port = url.port === "" ? defaultPorts[url.protocol] ?? 0 : Number(url.port);
		return entries.some((matches) => matches(host, port));
	};
}
function parseEntry(entry, place) {
	if (/[@?#]|:\/\//u.test(entry)) throw malformed$1(place);
	if (entry.includes("/")) return parseNetwork(entry, place);
	if (isIP(entry) === 6) return (host) => host === toHost(`[${entry}]`);
	const [, name, port] = /^(\[[^\]]+\]|[^:]+)(?::(\d{1,5}))?$/u.exec(entry) ?? [];
	if (name === void 0 || Number(port ?? 1) < 1 || Number(port ?? 1) > 65535) throw malformed$1(place);
	const matchesName = parseName(toHost(name));
	return (host, given) => (port === void 0 || Number(port) === given) && matchesName(host);
}
function parseName(name) {
	if (name.includes("*")) {
		const pattern = new RegExp(`^${name.replaceAll(/[.+?^${}()|[\]\\]/gu, String.raw`\$&`).replaceAll("*", ".*")}$`, "u");
		return (host) => pattern.test(host);
	}
	const suffix = name.replace(/^\./u, "");
	return (host) => host === suffix || host.endsWith(`.${suffix}`);
}
function parseNetwork(entry, place) {
	const [address = "", bits = ""] = entry.split("/");
	const family = isIP(address);
	if (family === 0 || !/^\d{1,3}$/u.test(bits) || Number(bits) > (family === 4 ? 32 : 128)) throw malformed$1(place);
	const network = new BlockList();
	network.addSubnet(address, Number(bits), family === 4 ? "ipv4" : "ipv6");
	return (host) => {
		const ofHost = isIP(host);
		return ofHost !== 0 && network.check(host, ofHost === 4 ? "ipv4" : "ipv6");
	};
}
/** Normalizes a host: no brackets, no final dot, lower case. */
function toHost(name) {
	const plain = name.toLowerCase().replace(/(?<=.)\.$/u, "");
	if (!plain.startsWith("[")) return plain;
	return (URL.parse(`http://${plain}`)?.hostname ?? plain).slice(1, -1);
}
/** The entry is not quoted, because a URL there may contain a password. */
function malformed$1(place) {
	return new AuditError("BAD_SETTINGS", `cannot use ${place}: it is not a host. Write hosts such as example.com, .example.com, example.com:8443 or 10.0.0.0/8, separated by commas.`);
}

// src/network/proxy.ts
/** Chooses the proxy of a request from environment variables. docs/network.md has the table. */
/**
* Replacing a shorter password would damage ordinary log text. The pair of user and password is
* still replaced.
*/
const minSecretLength = 4;
/** Uses no proxy. */
const noProxies = {
	forUrl: () => void 0,
	secrets: []
};
/**
* Returns the proxies from environment variables. The lower-case variable takes precedence over the
* upper-case one; if it is empty, it turns the proxy off, as in curl. Loopback is always direct.
* Throws `AuditError` `BAD_SETTINGS`, which names a malformed variable but never its value.
*/
function readProxies(env) {
	const https = readProxy(env, "https_proxy");
	const http = readProxy(env, "http_proxy");
	const noProxy = read(env, "no_proxy");
	const isExcluded = parseNoProxy(noProxy.value, noProxy.name);
	const given = [https, http].filter((one) => one !== void 0);
	return {
		forUrl: (url) => {
			if (isLoopback(url) || isExcluded(url)) return void 0;
			return {
				"https:": https,
				"http:": http
			}[url.protocol]?.proxy;
		},
		secrets: [...new Set(given.flatMap(({ secrets }) => secrets))]
	};
}
function read(env, lower) {
	const name = env[lower] === void 0 ? lower.toUpperCase() : lower;
	return {
		name,
		value: (env[name] ?? "").trim()
	};
}
function readProxy(env, lower) {
	const { name, value } = read(env, lower);
	if (value === "") return void 0;
	const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//iu.test(value) ? value : `http://${value}`);
	if (url === null || url.hostname === "") throw malformed(name, "it is not a URL");
	if (url.protocol !== "http:" && url.protocol !== "https:") throw malformed(name, "a proxy is reached over http or https");
	if (!["", "/"].includes(url.pathname) || url.search !== "" || url.hash !== "") throw malformed(name, "something follows the host and the port");
	const credentials = `${url.username}:${url.password}`;
	const [user, password] = [decode(name, url.username), decode(name, url.password)];
	const hasCredentials = credentials !== ":";
	const encoded = Buffer.from(`${user}:${password}`).toString("base64");
	const secrets = hasCredentials ? [
		`${user}:${password}`,
		password,
		credentials,
		encoded
	] : [];
	return {
		proxy: {
			url: new URL(url.origin),
			authorization: hasCredentials ? `Basic ${encoded}` : void 0,
			variable: name
		},
		secrets: [...secrets, url.password].filter((text) => text.length >= minSecretLength)
	};
}
function decode(name, text) {
	try {
		return decodeURIComponent(text);
	} catch {
		throw malformed(name, "its user or password contains a \"%\" that encodes nothing; write it as %25");
	}
}
/** The value may contain a password, so it is never quoted. */
function malformed(name, reason) {
	return new AuditError("BAD_SETTINGS", `cannot use the proxy in ${name}: ${reason}. Write it as http://proxy.example:8080; a user and a password come before the host, percent-encoded.`);
}

// src/network/failure.ts
/** Explains why a connection failed: host, cause and remedy. */
const name = /* @__PURE__ */ new Set([
	"ENOTFOUND",
	"EAI_AGAIN",
	"EAI_FAIL",
	"EAI_NODATA",
	"EAI_NONAME"
]);
const connection = /* @__PURE__ */ new Set([
	"ECONNREFUSED",
	"EHOSTUNREACH",
	"ENETUNREACH",
	"EADDRNOTAVAIL",
	"UND_ERR_CONNECT_TIMEOUT",
	"ETIMEDOUT"
]);
/**
* OpenSSL's certificate verification errors, which Node passes on as codes (Node, "X509 certificate
* error codes").
*/
const certificate = /^(?:CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_SELF_SIGNED_CERT$|SELF_SIGNED_CERT_IN_CHAIN$|INVALID_CA$|INVALID_PURPOSE$|PATH_LENGTH_EXCEEDED$|HOSTNAME_MISMATCH$|ERR_TLS_CERT_ALTNAME_INVALID$|ERROR_IN_CERT_|UND_ERR_PRX_TLS$)/u;
/** Explains an error of a request to `url`. The result contains no credentials. */
function explainFailure(error, url, proxies) {
	const causes = [...causesOf(error)];
	const code = causes.map(codeOf).find((one) => one !== void 0) ?? "";
	const proxy = proxies.forUrl(url);
	const host = url.host;
	const reached = proxy === void 0 ? host : `the proxy ${proxy.url.host}`;
	const through = proxy === void 0 ? "" : ` (through the proxy ${proxy.url.host})`;
	const refusal = causes.map(proxyStatusOf).find((status) => status !== void 0);
	if (proxy !== void 0 && refusal !== void 0) return describeProxyRefusal(refusal, {
		host,
		proxy: proxy.url.host,
		...proxy
	});
	if (certificate.test(code)) return {
		kind: "trust",
		reason: `the certificate of ${host}${through} is not trusted (${code})`,
		remedy: remedyFor(code)
	};
	const check = proxy === void 0 ? "Check the address, and set HTTPS_PROXY if the network has a proxy." : `Check ${proxy.variable}.`;
	if (name.has(code)) return {
		kind: "connect",
		reason: `the name of ${proxy === void 0 ? url.hostname : `the proxy ${proxy.url.hostname}`} cannot be resolved (${code})`,
		remedy: check
	};
	if (code === "ECONNREFUSED") return {
		kind: "connect",
		reason: `${reached} refused the connection (${code})`,
		remedy: check
	};
	if (connection.has(code)) return {
		kind: "connect",
		reason: `${reached} cannot be reached (${code})`,
		remedy: check
	};
	return {
		kind: "other",
		reason: causes.some((one) => one instanceof Error && one.name === "TimeoutError") ? `no reply from ${host}${through} in time` : describeError(error),
		remedy: void 0
	};
}
function describeProxyRefusal(status, route) {
	if (status === 407) return {
		kind: "trust",
		reason: `the proxy ${route.proxy} requires a different sign-in for ${route.host} (407)`,
		remedy: `Put user and password, percent-encoded, into ${route.variable}.`
	};
	return {
		kind: "connect",
		reason: `the proxy ${route.proxy} does not allow connections to ${route.host} (${status})`,
		remedy: `Allow ${route.host} there, or add it to NO_PROXY.`
	};
}
function remedyFor(code) {
	switch (code) {
		case "ERR_TLS_CERT_ALTNAME_INVALID":
		case "HOSTNAME_MISMATCH": return "It is for another name: check the address.";
		case "CERT_HAS_EXPIRED":
		case "CERT_NOT_YET_VALID": return "Check this machine's clock, or have the certificate renewed.";
		default: return "If the network or a private authority signs it, give Node that authority's certificate: set NODE_EXTRA_CA_CERTS to a PEM file.";
	}
}
/** Yields an error, its causes, and the errors that it aggregates. */
function* causesOf(error, depth = 0) {
	if (depth > 5 || error === void 0 || error === null) return;
	yield error;
	if (error instanceof AggregateError) for (const one of error.errors) yield* causesOf(one, depth + 1);
	if (error instanceof Error) yield* causesOf(error.cause, depth + 1);
}
function codeOf(error) {
	const { code } = error;
	return typeof code === "string" && code !== "" && code !== "UND_ERR_ABORTED" ? code : void 0;
}
/** Undici reports a proxy's status only in its messages. */
function proxyStatusOf(error) {
	if (!(error instanceof Error)) return void 0;
	const [, tunnel] = /^Proxy response \((\d{3})\) !== 200/u.exec(error.message) ?? [];
	if (tunnel !== void 0) return Number(tunnel);
	return error.message.startsWith("Proxy Authentication Required (407)") ? 407 : void 0;
}

export { isLoopback as i, noProxies as n, readProxies as r, explainFailure as t };