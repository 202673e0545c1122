/** The policy's own tests, from the files to every report. */

import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { annotateFindings } from "../../src/github/finding-annotations.ts";
import { silentLogger } from "../../src/log.ts";
import { evaluate } from "../../src/policy/evaluate.ts";
import { compareEvaluations } from "../../src/policy/impact.ts";
import type { BasePolicy } from "../../src/policy/base-policy.ts";
import type { Policy } from "../../src/policy/policy.ts";
import { buildReport } from "../../src/report/build-report.ts";
import { renderMarkdown } from "../../src/report/markdown/markdown.ts";
import type { Report } from "../../src/report/report.ts";
import { renderSarif } from "../../src/report/sarif.ts";
import { renderTerminal } from "../../src/report/terminal/terminal.ts";
import { toBasePolicy } from "../../src/sources/base-policy.ts";
import { readTestedPolicy } from "../../src/sources/policy-tests.ts";
import { makeFolder } from "../support/process.ts";
import { aRoster } from "../support/roster.ts";

const now = new Date("2026-11-23T06:00:00Z");
const text = "version: 1\norganization: fernwick\n";
const path = "policies/access-policy.yml";
const testPath = "policies/access-policy.test.yml";

/** Returns the text of a test file: the tests `passes`, and those with these names, which fail. */
function testsOf(...failing: readonly string[]): string {
  const wrong = failing.map(
    (name) =>
      `  - name: ${JSON.stringify(name)}\n    findings: { two-factor: [nobody], dormant: [no] }\n`,
  );
  return `version: 1\ntoday: 2026-11-23\ntests:\n  - name: passes\n${wrong.join("")}`;
}

async function read(tests: string | Buffer | undefined, policy = text): Promise<Policy> {
  const file = join(await makeFolder(), "access-policy.yml");
  await writeFile(file, policy);
  if (tests !== undefined) await writeFile(file.replace(".yml", ".test.yml"), tests);
  return await readTestedPolicy(file, path);
}

function report(policy: Policy, base?: BasePolicy): Report {
  const roster = aRoster({});
  const before = base?.policy === undefined ? undefined : evaluate(roster, base.policy, now);
  return buildReport({
    roster,
    policy,
    ...compareEvaluations(evaluate(roster, policy, now), before, "policy"),
    base,
    failOn: "error",
    generatedAt: now,
    tool: { name: "test", version: "0" },
  });
}

async function earlier(tests: string | undefined): Promise<BasePolicy> {
  const bytes = { bytes: Buffer.from(text), tests: tests && Buffer.from(tests) };
  return await toBasePolicy(
    { path, ...bytes } as Parameters<typeof toBasePolicy>[0],
    path,
    silentLogger,
  );
}

const failing = (found: Report) =>
  found.findings.flatMap(({ rule, subject, state }) =>
    rule === "policy-test" ? [`${state} ${subject.slug}`] : [],
  );

test("a failing test is a finding at its line of the test file, in every report", async () => {
  const found = report(await read(testsOf("nobody is found")));

  const [finding] = found.findings;
  expect(finding).toMatchObject({
    rule: "policy-test",
    severity: "error",
    subject: { kind: "policy", slug: "nobody is found" },
    facts: { difference: "not found: two-factor nobody", differences: 2 },
    message:
      'policy test "nobody is found" fails: not found: two-factor nobody (and 1 more difference)',
    policy: { path: testPath, line: 5, column: 5 },
  });
  expect(found.verdict).toBe("drift");
  const { runs } = JSON.parse(renderSarif(found)) as {
    runs: [{ results: { locations: unknown }[] }];
  };
  expect(runs[0].results.map(({ locations }) => locations)).toEqual([
    [
      {
        physicalLocation: {
          artifactLocation: { uri: testPath, uriBaseId: "%SRCROOT%" },
          region: { startLine: 5, startColumn: 5 },
        },
      },
    ],
  ]);
  expect(annotateFindings(found).shown).toMatchObject([
    { level: "error", title: "policy-test", file: testPath, startLine: 5, startColumn: 5 },
  ]);
  const markdown = renderMarkdown(found, { personalData: "full", maxBytes: 60_000 });
  expect(markdown).toContain(`\`${testPath}:5\``);
  const terminal = renderTerminal(found, { columns: 160, colour: false });
  expect(terminal).toContain("policy-test: Policy test that fails");
  expect(terminal).toContain(`${testPath}:5`);
});

