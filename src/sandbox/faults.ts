/** Faults of an API and a network, which a test can switch on. */

import type { Reply } from "./served-workspace.ts";

/**
 * Replaces a reply: the socket is reset, no reply is sent, or the reply is shorter than announced.
 */
export type Disruption = "reset" | "hang" | "cut";

export interface Fault {
  /** For example `/orgs/{org}/members/`; if left out: every endpoint. */
  readonly template?: string;
  /** Text that the query must contain, such as `page=2`. */
  readonly query?: string;
  /** How often the fault occurs; if left out: always. */
  readonly times?: number;
  readonly strike: (reply: Reply) => Reply | Disruption;
}

export interface Faults {
  /** Returns the changed reply of an endpoint. The first fault that matches the request applies. */
  readonly apply: (template: string | null, search: string, reply: Reply) => Reply | Disruption;
}

/** Returns the faults. Each counts how often it occurred. */
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

/** Replaces the status, and the body by the API's error body or the given one. */
export function refuse(
  status: number,
  headers: Readonly<Record<string, string>> = {},
  body: unknown = { detail: `The sandbox answers ${status}.` },
): Fault["strike"] {
  return () => toReply(status, JSON.stringify(body), headers);
}

/** Replaces the reply by an HTML page, as proxies and load balancers send. */
export function sendHtml(status: number): Fault["strike"] {
  return () =>
    toReply(status, `<html><body><h1>${status}</h1></body></html>`, {
      "Content-Type": "text/html",
    });
}

/** Changes the text of the body. */
export function editText(edit: (text: string) => string): Fault["strike"] {
  return (reply) => ({ ...reply, body: Buffer.from(edit(reply.body?.toString("utf8") ?? "")) });
}

/** Changes the parsed body, in place or by returning another one. */
export function editBody(edit: (body: never) => unknown): Fault["strike"] {
  return (reply) => {
    const body = JSON.parse(reply.body?.toString("utf8") ?? "null") as never;
    return { ...reply, body: Buffer.from(JSON.stringify(edit(body) ?? body)) };
  };
}

/** Changes headers; undefined removes one. */
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

/** Replaces the reply by a disruption. */
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
