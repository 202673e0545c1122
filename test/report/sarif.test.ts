import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";

import { catalog } from "../../src/policy/catalog.ts";
import type { Report } from "../../src/report/report.ts";
import { countLeftOut, renderSarif } from "../../src/report/sarif.ts";
import { repositoryUrl, version } from "../../src/version.ts";
import { hostileTexts } from "../support/hostile-text.ts";
import { root } from "../support/process.ts";
import { aPartialReport, aReport } from "../support/report.ts";

/** OASIS's own schema. Beside the repository, not in it: whoever lacks it sees these tests skipped. */
const schemaFile = new URL("../../../shared/reference/sarif-schema-2.1.0.json", import.meta.url);

const missing = !existsSync(schemaFile);

function loadSchema(): ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const {
    $schema: _,
    id: _id,
    ...schema
  } = JSON.parse(readFileSync(schemaFile, "utf8")) as Record<string, unknown>;
  return ajv.compile(schema);
}

interface Sarif {
  readonly runs: readonly [
    {
      readonly automationDetails: { readonly id: string };
      readonly tool: {
        readonly driver: {
          readonly informationUri: string;
          readonly semanticVersion: string;
          readonly rules: readonly {
            readonly id: string;
            readonly shortDescription: { readonly text: string };
            readonly fullDescription: { readonly text: string };
            readonly help: { readonly text: string; readonly markdown: string };
            readonly helpUri: string;
            readonly properties: {
              readonly tags: readonly string[];
              readonly "security-severity": string;
              readonly "problem.severity": string;
            };
          }[];
        };
      };
      readonly invocations: readonly {
        readonly executionSuccessful: boolean;
        readonly toolExecutionNotifications: readonly {
          readonly message: { readonly text: string };
        }[];
      }[];
      readonly results: readonly {
        readonly ruleId: string;
        readonly ruleIndex: number;
        readonly level: string;
        readonly message: { readonly text: string };
        readonly locations: readonly {
          readonly physicalLocation: {
            readonly artifactLocation: { readonly uri: string };
            readonly region: { readonly startLine: number };
          };
        }[];
        readonly partialFingerprints: Readonly<Record<string, string>>;
      }[];
    },
  ];
}

function render(report = aReport()): Sarif {
  return JSON.parse(renderSarif(report)) as Sarif;
}

test.skipIf(missing).each([
  ["a whole report", aReport()],
  ["a report with gaps", aPartialReport()],
  ["an empty report", aReport({ findings: [], resolved: [], rules: [] })],
  [
    "a report of hostile names",
    aReport({
      findings: hostileTexts.flatMap((text) =>
        aReport().findings.map((finding) => ({ ...finding, message: text })),
      ),
    }),
  ],
])("%s is valid by the official schema", (_, report) => {
  const validate = loadSchema();
  validate(render(report));
  expect(validate.errors).toBeNull();
});

test("each finding stands on its policy line, with its rule, level and fingerprint", () => {
  const report = aReport();
  const [run] = render(report).runs;

  const open = report.findings.filter(({ state }) => state !== "accepted");
  expect(run.results).toHaveLength(open.length);
  for (const [index, result] of run.results.entries()) {
    const finding = open[index];
    expect(run.tool.driver.rules[result.ruleIndex]?.id).toBe(result.ruleId);
    expect(result).toMatchObject({
      ruleId: finding?.rule,
      level: finding?.severity,
      partialFingerprints: { "accessFinding/v1": finding?.fingerprint },
    });
    const [location] = result.locations;
    expect(location?.physicalLocation).toMatchObject({
      artifactLocation: { uri: "access-policy.yml" },
      region: { startLine: finding?.policy?.line ?? 1 },
    });
  }
});

