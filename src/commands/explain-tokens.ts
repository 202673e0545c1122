/** The entitlement tokens of a repository, and the policy's list of them, on the page of `explain`. */

import type { RepositoryPolicy, TokenPolicy } from "../policy/policy.ts";
import { describePlace } from "../policy/position.ts";
import { managesTokens, tokensFor } from "../policy/token-policy.ts";
import { escapeTerminal } from "../report/escape/escape-terminal.ts";
import { count } from "../roster/count.ts";
import { isUnknown, type Fact } from "../roster/fact.ts";
import type { Repository } from "../roster/repository.ts";
import type { EntitlementToken } from "../roster/token.ts";
import { describeList } from "./explain-lists.ts";
import { row, type Page } from "./explain-page.ts";

/** More tokens than these do not help a reader. */
const maxTokens = 60;

/** Returns the row with the tokens; none if neither the policy nor the roster has any. */
export function tokenRow(repository: Repository, page: Page): readonly string[] {
  if (repository.tokens === undefined && !managesTokens(page.context.written)) return [];
  return row("entitlement tokens", describeTokens(repository), page);
}

function describeTokens({ tokens }: Repository): string {
  if (tokens === undefined) return "not requested";
  const { list, coverage } = tokens;
  const isComplete = coverage.status === "complete";
  if (list.length === 0) {
    return isComplete ? "none" : `none that was seen: ${coverage.reason ?? coverage.status}`;
  }
  const shown = list
    .slice(0, maxTokens)
    .map((token) => `${escapeTerminal(token.name, 100)} (${describeToken(token)})`);
  const rest = list.length - shown.length;
  const names = `${shown.join("; ")}${rest > 0 ? `; and ${count(rest, "other")}` : ""}`;
  return isComplete ? names : `${names}; not all were seen: ${coverage.reason ?? coverage.status}`;
}

/** Returns how many tokens a rule looked at. */
export function describeTokenCount({ tokens }: Repository): string {
  if (tokens === undefined) return "entitlement tokens: not requested";
  // A number alone would look like all of them.
  const seen = tokens.coverage.status === "complete" ? "" : " seen";
  return `${count(tokens.list.length, "entitlement token")}${seen}`;
}

/**
 * Returns the row with the list of an entry, or else with the one for all repositories; none if the
 * policy does not manage the repository's tokens.
 */
export function tokenListRow(entry: RepositoryPolicy | undefined, page: Page): readonly string[] {
  const list = tokensFor(page.context.written, entry);
  if (list === null) return [];
  const place =
    (entry?.tokens ?? null) === null
      ? ` (for all repositories, ${describePlace(list.position, page.path)})`
      : "";
  return row("tokens", `${describeAllowed(list, page)}${place}`, page);
}

function describeAllowed({ names }: TokenPolicy, page: Page): string {
  if (names === null) return "any";
  return names.length === 0 ? "none" : describeList(names, page);
}

function describeToken(token: EntitlementToken): string {
  const { active, isDefault, endsAt, user, createdBy, privateBroadcasts } = token;
  const until = (end: string | null) => (end === null ? "never ends" : `until ${end.slice(0, 10)}`);
  return [
    describe(active, "state", (is) => (is ? [] : ["inactive"])),
    describe(isDefault, "kind", (is) => (is ? ["default"] : [])),
    describe(endsAt, "end", (end) => [until(end)]),
    describe(user, "user", (name) => (name === null ? [] : [`of ${name}`])),
    describe(createdBy, "creator", (name) => [`created by ${name}`]),
    describe(privateBroadcasts, "broadcasts", (is) => (is ? ["opens private broadcasts"] : [])),
  ]
    .flat()
    .join(", ");
}

function describe<T>(
  fact: Fact<T>,
  name: string,
  inWords: (value: T) => readonly string[],
): readonly string[] {
  return isUnknown(fact) ? [`${name} not seen`] : inWords(fact);
}
