/** Lists of names on the pages of `explain`. */

import { describePlace, type WrittenName } from "../policy/position.ts";
import { escapeTerminal } from "../report/escape/escape-terminal.ts";
import { count } from "../roster/count.ts";
import { termsOf, type Page } from "./explain-page.ts";

/** More names than these do not help a reader. */
const maxNames = 60;

/** Returns the names, escaped, and how many are left out. */
export function listNames(names: readonly string[]): string {
  const shown = names.slice(0, maxNames).map((name) => escapeTerminal(name, 100));
  return `${shown.join(", ")}${describeRest(names.length)}`;
}

function describeRest(all: number): string {
  return all <= maxNames ? "" : `, and ${count(all - maxNames, "other")}`;
}

/** Returns the names of a list; those with the same line and the same terms together. */
export function describeList(names: readonly WrittenName[] | null, { path }: Page): string {
  if (names === null) return "anybody";
  if (names.length === 0) return "nobody";
  const groups = Map.groupBy(
    names.slice(0, maxNames),
    (name) => `${describePlace(name.position, path)}${termsOf(name)}`,
  );
  const shown = [...groups].map(
    ([where, group]) => `${listNames(group.map(({ text }) => text))} (${where})`,
  );
  return `${shown.join("; ")}${describeRest(names.length)}`;
}
