/**
 * The circuit breaker. A roster that lost much since an earlier one was more likely read wrongly
 * than really reduced. Similar tools deleted complete directories after a list was empty with
 * status 200.
 */

import { settingName } from "../errors.ts";
import { sawAllVisible, withListGap, type ListCoverage, type ListName } from "./coverage.ts";
import type { Member, Roster } from "./model.ts";
import { isUnknown, unknown } from "./fact.ts";
import { withPrivilegeGap, withTokenGap } from "./repository.ts";
import { canCompareRepositories } from "./requested.ts";
import { findMappingShrinkage } from "./shrink-mappings.ts";
import type { PartShrinkage, ShrinkingPart } from "./shrink-part.ts";
import { findPartShrinkage } from "./shrink-repositories.ts";

/** What one list lost, or with `part` only what belongs to some of its entries. */
export interface Shrinkage extends Partial<Pick<PartShrinkage, "part" | "of">> {
  readonly list: ListName;
  /** A sentence without a final period, with the numbers. */
  readonly reason: string;
}

/** Losses up to this number are accepted: in a small workspace, a few people are a large share. */
const alwaysAccepted = 5;

/**
 * Returns the implausible losses of the roster compared with the baseline: more than
 * `maxShrinkPercent` of its people or teams and more than 5 of them, a complete list, or its last
 * active Owner. The same limits apply to repositories and to their privileges and tokens, if both
 * rosters have read them, and to the dynamic mappings of each OIDC provider. People whose departure
 * is expected do not count. With 100, every loss is accepted.
 */
export function findShrinkage(
  baseline: Roster,
  roster: Roster,
  maxShrinkPercent: number,
  isExpected: (member: Member) => boolean = () => false,
): Shrinkage[] {
  if (maxShrinkPercent >= 100) return [];
  const found: Shrinkage[] = [];
  const hasRepositories = canCompareRepositories(baseline, roster);
  const lists = [
    ["members", idsOf(baseline.members), idsOf(roster.members)],
    ["teams", idsOf(baseline.teams), idsOf(roster.teams)],
    ["services", slugsOf(baseline.services), slugsOf(roster.services)],
    ...(hasRepositories
      ? [["repositories", idsOf(baseline.repositories), idsOf(roster.repositories)] as const]
      : []),
  ] as const;
  const isTooMany = (lost: number, before: number) =>
    lost > alwaysAccepted && (lost / before) * 100 > maxShrinkPercent;
  const expected = idsOf(baseline.members.filter(isExpected));
  for (const [list, before, after] of lists) {
    const gone = [...before].filter((id) => !after.has(id));
    const lost = list === "members" ? gone.filter((id) => !expected.has(id)).length : gone.length;
    if (before.size > 0 && after.size === 0) {
      found.push({ list, reason: `it is empty, and the baseline has ${before.size}` });
    } else if (list !== "services" && isTooMany(lost, before.size)) {
      found.push({
        list,
        reason: `${lost} of the baseline's ${before.size} are gone${lost < gone.length ? ` besides ${gone.length - lost} that the policy dropped` : ""}, ${describeLimit(lost, before.size, maxShrinkPercent)}`,
      });
    }
  }
  if (hasActiveOwner(baseline) && !hasActiveOwner(roster)) {
    found.push({ list: "members", reason: "no active Owner is left, and the baseline has one" });
  }
  const limit = {
    isTooMany,
    describe: (lost: number, before: number, part: ShrinkingPart) =>
      `${lost} of the baseline's ${before} ${part} are gone, ${describeLimit(lost, before, maxShrinkPercent)}`,
  };
  for (const one of findMappingShrinkage(baseline, roster, limit)) {
    found.push({ list: "oidc", ...one });
  }
  if (hasRepositories) {
    for (const one of findPartShrinkage(baseline, roster, limit)) {
      found.push({ list: "repositories", ...one });
    }
  }
  return found;
}

function describeLimit(lost: number, before: number, maxShrinkPercent: number): string {
  return `${Math.floor((lost / before) * 100)} %, but at most ${maxShrinkPercent} % are accepted in one run`;
}

/**
 * Returns the roster with the lists that shrank implausibly marked as partial, or only the
 * privileges or tokens of the repositories and the dynamic mappings of the providers that lost them.
 */
export function quarantine(roster: Roster, shrinkages: readonly Shrinkage[]): Roster {
  const lists = roster.coverage.lists.map((list) =>
    withShrinkages(
      list,
      shrinkages.filter((one) => one.list === list.name),
    ),
  );
  const reasonsOf = (part: ShrinkingPart, id: string) =>
    shrinkages
      .filter((one) => one.part === part && one.of?.has(id) === true)
      .map(({ reason }) => withRemedy(reason));
  const repositories = roster.repositories.map((repository) => {
    const marked = reasonsOf("privileges", repository.id).reduce(withPrivilegeGap, repository);
    return reasonsOf("tokens", repository.id).reduce(withTokenGap, marked);
  });
  const oidcProviders = roster.oidcProviders.map((provider) =>
    reasonsOf("dynamic mappings", provider.id).length === 0
      ? provider
      : { ...provider, mappings: unknown("shrank") },
  );
  return { ...roster, oidcProviders, repositories, coverage: { ...roster.coverage, lists } };
}

function withShrinkages(list: ListCoverage, shrinkages: readonly Shrinkage[]): ListCoverage {
  // The last one is the one with the most severe reason.
  const whole = shrinkages.findLast(({ part }) => part === undefined);
  const remarks = shrinkages.filter(({ part }) => part === "dynamic mappings");
  if (list.name === "oidc" && list.status === "complete" && remarks.length > 0) {
    const notes = [list.note ?? [], remarks.map(({ reason }) => withRemedy(reason))].flat();
    return { ...list, note: notes.join("; ") };
  }
  if (whole === undefined) return list;
  const reason = withRemedy(whole.reason);
  if (sawAllVisible(list)) return withListGap(list, reason);
  // Any other status changes, except one that already reports a gap.
  if (list.status === "partial" || list.status === "refused") return list;
  return { ...list, status: "partial", reason };
}

function withRemedy(reason: string): string {
  return `${reason}; if that is true, accept it with ${settingName("max-shrink", "100")} for one run`;
}

function idsOf(entries: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(entries.map(({ id }) => id));
}

function slugsOf(entries: readonly { readonly slug: string }[]): ReadonlySet<string> {
  return new Set(entries.map(({ slug }) => slug));
}

/** A member whose role or activity was not seen may be the Owner. */
function hasActiveOwner({ members }: Roster): boolean {
  return members.some(
    ({ role, active }) =>
      (role === "Owner" || isUnknown(role)) && (active === true || isUnknown(active)),
  );
}
