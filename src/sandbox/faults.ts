/** Everything that an API and a network do to a reader, by switches. */

import type { Reply } from "./served-workspace.ts";

/** What happens instead of a reply: the socket is reset, nothing ever comes, or less than promised. */
export type Disruption = "reset" | "hang" | "cut";

export interface Fault {
  /** For instance `/orgs/{org}/members/`; left out: every endpoint. */
  readonly template?: string;
  /** Text that the query must have, such as `page=2`. */
  readonly query?: string;
  /** How often it strikes; left out: always. */
  readonly times?: number;
  readonly strike: (reply: Reply) => Reply | Disruption;
}

export interface Faults {
  /** Returns what becomes of a reply to an endpoint. The first fault that is about it strikes. */
  readonly apply: (template: string | null, search: string, reply: Reply) => Reply | Disruption;
}

/** Returns the faults, each of which counts how often it struck. */
export function createFaults(faults: readonly Fault[]): Faults {
  const left = new Map(faults.map((fault) => [fault, fault.times ?? Infinity]));
  return {
    apply: (template, search, reply) => {
      const query = new URLSearchParams(search);
      const fault = faults.find(
        (candidate) =>
          (candidate.template ?? template) === template &&
          hasQuery(query, candidate.query) &&
          (left.get(candidate) ?? 0) > 0,
      );
      if (fault === undefined) return reply;
      left.set(fault, (left.get(fault) ?? 0) - 1);
      return fault.strike(reply);
    },
  };
}

function hasQuery(query: URLSearchParams, wanted: string | undefined): boolean {
  return [...new URLSearchParams(wanted)].every(([name, value]) => query.get(name) === value);
}

/** Strikes with another status, and the API's error body or one's own. */
export function refuse(
  status: number,
  headers: Readonly<Record<string, string>> = {},
  body: unknown = { detail: `The sandbox answers ${status}.` },
): Fault["strike"] {
  return () => toReply(status, JSON.stringify(body), headers);
}

/** Strikes with a page for people, as proxies and load balancers send. */
export function sendHtml(status: number): Fault["strike"] {
  return () =>
    toReply(status, `<html><body><h1>${status}</h1></body></html>`, {
      "Content-Type": "text/html",
    });
}

/** Strikes by changing the text of the body. */
export function editText(edit: (text: string) => string): Fault["strike"] {
  return (reply) => ({ ...reply, body: Buffer.from(edit(reply.body?.toString("utf8") ?? "")) });
}

/** Strikes by changing the parsed body, in place or by returning another. */
export function editBody(edit: (body: never) => unknown): Fault["strike"] {
  return (reply) => {
    const body = JSON.parse(reply.body?.toString("utf8") ?? "null") as never;
    return { ...reply, body: Buffer.from(JSON.stringify(edit(body) ?? body)) };
  };
}

/** Strikes by changing headers; undefined takes one away. */
export function editHeaders(
  changes: Readonly<Record<string, string | undefined>>,
): Fault["strike"] {
  return (reply) => {
    const headers = Object.entries({ ...reply.headers, ...changes }).filter(
      (header): header is [string, string] => header[1] !== undefined,
    );
    return { ...reply, headers: Object.fromEntries(headers) };
  };
}

/** Strikes with less than a reply. */
export function disrupt(disruption: Disruption): Fault["strike"] {
  return () => disruption;
}

function toReply(status: number, text: string, headers: Readonly<Record<string, string>>): Reply {
  return {
    status,
    headers: { "Content-Type": "application/json", ...headers },
    body: Buffer.from(text),
  };
}
