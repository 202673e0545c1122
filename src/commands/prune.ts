/** `accept --prune`: removes entries of the policy that have no effect any more. */

import type { Evaluation } from "../policy/evaluate.ts";
import type { Selection } from "../policy/exceptions/accept.ts";
import { findPrunable, removeEntries } from "../policy/exceptions/prune.ts";
import type { Place } from "../policy/position.ts";
import { count } from "../roster/count.ts";
import type { ExceptionsFile } from "../sources/exceptions-file.ts";
import { replacePolicyText } from "./policy-text.ts";
import { escapeLine, type Terminal } from "./terminal.ts";

interface Request {
  /** Entries in other files stay. */
  readonly target: ExceptionsFile;
  readonly mainPath: string;
  readonly evaluation: Evaluation;
  readonly now: Date;
  readonly selection: Selection;
  readonly dryRun: boolean;
}

/** Removes the entries, and prints each of them with the reason; returns 0. */
export async function prune(request: Request, { out }: Pick<Terminal, "out">): Promise<number> {
  const { target, mainPath, evaluation, now, selection, dryRun } = request;
  const { path, text: before } = target;
  const isHere = (place: Place) => (place.path ?? mainPath) === path;
  const entries = findPrunable(before, { evaluation, now, isHere, ...selection });
  if (entries.length === 0) {
    out(`nothing to prune: ${describeRest(evaluation)}\n`);
    return 0;
  }
  const text = removeEntries(before, path, entries, (changed) => target.parse(changed));
  if (!dryRun) await replacePolicyText(path, before, text);
  const what = count(entries.length, "entry", "entries");
  out(`${path}: ${dryRun ? "would remove" : "removed"} ${what}\n`);
  for (const { position, what: entry } of entries) {
    out(`  ${escapeLine(`line ${position.line}: ${entry}`)}\n`);
  }
  return 0;
}

/** An exception that was not judged stays, because it may cover something. */
function describeRest({ exceptions }: Evaluation): string {
  const none = "no exception is unused or expired, and no entry has ended";
  const unjudged = exceptions.filter(({ status }) => status === "not-judged").length;
  if (unjudged === 0) return none;
  return `${none}; ${count(unjudged, "exception was", "exceptions were")} not judged`;
}
