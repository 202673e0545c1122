/**
 * Changes `src/policy` line by line, folder by folder, and counts the changes that a test notices.
 * `npm run mutation [-- FOLDER…]`: folders of `src/policy`, or `.` for the files beside them;
 * without one, all. The exit code is 1 if the tests notice less than 85 % of the changes.
 *
 * All folders at once would need more than 6 GB: each test's coverage counts every change.
 */

import { spawnSync } from "node:child_process";
import { copyFileSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const leastPercent = 85;

const chosen = process.argv.slice(2);
const folders = chosen.length > 0 ? chosen : [".", ...foldersIn("src/policy")];

let allNoticed = 0;
let allChanges = 0;
const lines: string[] = [];
for (const folder of folders) {
  const { status } = spawnSync(
    process.execPath,
    [
      "node_modules/@stryker-mutator/core/bin/stryker.js",
      "run",
      "test/mutation/stryker.config.json",
      "--mutate",
      `src/policy/${folder}/*.ts`,
    ],
    { cwd: root, stdio: "inherit" },
  );
  if (status !== 0) throw new Error(`cannot mutate src/policy/${folder}: Stryker failed.`);
  const { noticed, changes } = countChanges(folder);
  allNoticed += noticed;
  allChanges += changes;
  lines.push(describe(folder, noticed, changes));
}
lines.push(describe("in all", allNoticed, allChanges));
process.stdout.write(`${lines.join("\n")}\n`);
process.exitCode = allNoticed * 100 >= allChanges * leastPercent ? 0 : 1;

function foldersIn(parent: string): string[] {
  return readdirSync(`${root}/${parent}`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

/** Returns how many changes the last run made, and how many of them a test noticed. */
function countChanges(folder: string): { noticed: number; changes: number } {
  const name = folder === "." ? "policy" : folder;
  for (const ending of ["json", "html"]) {
    copyFileSync(
      `${root}/reports/mutation/last.${ending}`,
      `${root}/reports/mutation/${name}.${ending}`,
    );
  }
  const report = JSON.parse(readFileSync(`${root}/reports/mutation/last.json`, "utf8")) as {
    files: Record<string, { mutants: { status: string }[] }>;
  };
  const statuses = Object.values(report.files).flatMap(({ mutants }) =>
    mutants.map(({ status }) => status),
  );
  const count = (...wanted: string[]) => statuses.filter((one) => wanted.includes(one)).length;
  return {
    noticed: count("Killed", "Timeout"),
    changes: count("Killed", "Timeout", "Survived", "NoCoverage"),
  };
}

function describe(name: string, noticed: number, changes: number): string {
  const percent = changes === 0 ? 100 : (noticed / changes) * 100;
  return `${name.padEnd(12)} ${noticed} of ${changes} changes noticed, ${percent.toFixed(1)} %`;
}
