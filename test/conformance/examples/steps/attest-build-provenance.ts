/** Keeps names and SHA-256 of what would be attested, as the subjects of an in-toto statement. */

import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";

import { getMultilineInput } from "@actions/core";

import { findFiles } from "./find-files.ts";
import { inRun, requireIdToken } from "./place.ts";

requireIdToken();
const patterns = getMultilineInput("subject-path", { required: true });
const files = await findFiles(patterns);
if (files.length === 0) throw new Error(`no subject was found: ${patterns.join(", ")}`);
const subjects = await Promise.all(
  files.map(async (file) => ({
    name: basename(file),
    digest: {
      sha256: createHash("sha256")
        .update(await readFile(file))
        .digest("hex"),
    },
  })),
);
await writeFile(inRun("attested.json"), JSON.stringify(subjects));
