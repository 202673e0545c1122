/** The differences between two connectors in words; not escaped. */

import { count } from "../roster/count.ts";
import { partyName } from "./party-name.ts";
import type { ReportConnectors } from "./connectors.ts";
import { utcMinute } from "./wording.ts";

type Difference = ReportConnectors["differences"][number];
type Entitlement = ReportConnectors["entitlements"][number];
type Unseen = ReportConnectors["unseen"][number];
type IdCount = ReportConnectors["ids"][number];

export interface Section {
  readonly title: string;
  readonly sentences: readonly string[];
}

const here = "this artifact";
const thereNames = { c1: "C1's sync", other: "the other sync" } as const;

/** The JSON has all of them. */
const maxOfOneKind = 10;

/** Returns which two syncs are compared. */
export function connectorTitle(slug: string, report: ReportConnectors): string {
  const what =
    report.connector === "c1"
      ? "a sync in the form of C1's own Cloudsmith connector"
      : "a sync of another connector";
  return `${slug}: ${here} (${utcMinute(report.oursReadAt)}) compared with ${what} (${utcMinute(report.theirsReadAt)})`;
}

/** Returns the sections that are not empty. */
export function connectorSections(report: ReportConnectors): readonly Section[] {
  const there = thereNames[report.connector];
  const sections: readonly Section[] = [
    { title: "Accounts and teams", sentences: accountSentences(report, there) },
    { title: "Entitlements", sentences: entitlementSentences(report.entitlements, there) },
    {
      title: `Not in ${there}, which is not a removal`,
      sentences: report.unseen.map(unseenWords),
    },
    { title: "If C1 changes from one connector to the other", sentences: switchSentences(report) },
  ];
  return sections.filter(({ sentences }) => sentences.length > 0);
}

/** Returns the result in one line. */
export function connectorSummary({ differences, entitlements, ids, connector }: ReportConnectors) {
  const lost = ids.filter(isLost);
  return [
    count(
      differences.length,
      "difference in accounts and teams",
      "differences in accounts and teams",
    ),
    `${entitlements.length} in entitlements`,
    lost.length === 0
      ? `nothing in ${thereNames[connector]} would look removed`
      : `part of ${thereNames[connector]} would look removed`,
  ].join("; ");
}

function accountSentences(report: ReportConnectors, there: string): string[] {
  const { differences, gaps } = report;
  const kinds = new Map<Difference["kind"], Difference[]>();
  for (const one of differences) {
    const all = kinds.get(one.kind);
    if (all === undefined) kinds.set(one.kind, [one]);
    else all.push(one);
  }
  const sentences = [...kinds].flatMap(([kind, all]) => [
    ...all
      .slice(0, maxOfOneKind)
      .map((one) => `${partyName(one.subject)} ${messages[kind](one, there)}`),
    ...(all.length > maxOfOneKind
      ? [
          `${count(all.length - maxOfOneKind, "more like the last one", "more like the last one")}, all in --report-json`,
        ]
      : []),
  ]);
  if (sentences.length === 0) sentences.push("the same in both");
  if (kinds.has("only-ours")) {
    sentences.push(
      `${there} does not say whether its lists are complete: what is only in ${here} may be what its key did not see`,
    );
  }
  if (gaps.length > 0) {
    sentences.push(
      `${here} has gaps in ${gaps.join(", ")}: what is only in ${there} may be what this program did not see`,
    );
  }
  return sentences;
}

/** What differs, to follow the subject's name, by kind. */
const messages: Readonly<
  Record<Difference["kind"], (difference: Difference, there: string) => string>
> = {
  "only-ours": () => `is only in ${here}`,
  "only-theirs": (_, there) => `is only in ${there}`,
  "other-id": (one, there) =>
    `has another id: ${inBoth(one, there, quoted)} (same ${one.by === "e-mail" ? "e-mail address" : one.by})`,
  active: (one, there) =>
    `is ${inBoth(one, there, (value) => (value === true ? "active" : "inactive"))}`,
  "two-factor": (one, there) =>
    `has ${inBoth(one, there, (value) => (value === true ? "two-factor" : "no two-factor"))}`,
  role: (one, there) => `is ${inBoth(one, there, String)}`,
  team: (one, there) => `is in ${teamOf(one)} only in ${one.ours === true ? here : there}`,
  "team-role": (one, there) => `is, in ${teamOf(one)}, ${inBoth(one, there, String)}`,
};

type Value = Difference["ours"];

