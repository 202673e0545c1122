/** Compares the entitlement tokens of one repository in two rosters, if both have read them. */

import {
  addition,
  compareFact,
  pairRows,
  removal,
  type Difference,
  type Scope,
  type Values,
} from "./difference.ts";
import { isUnknown, type Fact } from "./fact.ts";
import type { Roster } from "./model.ts";
import { partyOf } from "./party.ts";
import type { Repository, TokenList } from "./repository.ts";
import type { EntitlementToken } from "./token.ts";

/** True if tokens of one of the rosters were not read, so that their changes are not fully known. */
export function hidesTokens(before: Roster, after: Roster): boolean {
  const lists = [...before.repositories, ...after.repositories].map(({ tokens }) => tokens);
  return (
    lists.some((tokens) => tokens !== undefined) &&
    lists.some((tokens) => tokens?.coverage.status !== "complete")
  );
}

/** Returns the differences; none if one of the rosters did not request tokens. */
export function compareTokens(
  scope: Scope,
  { was, is }: { readonly was: Repository; readonly is: Repository },
): Difference[] {
  if (was.tokens === undefined || is.tokens === undefined) return [];
  const subject = partyOf("repository", is);
  return pairRows(sideOf(was.tokens), sideOf(is.tokens)).flatMap((found) => {
    if (found.was === undefined) {
      const added = addition("token-added", subject, found, endOf(found.is));
      return [withDetail(nameOfToken(found.is), added)];
    }
    if (found.is === undefined) {
      const removed = removal("token-removed", subject, endOf(found.was));
      return [withDetail(nameOfToken(found.was), removed)];
    }
    const [earlier, later] = [factsOf(found.was), factsOf(found.is)];
    const name = nameOfToken(found.is);
    return tokenFacts.flatMap((fact) => {
      const values: Values<string> = { was: earlier[fact], is: later[fact] };
      return compareFact(scope, "repositories", "token-changed", subject, values).map((one) =>
        withDetail(`${fact} of entitlement token ${name}`, one),
      );
    });
  });
}

const tokenFacts = [
  "name",
  "state",
  "end",
  "user",
  "creator",
  "limits",
  "access to private broadcasts",
] as const;

function factsOf(
  token: EntitlementToken,
): Readonly<Record<(typeof tokenFacts)[number], Fact<string>>> {
  const { name, active, user, createdBy, limited, privateBroadcasts } = token;
  return {
    name,
    state: choose(active, "active", "inactive"),
    end: endOf(token),
    user: user ?? "nobody",
    creator: createdBy,
    limits: choose(limited, "some", "none"),
    "access to private broadcasts": choose(privateBroadcasts, "yes", "no"),
  };
}

function choose(fact: Fact<boolean>, yes: string, no: string): Fact<string> {
  if (isUnknown(fact)) return fact;
  return fact ? yes : no;
}

function endOf({ endsAt }: EntitlementToken): Fact<string> {
  return endsAt ?? "never";
}

/** Two tokens may have the same name. */
function nameOfToken({ name, id }: EntitlementToken): string {
  return name === id ? id : `${name} (${id})`;
}

function sideOf({ list, coverage }: TokenList) {
  return {
    rows: list,
    isComplete: coverage.status === "complete",
    key: ({ id }: EntitlementToken) => id,
  };
}

function withDetail(detail: string, { isFirstSeen, change }: Difference): Difference {
  return { isFirstSeen, change: { ...change, detail } };
}
