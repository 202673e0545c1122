/**
 * Measures only the complete audit, as a process of the bundle, for performance work. `node
 * bench/audit.ts [members] [rounds]`
 */

import { compare } from "./compare.ts";
import { reportFlags } from "./contenders.ts";

const [members = 10_000, rounds = 5] = process.argv.slice(2).map(Number);
const { costs, standInCpuMs } = await compare({
  members,
  rounds,
  contenders: ["ours"],
  flags: await reportFlags(),
  progress: (line) => void process.stderr.write(`${line}\n`),
});
const { ours } = costs;
if (ours !== undefined) {
  const { wallMs, cpuMs, peakMb, artifactBytes } = ours;
  process.stdout.write(
    `${members} members, medians of ${rounds}: ${Math.round(wallMs.median)} ms (${Math.round(wallMs.min)} to ${Math.round(wallMs.max)}), ${Math.round(cpuMs.median)} ms of CPU, peak ${Math.round(peakMb.median)} MB, file ${(artifactBytes / 1e6).toFixed(1)} MB; the stand-in spent ${Math.round(standInCpuMs.median)} ms\n`,
  );
}
