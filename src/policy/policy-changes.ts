/**
 * Finds the differences between two policies; the order of entries does not matter, nor does case,
 * except where an evaluation compares exactly.
 */

import type { EntryTerms } from "./position.ts";
import type { PolicyException } from "./exceptions/exception.ts";
import { fold } from "../roster/fold.ts";
import type { Policy } from "./policy.ts";
import { entryKinds, toStatements, type PolicyEntry, type Statement } from "./statements.ts";

export interface PolicyChange {
  readonly entry: PolicyEntry;
  /** The key in the file that changed; `entry` if the complete entry was added or removed. */
  readonly part: string;
  /** The earlier value; null: none. For `entry`, only null or not null matters. */
  readonly before: string | null;
  readonly after: string | null;
  /** For an added name: the days on which it counts, and its reason. */
  readonly terms?: EntryTerms;
  /**
   * The added or removed name of a list; for the parts `from`, `until` and `reason`, the name whose
   * entry changed. Undefined if the change is not about one of several values.
   */
  readonly item?: string;
  /** For these parts: the list that contains the name. */
  readonly list?: string;
  /** For an exception: its present version, or the removed one. */
  readonly exception?: PolicyException;
}

/** For these entries, one line describes an added entry with all its values. */
const oneLineKinds: ReadonlySet<string> = new Set(["custom", "exception"]);

/**
 * Returns the changes in the order of a policy's sections, removed values before added ones. A
 * removed entry is one change; an added one is followed by its values.
 */
export function comparePolicies(before: Policy, after: Policy): PolicyChange[] {
  const old = byKey(toStatements(before));
  const now = byKey(toStatements(after));
  const removed = [...old].flatMap(([key, statement]) =>
    now.has(key) ? [] : [toChange(statement, undefined)],
  );
  const rest = [...now].flatMap(([key, statement]) => {
    const was = old.get(key);
    if (was === undefined) return [toChange(was, statement)];
    if (statement.listed) return toTermChanges(was, statement);
    return was.value === statement.value ? [] : [toChange(was, statement)];
  });
  const changes = [...removed, ...rest];
  const removedEntries = entriesThat(changes, ({ after }) => after === null);
  const addedEntries = entriesThat(changes, ({ before }) => before === null);
  const promoted = new Set(
    changes.filter(({ part, before }) => part === "managers" && before === null).map(accountOf),
  );
  const moved = new Set(
    changes
      .filter((change) => {
        const { before, item } = change;
        return isPrivilege(change) && before === null && item !== undefined;
      })
      .map(accountOf),
  );
  const opened = new Set(changes.filter(({ part }) => part === "anybody").map(sideOf));
  return changes
    .filter((change) => {
      const { entry, part, after: left } = change;
      // Managers are members as well, so a member who becomes manager does not leave.
      if (part === "members" && left === null && promoted.has(accountOf(change))) return false;
      // Nobody has two privileges on one repository.
      if (isPrivilege(change) && left === null && moved.has(accountOf(change))) return false;
      // "Anybody may be in the team" includes managers and service accounts.
      if (isAnyRole(part) && opened.has(sideOf(change))) return false;
      if (part === "entry") return true;
      const id = idOf(entry);
      return !removedEntries.has(id) && !(addedEntries.has(id) && oneLineKinds.has(entry.kind));
    })
    .sort((a, b) => entryKinds.indexOf(a.entry.kind) - entryKinds.indexOf(b.entry.kind));
}

/** Lists of names whose case matters in an evaluation. */
const exactParts: ReadonlySet<string> = new Set(["require-claims"]);

function byKey(statements: readonly Statement[]): Map<string, Statement> {
  return new Map(
    statements.map((statement) => {
      const { entry, part, value, listed } = statement;
      const name = exactParts.has(part) ? value : fold(value);
      return [JSON.stringify([idOf(entry), part, listed ? name : ""]), statement];
    }),
  );
}

function toChange(was: Statement | undefined, is: Statement | undefined): PolicyChange {
  const { entry, part, value, listed, exception, terms } = (is ?? was) as Statement;
  return {
    entry,
    part,
    before: was?.value ?? null,
    after: is?.value ?? null,
    ...(listed && { item: value }),
    ...(is !== undefined && terms !== undefined && { terms }),
    ...(exception !== undefined && { exception }),
  };
}

function toTermChanges(was: Statement, is: Statement): PolicyChange[] {
  const { entry, value, part: list } = is;
  return (["from", "until", "reason"] as const).flatMap((part): PolicyChange[] => {
    const [before, after] = [was, is].map(({ terms }) => terms?.[part] ?? null);
    if (before === after || before === undefined || after === undefined) return [];
    return [{ entry, part, list, item: value, before, after }];
  });
}

function entriesThat(
  changes: readonly PolicyChange[],
  test: (change: PolicyChange) => boolean,
): ReadonlySet<string> {
  const matching = changes.filter((change) => change.part === "entry" && test(change));
  return new Set(matching.map(({ entry }) => idOf(entry)));
}

function isPrivilege({ entry, part }: PolicyChange): boolean {
  return entry.kind === "repository" && part !== "tokens";
}

function isAnyRole(part: string): boolean {
  return part === "any-manager" || part === "any-service";
}

/** Returns the entry of a change, and whether the change adds or removes. */
function sideOf({ entry, after }: PolicyChange): string {
  return JSON.stringify([idOf(entry), after !== null]);
}

/** Returns the entry and the name of a change in one of its lists. */
function accountOf({ entry, item }: PolicyChange): string {
  return JSON.stringify([idOf(entry), fold(item ?? "")]);
}

function idOf({ kind, name, key = fold(name) }: PolicyEntry): string {
  return `${kind} ${key}`;
}
