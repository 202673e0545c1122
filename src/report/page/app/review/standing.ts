/** Compares what was seen when somebody decided with what the page shows. */

import { isUnknown } from "../../../../roster/fact.ts";
import type { ReportFinding } from "../../../report.ts";
import { findingsAbout } from "../account-lines.ts";
import type { Account, Page } from "../model.ts";
import { accountKey } from "../model.ts";
import { maxSeen, type Decision, type Grant, type ReviewItem } from "./review.ts";

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

const privilegesBefore = new WeakMap<Page, ReadonlyMap<string, readonly string[]>>();

/**
 * Returns what an account has on repositories itself, not through a team, as texts such as
 * `repository ID Write`; undefined if the page has no repositories.
 */
export function privilegesOf(account: Account, page: Page): readonly string[] | undefined {
  if (page.repositories === undefined) return undefined;
  const known = privilegesBefore.get(page);
  if (known !== undefined) return known.get(accountKey(account)) ?? [];
  const all = new Map<string, string[]>();
  for (const { id, held } of page.repositories.list) {
    for (const { holder, level } of held) {
      const key = accountKey(holder.subject);
      const text = `repository ${id} ${isUnknown(level) ? "unknown" : level}`;
      all.set(key, [...(all.get(key) ?? []), text]);
    }
  }
  privilegesBefore.set(page, all);
  return all.get(accountKey(account)) ?? [];
}

/** Returns the findings about an item that nothing accepts; a decision may. */
export function openFindings({ grant }: ReviewItem, account: Account): readonly ReportFinding[] {
  const all = grant === undefined ? account.findings : findingsAbout(account, grant);
  return all.filter(({ state, rule }) => state !== "accepted" && !rule.startsWith("exception-"));
}

/** Returns what a decision is about, to compare it later. */
export function evidenceOf(
  item: ReviewItem,
  account: Account,
  page: Page,
): Pick<Decision, "roster" | "seen" | "findings" | "privileges"> {
  const { rosterDigest: digest, readAt } = page.report;
  const few = (texts: readonly string[] | undefined) =>
    texts === undefined || texts.length > maxSeen ? undefined : texts;
  return {
    roster: { digest, readAt },
    seen: seenOf(account),
    findings: few(openFindings(item, account).map(({ fingerprint }) => fingerprint)),
    privileges: item.grant === undefined ? few(privilegesOf(account, page)) : undefined,
  };
}

/** Returns what is new since a decision: it does not cover what nobody saw. */
function newSince(decision: Decision, account: Account, page: Page): readonly string[] {
  const { item, answer, findings, privileges } = decision;
  // Somebody who is to be removed is to be removed, whatever else is found.
  if (answer === "remove") return [];
  const found = openFindings(item, account).filter(
    ({ fingerprint }) => findings !== undefined && !findings.includes(fingerprint),
  );
  const held = privileges === undefined ? [] : (privilegesOf(account, page) ?? []);
  return [
    ...new Set(found.map(({ rule }) => `finding ${rule}`)),
    ...held.filter((text) => !privileges?.includes(text)),
  ];
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

const standings = new WeakMap<Page, WeakMap<Decision, Standing>>();

/**
 * Returns what became of the access that a decision is about. Decisions never change, so each is
 * compared once: a large review is counted again at each answer.
 */
export function standingOf(decision: Decision, page: Page): Standing {
  const known = standings.get(page) ?? new WeakMap<Decision, Standing>();
  standings.set(page, known);
  const standing = known.get(decision) ?? compare(decision, page);
  known.set(decision, standing);
  return standing;
}

function compare(decision: Decision, page: Page): Standing {
  const { item, seen } = decision;
  const account = page.byKey.get(accountKey(item));
  if (account === undefined) return { state: "gone" };
  const before = partFor(seen, item);
  const now = partFor(seenOf(account), item);
  if (item.grant !== undefined && before.length > 0 && now.length === 0) return { state: "gone" };
  const added = [
    ...now.filter((text) => !before.includes(text)),
    ...newSince(decision, account, page),
  ];
  const removed = before.filter((text) => !now.includes(text));
  return added.length + removed.length === 0
    ? { state: "same" }
    : { state: "changed", added, removed };
}

/** Returns a text of `seenOf` in words, with the name of the team or repository. */
export function seenInWords(text: string, { teams, repositories }: Page): string {
  const [, kind = "", id = "", role = ""] = /^(team|repository) (\S+) (.+)$/u.exec(text) ?? [];
  if (id === "") return text;
  if (kind === "repository")
    return `repository ${repositories?.byId.get(id)?.slug ?? id} (${role})`;
  return `team ${teams.find((team) => team.id === id)?.slug ?? id} (${role})`;
}
