/** The command `scripts/replay.ts`: its arguments, what it prints, and its exit code. */

import { parseArgs } from "node:util";

import { AuditError } from "../../../src/errors.ts";
import { escapeTerminal } from "../../../src/report/escape/escape-terminal.ts";
import { count } from "../../../src/roster/count.ts";
import { shelfInMemory, type Shelf } from "./audits.ts";
import { generateHistory } from "./generate.ts";
import { History, limits } from "./history.ts";
import { readHistoryFile } from "./read-history.ts";
import { replay, type Replayed } from "./replay.ts";

const help = `usage: node scripts/replay.ts HISTORY.json [...]
       node scripts/replay.ts --seeds FIRST-LAST
       node scripts/replay.ts --generate SEED [--people N] [--commits N]

Replays a history of who is in which team, and checks for each commit:
  as is            workspace and policy are those of the commit: the audit is clean
  policy first     the pull request passes, its tasks are exactly what is to do, and after the
                   merge the audit reports drift until the tasks are done
  workspace first  the audit reports drift until the policy follows

Nothing is sent to Cloudsmith or GitHub. docs/pull-requests.md describes the format of a history.

  --seeds FIRST-LAST  replays generated histories, for example 1-200
  --generate SEED     prints a generated history as JSON
  --people N          how many people it begins with
  --commits N         how many commits it has
  --in-memory         keeps the baselines in memory, not in .c1z files: many times faster
  --help              prints this text

Exit code: 0 if every check holds, 1 if one does not, 2 for bad arguments or a bad history.
`;

const options = {
  seeds: { type: "string" },
  generate: { type: "string" },
  people: { type: "string" },
  commits: { type: "string" },
  "in-memory": { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

export interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Runs the command; artifacts are written to the folder. Returns the exit code. */
export async function runReplay(
  args: readonly string[],
  makeShelf: () => Shelf,
  { out, err }: Output,
): Promise<0 | 1 | 2> {
  try {
    return await run(args, makeShelf, out);
  } catch (error) {
    if (!(error instanceof AuditError) && !isBadArgument(error)) throw error;
    const lines = error.message.split("\n");
    err(lines.map((line) => `${/^ */u.exec(line)?.[0]}${escapeTerminal(line)}\n`).join(""));
    return 2;
  }
}

async function run(
  args: readonly string[],
  makeShelf: () => Shelf,
  out: Output["out"],
): Promise<0 | 1> {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const modes = [positionals.length > 0, values.seeds !== undefined, values.generate !== undefined];
  if (values.help === true) {
    out(help);
    return 0;
  }
  if (modes.filter(Boolean).length !== 1) {
    throw bad("name history files, or --seeds, or --generate; --help explains them");
  }
  const size = {
    people: toNumber("--people", values.people, limits.people),
    commits: toNumber("--commits", values.commits, limits.commits),
  };
  if (values.generate === undefined && (size.people ?? size.commits) !== undefined) {
    throw bad("--people and --commits need --generate");
  }
  if (values.generate !== undefined) {
    const seed = toNumber("--generate", values.generate, maxSeed) ?? 0;
    out(`${JSON.stringify(generateHistory(seed, size), null, 2)}\n`);
    return 0;
  }
  const toShelf = values["in-memory"] === true ? shelfInMemory : makeShelf;
  const total = { histories: 0, commits: 0, hold: 0, fail: 0 };
  for await (const [name, history] of histories(positionals, values.seeds)) {
    total.histories += 1;
    out(`${escapeTerminal(name)}: ${count(history.commits.length, "commit")}\n`);
    for await (const replayed of replay(history, toShelf())) {
      total.commits += 1;
      out(toLines(replayed, total));
    }
  }
  const { hold, fail } = total;
  const scope = `${count(total.histories, "history", "histories")}, ${count(total.commits, "commit")}`;
  out(
    `${scope}: ${count(hold, "check holds", "checks hold")}, ${fail} ${fail === 1 ? "does" : "do"} not\n`,
  );
  return fail === 0 ? 0 : 1;
}

async function* histories(
  files: readonly string[],
  seeds: string | undefined,
): AsyncIterable<readonly [string, History]> {
  for (const file of files) yield [file, await readHistoryFile(file)];
  if (seeds === undefined) return;
  const [, first, last] = /^(\d{1,10})-(\d{1,10})$/u.exec(seeds) ?? [];
  if (first === undefined || Number(first) > Number(last)) {
    throw bad(`--seeds is "${seeds}"; write the first and the last one, such as 1-200`);
  }
  for (let seed = Number(first); seed <= Number(last); seed++) {
    yield [`seed ${seed}`, History.parse(generateHistory(seed))];
  }
}

/** One line for a commit, and one more for each problem. */
function toLines(
  { commit, asIs, policyFirst, workspaceFirst }: Replayed,
  total: { hold: number; fail: number },
): string {
  const checks = [
    ["as is", asIs],
    ["policy first", policyFirst],
    ["workspace first", workspaceFirst],
  ] as const;
  const shown: string[] = [];
  const problems: string[] = [];
  for (const [name, check] of checks) {
    if (check === null) continue;
    const holds = check.problems.length === 0;
    total[holds ? "hold" : "fail"] += 1;
    shown.push(`${name}: ${holds ? check.shown : "DOES NOT HOLD"}`);
    problems.push(...check.problems.map((problem) => `${name}: ${problem}`));
  }
  // Spaces at the beginning of a text are escaped away.
  const details = problems.map((problem) => `    ${escapeTerminal(problem)}\n`);
  return `  ${escapeTerminal(commit)}  ${shown.join(" | ")}\n${details.join("")}`;
}

const maxSeed = 2 ** 32 - 1;

function toNumber(name: string, text: string | undefined, max: number): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (/^\d{1,10}$/u.test(text) && number <= max) return number;
  throw bad(`${name} is "${text}"; write a whole number up to ${max}`);
}

function bad(reason: string): AuditError {
  return new AuditError("BAD_SETTINGS", `cannot replay: ${reason}.`);
}

/** What `parseArgs` throws for an option that does not exist. */
function isBadArgument(error: unknown): error is Error {
  return error instanceof TypeError && "code" in error;
}
