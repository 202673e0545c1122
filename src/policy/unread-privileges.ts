/** Repositories whose privileges or tokens were not read completely. */

import type { Repository } from "../roster/repository.ts";

/** Returns whose privileges were not read completely, and why; undefined if all were. */
export function describeUnread(repositories: readonly Repository[]): string | undefined {
  const unread = repositories.filter(({ coverage }) => coverage.status !== "complete");
  const [first] = unread;
  if (first === undefined) return undefined;
  const names = quoteNames(unread.map(({ slug }) => slug));
  return `the privileges of ${names} were not read completely: ${first.coverage.reason ?? "no reason was recorded"}`;
}

/** Returns whose tokens were not read completely, and why; undefined if all were. */
export function describeUnreadTokens(repositories: readonly Repository[]): string | undefined {
  const unread = repositories.filter(({ tokens }) => tokens?.coverage.status !== "complete");
  const [first] = unread;
  if (first === undefined) return undefined;
  const names = quoteNames(unread.map(({ slug }) => slug));
  if (first.tokens === undefined) return `the entitlement tokens of ${names} were not requested`;
  const { reason } = first.tokens.coverage;
  return `the entitlement tokens of ${names} were not read completely: ${reason ?? "no reason was recorded"}`;
}

/** A longer sentence does not help. */
const maxNames = 3;

/**
 * Returns names in quotes for a sentence, each with what `remark` says of it, and the number of those
 * that it leaves out.
 */
export function quoteNames(
  names: readonly string[],
  remark: (name: string) => string = () => "",
): string {
  const shown = names.slice(0, maxNames).map((name) => `${JSON.stringify(name)}${remark(name)}`);
  const rest = names.length - shown.length;
  return `${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
