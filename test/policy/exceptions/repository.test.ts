/** Exceptions to findings about repositories. */

import { expect, test } from "vitest";

import { evaluate } from "../../../src/policy/evaluate.ts";
import { acceptInto, selectFindings } from "../../../src/policy/exceptions/accept.ts";
import { driftOf } from "../../../src/policy/exceptions/drift.ts";
import { findPrunable, removeEntries } from "../../../src/policy/exceptions/prune.ts";
import { sortEntries } from "../../../src/policy/exceptions/order.ts";
import { toEntries } from "../../../src/policy/exceptions/to-entries.ts";
import { toReportException } from "../../../src/report/exceptions.ts";
import { policyFrom, policyOf } from "../../support/policy.ts";
import { aPrivilege, aRepository, repositoryCoverage } from "../../support/repository.ts";
import { aMember, aRoster, aService, aTeam } from "../../support/roster.ts";

const now = new Date("2026-11-23T06:00:00Z");
const everything = { rule: undefined, subject: undefined };
const docs = aTeam({ slug: "docs" });
const roster = aRoster({
  members: [
    aMember({ username: "ada", teams: [{ team: docs.id, role: "Member" }] }),
    aMember({ username: "eve" }),
  ],
  teams: [docs, aTeam({ slug: "production" })],
  repositories: [
    aRepository({
      broadcast: "Public",
      privileges: ["user ada Admin", "team docs Read", "team gone Read"].map(aPrivilege),
    }),
    aRepository({ slug: "web", privileges: ["user ada Read", "user eve Read"].map(aPrivilege) }),
  ],
  coverage: repositoryCoverage(),
});
const body = `repositories:
  production: { visibility: private }
  web: {}
`;
const head = "version: 1\norganization: fernwick\n";

function usesOf(entries: string) {
  const { exceptions, findings } = evaluate(
    roster,
    policyOf(`${body}exceptions:\n${entries}`),
    now,
  );
  const accepted = findings.filter(({ state }) => state === "accepted");
  return [
    ...accepted.map(({ subject, object }) => `${subject.slug} in ${object?.slug ?? "no place"}`),
    ...exceptions.filter(({ status }) => status !== "used").map(({ why }) => why),
  ];
}

const entry = (fields: string) => `  - { ${fields}, reason: x, expires: 2026-12-31 }\n`;

/** A team, a person and a service account are called docs, and a team and a person that are gone. */
const namesakes = aRoster({
  members: [aMember({ username: "docs", id: "u-docs" })],
  teams: [docs],
  services: [aService({ slug: "docs" })],
  repositories: [
    aRepository({
      privileges: [
        "user docs Admin",
        "team docs Read",
        "service docs Write",
        "user gone Admin",
        "team gone Read",
      ].map(aPrivilege),
    }),
  ],
  coverage: repositoryCoverage(),
});

test.each([
  ["team:docs", ["team Docs (docs) has Read"], undefined],
  ["service:docs", ["service account ci publish (docs) has Write"], undefined],
  ["u-docs", ["Docs (docs) has Admin"], undefined],
  ["docs", [], "the name matches more than one account, so the exception covers nothing"],
  [
    "gone",
    [],
    "the name matches a person and a team, so the exception covers nothing: write person:gone or team:gone",
  ],
  ["team:gone", ["team gone has Read"], undefined],
  ["person:gone", ["gone has Admin"], undefined],
  ["person:docs", ["Docs (docs) has Admin"], undefined],
  ["service:u-docs", [], "there is no such finding"],
] as const)("an exception for %s, where several have the name", (subject, expected, why) => {
  const policy = policyOf(
    `repositories: { production: {} }\nexceptions:\n${entry(`rule: repository-privilege-unexpected, subject: "${subject}"`)}`,
  );
  const { findings, exceptions, rules } = evaluate(namesakes, policy, now);
  const rule = rules.find(({ rule: { id } }) => id === "repository-privilege-unexpected")?.rule;
  const accepted = findings.filter(({ state }) => state === "accepted");
  expect(accepted.map((finding) => rule?.message(finding).split(" on ")[0])).toEqual(expected);
  expect(exceptions[0]?.why ?? undefined).toBe(why);
});

test("somebody who leaves takes no privilege of a team with the same name", () => {
  const policy = policyOf(
    `repositories: { production: {} }\nleaving: [{ person: gone, until: 2026-12-31 }]`,
  );
  const accepted = evaluate(namesakes, policy, now).findings.filter(
    ({ state }) => state === "accepted",
  );
  expect(accepted.map(({ facts }) => facts["kind"])).toEqual(["user"]);
});

test("accept names the kind of those who share a name, and covers nobody else", () => {
  const text = `${head}repositories: { production: {} }\n`;
  const { findings } = evaluate(namesakes, policyFrom(text), now);
  for (const [subject, names] of [
    ["docs", ["service:docs", "team:docs", "u-docs"]],
    ["team:docs", ["team:docs"]],
    ["gone", ["person:gone", "team:gone"]],
    ["team:gone", ["team:gone"]],
  ] as const) {
    const chosen = selectFindings(
      findings,
      { rule: "repository-privilege-unexpected", subject },
      namesakes,
    );
    const entries = toEntries(
      chosen,
      { reason: "x", expires: "2026-12-31" },
      { findings, roster: namesakes },
    );
    expect(entries.map((one) => one.subject)).toEqual(names);
    const { policy } = acceptInto(text, "access-policy.yml", entries);
    const accepted = evaluate(namesakes, policy, now).findings.filter(
      ({ state }) => state === "accepted",
    );
    expect(accepted.map(({ fingerprint }) => fingerprint).toSorted()).toEqual(
      chosen.map(({ fingerprint }) => fingerprint).toSorted(),
    );
  }
});

