import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { readProxies } from "../../src/network/proxy.ts";
import { root } from "../support/process.ts";

const target = "https://api.example.com/v1/";

/** Returns the proxy for a URL as `scheme://host:port`; "direct" where there is none. */
function way(env: Readonly<Record<string, string>>, url = target): string {
  return readProxies(env).forUrl(new URL(url))?.url.origin ?? "direct";
}

const a = "http://a.example:1";
const b = "http://b.example:2";

test.each<[string, Readonly<Record<string, string>>, string, string]>([
  ["https_proxy", { https_proxy: a }, target, a],
  ["HTTPS_PROXY", { HTTPS_PROXY: a }, target, a],
  ["lower case wins for https", { https_proxy: a, HTTPS_PROXY: b }, target, a],
  ["an empty lower case turns it off", { https_proxy: "", HTTPS_PROXY: b }, target, "direct"],
  ["white space is empty", { https_proxy: "  ", HTTPS_PROXY: b }, target, "direct"],
  ["http_proxy for http", { http_proxy: a }, "http://ghes.example/api/v3", a],
  ["HTTP_PROXY for http", { HTTP_PROXY: a }, "http://ghes.example/api/v3", a],
  ["lower case wins for http", { http_proxy: a, HTTP_PROXY: b }, "http://ghes.example/", a],
  ["http_proxy is not for https", { http_proxy: a }, target, "direct"],
  ["https_proxy is not for http", { https_proxy: a }, "http://ghes.example/", "direct"],
  ["nothing set", {}, target, "direct"],
  ["ALL_PROXY is not read", { ALL_PROXY: a, all_proxy: a }, target, "direct"],
  [
    "no scheme means http",
    { HTTPS_PROXY: "proxy.example:8080" },
    target,
    "http://proxy.example:8080",
  ],
  ["a host alone", { HTTPS_PROXY: "proxy.example" }, target, "http://proxy.example"],
  [
    "localhost with a port is no scheme",
    { HTTPS_PROXY: "localhost:3128" },
    target,
    "http://localhost:3128",
  ],
  ["an IPv6 proxy", { HTTPS_PROXY: "[fd00::1]:3128" }, target, "http://[fd00::1]:3128"],
  ["a proxy over TLS", { HTTPS_PROXY: "https://p.example:8443" }, target, "https://p.example:8443"],
  ["a slash at its end", { HTTPS_PROXY: `${a}/` }, target, a],
  ["an upper-case scheme", { HTTPS_PROXY: "HTTP://a.example:1" }, target, a],
  ["credentials are not in the address", { HTTPS_PROXY: "http://u:p%40s@a.example:1" }, target, a],
  ["NO_PROXY: everything", { HTTPS_PROXY: a, NO_PROXY: "*" }, target, "direct"],
  [
    "NO_PROXY: everything, among others",
    { HTTPS_PROXY: a, NO_PROXY: "x.example, *" },
    target,
    "direct",
  ],
  ["NO_PROXY: the host", { HTTPS_PROXY: a, NO_PROXY: "api.example.com" }, target, "direct"],
  ["NO_PROXY: in other case", { HTTPS_PROXY: a, NO_PROXY: "API.Example.COM" }, target, "direct"],
  ["NO_PROXY: a suffix", { HTTPS_PROXY: a, NO_PROXY: "example.com" }, target, "direct"],
  ["NO_PROXY: a suffix with a dot", { HTTPS_PROXY: a, NO_PROXY: ".example.com" }, target, "direct"],
  [
    "NO_PROXY: a dot and the host itself",
    { HTTPS_PROXY: a, NO_PROXY: ".api.example.com" },
    target,
    "direct",
  ],
  ["NO_PROXY: a suffix ends at a dot", { HTTPS_PROXY: a, NO_PROXY: "ample.com" }, target, a],
  ["NO_PROXY: not a beginning", { HTTPS_PROXY: a, NO_PROXY: "api.example.co" }, target, a],
  ["NO_PROXY: below a star", { HTTPS_PROXY: a, NO_PROXY: "*.example.com" }, target, "direct"],
  [
    "NO_PROXY: a star is not the host itself",
    { HTTPS_PROXY: a, NO_PROXY: "*.api.example.com" },
    target,
    a,
  ],
  [
    "NO_PROXY: a dot in a pattern is a dot",
    { HTTPS_PROXY: a, NO_PROXY: "*.example.com" },
    "https://api-example.com/",
    a,
  ],
  ["NO_PROXY: the default port", { HTTPS_PROXY: a, NO_PROXY: "example.com:443" }, target, "direct"],
  ["NO_PROXY: another port", { HTTPS_PROXY: a, NO_PROXY: "example.com:8443" }, target, a],
  [
    "NO_PROXY: that port",
    { HTTPS_PROXY: a, NO_PROXY: "example.com:8443" },
    "https://example.com:8443/",
    "direct",
  ],
  ["NO_PROXY: a port of everything", { HTTPS_PROXY: a, NO_PROXY: "*:443" }, target, "direct"],
  ["NO_PROXY: a dot at the end", { HTTPS_PROXY: a, NO_PROXY: "example.com." }, target, "direct"],
  [
    "NO_PROXY: a host with a dot at its end",
    { HTTPS_PROXY: a, NO_PROXY: "example.com" },
    "https://example.com./",
    "direct",
  ],
  [
    "NO_PROXY: separated by spaces",
    { HTTPS_PROXY: a, NO_PROXY: "x.example api.example.com" },
    target,
    "direct",
  ],
  ["NO_PROXY: empty entries", { HTTPS_PROXY: a, NO_PROXY: ", ,x.example,," }, target, a],
  ["no_proxy wins", { HTTPS_PROXY: a, no_proxy: "x.example", NO_PROXY: "*" }, target, a],
  ["an empty no_proxy wins", { HTTPS_PROXY: a, no_proxy: "", NO_PROXY: "*" }, target, a],
  ["NO_PROXY: an address", { HTTPS_PROXY: a, NO_PROXY: "10.1.2.3" }, "https://10.1.2.3/", "direct"],
  [
    "NO_PROXY: a network",
    { HTTPS_PROXY: a, NO_PROXY: "10.0.0.0/8" },
    "https://10.1.2.3/",
    "direct",
  ],
  ["NO_PROXY: another network", { HTTPS_PROXY: a, NO_PROXY: "10.0.0.0/8" }, "https://11.1.2.3/", a],
  [
    "NO_PROXY: a pattern of addresses",
    { HTTPS_PROXY: a, NO_PROXY: "10.*" },
    "https://10.1.2.3/",
    "direct",
  ],
  ["NO_PROXY: IPv6", { HTTPS_PROXY: a, NO_PROXY: "fd00::1" }, "https://[fd00:0::1]/", "direct"],
  [
    "NO_PROXY: IPv6 with a port",
    { HTTPS_PROXY: a, NO_PROXY: "[fd00::1]:8443" },
    "https://[fd00::1]:8443/",
    "direct",
  ],
  [
    "NO_PROXY: IPv6 with another port",
    { HTTPS_PROXY: a, NO_PROXY: "[fd00::1]:8443" },
    "https://[fd00::1]/",
    a,
  ],
  [
    "NO_PROXY: an IPv6 network",
    { HTTPS_PROXY: a, NO_PROXY: "fd00::/8" },
    "https://[fd12::1]/",
    "direct",
  ],
])("%s", (_, env, url, expected) => {
  expect(way(env, url)).toBe(expected);
});

