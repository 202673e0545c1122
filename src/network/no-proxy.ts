/** The hosts that are reached without a proxy, from `no_proxy`. */

import { BlockList, isIP } from "node:net";

import { AuditError } from "../errors.ts";

type Matches = (host: string, port: number) => boolean;

const defaultPorts: Readonly<Record<string, number>> = { "http:": 80, "https:": 443 };

/**
 * Returns a test for a list of hosts, separated by commas or white space. An entry is `*` for every
 * host, a host or a suffix (both include all subdomains), a pattern such as `*.example.com` or
 * `10.*`, an address, or a network such as `10.0.0.0/8`. All but the last may have a port.
 * Throws `AuditError` `BAD_SETTINGS`, which names the variable, for any other entry.
 */
export function parseNoProxy(value: string, variable: string): (url: URL) => boolean {
  const entries = value
    .split(/[\s,]+/u)
    .filter((entry) => entry !== "")
    .map((entry, index) => parseEntry(entry, `entry ${index + 1} of ${variable}`));
  return (url) => {
    const host = toHost(url.hostname);
    const port = url.port === "" ? (defaultPorts[url.protocol] ?? 0) : Number(url.port);
    return entries.some((matches) => matches(host, port));
  };
}

function parseEntry(entry: string, place: string): Matches {
  if (/[@?#]|:\/\//u.test(entry)) throw malformed(place);
  if (entry.includes("/")) return parseNetwork(entry, place);
  if (isIP(entry) === 6) return (host) => host === toHost(`[${entry}]`);
  const [, name, port] = /^(\[[^\]]+\]|[^:]+)(?::(\d{1,5}))?$/u.exec(entry) ?? [];
  if (name === undefined || Number(port ?? 1) < 1 || Number(port ?? 1) > 65_535) {
    throw malformed(place);
  }
  const matchesName = parseName(toHost(name));
  return (host, given) => (port === undefined || Number(port) === given) && matchesName(host);
}

function parseName(name: string): (host: string) => boolean {
  if (name.includes("*")) {
    const pattern = new RegExp(
      `^${name.replaceAll(/[.+?^${}()|[\]\\]/gu, String.raw`\$&`).replaceAll("*", ".*")}$`,
      "u",
    );
    return (host) => pattern.test(host);
  }
  const suffix = name.replace(/^\./u, "");
  return (host) => host === suffix || host.endsWith(`.${suffix}`);
}

function parseNetwork(entry: string, place: string): Matches {
  const [address = "", bits = ""] = entry.split("/");
  const family = isIP(address);
  if (family === 0 || !/^\d{1,3}$/u.test(bits) || Number(bits) > (family === 4 ? 32 : 128)) {
    throw malformed(place);
  }
  const network = new BlockList();
  network.addSubnet(address, Number(bits), family === 4 ? "ipv4" : "ipv6");
  return (host) => {
    const ofHost = isIP(host);
    return ofHost !== 0 && network.check(host, ofHost === 4 ? "ipv4" : "ipv6");
  };
}

/** Normalizes a host: no brackets, no final dot, lower case. */
function toHost(name: string): string {
  const plain = name.toLowerCase().replace(/(?<=.)\.$/u, "");
  if (!plain.startsWith("[")) return plain;
  return (URL.parse(`http://${plain}`)?.hostname ?? plain).slice(1, -1);
}

/** The entry is not quoted, because a URL there may contain a password. */
function malformed(place: string): AuditError {
  return new AuditError(
    "BAD_SETTINGS",
    `cannot use ${place}: it is not a host. Write hosts such as example.com, .example.com, example.com:8443 or 10.0.0.0/8, separated by commas.`,
  );
}
