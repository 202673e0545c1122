/** Keeps files under an artifact's name. Like the real action, it takes each name only once per run. */

import { cp, mkdir } from "node:fs/promises";
import { dirname, join, relative } from "node:path";

import { getInput, getMultilineInput, info } from "@actions/core";

import { findFiles } from "./find-files.ts";
import { inRun, inWorkspace } from "./place.ts";

const patterns = getMultilineInput("path", { required: true });
const files = await findFiles(patterns);
const [first] = files;
if (first === undefined) {
  const problem = `no files were found: ${patterns.join(", ")}`;
  if (getInput("if-no-files-found") === "error") throw new Error(problem);
  info(problem);
} else {
  // What one pattern finds is at the top of the artifact. Several keep their paths.
  const base = patterns.length === 1 ? dirname(first) : inWorkspace();
  const target = inRun("artifacts", getInput("name", { required: true }));
  await mkdir(dirname(target), { recursive: true });
  await mkdir(target);
  for (const file of files) await cp(file, join(target, relative(base, file)));
}
