import { BaseSequencer, type TestSpecification } from "vitest/node";
import { defineConfig } from "vitest/config";

/** Puts the tests of the changed folder first: they notice most changes, and the run ends there. */
class NearestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const folder = `/test/policy/${process.env["MUTATED_FOLDER"] ?? ""}`;
    const distance = ({ moduleId }: TestSpecification) =>
      moduleId.includes(`${folder}/`) ? 0 : moduleId.includes(".property.") ? 2 : 1;
    return Promise.resolve(files.toSorted((a, b) => distance(a) - distance(b)));
  }
}

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
    sequence: { sequencer: NearestFirst },
    testTimeout: 60_000,
  },
});
