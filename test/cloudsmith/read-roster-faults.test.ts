/**
 * What an API and a network can do, over real sockets. Each case ends in exactly one of three ways: a
 * roster that is whole and right; whole lists with facts that are named as unknown, whose rules are
 * not judged; or a roster with gaps, no verdict, and nothing under the artifact's name.
 */

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { beforeAll, describe, expect, test } from "vitest";

import { AuditError } from "../../src/errors.ts";
import type { Roster } from "../../src/roster/model.ts";
import { refuse } from "../../src/sandbox/faults.ts";
import { startSandbox } from "../../src/sandbox/server.ts";
import { cleanWorkspace } from "../../src/sandbox/workspace.ts";
import { auditSandbox, type Audited } from "../support/audit.ts";
import {
  editRow,
  gaps,
  maxPageSize,
  members,
  whole,
  type Case,
  type Gaps,
  type UnknownFacts,
  type Whole,
} from "../support/fault-case.ts";
import { callerCases } from "./faults/caller-cases.ts";
import { claimCases } from "./faults/claim-cases.ts";
import { endpointCases } from "./faults/endpoint-cases.ts";
import { fieldCases } from "./faults/field-cases.ts";
import { networkCases } from "./faults/network-cases.ts";
import { pageCases } from "./faults/page-cases.ts";
import { rowCases } from "./faults/row-cases.ts";
import { settingsCases } from "./faults/settings-cases.ts";

const cases = [
  ...networkCases,
  ...pageCases,
  ...rowCases,
  ...callerCases,
  ...settingsCases,
  ...endpointCases,
  ...fieldCases,
  ...claimCases,
];

/** What the sandbox is when nothing goes wrong, by the key that reads it. */
const truths = new Map<string, Roster>();

beforeAll(async () => {
  for (const key of ["service", "owner", "manager"] as const) {
    const audited = await run({ name: key, ends: whole, ...(key !== "service" && { key }) });
    if (audited instanceof AuditError) throw audited;
    if (audited.result.exitCode !== 0) throw new Error("the sandbox is not clean to begin with");
    truths.set(key, audited.roster);
  }
});

async function run({ faults, key, deadlineMs, sandbox: options }: Case) {
  const workspace = cleanWorkspace();
  // Some are inactive, or the readings of is_active would not differ; nobody minds these.
  const sleeper = workspace.members.find(({ user }) => user === "bernard-koch");
  if (sleeper === undefined) throw new Error("Fernwick has lost Bernard");
  workspace.members.push({
    ...sleeper,
    user: "nils-away",
    user_id: "NilsAway0001",
    email: "nils@fernwick.example",
    is_active: false,
    teams: [],
  });
  const sandbox = await startSandbox({
    workspace,
    maxPageSize,
    ...options,
    ...(faults !== undefined && { faults }),
  });
  try {
    return await auditSandbox(sandbox, {
      makesArtifact: false,
      ...(key !== undefined && { key }),
      ...(deadlineMs !== undefined && { deadlineMs }),
    });
  } finally {
    await sandbox.close();
  }
}

test(`there are ${cases.length} cases, each under its own name`, () => {
  expect(cases.length).toBeGreaterThanOrEqual(60);
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
});

describe.concurrent("an audit ends well or says why", () => {
  test.each(cases)("$name: $ends.end", async (given) => {
    const audited = await run(given);
    const { ends } = given;
    if (ends.end === "failure") {
      expect(audited).toBeInstanceOf(AuditError);
      expect((audited as AuditError).message).toMatch(ends.message);
      return;
    }
    if (audited instanceof AuditError) throw audited;
    if (ends.end === "whole") expectWhole(given, ends, audited);
    else if (ends.end === "unknown facts") expectUnknownFacts(ends, audited);
    else expectGaps(ends, audited);
  });
});

function expectWhole(
  { key }: Case,
  { change, blind }: Whole,
  { roster, result, written }: Audited,
): void {
  const truth = truths.get(key ?? "service");
  if (truth === undefined) throw new Error("bug: no truth to compare with");
  expect(roster).toEqual(change === undefined ? truth : change(truth));
  const end = blind === true ? ["unknown", 2, true] : ["clean", 0, true];
  expect([result.report.verdict, result.exitCode, written]).toEqual(end);
}

function expectUnknownFacts(
  { facts, notJudged }: UnknownFacts,
  { roster, result, written }: Audited,
): void {
  const { report, exitCode } = result;
  expect(roster.coverage.lists.filter(({ status }) => status !== "complete")).toEqual([]);
  const told = report.coverage.unknowns.map(
    ({ list, fact, reason }) => `${list} ${fact} ${reason}`,
  );
  expect(told).toEqual(facts);
  const blind = report.rules.filter(({ status }) => status === "not-judged").map(({ id }) => id);
  expect(blind.toSorted()).toEqual(notJudged);
  const end = notJudged.length === 0 ? ["clean", 0] : ["unknown", 2];
  expect([report.verdict, exitCode]).toEqual(end);
  expect(written, "C1 loses nobody by a fact that is unknown").toBe(true);
}

function expectGaps(
  { lists: wanted, amongOthers }: Gaps,
  { roster, result, written }: Audited,
): void {
  const found = roster.coverage.lists.filter(({ status }) => status !== "complete");
  const relevant = amongOthers === true ? found.filter(({ name }) => name in wanted) : found;
  expect(relevant.map(({ name }) => name).toSorted()).toEqual(Object.keys(wanted).toSorted());
  for (const { name, reason } of relevant) expect(reason).toMatch(wanted[name] ?? /never/u);
  expect([result.report.verdict, result.exitCode]).toEqual(["unknown", 2]);
  expect(written, "C1 would read the missing people as removed").toBe(false);
}

test("a redirect to another host is not followed, with the key or without", async () => {
  const visits: string[] = [];
  const elsewhere = createServer((request, response) => {
    visits.push(request.url ?? "");
    response.end("[]");
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
  const { port } = elsewhere.address() as AddressInfo;
  const strike = refuse(302, { Location: `http://127.0.0.1:${port}/v1/orgs/fernwick/members/` });
  const audited = await run({ name: "", ends: whole, faults: [{ template: members, strike }] });
  elsewhere.close();

  if (audited instanceof AuditError) throw audited;
  expectGaps(gaps({ members: /answered 302/u }), audited);
  expect(visits).toEqual([]);
});

// Coverage names the facts of an entry, and not yet those of what an entry holds.
test.each([
  [
    "a group mapping's role",
    editRow("/orgs/{org}/saml-group-sync/", "team", "mobile", { role: "Guest" }),
  ],
  [
    "the team role of somebody invited",
    editRow("/orgs/{org}/invites/", "slug_perm", "ivB3mK8xTq0z", {
      teams: [{ team: "platform", role: "Guest" }],
    }),
  ],
])("%s that this version does not know is named", async (name, fault) => {
  const audited = await run({ name, ends: whole, faults: [fault] });

  if (audited instanceof AuditError) throw audited;
  expect(audited.result.report.coverage.unknowns).toHaveLength(1);
});
