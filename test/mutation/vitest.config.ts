import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: `${import.meta.dirname}/../..`,
    include: ["test/{policy,cel}/**/*.test.ts"],
    // Their thousands of random files make every mutant of the parser take seconds, and kill none that
    // the others do not.
    exclude: [
      "test/policy/**/*-fuzz.test.ts",
      "test/**/*.slow.test.ts",
      "test/policy/custom/limits.test.ts",
    ],
    setupFiles: ["test/mutation/short-properties.ts"],
    isolate: false,
    testTimeout: 60_000,
  },
});
