import { explainKey } from "../policy/explain-key.ts";
import type { Finding } from "../policy/finding.ts";
import { gapsInLists } from "../policy/list-gap.ts";
import type { Policy } from "../policy/policy.ts";
import { describePlace } from "../policy/position.ts";
import { escapeTerminal } from "../report/escape/escape-terminal.ts";
import { isUnknown } from "../roster/fact.ts";
import type { GroupMapping } from "../roster/model.ts";
import { heading, placesIn, row, type Page } from "./explain-page.ts";
import { createReasons, describeRules, describeUnused } from "./explain-rules.ts";

/**
 * Returns the page about a group at the identity provider, or about the group of the mapping with
 * this permanent id; undefined if neither the workspace nor the policy has it. The case of a group
 * matters.
 */
export function mappingPage(
  name: string,
  policy: Policy,
  page: Page,
): readonly string[] | undefined {
  const { mappings, enabled } = page.roster.groupSync;
  const group = mappings.find(({ id }) => id === name)?.value ?? name;
  const own = mappings.filter(({ value }) => value === group);
  const entries = (policy.groupSync ?? []).filter((entry) => entry.group.text === group);
  if (own.length + entries.length === 0) return undefined;
  const ids = new Set(own.map(({ id }) => id));
  const isAbout = ({ rule, subject: { kind, id, slug } }: Finding) =>
    kind === "mapping"
      ? ids.has(id)
      : kind === "policy" && slug === group && rule.startsWith("group-sync-");
  const key = {
    section: "group-sync",
    isAbout,
    names: [group, ...ids],
    isThere: own.length > 0,
  } as const;
  const { rules, exceptions } = explainKey(page.roster, policy, key, page.terminal.clock());
  const lines = entries.flatMap(({ group: { position }, team, role, attribute }) => {
    const of = attribute === null ? "" : ` (attribute ${attribute})`;
    const text = `${describePlace(position, page.path)} to team ${team.text} as ${role}${of}`;
    return row("group-sync", text, page);
  });
  return [
    heading(`group ${escapeTerminal(group)} at the identity provider`, page),
    "",
    ...(own.length === 0 ? row("status", absence(page), page) : []),
    ...own.flatMap((mapping) => row("fills", describe(mapping, page), page)),
    ...(enabled === false ? row("", "group sync is off, so nobody today", page) : []),
    "",
    ...placesIn({ named: [], exceptions }, page, lines),
    "",
    ...describeRules(rules, { page, reasons: createReasons(page) }, () => `group ${group}`),
    ...describeUnused(rules, page),
  ];
}

function describe({ team, role, attribute }: GroupMapping, { roster }: Page): string {
  const slug = roster.teams.find(({ id }) => id === team)?.slug ?? team;
  return `team ${slug} as ${isUnknown(role) ? "unknown role" : role} (attribute ${attribute})`;
}

function absence({ roster }: Page): string {
  const gaps = gapsInLists(roster, ["group-sync"]);
  return gaps.length === 0
    ? "no group mapping of the workspace"
    : `no group mapping that was seen: ${gaps.join("; ")}`;
}
