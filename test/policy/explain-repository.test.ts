import { expect, test } from "vitest";

import { catalog } from "../../src/policy/catalog.ts";
import { evaluate } from "../../src/policy/evaluate.ts";
import { privilegeRules } from "../../src/policy/explain-account.ts";
import { explainAbsentRepository, explainRepository } from "../../src/policy/explain-repository.ts";
import { parsePolicy } from "../../src/policy/file/parse.ts";
import { unknown } from "../../src/roster/fact.ts";
import type { Roster } from "../../src/roster/model.ts";
import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { sandboxNow } from "../../src/sandbox/workspace.ts";
import { policyOf } from "../support/policy.ts";
import {
  aPrivilege,
  aRepository,
  repositoryCoverage,
  withRepositories,
} from "../support/repository.ts";
import { aCoverage, aMember, aRoster, aTeam } from "../support/roster.ts";
import { openSandbox, readSandbox } from "../support/sandbox.ts";

const now = new Date(sandboxNow);
const parsed = parsePolicy(
  `${peoplePolicy.replace("rules:\n", "rules:\n  direct-privilege: note\n")}repositories:
  platform-core: { admins: [team:platform], read: [team:release], default-privilege: none }
  firmware: { admins: [team:release], write: [team:platform, amara-okoye] }
  public-sdk: { visibility: off, privileges: any }
  "*-models": { default-privilege: none, write: [team:data] }
  third-party-cache: { admins: [team:platform], read: [team:build-guild] }
  ghosts: { admins: [team:platform], visibility: off }
`,
  "p.yml",
);
if ("problems" in parsed) throw new Error("the policy is not valid");
const { policy } = parsed;

test.each(["owner", "service"] as const)(
  "no finding about a repository is missing in its explanation, and none passes unseen: as %s",
  async (key) => {
    const roster = await readSandbox(await openSandbox(), { key, repositories: "with-tokens" });
    const { findings } = evaluate(roster, policy, now);

    for (const repository of roster.repositories) {
      const explained = explainRepository(roster, policy, repository, now);
      const own = findings.filter(({ subject, object }) =>
        [subject, object].some((one) => one?.kind === "repository" && one.id === repository.id),
      );
      expect(explained.rules.flatMap((rule) => rule.findings)).toEqual(expect.arrayContaining(own));
      const passed = explained.rules.filter(({ outcome }) => outcome === "passes");
      if (repository.coverage.status !== "complete") {
        expect(passed.flatMap(({ saw }) => saw)).not.toContain("privileges");
      }
    }
    expect(roster.repositories.length).toBeGreaterThan(1);
  },
);

test("every rule about repositories looks at some repository", async () => {
  const roster = await readSandbox(await openSandbox(), {
    key: "owner",
    repositories: "with-tokens",
  });
  const looking = new Set(
    roster.repositories.flatMap((repository) =>
      explainRepository(roster, policy, repository, now)
        .rules.filter(({ outcome }) => outcome !== "indifferent" && outcome !== "off")
        .map(({ result }) => result.rule.id),
    ),
  );

  const about = catalog.filter(({ section }) => section === "repositories").map(({ id }) => id);
  expect(about.length).toBeGreaterThan(6);
  expect(about.filter((id) => !looking.has(id))).toEqual([]);
});

test("an entry without a repository is not judged by the rules that look at it, and by no other", async () => {
  const roster = await readSandbox(await openSandbox(), {
    key: "owner",
    repositories: "with-tokens",
  });
  const explained = explainAbsentRepository(roster, policy, "GHOSTS", now);

  expect(explained?.rules.map(({ result, outcome }) => `${result.rule.id} ${outcome}`)).toEqual([
    "repository-privilege-unexpected not-judged",
    "repository-privilege-missing not-judged",
    "repository-privilege-level not-judged",
    "repository-public not-judged",
    "direct-privilege not-judged",
    "privileged-outsider not-judged",
  ]);
  expect(explainAbsentRepository(roster, policy, "nowhere", now)).toBeUndefined();
});

test("the rules about holders of privileges are those that report a person on a repository", async () => {
  const roster = await readSandbox(await openSandbox(), {
    key: "owner",
    repositories: "with-tokens",
  });
  const reporting = evaluate(roster, policy, now)
    .rules.flatMap(({ findings, repeats = [] }) => [
      ...findings,
      ...repeats.map(({ finding }) => finding),
    ])
    .filter(({ object }) => object?.kind === "repository");
  expect(new Set(reporting.map(({ rule }) => rule))).toEqual(privilegeRules);
});

