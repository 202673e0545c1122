import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { describePackage } from "../../scripts/third-party-licenses.ts";
import { makeFolder, root } from "../support/process.ts";

async function makePackage(license: string | undefined, files: Readonly<Record<string, string>>) {
  const folder = await makeFolder();
  const manifest = JSON.stringify({ name: "@some/thing", version: "1.2.3", license });
  await writeFile(join(folder, "package.json"), manifest);
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

test("every package in the bundle has its license text, protobuf's two included", () => {
  const text = readFileSync(join(root, "dist/THIRD-PARTY.txt"), "utf8");
  const entries = text.split(`\n${"=".repeat(80)}\n\n`).slice(1);
  const protobuf = entries.find((entry) => entry.startsWith("@bufbuild/protobuf ")) ?? "";

  expect(entries.length).toBeGreaterThan(20);
  expect(entries.filter((entry) => entry.length < 400)).toEqual([]);
  expect(protobuf).toContain("Version 2.0, January 2004");
  expect(protobuf).toContain("Neither the name of Google Inc.");
});

test("a package without a license text stops the build, and so does one without a license", async () => {
  const kept = await makeFolder();
  const bare = await makePackage("MIT", {});

  expect(() => describePackage(bare, kept)).toThrow(
    /cannot bundle @some\/thing 1\.2\.3: it contains no license text\. Put the text of its declared license \(MIT\) into .*@some\+thing\.txt/u,
  );
  await writeFile(join(kept, "@some+thing.txt"), "the text\r\n");
  expect(describePackage(bare, kept)).toBe("@some/thing 1.2.3 (MIT)\n\nthe text\n");
  const unnamed = await makePackage(undefined, { LICENSE: "text" });
  expect(() => describePackage(unnamed, kept)).toThrow(/cannot bundle/u);
});

test("all license texts and notices of a package are kept, whatever their names", async () => {
  const folder = await makePackage("MIT OR Apache-2.0", {
    "LICENSE-MIT": "one",
    "license.md": "two",
    NOTICE: "three",
    "licensed.js": "code",
  });
  await mkdir(join(folder, "src"));

  expect(describePackage(folder)).toBe(
    "@some/thing 1.2.3 (MIT OR Apache-2.0)\n\none\n\nthree\n\ntwo\n",
  );
});
