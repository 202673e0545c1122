/** The data of a merged report's page in the form that its views use. */

import type { MergedFinding, SharedPerson } from "../../../merge/merged-report.ts";
import { findingsByWorkspace, noteOf } from "../../../merge/merged-wording.ts";
import type { MergedPageData, MergedPageWorkspace } from "../../merged-page-data.ts";
import type { Route } from "../route.ts";

export interface Workspace extends MergedPageWorkspace {
  /** The listed findings, worst first. */
  readonly findings: readonly MergedFinding[];
  /** The text that a search looks at, in lower case. */
  readonly searched: string;
}

export interface MergedPage extends Omit<MergedPageData, "workspaces"> {
  /** The worst first. */
  readonly workspaces: readonly Workspace[];
  /** When the page was opened, to compute ages. */
  readonly openedAt: Date;
}

/** Returns the page's model; computed once, when the page opens. */
export function toPage(data: MergedPageData, openedAt: Date): MergedPage {
  const listed = findingsByWorkspace(data);
  const workspaces = data.workspaces.map((row): Workspace => {
    const findings = listed.get(row.slug) ?? [];
    const texts = findings.map(({ rule, message }) => `${rule} ${message}`);
    const searched = [row.slug, row.id ?? "", noteOf(row), ...row.rules, ...texts].join("\n");
    return { ...row, findings, searched: searched.toLowerCase() };
  });
  return { ...data, workspaces, openedAt };
}

/** The filters of the workspaces, by name. */
export const filterNames = ["q", "verdict", "rule", "person"] as const;

/** Returns the workspaces that match a query, in the report's order. */
export function filterWorkspaces(
  { workspaces, people }: MergedPage,
  query: Route["query"],
): readonly Workspace[] {
  const words = (query["q"] ?? "")
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== "");
  const { verdict = "", rule = "", person = "" } = query;
  const found = people.find((one) => personKey(one) === person);
  const places = person === "" ? undefined : new Set(found?.workspaces);
  const matching = workspaces.filter(
    (row) =>
      (verdict === "" || row.verdict === verdict) &&
      (rule === "" || row.rules.includes(rule)) &&
      (places === undefined || places.has(row.slug)) &&
      words.every((word) => row.searched.includes(word)),
  );
  return rule === "" ? matching : matching.map((row) => putFirst(row, rule));
}

/** Who chooses a rule wants to see its findings, not worse ones of other rules. */
function putFirst(row: Workspace, rule: string): Workspace {
  const isOfRule = (finding: MergedFinding) => finding.rule === rule;
  const others = row.findings.filter((finding) => !isOfRule(finding));
  return { ...row, findings: [...row.findings.filter(isOfRule), ...others] };
}

/** Returns what identifies a person in a URL. */
export function personKey({ id, slug }: SharedPerson): string {
  return id ?? slug;
}
