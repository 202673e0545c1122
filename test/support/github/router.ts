/** From a request to a reply, with everything that GitHub checks on the way. */

import { ownAccount } from "./account.ts";
import { artifactRoutes } from "./artifact-routes.ts";
import { commentRoutes } from "./comment-routes.ts";
import { operations, type Operation } from "./description.ts";
import { answerQuery } from "./graphql.ts";
import { issueRoutes } from "./issue-routes.ts";
import { refuseAccess, type Permissions } from "./permissions.ts";
import { repositoryRoutes } from "./repository-routes.ts";
import { archived, malformed, notFound, type Reply, type Routes } from "./route.ts";
import type { State } from "./state.ts";
import { checkRequest } from "./validation.ts";

export interface Asked {
  readonly method: string;
  /** Without the base path of an enterprise server. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly accept: string;
  /** Parsed; undefined where none was sent. */
  readonly body: unknown;
}

export interface Match {
  /** Undefined for `graphql`. */
  readonly operation: Operation | undefined;
  readonly id: string;
  readonly path: Readonly<Record<string, string>>;
}

export interface World {
  readonly state: State;
  readonly permissions: Permissions;
  readonly violations: string[];
  readonly storageUrl: string;
}

const routes: Routes = { ...issueRoutes, ...commentRoutes, ...repositoryRoutes, ...artifactRoutes };

/** Returns the operation that a request is for; undefined when none of ours. */
export function findOperation({ method, path }: Asked, { state }: World): Match | undefined {
  if (method === "POST" && path === "/graphql") {
    return { operation: undefined, id: "graphql", path: {} };
  }
  const { id, owner, name } = state.repository;
  // The links between pages name the repository by its id.
  const named = path.replace(new RegExp(`^/repositories/${id}(?=/|$)`, "u"), () => {
    return `/repos/${owner}/${name}`;
  });
  for (const operation of operations) {
    const groups = operation.method === method ? operation.pattern.exec(named)?.groups : undefined;
    if (groups === undefined) continue;
    const decoded = Object.entries(groups).map(([key, value]) => [key, decodeURIComponent(value)]);
    return { operation, id: operation.id, path: Object.fromEntries(decoded) };
  }
  return undefined;
}

/** Returns the reply, and keeps a note of what no description allows. */
export function answer(match: Match, asked: Asked, world: World): Reply {
  const { operation, id, path } = match;
  const { state, violations } = world;
  const body = (asked.body ?? {}) as Readonly<Record<string, unknown>>;
  if (operation === undefined) {
    const answered = answerQuery(body, ownAccount);
    violations.push(...answered.violations);
    return answered.reply;
  }
  const problems = checkRequest(operation, path, asked.query, asked.body);
  if (problems.length > 0) {
    violations.push(...problems);
    return malformed(problems);
  }
  const { owner, name } = state.repository;
  if (path["owner"] !== owner || path["repo"] !== name) return notFound;
  const refusal = refuseAccess(id, path, state, world.permissions);
  if (refusal !== undefined) return refusal;
  if (state.repository.archived && operation.method !== "GET") return archived;
  const route = routes[id];
  if (route === undefined) throw new Error(`the stand-in has no route for ${id}`);
  const { query, accept } = asked;
  const { storageUrl } = world;
  return route({ state, actor: ownAccount, path, query, body, accept, storageUrl });
}
