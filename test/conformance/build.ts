/** Builds the programs of others once, before any check runs. */

import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { promisify } from "node:util";

import { binaries, binaryFolder, oldBaton } from "./programs.ts";

const execute = promisify(execFile);

/** Compiling takes longer than the checks: without optimization, a quarter less. */
const unoptimized = "-gcflags=all=-N -l";

/** Vitest's global setup. Throws when Go is missing or a binary does not build: nothing is skipped. */
export async function setup(): Promise<void> {
  await requireGo();
  if (oldBaton === undefined) {
    process.stderr.write(
      "The old reader's commands are NOT checked: CONFORMANCE_OLD_BATON names no binary.\n",
    );
  }
  await mkdir(binaryFolder, { recursive: true });
  await build("new", binaries.conformance, ".");
  await build("old", binaries.conformanceOld, ".");
  await build("connector", binaries.connector, ".");
  await build("new", binaries.baton, "github.com/conductorone/baton-sdk/cmd/baton");
  await build("act", binaries.act, "github.com/nektos/act");
  await build("act", binaries.jq, "github.com/itchyny/gojq/cmd/gojq");
}

async function requireGo(): Promise<void> {
  try {
    await execute("go", ["version"]);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `cannot run the conformance checks: no Go toolchain answers (${reason}). Install the Go named in test/conformance/new/go.mod, or a newer one.`,
      { cause: error },
    );
  }
}

async function build(module: string, binary: string, target: string): Promise<void> {
  await execute(
    "go",
    ["build", "-mod=readonly", "-buildvcs=false", unoptimized, "-o", binary, target],
    {
      cwd: `${import.meta.dirname}/${module}`,
      // The compiler's own garbage collection takes a fifth of its time.
      env: { GOGC: "400", ...process.env },
      maxBuffer: 64 * 1024 * 1024,
    },
  );
}
