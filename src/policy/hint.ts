/** What a name of the policy that matches nothing probably means: a rename or a typing mistake. */

import type { Roster, Team } from "../roster/model.ts";
import type { Finding } from "./finding.ts";
import { findRenames, type Renames } from "./renames.ts";
import { createNearest, meantFact, meantHint } from "./suggest.ts";

/** `now`: the present name, which is certain; `meant`: a name that is spelled like it. */
export type HintFacts = { readonly now: string } | { readonly meant?: string };

/** Returns a function that returns the facts for a name that matches no member. */
export function personHints(
  { members }: Roster,
  baseline: Roster | undefined,
): (name: string) => HintFacts {
  const toNamed = (roster: Roster["members"]) =>
    roster.map(({ id, username }) => ({ id, name: username }));
  const renames = findRenames(toNamed(baseline?.members ?? []), toNamed(members));
  return hintsFrom(renames, createNearest(members.map(({ username }) => username)));
}

/** Returns the teams that were renamed since the baseline. */
export function teamRenames({ teams }: Roster, baseline: Roster | undefined): Renames {
  const toNamed = (list: readonly Team[]) => list.map(({ id, slug }) => ({ id, name: slug }));
  return findRenames(toNamed(baseline?.teams ?? []), toNamed(teams));
}

/** Returns a function that prefers a rename, which is certain, to a similar name. */
export function hintsFrom(
  { nowOf }: Renames,
  nearest: (name: string) => string | undefined,
): (name: string) => HintFacts {
  return (name) => {
    const now = nowOf(name);
    return now === undefined ? meantFact(nearest(name)) : { now };
  };
}

/** Returns the end of the sentence about such a name; `whoIs` begins the sentence of a rename. */
export function hintOf(facts: Finding["facts"], whoIs: string): string {
  const { now } = facts;
  return now === undefined ? meantHint(facts) : `: ${whoIs} now called ${now}`;
}

/** The beginnings of the sentences about a rename. */
export const personIs = "the person with that name is";
export const teamIs = "it is";
