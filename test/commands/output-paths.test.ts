/** Outputs that would replace each other or an input: refused before anything is read. */

import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";

import { expect, test } from "vitest";

import { runHere } from "../support/command-line.ts";
import { clock } from "../support/command-scene.ts";
import { flagsOf } from "../support/help-flags.ts";
import { makeFolder } from "../support/process.ts";
import { readFiles } from "../support/read-files.ts";

const folders = new Set(["--csv", "--pack"]);

/** The commands with several outputs, with what they need besides. */
const commands = { audit: [], merge: ["r.json"], diff: ["a.c1z", "b.c1z"] } as const;

async function outputsOf(command: string): Promise<readonly string[]> {
  const flags = await flagsOf(command);
  const names = flags.filter(({ description }) =>
    /^(?:also write|the artifact to write)/u.test(description),
  );
  return names.map(({ name }) => name);
}

async function makeScene(): Promise<string> {
  const folder = await makeFolder();
  await mkdir(join(folder, "sub"));
  await symlink(".", join(folder, "here"));
  await symlink("out", join(folder, "to-out"));
  // Not readable as what they are: a path that is refused is refused before they are read.
  for (const name of ["access-policy.yml", "a.c1z", "b.c1z", "r.json"]) {
    await writeFile(join(folder, name), "mine");
  }
  return folder;
}

async function attempt(cwd: string, args: readonly string[]) {
  const before = await readFiles(cwd);
  const ended = await runHere(args, { cwd, env: clock });
  return { ...ended, args, isUnchanged: isDeepStrictEqual(await readFiles(cwd), before) };
}

/** Returns how an attempt ends that is refused. */
function refused(why: string) {
  return {
    exitCode: 2,
    stdout: "",
    stderr: expect.stringMatching(
      new RegExp(`^error: cannot use "[^"]+" for .+: .*${why}\\. Name another place\\.\n$`, "u"),
    ) as string,
    isUnchanged: true,
  };
}

test.each(Object.entries(commands))(
  "%s: no two outputs are the same file, however it is written",
  async (command, needed) => {
    const outputs = await outputsOf(command);
    expect(outputs.length).toBeGreaterThan(1);
    const cwd = await makeScene();
    const spellings = ["out", "./out", "sub/../out", "here/out", "to-out", join(cwd, "out")];
    const files = outputs.filter((name) => !folders.has(name));
    for (const [index, one] of files.entries()) {
      for (const other of files.slice(index + 1)) {
        for (const spelling of spellings) {
          const args = [command, ...needed, one, "out", other, spelling];
          expect(await attempt(cwd, args)).toMatchObject(refused("uses the same file"));
        }
      }
    }
  },
);

test("audit: a file is not in a folder that is replaced, and a folder is not a file", async () => {
  const cwd = await makeScene();
  const files = (await outputsOf("audit")).filter((name) => !folders.has(name));
  expect(files.length).toBeGreaterThan(4);
  const cases: (readonly [string, string])[] = files.flatMap((file) => [
    [`--pack out ${file} out/deep/x`, "one is inside the other"],
    [`--pack out ${file} here/out/x`, "one is inside the other"],
    [`--pack out ${file} out`, "uses the same file"],
    [`--csv out ${file} out`, "one is inside the other"],
    [`--csv out ${file} out/identities.csv`, "uses the same file"],
  ]);
  cases.push(
    ["--pack out --csv out/deep", "one is inside the other"],
    ["--pack . --c1z=", '"access-policy.yml", and one is inside the other'],
    ["--report-json cloudsmith.c1z", "--c1z uses the same file"],
    ["--report-json cloudsmith.c1z.quarantined", "--c1z uses the same file"],
  );
  for (const [flags, why] of cases) {
    expect(await attempt(cwd, ["audit", ...flags.split(" ")])).toMatchObject(refused(why));
  }
});

test.each<[string, readonly string[]]>([
  ["--policy", ["audit", "--report-json", "access-policy.yml"]],
  ["--policy", ["audit", "--c1z", "access-policy.yml"]],
  ["--policy", ["audit", "--policy", "p.yml", "--sarif", "here/p.yml"]],
  ["the policy's test file", ["audit", "--report-markdown", "access-policy.test.yml"]],
  ["--from-c1z", ["audit", "--from-c1z", "a.c1z", "--report-json", "./a.c1z"]],
  ["--from-c1z", ["audit", "--from-c1z", "a.c1z", "--pack", "a.c1z"]],
  ["--baseline", ["audit", "--baseline", "b.c1z", "--report-html", "b.c1z"]],
  ["--base", ["audit", "--base", "old.yml", "--report-json", "old.yml"]],
  ["a report to merge", ["merge", "x.json", "r.json", "--report-json", "r.json"]],
  ["--previous", ["merge", "r.json", "--previous", "p.json", "--report-markdown", "p.json"]],
  ["the earlier artifact", ["diff", "a.c1z", "--report-json", "a.c1z"]],
  ["the later artifact", ["diff", "a.c1z", "b.c1z", "--report-markdown", "b.c1z"]],
  ["--from-c1z", ["init", "--from-c1z", "a.c1z", "--policy", "a.c1z", "--force"]],
  ["--policy", ["init", "--from-c1z", "a.c1z", "--policy", "access-policy.schema.json"]],
])("an output is not %s: %j", async (name, args) => {
  expect(await attempt(await makeScene(), args)).toMatchObject(
    refused(`${name} uses the same file`),
  );
});

test.each<[string, readonly string[]]>([
  [
    "an artifact gets a sync and is the baseline",
    ["audit", "--baseline", "a.c1z", "--c1z", "a.c1z"],
  ],
  ["the artifact is read, so none is written", ["audit", "--from-c1z", "a.c1z", "--c1z", "a.c1z"]],
  [
    "a merged report replaces the one before",
    ["merge", "--expect", "x", "--previous", "p", "--report-json", "p"],
  ],
  [
    "files beside the tables",
    ["audit", "--csv", "out", "--report-json", "out/r.json", "--pack", "out/pack"],
  ],
  ["names with the same beginning", ["audit", "--pack", "out", "--report-json", "out.json"]],
])("paths that are no mistake: %s", async (_, args) => {
  const { stderr } = await runHere(args, { cwd: await makeScene(), env: clock });

  expect(stderr).not.toMatch(/uses the same|one is inside/u);
});

test("an output is not a file that the policy includes", async () => {
  const cwd = await makeFolder();
  const policy =
    "version: 1\norganization: fernwick\ninclude:\n  - { files: teams.yml, sections: [teams] }\n";
  await writeFile(join(cwd, "access-policy.yml"), policy);
  await writeFile(join(cwd, "teams.yml"), "teams: {}\n");

  expect(await attempt(cwd, ["audit", "--report-json", "teams.yml"])).toMatchObject(
    refused("the policy's include uses the same file"),
  );
});
