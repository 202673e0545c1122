/** What an artifact's document says of the facts that have no record. */

import type { TeamRole } from "../roster/roles.ts";
import { isUnknown, unknown, type Fact, type UnknownReason } from "../roster/fact.ts";
import type { RosterDocument } from "./document.ts";

export type EntryList = keyof RosterDocument["unknowns"];
export type AccountList = keyof RosterDocument["membershipRoles"];

/** Why facts are unknown, by what they are about. */
export interface Facts {
  /** Whether there is a document: without one, nothing is known to be nothing. */
  readonly hasDocument: boolean;
  /** Returns a value, or why there is none; the document's word comes first. */
  read<T>(list: EntryList, id: string, fact: string, value: Fact<T> | undefined): Fact<T>;
  /** Like `read`; an absent value is null, where a document would say that it is unknown. */
  readOrNull<T>(
    list: EntryList,
    id: string,
    fact: string,
    value: Fact<T> | undefined,
  ): Fact<T | null>;
  /** True when the document says that a fact is unknown. */
  isDeclaredUnknown(list: EntryList, id: string, fact: string): boolean;
  roleIn(list: AccountList, id: string, team: string, role: Fact<TeamRole>): Fact<TeamRole>;
}

/**
 * Returns the facts of a document. Without one, the role of somebody who is a mere member of a team
 * is known only where the sync tells managers of that team apart.
 */
export function createFacts(
  document: RosterDocument | undefined,
  distinguishesManagers: (team: string) => boolean,
): Facts {
  const reasons = collectReasons(document);
  const reason = (...parts: readonly string[]) =>
    // Most rosters have few unknown facts, or none: a key is made only where there may be one.
    reasons.size === 0 ? undefined : reasons.get(JSON.stringify(parts));
  const hasDocument = document !== undefined;
  const read: Facts["read"] = (list, id, fact, value) => {
    const why = reason(list, id, fact);
    return why === undefined ? (value ?? unknown("missing")) : unknown(why);
  };
  return {
    hasDocument,
    read,
    readOrNull: (list, id, fact, value) =>
      value === undefined && hasDocument && reason(list, id, fact) === undefined
        ? null
        : read(list, id, fact, value),
    isDeclaredUnknown: (list, id, fact) => reason(list, id, fact) !== undefined,
    roleIn: (list, id, team, role) => {
      const why = reason("role", list, id, team);
      if (why !== undefined) return unknown(why);
      const open =
        !hasDocument && !isUnknown(role) && role === "Member" && !distinguishesManagers(team);
      return open ? unknown("missing") : role;
    },
  };
}

function collectReasons(document: RosterDocument | undefined): Map<string, UnknownReason> {
  const reasons = new Map<string, UnknownReason>();
  for (const [list, unknowns] of Object.entries(document?.unknowns ?? {})) {
    for (const [id, fact, reason] of unknowns)
      reasons.set(JSON.stringify([list, id, fact]), reason);
  }
  for (const [list, unknowns] of Object.entries(document?.membershipRoles ?? {})) {
    for (const [id, team, reason] of unknowns) {
      reasons.set(JSON.stringify(["role", list, id, team]), reason);
    }
  }
  return reasons;
}
