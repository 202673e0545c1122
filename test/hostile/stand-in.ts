/** Cloudsmith as a hostile network shows it: a sandbox's workspace, and whatever a script does to it. */

import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { toPage } from "../../src/sandbox/answer.ts";
import { makeKeys, readCredential } from "../../src/sandbox/callers.ts";
import { createFaults, type Fault } from "../../src/sandbox/faults.ts";
import type { ActiveSemantics } from "../../src/sandbox/lists.ts";
import { send } from "../../src/sandbox/respond.ts";
import { readTarget } from "../../src/sandbox/target.ts";
import type { SandboxWorkspace } from "../../src/sandbox/wire.ts";
import { createServedWorkspace, toReply } from "../../src/sandbox/served-workspace.ts";

/** A request as a script sees it. */
export interface Ask {
  readonly template: string | null;
  readonly path: string;
  readonly query: URLSearchParams;
  /** How many requests came before, of any kind. */
  readonly earlier: number;
}

export interface Script {
  readonly workspace: SandboxWorkspace;
  /** Whoever asks for longer pages gets these. Default: 15, three pages of people. */
  readonly pageSize?: number;
  readonly semantics?: ActiveSemantics;
  readonly faults?: readonly Fault[];
  /** Rows of a list by its template, in place of the workspace's own; paged as the API does. */
  readonly rows?: Readonly<Record<string, (query: URLSearchParams) => readonly unknown[]>>;
  /** Answers by itself; returns false to leave the answer to the rest. */
  readonly raw?: (ask: Ask, response: ServerResponse) => boolean;
}

export interface StandIn {
  /** Base URL, for instance `http://127.0.0.1:34567/v1`. */
  readonly url: string;
  readonly key: string;
  readonly requests: readonly Ask[];
  close(): Promise<void>;
}

const hourlyLimit = 10_800;

/** Starts it on the loopback interface. */
export async function startStandIn(script: Script): Promise<StandIn> {
  const pageSize = script.pageSize ?? 15;
  const keys = makeKeys();
  const world = createServedWorkspace(script.workspace, {
    activeSemantics: script.semantics ?? "everyone-by-default",
    maxPageSize: pageSize,
  });
  const faults = createFaults(script.faults ?? []);
  const requests: Ask[] = [];

  const server = createServer((request, response) => {
    const target = readTarget(request);
    const template = target.route?.template ?? null;
    const query = new URLSearchParams(target.search);
    const ask: Ask = { template, path: target.path, query, earlier: requests.length };
    requests.push(ask);
    if (script.raw?.(ask, response) === true) return;
    const rows = script.rows?.[template ?? ""];
    const reply =
      rows === undefined
        ? world.reply(target, readCredential(request.headers, keys))
        : toReply(toPage(rows(query), atMost(query, pageSize)));
    send(response, faults.apply(template, target.search, reply), reply, {
      "X-RateLimit-Limit": String(hourlyLimit),
      "X-RateLimit-Remaining": String(Math.max(0, hourlyLimit - requests.length)),
      "X-RateLimit-Interval": "0.33",
      "X-RateLimit-Reset": "1795428000",
    });
  });
  server.requestTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    key: keys.service,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function atMost(query: URLSearchParams, pageSize: number): URLSearchParams {
  const asked = new URLSearchParams(query);
  const size = Number(asked.get("page_size") ?? 30);
  asked.set("page_size", String(Math.min(size, pageSize)));
  return asked;
}
