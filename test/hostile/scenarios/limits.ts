/** Time, size and the rate limit: whatever is sent, the end comes by the deadline, within 512 MB. */

import type { ServerResponse } from "node:http";

import { editHeaders, refuse } from "../../../src/sandbox/faults.ts";
import type { SandboxWorkspace } from "../../../src/sandbox/wire.ts";
import type { Scenario } from "../scenario.ts";
import type { Ask, Script } from "../stand-in.ts";
import {
  invites,
  members,
  organization,
  ownService,
  saml,
  self,
  services,
  shortPolicy,
  teamMembers,
  teams,
  workspace,
} from "../workspace.ts";

const json = { "Content-Type": "application/json" };
const unseen: Scenario["ends"] = { end: "unseen" };

/** Answers the requests for one list by itself. */
function instead(
  template: string,
  answer: (response: ServerResponse, ask: Ask) => void,
): NonNullable<Script["raw"]> {
  return (ask, response) => {
    if (ask.template !== template) return false;
    answer(response, ask);
    return true;
  };
}

/** Stops with the connection: a timer that goes on would keep the tests from ending. */
function every(ms: number, response: ServerResponse, task: () => void): void {
  const timer = setInterval(task, ms);
  response.once("close", () => clearInterval(timer));
}

const hanging: Scenario[] = [
  self,
  organization,
  ownService,
  members,
  teams,
  services,
  invites,
  saml,
  teamMembers,
].map((template): Scenario => ({
  name: `no reply at all from ${template}`,
  // Only a team that no account names is asked who is in it.
  script: { workspace: withTeams(2), raw: instead(template, () => {}) },
  deadline: 2,
  ends: unseen,
}));

const slow: Scenario[] = [
  {
    name: "a body that comes a byte at a time, and never ends",
    script: {
      raw: instead(members, (response) => {
        response.writeHead(200, json).write("[");
        every(100, response, () => response.write(" "));
      }),
    },
    deadline: 3,
    ends: unseen,
  },
  {
    name: "headers, and never a body",
    script: {
      raw: instead(members, (response) => {
        response.writeHead(200, { ...json, "Content-Length": "1000" }).flushHeaders();
      }),
    },
    deadline: 3,
    ends: unseen,
  },
  {
    name: "informational replies for ever",
    script: {
      raw: instead(members, (response) => {
        every(50, response, () => response.writeProcessing());
      }),
    },
    deadline: 3,
    ends: unseen,
  },
  {
    name: "a connection that is closed before anything is said",
    script: { raw: instead(members, (response) => response.destroy()) },
    deadline: 3,
    ends: unseen,
  },
  {
    name: "headers of a megabyte",
    script: {
      raw: instead(members, (response) => {
        response.writeHead(200, { ...json, "X-Much": "x".repeat(1_000_000) }).end("[]");
      }),
    },
    deadline: 3,
    ends: unseen,
  },
];

/** Sends the same piece again and again, up to so many bytes, as fast as it is taken. */
function pour(response: ServerResponse, piece: Buffer, limit: number): void {
  let sent = 0;
  const more = (): void => {
    while (sent < limit && !response.destroyed) {
      sent += piece.length;
      if (!response.write(piece)) {
        response.once("drain", more);
        return;
      }
    }
    response.end("0]");
  };
  more();
}

const megabyte = 1024 * 1024;
const zeros = Buffer.alloc(megabyte, "0");
const numbers = Buffer.from("0,".repeat(megabyte / 2));
const emptyRows = Buffer.from("{},".repeat(megabyte / 3));

const large: Scenario[] = [
  ...(
    [
      ["zeros that are no JSON", zeros],
      ["a list of zeros", numbers],
      ["a list of empty rows", emptyRows],
    ] as const
  ).map(([what, piece]): Scenario => ({
    name: `60 MB of members that are ${what}`,
    script: {
      raw: instead(members, (response) => {
        response.writeHead(200, json).write("[");
        pour(response, piece, 60 * megabyte);
      }),
    },
    deadline: 6,
    ends: unseen,
  })),
  {
    name: "60 MB of zeros from every list at once",
    script: {
      raw: (ask, response) => {
        if (![members, teams, services, invites].includes(ask.template ?? "")) return false;
        response.writeHead(200, json).write("[");
        pour(response, numbers, 60 * megabyte);
        return true;
      },
    },
    deadline: 10,
    ends: unseen,
  },
  {
    name: "a body without an end, as fast as it is taken",
    script: {
      raw: instead(teams, (response) => {
        response.writeHead(200, json).write("[");
        pour(response, numbers, Infinity);
      }),
    },
    deadline: 6,
    ends: unseen,
  },
];

/** Rows of people who are not there, from one on. */
function people(from: number, count: number, padding = ""): readonly object[] {
  const [model] = workspace().members;
  return Array.from({ length: count }, (_, at) => ({
    ...model,
    user: `person-${from + at}`,
    user_id: `Id${from + at}`,
    user_name: `Person ${from + at}`,
    ...(padding !== "" && { user_url: padding }),
  }));
}

function sendPage(
  response: ServerResponse,
  rows: readonly object[],
  total: { readonly rows: number; readonly pages: number },
): void {
  response.writeHead(200, {
    ...json,
    "X-Pagination-Count": String(total.rows),
    "X-Pagination-PageTotal": String(total.pages),
  });
  response.end(JSON.stringify(rows));
}

const padding = "x".repeat(megabyte / 2);

