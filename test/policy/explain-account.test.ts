import { expect, test } from "vitest";

import { explainAccount, findAccounts } from "../../src/policy/explain-account.ts";
import type { Member, Roster } from "../../src/roster/model.ts";
import { unknown } from "../../src/roster/fact.ts";
import { aCoverage, aMember, aRoster, aService, aTeam } from "../support/roster.ts";
import { policyFrom, policyOf } from "../support/policy.ts";
import { aPrivilege, aRepository, repositoryCoverage } from "../support/repository.ts";

const now = new Date("2026-11-23T12:00:00Z");
const text = `version: 1
organization: fernwick
roles:
  owner: { members: [jo], max: 5 }
teams:
  platform: { members: [JO@fernwick.example] }
rules:
  dormant: { after: 30d }
exceptions:
  - { rule: two-factor, subject: id-jo, reason: key on order, expires: 2026-12-31 }
`;

function explain(member: Partial<Member>, roster: Partial<Roster> = {}, policy = text) {
  const jo = aMember({
    username: "jo",
    role: "Owner",
    teams: [{ team: "tm-platform", role: "Member" }],
    ...member,
  });
  const whole = aRoster({
    members: [jo, aMember({ username: "ada", twoFactor: false, role: "Owner" })],
    teams: [aTeam()],
    ...roster,
  });
  return explainAccount(whole, policyFrom(policy), { kind: "member", entry: jo }, now);
}

function ruleOf(explanation: ReturnType<typeof explain>, id: string) {
  const { outcome, saw, why, position, findings } =
    explanation.rules.find(({ result }) => result.rule.id === id) ?? {};
  return { outcome, saw, why, line: position?.line, findings: findings?.length };
}

test("a rule passes because of the facts that it looked at, and on the line that sets it", () => {
  const explanation = explain({});

  expect(ruleOf(explanation, "two-factor")).toEqual({
    outcome: "passes",
    saw: ["active", "role", "twoFactor"],
    why: null,
    line: undefined,
    findings: 0,
  });
  expect(ruleOf(explanation, "dormant")).toMatchObject({ outcome: "passes", line: 8 });
});

test("a rule that had no need to look further says how far it looked", () => {
  expect(ruleOf(explain({ role: "Member" }), "two-factor")).toMatchObject({
    outcome: "passes",
    saw: ["active", "role"],
  });
});

test("a rule on who is in a team looks at the teams of whoever is in one", () => {
  const inTeam = explain({}, {}, text.replace("[JO@fernwick.example]", "[jo]"));

  expect(ruleOf(inTeam, "team-member-unexpected")).toMatchObject({
    outcome: "passes",
    saw: ["teams"],
  });
  expect(ruleOf(inTeam, "team-role")).toMatchObject({ outcome: "passes", saw: ["teams"] });
  expect(ruleOf(explain({ teams: [] }), "team-member-unexpected")).toMatchObject({
    outcome: "indifferent",
    saw: [],
  });
});

test("a finding of somebody else is not told here, and one of their own is", () => {
  expect(ruleOf(explain({}), "two-factor")).toMatchObject({ outcome: "passes", findings: 0 });
  expect(ruleOf(explain({ lastLoginAt: "2026-01-01T00:00:00.000Z" }), "dormant")).toMatchObject({
    outcome: "found",
    findings: 1,
  });
});

test("what an exception covers is accepted, and the exception is told", () => {
  const explanation = explain({ twoFactor: false });

  expect(ruleOf(explanation, "two-factor").outcome).toBe("accepted");
  expect(explanation.exceptions).toMatchObject([{ status: "used", covers: 1 }]);
});

test("what was not seen of this person is not judged; what was not seen of another is", () => {
  const mine = explain({ twoFactor: unknown("redacted") });
  const other = explain(
    {},
    {
      members: [
        aMember({ username: "jo", role: "Owner" }),
        aMember({ username: "ada", role: "Owner", twoFactor: unknown("redacted") }),
      ],
    },
  );

  expect(ruleOf(mine, "two-factor")).toMatchObject({
    outcome: "not-judged",
    why: "the workspace hides it from this credential",
  });
  expect(ruleOf(other, "two-factor").outcome).not.toBe("not-judged");
});

