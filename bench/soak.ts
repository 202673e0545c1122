/**
 * Runs the complete audit a thousand times in one process, and prints whether memory stays constant
 * and no file, socket or timer is left open. Exits with 1 if something is. `node bench/soak.ts
 * [audits, at least 800] [--json]`
 */

import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import type { Terminal } from "../src/commands/terminal.ts";
import { audit } from "../src/commands/audit.ts";
import { silentLogger } from "../src/log.ts";
import type { Soak } from "./results.ts";
import { startStandIn } from "./stand-in-process.ts";
import { apiKey, benchPolicy, epoch } from "./workload.ts";

const members = 40;
/** Caches and compiled code stabilize during the first audits. */
const settling = 400;
const fewest = 800;
const samplesOf = 50;
/**
 * A stand-in allows 10,800 requests, like Cloudsmith in an hour. Near the limit, requests slow
 * down.
 */
const auditsPerStandIn = 225;
/**
 * The garbage collector's variation was 5,600 at most; the JSON report of one audit has 240,000.
 */
const maxGrowthBytes = 8_000;
/**
 * Objects that wait for a collection are freed after a few, with turns of the event loop in
 * between.
 */
const collections = 5;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

interface Sample {
  readonly audits: number;
  readonly heldBytes: number;
  readonly openFiles: number;
  readonly resources: number;
}

async function takeSample(audits: number): Promise<Sample> {
  for (let done = 0; done < collections; done++) {
    collectGarbage();
    await setImmediate();
  }
  const { heapUsed, external } = process.memoryUsage();
  return {
    audits,
    heldBytes: heapUsed + external,
    openFiles: readdirSync("/proc/self/fd").length,
    resources: process.getActiveResourcesInfo().length,
  };
}

/**
 * Returns the growth in bytes per audit, between the lowest sample of the first half and that of
 * the second. Compiled code comes and goes; only a leak raises the lowest sample.
 */
function growthOf(samples: readonly Sample[]): number {
  const middle = Math.floor(samples.length / 2);
  const [early, late] = [samples.slice(0, middle), samples.slice(middle)].map((half) =>
    half.toSorted((a, b) => a.heldBytes - b.heldBytes).at(0),
  );
  if (early === undefined || late === undefined) throw new Error("too few audits for two samples");
  return (late.heldBytes - early.heldBytes) / (late.audits - early.audits);
}

async function soak(audits: number): Promise<Soak> {
  if (audits < fewest) throw new Error(`fewer than ${fewest} audits cannot show a leak`);
  const folder = await mkdtemp(join(tmpdir(), "access-audit-bench-"));
  const [work, temporary] = [join(folder, "work"), join(folder, "temporary")];
  await Promise.all([mkdir(work), mkdir(temporary)]);
  process.env["TMPDIR"] = temporary;
  await writeFile(join(work, "access-policy.yml"), benchPolicy());
  let standIn = await startStandIn(members);
  try {
    const samples: Sample[] = [];
    for (let done = 1; done <= audits; done++) {
      if (done % auditsPerStandIn === 0) {
        await standIn.close();
        standIn = await startStandIn(members);
      }
      await auditOnce(work, standIn.url);
      if (done >= settling && done % samplesOf === 0) {
        samples.push(await takeSample(done));
      }
    }
    const [first, last] = [samples.at(0), samples.at(-1)];
    if (first === undefined || last === undefined)
      throw new Error("too few audits for two samples");
    return {
      audits,
      heldMb: last.heldBytes / 2 ** 20,
      growthBytesPerAudit: growthOf(samples),
      filesLeftOpen: last.openFiles - first.openFiles,
      resourcesLeft: last.resources - first.resources,
      filesLeftBehind: [...(await readdir(temporary)), ...(await strayFiles(work))].length,
    };
  } finally {
    await standIn.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const written = ["report.json", "report.md", "report.sarif", "bench.c1z", "csv", "pack"];

async function auditOnce(work: string, url: string): Promise<void> {
  const [json, markdown, sarif, artifact, csv, pack] = written.map((name) => join(work, name));
  const terminal: Terminal = {
    env: { CLOUDSMITH_API_KEY: apiKey },
    out() {},
    columns: 100,
    colour: false,
    clock: () => new Date(Number(epoch) * 1_000),
    log: silentLogger,
    quiet: true,
  };
  const flags = {
    policy: join(work, "access-policy.yml"),
    "api-url": url,
    c1z: artifact,
    "report-json": json,
    "report-markdown": markdown,
    sarif,
    csv,
    pack,
  };
  const exitCode = await audit(flags, [], terminal);
  if (exitCode !== 1) throw new Error(`an audit ended with ${exitCode}`);
}

async function strayFiles(work: string): Promise<string[]> {
  const expected = new Set([...written, "access-policy.yml"]);
  return (await readdir(work)).filter((name) => !expected.has(name));
}

const given = process.argv.slice(2);
const result = await soak(Number(given.find((text) => /^\d+$/u.test(text)) ?? 1_000));
const clean =
  result.growthBytesPerAudit <= maxGrowthBytes &&
  result.filesLeftOpen <= 0 &&
  result.resourcesLeft <= 0 &&
  result.filesLeftBehind === 0;
process.stdout.write(
  given.includes("--json")
    ? `${JSON.stringify({ ...result, clean })}\n`
    : `${result.audits} audits in one process: ${clean ? "clean" : "NOT CLEAN"}: ${result.heldMb.toFixed(1)} MB in use, ${Math.round(result.growthBytesPerAudit)} bytes more an audit, ${result.filesLeftOpen} files and ${result.resourcesLeft} sockets or timers left open, ${result.filesLeftBehind} files left behind\n`,
);
process.exitCode = clean ? 0 : 1;
