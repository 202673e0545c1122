/** Keeps files under an artifact's name. Like the real action, it takes each name only once per run. */

import { cp, mkdir } from "node:fs/promises";
import { dirname, join, relative } from "node:path";

import { getInput, getMultilineInput, info } from "@actions/core";

import { findFiles } from "./find-files.ts";
import { inRun, inWorkspace } from "./place.ts";

const patterns = getMultilineInput("path", { required: true });
const { files, isFolder } = await findFiles(patterns);
const [first] = files;
const whenNone = getInput("if-no-files-found") || "warn";
if (first === undefined) {
  if (whenNone === "error") throw new Error(`no files were found: ${patterns.join(", ")}`);
  info("no files were found, and no artifact is kept");
} else {
  // One file is at the top of the artifact, and so is what one folder contains.
  const [pattern = ""] = patterns;
  const single = isFolder ? inWorkspace(pattern) : dirname(first);
  const base = patterns.length === 1 ? single : inWorkspace();
  const target = inRun("artifacts", getInput("name", { required: true }));
  await mkdir(dirname(target), { recursive: true });
  await mkdir(target);
  for (const file of files) await cp(file, join(target, relative(base, file)));
}
