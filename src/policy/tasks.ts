/** The tasks in the workspace after a policy is merged, in order, with their API calls. */

import { listCoverage } from "../roster/coverage.ts";
import type { Roster } from "../roster/model.ts";
import { isUnknown } from "../roster/fact.ts";
import { fold } from "../roster/fold.ts";
import type { TeamRole } from "../roster/roles.ts";
import { accountsOfNewTeam, describeAccounts } from "./create-team.ts";
import { currentPolicy } from "./current-policy.ts";
import { directoryOf } from "./directory.ts";
import type { Finding, Subject } from "./finding.ts";
import { hasBegun, inTeam } from "./begun.ts";
import type { Policy, TeamPolicy } from "./policy.ts";
import type { WrittenName } from "./position.ts";
import { onlyInvited } from "./rules/break-glass.ts";
import { hintOf, personIs, teamIs } from "./hint.ts";
import { nameOf } from "./subject.ts";
import { meantHint } from "./suggest.ts";
import { taskActions, type TaskAction } from "./task.ts";
import { indexTeams } from "./team-index.ts";
import { teamLists, type TeamAccount } from "./team-list.ts";

export interface Task {
  readonly finding: Finding;
  readonly action: TaskAction;
  /** An imperative sentence without a final period; not escaped. */
  readonly todo: string;
  /** Undefined if no single request does the task, or if another task's request already does it. */
  readonly call: TaskCall | undefined;
  /** A second request for the same task, to send after `call`. */
  readonly next?: TaskCall;
  /** The fingerprint of the finding whose request also does this task. */
  readonly doneWith?: string;
}

/** A request to Cloudsmith's API. This program never sends one. Source: Cloudsmith's OpenAPI description. */
export interface TaskCall {
  readonly method: "POST" | "PATCH" | "PUT" | "DELETE";
  /** Contains names in braces, as in the API description. */
  readonly path: string;
  /** The values of these names; not encoded. */
  readonly parameters: Readonly<Record<string, string>>;
  /** JSON; null for no body. */
  readonly body: Readonly<Record<string, unknown>> | null;
}

interface Context {
  readonly roster: Roster;
  readonly policy: Policy;
  readonly now: Date;
  /** Returns who is in a team after all tasks are done. */
  readonly listOf: ReturnType<typeof teamLists>;
  /** The folded names of the teams that one of the tasks creates. */
  readonly newTeams: ReadonlySet<string>;
}

type Describe = (finding: Finding, context: Context) => Pick<Task, "todo" | "call" | "next">;

/**
 * Returns the tasks for introduced findings: invitations, grants, role changes, removals, others.
 */
export function toTasks(
  findings: readonly Finding[],
  { roster, policy, now }: Pick<Context, "roster" | "policy" | "now">,
  messageOf: (finding: Finding) => string,
): readonly Task[] {
  const tasks = findings.filter(isTask);
  if (tasks.length === 0) return [];
  const context = {
    roster,
    policy: currentPolicy(policy, now),
    now,
    listOf: teamLists(roster, tasks),
    newTeams: newTeamsOf(tasks),
  };
  const described = tasks
    .map((finding): Task => {
      const describe = descriptions[finding.rule];
      return {
        finding,
        action: finding.resolvedBy as TaskAction,
        ...(describe?.(finding, context) ?? { todo: messageOf(finding), call: undefined }),
      };
    })
    .sort(
      (a, b) =>
        taskActions.indexOf(a.action) - taskActions.indexOf(b.action) ||
        // A team must exist before an invitation can name it.
        Number(isNewTeam(b.finding)) - Number(isNewTeam(a.finding)),
    );
  return withoutRepeatedCalls(withoutTeamsOfLeavers(described));
}

function isNewTeam({ rule, resolvedBy }: Finding): boolean {
  return rule === "team-missing" && resolvedBy === "invite";
}

function newTeamsOf(tasks: readonly Finding[]): ReadonlySet<string> {
  return new Set(tasks.filter(isNewTeam).map(({ subject }) => fold(subject.slug)));
}

/** The request that removes somebody from the workspace also removes them from its teams. */
function withoutTeamsOfLeavers(tasks: readonly Task[]): readonly Task[] {
  const removals = new Map(
    tasks
      .filter(({ call }) => call?.method === "DELETE" && call.path === memberPath)
      // Of two findings with this request, the first one keeps it.
      .toReversed()
      .map(({ finding }) => [finding.subject.id, finding.fingerprint]),
  );
  return tasks.map((task) => {
    const { subject, object } = task.finding;
    const removal = subject.kind === "member" ? removals.get(subject.id) : undefined;
    if (task.action !== "remove" || object === undefined || removal === undefined) return task;
    return { ...task, call: undefined, doneWith: removal };
  });
}

