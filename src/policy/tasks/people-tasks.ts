/** Tasks about people: invite them, change their role, remove them. */

import type { Finding } from "../finding.ts";
import { hintOf, personIs } from "../hint.ts";
import { onlyInvited } from "../rules/break-glass.ts";
import { nameOf } from "../subject.ts";
import { meantHint } from "../suggest.ts";
import { createService } from "./service-tasks.ts";
import { request, type Describe, type Described, type TaskContext } from "./task-request.ts";

export const memberPath = "/orgs/{org}/members/{member}/";

export const removeMember: Describe = ({ subject }, { roster }) => ({
  todo: `remove ${nameOf(subject)} from the workspace`,
  call: request("DELETE", memberPath, roster, { member: subject.slug }),
});

export const cancelInvite: Describe = ({ subject }, { roster }) => ({
  todo: `cancel the invite of ${nameOf(subject)}`,
  call: request("DELETE", "/orgs/{org}/invites/{slug_perm}/", roster, { slug_perm: subject.id }),
});

export function correctEmergency({ subject, facts }: Finding): Described {
  const who = `emergency account ${nameOf(subject)}`;
  if (facts["now"] !== undefined) return correctName(`of ${who}`, facts, personIs);
  const todo =
    facts["wrong"] === onlyInvited
      ? `have the invite of ${who} accepted`
      : `${who} ${facts["wrong"]}: correct that`;
  return { todo, call: undefined };
}

export function invite(finding: Finding, context: TaskContext): Described {
  const { subject, facts } = finding;
  if (facts["kind"] === "service account") return createService(finding, context);
  const name = subject.slug;
  if (facts["now"] !== undefined) return correctName(name, facts, personIs);
  const role = context.listings.roleOf(name) ?? "Member";
  const teams = context.listings.teamsOf(name).map(({ slug, role: teamRole }) => ({
    team: slug,
    role: teamRole,
  }));
  const where = teams.map(({ team }) => team).join(", ");
  return {
    todo: `invite ${name} as ${role}${where === "" ? "" : ` with ${teams.length === 1 ? "team" : "teams"} ${where}`}${context.listings.mayBeInvited ? ", unless an invite is pending" : ""}, or correct the name${meantHint(facts)}`,
    call: request(
      "POST",
      "/orgs/{org}/invites/",
      context.roster,
      {},
      {
        [name.includes("@") ? "email" : "user"]: name,
        role,
        teams,
      },
    ),
  };
}

/** What was renamed is there, so only its name in the policy is wrong. */
export function correctName(what: string, facts: Finding["facts"], whoIs: string): Described {
  return {
    todo: `correct the name ${what} in the policy${hintOf(facts, whoIs)}`,
    call: undefined,
  };
}

export function changeRole(
  { subject, facts }: Finding,
  { roster }: TaskContext,
  role: string,
): Described {
  const path = "/orgs/{org}/members/{member}/update-role/";
  return {
    todo: `make ${nameOf(subject)} ${role} (now ${facts["role"]})`,
    call: request("PATCH", path, roster, { member: subject.slug }, { role }),
  };
}
