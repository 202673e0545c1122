import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { defineConfig } from "vitest/config";

const root = join(import.meta.dirname, "../..");

/** Only the files that have a property: nothing else depends on the seed. */
const files = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".test.ts"))
  .filter((file) =>
    /\bproperty(?:Runs|Seeds)\(/u.test(readFileSync(join(root, "test", file), "utf8")),
  )
  .map((file) => `test/${file}`);

export default defineConfig({
  test: {
    root,
    include: files,
    globalSetup: "test/support/temporary-folder.ts",
    maxWorkers: "100%",
    isolate: false,
    // More rounds take longer, and a property that hangs still ends.
    testTimeout: 30 * 60_000,
  },
});