test.each(["localhost", "127.0.0.1", "127.9.8.7", "[::1]", "[::ffff:127.0.0.1]"])(
  "loopback is direct, whatever is set: %s",
  (host) => {
    const env = { http_proxy: a, https_proxy: a, HTTP_PROXY: b, HTTPS_PROXY: b };
    expect(way(env, `http://${host}:8080/`)).toBe("direct");
    expect(way(env, `https://${host}/`)).toBe("direct");
  },
);

test.each(["127.0.0.1.example", "localhost.example", "128.0.0.1", "[::2]"])(
  "and what only looks like loopback is not: %s",
  (host) => {
    expect(way({ https_proxy: a }, `https://${host}/`)).toBe(a);
  },
);

test("user and password are decoded for the proxy, and each of their forms is a secret", () => {
  const proxies = readProxies({ HTTPS_PROXY: "audit%20er:p%40ss%3Aw%25rd@proxy.example:8080" });
  const basic = Buffer.from("audit er:p@ss:w%rd").toString("base64");

  expect(proxies.forUrl(new URL(target))).toMatchObject({
    authorization: `Basic ${basic}`,
    variable: "HTTPS_PROXY",
  });
  expect(proxies.secrets).toEqual(
    expect.arrayContaining(["audit er:p@ss:w%rd", "p@ss:w%rd", "p%40ss%3Aw%25rd", basic]),
  );
  expect(readProxies({ HTTPS_PROXY: "http://user@proxy.example" }).secrets).not.toContain("");
});

const password = "hunter2-Passw0rd";

test.each([
  ["https_proxy", `ht!tp://user:${password}@proxy.example:80`],
  ["HTTPS_PROXY", `http://user:${password}@`],
  ["HTTPS_PROXY", `user:${password}@proxy.example:99999`],
  ["HTTPS_PROXY", `user:${password}@proxy.example:port`],
  ["HTTPS_PROXY", `http://user:80/${password}@proxy.example:8080`],
  ["HTTPS_PROXY", `http://proxy.example:8080/?password=${password}`],
  ["HTTPS_PROXY", `http://proxy.example:8080/#${password}`],
  ["HTTPS_PROXY", `http://user:${password}%zz@proxy.example:8080`],
  ["HTTPS_PROXY", `http://user:${password}%ff@proxy.example:8080`],
  ["http_proxy", `socks5://user:${password}@proxy.example:1080`],
  ["HTTP_PROXY", `ftp://user:${password}@proxy.example`],
  ["HTTP_PROXY", `http://${password} and more`],
  ["entry 2 of NO_PROXY", `x.example,http://user:${password}@y.example`],
  ["entry 1 of NO_PROXY", `${password}@y.example`],
  ["entry 1 of no_proxy", "example.com:port"],
  ["entry 1 of no_proxy", "example.com:0"],
  ["entry 1 of no_proxy", "example.com:99999"],
  ["entry 1 of no_proxy", "10.0.0.0/99"],
  ["entry 1 of no_proxy", "example.com/8"],
  ["entry 1 of no_proxy", "::1:x"],
])("a malformed value names %s and keeps the value to itself: %s", (place, value) => {
  const variable = place.replace(/^entry \d+ of /u, "");
  const read = () => readProxies({ [variable]: value });

  expect(read).toThrow(
    new RegExp(`^cannot use (?:the proxy in )?${place}: .*\\. Write .*\\.$`, "u"),
  );
  expect(read).not.toThrow(new RegExp(`${password}|user:`, "u"));
});

test("a malformed variable that another one overrules does no harm", () => {
  expect(way({ https_proxy: a, HTTPS_PROXY: "socks5://x" })).toBe(a);
});

test("the documentation names every variable", () => {
  const page = readFileSync(join(root, "docs/network.md"), "utf8");
  for (const name of ["https_proxy", "http_proxy", "no_proxy"]) {
    expect(page).toContain(`\`${name}=`);
    expect(page).toContain(`\`${name.toUpperCase()}=`);
  }
});
