import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { catalog } from "../../src/policy/catalog.ts";
import { runHere } from "../support/command-line.ts";
import { makeFolder, runCli } from "../support/process.ts";
import { folderWithPolicy } from "../support/command-scene.ts";

test("explain lists the policy's own rules, and shows one with its expression", async () => {
  const folder = await makeFolder();
  const policy = `version: 1
organization: fernwick
custom:
  - id: contractors-stay-out
    for: member
    violates: member.role == "Collaborator" && member.teams.exists(t, t.slug == "release")
    severity: warning
    message: contractors must not \u202Ebe there
`;
  await writeFile(join(folder, "access-policy.yml"), policy);

  const list = await runHere(["explain"], { cwd: folder });
  const one = await runHere(["explain", "contractors-stay-out"], {
    cwd: folder,
    env: { COLUMNS: "400" },
  });
  const slip = await runHere(["explain", "contractors-stay"], { cwd: folder });
  const lost = await runHere(["explain", "--policy", "none.yml"], { cwd: folder });

  expect(list.stdout).toMatch(/^contractors-stay-out +warning +contr/mv);
  expect(one.stdout).toContain('member.teams.exists(t, t.slug == "release")');
  expect(one.stdout).toContain("<U+202E>");
  expect(slip.stderr).toContain('Did you mean "contractors-stay-out"?');
  expect(lost.exitCode).toBe(2);
});

test("explain tells how a rule is set, where the policy can be read", async () => {
  const set = await folderWithPolicy(
    "version: 1\norganization: x\nrules:\n  dormant: { after: 30d, roles: [owner, manager] }\n",
  );
  const broken = await folderWithPolicy("version: 2\n");
  const explain = async (folder: string, ...args: string[]) =>
    await runCli(["explain", ...args], { cwd: folder, env: { COLUMNS: "200" } });

  const dormant = await explain(set, "dormant");
  const other = await explain(set, "break-glass");
  const without = await explain(broken, "dormant");
  const named = await explain(broken, "dormant", "--policy", "access-policy.yml");

  expect(dormant.stdout).toContain("Option grace: for how many days after joining an accou");
  expect(dormant.stdout).toContain("an account needs no login; by default 30d.");
  expect(dormant.stdout.trim().split("\n").at(-1)).toBe(
    "access-policy.yml:4 sets it to warning, after 30d, grace 30d, roles [owner, manager].",
  );
  expect(other.stdout).toContain("if left out, logins are not checked.");
  expect(other.stdout.trim().split("\n").at(-1)).toBe("access-policy.yml uses the default, error.");
  expect(without.exitCode).toBe(0);
  expect(without.stdout).not.toContain("access-policy.yml");
  expect(named.exitCode).toBe(2);
});

test("explain lists the rules, tells one, and helps with a slip", async () => {
  const folder = await makeFolder();

  const list = await runHere(["explain"], { cwd: folder });
  const one = await runHere(["explain", "two-factor"], { cwd: folder, env: { COLUMNS: "60" } });
  const slip = await runHere(["explain", "two-facto"], { cwd: folder });

  // The header, the rules, and a sentence; further lines of a title are indented.
  expect(list.stdout.match(/^\S/gmu)).toHaveLength(catalog.length + 2);
  expect(one.stdout).toContain("What to do:");
  expect(Math.max(...one.stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(60);
  expect(slip.exitCode).toBe(2);
  expect(slip.stderr).toContain('Did you mean "two-factor"?');
});
