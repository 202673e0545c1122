/** A task, and the request to Cloudsmith's API that does it. */

import type { Roster } from "../../roster/model.ts";
import type { Finding } from "../finding.ts";
import type { Policy } from "../policy.ts";
import type { TeamIndex } from "../rule.ts";
import { nameOf } from "../subject.ts";
import type { TaskAction } from "../task.ts";
import type { Listings } from "./listings.ts";
import type { privilegeLists } from "./privilege-list.ts";
import type { providerServices, serviceTeams } from "./service-lists.ts";
import type { teamLists } from "./team-list.ts";

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

export interface TaskContext {
  readonly roster: Roster;
  readonly policy: Policy;
  readonly now: Date;
  readonly teams: TeamIndex;
  readonly listings: Listings;
  /** Returns who is in a team after all tasks are done. */
  readonly listOf: ReturnType<typeof teamLists>;
  /** Returns who has which privilege on a repository after all tasks are done. */
  readonly privilegesOf: ReturnType<typeof privilegeLists>;
  /** Returns the teams of a service account after all tasks are done. */
  readonly teamsOfService: ReturnType<typeof serviceTeams>;
  /** Returns the service accounts on an OIDC provider's list after all tasks are done. */
  readonly servicesOf: ReturnType<typeof providerServices>;
  /** The folded names of the teams that one of the tasks creates. */
  readonly newTeams: ReadonlySet<string>;
}

/** What a task says and sends. */
export type Described = Pick<Task, "todo" | "call" | "next">;

export type Describe = (finding: Finding, context: TaskContext) => Described;

/** Returns a request about the workspace; `parameters` are the other names in the path. */
export function request(
  method: TaskCall["method"],
  path: string,
  { workspace }: Roster,
  parameters: Readonly<Record<string, string>>,
  body: TaskCall["body"] = null,
): TaskCall {
  const name = path.includes("{owner}") ? "owner" : "org";
  return { method, path, parameters: { [name]: workspace.slug, ...parameters }, body };
}

/** Returns a finding's account in a sentence. */
export function whoOf({ subject }: Finding): string {
  return `${subject.kind === "service" ? "service account " : ""}${nameOf(subject)}`;
}

/** Returns a finding's team in a sentence. */
export function teamOf({ object }: Finding): string {
  return `team ${object === undefined ? "" : nameOf(object)}`;
}
