/** What differs between two policies, whatever order or spelling they are written in. */

import type { PolicyException } from "./exceptions/exception.ts";
import { fold } from "../roster/fold.ts";
import type { Policy } from "./policy.ts";
import { entryKinds, toStatements, type PolicyEntry, type Statement } from "./statements.ts";

export interface PolicyChange {
  readonly entry: PolicyEntry;
  /** The key in the file that changed; `entry` when the whole entry came or went. */
  readonly part: string;
  /** What it said; null: nothing. For `entry`, any text. */
  readonly before: string | null;
  readonly after: string | null;
  /** For an exception: as it is now, or was. */
  readonly exception?: PolicyException;
}

/** What is told by the line that says that it came. */
const toldAsOne: ReadonlySet<string> = new Set(["custom", "exception"]);

/**
 * Returns the changes in the order of a policy's sections, what is removed before what is added. An
 * entry that went is one change; one that came is followed by what it says.
 */
export function comparePolicies(before: Policy, after: Policy): PolicyChange[] {
  const old = byKey(toStatements(before));
  const now = byKey(toStatements(after));
  const gone = [...old].flatMap(([key, statement]) =>
    now.has(key) ? [] : [toChange(statement, undefined)],
  );
  const rest = [...now].flatMap(([key, statement]) => {
    const was = old.get(key);
    if (was !== undefined && (statement.listed || was.value === statement.value)) return [];
    return [toChange(was, statement)];
  });
  const changes = [...gone, ...rest];
  const went = entriesThat(changes, ({ after }) => after === null);
  const came = entriesThat(changes, ({ before }) => before === null);
  return changes
    .filter(({ entry, part }) => {
      if (part === "entry") return true;
      const id = idOf(entry);
      return !went.has(id) && !(came.has(id) && toldAsOne.has(entry.kind));
    })
    .sort((a, b) => entryKinds.indexOf(a.entry.kind) - entryKinds.indexOf(b.entry.kind));
}

/** Names are the same whatever their case, as in an evaluation. */
function byKey(statements: readonly Statement[]): Map<string, Statement> {
  return new Map(
    statements.map((statement) => {
      const { entry, part, value, listed } = statement;
      return [JSON.stringify([idOf(entry), part, listed ? fold(value) : ""]), statement];
    }),
  );
}

function toChange(was: Statement | undefined, is: Statement | undefined): PolicyChange {
  const { entry, part, exception } = (is ?? was) as Statement;
  return {
    entry,
    part,
    before: was?.value ?? null,
    after: is?.value ?? null,
    ...(exception !== undefined && { exception }),
  };
}

function entriesThat(
  changes: readonly PolicyChange[],
  test: (change: PolicyChange) => boolean,
): ReadonlySet<string> {
  const matching = changes.filter((change) => change.part === "entry" && test(change));
  return new Set(matching.map(({ entry }) => idOf(entry)));
}

function idOf({ kind, name }: PolicyEntry): string {
  return `${kind} ${fold(name)}`;
}
