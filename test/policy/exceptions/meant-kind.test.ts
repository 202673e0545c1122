import { expect, test } from "vitest";

import { anyRule } from "../../../src/policy/exceptions/exception.ts";
import {
  holderKindOf,
  holderKindsOf,
  isOfKind,
  meantBy,
  namesOne,
  readSubject,
  withPrefix,
} from "../../../src/policy/exceptions/meant-kind.ts";
import type { Finding } from "../../../src/policy/finding.ts";

const position = { line: 3, column: 5 };
const written = (text: string) => ({ text, position });

test.each([
  ["docs", undefined, "docs"],
  ["person:docs", "user", "docs"],
  ["team:docs", "team", "docs"],
  ["service: docs", "service", "docs"],
  ["group:docs", undefined, "group:docs"],
  ["my-team:docs", undefined, "my-team:docs"],
])("subject %s means kind %s, name %s", (text, kind, name) => {
  const { kind: meant, name: found } = readSubject(written(text));
  expect([meant, found]).toEqual([kind, written(name)]);
});

test("an entry under leaving is about a person, whatever it is called", () => {
  expect(meantBy({ rule: anyRule, subject: written("team:docs") })).toEqual({
    name: written("team:docs"),
  });
  expect(meantBy({ rule: "team-role", subject: written("team:docs") })).toEqual({
    kind: "team",
    name: written("docs"),
  });
});

function finding(kind: string, holder?: string): Finding {
  const subject = { kind, id: "1", slug: "docs", name: "Docs" };
  return { subject, facts: holder === undefined ? {} : { kind: holder } } as unknown as Finding;
}

test("a finding says itself which kind of holder it is about", () => {
  const findings = [
    finding("member", "user"),
    finding("team", "team"),
    finding("team", "team"),
    finding("member"),
  ];
  expect(findings.map(holderKindOf)).toEqual(["user", "team", "team", undefined]);
  expect(holderKindsOf(findings)).toEqual(["user", "team"]);
  expect(holderKindOf(finding("member", "robot"))).toBeUndefined();
});

test.each<[string, Finding, string, boolean]>([
  ["a member", finding("member"), "user", true],
  ["a member", finding("member"), "team", false],
  ["a team", finding("team"), "team", true],
  ["a service account", finding("service"), "user", false],
  ["a privilege of nobody called like a team", finding("holder", "team"), "team", true],
  ["a privilege of nobody called like a team", finding("holder", "team"), "service", false],
])("%s (%o) for kind %s: %s", (_, one, kind, expected) => {
  expect(isOfKind(one, kind as "user")).toBe(expected);
  expect(isOfKind(one, undefined)).toBe(true);
});

test.each([
  ["user", "person:docs"],
  ["team", "team:docs"],
  ["service", "service:docs"],
] as const)("kind %s is written %s", (kind, text) => {
  expect(withPrefix(kind, "docs")).toBe(text);
});

test.each([
  ["docs", "team", true],
  ["docs", "user", true],
  ["team:docs", "team", true],
  ["team:docs", "user", false],
  ["person:docs", "user", true],
  ["team:other", "team", false],
  ["other", "team", false],
] as const)("%s may mean a %s called docs: %s", (text, of, expected) => {
  expect(namesOne(written(text), (name) => name.text === "docs", of)).toBe(expected);
});

test("an account may itself be called like a prefix", () => {
  const isIt = ({ text }: { text: string }) => text === "team:docs";
  expect(namesOne(written("team:docs"), isIt, "user")).toBe(true);
});
