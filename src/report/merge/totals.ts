/** What the workspaces have in common: rules with findings, and people. */

import { severities, type Severity } from "../../policy/severity.ts";
import { compareIds } from "../../roster/model.ts";
import type { Kept } from "./keep-report.ts";
import type { MergedReport, MergedRule, SharedPerson } from "./merged-report.ts";

/** Returns the rules with open findings: by severity, then by the number of workspaces. */
export function countByRule(kept: readonly Kept[]): readonly MergedRule[] {
  const entries = kept.flatMap(({ openFindings }) => openFindings);
  return [...Map.groupBy(entries, ({ rule }) => rule)]
    .map(([id, of]) => ({
      id,
      severity: worstOf(of.map(({ severity }) => severity)),
      workspaces: of.length,
      findings: of.reduce((sum, { fingerprints }) => sum + fingerprints.length, 0),
    }))
    .sort(
      (a, b) =>
        severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
        b.workspaces - a.workspaces ||
        b.findings - a.findings ||
        compareIds(a.id, b.id),
    );
}

/** Enough to act on; the length of a merged report must not depend on the number of people. */
const maxPeople = 500;

/** Returns the people in several workspaces, most workspaces first. */
export function findSharedPeople(
  kept: readonly Kept[],
): Pick<MergedReport, "people" | "peopleLeftOut"> {
  const places = kept.flatMap(({ workspace, people }) =>
    people.map((person) => ({ ...person, workspace: workspace.slug })),
  );
  const shared = [...Map.groupBy(places, ({ key }) => key).values()]
    .filter(({ length }) => length > 1)
    .map(([first, ...others]): SharedPerson => ({
      id: first?.id ?? null,
      slug: first?.slug ?? "",
      name: first?.name ?? "",
      workspaces: [first, ...others].map((place) => place?.workspace ?? ""),
      findings: [first, ...others].reduce((sum, place) => sum + (place?.findings ?? 0), 0),
    }))
    .sort(
      (a, b) =>
        b.workspaces.length - a.workspaces.length ||
        b.findings - a.findings ||
        compareIds(a.slug, b.slug),
    );
  return {
    people: shared.slice(0, maxPeople),
    peopleLeftOut: Math.max(0, shared.length - maxPeople),
  };
}

function worstOf(given: readonly Severity[]): Severity {
  return severities.find((severity) => given.includes(severity)) ?? "note";
}
