import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";

import { renderJson, reportJsonSchema } from "../../src/report/json.ts";
import { hostileTexts } from "../support/hostile-text.ts";
import { aMember, aPartialReport, aReport } from "../support/report.ts";

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(reportJsonSchema());

test.each([aReport(), aPartialReport()])("what is written fits the published schema", (report) => {
  expect(validate(JSON.parse(renderJson(report))), JSON.stringify(validate.errors)).toBe(true);
});

test("the schema refuses what is not a report", () => {
  expect(validate({ ...aReport(), verdict: "fine" })).toBe(false);
  expect(validate({ ...aReport(), extra: 1 })).toBe(false);
  const { coverage: _, ...rest } = aReport();
  expect(validate(rest)).toBe(false);
});

test("equal reports are equal bytes, whatever the order of their keys", () => {
  const report = aReport();
  const reversed = reverseKeys(report) as typeof report;
  expect(renderJson(reversed)).toBe(renderJson(report));
});

test("keys are in the schema's order, and the text ends in a newline", () => {
  const text = renderJson(aReport());
  expect(Object.keys(JSON.parse(text) as object)).toEqual(
    Object.keys(reportJsonSchema()["properties"] as object).filter(
      (key) => !["archive", "artifact", "base", "runUrl", "tasks"].includes(key),
    ),
  );
  expect(text.startsWith('{\n  "version": 1,\n')).toBe(true);
  expect(text.endsWith("}\n")).toBe(true);
});

test.each(hostileTexts)(
  "%j reads back the same and leaves nothing invisible in the file",
  (text) => {
    const [finding, ...rest] = aReport().findings;
    if (finding === undefined) throw new Error("the report has findings");
    const report = aReport({ findings: [{ ...finding, subject: aMember(text, text) }, ...rest] });
    const written = renderJson(report);
    expect(JSON.parse(written)).toEqual(report);
    expect(written).not.toMatch(/[\p{Default_Ignorable_Code_Point}\p{Cs}\p{Zl}\p{Zp}\x7F-\x9F]/v);
  },
);

function reverseKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverseKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, reverseKeys(inner)] as const);
  return Object.fromEntries(entries.reverse());
}