const small = policyOf(`teams: { platform: { members: any } }
repositories:
  production: { admins: [team:platform], write: [bo], default-privilege: none, visibility: private }
  docs: { read: [ann] }
  lab: { privileges: any }
  "app-*": { default-privilege: none }
  "lib-*": { visibility: off }
  ghost: { admins: [ann], visibility: off }
unlisted-repositories: warning
rules: { direct-privilege: note }
custom:
  - { id: nobody-administers, for: member, violates: 'member.privileges.exists(p, p.level == "Admin")', severity: note, message: m }
  - { id: short-name, for: repository, violates: repository.slug.size() < 4, severity: note, message: m }
exceptions:
  - { rule: direct-privilege, subject: ann, repository: Production, reason: helps, expires: 2026-12-31 }
  - { rule: repository-public, subject: RP-production, reason: soon, expires: 2026-12-31 }
  - { rule: direct-privilege, subject: ann, repository: docs, reason: helps, expires: 2026-12-31 }
  - { rule: two-factor, subject: ann, reason: helps, expires: 2026-12-31 }
`);
const people = aRoster({
  members: [
    aMember({ username: "ann", role: "Owner" }),
    aMember({ username: "bo" }),
    aMember({ username: "cy", role: "Collaborator" }),
  ],
  teams: [aTeam()],
});
const held = (...texts: readonly string[]) => ({ privileges: texts.map(aPrivilege) });
const five = withRepositories(people, [
  aRepository({ ...held("team platform Admin", "user ann Write"), broadcast: "Public" }),
  aRepository({ slug: "docs", ...held("user ann Read") }),
  aRepository({ slug: "lab", ...held("user cy Admin") }),
  aRepository({ slug: "app-web", defaultPrivilege: "Write" }),
  aRepository({ slug: "old" }),
]);

function explain(slug: string, roster: Roster = five) {
  const repository = roster.repositories.find((one) => one.slug === slug);
  if (repository === undefined) throw new Error(`no repository ${slug}`);
  return explainRepository(roster, small, repository, now);
}

const explainName = (name: string, roster: Roster = five, given = small) =>
  explainAbsentRepository(roster, given, name, now);

/** Returns the entries and the exceptions of the policy that are explained. */
function policyIn({
  entries,
  exceptions,
}: Pick<ReturnType<typeof explain>, "entries" | "exceptions">) {
  return [
    ...entries.map(({ name }) => name.text),
    ...exceptions.map(({ exception: { rule, subject, repository } }) =>
      [rule, subject.text, repository ?? ""].join(" ").trim(),
    ),
  ];
}

/** Returns `RULE OUTCOME: FACTS` and why it was not judged, for each rule that is explained. */
function rulesOf({
  rules,
}: ReturnType<typeof explain> | NonNullable<ReturnType<typeof explainName>>): readonly string[] {
  return rules
    .filter(({ outcome }) => outcome !== "indifferent" && outcome !== "off")
    .map(({ result, outcome, saw, why }) =>
      [result.rule.id, `${outcome}:`, ...saw, why ?? ""].join(" ").trim(),
    );
}

test.each([
  [
    "production",
    ["production", "direct-privilege ann Production", "repository-public RP-production"],
    [
      "repository-privilege-unexpected found: privileges name",
      "repository-privilege-missing found: privileges name",
      "repository-privilege-level passes: privileges",
      "repository-public accepted: broadcast name",
      "repository-default-privilege passes: defaultPrivilege",
      "direct-privilege repeats: privileges name",
      "privileged-outsider passes: privileges",
      "short-name passes: name",
    ],
  ],
  [
    "docs",
    ["docs", "direct-privilege ann docs"],
    [
      "repository-privilege-unexpected passes: privileges",
      "repository-privilege-missing passes: privileges",
      "repository-privilege-level passes: privileges",
      "direct-privilege accepted: privileges name",
      "privileged-outsider passes: privileges",
      "short-name passes: name",
    ],
  ],
  [
    "app-web",
    ["app-*"],
    [
      "repository-privilege-unexpected passes: privileges",
      "repository-privilege-missing passes: privileges",
      "repository-privilege-level passes: privileges",
      "repository-default-privilege found: defaultPrivilege name",
      "direct-privilege passes: privileges",
      "privileged-outsider passes: privileges",
      "short-name passes: name",
    ],
  ],
  ["lab", ["lab"], ["privileged-outsider found: privileges name", "short-name found: name"]],
  ["old", [], ["repository-unlisted found: broadcast name", "short-name found: name"]],
])(
  "repository %s: what the policy contains, and what each rule reads",
  (slug, policyHas, rules) => {
    expect(policyIn(explain(slug))).toEqual(policyHas);
    expect(rulesOf(explain(slug))).toEqual(rules);
  },
);