test("a report with counts names no test", async () => {
  const found = report(await read(testsOf("Jonas is found")));

  const markdown = renderMarkdown(found, { personalData: "counts", maxBytes: 60_000 });

  expect(markdown).toContain("policy-test");
  expect(markdown).not.toContain("Jonas");
  expect(markdown).not.toContain("nobody");
});

test("without a test file, and with tests that pass, nothing is found", async () => {
  const [without, passing] = [await read(undefined), await read(testsOf())];

  expect(without.tests).toBeUndefined();
  expect(passing.tests).toEqual({ path: testPath, count: 1, failing: [] });
  expect([failing(report(without)), failing(report(passing))]).toEqual([[], []]);
});

test("an exception accepts a failing test, and the rule can be off", async () => {
  const exception =
    "exceptions:\n  - { rule: policy-test, subject: Known, reason: r, created: 2026-11-20, expires: 2026-12-31 }\n";
  const accepted = report(await read(testsOf("known"), `${text}${exception}`));
  const off = report(await read(testsOf("known"), `${text}rules: { policy-test: off }\n`));

  expect(failing(accepted)).toEqual(["accepted known"]);
  expect(failing(off)).toEqual([]);
});

test("a long difference is cut", async () => {
  const found = report(
    await read(
      `version: 1\ntoday: 2026-11-23\ntests:\n  - name: long\n    findings: { dormant: [${"\u{1F600}".repeat(160)}] }\n`,
    ),
  );

  const difference = String(found.findings[0]?.facts["difference"]);
  expect(difference).toHaveLength(300);
  expect(difference.isWellFormed()).toBe(true);
});

test("on a pull request, only a test that it breaks is introduced, as a defect and not as a task", async () => {
  const base = await earlier(testsOf("was broken", "is mended"));
  const found = report(await read(testsOf("Was broken", "is broken", "is broken")), base);

  expect(failing(found)).toEqual([
    "existing Was broken",
    "introduced is broken",
    "introduced is broken",
  ]);
  expect(found.resolved.map(({ subject }) => subject.slug)).toEqual(["is mended"]);
  expect(found.counts).toMatchObject({ introduced: 2, tasks: 0 });
  expect(found.verdict).toBe("drift");
});

test.each([undefined, "version: 7\n"])(
  "where the earlier tests are %j, no failing test counts as an earlier one",
  async (tests) => {
    expect(failing(report(await read(testsOf("broken")), await earlier(tests)))).toEqual([
      "introduced broken",
    ]);
  },
);

test("a test file that is not valid, not UTF-8 or not a file is an error", async () => {
  await expect(read("version: 1\n")).rejects.toMatchObject({
    code: "BAD_POLICY",
    problems: [{ path: testPath, line: 1 }, { path: testPath }],
  });
  await expect(read(Buffer.from([0xff, 0x0a]))).rejects.toMatchObject({
    code: "BAD_POLICY",
    problems: [{ path: testPath, line: 1, column: 1 }],
  });
  await expect(readTestedPolicyBesideFolder()).rejects.toThrow(
    /^cannot read policy tests ".*access-policy\.test\.yml": /u,
  );
});

async function readTestedPolicyBesideFolder(): Promise<Policy> {
  const { mkdir } = await import("node:fs/promises");
  const file = join(await makeFolder(), "access-policy.yml");
  await writeFile(file, text);
  await mkdir(file.replace(".yml", ".test.yml"));
  return await readTestedPolicy(file);
}
