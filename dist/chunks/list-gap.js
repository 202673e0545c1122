import { n as listCoverage } from "./coverage.js";

// src/policy/list-gap.ts
/** Describes lists that were not read completely. */
/** Returns a sentence without a final period; it may quote workspace text. */
function describeGap(gap) {
	return describeShared([gap]);
}
/** Returns the lists that are not complete, grouped by what is missing and why. */
function groupGaps(lists) {
	const gaps = lists.filter(({ status }) => status !== "complete");
	return [...Map.groupBy(gaps, ({ status, reason }) => JSON.stringify([status, reason])).values()];
}
/**
* Returns one sentence about lists with the same status and reason, without a final period. With
* `brief`, without the reason.
*/
function describeShared(gaps, { brief = false } = {}) {
	const names = gaps.map(({ name }) => name);
	const [{ status, reason } = {
		status: "unknown",
		reason: null
	}] = gaps;
	const [lists, is] = names.length === 1 ? ["list", "is"] : ["lists", "are"];
	const which = `the ${lists} of ${joinNames(names)} ${is}`;
	const what = status === "unknown" ? `it is not known whether ${which} complete` : `${which} ${status.replaceAll("-", " ")}`;
	return brief ? what : `${what}: ${reason ?? "no reason was recorded"}`;
}
/** Returns which of these lists were not read completely, and why. */
function gapsInLists({ coverage }, names) {
	return groupGaps(names.map((name) => listCoverage(coverage, name))).map((group) => describeShared(group));
}
/** Returns `members`, `members and teams`, or `members, teams and services`. */
function joinNames(names) {
	const last = names.at(-1) ?? "";
	return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
/**
* Returns a function that replaces the description of one list's gap by the one that it shares with
* other lists, so that a reason is given once; without the reason if the gap `isBrief`. Any other
* text stays.
*/
function shareGaps(lists, isBrief = () => false) {
	const shared = new Map(groupGaps(lists).flatMap((group) => group.map((gap) => [describeGap(gap), describeShared(group, { brief: isBrief(gap) })])));
	return (reason) => shared.get(reason) ?? reason;
}

export { joinNames as a, groupGaps as i, describeShared as n, shareGaps as o, gapsInLists as r, describeGap as t };