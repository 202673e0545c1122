/** Keeps the file that code scanning would get. */

import { copyFile } from "node:fs/promises";

import { getInput } from "@actions/core";

import { inRun, inWorkspace } from "./place.ts";

await copyFile(inWorkspace(getInput("sarif_file", { required: true })), inRun("uploaded.sarif"));