test("a rule about people is about no repository, also if it reads their privileges", () => {
  const { rules } = explain("lab");
  const { outcome, saw } =
    rules.find(({ result }) => result.rule.id === "nobody-administers") ?? {};
  expect([outcome, saw]).toEqual(["indifferent", []]);
  expect(rules.map(({ result }) => result.rule.id)).not.toContain("exception-unused");
});

test("what was not seen of a repository is why its rules were not judged, and no other's", () => {
  const unseen = withRepositories(people, [
    aRepository({
      ...held("user ann Write"),
      broadcast: unknown("missing"),
      defaultPrivilege: unknown("redacted"),
      coverage: { status: "refused", reason: "the account is no Admin there" },
    }),
    aRepository({ slug: "docs", ...held("user ann Read") }),
  ]);
  const why =
    'the privileges of "production" were not read completely: the account is no Admin there';
  expect(rulesOf(explain("production", unseen))).toEqual([
    "repository-privilege-unexpected found: privileges name",
    `repository-privilege-missing not-judged: privileges name ${why}`,
    `repository-privilege-level not-judged: privileges name ${why}`,
    "repository-public not-judged: broadcast the broadcast state of a repository was not seen: the reply did not contain it",
    "repository-default-privilege not-judged: defaultPrivilege the default privilege of a repository was not seen: the workspace hides it from this credential",
    "direct-privilege repeats: privileges name",
    `privileged-outsider not-judged: privileges name ${why}`,
    "short-name passes: name",
  ]);
  expect(rulesOf(explain("docs", unseen))).toEqual(rulesOf(explain("docs")));
});

test("a person with the same id as the repository is somebody else", () => {
  const namesake = aMember({ id: "rp-old", username: "zed", twoFactor: false, role: "Owner" });
  const roster = { ...five, members: [...people.members, namesake] };
  expect(rulesOf(explain("old", roster))).toEqual(rulesOf(explain("old")));
});

test("a rule finds in a repository what is about it, and nothing of another one", () => {
  const found = explain("production").rules.flatMap(({ findings }) =>
    findings.map(({ rule, subject, object }) => [rule, subject.id, object?.id ?? ""].join(" ")),
  );
  expect(found).toEqual([
    "repository-privilege-unexpected id-ann rp-production",
    "repository-privilege-missing id-bo rp-production",
    "repository-public rp-production ",
  ]);
});

const isElsewhere = 'no repository that was seen is called "ghost"';

test.each([
  [
    "GHOST",
    ["ghost"],
    [
      `repository-privilege-unexpected not-judged: ${isElsewhere}`,
      `repository-privilege-missing not-judged: ${isElsewhere}`,
      `repository-privilege-level not-judged: ${isElsewhere}`,
      `repository-public not-judged: ${isElsewhere}`,
      `direct-privilege not-judged: ${isElsewhere}`,
      `privileged-outsider not-judged: ${isElsewhere}`,
    ],
  ],
  ["App-*", ["app-*"], []],
  ["Production", ["production", "direct-privilege ann Production"], []],
])(
  "the policy's name %s: what it contains, and what finds something about it",
  (name, policyHas, rules) => {
    const explained = explainName(name);
    expect(explained && policyIn(explained)).toEqual(policyHas);
    expect(explained && rulesOf(explained)).toEqual(rules);
  },
);

test("a finding about an absent repository's entry is among its rules", () => {
  const given = policyOf("repositories: { ghost: { admins: [zed] }, other: { admins: [yan] } }");
  const found = explainName("ghost", five, given)?.rules.flatMap(({ findings }) => findings);
  expect(found?.map(({ rule, subject }) => `${rule} ${subject.id}`)).toEqual(["name-unknown zed"]);
});

