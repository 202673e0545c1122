/**
 * Combines the values of an artifact's records with its document, which says which facts are
 * unknown.
 */

import type { TeamRole } from "../roster/roles.ts";
import { isUnknown, unknown, type Fact, type UnknownReason } from "../roster/fact.ts";
import type { RosterDocument } from "./document.ts";

export type EntryList = keyof RosterDocument["unknowns"];
export type AccountList = keyof RosterDocument["membershipRoles"];

/** Reads facts of one artifact. */
export interface Facts {
  /** Whether there is a document. Without one, a missing value is unknown, never null. */
  readonly hasDocument: boolean;
  /**
   * Returns the value, or why it is unknown. If the document says that it is unknown, the value is
   * ignored.
   */
  read<T>(list: EntryList, id: string, fact: string, value: Fact<T> | undefined): Fact<T>;
  /** Like `read`, but returns null for an absent value that the document does not call unknown. */
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
 * Returns a reader for the facts of a document. Without a document, the team role Member is known
 * only if the sync has a manager entitlement on that team.
 */
export function createFacts(
  document: RosterDocument | undefined,
  distinguishesManagers: (team: string) => boolean,
): Facts {
  const reasons = collectReasons(document);
  const reason = (...parts: readonly string[]) =>
    // Most rosters have few unknown facts or none, so build a key only if there are any.
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
      const ambiguous =
        !hasDocument && !isUnknown(role) && role === "Member" && !distinguishesManagers(team);
      return ambiguous ? unknown("missing") : role;
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
