/** The tasks of a report in the words of `expectedTasks`, and the workspace after their requests. */

import type { Report, ReportTask } from "../../../src/report/report.ts";
import { describe } from "./expected.ts";
import type { State, TeamPlace } from "./state.ts";

type Call = NonNullable<ReportTask["call"]>;

/**
 * Returns the report's tasks, sorted. A task that another task's request does too is left out if it
 * says the same thing again: another role for the same person, or a team of somebody who leaves.
 */
export function reportedTasks({ tasks = [], findings }: Report): readonly string[] {
  const facts = new Map(findings.map((finding) => [finding.fingerprint, finding.facts]));
  const byFinding = new Map(tasks.map((task) => [task.finding, task]));
  return tasks
    .filter((task) => {
      const doer = byFinding.get(task.doneWith ?? "");
      if (doer === undefined || doer.subject.id !== task.subject.id) return true;
      const isSame = doer.action === task.action && doer.object?.id === task.object?.id;
      return !isSame && !isRemoval(doer);
    })
    .map((task) => sayOf(task, facts.get(task.finding) ?? {}))
    .toSorted();
}

function isRemoval({ action, subject, object }: ReportTask): boolean {
  return action === "remove" && subject.kind === "member" && object === undefined;
}

function sayOf(task: ReportTask, facts: Readonly<Record<string, unknown>>): string {
  const { action, call } = task;
  const name = task.subject.slug.toLowerCase();
  const team = task.object?.slug.toLowerCase();
  if (action === "invite" && call?.path === "/orgs/{org}/invites/") {
    return describe.invite(name, text(call.body?.["role"]), placesOf(call.body?.["teams"], "team"));
  }
  if (action === "invite" && call?.path === "/orgs/{org}/teams/") {
    return describe.create(name, placesOf(task.next?.body?.["members"], "user"));
  }
  const expected = typeof facts["expected"] === "string" ? facts["expected"] : "";
  if (action === "grant" && team !== undefined) return describe.add(name, team, expected);
  if (action === "change-role") {
    return team === undefined
      ? describe.role(name, text(call?.body?.["role"]))
      : describe.teamRole(name, team, expected);
  }
  if (action === "remove" && team !== undefined) return describe.takeOut(name, team);
  if (isRemoval(task)) return describe.remove(name);
  if (action === "remove" && task.subject.kind === "team") return describe.deleteTeam(name);
  return `${task.rule}: ${task.todo}`;
}

/** Sends the requests of the tasks to a copy of the workspace, in the report's order. */
export function carryOut({ tasks = [] }: Report, state: State): void {
  const accepted: (() => void)[] = [];
  for (const { call, next, doneWith, todo } of tasks) {
    if (call === null && doneWith === undefined) throw new Error(`no request does: ${todo}`);
    for (const one of [call, next]) {
      const later = one == null ? undefined : send(one, state);
      if (later !== undefined) accepted.push(later);
    }
  }
  // People accept their invitations some days later.
  for (const accept of accepted) accept();
}

/** Returns what happens when an invitation is accepted. */
function send({ method, path, parameters, body }: Call, state: State): (() => void) | undefined {
  const member = text(parameters["member"]);
  const team = text(parameters["team"]);
  const members = new Map(placesOf(body?.["members"], "user"));
  switch (`${method} ${path}`) {
    case "POST /orgs/{org}/invites/": {
      const invited = [...placesOf(body?.["teams"], "team")].map(
        ([slug, place]) => [requireIn(state.teams, slug), place] as const,
      );
      return () => {
        state.people.set(text(body?.["user"]), text(body?.["role"]));
        for (const [places, place] of invited) places.set(text(body?.["user"]), place);
      };
    }
    case "POST /orgs/{org}/teams/":
      state.teams.set(text(body?.["slug"]), new Map());
      break;
    case "POST /orgs/{org}/teams/{team}/members":
    case "PUT /orgs/{org}/teams/{team}/members": {
      const places = requireIn(state.teams, team);
      if (method === "PUT") places.clear();
      for (const [name, place] of members) {
        requireIn(state.people, name);
        places.set(name, place);
      }
      break;
    }
    case "PATCH /orgs/{org}/members/{member}/update-role/":
      requireIn(state.people, member);
      state.people.set(member, text(body?.["role"]));
      break;
    case "DELETE /orgs/{org}/members/{member}/":
      requireIn(state.people, member);
      state.people.delete(member);
      for (const places of state.teams.values()) places.delete(member);
      break;
    case "DELETE /orgs/{org}/teams/{team}/":
      requireIn(state.teams, team);
      state.teams.delete(team);
      break;
    default:
      throw new Error(`an unexpected request: ${method} ${path}`);
  }
  return undefined;
}

function requireIn<T>(entries: ReadonlyMap<string, T>, name: string): T {
  const entry = entries.get(name);
  if (entry === undefined) throw new Error(`a request names ${name}, which is not there`);
  return entry;
}

/** Returns the names under a key of a body's list, with their roles in a team. */
function placesOf(list: unknown, key: string): readonly [string, TeamPlace][] {
  return ((list ?? []) as Record<string, string>[]).map((entry) => [
    text(entry[key]),
    entry["role"] === "Manager" ? "Manager" : "Member",
  ]);
}

function text(value: unknown): string {
  return typeof value === "string" ? value.toLowerCase() : "";
}