test("what rests on a whole list is not judged of anybody where the list has gaps", () => {
  const { readAs, lists } = aCoverage();
  const coverage = {
    readAs,
    lists: lists.map((list) =>
      list.name === "members" ? { ...list, status: "partial" as const, reason: "half" } : list,
    ),
  };
  const explanation = explain({}, { coverage });

  expect(ruleOf(explanation, "role-count")).toMatchObject({ outcome: "not-judged" });
  expect(ruleOf(explanation, "name-unknown")).toMatchObject({ outcome: "indifferent", saw: [] });
  expect(ruleOf(explanation, "two-factor").outcome).toBe("passes");
});

test("a rule that is off looks at nothing, and exceptions are judged of nobody", () => {
  const explanation = explain({}, {}, text.replace("rules:\n", "rules:\n  two-factor: off\n"));

  expect(ruleOf(explanation, "two-factor")).toEqual({
    outcome: "off",
    saw: [],
    why: null,
    line: 8,
    findings: 0,
  });
  expect(explanation.rules.map(({ result }) => result.rule.stage)).not.toContain("exceptions");
});

test("only what names the person is told: not another's places, nor another's exceptions", () => {
  const other = text
    .replace("[jo]", "[ada, jo]")
    .replace(
      "exceptions:\n",
      "exceptions:\n  - { rule: dormant, subject: ada, expires: 2026-12-30 }\n",
    );
  const { named, exceptions } = explain({}, {}, other);

  expect(named.map(({ place }) => place)).toEqual(["roles.owner", "teams.platform"]);
  expect(exceptions.map(({ exception }) => exception.subject.text)).toEqual(["id-jo"]);
});

test("a finding about something with the same id is not the person's", () => {
  const explanation = explain(
    {},
    { teams: [aTeam(), aTeam({ slug: "jo", id: "id-jo" })] },
    `${text}unlisted-teams: error
`,
  );

  expect(ruleOf(explanation, "team-unlisted")).toMatchObject({
    outcome: "indifferent",
    findings: 0,
  });
});

test("why a rule was not judged is told of nothing else", () => {
  const explanation = explain({
    lastLoginAt: "2026-01-01T00:00:00.000Z",
    role: unknown("redacted"),
  });
  const told = explanation.rules.filter(({ why }) => why !== null);

  expect(told.map(({ outcome }) => outcome)).toEqual(told.map(() => "not-judged"));
  expect(ruleOf(explanation, "role-unlisted").why).toBe(
    "the workspace hides it from this credential",
  );
});

test("a rule sees of the person what it looks at, and nothing of what it looks at in others", () => {
  expect(ruleOf(explain({ active: false }), "two-factor").saw).toEqual(["active"]);
  expect(ruleOf(explain({}), "inactive-with-role").saw).toEqual(["active"]);
});

test("what another rule reports of the person says which rule reports it", () => {
  const nowhere = text.replace("[jo]", "[ada]").replace("[JO@fernwick.example]", "[]");
  const explanation = explain({}, {}, `${nowhere}unlisted-members: note\n`);
  const result = explanation.rules.find((one) => one.result.rule.id === "member-unlisted");

  expect(ruleOf(explanation, "role-unlisted")).toMatchObject({ outcome: "found", findings: 1 });
  expect(ruleOf(explanation, "member-unlisted")).toMatchObject({ outcome: "repeats", findings: 0 });
  expect(result?.reportedBy).toEqual(["role-unlisted"]);
});

test("every place that names the person is told, by whichever name", () => {
  expect(
    explain({}).named.map(({ place, name: { position } }) => `${place}:${position.line}`),
  ).toEqual(["roles.owner:4", "teams.platform:6"]);
});

test.each(["jo", "ID-JO", "Jo@Fernwick.example"])("%s finds the person", (name) => {
  const roster = aRoster({ members: [aMember({ username: "jo" }), aMember({ username: "ada" })] });
  expect(
    findAccounts(roster, name).map(({ entry }) =>
      "username" in entry ? entry.username : entry.slug,
    ),
  ).toEqual(["jo"]);
});

