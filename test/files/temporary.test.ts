import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";

import { expect, test } from "vitest";

import { hasEnded, thisProcess } from "../../src/files/owner.ts";
import { keptAside, makeTemporary, removeLeftovers } from "../../src/files/temporary.ts";
import { makeFolder, root } from "../support/process.ts";

/** Returns the name of a folder of this process's, with another owner in it. */
function nameOf(owner: Partial<ReturnType<typeof thisProcess>>): string {
  const { where, pid, began } = { ...thisProcess(), ...owner };
  return `.cloudsmith-access-audit-${where}-${pid}-${began}-${"0".repeat(16)}`;
}

/** Returns the number of a process that has ended. */
function endedPid(): number {
  return spawnSync(process.execPath, ["--version"]).pid;
}

/** Whose folder it is, and whether it may be removed. */
const owners = [
  ["a process that has ended", () => ({ pid: endedPid() }), true],
  ["an earlier process of this one's number", () => ({ began: "1" }), true],
  ["a living process", () => ({}), false],
  ["the living parent of this process", () => ({ pid: process.ppid, began: "0" }), false],
  [
    "a process of another container, whose number is free here",
    () => ({ pid: endedPid(), where: "0123456789abcdef" }),
    false,
  ],
] as const;

test.each(owners)("what %s left is removed only if that one has ended", async (_, owner, gone) => {
  const folder = await makeFolder();
  const path = join(folder, nameOf(owner()));
  await mkdir(path);
  await writeFile(join(path, "roster"), "personal data");

  removeLeftovers(folder);

  expect(existsSync(path)).toBe(!gone);
});

test.each([
  ["a file", async (path: string) => await writeFile(path, "mine")],
  [
    "a link",
    async (path: string) => {
      await mkdir(`${path}-target`);
      await symlink(`${path}-target`, path);
    },
  ],
])("%s of such a name is left alone", async (_, make) => {
  const folder = await makeFolder();
  const path = join(folder, nameOf({ pid: endedPid() }));
  await make(path);
  const before = await readdir(folder);

  removeLeftovers(folder);

  expect(await readdir(folder)).toEqual(before);
});

test("names that are not quite ours are left alone", async () => {
  const folder = await makeFolder();
  const name = nameOf({ pid: endedPid() });
  const others = [`${name}.bak`, `x${name}`, name.toUpperCase(), name.replace(/-0{16}$/u, "-0")];
  for (const other of others) await mkdir(join(folder, other));

  removeLeftovers(folder);

  expect((await readdir(folder)).toSorted()).toEqual(others.toSorted());
});

test("a folder that was put aside for its successor goes back where that never came", async () => {
  const folder = await makeFolder();
  for (const [pack, name] of [
    ["lost", nameOf({ pid: endedPid() })],
    ["replaced", `${nameOf({ pid: endedPid() }).slice(0, -1)}1`],
  ] as const) {
    await mkdir(join(folder, name, keptAside, pack), { recursive: true });
    await writeFile(join(folder, name, keptAside, pack, "notes"), "old");
  }
  await mkdir(join(folder, "replaced"));
  await writeFile(join(folder, "replaced", "notes"), "new");

  removeLeftovers(folder);

  expect((await readdir(folder)).toSorted()).toEqual(["lost", "replaced"]);
  expect(await readFile(join(folder, "lost", "notes"), "utf8")).toBe("old");
  expect(await readFile(join(folder, "replaced", "notes"), "utf8")).toBe("new");
});

test("a temporary folder is read by nobody else, and leaves nothing behind", async () => {
  const folder = await makeFolder();
  const temporary = makeTemporary(folder);

  expect((await stat(temporary.path)).mode & 0o777).toBe(0o700);
  expect(basename(temporary.path)).toMatch(/^cloudsmith-access-audit-/u);
  await writeFile(join(temporary.path, "roster"), "personal data");
  await temporary.remove();
  expect(await readdir(folder)).toEqual([]);
});

test("whatever ends a process, its temporary folders go with it", async () => {
  const folder = await makeFolder();
  const code = (ending: string) =>
    `import { makeTemporary } from ${JSON.stringify(join(root, "src/files/temporary.ts"))};
     const { path } = makeTemporary(${JSON.stringify(folder)});
     ${ending}`;
  for (const ending of ["process.exit(3);", "throw new Error('a bug');", ""]) {
    spawnSync(process.execPath, ["--input-type=module", "--eval", code(ending)]);
  }
  expect(await readdir(folder)).toEqual([]);
});

test("this process has not ended", () => {
  expect(hasEnded(thisProcess())).toBe(false);
});
