/** The files that docs/policy-tests.md shows. */

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { root } from "./process.ts";

const documentation = readFileSync(join(root, "docs/policy-tests.md"), "utf8");

/** Returns the text of the file that is shown under that name. */
export function documentedExample(name: string): string {
  const [, text = ""] =
    new RegExp(`\`\`\`yaml\\n(# ${name}\\n[\\s\\S]*?)\`\`\``, "u").exec(documentation) ?? [];
  return text;
}
