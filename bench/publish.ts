/** Publishes the measurements: docs/performance.md, its chart, and the raw numbers. */

import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";

import { chartTitle, renderChart } from "./chart.ts";
import type { Results } from "./results.ts";
import {
  costTable,
  describeFloor,
  describeGrowth,
  describeMachine,
  describeSoak,
  describeSync,
  floorTable,
  goalTable,
} from "./table.ts";

const root = new URL("..", import.meta.url);
const page = new URL("docs/performance.md", root);

/** Rewrites everything between the page's markers. Throws if a marker is missing. */
export async function publish(results: Results): Promise<void> {
  const text = fillIn(await readFile(page, "utf8"), {
    chart: `![${chartTitle}](performance.svg)\n\n${describeMachine(results)}`,
    goals: goalTable(results),
    costs: [
      costTable(results),
      describeSync(results),
      describeGrowth(results),
      "The raw numbers are in [performance.json](performance.json).",
    ]
      .filter((part) => part !== "")
      .join("\n\n"),
    floor: `${floorTable(results)}\n\n${describeFloor(results)}`.trim(),
    soak: describeSoak(results),
  });
  await writeFile(page, text);
  await writeFile(new URL("docs/performance.svg", root), renderChart(results));
  const raw = new URL("docs/performance.json", root);
  await writeFile(raw, `${JSON.stringify(results, null, 2)}\n`);
  const formatter = new URL("node_modules/.bin/oxfmt", root).pathname;
  await promisify(execFile)(formatter, [page.pathname, raw.pathname]);
}

/**
 * Returns the page with new text between `<!-- NAME -->` and `<!-- /NAME -->`, for each name. An
 * empty text means that nothing was measured, so the page's old text stays.
 */
export function fillIn(text: string, parts: Readonly<Record<string, string>>): string {
  let filled = text;
  for (const [name, part] of Object.entries(parts)) {
    const [before, after, ...rest] = filled.split(
      new RegExp(`(?<=<!-- ${name} -->)[^]*(?=<!-- /${name} -->)`, "u"),
    );
    if (before === undefined || after === undefined || rest.length > 0) {
      throw new Error(`docs/performance.md has no place for "${name}"`);
    }
    if (part !== "") filled = `${before}\n\n${part}\n\n${after}`;
  }
  return filled;
}
