/** Describes lists that were not read completely. */

import {
  listCoverage,
  type Coverage,
  type ListCoverage,
  type ListName,
} from "../roster/coverage.ts";

type Gap = Pick<ListCoverage, "name" | "status" | "reason">;

/** Returns a sentence without a final period; it may quote workspace text. */
export function describeGap(gap: Gap): string {
  return describeShared([gap]);
}

/** Returns the lists that are not complete, grouped by what is missing and why. */
export function groupGaps<List extends Gap>(lists: readonly List[]): readonly (readonly List[])[] {
  const gaps = lists.filter(({ status }) => status !== "complete");
  return [...Map.groupBy(gaps, ({ status, reason }) => JSON.stringify([status, reason])).values()];
}

/**
 * Returns one sentence about lists with the same status and reason, without a final period. With
 * `brief`, without the reason.
 */
export function describeShared(gaps: readonly Gap[], { brief = false } = {}): string {
  const names = gaps.map(({ name }) => name);
  const [{ status, reason } = { status: "unknown", reason: null }] = gaps;
  const [lists, is] = names.length === 1 ? ["list", "is"] : ["lists", "are"];
  const which = `the ${lists} of ${joinNames(names)} ${is}`;
  const what =
    status === "unknown"
      ? `it is not known whether ${which} complete`
      : `${which} ${status.replaceAll("-", " ")}`;
  return brief ? what : `${what}: ${reason ?? "no reason was recorded"}`;
}

/** Returns which of these lists were not read completely, and why. */
export function gapsInLists(
  { coverage }: { readonly coverage: Coverage },
  names: readonly ListName[],
): readonly string[] {
  return groupGaps(names.map((name) => listCoverage(coverage, name))).map((group) =>
    describeShared(group),
  );
}

/** Returns `members`, `members and teams`, or `members, teams and services`. */
export function joinNames(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

/**
 * Returns a function that replaces the description of one list's gap by the one that it shares with
 * other lists, so that a reason is given once; without the reason if the gap `isBrief`. Any other
 * text stays.
 */
export function shareGaps(
  lists: readonly Gap[],
  isBrief: (gap: Gap) => boolean = () => false,
): (reason: string) => string {
  const shared = new Map(
    groupGaps(lists).flatMap((group) =>
      group.map(
        (gap) => [describeGap(gap), describeShared(group, { brief: isBrief(gap) })] as const,
      ),
    ),
  );
  return (reason) => shared.get(reason) ?? reason;
}
