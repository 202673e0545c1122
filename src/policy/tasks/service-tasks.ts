/** Tasks about service accounts. */

import { isUnknown } from "../../roster/fact.ts";
import { fold } from "../../roster/fold.ts";
import { compareIds, type Roster } from "../../roster/model.ts";
import type { TeamRole } from "../../roster/roles.ts";
import type { Finding } from "../finding.ts";
import { nameOf } from "../subject.ts";
import { meantHint } from "../suggest.ts";
import { request, type Described, type TaskContext } from "./task-request.ts";

export function createService({ subject, facts }: Finding, context: TaskContext): Described {
  const { roster, policy } = context;
  const entry = policy.services?.find(({ name }) => fold(name.text) === fold(subject.slug));
  const own = (entry?.teams ?? []).map(({ text }) => text);
  const listing = policy.teams
    .filter(({ services }) =>
      (services ?? []).some(({ text }) => fold(text) === fold(subject.slug)),
    )
    .map(({ name }) => name.text);
  const slugs = [...new Set([...own, ...listing])].sort(compareIds);
  return {
    todo: `create service account ${nameOf(subject)}, or correct the name${meantHint(facts)}`,
    call: request(
      "POST",
      "/orgs/{org}/services/",
      roster,
      {},
      {
        name: subject.slug,
        role: entry?.role ?? "Member",
        teams: slugs.map((slug) => ({ slug, role: "Member" })),
      },
    ),
  };
}

/**
 * The request replaces the complete list of teams, so one request corrects everything about the
 * account.
 */
export function changeService(
  { subject, object, facts, resolvedBy }: Finding,
  { roster, policy }: TaskContext,
): Described {
  const who = `service account ${nameOf(subject)}`;
  const todo =
    object === undefined
      ? `make ${who} ${facts["expected"]} (now ${facts["role"]})`
      : `${resolvedBy === "grant" ? "add" : "remove"} ${who} ${resolvedBy === "grant" ? "to" : "from"} team ${nameOf(object)}`;
  const entry = policy.services?.find(({ name }) => fold(name.text) === fold(subject.slug));
  const teams = entry?.teams == null ? null : keepTeamRoles(subject.slug, entry.teams, roster);
  if (teams === undefined) return { todo, call: undefined };
  const body = { ...(entry?.role != null && { role: entry.role }), ...(teams && { teams }) };
  const path = "/orgs/{org}/services/{service}/";
  return { todo, call: request("PATCH", path, roster, { service: subject.slug }, body) };
}

/**
 * Returns the listed teams with the role that the account already has there, else Member; undefined if
 * its teams or a role was not seen, because the request would overwrite them.
 */
function keepTeamRoles(
  service: string,
  listed: readonly { readonly text: string }[],
  { services, teams }: Roster,
): readonly { readonly slug: string; readonly role: TeamRole }[] | undefined {
  const own = services.find(({ slug }) => slug === service)?.teams;
  if (own === undefined || isUnknown(own)) return undefined;
  const kept: { readonly slug: string; readonly role: TeamRole }[] = [];
  for (const { text } of listed) {
    const team = teams.find(({ id, slug }) => [id, slug].map(fold).includes(fold(text)));
    const role = own.find((membership) => membership.team === team?.id)?.role ?? "Member";
    if (isUnknown(role)) return undefined;
    kept.push({ slug: team?.slug ?? text, role });
  }
  return kept;
}
