import {
  chmod,
  mkdir,
  readdir,
  readFile,
  readlink,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
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

test("a link stays, and the file that it leads to is replaced and keeps its permissions", async () => {
  const folder = await makeFolder();
  await mkdir(join(folder, "real"));
  const [target, path] = [join(folder, "real", "target"), join(folder, "report.json")];
  await writeFile(target, "old", { mode: 0o600 });
  await symlink("real/target", path);

  await writeWholeFile(path, "text");

  expect(await readFile(target, "utf8")).toBe("text");
  expect((await stat(target)).mode & 0o777).toBe(0o600);
  expect(await readlink(path)).toBe("real/target");
  expect((await readdir(folder, { recursive: true })).toSorted()).toEqual([
    "real",
    "real/target",
    "report.json",
  ]);
});