/**
 * Two findings may have the same remedy, and one request replaces a team's list for all its tasks.
 */
function withoutRepeatedCalls(tasks: readonly Task[]): readonly Task[] {
  const first = new Map<string, string>();
  return tasks.map((task) => {
    const { call, finding } = task;
    if (call === undefined) return task;
    const { method, path, parameters, body } = call;
    const key = JSON.stringify([method, path, parameters, method === "PUT" ? null : body]);
    const done = first.get(key);
    if (done === undefined) first.set(key, finding.fingerprint);
    return done === undefined ? task : { ...task, call: undefined, doneWith: done };
  });
}

/** Returns whether this is an introduced finding that a change of the workspace resolves. */
export function isTask({ state, resolvedBy }: Pick<Finding, "state" | "resolvedBy">): boolean {
  return state === "introduced" && resolvedBy !== "policy";
}

const memberPath = "/orgs/{org}/members/{member}/";

const removeMember: Describe = ({ subject }, { roster }) => ({
  todo: `remove ${nameOf(subject)} from the workspace`,
  call: request("DELETE", memberPath, roster, { member: subject.slug }),
});

const cancelInvite: Describe = ({ subject }, { roster }) => ({
  todo: `cancel the invite of ${nameOf(subject)}`,
  call: request("DELETE", "/orgs/{org}/invites/{slug_perm}/", roster, { slug_perm: subject.id }),
});

const removeFromTeam: Describe = (finding, context) => ({
  todo: `remove ${whoOf(finding)} from ${teamOf(finding)}`,
  call: replaceTeam(finding, context),
});

/** A rule without an entry is described by its message, and has no call. */
const descriptions: Readonly<Record<string, Describe>> = {
  "break-glass": (finding, context) => {
    const { resolvedBy, facts } = finding;
    if (resolvedBy === "invite") return invite(finding, context);
    return resolvedBy === "change-role"
      ? changeRole(finding, context, String(facts["expected"]))
      : correctEmergency(finding);
  },
  dormant: removeMember,
  "inactive-in-team": removeFromTeam,
  "inactive-with-role": (finding, context) => changeRole(finding, context, "Member"),
  "invite-domain": cancelInvite,
  "invite-expired": cancelInvite,
  "invite-owner": cancelInvite,
  "invite-unlisted": cancelInvite,
  "member-unlisted": removeMember,
  "name-unknown": invite,
  "role-missing": (finding, context) =>
    changeRole(finding, context, String(finding.facts["expected"])),
  "role-unlisted": (finding, context) =>
    finding.resolvedBy === "remove"
      ? removeMember(finding, context)
      : changeRole(finding, context, listedRole(finding.subject.slug, context) ?? "Member"),
  "service-missing": createService,
  "service-role": changeService,
  "service-unlisted": ({ subject }, { roster }) => ({
    todo: `delete service account ${nameOf(subject)}`,
    call: request("DELETE", "/orgs/{org}/services/{service}/", roster, { service: subject.slug }),
  }),
  "team-member-missing": addToTeam,
  "team-member-unexpected": removeFromTeam,
  "team-missing": createTeam,
  "team-role": (finding, context) => ({
    todo: `make ${whoOf(finding)} ${finding.facts["expected"]} of ${teamOf(finding)} (now ${finding.facts["teamRole"]})`,
    call: replaceTeam(finding, context),
  }),
  "team-settings": ({ subject, facts }, context) =>
    changeTeam(subject, { [String(facts["setting"])]: String(facts["expected"]) }, context),
  "team-unlisted": deleteTeam,
};

function correctEmergency({ subject, facts }: Finding): Pick<Task, "todo" | "call"> {
  const who = `emergency account ${nameOf(subject)}`;
  if (facts["now"] !== undefined) return correctName(`of ${who}`, facts, personIs);
  const todo =
    facts["wrong"] === onlyInvited
      ? `have the invite of ${who} accepted`
      : `${who} ${facts["wrong"]}: correct that`;
  return { todo, call: undefined };
}

