/** Which folders demo writes into: never one with somebody else's files. */

import { chmod, mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { runHere } from "../support/command-line.ts";
import { makeFolder } from "../support/process.ts";

/** Outside of the bundle there is no page, so only its absence is an error. */
const written = [".gitignore", "access-policy.yml", "cloudsmith.c1z", "report.json", "report.md"];

async function read(folder: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    found[path] = entry.isFile() ? await readFile(path, "base64") : "";
  }
  return found;
}

test.each<[string, Readonly<Record<string, string>>]>([
  ["a policy", { "access-policy.yml": "version: 1\norganization: mine\n" }],
  ["a .gitignore", { ".gitignore": "node_modules/\n" }],
  ["a .gitignore for everything", { ".gitignore": "*\n" }],
  ["any other file", { "notes.txt": "mine" }],
  ["a hidden file", { ".env": "mine" }],
  ["a folder", { "deep/notes.txt": "mine" }],
])("a folder with %s stays as it is, under each of its names", async (_, files) => {
  const parent = await makeFolder();
  const folder = join(parent, "mine");
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  await symlink("mine", join(parent, "link"));
  const before = await read(parent);

  for (const [cwd, output] of [
    [folder, "."],
    [folder, "../mine/"],
    [parent, "mine"],
    [parent, "link"],
    [parent, folder],
  ] as const) {
    const { exitCode, stderr, stdout } = await runHere(["demo", "--output", output], { cwd });

    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(`error: cannot write the demo into "${output}": demo did not write`);
  }
  expect(await read(parent)).toEqual(before);
});

/** Root may list every folder. */
test.skipIf(process.getuid?.() === 0)("a folder that cannot be listed stays as it is", async () => {
  const parent = await makeFolder();
  const folder = join(parent, "mine");
  const policy = join(folder, "access-policy.yml");
  await mkdir(folder);
  await writeFile(policy, "mine");
  await chmod(folder, 0o300);
  onTestFinished(() => chmod(folder, 0o700));

  const { exitCode, stderr } = await runHere(["demo", "--output", "mine"], { cwd: parent });

  expect(await readFile(policy, "utf8")).toBe("mine");
  expect(exitCode).toBe(2);
  expect(stderr).toBe(
    'error: cannot write "mine": permission is denied (EACCES). Name another place.\n',
  );
});

test("a new and an empty folder get the demo, again and again, and keep what was added", async () => {
  const parent = await makeFolder();
  await mkdir(join(parent, "empty"));
  for (const output of ["new/deep", "empty"]) {
    const folder = join(parent, output);
    const run = () => runHere(["demo", "--output", output], { cwd: parent });

    expect((await run()).stdout).toContain("Access audit of Fernwick");
    await writeFile(join(folder, "notes.txt"), "mine");
    expect((await run()).stdout).toContain("Access audit of Fernwick");

    expect(await readFile(join(folder, "notes.txt"), "utf8")).toBe("mine");
    expect(await readdir(folder)).toEqual(expect.arrayContaining(written));
  }
});
