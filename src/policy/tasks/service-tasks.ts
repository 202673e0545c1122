/** Tasks about service accounts. */

import { fold } from "../../roster/fold.ts";
import { compareIds } from "../../roster/model.ts";
import { entryNamed } from "../entry-index.ts";
import type { Finding } from "../finding.ts";
import { nameOf } from "../subject.ts";
import { meantHint } from "../suggest.ts";
import { request, type Described, type TaskContext } from "./task-request.ts";

export function createService({ subject, facts }: Finding, context: TaskContext): Described {
  const { roster, policy, listings } = context;
  const entry = entryNamed(policy.services ?? [], subject.slug);
  const own = (entry?.teams ?? []).map(({ text }) => text);
  const slugs = [...new Set([...own, ...listings.teamsListing(subject.slug)])].sort(compareIds);
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
  { roster, policy, teamsOfService, newTeams }: TaskContext,
): Described {
  const who = `service account ${nameOf(subject)}`;
  const todo =
    object === undefined
      ? `make ${who} ${facts["expected"]} (now ${facts["role"]})`
      : `${resolvedBy === "grant" ? "add" : "remove"} ${who} ${resolvedBy === "grant" ? "to" : "from"} team ${nameOf(object)}`;
  const entry = entryNamed(policy.services ?? [], subject.slug);
  const left = entry?.teams == null ? null : teamsOfService(subject.slug);
  if (left === undefined) return { todo, call: undefined };
  const created = (entry?.teams ?? [])
    .filter(({ text }) => newTeams.has(fold(text)))
    .map(({ text }) => ({ slug: text, role: "Member" as const }));
  const teams = left && [...left, ...created];
  const body = { ...(entry?.role != null && { role: entry.role }), ...(teams && { teams }) };
  const path = "/orgs/{org}/services/{service}/";
  return { todo, call: request("PATCH", path, roster, { service: subject.slug }, body) };
}
