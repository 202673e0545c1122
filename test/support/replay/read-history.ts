/** Reads a history from a JSON text, with all its mistakes at once. */

import { z } from "zod";

import { AuditError, describeError } from "../../../src/errors.ts";
import { readBounded } from "../../../src/files/read-bounded.ts";
import { History, limits } from "./history.ts";

/** More problems than this have one cause. */
const maxProblems = 20;

/** Returns the history of a file. Throws `AuditError` `BAD_SETTINGS` with what is wrong with it. */
export async function readHistoryFile(path: string): Promise<History> {
  const bytes = await readBounded(path, limits.bytes).catch((error: unknown) => {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw bad(path, missing ? "there is no such file" : describeError(error));
  });
  return readHistory(bytes.toString("utf8"), path);
}

/** Returns the history of a text; errors name the path. */
export function readHistory(text: string, path: string): History {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw bad(path, `it is not JSON: ${describeError(error)}`);
  }
  const parsed = History.safeParse(value);
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const lines = issues
    .slice(0, maxProblems)
    .map((issue) => `  ${z.core.toDotPath(issue.path) || "the file"}: ${issue.message}`);
  const rest = issues.length - lines.length;
  if (rest > 0) lines.push(`  and ${rest} more`);
  throw bad(path, `it is not a history\n${lines.join("\n")}\n`);
}

function bad(path: string, reason: string): AuditError {
  const advice = "docs/pull-requests.md describes the format.";
  const end = reason.endsWith("\n") ? reason : `${reason}. `;
  return new AuditError("BAD_SETTINGS", `cannot replay "${path}": ${end}${advice}`);
}