test("accepted findings are left out, and counted in a note", () => {
  const [finding] = aReport().findings;
  if (finding === undefined) throw new Error("the report has no finding");
  const [run] = render(
    aReport({
      findings: [
        { ...finding, state: "accepted" },
        { ...finding, state: "existing" },
      ],
    }),
  ).runs;

  expect(run.results).toHaveLength(1);
  expect(run.results[0]).not.toHaveProperty("suppressions");
  expect(run.invocations[0]?.toolExecutionNotifications.at(-1)).toEqual({
    level: "note",
    message: { text: "1 finding left out: accepted by the policy" },
  });
});

/** The fingerprint by which GitHub knows an alert again. */
const gitHub = "primaryLocationLineHash";

test("each finding has a fingerprint of its own, wherever it is and whatever is beside it", () => {
  const [finding] = aReport().findings;
  if (finding === undefined) throw new Error("the report has no finding");
  const other = (letter: string, line: number) => ({
    ...finding,
    fingerprint: letter.repeat(32),
    policy: { path: "access-policy.yml", line, column: 3 },
  });
  const fingerprintsOf = (findings: Report["findings"]) =>
    render(aReport({ findings })).runs[0].results.map((one) => one.partialFingerprints);

  const together = fingerprintsOf([other("a", 7), other("b", 7), other("c", 9)]);
  expect(together.map((one) => one[gitHub])).toEqual(
    ["a", "b", "c"].map((letter) => `${letter.repeat(16)}:1`),
  );
  expect(together.map((one) => one["accessFinding/v1"])).toEqual(
    ["a", "b", "c"].map((letter) => letter.repeat(32)),
  );
  // Alone, or on another line, it is the same alert.
  expect(fingerprintsOf([other("b", 7)])).toEqual(together.slice(1, 2));
  expect(fingerprintsOf([other("b", 12)])).toEqual(together.slice(1, 2));
});

test("each policy of a workspace is a category of its own", () => {
  const idOf = (path: string) =>
    render(aReport({ policy: { path, sha256: "00" } })).runs[0].automationDetails.id;

  expect(idOf("access-policy.yml")).toBe("cloudsmith-access-audit/fernwick/");
  expect(idOf("teams/a b.yml")).toBe("cloudsmith-access-audit/fernwick/teams/a%20b.yml/");
});

test("of more findings than GitHub takes, the worst are there, and the rest is counted", () => {
  const [finding] = aReport().findings;
  if (finding === undefined) throw new Error("the report has no finding");
  const some = (number: number, severity: "error" | "warning" | "note") =>
    Array.from({ length: number }, (_, at) => ({
      ...finding,
      severity,
      fingerprint: `${severity}${at}`.padEnd(32, "0"),
    }));
  const report = aReport({
    findings: [...some(100, "note"), ...some(24_990, "warning"), ...some(20, "error")],
  });
  const [run] = render(report).runs;

  expect(countLeftOut(report)).toBe(110);
  expect(run.results).toHaveLength(25_000);
  const levels = Map.groupBy(run.results, ({ level }) => level);
  expect([levels.get("error")?.length, levels.get("warning")?.length]).toEqual([20, 24_980]);
  expect(run.invocations[0]?.toolExecutionNotifications.map(({ message }) => message.text)).toEqual(
    ["110 findings left out: code scanning accepts at most 25000, so only the worst are included"],
  );
});

/** What GitHub documents of each field ("SARIF support for code scanning"), for any report. */
const hostileRules = [
  "[".repeat(3_000),
  "{}".repeat(900),
  "x".repeat(5_000),
  `P${"\n\n\u202E".repeat(240)}`,
  "<script>alert(1)</script> @everyone ![a](b)",
].map((text, at) => ({
  ...aReport().rules[0],
  id: `custom-${at}`,
  title: text,
  severity: "error",
  status: "judged",
  reason: null,
  findings: 0,
  explanation: text,
  remedy: text,
})) as Report["rules"];

