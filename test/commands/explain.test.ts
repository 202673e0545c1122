import { expect, test } from "vitest";

import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { runHere } from "../support/command-line.ts";
import { clock, folderWithPolicy, setScene } from "../support/command-scene.ts";
import { makeFolder } from "../support/process.ts";

test("explain tells of a person what is known, and what each rule says on which line", async () => {
  const scene = await setScene(
    `${peoplePolicy}exceptions:\n  - { rule: two-factor, subject: jonas-lindqvist, reason: r, expires: 2026-12-31 }\n`,
  );

  const person = await scene.runLive("explain", "JONAS.lindqvist@fernwick.example");
  const rule = await scene.runLive("explain", "two-factor");
  const nobody = await scene.runLive("explain", "jonas-lindqvis");

  expect(person.exitCode).toBe(0);
  const text = person.stdout.replaceAll(/\s+/gu, " ");
  expect(text).toContain("Jonas Lindqvist (jonas-lindqvist) permanent id Zp71cRw0uYfe");
  expect(text).toContain("roles.owner access-policy.yml:8");
  expect(text).toContain("two-factor accepted until 2026-12-31 (access-policy.yml:72): Jonas");
  expect(text).toContain("dormant passes (access-policy.yml:65): active yes, last login");
  expect(text).toContain("visibility warning: Jonas Lindqvist (jonas-lindqvist) is an Owner");
  expect(rule.stdout).toContain("What to do:");
  expect(nobody.exitCode).toBe(2);
  expect(nobody.stderr).toContain(
    'no team with that slug, permanent id or name, no repository with that slug, permanent id or name, no OIDC provider with that slug, permanent id or name, and no group mapping with that group or permanent id, as far as was seen (repositories were not requested). Did you mean "jonas-lindqvist"? For a repository, write "repository:jonas-lindqvis". Run',
  );
});

test("explain tells of an invited person what the invite says, and that they are no member yet", async () => {
  const scene = await setScene();

  const invited = await scene.runLive("explain", "CFO@fernwick.example");

  expect(invited.exitCode).toBe(0);
  const text = invited.stdout.replaceAll(/\s+/gu, " ");
  expect(text).toContain("invite of cfo@fernwick.example status invited, not yet a member");
  expect(text).toContain(
    "workspace role Owner teams none invited by jonas-lindqvist expires 2026-",
  );
  expect(text).toContain("In the policy nowhere");
  expect(text).toContain("invite-owner error: cfo@fernwick.example is invited as Owner");
});

test("explain tells of somebody whom only the policy names which lines do", async () => {
  const scene = await setScene();

  const absent = await scene.runLive("explain", "bernard-koch");

  expect(absent.exitCode).toBe(0);
  const text = absent.stdout.replaceAll(/\s+/gu, " ");
  expect(text).toContain("bernard-koch status not a member of the workspace");
  expect(text).toContain("teams.docs access-policy.yml:44");
  expect(text).toContain('name-unknown warning: "bernard-koch" (teams.docs) matches no member');
});

test("explain says of a rule on repositories what it needs to see, and that it needs the section", async () => {
  const scene = await setScene();
  const rule = await scene.run("explain", "repository-public");
  expect(rule.exitCode).toBe(0);
  expect(rule.stdout.replaceAll(/\s+/gu, " ")).toContain(
    "Default severity: error, and off if the policy has no repositories. Needs these lists complete: the repositories that the policy names with visibility. access-policy.yml uses the default, off.",
  );
});

test("explain in a narrow terminal breaks no address", async () => {
  const scene = await setScene();
  const { stdout } = await scene.runLive("explain", "jonas-lindqvist");
  const narrow = await runHere(["explain", "jonas-lindqvist", "--api-url", scene.sandbox.url], {
    cwd: scene.folder,
    env: { ...clock, CLOUDSMITH_API_KEY: scene.sandbox.keys.service, COLUMNS: "40" },
  });
  expect(stdout).toContain("jonas.lindqvist@fernwick.example");
  expect(narrow.stdout).toContain("jonas.lindqvist@fernwick.example");
  expect(narrow.stdout.split("\n").filter((line) => line.length > 40)).toEqual([]);
});

test.each([["Two-Factor"], ["rule:TWO-FACTOR"], ["DORMANT"]])(
  "the case of a rule's id does not matter: %s",
  async (name) => {
    const { exitCode, stdout } = await runHere(["explain", name], { cwd: await makeFolder() });
    expect([exitCode, stdout.includes("What to do:")]).toEqual([0, true]);
  },
);

test("a slip in a rule's id is corrected even if the workspace cannot be read", async () => {
  const env = { ...clock, CLOUDSMITH_API_KEY: "a-key" };
  const args = ["explain", "two-facter", "--api-url", "http://127.0.0.1:1"];
  const offline = await runHere(args, { cwd: await folderWithPolicy(), env });
  const without = await runHere(args, { cwd: await makeFolder(), env });
  const other = await runHere(["explain", "person:two-facter", ...args.slice(2)], {
    cwd: await folderWithPolicy(),
    env,
  });

  for (const { exitCode, stderr } of [offline, without]) {
    expect(exitCode).toBe(2);
    expect(stderr).toContain('No rule has the id "two-facter". Did you mean "two-factor"?');
  }
  expect(offline.stderr).toContain("cannot reach Cloudsmith");
  expect(other.stderr).not.toContain("Did you mean");
});

test.each([40, 60, 80])("the list of rules fits a terminal of %i columns", async (columns) => {
  const env = { COLUMNS: String(columns) };
  const { stdout } = await runHere(["explain"], { cwd: await makeFolder(), env });

  expect(stdout.split("\n").filter((line) => line.length > columns)).toEqual([]);
  expect(stdout.replaceAll(/\s+/gu, " ")).toContain(
    "two-factor error Privileged account without two-factor authentication",
  );
});

test("the list of rules has a header, and the severities of the policy", async () => {
  const policy = "version: 1\norganization: x\nrules: { dormant: off, visibility: error }\n";
  const set = await runHere(["explain"], { cwd: await folderWithPolicy(policy) });
  const usual = await runHere(["explain"], { cwd: await makeFolder() });

  expect(set.stdout).toMatch(/^Rule +Severity +What it reports\n/u);
  expect(set.stdout).toMatch(/^dormant +off /mu);
  expect(set.stdout).toMatch(/^visibility +error /mu);
  expect(set.stdout).toMatch(/\n\nThe severities are those of access-policy\.yml\.\n$/u);
  expect(usual.stdout).toMatch(/^dormant +warning /mu);
  expect(usual.stdout).toMatch(
    /\n\nThe severities are the defaults, because no policy was read\.\n$/u,
  );
});

test("what does not apply is brief: the rules that are off, and a number", async () => {
  const scene = await setScene("version: 1\norganization: fernwick\nrules: { dormant: off }\n");
  for (const name of ["jonas-lindqvist", "team:platform"]) {
    const { stdout } = await scene.runLive("explain", name);
    expect(stdout).toMatch(
      /\n {2}off {2}[^:]*\bdormant\b[^:]*\n {2}not applicable +\d+ other rules\n$/u,
    );
  }
});
