/**
 * Reads an artifact in its own process, and prints the milliseconds. `node bench/read-back.ts FILE`
 */

import { readArtifact } from "../src/c1z/read.ts";

const [path = ""] = process.argv.slice(2);
const startedAtMs = performance.now();
const { roster } = await readArtifact(path);
const wallMs = performance.now() - startedAtMs;
process.stdout.write(`${JSON.stringify({ members: roster.members.length, wallMs })}\n`);
