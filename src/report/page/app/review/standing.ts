/** Compares what was seen when somebody decided with what the page shows. */

import { isUnknown } from "../../../../roster/fact.ts";
import type { Account, Page } from "../model.ts";
import { accountKey } from "../model.ts";
import type { Decision, Grant, ReviewItem } from "./review.ts";

export interface GrantOf {
  readonly grant: Grant;
  /** As the page shows it. */
  readonly label: string;
}

const seenBefore = new WeakMap<Account, readonly string[]>();

/**
 * Returns what an account has, as short texts: `role Owner`, `team ID Manager`; `unknown` for what
 * was not seen.
 */
export function seenOf(account: Account): readonly string[] {
  const known = seenBefore.get(account);
  if (known !== undefined) return known;
  const { role, places } = account;
  const seen = [
    `role ${isUnknown(role) ? "unknown" : role}`,
    ...(isUnknown(places)
      ? ["teams unknown"]
      : places.map(
          (place) => `team ${place.team.id} ${isUnknown(place.role) ? "unknown" : place.role}`,
        )),
  ];
  seenBefore.set(account, seen);
  return seen;
}

/** Returns the grants of an account: its role, then its teams. */
export function grantsOf({ role, places }: Account): readonly GrantOf[] {
  return [
    { grant: "role", label: `role ${isUnknown(role) ? "unknown" : role}` },
    ...(isUnknown(places)
      ? []
      : places.map((place) => ({
          grant: { team: place.team.id },
          label: `team ${place.team.slug} (${isUnknown(place.role) ? "role unknown" : place.role})`,
        }))),
  ];
}

/** Returns the label of an item's grant; undefined for the account itself, or if it has no such grant. */
export function labelOf({ grant }: ReviewItem, account: Account): string | undefined {
  if (grant === undefined) return undefined;
  return grantsOf(account).find((one) =>
    grant === "role" ? one.grant === "role" : one.grant !== "role" && one.grant.team === grant.team,
  )?.label;
}

/** Returns the part of what was seen that an item is about. */
export function partFor(seen: readonly string[], { grant }: ReviewItem): readonly string[] {
  if (grant === undefined) return seen;
  const prefix = grant === "role" ? "role " : `team ${grant.team} `;
  return seen.filter((text) => text.startsWith(prefix) || text === "teams unknown");
}

/** `same`: the decision still counts; `changed`, `gone`: somebody has to decide again. */
export type Standing =
  | { readonly state: "same" }
  | { readonly state: "gone" }
  | {
      readonly state: "changed";
      readonly added: readonly string[];
      readonly removed: readonly string[];
    };

/** Returns what became of the access that a decision is about. */
export function standingOf({ item, seen }: Decision, page: Page): Standing {
  const account = page.byKey.get(accountKey(item));
  if (account === undefined) return { state: "gone" };
  const before = partFor(seen, item);
  const now = partFor(seenOf(account), item);
  const added = now.filter((text) => !before.includes(text));
  const removed = before.filter((text) => !now.includes(text));
  return added.length + removed.length === 0
    ? { state: "same" }
    : { state: "changed", added, removed };
}

/** Returns a text of `seenOf` in words, with the name of the team. */
export function seenInWords(text: string, { teams }: Page): string {
  const [, id = "", role = ""] = /^team (\S+) (.+)$/u.exec(text) ?? [];
  if (id === "") return text;
  return `team ${teams.find((team) => team.id === id)?.slug ?? id} (${role})`;
}