test("a name that the policy does not contain is not explained", () => {
  for (const name of ["", "nowhere", "ann", "rp-production"]) {
    expect(explainName(name)).toBeUndefined();
  }
  expect(explainName("ghost", five, policyOf("roles: {}"))).toBeUndefined();
});

test("an absent repository that only exceptions name is explained; as subject, only with an entry", () => {
  const exceptions = `exceptions:
  - { rule: direct-privilege, subject: ann, repository: Ghost, reason: helps, expires: 2026-12-31 }
  - { rule: repository-public, subject: ghost, reason: soon, expires: 2026-12-31 }
`;
  const inAny = (body: string) => {
    const explained = explainName("ghost", five, policyOf(body + exceptions));
    return explained && policyIn(explained);
  };
  expect(inAny("")).toEqual(["direct-privilege ann Ghost"]);
  expect(inAny("repositories: { Ghost: {} }\n")).toEqual([
    "Ghost",
    "direct-privilege ann Ghost",
    "repository-public ghost",
  ]);
});

const unasked = { ...five, repositories: [], coverage: aCoverage() };
const half = {
  ...five,
  coverage: repositoryCoverage({ status: "partial", reason: "half was read" }),
};

test.each([
  [
    "ghost",
    five,
    "not a repository that was seen: it may be hidden from this account, renamed or deleted",
  ],
  [
    "ghost",
    half,
    "not a repository that was seen: it may be hidden from this account, renamed or deleted; the list of repositories is partial: half was read",
  ],
  ["ghost", unasked, "repositories were not requested, so it is not known which the workspace has"],
  ["app-*", unasked, "repositories were not requested, so it is not known which the workspace has"],
  ["APP-*", five, "a pattern that applies to app-web"],
  ["lib-*", five, "a pattern that applies to no repository"],
  [
    "app-*",
    half,
    "a pattern that applies to app-web that was seen; the list of repositories is partial: half was read",
  ],
])("what is known of %s", (name, roster, expected) => {
  expect(explainName(name, roster)?.status).toBe(expected);
});

test.each([
  [five, isElsewhere],
  [half, "the list of repositories is partial: half was read"],
  [{ ...half, repositories: [] }, "the list of repositories is partial: half was read"],
])("an absent repository was not judged, beside patterns that were not either", (roster, why) => {
  const explained = explainName("ghost", roster);
  expect(explained && rulesOf(explained)).toEqual(
    [
      "repository-privilege-unexpected",
      "repository-privilege-missing",
      "repository-privilege-level",
      "repository-public",
      "direct-privilege",
      "privileged-outsider",
    ].map((rule) => `${rule} not-judged: ${why}`),
  );
});

test("a pattern that may match what was not read was not judged by the rules that it concerns", () => {
  const explained = explainName("lib-*", half);
  const why = "the list of repositories is partial: half was read";
  expect(explained?.rules.map((rule) => rule.outcome)).not.toContain("passes");
  expect(explained?.rules.map((rule) => rule.why?.includes(why))).toEqual(
    explained?.rules.map(() => true),
  );
  expect(explained?.rules.map(({ result }) => result.rule.id)).toContain("repository-public");
});

test("a repository that was seen is judged, also if another one of a pattern was not", () => {
  for (const { slug } of five.repositories) {
    expect(rulesOf(explain(slug, half))).toEqual(rulesOf(explain(slug)));
  }
});

test("several gaps are one reason", () => {
  const given = policyOf(`repositories: { ghost: { admins: [ann] } }
custom:
  - { id: both, for: repository, violates: repository.broadcast == "Public" || repository.default_privilege == "Read", severity: note, message: m }
`);
  const repository = aRepository({
    broadcast: unknown("missing"),
    defaultPrivilege: unknown("redacted"),
  });
  const { rules } = explainRepository(
    withRepositories(people, [repository]),
    given,
    repository,
    now,
  );
  expect(rules.find(({ result }) => result.rule.id === "both")?.why).toBe(
    "the broadcast of repository was not seen for every repository: the reply did not contain it; the default_privilege of repository was not seen for every repository: the workspace hides it from this credential",
  );
});
