/** Turns findings into entries under `exceptions`. */

import { fold } from "../../roster/fold.ts";
import type { Roster } from "../../roster/model.ts";
import { directoryOf, type Directory } from "../directory.ts";
import type { Finding } from "../finding.ts";
import type { Position } from "../position.ts";
import type { ExceptionEntry } from "./entry.ts";
import { keepsUnchanged } from "./keeps-unchanged.ts";
import { limitFor } from "./limit.ts";
import { sortEntries } from "./order.ts";
import { holderKindOf, holderKindsOf, readSubject, withPrefix } from "./meant-kind.ts";
import { placeFor, placeKinds, placeOf, type PlaceKind } from "./place.ts";

/** The fields that all the new exceptions share. */
export type Agreement = Omit<ExceptionEntry, "rule" | "subject" | PlaceKind | "role" | "allow">;

/** Everything that was found, and where. */
export interface Found {
  readonly findings: readonly Finding[];
  readonly roster: Roster;
}

/**
 * Returns the entries that cover the chosen findings, sorted: one for each rule and subject if no
 * other finding would be covered by it, else one for each place.
 */
export function toEntries(
  chosen: readonly Finding[],
  agreement: Agreement,
  { findings, roster }: Found,
): readonly ExceptionEntry[] {
  const directory = directoryOf(roster);
  const isShared = findSharedNames(findings);
  const named = chosen.map((finding) => ({
    finding,
    name: nameFor(finding, directory, isShared(finding)),
  }));
  const isChosen = new Set(chosen);
  const others = Map.groupBy(
    findings.filter((finding) => !isChosen.has(finding)),
    ({ rule }) => rule,
  );
  const groups = Map.groupBy(named, ({ finding, name }) =>
    JSON.stringify([finding.rule, fold(name)]),
  );
  const entries = [...groups.values()].flatMap((group): ExceptionEntry[] => {
    const [first] = group;
    if (first === undefined) return [];
    const { rule } = first.finding;
    const places = group.map(({ finding }) => placeOf(finding));
    const isWide =
      new Set(places.map((place) => place?.id)).size > 1 &&
      places.every((place) => place !== undefined) &&
      !(others.get(rule) ?? []).some((other) => mayMean(first.name, other, first.finding));
    if (isWide) return [{ rule, subject: first.name, ...agreement }];
    return group.map(({ finding, name }) => ({
      rule,
      subject: name,
      ...placeFor(finding),
      ...limitFor(finding),
      ...agreement,
    }));
  });
  return sortEntries(distinct(entries));
}

/** Returns whether an exception for a name may also cover another finding of the rule. */
function mayMean(name: string, { subject }: Finding, of: Finding): boolean {
  return (
    (subject.kind === of.subject.kind && subject.id === of.subject.id) ||
    [subject.id, subject.slug].some((other) => fold(other) === fold(name))
  );
}

/** The first of several equal entries gives the spelling of the names. */
function distinct(entries: readonly ExceptionEntry[]): readonly ExceptionEntry[] {
  const seen = new Map<string, ExceptionEntry>();
  for (const entry of entries) {
    const { rule, subject, role, allow } = entry;
    const places = placeKinds.map((kind) => fold(entry[kind] ?? ""));
    const key = JSON.stringify([rule, fold(subject), ...places, role, allow]);
    if (!seen.has(key)) seen.set(key, entry);
  }
  return [...seen.values()];
}

const nowhere: Position = { line: 1, column: 1 };

/** Returns a function that says whether a name alone would not mean this finding's holder. */
function findSharedNames(findings: readonly Finding[]): (finding: Finding) => boolean {
  const keyOf = ({ rule, subject }: Finding) => JSON.stringify([rule, fold(subject.slug)]);
  const byName = Map.groupBy(findings, keyOf);
  return (finding) =>
    holderKindsOf(byName.get(keyOf(finding)) ?? []).length > 1 ||
    readSubject({ text: finding.subject.slug, position: nowhere }).kind !== undefined;
}

/**
 * Returns the username if it refers to this account only and the file can contain it; otherwise the
 * id. Another holder of privileges that shares the name has its kind before it.
 */
function nameFor(finding: Finding, directory: Directory, isShared: boolean): string {
  const { kind, id, slug } = finding.subject;
  const name = { text: slug, position: nowhere };
  const isClean = keepsUnchanged(slug, 320);
  if (kind !== "member") {
    const own = isClean ? slug : id;
    const holder = holderKindOf(finding);
    return isShared && holder !== undefined ? withPrefix(holder, own) : own;
  }
  if (isShared) return id;
  const isService = directory.service(name) !== undefined;
  return isClean && !isService && directory.member(name)?.id === id ? slug : id;
}