test("a service account is explained like a person: its facts, its places, and the rules that look at it", () => {
  const policy = policyOf(
    "teams:\n  platform: { services: [CI-publish-7hq2] }\nservices:\n  ci-publish-7hq2: { role: manager }\nrules:\n  service-key-expiry: { within: 30d }\n",
  );
  const service = aService({ teams: [{ team: "tm-platform", role: "Member" }] });
  const roster = aRoster({ services: [service], teams: [aTeam()] });
  const [account] = findAccounts(roster, "ci-PUBLISH-7hq2");
  if (account === undefined) throw new Error("not found");

  const explanation = explainAccount(roster, policy, account, now);

  expect(explanation.account).toEqual({ kind: "service", entry: service });
  expect(
    explanation.named.map(({ place, name: { position } }) => `${place}:${position.line}`),
  ).toEqual(["services:6", "teams.platform:4"]);
  expect(ruleOf(explanation, "service-role")).toMatchObject({ outcome: "found", findings: 1 });
  expect(ruleOf(explanation, "service-key-expiry")).toMatchObject({
    outcome: "found",
    saw: ["keyExpiresAt"],
    line: 8,
  });
  expect(ruleOf(explanation, "two-factor").outcome).toBe("indifferent");
});

test("an account's repositories are places that name it, and what is found there is about it", () => {
  const explanation = explain(
    {},
    {
      repositories: [aRepository({ privileges: [aPrivilege("user jo Admin")] })],
      coverage: repositoryCoverage(),
    },
    `${text}repositories: { production: { read: [id-jo, "team:jo"] }, "lab-*": { privileges: any } }\n`,
  );

  expect(explanation.named.map(({ place }) => place)).toEqual([
    "roles.owner",
    "teams.platform",
    "repositories.production",
  ]);
  expect(ruleOf(explanation, "repository-privilege-level")).toMatchObject({
    outcome: "found",
    findings: 1,
  });
});

test("privileges that were not seen may be the account's, so their rules say so", () => {
  const privileges = "repositories: { production: { read: [jo] }, docs: { admins: [ada] } }\n";
  const refused = { status: "refused", reason: "the account is no Admin there" } as const;
  const explainWith = (held: readonly string[], coverage: typeof refused | undefined = refused) =>
    explain(
      {},
      {
        repositories: [
          aRepository({ privileges: held.map(aPrivilege), ...(coverage && { coverage }) }),
          aRepository({ slug: "docs", privileges: [aPrivilege("user ada Admin")] }),
        ],
        coverage: repositoryCoverage(),
      },
      text + privileges,
    );
  const why =
    'the privileges of "production" were not read completely: the account is no Admin there';
  const notJudged = { outcome: "not-judged", saw: ["privileges"], why };

  expect(ruleOf(explainWith([]), "repository-privilege-missing")).toMatchObject(notJudged);
  expect(ruleOf(explainWith(["user jo Read"]), "repository-privilege-missing")).toMatchObject(
    notJudged,
  );
  expect(ruleOf(explainWith(["user jo Read"]), "two-factor")).toMatchObject({
    outcome: "passes",
    saw: ["active", "role", "twoFactor"],
  });
});

test("privileges that were all seen are looked at only where they are the account's", () => {
  const judge = (holder: string) =>
    ruleOf(
      explain(
        {},
        {
          repositories: [aRepository({ privileges: [aPrivilege(`${holder} Read`)] })],
          coverage: repositoryCoverage(),
        },
        `${text}repositories: { production: { read: [jo, ada, "team:jo"] } }\n`,
      ),
      "repository-privilege-level",
    );
  expect(judge("user jo")).toMatchObject({ outcome: "passes", saw: ["privileges"], why: null });
  expect(judge("user ada")).toMatchObject({ outcome: "indifferent", saw: [], why: null });
  expect(judge("team jo")).toMatchObject({ outcome: "indifferent", saw: [], why: null });
});

test("a rule that was not judged for something else does not concern the account's privileges", () => {
  const { readAs, lists } = aCoverage();
  const coverage = {
    readAs,
    lists: lists.map((list) =>
      list.name === "invites" ? { ...list, status: "partial" as const, reason: "half" } : list,
    ),
  };
  expect(ruleOf(explain({}, { coverage }), "invite-expired")).toEqual({
    outcome: "indifferent",
    saw: [],
    why: null,
    line: undefined,
    findings: 0,
  });
});

test("the repositories whose lists name a service account are among its places", () => {
  const roster = aRoster({ services: [aService({ slug: "ci" })] });
  const policy = policyOf(
    'repositories: { docs: { write: ["service:CI"] }, lab: { write: ["team:ci", ci] } }\n',
  );
  const [account] = findAccounts(roster, "ci");
  if (account === undefined) throw new Error("not found");
  expect(explainAccount(roster, policy, account, now).named.map(({ place }) => place)).toEqual([
    "repositories.docs",
  ]);
});
