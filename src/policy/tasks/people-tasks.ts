/** Tasks about people: invite them, change their role, remove them. */

import { listCoverage } from "../../roster/coverage.ts";
import { isUnknown } from "../../roster/fact.ts";
import { fold } from "../../roster/fold.ts";
import { compareIds, type Roster } from "../../roster/model.ts";
import { hasBegun, inEntry } from "../begun.ts";
import { directoryOf } from "../directory.ts";
import type { Finding } from "../finding.ts";
import { hintOf, personIs } from "../hint.ts";
import type { TeamPolicy } from "../policy.ts";
import type { WrittenName } from "../position.ts";
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
  const role = listedRole(name, context) ?? "Member";
  const teams = listedTeams(name, context).map(({ slug, role: teamRole }) => ({
    team: slug,
    role: teamRole,
  }));
  const where = teams.map(({ team }) => team).join(", ");
  return {
    todo: `invite ${name} as ${role}${where === "" ? "" : ` with ${teams.length === 1 ? "team" : "teams"} ${where}`}${mayBeInvited(context.roster) ? ", unless an invite is pending" : ""}, or correct the name${meantHint(facts)}`,
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

/** Returns whether somebody may have an invite that was not seen. */
function mayBeInvited({ coverage, invites }: Roster): boolean {
  const { status } = listCoverage(coverage, "invites");
  return (
    (status !== "complete" && status !== "not-in-plan") ||
    invites.some(({ email, username }) => isUnknown(email) || isUnknown(username))
  );
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

/** Returns the workspace role for which the policy lists a name today. */
export function listedRole(name: string, { policy, roster, now }: TaskContext): string | undefined {
  const directory = directoryOf(roster);
  const wanted = directory.member({ text: name, position: { line: 1, column: 1 } });
  return policy.roles.find(({ members, breakGlass }) =>
    [...(members ?? []), ...breakGlass].some(
      (listed) =>
        hasBegun(listed, now) &&
        (fold(listed.text) === fold(name) ||
          (wanted !== undefined && directory.member(listed) === wanted)),
    ),
  )?.role;
}

/** Returns the teams, with those that will be created, in which the policy lists a name today. */
function listedTeams(
  name: string,
  { teams: { managed, missing }, now, newTeams }: TaskContext,
): readonly { readonly slug: string; readonly role: "Manager" | "Member" }[] {
  const lists = (entry: TeamPolicy, names: readonly WrittenName[] | null) =>
    (names ?? []).some(
      (listed) => fold(listed.text) === fold(name) && hasBegun(inEntry(listed, entry), now),
    );
  const teams = [
    ...managed.map(({ team, policy: entry }) => ({ slug: team.slug, entry })),
    ...missing
      .filter((entry) => newTeams.has(fold(entry.name.text)))
      .map((entry) => ({ slug: entry.name.text, entry })),
  ];
  // In an order that does not depend on how the policy is split into files.
  return teams
    .flatMap(({ slug, entry }): { slug: string; role: "Manager" | "Member" }[] => {
      if (lists(entry, entry.managers)) return [{ slug, role: "Manager" }];
      return lists(entry, entry.members) ? [{ slug, role: "Member" }] : [];
    })
    .sort((a, b) => compareIds(a.slug, b.slug));
}
