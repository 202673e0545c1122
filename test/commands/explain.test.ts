import { expect, test } from "vitest";

import { sandboxPolicy } from "../../src/sandbox/policy.ts";
import { setScene } from "../support/command-scene.ts";

test("explain tells of a person what is known, and what each rule says on which line", async () => {
  const scene = await setScene(
    `${sandboxPolicy}exceptions:\n  - { rule: two-factor, subject: jonas-lindqvist, reason: r, expires: 2026-12-31 }\n`,
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
    'no team with that slug, permanent id or name, and no repository with that slug, permanent id or name, as far as was seen (repositories were not requested). Did you mean "jonas-lindqvist"? Run',
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
