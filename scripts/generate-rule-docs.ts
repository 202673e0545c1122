/** Writes docs/rules.md from the catalog. `node scripts/generate-rule-docs.ts` */

import { writeFile } from "node:fs/promises";

import { renderRuleDocs } from "../src/policy/rule-docs.ts";

await writeFile(new URL("../docs/rules.md", import.meta.url), renderRuleDocs());
