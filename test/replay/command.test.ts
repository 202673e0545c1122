/** `scripts/replay.ts`, in this process. */

import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { makeFolder } from "../support/process.ts";
import { shelfInMemory, type Shelf } from "../support/replay/audits.ts";
import { runReplay } from "../support/replay/command.ts";
import { generateHistory } from "../support/replay/generate.ts";
import { small } from "../support/replay/small-history.ts";

async function run(...args: readonly string[]) {
  return await runWith(shelfInMemory, args);
}

async function runWith(makeShelf: () => Shelf, args: readonly string[]) {
  const output = { out: "", err: "" };
  const exitCode = await runReplay(args, makeShelf, {
    out: (text) => (output.out += text),
    err: (text) => (output.err += text),
  });
  return { exitCode, ...output };
}

test("a history file: one line for each commit, and a count", async () => {
  const file = join(await makeFolder(), "history.json");
  await writeFile(file, JSON.stringify({ ...small, commits: small.commits.slice(0, 5) }));
  expect(await run(file)).toEqual({
    exitCode: 0,
    err: "",
    out: `${file}: 5 commits
  start  as is: clean
  hire  as is: clean | policy first: 2 tasks, then drift | workspace first: drift, then clean
  promote  as is: clean | policy first: 4 tasks, then drift | workspace first: drift, then clean
  nothing  as is: clean | policy first: no task | workspace first: no drift
  rename  as is: clean | policy first: 4 tasks, then drift | workspace first: drift, then clean
1 history, 5 commits: 13 checks hold, 0 do not
`,
  });
});

test("a check that does not hold is printed with the reason, and the exit code is 1", async () => {
  const shelf = shelfInMemory();
  const { exitCode, out } = await runWith(
    () => ({
      ...shelf,
      load: (workspace, baseline, context) =>
        shelf.load({ ...workspace, teams: [] }, baseline, context),
    }),
    ["--seeds", "1-1"],
  );
  expect(exitCode).toBe(1);
  expect(out).toContain("  c0  as is: DOES NOT HOLD\n    as is: the audit exits 1, not 0: ");
  expect(out).toMatch(/\n1 history, 3 commits: \d+ checks? holds?, \d+ do not\n$/u);
});

test("--generate prints a history that can be replayed", async () => {
  const generated = await run("--generate", "3", "--people", "6", "--commits", "2");
  expect(generated).toMatchObject({ exitCode: 0, err: "" });
  expect(JSON.parse(generated.out)).toEqual(generateHistory(3, { people: 6, commits: 2 }));
});

test("--help explains, and bad arguments exit with 2", async () => {
  expect(await run("--help")).toMatchObject({ exitCode: 0, err: "" });
  expect((await run("--help")).out).toMatch(/^usage: node scripts\/replay\.ts HISTORY\.json/u);
  const bad: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /name history files, or --seeds, or --generate/u],
    [["--seeds", "1-2", "a.json"], /name history files, or --seeds, or --generate/u],
    [["--seeds", "9-1"], /--seeds is "9-1"; write the first and the last one, such as 1-200/u],
    [["--generate", "x"], /--generate is "x"; write a whole number up to 4294967295/u],
    [
      ["--generate", "1", "--people", "6000"],
      /--people is "6000"; write a whole number up to 5000/u,
    ],
    [["--seeds", "1-1", "--people", "5"], /--people and --commits need --generate/u],
    [["--nothing"], /Unknown option '--nothing'/u],
    [["nowhere.json"], /cannot replay "nowhere\.json": there is no such file/u],
  ];
  for (const [args, message] of bad) {
    const { exitCode, out, err } = await run(...args);
    expect({ exitCode, out }, args.join(" ")).toEqual({ exitCode: 2, out: "" });
    expect(err).toMatch(message);
  }
});
