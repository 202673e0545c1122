/** Shapes that people naturally write: the problem says how to write what they wrote. */

import { expect, test } from "vitest";

import { catalog } from "../../../src/policy/catalog.ts";
import { toFlow } from "../../../src/policy/file/flow.ts";
import { formatProblems, parsePolicy } from "../../../src/policy/file/parse.ts";

function problemsOf(body: string): string[] {
  const parsed = parsePolicy(`version: 1\norganization: acme\n${body}\n`, "p.yml");
  return "policy" in parsed ? [] : formatProblems("p.yml", parsed.problems).split("\n");
}

/** What is written, and what the only problem says at its end. */
const shapes: readonly (readonly [body: string, at: string, end: string])[] = [
  [
    "roles: { owner: [amara, jonas] }",
    "3:17",
    "expected a mapping, found a list: write { members: [amara, jonas] }",
  ],
  [
    "roles: { owner: amara }",
    "3:17",
    'expected a mapping, found "amara": write { members: [amara] }',
  ],
  ["roles: [owner]", "3:8", "expected a mapping, found a list: write { owner: {} }"],
  ["roles: owner", "3:8", 'expected a mapping, found "owner": write { owner: {} }'],
  [
    "roles: [{ owner: { min: 2 } }, { member: {} }]",
    "3:8",
    "write { owner: { min: 2 }, member: {} }",
  ],
  [
    "teams: { platform: [priya] }",
    "3:20",
    "expected a mapping, found a list: write { members: [priya] }",
  ],
  ["teams: { platform: any }", "3:20", 'expected a mapping, found "any": write { members: any }'],
  ["teams: { platform: idp }", "3:20", 'expected a mapping, found "idp": write { synced: idp }'],
  ["teams: [platform, release]", "3:8", "write { platform: {}, release: {} }"],
  ["services: [ci-publish]", "3:11", "expected a mapping, found a list: write { ci-publish: {} }"],
  [
    "services: ci-publish",
    "3:11",
    'expected a mapping, found "ci-publish": write { ci-publish: {} }',
  ],
  [
    "services: { ci: [platform] }",
    "3:17",
    "expected a mapping, found a list: write { teams: [platform] }",
  ],
  [
    "services: { ci: manager }",
    "3:17",
    'expected a mapping, found "manager": write { role: manager }',
  ],
  [
    "services: { ci: 90d }",
    "3:17",
    'expected a mapping, found "90d": write { key-expires-within: 90d }',
  ],
  [
    "services: { ci: 90 }",
    "3:17",
    'expected a mapping, found "90": write { key-expires-within: 90d }',
  ],
  ["roles: { owner: { members: amara } }", "3:28", 'expected a list, found "amara": write [amara]'],
  [
    "roles: { owner: { members: { amara: , jonas: {} } } }",
    "3:28",
    "expected a list, found a mapping: write [amara, jonas]",
  ],
  [
    "teams: { platform: { members: { amara: } } }",
    "3:31",
    "expected a list, found a mapping: write [amara]",
  ],
  ['roles: { member: { allow: "*@x.example" } }', "3:27", 'write ["*@x.example"]'],
  ["invites: { listed: someone }", "3:20", 'expected a list, found "someone": write [someone]'],
  ["invites: [a]", "3:10", "expected a mapping, found a list: write { listed: [a] }"],
  [
    "invites: [member, collaborator]",
    "3:10",
    "expected a mapping, found a list: write { roles: [member, collaborator] }",
  ],
  ["rules: [two-factor]", "3:8", "expected a mapping, found a list: write { two-factor: error }"],
  ["rules: [visibility, { dormant: note }]", "3:8", "write { visibility: warning, dormant: note }"],
  [
    "rules: { dormant: 60d }",
    "3:19",
    '"60d" is not one of error, warning, note, off: write { after: 60d }',
  ],
  [
    "rules: { dormant: 60 }",
    "3:19",
    '"60" is not one of error, warning, note, off: write { after: 60d }',
  ],
  ["rules: { two-factor: [owner] }", "3:22", ": write { roles: [owner] }"],
  ["rules: { two-factor: owner }", "3:22", ": write { roles: [owner] }"],
  ["rules: { two-factor: [off] }", "3:22", ": write off"],
  ["rules: { email-domain: acme.example }", "3:24", ": write { domains: [acme.example] }"],
  ["rules: { break-glass: 2026-01-01 }", "3:23", ": write { unused-since: 2026-01-01 }"],
  ["unlisted-members: [note]", "3:19", ": write note"],
  [
    "exceptions: { rule: dormant, subject: jo, expires: 2026-12-31 }",
    "3:13",
    "expected a list, found a mapping: write [{ rule: dormant, subject: jo, expires: 2026-12-31 }]",
  ],
  ["exceptions: {}", "3:13", "expected a list, found a mapping: write []"],
];

