/**
 * Runs every property with a seed of one's own and more rounds than `npm test` has.
 * `npm run test:explore [-- seed [rounds]]`: without a seed a new one, without a number of rounds four
 * times the usual ones. What it finds is fixed, and then pinned as a case of its own.
 */

import { spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const [seedArgument, roundsArgument] = process.argv.slice(2);
// A workflow writes an input that was not given as an empty text.
const seed = seedArgument || process.env["EXPLORE_SEED"] || String(randomInt(2 ** 31));
const rounds = roundsArgument || process.env["EXPLORE_ROUNDS"] || undefined;
const repeat = `npm run test:explore -- ${[seed, rounds].filter(Boolean).join(" ")}`;

process.stdout.write(`exploring with seed ${seed}; to repeat it: ${repeat}\n`);
const { status } = spawnSync(
  process.execPath,
  ["node_modules/vitest/vitest.mjs", "run", "--config", "test/explore/vitest.config.ts"],
  {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, EXPLORE_SEED: seed, EXPLORE_ROUNDS: rounds ?? "" },
  },
);
process.stdout.write(`explored with seed ${seed}; to repeat it: ${repeat}\n`);
process.exitCode = status ?? 1;
