import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { root } from "../support/process.ts";

/** Where a sentence becomes the reason of a list. */
const makers =
  /new ListProblem\(\s*"[\w-]+",\s*["`]([^"`]+)["`]|notEveryone\("([^"]+)"\)|const (?:message|contradiction|uncounted) =\s*["`]([^"`]+)["`]/gu;
const files = [
  ...readdirSync(join(root, "src/cloudsmith")).map((name) => `src/cloudsmith/${name}`),
  "src/roster/contradictions.ts",
].filter((path) => /(?:pages|read-[a-z]+|recheck|contradictions)\.ts$/u.test(path));
const page = readFileSync(join(root, "docs/coverage.md"), "utf8");

/** Returns the words of a sentence around what is filled in. */
function fixedParts(sentence: string): string[] {
  return sentence
    .split(/\$\{[^}]*\}/u)
    .map((part) => part.replaceAll(/[("]+$|^[)"]+/gu, "").trim())
    .filter((part) => /[a-z]{3}/u.test(part));
}

const reasons = files.flatMap((path) =>
  [...readFileSync(join(root, path), "utf8").matchAll(makers)].map(
    ([, problem, judged, named]) => problem ?? judged ?? named ?? "",
  ),
);

test("docs/coverage.md has every reason for which an artifact's list is not whole", () => {
  const source = readFileSync(join(root, "src/c1z/coverage-gaps.ts"), "utf8");
  const found = [...source.matchAll(/[`"]((?:the artifact|a row of|a grant)[^`"]*)[`"]/gu)];
  const parts = found.flatMap(([, reason = ""]) => fixedParts(reason));

  expect(parts.length).toBeGreaterThan(4);
  expect(parts.filter((part) => !page.includes(part))).toEqual([]);
});

test("docs/coverage.md has every reason for which a list is not whole", () => {
  const missing = reasons.filter(
    (reason) => !fixedParts(reason).every((part) => page.includes(part)),
  );

  expect(reasons.length).toBeGreaterThan(20);
  expect(missing).toEqual([]);
});
