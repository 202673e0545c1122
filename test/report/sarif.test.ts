import { existsSync, readFileSync } from "node:fs";

import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";

import { renderSarif } from "../../src/report/sarif.ts";
import { hostileTexts } from "../support/hostile-text.ts";
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
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
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
        readonly suppressions?: unknown;
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

  expect(run.results).toHaveLength(report.findings.length);
  for (const [index, result] of run.results.entries()) {
    const finding = report.findings[index];
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

test("accepted findings are suppressed, and no other", () => {
  const [finding, ...rest] = aReport().findings;
  if (finding === undefined) throw new Error("the report has no finding");
  const [run] = render(
    aReport({
      findings: [
        { ...finding, state: "accepted" },
        { ...finding, state: "existing" },
      ],
    }),
  ).runs;

  expect(rest.length).toBeGreaterThan(0);
  expect(run.results.map(({ suppressions }) => suppressions)).toEqual([
    [{ kind: "external", status: "accepted" }],
    undefined,
  ]);
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
  const [run] = render(aReport({ policy: { path: "./acc ess/p#1.yml", sha256: "00" } })).runs;
  const [location] = run.results[0]?.locations ?? [];
  expect(location?.physicalLocation.artifactLocation.uri).toBe("acc%20ess/p%231.yml");
});