test.each(shapes)("%s: what was meant", (body, at, end) => {
  const [problem = "", ...others] = problemsOf(body);

  expect(others).toEqual([]);
  expect(problem.startsWith(`p.yml:${at}: `), problem).toBe(true);
  expect(problem.endsWith(end), problem).toBe(true);
});

test.each(shapes)("%s: what is suggested is valid, in the same place", (body) => {
  const [problem = ""] = problemsOf(body);
  const [, column = "1"] = /^p\.yml:3:(\d+)/u.exec(problem) ?? [];
  const written = problem.slice(problem.lastIndexOf(": write ") + ": write ".length);
  const start = body.slice(0, Number(column) - 1);
  const open = start.split("{").length - 1;

  expect(problemsOf(start + written + " }".repeat(open))).toEqual([]);
});

test("the shapes of one file are each a problem of their own", () => {
  expect(
    problemsOf(`roles:
  owner: [amara, jonas]
teams:
  platform: [priya]
services: [ci-publish]
rules: { dormant: 60d }`),
  ).toEqual([
    "p.yml:4:10: expected a mapping, found a list: write { members: [amara, jonas] }",
    "p.yml:6:13: expected a mapping, found a list: write { members: [priya] }",
    "p.yml:7:11: expected a mapping, found a list: write { ci-publish: {} }",
    'p.yml:8:19: "60d" is not one of error, warning, note, off: write { after: 60d }',
  ]);
});

const withDays = catalog.flatMap(({ id, options }) =>
  Object.keys(options.shape)
    .filter((name) => options.shape[name]?.safeParse("90d").success === true)
    .slice(0, 1)
    .map((name) => [id, name] as const),
);

test("several rules have an option that is a number of days", () => {
  expect(withDays.length).toBeGreaterThan(4);
});

test.each(withDays)("%s: 90d alone means its option %s", (id, name) => {
  expect(problemsOf(`rules: { ${id}: 90d }`).join("\n")).toContain(`: write { ${name}: 90d }`);
});

test.each([
  ["roles: { owner: 3 }", 'expected a mapping, found "3"'],
  ["roles: { owner: true }", 'expected a mapping, found "true"'],
  ["roles: { owner: }", "expected a mapping, found nothing"],
  ["roles: { owner: [1, 2] }", "expected a mapping, found a list"],
  ["roles: { owner: all }", 'expected a mapping, found "all"'],
  ["roles: { owner: { members: any } }", 'expected a list, found "any"'],
  ["roles: [ownr]", "expected a mapping, found a list"],
  ["roles: [owner, owner]", "expected a mapping, found a list"],
  ["teams: [[platform]]", "expected a mapping, found a list"],
  ["exceptions: { dormant: jo }", "expected a list, found a mapping"],
  ["roles: { owner: { members: { amara: manager } } }", "expected a list, found a mapping"],
  ["rules: { two-factor: true }", '"true" is not one of error, warning, note, off'],
  ["rules: { dormant: often }", '"often" is not one of error, warning, note, off'],
  ["rules: { email-domain: critical }", '"critical" is not one of error, warning, note, off'],
  ["rules: { two-factor: eror }", 'is not one of error, warning, note, off: did you mean "error"?'],
  ["rules: { visibility: 60d }", '"60d" is not one of error, warning, note, off'],
])("%s: nothing obvious was meant, so nothing is suggested", (body, end) => {
  expect(problemsOf(body)).toEqual([
    expect.stringMatching(new RegExp(`${end.replaceAll("?", String.raw`\?`)}$`, "u")),
  ]);
});

test("what is repeated is short, on one line, and quoted where it is not a plain word", () => {
  expect(toFlow(["a@x.example", "1e3", "true", "a: b", "x\ny", "", "2026-01-01", "josé"])).toBe(
    String.raw`[a@x.example, "1e3", "true", "a: b", "x\ny", "", 2026-01-01, "josé"]`,
  );
  expect(toFlow(Array.from({ length: 100 }, (_, index) => `name-${index}`))).toMatch(
    /^\[name-0, .{71}…$/u,
  );
  expect(problemsOf(`roles: { owner: ["${"n".repeat(300)}"] }`)[0]?.length).toBeLessThan(170);
});

test("any in a list of a repository says which key accepts it", () => {
  expect(problemsOf("repositories: { production: { write: any } }")).toEqual([
    'p.yml:3:38: expected a list, found "any": use "privileges: any" in place of the lists',
  ]);
});

test("a repository's name with the workspace says how to write it", () => {
  expect(problemsOf("repositories: { acme/production: { privileges: any } }")).toEqual([
    'p.yml:3:17: a repository has no "/" in its name: write its slug, without the workspace',
  ]);
});
