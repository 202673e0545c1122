import { mkdir, realpath, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { findFileTarget, followLinks } from "../../src/files/target.ts";
import { makeFolders } from "../../src/files/make-folders.ts";
import { makeFolder } from "../support/process.ts";

async function makeScene() {
  const folder = await realpath(await makeFolder());
  await mkdir(join(folder, "real/deep"), { recursive: true });
  await writeFile(join(folder, "real/file"), "");
  for (const [path, to] of [
    ["to-file", "real/file"],
    ["to-link", "to-file"],
    ["absolute", join(folder, "real/file")],
    ["to-folder", "real/deep"],
    ["real/up", "../to-folder"],
    ["dangling", "to-folder/new/file"],
    ["above", "to-folder/../file"],
    ["loop", "other"],
    ["other", "loop"],
    ["open", "/proc/self/fd/1"],
    ["open-folder", "/proc/self/fd"],
  ] as const) {
    await symlink(to, join(folder, path));
  }
  return folder;
}

test.each([
  ["real/file", "real/file"],
  ["to-file", "real/file"],
  ["to-link", "real/file"],
  ["absolute", "real/file"],
  ["to-folder", "real/deep"],
  ["to-folder/", "real/deep"],
  ["to-folder/x", "real/deep/x"],
  ["to-folder/../file", "real/file"],
  ["above", "real/file"],
  ["real/up/x", "real/deep/x"],
  ["dangling", "real/deep/new/file"],
  ["new/deep/../x", "new/x"],
  ["real/deep/..", "real"],
  [".", ""],
])("%s leads to %s", async (path, expected) => {
  const folder = await makeScene();

  expect(await followLinks(`${folder}/${path}`)).toBe(join(folder, expected).replace(/\/$/u, ""));
});

test.each(["loop", "other"])("%s leads nowhere", async (path) => {
  await expect(followLinks(join(await makeScene(), path))).rejects.toMatchObject({ code: "ELOOP" });
});

test.runIf(process.platform === "linux").each(["open", "open-folder/1", "open-folder/9/x"])(
  "%s is an open file of a process, which is not followed",
  async (path) => {
    const folder = await makeScene();

    await expect(followLinks(join(folder, path))).rejects.toThrow('it is in "/proc"');
  },
);

test("a relative path is in the working directory", async () => {
  expect(await followLinks("no-such-file")).toBe(join(await realpath("."), "no-such-file"));
});

test("a folder is no target for a file, also through a link", async () => {
  const folder = await makeScene();

  await expect(findFileTarget(join(folder, "to-folder"))).rejects.toThrow("it is a folder");
});

test.runIf(process.platform === "linux")(
  "a folder that the system refuses is an error, and does not hang",
  async () => {
    await expect(makeFolders("/proc/no-such-folder/x")).rejects.toMatchObject({ code: "ENOENT" });
  },
);

test("folders in one new folder are created at the same time", async () => {
  for (let attempt = 0; attempt < 100; attempt++) {
    const folder = join(await makeScene(), "new", "out");
    const paths = [folder, join(folder, "csv"), folder, join(folder, "pack", "june")];

    const results = await Promise.allSettled(paths.map(makeFolders));

    expect(results.map(({ status }) => status)).toEqual(paths.map(() => "fulfilled"));
  }
});
