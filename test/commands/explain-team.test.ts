/** What `explain` says about a team, and about a name that several things have. */

import { expect, test } from "vitest";

import { catalog } from "../../src/policy/catalog.ts";
import { evaluate } from "../../src/policy/evaluate.ts";
import { explainTeam } from "../../src/policy/explain-team.ts";
import { parsePolicy } from "../../src/policy/file/parse.ts";
import { refuse } from "../../src/sandbox/faults.ts";
import { sandboxExceptions, sandboxPolicy, peoplePolicy } from "../../src/sandbox/policy.ts";
import { fernwick, sandboxNow } from "../../src/sandbox/workspace.ts";
import { runHere } from "../support/command-line.ts";
import { clock, folderWithPolicy, setScene } from "../support/command-scene.ts";
import { openSandbox, readSandbox } from "../support/sandbox.ts";

const unspaced = (text: string) => text.replaceAll(/\s+/gu, " ");

test.each([["platform"], ["PLATFORM"], ["Platform"], ["tm4QxV8bLz1a"], ["team:platform"]])(
  "explain %s says who is in the team, what the policy says, and what each rule finds",
  async (name) => {
    const scene = await setScene();

    const { exitCode, stdout } = await scene.runLive("explain", name);

    expect(exitCode).toBe(0);
    const text = unspaced(stdout);
    for (const part of [
      "team Platform (platform) permanent id tm4QxV8bLz1a slug platform visibility Visible",
      "managers kwame-mensah, amara-okoye members sofia-rossi, priya-raman, liam-obrien",
      "service accounts ci-publish-7hq2 (Member), legacy-deployer-x9 (Manager)",
      "teams.platform access-policy.yml:22 managers amara-okoye (access-policy.yml:23)",
      "services.ci-publish-7hq2 access-policy.yml:53",
      "error: service account legacy deployer (legacy-deployer-x9) is in team Platform",
      "team-member-missing passes (by default): the policy's entry",
      "no built-in rule reports a service account that is a Manager of a team",
    ]) {
      expect(text).toContain(part);
    }
    expect(stdout.split("\n").filter((line) => line.length > 100)).toEqual([]);
  },
);

test("explain shows the exceptions within a team, a pattern, groups, and an entry's days", async () => {
  const more = `groups:\n  leads: [mei-tanaka, { name: hana-kim, until: 2026-12-31, reason: stands in }]\n`;
  const policy = `${peoplePolicy.replace("    managers: [mei-tanaka]\n", "    managers: [group:leads]\n").replace("  mobile:", '  "mob*":')}${more}${sandboxExceptions}`;
  const scene = await setScene(policy);

  const release = unspaced((await scene.runLive("explain", "release")).stdout);
  const mobile = unspaced((await scene.runLive("explain", "mobile")).stdout);
  const pattern = unspaced((await scene.runLive("explain", "team:mob*")).stdout);

  expect(release).toMatch(
    /managers mei-tanaka \(access-policy.yml:\d+, through group:leads\); hana-kim \(access-policy.yml:\d+, through group:leads, until 2026-12-31, reason: stands in\)/u,
  );
  expect(release).toContain(
    "exception from rule team-member-unexpected until 2026-11-30, expiring",
  );
  expect(release).toContain("team-member-unexpected accepted until 2026-11-30");
  expect(mobile).toContain("teams.mob* access-policy.yml:38, a pattern for the slugs of teams");
  expect(pattern).toContain("team mob* status a pattern that applies to mobile");
});

test("explain says that a team of the policy is not in the workspace", async () => {
  const scene = await setScene(peoplePolicy.replace("  docs:", "  ghost:"));

  const ghost = unspaced((await scene.runLive("explain", "ghost")).stdout);
  const unlisted = unspaced((await scene.runLive("explain", "docs")).stdout);
  const typo = await scene.runLive("explain", "team:platfrom");

  expect(ghost).toContain("team ghost status the workspace has no such team In the policy");
  expect(ghost).toContain("teams.ghost access-policy.yml:42");
  expect(ghost).toContain("team-missing warning: team ghost is in the policy but not in the");
  expect(unlisted).toContain("In the policy nowhere Rules");
  expect(unlisted).toContain("team-unlisted warning: team Docs (docs) is not in the policy");
  expect(typo.exitCode).toBe(2);
  expect(typo.stderr).toContain(
    'cannot explain "platfrom": the policy does not name it, and there is no team with that slug, permanent id or name. Did you mean "platform"?',
  );
});

test("all that have a name are explained, and a prefix chooses one of them", async () => {
  const workspace = fernwick();
  const [member] = workspace.members;
  const [service] = workspace.services;
  if (member === undefined || service === undefined) throw new Error("nobody");
  member.user = "platform";
  service.slug = "platform";
  const sandbox = await openSandbox({ workspace });
  const policy = peoplePolicy
    .replace("  docs:", "  dormant:")
    .replace("members: [sofia-rossi, elena-vasquez]", "members: [sofia-rossi, dormant]");
  const cwd = await folderWithPolicy(policy);
  const env = { ...clock, CLOUDSMITH_API_KEY: sandbox.keys.owner };
  const explain = (name: string) =>
    runHere(["explain", name, "--api-url", sandbox.url], { cwd, env });

  const titles = async (name: string) =>
    (await explain(name)).stdout.split("\n").filter((line) => line.endsWith("(platform)"));

  const [person, other, team] = await titles("platform");
  expect(team).toBe("team Platform (platform)");
  expect(other).toContain("service account ");
  expect(await titles("person:platform")).toEqual([person]);
  expect(await titles("service:platform")).toEqual([other]);
  expect(await titles("team:platform")).toEqual([team]);

  const rule = await explain("dormant");
  expect(rule.stdout).toContain("dormant: ");
  expect(unspaced(rule.stdout)).toContain(
    "access-policy.yml:34 names a person with this name: explain person:dormant",
  );
  expect(unspaced(rule.stdout)).toContain("names a team with this name: explain team:dormant");
  expect((await explain("rule:dormant")).stdout).not.toContain("with this name");
  expect((await explain("rule:platform")).stderr).toContain("there is no rule with that id");
  expect((await explain("team:dormant")).stdout).toContain("the workspace has no such team");
});

