import fc from "fast-check";
import { expect, test } from "vitest";

import { catalog } from "../../src/policy/catalog.ts";
import { looserOptions } from "../../src/policy/effect.ts";
import type { Policy } from "../../src/policy/policy.ts";
import { severities } from "../../src/policy/severity.ts";
import { describePolicyChanges } from "../../src/report/policy-changes.ts";
import { renderMarkdown } from "../../src/report/markdown/markdown.ts";
import { effectsOf } from "../support/policy-change.ts";
import { policyOf } from "../support/policy.ts";
import { propertyRuns, propertyTimeout } from "../support/property.ts";
import { aReport } from "../support/report.ts";

const now = new Date("2026-11-23T09:00:00.000Z");

const owners = "roles: { owner: { members: [a] } }";

test.each<readonly [string, string, string, readonly string[]]>([
  ["one more Owner", owners, "roles: { owner: { members: [a, b] } }", ["weakens role members b"]],
  [
    "an Owner who was allowed before",
    'roles: { owner: { members: [a], allow: ["b*"] } }',
    'roles: { owner: { members: [a, bo], allow: ["b*"] } }',
    ["changes role members bo"],
  ],
  ["an Owner less", "roles: { owner: { members: [a, b] } }", owners, ["removes role members - b"]],
  [
    "one more Member, and a pattern",
    "roles: { member: { members: [a] } }",
    'roles: { member: { members: [a, b], allow: ["*@x.example"] } }',
    ["grants role members b", "weakens role allow *@x.example"],
  ],
  [
    "a role that is managed for the first time",
    "",
    owners,
    ["changes role entry true", "changes role members a"],
  ],
  ["a role that is managed no longer", owners, "", ["weakens role entry - true"]],
  [
    "limits",
    "roles: { owner: { members: [a], min: 2, max: 3 } }",
    "roles: { owner: { members: [a], min: 1, max: 4 } }",
    ["weakens role min 1", "weakens role max 4"],
  ],
  [
    "limits that are stricter",
    "roles: { owner: { members: [a], min: 1, max: 4 } }",
    "roles: { owner: { members: [a], min: 2, max: 3 } }",
    ["changes role min 2", "changes role max 3"],
  ],
  [
    "a team's managers and members",
    "teams: { t: { managers: [a], members: [b] } }",
    "teams: { t: { managers: [a, c], members: [d] } }",
    ["removes team members - b", "weakens team managers c", "grants team members d"],
  ],
  [
    "a team that leaves a pattern which the identity provider must fill",
    "teams: { 'prod-*': { members: any, synced: idp } }",
    "teams: { 'prod-*': { members: any, synced: idp }, prod-db: { members: [m] } }",
    ["weakens team entry true", "grants team members m"],
  ],
  ["a team that is dropped", "teams: { t: {} }", "", ["weakens team entry - true"]],
  [
    "a new team with a manager",
    "",
    "teams: { t: { managers: [a] } }",
    ["changes team entry true", "weakens team managers a"],
  ],
  [
    "a team that anybody may be in",
    "teams: { t: {} }",
    "teams: { t: { members: any } }",
    ["weakens team anybody true"],
  ],
  ["unlisted members", "unlisted-members: error", "", ["weakens rule severity off"]],
  [
    "rules",
    "rules: { dormant: error, email-domain: { domains: [a.example], severity: note } }",
    "rules: { dormant: { severity: error, after: 120d }, email-domain: { domains: [a.example, b.example], severity: warning } }",
    [
      'weakens rule after "120d"',
      "changes rule severity warning",
      'weakens rule domains ["a.example","b.example"]',
    ],
  ],
  [
    "domains for the first time",
    "rules: { email-domain: note }",
    "rules: { email-domain: { severity: note, domains: [a.example] } }",
    ['changes rule domains ["a.example"]'],
  ],
  [
    "exceptions",
    "exceptions: [{ rule: two-factor, subject: a, reason: x, expires: 2026-12-31 }]",
    "exceptions: [{ rule: two-factor, subject: a, reason: y, expires: 2027-01-31 }, { rule: dormant, subject: b, reason: x, expires: 2026-12-31 }]",
    [
      "weakens exception expires 2027-01-31",
      "changes exception reason y",
      "weakens exception entry true",
    ],
  ],
  [
    "service accounts",
    "services: { s: { role: member, teams: [t], key-expires-within: 90d } }",
    "services: { s: { role: manager, key-expires-within: 180d }, n: {} }",
    [
      "removes service teams - t",
      "weakens service role Manager",
      "weakens service anybody true",
      "weakens service key-expires-within 180d",
      "grants service entry true",
      "changes service anybody true",
    ],
  ],
  ["the whole section of service accounts", "services: {}", "", ["weakens services entry - true"]],
  [
    "invites",
    "invites: { roles: [member], domains: [a.example] }",
    "invites: { roles: [member, owner] }",
    [
      "changes invites domains - a.example",
      "weakens invites roles Owner",
      "weakens invites any-domain true",
    ],
  ],
  [
    "a custom rule",
    "custom: [{ id: x-y, for: member, violates: member.active, severity: error, message: m }]",
    'custom: [{ id: x-y, for: member, violates: "!member.active", severity: error, message: m }]',
    ["weakens custom violates !member.active"],
  ],
])("%s", (_, before, after, expected) => {
  expect(effectsOf(before, after).toSorted()).toEqual(expected.toSorted());
});

