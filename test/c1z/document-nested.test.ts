/** Text that is nested a hundred thousand levels deep is refused, and ends no program. */

import { expect, test } from "vitest";

import { decodeDocument, encodeDocument } from "../../src/c1z/document.ts";
import { RowCounter, sealOf } from "../../src/c1z/integrity.ts";
import { parsePolicy } from "../../src/policy/file/parse.ts";
import { parsePolicyTests } from "../../src/policy/tests/parse.ts";
import { parseReport } from "../../src/report/merge/read-report.ts";
import { parsePack } from "../../src/report/pack/earlier-pack.ts";
import { aRoster } from "../support/roster.ts";
import { aReport } from "../support/report.ts";

const levels = 100_000;
const nestings = {
  lists: `${"[".repeat(levels)}${"]".repeat(levels)}`,
  mappings: `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`,
};

/** Returns JSON in which the first value of that key is replaced. */
function replaceValue(json: string, key: string, nested: string): string {
  const marked = json.replace(
    new RegExp(`("${key}":)(?:"[^"]*"|null|\\[\\]|\\{\\}|[\\w.]+)`, "u"),
    "$1@",
  );
  expect(marked).toContain("@");
  return marked.replace("@", () => nested);
}

test.each(Object.entries(nestings))("%s", (_, nested) => {
  const roster = aRoster();
  const rows = { "resource types": 0, resources: 0, entitlements: 0, grants: 0 };
  const integrity = { roster: sealOf(roster), records: new RowCounter().digest(), rows };
  const document = encodeDocument(roster, integrity);
  expect(decodeDocument(document)).toBeDefined();
  expect(decodeDocument(nested)).toBeUndefined();
  for (const key of ["readAt", "invites", "enabled", "oidcProviders", "mappings"]) {
    expect(decodeDocument(replaceValue(document, key, nested)), key).toBeUndefined();
  }

  const report = JSON.stringify(aReport());
  expect(parseReport(nested)).toHaveProperty("reason");
  for (const key of ["organization", "readAt", "verdict", "name", "message"]) {
    if (!report.includes(`"${key}":"`)) continue;
    expect(parseReport(replaceValue(report, key, nested)), key).toHaveProperty("reason");
  }
  expect(parsePack(nested)).toBeUndefined();

  const policy = parsePolicy("version: 1\norganization: acme\n", "p.yml");
  if ("problems" in policy) throw new Error("not valid");
  for (const text of [nested, `version: 1\norganization: acme\nteams: ${nested}\n`]) {
    expect(parsePolicy(text, "p.yml")).toHaveProperty("problems");
    expect(parsePolicyTests(text, policy.policy)).toHaveProperty("problems");
  }
});
