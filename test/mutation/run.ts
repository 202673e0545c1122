/**
 * Changes `src/policy` line by line, folder by folder, and counts the changes that a test notices.
 * `npm run mutation [-- [--sample N] FOLDER…]`: folders of `src/policy`, or `.` for the files beside
 * them; without one, all. A sample changes every Nth piece of each file, always the same ones. The
 * exit code is 1 if the tests notice less than 85 % of the changes.
 *
 * All folders at once would need more than 6 GB: each test's coverage counts every change.
 */

import { spawnSync } from "node:child_process";
import { copyFileSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = fileURLToPath(new URL("../..", import.meta.url));
const leastPercent = 85;

/** A piece has few lines, and still whole functions. */
const linesInPiece = 16;

const { values, positionals } = parseArgs({
  options: { sample: { type: "string", default: "1" } },
  allowPositionals: true,
});
const every = Number(values.sample);
if (!Number.isSafeInteger(every) || every < 1) throw new Error("--sample needs a whole number.");
const folders = positionals.length > 0 ? positionals : [".", ...foldersIn("src/policy")];

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
      piecesOf(folder).join(","),
    ],
    { cwd: root, stdio: "inherit", env: { ...process.env, MUTATED_FOLDER: folder } },
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

/** Returns the pieces of a folder's files that are changed, as Stryker writes them. */
function piecesOf(folder: string): string[] {
  if (every === 1) return [`src/policy/${folder}/*.ts`];
  const files = readdirSync(`${root}/src/policy/${folder}`).filter((name) => name.endsWith(".ts"));
  return files.flatMap((name, index) => {
    const path = join("src/policy", folder, name);
    const lines = readFileSync(`${root}/${path}`, "utf8").split("\n").length;
    const pieces = Array.from({ length: Math.ceil(lines / linesInPiece) }, (_, piece) => piece);
    return pieces
      .filter((piece) => (piece + index) % every === 0)
      .map((piece) => `${path}:${piece * linesInPiece + 1}-${(piece + 1) * linesInPiece}`);
  });
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
