/** Real reports with one fact changed: it is noticed, or what the merge says stays the same. */

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { findContradiction } from "../../../src/report/merge/find-contradiction.ts";
import { keepReport } from "../../../src/report/merge/keep-report.ts";
import { parseReport } from "../../../src/report/merge/read-report.ts";
import { verdicts, type Report } from "../../../src/report/report.ts";
import { listStatuses } from "../../../src/roster/coverage.ts";
import { peoplePolicy } from "../../../src/sandbox/policy.ts";
import type { SandboxWorkspace } from "../../../src/sandbox/wire.ts";
import { cleanWorkspace, fernwick } from "../../../src/sandbox/workspace.ts";
import { runHere } from "../../support/command-line.ts";
import { clock, folderWithPolicy } from "../../support/command-scene.ts";
import { openSandbox } from "../../support/sandbox.ts";

interface Scene {
  readonly verdict: Report["verdict"];
  readonly workspace: SandboxWorkspace;
  readonly key?: "member" | "owner" | "service";
  readonly flags?: readonly string[];
}

const withoutSso = (workspace: SandboxWorkspace) => ({ ...workspace, saml: null });
const scenes: Readonly<Record<string, Scene>> = {
  drift: { verdict: "drift", workspace: fernwick() },
  clean: { verdict: "clean", workspace: cleanWorkspace(), flags: ["--repositories", "always"] },
  "clean, without single sign-on in the plan": {
    verdict: "clean",
    workspace: withoutSso(cleanWorkspace()),
    flags: ["--fail-on", "note"],
  },
  "never failing": { verdict: "drift", workspace: fernwick(), flags: ["--fail-on", "never"] },
  unknown: { verdict: "unknown", workspace: fernwick(), key: "member" },
  "a pull request": { verdict: "clean", workspace: fernwick(), flags: ["--base", "base.yml"] },
};

/** Audits as a user does. */
async function reportOf({ workspace, key = "service", flags = [] }: Scene): Promise<Report> {
  const sandbox = await openSandbox({ workspace });
  const cwd = await folderWithPolicy();
  const before = peoplePolicy.replace(", jonas-lindqvist]", "]").replace("bruno@contractor.", "b@");
  await writeFile(join(cwd, "base.yml"), before);
  const args = ["audit", "--api-url", sandbox.url, "--report-json", "r.json", ...flags];
  await runHere(args, { cwd, env: { ...clock, CLOUDSMITH_API_KEY: sandbox.keys[key] } });
  const parsed = parseReport(await readFile(join(cwd, "r.json"), "utf8"));
  if ("reason" in parsed) throw new Error(parsed.reason);
  return parsed.report;
}

type Change = readonly [what: string, change: (report: Report) => unknown];

/** Returns every single change of a fact that the result depends on. */
function changesOf(report: Report): readonly Change[] {
  const { counts, coverage, rules, findings } = report;
  const other = <T>(all: readonly T[], now: T) => all.filter((one) => one !== now);
  return [
    ...other(verdicts, report.verdict).map((verdict): Change => [
      `verdict ${verdict}`,
      (one) => (one.verdict = verdict),
    ]),
    ...(Object.keys(counts) as (keyof typeof counts)[]).flatMap((name): Change[] => [
      [`5 more ${name}`, (one) => (one.counts[name] = (counts[name] ?? 0) + 5)],
      [`${name} 0`, (one) => (one.counts[name] = 0)],
    ]),
    ["no rules", (one) => (one.rules = [])],
    ["no lists", (one) => (one.coverage.lists = [])],
    ["no findings", (one) => (one.findings = [])],
    ["nothing resolved", (one) => (one.resolved = [])],
    ["no tasks", (one) => delete one.tasks],
    ["no base", (one) => delete one.base],
    ["a stale artifact", (one) => (one.archive = { path: "a", syncId: "1", stale: "it is old" })],
    ...other(["complete", "partial", "none"] as const, coverage.status).map((status): Change => [
      `coverage ${status}`,
      (one) => (one.coverage.status = status),
    ]),
    ...coverage.lists.flatMap(({ name, status, count }, at): Change[] => [
      ...other(listStatuses, status).flatMap((next): Change[] => [
        [`${name} ${next}`, (one) => Object.assign(listAt(one, at), { status: next })],
        [`${name} ${next} 0`, (one) => Object.assign(listAt(one, at), { status: next, count: 0 })],
      ]),
      [`${name} with another count`, (one) => (listAt(one, at).count = count + 7)],
      [`${name} with more rows expected`, (one) => (listAt(one, at).expected = count + 7)],
      [`${name} missing`, (one) => one.coverage.lists.splice(at, 1)],
      [`${name} twice`, (one) => one.coverage.lists.push(listAt(one, at))],
    ]),
    ...rules.flatMap(({ id, status, findings: number }, at): Change[] => [
      ...other(["judged", "not-judged", "off"] as const, status).map((next): Change => [
        `${id} ${next}`,
        (one) => Object.assign(one.rules[at] ?? {}, { status: next }),
      ]),
      [`${id} with 7 more`, (one) => Object.assign(one.rules[at] ?? {}, { findings: number + 7 })],
      [`${id} twice`, (one) => one.rules.push(...one.rules.slice(at, at + 1))],
    ]),
    ...findings.flatMap(({ severity, state, rule }, at): Change[] => [
      [`finding ${at} missing`, (one) => one.findings.splice(at, 1)],
      ...other(["error", "warning", "note"] as const, severity).map((next): Change => [
        `${at} ${next}`,
        (one) => Object.assign(one.findings[at] ?? {}, { severity: next }),
      ]),
      ...other(["introduced", "existing", "accepted"] as const, state).map((next): Change => [
        `${at} ${next}`,
        (one) => Object.assign(one.findings[at] ?? {}, { state: next }),
      ]),
      [`${at} of no rule`, (one) => Object.assign(one.findings[at] ?? {}, { rule: `${rule}-x` })],
    ]),
  ];
}

function listAt({ coverage }: Report, at: number): Report["coverage"]["lists"][number] {
  const list = coverage.lists[at];
  if (list === undefined) throw new Error("no such list");
  return list;
}

/** What a merged report takes from a report to decide. */
function outcomeOf(report: Report): unknown {
  const { verdict, openFindings, notJudged, seen } = keepReport("r.json", report, () => undefined);
  return { verdict, openFindings, notJudged, counts: seen.counts, coverage: seen.coverage };
}

test.each(Object.entries(scenes))(
  "%s: a real report is believed, and no single change of it passes as another result",
  async (_, scene) => {
    const report = await reportOf(scene);
    expect(findContradiction(report)).toBeNull();
    expect(report.verdict).toBe(scene.verdict);
    const outcome = outcomeOf(report);
    const changes = changesOf(report);
    expect(changes.length).toBeGreaterThan(100);
    const unnoticed = changes.filter(([, change]) => {
      const changed = structuredClone(report);
      change(changed);
      // A report does not say whether tasks fail a pull request.
      if (report.base !== undefined && changed.verdict === "drift") return false;
      const kept = keepReport("r.json", changed, () => undefined);
      if (kept.verdict === "unknown" && (!kept.believed || report.verdict !== "unknown"))
        return false;
      return JSON.stringify(outcomeOf(changed)) !== JSON.stringify(outcome);
    });
    expect(unnoticed.map(([what]) => what)).toEqual([]);
  },
);
