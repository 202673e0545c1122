/**
 * Compares the sandbox outputs of the bundles of two commits: `node scripts/compare-outputs.ts
 * BEFORE [AFTER] [--without-prose]`. The default for AFTER is the work tree. Exits with 1 if a file
 * differs. `--without-prose` ignores only the fields that contain sentences.
 */

import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

const root = join(import.meta.dirname, "..");
const proseKeys = new Set([
  "title",
  "explanation",
  "remedy",
  "fixed",
  "message",
  "reason",
  // SARIF's names for them.
  "text",
  "markdown",
  "shortDescription",
  "fullDescription",
  "help",
]);

const args = process.argv.slice(2);
const withoutProse = args.includes("--without-prose");
const [before, after] = args.filter((arg) => !arg.startsWith("--"));
if (before === undefined) {
  process.stderr.write("usage: compare-outputs.ts BEFORE [AFTER] [--without-prose]\n");
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), "compare-outputs-"));
try {
  process.exitCode = compare(makeOutputs("before", before), makeOutputs("after", after));
} finally {
  rmSync(folder, { recursive: true });
}

/** Returns the folder with all output of a commit's bundle. */
function makeOutputs(name: string, revision: string | undefined): string {
  const place = join(folder, name);
  const outputs = join(place, "outputs");
  mkdirSync(outputs, { recursive: true });
  if (revision === undefined) cpSync(join(root, "dist"), join(place, "dist"), { recursive: true });
  else {
    const tar = execFileSync("git", ["archive", revision, "dist"], {
      cwd: root,
      maxBuffer: 1024 ** 3,
    });
    execFileSync("tar", ["x", "-C", place], { input: tar });
  }
  const run = (...flags: readonly string[]) => {
    const words = flags.join(" ").split(" ");
    const { status, stderr } = spawnSync(process.execPath, [join(place, "dist/cli.js"), ...words], {
      cwd: outputs,
      encoding: "utf8",
      env: { PATH: process.env["PATH"], NO_COLOR: "1", SOURCE_DATE_EPOCH: "1790000000" },
    });
    if (status === null || status > 1) throw new Error(`${flags.join(" ")}: ${stderr}`);
  };
  run("demo --output .");
  run(
    "audit --from-c1z cloudsmith.c1z --c1z= --policy access-policy.yml --pack pack",
    "--report-json audit.json --sarif audit.sarif --csv csv",
  );
  return outputs;
}

function compare(a: string, b: string): number {
  const names = [...new Set([...filesIn(a), ...filesIn(b)])].toSorted();
  const compared = names.filter((name) => /\.(?:c1z|csv|json|sarif)$/u.test(name));
  const differing = compared.filter((name) => !isSame(join(a, name), join(b, name)));
  for (const name of compared) {
    process.stdout.write(`${differing.includes(name) ? "differs" : "same   "}  ${name}\n`);
  }
  return differing.length === 0 ? 0 : 1;
}

function filesIn(place: string): string[] {
  return (readdirSync(place, { recursive: true }) as string[])
    .map((name) => join(place, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => relative(place, path));
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [a, b].map((path) => {
    const bytes =
      statSync(path, { throwIfNoEntry: false }) === undefined ? undefined : readFileSync(path);
    if (bytes === undefined || !withoutProse || !/\.(?:json|sarif)$/u.test(path))
      return bytes?.toString("latin1");
    const dropProse = (key: string, value: unknown) => (proseKeys.has(key) ? undefined : value);
    return JSON.stringify(JSON.parse(bytes.toString("utf8")), dropProse);
  });
  return left !== undefined && left === right;
}
