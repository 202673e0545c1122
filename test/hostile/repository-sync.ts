/** Scenarios that sync repositories: how they end, and what must be true of the artifact. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { expect } from "vitest";

import { listCoverage, type ListStatus } from "../../src/roster/coverage.ts";
import type { PrivilegeCoverage } from "../../src/roster/repository.ts";
import { makeKeys } from "../../src/sandbox/callers.ts";
import { editBody, type Fault } from "../../src/sandbox/faults.ts";
import type { SandboxWorkspace } from "../../src/sandbox/wire.ts";
import { findLies } from "../support/lies.ts";
import { toldBy, truthOf } from "../support/truth.ts";
import type { Outcome, Scenario } from "./scenario.ts";
import type { Script } from "./stand-in.ts";
import { repositories as list, workspace } from "./workspace.ts";

export const { owner } = makeKeys();

export type Row = Record<string, unknown>;

/** Returns the workspace with other repositories. */
export function having(edit: (made: SandboxWorkspace) => void): SandboxWorkspace {
  const made = workspace();
  edit(made);
  return made;
}

export const one = having((made) => {
  made.repositories = made.repositories.slice(0, 1);
});

export interface Expected {
  readonly code: 0 | 2;
  readonly status?: ListStatus;
  readonly reason?: RegExp;
  /** How many repositories are in the roster. */
  readonly count?: number;
  /** How the privileges of each repository were read, without repeats. */
  readonly of?: readonly PrivilegeCoverage["status"][];
  /** In the reason of each repository whose privileges were not read completely. */
  readonly because?: RegExp;
  readonly key?: string;
  readonly deadline?: number;
  readonly saysNot?: RegExp;
  /** Set if every reply alike tells a lie that nobody can see. */
  readonly unseen?: true;
}

/** A sync with repositories: its exit code says whether all of them were seen. */
export function sync(name: string, script: Partial<Script>, expected: Expected): Scenario {
  const { code, key = owner, deadline = 20, saysNot } = expected;
  return {
    name: `repositories: ${name}`,
    script: { pageSize: 500, ...script },
    args: [
      ..."sync --organization fernwick --api-url {url} --c1z out.c1z".split(" "),
      ..."--repositories always --deadline".split(" "),
      `${deadline}s`,
    ],
    env: { CLOUDSMITH_API_KEY: key },
    deadline,
    ends: { end: "exit", code, ...(saysNot !== undefined && { saysNot }) },
    check: (outcome) => expectHonest(outcome, script.workspace ?? workspace(), expected),
  };
}

async function expectHonest(
  { roster, printed, cwd }: Outcome,
  served: SandboxWorkspace,
  { status = "complete", reason = /^$/u, count, of, because = /./u, unseen }: Expected,
): Promise<void> {
  if (roster === undefined) throw new Error("there is no artifact");
  const coverage = listCoverage(roster.coverage, "repositories");
  expect(coverage.status, String(coverage.reason)).toBe(status);
  expect(coverage.reason ?? "").toMatch(reason);
  if (count !== undefined) expect(roster.repositories).toHaveLength(count);
  const statuses = new Set(roster.repositories.map((repository) => repository.coverage.status));
  if (of !== undefined) expect([...statuses].toSorted()).toEqual(of);
  for (const repository of roster.repositories) {
    if (repository.coverage.status !== "complete") {
      expect(repository.coverage.reason).toMatch(because);
    }
  }
  if (unseen === undefined) expect(findLies(roster, served, false)).toEqual([]);
  // The artifact stands under its own name, with everybody in it.
  const [told, truth] = [toldBy(roster), truthOf(served)];
  for (const name of ["members", "teams", "services"] as const) {
    expect(told[name]).toEqual(truth[name]);
  }
  const file = await readFile(join(cwd, "out.c1z"));
  for (const text of [printed, file.toString("latin1")]) expect(text).not.toContain(owner);
}

/** Changes the rows of the list. */
export function onRows(edit: (rows: Row[]) => unknown): readonly Fault[] {
  return [{ template: list, strike: editBody(edit) }];
}