test("every option of every rule has a direction", () => {
  const options = catalog.flatMap(({ options }) => Object.keys(options.shape));
  expect(options.filter((name) => !(name in looserOptions))).toEqual([]);
});

const people = ["ann", "bo", "cy"] as const;
const names = fc.uniqueArray(fc.constantFrom(...people), { maxLength: 3 });

const role = fc.option(
  fc.record({ members: names, max: fc.option(fc.integer({ min: 1, max: 3 })) }),
);
const team = fc.option(
  fc.record({ managers: names, members: fc.option(names), synced: fc.boolean() }),
);
const severity = fc.constantFrom("off", ...severities);

const drawn = fc.record({
  owner: role,
  manager: role,
  platform: team,
  twoFactor: severity,
  unlisted: severity,
  excepted: fc.uniqueArray(fc.constantFrom(...people), { maxLength: 3 }),
  until: fc.constantFrom("2026-12-31", "2027-01-31"),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer Value> ? Value : never;

/** Everybody in a team at once has one place there, as a valid policy wants it. */
function toText(given: Drawn): string {
  const list = (items: readonly string[]) => `[${items.join(", ")}]`;
  const taken = new Set(given.owner?.members);
  const roleText = (one: Drawn["owner"], without: ReadonlySet<string>) =>
    one === null
      ? "{}"
      : `{ members: ${list(one.members.filter((name) => !without.has(name)))}${one.max === null ? "" : `, max: ${one.max}`} }`;
  const managers = new Set(given.platform?.managers);
  const members = given.platform?.members?.filter((name) => !managers.has(name));
  return [
    `roles: {${[
      ...(given.owner === null ? [] : [` owner: ${roleText(given.owner, new Set())}`]),
      ...(given.manager === null ? [] : [` manager: ${roleText(given.manager, taken)}`]),
    ].join(",")} }`,
    ...(given.platform === null
      ? []
      : [
          `teams: { platform: { managers: ${list([...managers])}, members: ${members === undefined ? "any" : list(members)}, synced: ${given.platform.synced ? "idp" : "no"} } }`.replace(
            ", synced: no",
            "",
          ),
        ]),
    `unlisted-members: ${given.unlisted}`,
    `rules: { two-factor: ${given.twoFactor} }`,
    `exceptions: [${given.excepted.map((name) => `{ rule: two-factor, subject: ${name}, reason: x, expires: ${given.until} }`).join(", ")}]`,
  ].join("\n");
}

/** A slow comparison that asks of each person and each setting what either policy allows. */
function weakeningsOf(before: Policy, after: Policy): string[] {
  const found: string[] = [];
  const entry = (policy: Policy, name: string) => policy.roles.find((one) => one.role === name);
  for (const name of ["Owner", "Manager"]) {
    const [was, is] = [entry(before, name), entry(after, name)];
    for (const person of people) {
      const allowed = (one: typeof was) =>
        one === undefined ||
        one.members === null ||
        one.members.some(({ text }) => text === person);
      if (is !== undefined && !allowed(was) && allowed(is))
        found.push(is.members === null ? name : person);
    }
    if (was !== undefined && is === undefined) found.push(name);
    if (was?.max != null && is !== undefined && (is.max ?? Infinity) > was.max) {
      found.push(`role ${name}`);
    }
  }
  const teamOf = (policy: Policy) => policy.teams[0];
  const [was, is] = [teamOf(before), teamOf(after)];
  if (was !== undefined && is === undefined) found.push("team platform");
  for (const { text } of is?.managers ?? []) {
    if (!(was?.managers ?? []).some((one) => one.text === text)) found.push(text);
  }
  if (is?.members === null && was?.members !== null) found.push("team platform");
  if (was?.synced === true && is !== undefined && !is.synced) found.push("team platform");
  const rank = (policy: Policy, id: string) => {
    const given = policy.rules.get(id)?.severity;
    return given === "off" || given === undefined ? 9 : severities.indexOf(given);
  };
  for (const id of ["two-factor", "member-unlisted"]) {
    if (rank(after, id) > rank(before, id)) found.push(`rule ${id}`);
  }
  for (const exception of after.exceptions) {
    const known = before.exceptions.find((one) => one.subject.text === exception.subject.text);
    if (known === undefined || known.expires < exception.expires) {
      found.push(`two-factor of ${exception.subject.text}`);
    }
  }
  return found;
}

test(
  "every weakening is in the first part of the comment, in full, however long the rest is",
  () => {
    const { findings } = aReport();
    const many = Array.from({ length: 60 }, () => findings).flat();
    fc.assert(
      fc.property(drawn, drawn, (one, other) => {
        const [before, after] = [policyOf(toText(one)), policyOf(toText(other))];
        const changes = describePolicyChanges(before, after, now);
        const expected = weakeningsOf(before, after);
        const text = renderMarkdown(
          aReport({ findings: many, base: { sha256: before.sha256, changes } }),
          { personalData: "full", maxBytes: 20_000 },
        );
        const bold = text.split("\n").filter((line) => line.startsWith("- **"));
        const plain = bold.map((line) => line.replaceAll(/[*\\`]/gu, ""));
        for (const words of expected) {
          expect(plain.some((line) => line.includes(words))).toBe(true);
        }
        expect(bold.length).toBeGreaterThanOrEqual(new Set(expected).size > 0 ? 1 : 0);
        const first = text.indexOf("- **");
        const table = text.indexOf("| Severity |");
        if (bold.length > 0 && table >= 0) expect(first).toBeLessThan(table);
        const order = changes.map(({ effect }) => effect);
        expect(order.lastIndexOf("weakens")).toBeLessThan(
          order.findIndex((effect) => effect !== "weakens") === -1
            ? order.length
            : order.findIndex((effect) => effect !== "weakens") + 1,
        );
      }),
      propertyRuns(30),
    );
  },
  propertyTimeout(60_000),
);

test("more weakenings than fit are counted where they end, and never silently left out", () => {
  const names = Array.from({ length: 4_000 }, (_, index) => `person-${index}-of-a-long-name`);
  const before = policyOf(owners);
  const after = policyOf(`roles: { owner: { members: [a, ${names.join(", ")}] } }`);
  const changes = describePolicyChanges(before, after, now);
  const text = renderMarkdown(aReport({ base: { sha256: "x", changes } }), {
    personalData: "full",
    maxBytes: 65_000,
  });
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(65_000);
  const shown = text.match(/^- \*\*allows one more Owner\*\*/gmu)?.length ?? 0;
  expect(shown).toBeGreaterThan(1_000);
  expect(text).toContain(`- **and ${4_000 - shown} more**, in the JSON report`);
});

test("a change of the words alone says that the policy allows the same", () => {
  const before = policyOf(owners);
  const text = renderMarkdown(
    aReport({
      base: {
        sha256: "x",
        changes: describePolicyChanges(before, policyOf(`# words\n${owners}`), now),
      },
    }),
    { personalData: "full" },
  );
  expect(text).toContain("This change does not change what the policy allows.");
});
