import { readdirSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";

import { expect, test } from "vitest";

import { root } from "../support/process.ts";

test("the tests run on the Action's own runtime, Node 24.15 or newer", () => {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  expect(major * 1_000 + minor).toBeGreaterThanOrEqual(24_015);
});

// Scripts and benches run without a build, and Node accepts less than the bundler does.
test.each(["src", "bench", "scripts"])("Node itself can read every file of %s", (folder) => {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  const refused = files
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))
    .flatMap((file) => {
      try {
        stripTypeScriptTypes(readFileSync(join(root, folder, file), "utf8"));
        return [];
      } catch (error) {
        return [`${file}: ${String(error)}`];
      }
    });

  expect(refused).toEqual([]);
});
