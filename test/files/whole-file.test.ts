import { chmod, lstat, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { writeWholeFile } from "../../src/files/whole-file.ts";
import { makeFolder } from "../support/process.ts";

test("a file that was closed to others stays closed when it is replaced", async () => {
  const path = join(await makeFolder(), "report.json");
  await writeFile(path, "old");
  await chmod(path, 0o600);

  await writeWholeFile(path, ["new", " text"]);

  expect(await readFile(path, "utf8")).toBe("new text");
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test("a new file is readable, and its folder is created", async () => {
  const path = join(await makeFolder(), "out", "report.json");

  await writeWholeFile(path, "text");

  expect((await stat(path)).mode & 0o777).toBe(0o644);
});

test("a link is replaced: what it leads to is not written", async () => {
  const folder = await makeFolder();
  const [target, path] = [join(folder, "target"), join(folder, "report.json")];
  await writeFile(target, "not ours");
  await symlink(target, path);

  await writeWholeFile(path, "text");

  expect(await readFile(target, "utf8")).toBe("not ours");
  expect((await lstat(path)).isSymbolicLink()).toBe(false);
});
