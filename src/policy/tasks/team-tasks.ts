/** Tasks about teams: create, change and delete them, and change who is in them. */

import type { Finding, Subject } from "../finding.ts";
import { teamIs } from "../hint.ts";
import { nameOf } from "../subject.ts";
import { meantHint } from "../suggest.ts";
import { accountsOfNewTeam, describeAccounts } from "./new-team.ts";
import { correctName } from "./people-tasks.ts";
import {
  request,
  teamOf,
  whoOf,
  type Describe,
  type Described,
  type TaskCall,
  type TaskContext,
} from "./task-request.ts";
import type { TeamAccount } from "./team-list.ts";

export const removeFromTeam: Describe = (finding, context) => ({
  todo: `remove ${whoOf(finding)} from ${teamOf(finding)}`,
  call: replaceTeam(finding, context),
});

export function createTeam({ subject, object, facts }: Finding, context: TaskContext): Described {
  if (facts["now"] !== undefined) return correctName(`of team ${nameOf(subject)}`, facts, teamIs);
  if (object !== undefined) {
    // Two teams cannot have one name.
    if (facts["both"] === true) {
      const todo = `delete team ${object.slug}, or list it by itself: team ${subject.slug} exists already`;
      return { todo, call: undefined };
    }
    return changeTeam(object, { slug: subject.slug }, context);
  }
  const { roster } = context;
  const name = subject.slug;
  const members = accountsOfNewTeam(name, context);
  const path = "/orgs/{org}/teams/{team}/members";
  return {
    todo: `create team ${nameOf(subject)}${describeAccounts(members)}, or correct the name${meantHint(facts)}`,
    call: request("POST", "/orgs/{org}/teams/", roster, {}, { name, slug: name }),
    ...(members.length > 0 && { next: request("POST", path, roster, { team: name }, { members }) }),
  };
}

/** A request without a visibility would make a hidden team visible. */
export function changeTeam(
  { id, slug }: Subject,
  body: { readonly slug?: string; readonly visibility?: string; readonly description?: string },
  { roster, teams }: TaskContext,
): Described {
  const visibility = body.visibility ?? teams.byId(id)?.visibility;
  const todo =
    body.slug === undefined
      ? `change team ${slug}: ${Object.entries(body)
          .map(([name, value]) => `${name} ${JSON.stringify(value)}`)
          .join(", ")}`
      : `rename team ${slug} to ${body.slug}`;
  const call =
    typeof visibility === "string"
      ? request(
          "PATCH",
          "/orgs/{org}/teams/{team}/",
          roster,
          { team: slug },
          { visibility, ...body },
        )
      : undefined;
  return { todo, call };
}

export function deleteTeam({ subject, facts }: Finding, { roster }: TaskContext): Described {
  const what = `team ${nameOf(subject)}`;
  if (facts["was"] !== undefined) {
    const todo = `list ${what} in the policy under its present name: it was called ${facts["was"]}`;
    return { todo, call: undefined };
  }
  const call = request("DELETE", "/orgs/{org}/teams/{team}/", roster, { team: subject.slug });
  return { todo: `delete ${what}`, call };
}

export function addToTeam(finding: Finding, context: TaskContext): Described {
  const { subject, object, facts } = finding;
  const isManager = facts["expected"] === "Manager";
  const member: TeamAccount = {
    user: subject.slug,
    role: isManager ? "Manager" : "Member",
    user_kind: subject.kind === "service" ? "Service" : "User",
  };
  return {
    todo: `add ${whoOf(finding)} to ${teamOf(finding)}${isManager ? " as manager" : ""}`,
    call: request(
      "POST",
      "/orgs/{org}/teams/{team}/members",
      context.roster,
      {
        team: object?.slug ?? "",
      },
      { members: [member] },
    ),
  };
}

/**
 * Undefined if somebody in the team was not seen, because that person would lose the membership.
 */
export function replaceTeam({ object }: Finding, context: TaskContext): TaskCall | undefined {
  if (object === undefined) return undefined;
  const members = context.listOf(object.id);
  if (members === undefined) return undefined;
  const path = "/orgs/{org}/teams/{team}/members";
  return request("PUT", path, context.roster, { team: object.slug }, { members });
}
