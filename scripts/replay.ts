/**
 * Replays histories of who is in which team: `node scripts/replay.ts HISTORY.json [...]`. `--help`
 * explains the rest.
 */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { shelfOfFiles } from "../test/support/replay/audits.ts";
import { runReplay } from "../test/support/replay/command.ts";

const folder = await mkdtemp(join(tmpdir(), "replay-"));
let count = 0;
try {
  process.exitCode = await runReplay(
    process.argv.slice(2),
    () => shelfOfFiles(join(folder, String(count++))),
    {
      out: (text) => process.stdout.write(text),
      err: (text) => process.stderr.write(text),
    },
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
