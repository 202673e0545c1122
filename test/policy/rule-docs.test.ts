import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { renderRuleDocs } from "../../src/policy/rule-docs.ts";
import { root } from "../support/process.ts";

test("docs/rules.md is what the catalog says", () => {
  expect(readFileSync(join(root, "docs/rules.md"), "utf8")).toBe(renderRuleDocs());
});
