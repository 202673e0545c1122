/** Copies the repository of the run, or our own for its command line, into the workspace. */

import { cp } from "node:fs/promises";

import { getInput } from "@actions/core";

import { inRun, inWorkspace } from "./place.ts";

const repository = getInput("repository");
const source = repository === "" ? inRun("checkout") : inRun("actions", repository);
await cp(source, inWorkspace(getInput("path")), { recursive: true });
