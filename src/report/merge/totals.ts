/** What the workspaces have in common: rules with findings, and people. */

import { compareSeverities, severities, type Severity } from "../../policy/severity.ts";
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
        compareSeverities(a, b) ||
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
    .flatMap((same): SharedPerson[] => {
      const [first, second] = same;
      if (first === undefined || second === undefined) return [];
      const { id, slug, name } = first;
      const workspaces = same.map(({ workspace }) => workspace);
      const findings = same.reduce((sum, person) => sum + person.findings, 0);
      return [{ id, slug, name, workspaces, findings }];
    })
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
