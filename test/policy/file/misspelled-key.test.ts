/** One typing mistake in a key is one problem, at its line. */

import { isMap, isScalar, isSeq, parseDocument } from "yaml";
import { expect, test } from "vitest";

import { parsePolicy } from "../../../src/policy/file/parse.ts";
import { keysAt } from "../../../src/policy/file/schema-keys.ts";
import { PolicyFile } from "../../../src/policy/file/schema.ts";
import { parsePolicyTests } from "../../../src/policy/tests/parse.ts";
import { policyFrom } from "../../support/policy.ts";

const policy = `version: 1
organization: acme
roles:
  owner:
    members: [ada, bo]
    allow: ["*@ops.example"]
    break-glass: [rescue]
    min: 1
    max: 4
  manager: { members: [] }
  member: { allow: ["*"] }
  collaborator: { max: 9 }
teams:
  platform:
    managers: [ada]
    members: [bo]
    services: [ci]
    synced: idp
services:
  ci:
    role: member
    teams: [platform]
    key-expires-within: 90d
invites:
  roles: [member]
  domains: [acme.example]
  listed: [new@acme.example]
unlisted-members: note
unlisted-teams: warning
rules:
  two-factor: { roles: [owner], single-sign-on-counts: false, severity: error }
  dormant:
    after: 60d
    grace: 7d
    roles: [owner]
    severity: note
  break-glass: { unused-since: 2026-01-01 }
  email-domain: { domains: [acme.example] }
  single-sign-on: { enforced: true }
  exception-too-long: { max: 90d }
exceptions:
  - rule: bots-only
    subject: ada
    team: platform
    reason: on its way
    owner: bo
    ticket: T-1
    approved-by: bo
    created: 2026-11-01
    expires: 2026-12-31
  - { rule: two-factor, subject: bo, expires: 2026-12-30 }
custom:
  - id: bots-only
    for: member
    violates: member.role == "Owner"
    severity: note
    message: only bots
    remedy: ask
`;

type Path = readonly (string | number)[];

interface KeyInText {
  readonly path: Path;
  readonly key: string;
  readonly at: number;
}

/** Returns the keys that the schema knows; a team's or a service account's name is not one. */
function knownKeys(node: unknown, path: Path = []): readonly KeyInText[] {
  if (isSeq(node)) return node.items.flatMap((item, index) => knownKeys(item, [...path, index]));
  if (!isMap(node)) return [];
  return node.items.flatMap(({ key, value }) => {
    if (!isScalar(key)) return [];
    const name = String(key.value);
    const own = keysAt(PolicyFile, path).includes(name);
    const inner = knownKeys(value, [...path, name]);
    return own ? [{ path, key: name, at: key.range?.[0] ?? 0 }, ...inner] : inner;
  });
}

/** Returns a word with one mistake: a letter missing, another, one too many, or two swapped. */
function slipsOf(word: string): readonly string[] {
  const cut = (at: number, length: number, instead: string) =>
    word.slice(0, at) + instead + word.slice(at + length);
  const swapped = (at: number) => `${word[at + 1] ?? ""}${word[at]}`;
  const places = new Set([0, Math.floor(word.length / 2)]);
  const slips = [...places].flatMap((at) => [
    cut(at, 1, ""),
    cut(at, 1, "x"),
    cut(at, 0, "x"),
    cut(at, 2, swapped(at)),
  ]);
  return [...new Set([...slips, `${word}x`, word.toUpperCase()])].filter((slip) => slip !== word);
}

const keys = knownKeys(parseDocument(policy).contents);

test("the policy is valid, and has most keys of the schema", () => {
  expect(policyFrom(policy).organization).toBe("acme");
  expect(keys.length).toBeGreaterThan(65);
});

test.each(keys.map((one) => [[...one.path, one.key].join("."), one] as const))(
  "each slip in %s is one problem, and says what was meant",
  (_, { path, key, at }) => {
    const line = policy.slice(0, at).split("\n").length;
    const allowed = keysAt(PolicyFile, path);
    for (const slip of slipsOf(key).filter((one) => !allowed.includes(one))) {
      const text = policy.slice(0, at) + slip + policy.slice(at + key.length);
      const parsed = parsePolicy(text, "p.yml");
      const found = "problems" in parsed ? parsed.problems : [];

      expect(found.map(({ position, message }) => `${position.line}: ${message}`)).toEqual([
        expect.stringMatching(
          new RegExp(`^${line}: "${slip}" is not known .*did you mean "${key}"`, "u"),
        ),
      ]);
    }
  },
);

test.each([
  [
    "organisation: acme",
    '2:1: "organisation" is not known at the top of the file: did you mean "organization"?',
  ],
  ["org: acme", '2:1: "org" is not known at the top of the file: did you mean "organization"?'],
])("%s is not a missing organization as well", (line, problem) => {
  const parsed = parsePolicy(`version: 1\n${line}\n`, "p.yml");

  expect("problems" in parsed && parsed.problems).toEqual([
    {
      position: { line: 2, column: 1 },
      message: problem.slice("2:1: ".length),
    },
  ]);
});

test("a key that is missing, and one that means something else, are two problems", () => {
  const parsed = parsePolicy(
    "version: 1\nfoo: acme\nexceptions: [{ rule: dormant, expire: x }]\n",
    "p.yml",
  );

  expect("problems" in parsed && parsed.problems.map(({ message }) => message)).toEqual([
    '"organization" is missing at the top of the file',
    '"foo" is not known at the top of the file',
    '"subject" is missing in entry 1 of exceptions',
    '"expire" is not known in entry 1 of exceptions: did you mean "expires"?',
  ]);
});

test("a misspelled key of a file of tests is one problem, too", () => {
  const parsed = parsePolicyTests(
    "version: 1\ntodya: 2026-11-23\ntests: [{ name: x }]\n",
    policyFrom(policy),
  );

  expect("problems" in parsed && parsed.problems.map(({ message }) => message)).toEqual([
    '"todya" is not known at the top of the file: did you mean "today"?',
  ]);
});
