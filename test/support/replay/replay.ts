/** Replays a history: three checks for each commit, in both orders in which a change can happen. */

import type { Policy } from "../../../src/policy/policy.ts";
import { count } from "../../../src/roster/count.ts";
import { auditCommit, type Audited, type Shelf } from "./audits.ts";
import { expectedTasks, mustQuarantine } from "./expected.ts";
import type { Commit, History } from "./history.ts";
import { policyText } from "./policy-text.ts";
import { policyFrom } from "../policy.ts";
import { carryOut, reportedTasks } from "./reported.ts";
import { linesOf, stateOf } from "./state.ts";
import { workspaceRoster } from "./workspace.ts";

/** What one check showed, in a few words, and what was not as it must be. */
export interface Check {
  readonly shown: string;
  readonly problems: readonly string[];
}

export interface Replayed {
  readonly commit: string;
  /** Workspace and policy are those of the commit. */
  readonly asIs: Check;
  /** The policy is changed first. Null for the first commit, which has none before it. */
  readonly policyFirst: Check | null;
  /** The workspace is changed first, and the policy follows. */
  readonly workspaceFirst: Check | null;
}

/** Replays all commits, each with the artifact of the run before it as the baseline. */
export async function* replay(history: History, shelf: Shelf): AsyncIterable<Replayed> {
  const policyOf = memo((commit) => policyFrom(policyText(history.workspace, commit)));
  let last: { readonly commit: Commit; readonly artifact: string | undefined } | undefined;
  for (const commit of history.commits) {
    const { date } = commit;
    const place = createPlace({ history, shelf, policyOf, artifact: last?.artifact, date });
    const changed =
      last === undefined ? undefined : await changePolicyFirst(place, last.commit, commit);
    const workspaceFirst =
      last === undefined ? null : await changeWorkspaceFirst(place, last.commit, commit);
    // The tasks are done: the run before this one is the audit after the merge.
    const baseline = changed?.artifact;
    const done = await place.audit({ workspace: commit, policy: commit, baseline });
    const asIs = new Findings();
    asIs.exit("the audit", done, 0);
    yield {
      commit: commit.id,
      asIs: asIs.toCheck("clean"),
      policyFirst: changed?.check ?? null,
      workspaceFirst,
    };
    last = { commit, artifact: done.artifactPath };
  }
}

/** The policy is proposed, merged, and carried out; the workspace follows. */
async function changePolicyFirst(
  place: Place,
  before: Commit,
  after: Commit,
): Promise<{ readonly check: Check; readonly artifact: string | undefined }> {
  const found = new Findings();
  const wanted = expectedTasks(before, after);
  const proposed = await place.audit({ workspace: before, policy: after, base: before });
  found.exit("the pull request", proposed, 0);
  const told = reportedTasks(proposed.report);
  found.add(...missing(wanted, told).map((task) => `missing task: ${task}`));
  found.add(...missing(told, wanted).map((task) => `unexpected task: ${task}`));
  if (found.isEmpty) found.add(...resultOf(proposed, before, after));
  const merged = await place.audit({ workspace: before, policy: after });
  const drifts = wanted.length > 0;
  found.exit("the audit after the merge", merged, drifts ? 1 : 0);
  const shown = drifts ? `${count(wanted.length, "task")}, then drift` : "no task";
  return { check: found.toCheck(shown), artifact: merged.artifactPath };
}

/** Somebody changes the workspace; the audit reports it, and the policy follows. */
async function changeWorkspaceFirst(place: Place, before: Commit, after: Commit): Promise<Check> {
  const found = new Findings();
  const differs = expectedTasks(after, before).length > 0;
  const isTooMuch = mustQuarantine(before, after, before);
  const drifted = await place.audit({ workspace: after, policy: before });
  // So many people are gone that the policy still names: they may not have been read.
  const first = isTooMuch ? 2 : differs ? 1 : 0;
  found.exit("the audit before the policy follows", drifted, first);
  const baseline = drifted.artifactPath;
  const proposed = await place.audit({ workspace: after, policy: after, base: before, baseline });
  found.exit("the pull request that follows", proposed, 0);
  found.add(...reportedTasks(proposed.report).map((task) => `unexpected task: ${task}`));
  const followed = await place.audit({ workspace: after, policy: after, baseline });
  found.exit("the audit after the policy followed", followed, 0);
  const shown = ["no drift", "drift, then clean", "not believed, then clean"][first] ?? "";
  return found.toCheck(shown);
}

/** Returns what differs from the next commit if all requests of the tasks are sent. */
function resultOf({ report }: Audited, before: Commit, after: Commit): readonly string[] {
  const state = stateOf(before);
  try {
    carryOut(report, state);
  } catch (error) {
    return [String(error)];
  }
  const [is, wanted] = [linesOf(state), linesOf(stateOf(after))];
  return [
    ...missing(wanted, is).map((line) => `the requests do not lead to: ${line}`),
    ...missing(is, wanted).map((line) => `the requests lead to: ${line}`),
  ];
}

type Place = ReturnType<typeof createPlace>;

/** Returns a function that audits the workspace of one commit with the policy of another. */
function createPlace(scene: {
  readonly history: History;
  readonly shelf: Shelf;
  readonly policyOf: (commit: Commit) => Policy;
  /** The artifact of the last run before the change. */
  readonly artifact: string | undefined;
  readonly date: string;
}) {
  const { history, shelf, policyOf, artifact, date } = scene;
  const readAt = new Date(date).toISOString();
  const rosters = memo((commit: Commit) => workspaceRoster(history.workspace, commit, readAt));
  return {
    audit: (given: {
      readonly workspace: Commit;
      readonly policy: Commit;
      readonly base?: Commit;
      readonly baseline?: string | undefined;
    }) =>
      auditCommit({
        shelf,
        workspace: rosters(given.workspace),
        policy: policyOf(given.policy),
        ...(given.base !== undefined && { base: policyOf(given.base) }),
        baseline: given.baseline ?? artifact,
      }),
  };
}

/** Reading a policy takes more time than an audit, so each value is made once. */
function memo<Value extends object>(make: (commit: Commit) => Value): (commit: Commit) => Value {
  const made = new Map<Commit, Value>();
  return (commit) => {
    const value = made.get(commit) ?? make(commit);
    made.set(commit, value);
    return value;
  };
}

class Findings {
  readonly #problems: string[] = [];

  get isEmpty(): boolean {
    return this.#problems.length === 0;
  }

  add(...problems: readonly string[]): void {
    this.#problems.push(...problems);
  }

  exit(what: string, { exitCode, report, warnings }: Audited, expected: number): void {
    if (exitCode === expected) return;
    const messages = report.findings.slice(0, 3).map(({ message }) => message);
    const reasons = [...warnings, ...messages].join("; ");
    this.add(`${what} exits ${exitCode}, not ${expected}${reasons === "" ? "" : `: ${reasons}`}`);
  }

  toCheck(shown: string): Check {
    return { shown, problems: this.#problems };
  }
}

/** Returns the entries of the first list that the second one lacks; both may repeat an entry. */
function missing(wanted: readonly string[], given: readonly string[]): readonly string[] {
  const left = [...given];
  return wanted.filter((entry) => {
    const index = left.indexOf(entry);
    if (index !== -1) left.splice(index, 1);
    return index === -1;
  });
}