function invite(finding: Finding, context: Context): Pick<Task, "todo" | "call"> {
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
function correctName(
  what: string,
  facts: Finding["facts"],
  whoIs: string,
): Pick<Task, "todo" | "call"> {
  return {
    todo: `correct the name ${what} in the policy${hintOf(facts, whoIs)}`,
    call: undefined,
  };
}

function createTeam(
  { subject, object, facts }: Finding,
  context: Context,
): Pick<Task, "todo" | "call" | "next"> {
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
function changeTeam(
  { id, slug }: Subject,
  body: { readonly slug?: string; readonly visibility?: string; readonly description?: string },
  { roster }: Context,
): Pick<Task, "todo" | "call"> {
  const visibility = body.visibility ?? roster.teams.find((team) => team.id === id)?.visibility;
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

function deleteTeam({ subject, facts }: Finding, { roster }: Context): Pick<Task, "todo" | "call"> {
  const what = `team ${nameOf(subject)}`;
  if (facts["was"] !== undefined) {
    const todo = `list ${what} in the policy under its present name: it was called ${facts["was"]}`;
    return { todo, call: undefined };
  }
  const call = request("DELETE", "/orgs/{org}/teams/{team}/", roster, { team: subject.slug });
  return { todo: `delete ${what}`, call };
}

/** Returns whether somebody may have an invite that was not seen. */
function mayBeInvited({ coverage, invites }: Roster): boolean {
  const { status } = listCoverage(coverage, "invites");
  return (
    (status !== "complete" && status !== "not-in-plan") ||
    invites.some(({ email, username }) => isUnknown(email) || isUnknown(username))
  );
}

function createService({ subject, facts }: Finding, context: Context): Pick<Task, "todo" | "call"> {
  const { roster, policy } = context;
  const entry = policy.services?.find(({ name }) => fold(name.text) === fold(subject.slug));
  const own = (entry?.teams ?? []).map(({ text }) => text);
  const listing = policy.teams
    .filter(({ services }) =>
      (services ?? []).some(({ text }) => fold(text) === fold(subject.slug)),
    )
    .map(({ name }) => name.text);
  const slugs = [...new Set([...own, ...listing])];
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
function changeService(
  { subject, object, facts, resolvedBy }: Finding,
  { roster, policy }: Context,
): Pick<Task, "todo" | "call"> {
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

function changeRole(
  { subject, facts }: Finding,
  { roster }: Context,
  role: string,
): Pick<Task, "todo" | "call"> {
  const path = "/orgs/{org}/members/{member}/update-role/";
  return {
    todo: `make ${nameOf(subject)} ${role} (now ${facts["role"]})`,
    call: request("PATCH", path, roster, { member: subject.slug }, { role }),
  };
}

function addToTeam(finding: Finding, context: Context): Pick<Task, "todo" | "call"> {
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
function replaceTeam({ object }: Finding, context: Context): TaskCall | undefined {
  if (object === undefined) return undefined;
  const members = context.listOf(object.id);
  if (members === undefined) return undefined;
  const path = "/orgs/{org}/teams/{team}/members";
  return request("PUT", path, context.roster, { team: object.slug }, { members });
}

/** Returns the workspace role for which the policy lists a name today. */
function listedRole(name: string, { policy, roster, now }: Context): string | undefined {
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
  { policy, roster, now, newTeams }: Context,
): readonly { readonly slug: string; readonly role: "Manager" | "Member" }[] {
  const lists = (entry: TeamPolicy, names: readonly WrittenName[] | null) =>
    (names ?? []).some(
      (listed) => fold(listed.text) === fold(name) && hasBegun(inTeam(listed, entry), now),
    );
  const { managed, missing } = indexTeams(roster, policy);
  const teams = [
    ...managed.map(({ team, policy: entry }) => ({ slug: team.slug, entry })),
    ...missing
      .filter((entry) => newTeams.has(fold(entry.name.text)))
      .map((entry) => ({ slug: entry.name.text, entry })),
  ];
  return teams.flatMap(({ slug, entry }): { slug: string; role: "Manager" | "Member" }[] => {
    if (lists(entry, entry.managers)) return [{ slug, role: "Manager" }];
    return lists(entry, entry.members) ? [{ slug, role: "Member" }] : [];
  });
}

function request(
  method: TaskCall["method"],
  path: string,
  { workspace }: Roster,
  parameters: Readonly<Record<string, string>>,
  body: TaskCall["body"] = null,
): TaskCall {
  return { method, path, parameters: { org: workspace.slug, ...parameters }, body };
}

function whoOf({ subject }: Finding): string {
  return `${subject.kind === "service" ? "service account " : ""}${nameOf(subject)}`;
}

function teamOf({ object }: Finding): string {
  return `team ${object === undefined ? "" : nameOf(object)}`;
}