test("what a key does not see is said, and no empty list stands for it", async () => {
  const scene = await setScene(peoplePolicy.replace("  docs:", "  ghost:"), "member");
  const explain = (name: string) => scene.runLive("explain", name);

  const team = unspaced((await explain("platform")).stdout);
  const ghost = unspaced((await explain("ghost")).stdout);
  const nobody = await explain("team:nobody");

  expect(team).toContain("not seen the lists of members and teams are partial: read as");
  expect(team).toMatch(/team-member-unexpected not judged, for the reason above /u);
  expect(team).toMatch(/team-without-manager not judged, for the reason above/u);
  expect(team).not.toMatch(/(?:managers|members|accounts) none (?!that was seen)/u);
  expect(team).toContain("looked at: team platform, 5 members seen, 0 service accounts seen");
  expect(team.match(/whose role is Member/gu)).toHaveLength(1);
  expect(team).not.toMatch(/ passes \([^)]*\): \d+ member/u);
  expect(ghost).toContain("status not a team that was seen; the list of teams is partial: read as");
  expect(nobody.stderr).toContain(
    "as far as was seen (the lists of members and teams are partial: read as",
  );
});

test("the text of a team is only displayed", async () => {
  const workspace = fernwick();
  const [team] = workspace.teams;
  if (team === undefined) throw new Error("no team");
  Object.assign(team, {
    name: "\u001B[2JEvil\u202E",
    description: "a\nRules\n  two-factor  passes",
  });
  const sandbox = await openSandbox({ workspace });
  const env = { ...clock, CLOUDSMITH_API_KEY: sandbox.keys.service };

  const { stdout } = await runHere(["explain", `team:${team.slug}`, "--api-url", sandbox.url], {
    cwd: await folderWithPolicy(),
    env,
  });

  expect(stdout).toContain("team Evil<U+202E>");
  for (const mark of ["\u001B", "\u202E"]) expect(stdout).not.toContain(mark);
  expect(stdout.split("\n").filter((line) => line === "Rules")).toHaveLength(1);
  expect(stdout).not.toMatch(/^ {2}two-factor/mu);
});

test.each(["owner", "service", "member"] as const)(
  "no finding about a team is missing in its explanation, and none passes unseen: as %s",
  async (key) => {
    const roster = await readSandbox(await openSandbox(), { key });
    const parsed = parsePolicy(peoplePolicy + sandboxExceptions, "p.yml");
    if ("problems" in parsed) throw new Error("the policy is not valid");
    const now = new Date(sandboxNow);
    const { findings, rules } = evaluate(roster, parsed.policy, now);

    for (const team of roster.teams) {
      const explained = explainTeam(roster, parsed.policy, team, now);
      const listed = explained.rules.flatMap((rule) => rule.findings);
      const own = findings.filter(({ subject, object }) =>
        [subject, object].some((one) => one?.kind === "team" && one.id === team.id),
      );
      expect(listed).toEqual(expect.arrayContaining(own));
      const passed = explained.rules.filter(({ outcome }) => outcome === "passes");
      const judged = (id: string) => rules.find(({ rule }) => rule.id === id)?.status;
      if (key === "member") {
        expect(passed.filter(({ result }) => judged(result.rule.id) !== "judged")).toEqual([]);
      } else {
        expect(passed.length).toBeGreaterThan(1);
      }
    }
    expect(roster.teams.length).toBeGreaterThan(0);
  },
);

test("every rule that needs the list of teams looks at some team", async () => {
  const roster = await readSandbox(await openSandbox());
  const parsed = parsePolicy(peoplePolicy, "p.yml");
  if ("problems" in parsed) throw new Error("the policy is not valid");
  const explained = roster.teams.flatMap(
    (team) => explainTeam(roster, parsed.policy, team, new Date(sandboxNow)).rules,
  );
  const looking = new Set(
    explained
      .filter(({ outcome }) => outcome !== "indifferent")
      .map(({ result }) => result.rule.id),
  );

  // It is about people who are in no team.
  const about = catalog.filter(
    ({ id, lists }) => lists.includes("teams") && id !== "member-without-team",
  );
  expect(about.length).toBeGreaterThan(8);
  expect(about.map(({ id }) => id).filter((id) => !looking.has(id))).toEqual([]);
});

test("rules on OIDC providers are not about a team, and those on group mappings are", async () => {
  const at = await openSandbox({
    faults: [{ template: "/orgs/{org}/openid-connect/", strike: refuse(403) }],
  });
  const { stdout } = await runHere(["explain", "team:mobile", "--api-url", at.url], {
    cwd: await folderWithPolicy(sandboxPolicy),
    env: { ...clock, CLOUDSMITH_API_KEY: at.keys.owner },
  });

  expect(stdout).toContain("group-sync-role");
  expect(stdout).not.toContain("oidc-");
});