test.each([
  ["a whole report", aReport()],
  ["a report with gaps", aPartialReport()],
  ["a report of hostile custom rules", aReport({ rules: hostileRules })],
])("%s keeps to what GitHub documents", (_, report) => {
  const [run] = render(report).runs;
  const { driver } = run.tool;

  expect(driver.informationUri).toMatch(/^https:\/\//u);
  expect(driver.semanticVersion).toMatch(/^\d+\.\d+\.\d+$/u);
  expect(driver.rules.length).toBeLessThanOrEqual(25_000);
  for (const rule of driver.rules) {
    expect(rule.id.length).toBeLessThanOrEqual(255);
    expect(rule.shortDescription.text.length).toBeLessThanOrEqual(1_024);
    expect(rule.fullDescription.text.length).toBeLessThanOrEqual(1_024);
    expect(rule.shortDescription.text).not.toContain("\n");
    expect(rule.help.text).not.toBe("");
    expect(rule.help.markdown).toMatch(/\*\*What to do:\*\* ./u);
    expect(rule.helpUri).toMatch(/^https:\/\/.*\/docs\/(?:rules\.md#[a-z-]+|custom-rules\.md)$/u);
    expect(rule.properties.tags).toContain("security");
    expect(rule.properties.tags.length).toBeLessThanOrEqual(20);
    expect(Number(rule.properties["security-severity"])).toBeGreaterThan(0);
    expect(Number(rule.properties["security-severity"])).toBeLessThanOrEqual(10);
    expect(["error", "warning", "recommendation"]).toContain(rule.properties["problem.severity"]);
  }
  for (const result of run.results) {
    expect(result.locations).toHaveLength(1);
    expect(result.message.text).not.toBe("");
    expect(result).not.toHaveProperty("suppressions");
  }
});

test("each rule's help address is a heading of the documentation", () => {
  const headings = readFileSync(join(root, "docs/rules.md"), "utf8").match(/^## .+$/gmu) ?? [];
  const rules = catalog.map(({ id }) => ({ ...aReport().rules[0], id })) as Report["rules"];
  const [run] = render(aReport({ rules })).runs;

  for (const { id, helpUri } of run.tool.driver.rules) {
    expect(helpUri).toBe(`${repositoryUrl}/blob/v${version}/docs/rules.md#${id}`);
    expect(headings).toContain(`## ${id}`);
  }
});

test("what was not judged is told, and is no success", () => {
  const [invocation] = render(aPartialReport()).runs[0].invocations;

  expect(invocation?.executionSuccessful).toBe(false);
  expect(invocation?.toolExecutionNotifications[0]?.message.text).toMatch(
    /^not judged: two-factor \(error\); the two-factor state of 6 accounts was not seen/u,
  );
});

test.each([
  ["[click](https://evil.example)", String.raw`\[click\](https://evil.example)`],
  ["{0} and }{", "{{0}} and }}{{"],
  ["a\\[b", String.raw`a\\\[b`],
  ["two\nlines", "two lines"],
  ["right\u202Eleft", "right<U+202E>left"],
])("%j is neither link nor placeholder in a message", (text, escaped) => {
  const [finding] = aReport().findings;
  if (finding === undefined) throw new Error("the report has no finding");

  const [run] = render(aReport({ findings: [{ ...finding, message: text }] })).runs;

  expect(run.results[0]?.message.text).toBe(escaped);
});

test("a policy in a folder with spaces has a URI", () => {
  const place = { path: "./acc ess/p#1.yml" };
  const [finding] = aReport().findings;
  if (finding === undefined) throw new Error("there is no finding");
  const findings = [
    { ...finding, policy: { ...place, line: 4, column: 3 } },
    { ...finding, policy: undefined },
  ];
  const [run] = render(aReport({ policy: { ...place, sha256: "00" }, findings })).runs;
  const uris = run.results.map(
    ({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri,
  );
  expect(uris).toEqual(["acc%20ess/p%231.yml", "acc%20ess/p%231.yml"]);
});
