import { expect, test } from "vitest";

test("the tests run on the Action's own runtime, Node 24.15 or newer", () => {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  expect(major * 1_000 + minor).toBeGreaterThanOrEqual(24_015);
});