test.each([
  [
    "one repository",
    "rule: repository-privilege-unexpected, subject: ada, repository: WEB",
    ["ada in web"],
  ],
  [
    "one repository by its permanent id",
    "rule: repository-privilege-unexpected, subject: ada, repository: rp-production",
    ["ada in production"],
  ],
  [
    "every repository",
    "rule: repository-privilege-unexpected, subject: ada",
    ["ada in production", "ada in web"],
  ],
  [
    "a team, by its slug",
    "rule: repository-privilege-unexpected, subject: docs, repository: production",
    ["docs in production"],
  ],
  [
    "a privilege of nobody",
    "rule: repository-privilege-unexpected, subject: gone, repository: production",
    ["gone in production"],
  ],
  [
    "a repository itself",
    "rule: repository-public, subject: production",
    ["production in no place"],
  ],
  [
    "a team of the repository's name, which is no place of the finding",
    "rule: repository-privilege-unexpected, subject: ada, team: production",
    ["there is such a finding, but it is not about a team"],
  ],
  [
    "another repository",
    "rule: repository-privilege-unexpected, subject: eve, repository: production",
    ["there is such a finding, but on repository web"],
  ],
  [
    "a repository, to a finding that has none",
    "rule: repository-public, subject: production, repository: production",
    ["there is such a finding, but it is not about a repository"],
  ],
])("an exception for %s", (_, fields, expected) => {
  expect(usesOf(entry(fields))).toEqual(expected);
});

test("two exceptions that differ in the repository are not the same, and two that do not are", () => {
  const fields = "rule: repository-privilege-unexpected, subject: ada, repository: ";
  expect(usesOf(entry(`${fields}web`) + entry(`${fields}production`))).toEqual([
    "ada in production",
    "ada in web",
  ]);
  expect(() => usesOf(entry(`${fields}web`) + entry(`${fields}Web`))).toThrow(
    "it is the same as the exception on line",
  );
});

test("accept writes one entry for each repository, or one for all of a person's", () => {
  const policy = policyOf(body);
  const { findings } = evaluate(roster, policy, now);
  const chosen = selectFindings(findings, everything, roster);
  const agreement = { reason: "x", expires: "2026-12-31" };

  const entries = toEntries(chosen, agreement, { findings, roster });
  expect(entries.map(({ rule, subject, repository }) => [rule, subject, repository])).toEqual([
    ["repository-privilege-unexpected", "ada", undefined],
    ["repository-privilege-unexpected", "docs", "production"],
    ["repository-privilege-unexpected", "eve", "web"],
    ["repository-privilege-unexpected", "gone", "production"],
    ["repository-public", "production", undefined],
  ]);
  const { policy: accepted } = acceptInto(head + body, "access-policy.yml", entries);
  expect(selectFindings(evaluate(roster, accepted, now).findings, everything, roster)).toEqual([]);

  const some = selectFindings(findings, { rule: undefined, subject: "ada" }, roster).slice(0, 1);
  expect(toEntries(some, agreement, { findings, roster })).toMatchObject([
    { subject: "ada", repository: "production" },
  ]);
});

test("entries are sorted by team, then by repository", () => {
  const made = (place: object) => ({ rule: "r", subject: "s", expires: "2026-12-31", ...place });
  const sorted = [
    made({}),
    made({ repository: "a" }),
    made({ repository: "B" }),
    made({ team: "a" }),
  ];
  expect(sortEntries(sorted.toReversed())).toEqual(sorted);
});

test("what is said of an exception names its repository, and distinguishes it", () => {
  const [use] = evaluate(
    roster,
    policyOf(
      `${body}exceptions:\n${entry("rule: repository-privilege-unexpected, subject: ada, repository: web")}`,
    ),
    now,
  ).exceptions;
  if (use === undefined) throw new Error("no use");
  const { repository: _, ...anywhere } = use.exception;

  expect(toReportException(use, "p.yml")).toMatchObject({ team: null, repository: "web" });
  expect(toReportException({ ...use, exception: anywhere }, "p.yml")).not.toHaveProperty(
    "repository",
  );
  expect(driftOf(use.exception).facts).toMatchObject({ repository: "web" });
  expect(driftOf(anywhere).facts).not.toHaveProperty("repository");
  expect(driftOf(use.exception).key).not.toBe(driftOf(anywhere).key);
  expect(driftOf({ ...use.exception, repository: "WEB" }).key).toBe(driftOf(use.exception).key);
});

test("entries of a repository that have ended are reported, and pruned", () => {
  const text = `${head}repositories:
  web:
    read:
      - { name: "team:docs", until: 2026-11-20 }
      - { name: eve, until: 2026-11-30 }
      - ada
`;
  const evaluation = evaluate(roster, policyFrom(text), now);
  const ending = evaluation.findings.filter(({ rule }) => rule === "entry-ending");
  expect(
    ending.map(({ subject, facts }) => [subject.slug, facts["place"], facts["ended"]]),
  ).toEqual([
    ["eve", "repositories.web", false],
    ["team:docs", "repositories.web", true],
  ]);
  const request = { evaluation, now, isHere: () => true, ...everything };
  const prunable = findPrunable(text, request);
  expect(prunable.map(({ what }) => what)).toEqual([
    'entry "team:docs" in repositories.web.read: it ended on 2026-11-20',
  ]);
  expect(removeEntries(text, "p.yml", prunable)).toBe(
    text.replace('      - { name: "team:docs", until: 2026-11-20 }\n', ""),
  );
});
