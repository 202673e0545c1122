/** The tasks in the workspace after a policy is merged, in order, with their API calls. */

import { fold } from "../../roster/fold.ts";
import { currentPolicy } from "../current-policy.ts";
import type { Finding } from "../finding.ts";
import { taskActions, type TaskAction } from "../task.ts";
import { indexTeams } from "../team-index.ts";
import { descriptions } from "./describe-task.ts";
import { createListings } from "./listings.ts";
import { memberPath } from "./people-tasks.ts";
import type { Task, TaskContext } from "./task-request.ts";
import { privilegeLists } from "./privilege-list.ts";
import { providerServices, serviceTeams } from "./service-lists.ts";
import { teamLists } from "./team-list.ts";

export type { Task } from "./task-request.ts";

/**
 * Returns the tasks for introduced findings: invitations, grants, role changes, removals, others.
 */
export function toTasks(
  findings: readonly Finding[],
  { roster, policy, now }: Pick<TaskContext, "roster" | "policy" | "now">,
  messageOf: (finding: Finding) => string,
): readonly Task[] {
  const tasks = findings.filter(isTask);
  if (tasks.length === 0) return [];
  const current = currentPolicy(policy, now);
  const newTeams = newTeamsOf(tasks);
  const teams = indexTeams(roster, current);
  const context = {
    roster,
    policy: current,
    now,
    teams,
    listings: createListings({ roster, policy: current, now, teams, newTeams }),
    listOf: teamLists(roster, tasks),
    privilegesOf: privilegeLists(roster, tasks, newTeams),
    teamsOfService: serviceTeams(roster, tasks),
    servicesOf: providerServices(roster, tasks),
    newTeams,
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
