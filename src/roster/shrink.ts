/**
 * The circuit breaker. A roster that lost much since an earlier one was more likely read wrongly
 * than really reduced. Similar tools deleted complete directories after a list was empty with
 * status 200.
 */

import { settingName } from "../errors.ts";
import type { ListName } from "./coverage.ts";
import type { Member, Roster } from "./model.ts";
import { isUnknown, unknown } from "./fact.ts";
import { withPrivilegeGap } from "./repository.ts";
import { canCompareRepositories } from "./requested.ts";
import { findMappingShrinkage } from "./shrink-mappings.ts";
import { findPrivilegeShrinkage } from "./shrink-repositories.ts";

/** What one list lost. */
export interface Shrinkage {
  readonly list: ListName;
  /** A sentence without a final period, with the numbers. */
  readonly reason: string;
  /** Set if only the privileges on these repositories shrank, by permanent id. */
  readonly repositories?: ReadonlySet<string>;
  /** Set if only the dynamic mappings of this OIDC provider shrank, by permanent id. */
  readonly provider?: string;
}

/** Losses up to this number are accepted: in a small workspace, a few people are a large share. */
const alwaysAccepted = 5;

/**
 * Returns the implausible losses of the roster compared with the baseline: more than
 * `maxShrinkPercent` of its people or teams and more than 5 of them, a complete list, or its last
 * active Owner. The same limits apply to repositories and to the privileges on them, if both rosters
 * have read them, and to the dynamic mappings of each OIDC provider. People whose departure is expected do not count. With 100, every loss is accepted.
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
  const describe = (what: string) => (lost: number, before: number) =>
    `${lost} of the baseline's ${before} ${what} are gone, ${describeLimit(lost, before, maxShrinkPercent)}`;
  const ofMappings = { isTooMany, describe: describe("dynamic mappings") };
  for (const one of findMappingShrinkage(baseline, roster, ofMappings)) {
    found.push({ list: "oidc", ...one });
  }
  if (hasRepositories) {
    const ofPrivileges = { isTooMany, describe: describe("privileges") };
    for (const one of findPrivilegeShrinkage(baseline, roster, ofPrivileges)) {
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
 * privileges on the repositories and the dynamic mappings of the providers that lost them.
 */
export function quarantine(roster: Roster, shrinkages: readonly Shrinkage[]): Roster {
  const ofLists = shrinkages.filter(
    ({ repositories, provider }) => repositories === undefined && provider === undefined,
  );
  const ofProviders = shrinkages.filter(({ provider }) => provider !== undefined);
  const reasons = new Map(ofLists.map(({ list, reason }) => [list, reason]));
  const lists = roster.coverage.lists.map((list) => {
    const reason = reasons.get(list.name);
    if (list.name === "oidc" && list.status === "complete" && ofProviders.length > 0) {
      const remarks = ofProviders.map((one) => withRemedy(one.reason));
      return {
        ...list,
        note: [...(list.note === undefined ? [] : [list.note]), ...remarks].join("; "),
      };
    }
    // Any status changes, except one that already reports a gap.
    if (reason === undefined || list.status === "partial" || list.status === "refused") return list;
    return {
      ...list,
      status: "partial" as const,
      reason: withRemedy(reason),
    };
  });
  const repositories = roster.repositories.map((repository) => {
    const found = shrinkages.find((one) => one.repositories?.has(repository.id) === true);
    return found === undefined
      ? repository
      : withPrivilegeGap(repository, withRemedy(found.reason));
  });
  const shrunk = new Set(ofProviders.map(({ provider }) => provider));
  const oidcProviders = roster.oidcProviders.map((provider) =>
    shrunk.has(provider.id) ? { ...provider, mappings: unknown("shrank") } : provider,
  );
  return { ...roster, oidcProviders, repositories, coverage: { ...roster.coverage, lists } };
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
