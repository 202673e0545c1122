/** The team, the repository or the OIDC provider to which an exception is limited. */

import type { Finding, Subject } from "../finding.ts";
import type { ExceptionEntry } from "./entry.ts";
import { keepsUnchanged } from "./keeps-unchanged.ts";

interface Placed {
  readonly object?: Finding["object"] | undefined;
}

export const placeKinds = ["team", "repository", "provider"] as const;
export type PlaceKind = (typeof placeKinds)[number];

/** What an exception names of each kind; null or undefined if it does not. */
export type NamedPlaces = Partial<Readonly<Record<PlaceKind, string | null | undefined>>>;

const phrases: Readonly<Record<PlaceKind, string>> = {
  team: "in team",
  repository: "on repository",
  provider: "through OIDC provider",
};

/** Returns the place that an exception names; undefined if it is not limited to one. */
export function namedPlace(
  given: NamedPlaces,
): { readonly kind: PlaceKind; readonly name: string } | undefined {
  for (const kind of placeKinds) {
    const name = given[kind];
    if (typeof name === "string") return { kind, name };
  }
  return undefined;
}

/** Returns ` in team platform` to follow a sentence; empty if the exception names no place. */
export function placePhrase(given: NamedPlaces): string {
  const place = namedPlace(given);
  return place === undefined ? "" : ` ${phrases[place.kind]} ${place.name}`;
}

/** Returns the beginning of such a phrase. */
export function phraseOf(kind: PlaceKind): string {
  return phrases[kind];
}

/** Returns the place of a finding; undefined if it is about none. */
export function placeOf({ object }: Placed): Subject | undefined {
  return placeKinds.some((kind) => kind === object?.kind) ? object : undefined;
}

/** Returns the fields of an entry for that place: its slug if the file can contain it, else its id. */
export function placeFor(finding: Placed): Pick<ExceptionEntry, PlaceKind> {
  const place = placeOf(finding);
  if (place === undefined) return {};
  return { [place.kind]: keepsUnchanged(place.slug, 255) ? place.slug : place.id };
}