function inBoth(
  { ours, theirs }: { readonly ours: Value; readonly theirs: Value },
  there: string,
  words: (value: Value) => string,
): string {
  return `${words(ours)} in ${here}, ${words(theirs)} in ${there}`;
}

function teamOf({ object }: Difference): string {
  return object === undefined ? "" : partyName(object);
}

function quoted(value: Value): string {
  return `"${String(value)}"`;
}

/** One sentence for all roles and one for all teams, because their entitlements differ alike. */
function entitlementSentences(entitlements: readonly Entitlement[], there: string): string[] {
  const groups = new Map<string, Entitlement[]>();
  for (const one of entitlements) {
    const { kind, role, team } = one;
    const key = JSON.stringify([kind, team === undefined ? role !== null : role]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((all) => {
    const [first] = all;
    if (first === undefined) return [];
    const such = all.length === 1 ? "" : "such as ";
    return `${entitlementWords(all, first)}: ${entitlementMessages[first.kind](first, such, there)}`;
  });
}

const entitlementMessages: Readonly<
  Record<Entitlement["kind"], (first: Entitlement, such: string, there: string) => string>
> = {
  "only-ours": ({ ours }, such) => `only in ${here}, ${such}${quoted(ours)}`,
  "only-theirs": ({ theirs }, such, there) => `only in ${there}, ${such}${quoted(theirs)}`,
  "other-id": (one, such, there) => `another id, ${such}${inBoth(one, there, quoted)}`,
  "other-name": (one, such, there) => `another display name, ${such}${inBoth(one, there, quoted)}`,
};

function entitlementWords(all: readonly Entitlement[], { role, team }: Entitlement): string {
  if (team !== undefined) {
    return `${role} of ${all.length === 1 ? partyName(team) : `${all.length} teams`}`;
  }
  if (role === null) {
    return count(all.length, "entitlement of no known role", "entitlements of no known role");
  }
  return `workspace ${all.length === 1 ? "role" : "roles"} ${all.map((one) => one.role).join(", ")}`;
}

const unseenText: Readonly<Record<Unseen["part"], string>> = {
  role: "the role of members",
  active: "whether members are active",
  "two-factor": "whether members use two-factor",
  "e-mail": "the e-mail addresses of members",
  joined: "when members joined",
  "last-login": "the last login of members",
  teams: "the teams of members",
  "team-managers": "who manages a team",
  "team-visibility": "whether teams are visible",
  services: "service accounts",
  invites: "invites",
  "single-sign-on": "single sign-on",
  "group-sync": "group sync",
  oidc: "OIDC providers",
  repositories: "repositories",
};

function unseenWords({ part, count: number }: Unseen): string {
  return number === null ? unseenText[part] : `${unseenText[part]} (${number})`;
}

function switchSentences(report: ReportConnectors): string[] {
  const there = thereNames[report.connector];
  const { ids } = report;
  const total = (side: "ours" | "theirs") =>
    ids.slice(0, 3).reduce((sum, one) => sum + one[side], 0);
  const [from, to] = [total("theirs"), total("ours")];
  const pause =
    to * 2 <= from
      ? `C1 would probably pause the sync: the number of resources would go from ${from} to ${to}`
      : `do not rely on a pause: the number of resources would go from ${from} to ${to}, and C1's documentation names a decrease by half as a reason to pause`;
  return [
    `from ${there} to ${here}: ${effect(ids, "theirs", "ours")}`,
    `from ${here} to ${there}: ${effect(ids, "ours", "theirs")}`,
    ...(ids.some(isLost)
      ? [
          "what has another id looks removed and added again, and what was configured for it in C1 is lost (C1 documents this for entitlements in spreadsheets; the rest is inferred)",
          pause,
        ]
      : []),
  ];
}

function effect(ids: readonly IdCount[], from: "ours" | "theirs", to: "ours" | "theirs"): string {
  const words = (side: "ours" | "theirs") =>
    ids.flatMap(({ what, shared, ...all }) =>
      all[side] === shared ? [] : [`${all[side] - shared} of ${all[side]} ${what}`],
    );
  const [removed, added] = [words(from), words(to)];
  const parts = [
    removed.length === 0
      ? "nothing would look removed"
      : `would look removed: ${removed.join(", ")}`,
    ...(added.length === 0 ? [] : [`would look new: ${added.join(", ")}`]),
  ];
  return parts.join("; ");
}

function isLost({ theirs, shared }: IdCount): boolean {
  return theirs > shared;
}
