/** The team or the repository to which an exception is limited. */

import type { Finding, Subject } from "../finding.ts";
import type { ExceptionEntry } from "./entry.ts";
import { keepsUnchanged } from "./keeps-unchanged.ts";

interface Placed {
  readonly object?: Finding["object"] | undefined;
}

/** Returns the team or the repository of a finding; undefined if it is about neither. */
export function placeOf({ object }: Placed): Subject | undefined {
  return object?.kind === "team" || object?.kind === "repository" ? object : undefined;
}

/** Returns the fields of an entry for that place: its slug if the file can contain it, else its id. */
export function placeFor(finding: Placed): Pick<ExceptionEntry, "team" | "repository"> {
  const place = placeOf(finding);
  if (place === undefined) return {};
  return { [place.kind]: keepsUnchanged(place.slug, 255) ? place.slug : place.id };
}
