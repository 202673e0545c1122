import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { factInWords } from "../../src/report/fact-words.ts";
import { root } from "../support/process.ts";

test("every fact of the roster whose name is no word is shown in words", () => {
  const folder = join(root, "src/roster");
  const sources = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
  const facts = sources.flatMap((text) =>
    [...text.matchAll(/readonly (\w+): Fact</gu)].map(([, fact = ""]) => fact),
  );

  expect(facts).toContain("twoFactor");
  expect(facts.map(factInWords).filter((words) => /[A-Z]/u.test(words))).toEqual([]);
});
