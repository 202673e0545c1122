/** What goes wrong, how an audit must end, and the faults that many cases are made of. */

import type { ListName } from "../../src/roster/coverage.ts";
import type { Roster } from "../../src/roster/model.ts";
import {
  disrupt,
  editBody,
  editText,
  refuse,
  sendHtml,
  type Fault,
} from "../../src/sandbox/faults.ts";
import type { SandboxOptions } from "../../src/sandbox/server.ts";

/** Three pages of members. */
export const maxPageSize = 15;

export const members = "/orgs/{org}/members/";
export const teams = "/orgs/{org}/teams/";
export const services = "/orgs/{org}/services/";
export const invites = "/orgs/{org}/invites/";
export const organization = "/orgs/{org}/";
export const self = "/user/self/";
export const saml = "/orgs/{org}/saml-authentication";
export const groupSync = "/orgs/{org}/saml-group-sync/";
export const groupSyncSwitch = "/orgs/{org}/saml-group-sync/status/";
export const oidc = "/orgs/{org}/openid-connect/";
export const lists = { members, teams, services, invites } as const;

export type Row = Record<string, unknown>;

/** A roster like any other: equal in all but what the case itself changes. */
export interface Whole {
  readonly end: "whole";
  /** Whether a rule could not be judged, though no account was left unseen. */
  readonly blind?: boolean;
  readonly change?: (roster: Roster) => Roster;
}

export interface UnknownFacts {
  readonly end: "unknown facts";
  /** `list fact reason`, of one account. */
  readonly facts: readonly string[];
  /** Rules that are not judged for it. */
  readonly notJudged: readonly string[];
}

export interface Gaps {
  readonly end: "gaps";
  /** What was under way just then decides which other lists are cut short, too. */
  readonly amongOthers?: boolean;
  readonly lists: Readonly<Partial<Record<ListName, RegExp>>>;
}

/** Nothing to tell but why: no roster, and exit code 2. */
export interface Failure {
  readonly end: "failure";
  readonly message: RegExp;
}

export interface Case {
  readonly name: string;
  readonly faults?: readonly Fault[];
  readonly sandbox?: Partial<SandboxOptions>;
  readonly key?: "owner" | "manager" | "member" | "collaborator";
  readonly deadlineMs?: number;
  readonly ends: Whole | UnknownFacts | Gaps | Failure;
}

export const whole: Whole = { end: "whole" };

export const gaps = (found: Gaps["lists"]): Gaps => ({ end: "gaps", lists: found });

/** Strikes the rows of a list that a page of it has. */
export function editRows(template: string, edit: (rows: Row[]) => unknown, times?: number): Fault {
  return {
    template,
    ...(times !== undefined && { times }),
    strike: (reply) => (reply.status === 200 ? editBody(edit)(reply) : reply),
  };
}

/** Strikes the one row that has this value in this field. */
export function editRow(template: string, key: string, value: string, change: Row): Fault {
  return editRows(template, (body) => {
    const rows: Row[] = Array.isArray(body) ? body : [body];
    for (const row of rows) {
      if (String(row[key]) !== value) continue;
      for (const [name, changed] of Object.entries(change)) {
        if (changed === undefined) delete row[name];
        else row[name] = changed;
      }
    }
  });
}

/** Rows that do not tell teams: every team is asked. */
export const withoutTeams: Fault = editRows(members, (rows) => {
  for (const row of rows) delete row["teams"];
});

export const passing: readonly [name: string, strike: Fault["strike"], told: RegExp][] = [
  ["429 without a wait", refuse(429), /throttles this credential \(429/u],
  ["500", refuse(500), /returned a server error \(500/u],
  ["502 as a page for people", sendHtml(502), /returned a server error \(502\)/u],
  ["503", refuse(503, { "X-Request-Id": "req-7" }), /503.*request id "req-7"/u],
  ["a reset", disrupt("reset"), /other side closed|ECONNRESET|terminated/u],
  ["a cut body", disrupt("cut"), /terminated|other side closed|aborted/u],
  ["an empty 200", editText(() => ""), /not JSON/u],
  ["a 200 that is no JSON", sendHtml(200), /not JSON/u],
];

export const refusals: readonly [name: string, strike: Fault["strike"], told: RegExp][] = [
  ["401", refuse(401), /refused it \(401/u],
  ["403", refuse(403), /refused it \(403/u],
  ["404", refuse(404), /cannot see it \(404/u],
  ["400", refuse(400), /answered 400/u],
  ["a redirect to the other form", refuse(301, { Location: "/v1/elsewhere/" }), /answered 301/u],
  ["an object in place of a list", editBody(() => ({ results: [] })), /was not a list/u],
  ["null in place of a list", editText(() => "null"), /was not a list|not JSON/u],
];

/** A list without teams leaves every membership without one. */
export const unjoined: Gaps["lists"] = {
  members: /has members but is not on the list of teams/u,
  services: /has members but is not on the list of teams/u,
  invites: /has members but is not on the list of teams/u,
  "group-sync": /which is not on the list of teams/u,
};

export const missingOrWrong = [undefined, null, 7, { nested: true }];

export function reasonFor(value: unknown): string {
  return value === undefined || value === null ? "missing" : "malformed";
}