const many: Scenario[] = [
  {
    name: "100000 pages of members, each of them there",
    script: {
      raw: instead(members, (response, { query }) => {
        const [page, size] = [Number(query.get("page")), Number(query.get("page_size"))];
        const rows = people(page * 20, Math.min(size, 20));
        sendPage(response, rows, { rows: 2_000_000, pages: 100_000 });
      }),
    },
    policy: shortPolicy,
    floods: true,
    deadline: 10,
    ends: unseen,
  },
  {
    name: "pages of members of 8 MB each, more than there is time for",
    script: {
      raw: instead(members, (response, { query }) => {
        const [page, size] = [Number(query.get("page")), Number(query.get("page_size"))];
        const rows = people(page * 16, Math.min(size, 16), padding);
        sendPage(response, rows, { rows: 160_000, pages: 10_000 });
      }),
    },
    policy: shortPolicy,
    floods: true,
    deadline: 10,
    ends: unseen,
  },
  {
    name: "100000 teams without members",
    get script() {
      return { workspace: withTeams(100_000), pageSize: 500 };
    },
    policy: shortPolicy,
    floods: true,
    deadline: 10,
    ends: unseen,
  },
];

function withTeams(count: number): SandboxWorkspace {
  const made = workspace();
  const [model] = made.teams;
  if (model === undefined) throw new Error("Fernwick has no teams");
  const more = Array.from({ length: count }, (_, at) => ({
    ...model,
    slug: `team-${at}`,
    slug_perm: `tm${at}x`,
    name: `Team ${at}`,
  }));
  return { ...made, teams: [...made.teams, ...more] };
}

/** A limiter that refills all the time: what is left stays the same, and the reset moves on. */
function refilling(remaining: number): NonNullable<Scenario["script"]> {
  return {
    workspace: withTeams(190),
    faults: [
      {
        strike: (reply) =>
          editHeaders({
            "X-RateLimit-Limit": "10800",
            "X-RateLimit-Remaining": String(remaining),
            "X-RateLimit-Interval": "0.33",
            "X-RateLimit-Reset": String(Math.floor(Date.now() / 1_000) + 3_600),
          })(reply),
      },
    ],
  };
}

/** Refuses everything for a while after the first request, and says how long. */
function throttled(forMs: number, headers: (leftMs: number) => Readonly<Record<string, string>>) {
  let untilMs: number | undefined;
  return (ask: Ask, response: ServerResponse): boolean => {
    if (ask.template !== members) return false;
    untilMs ??= Date.now() + forMs;
    const leftMs = untilMs - Date.now();
    if (leftMs <= 0) return false;
    response.writeHead(429, { ...json, ...headers(leftMs) }).end('{"detail":"Throttled."}');
    return true;
  };
}

const tellsTheWait = /rate limit|throttle|wait/iu;

const rate: Scenario[] = [
  {
    name: "a limiter that refills, with 100 requests left at any time, and some 400 to make",
    script: refilling(100),
    policy: shortPolicy,
    // By the interval that it names there is time for all of them, and it asks nobody to wait.
    deadline: 240,
    ends: { end: "whole" },
    check: ({ wallMs }) => {
      if (wallMs > 30_000) throw new Error(`it took ${Math.round(wallMs / 1_000)} s`);
    },
  },
  {
    name: "a limiter that refills, with 100 requests left at any time, and 20 s for some 400",
    script: refilling(100),
    policy: shortPolicy,
    ends: { end: "honest" },
  },
  {
    name: "a limiter that refills, with 5000 requests left at any time",
    script: refilling(5_000),
    policy: shortPolicy,
    ends: { end: "whole" },
  },
  {
    name: "429 for two seconds, which Retry-After says",
    script: {
      raw: throttled(2_000, (leftMs) => ({ "Retry-After": String(Math.ceil(leftMs / 1_000)) })),
    },
    ends: { end: "whole" },
    check: ({ stderr }) => {
      if (!tellsTheWait.test(stderr)) throw new Error(`the wait is not announced: ${stderr}`);
    },
  },
  {
    name: "429 for a second, and nothing says how long",
    script: { raw: throttled(1_000, () => ({})) },
    ends: { end: "whole" },
  },
  {
    name: "429 with a wait of an hour",
    script: { faults: [{ template: members, strike: refuse(429, { "Retry-After": "3600" }) }] },
    deadline: 60,
    ends: { end: "unseen", says: /3600|1 h|hour|min/u },
    check: ({ wallMs }) => {
      if (wallMs > 30_000) throw new Error("it waits for what comes too late anyway");
    },
  },
  ...["-1", "1e9", "999999999999999", "0", "soon", "Wed, 21 Oct 2099 07:28:00 GMT"].map(
    (text): Scenario => ({
      name: `429 for good with Retry-After: ${text}`,
      script: { faults: [{ template: members, strike: refuse(429, { "Retry-After": text }) }] },
      deadline: 2,
      ends: { end: "unseen", says: /429|deadline|wait/u },
    }),
  ),
  {
    name: "nothing left until a reset in an hour, which every reply says",
    script: {
      faults: [
        {
          strike: (reply) =>
            editHeaders({
              "X-RateLimit-Remaining": "0",
              "X-RateLimit-Reset": String(Math.floor(Date.now() / 1_000) + 3_600),
            })(reply),
        },
      ],
    },
    deadline: 4,
    ends: { end: "honest" },
  },
  {
    name: "rate headers that are no numbers",
    script: {
      faults: [
        {
          strike: editHeaders({
            "X-RateLimit-Remaining": "NaN",
            "X-RateLimit-Reset": "-5",
            "X-RateLimit-Interval": "1e99",
            Date: "yesterday",
          }),
        },
      ],
    },
    ends: { end: "whole" },
  },
];

export const limits: readonly Scenario[] = [...hanging, ...slow, ...large, ...many, ...rate];
