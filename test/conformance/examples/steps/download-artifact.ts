/** Copies one artifact of this run into the workspace, or all whose names match a pattern. */

import { existsSync } from "node:fs";
import { cp, readdir } from "node:fs/promises";
import { join, matchesGlob } from "node:path";

import { getBooleanInput, getInput } from "@actions/core";

import { inRun, inWorkspace } from "./place.ts";

const target = inWorkspace(getInput("path"));
const name = getInput("name");
if (name !== "") await cp(inRun("artifacts", name), target, { recursive: true });
else {
  const pattern = getInput("pattern", { required: true });
  const folder = inRun("artifacts");
  const names = existsSync(folder) ? await readdir(folder) : [];
  for (const found of names.filter((candidate) => matchesGlob(candidate, pattern))) {
    const destination = getBooleanInput("merge-multiple") ? target : join(target, found);
    await cp(join(folder, found), destination, { recursive: true });
  }
}
