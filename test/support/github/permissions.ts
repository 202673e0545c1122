/** What a job's token may do. */

import { refuse, type Reply } from "./route.ts";
import type { State } from "./state.ts";

export type Level = "none" | "read" | "write";

export interface Permissions {
  actions: Level;
  contents: Level;
  issues: Level;
  pullRequests: Level;
}

/** Any one of these will do. */
type Accepted = readonly (readonly [keyof Permissions, "read" | "write"])[];

const commentRead: Accepted = [
  ["issues", "read"],
  ["pullRequests", "read"],
];

const accepted: Readonly<Record<string, Accepted>> = {
  "actions/download-artifact": [["actions", "read"]],
  "actions/get-workflow-run": [["actions", "read"]],
  "actions/list-artifacts-for-repo": [["actions", "read"]],
  "git/get-blob": [["contents", "read"]],
  "git/get-commit": [["contents", "read"]],
  "git/get-ref": [["contents", "read"]],
  "git/get-tree": [["contents", "read"]],
  "issues/create": [["issues", "write"]],
  "issues/get": commentRead,
  "issues/get-comment": commentRead,
  "issues/list-comments": commentRead,
  "issues/list-for-repo": [["issues", "read"]],
  "issues/update": [["issues", "write"]],
  "pulls/get": [["pullRequests", "read"]],
  "pulls/list": [["pullRequests", "read"]],
  "pulls/list-files": [["pullRequests", "read"]],
  "repos/compare-commits-with-basehead": [["contents", "read"]],
  "repos/get-commit": [["contents", "read"]],
  "repos/get-content": [["contents", "read"]],
};

const headerNames = {
  actions: "actions",
  contents: "contents",
  issues: "issues",
  pullRequests: "pull_requests",
} as const;

/**
 * Returns the refusal of an operation; undefined when the token may do it. What can be read by
 * everybody needs no permission.
 */
export function refuseAccess(
  operation: string,
  path: Readonly<Record<string, string>>,
  state: State,
  permissions: Permissions,
): Reply | undefined {
  if (state.repository.hidden) return refuse(404, "Not Found");
  const wanted = accepted[operation] ?? toWriteComment(operation, path, state);
  if (wanted.length === 0) return undefined;
  const isPublic = state.repository.visibility === "public";
  const isMet = wanted.some(([name, level]) =>
    level === "read" ? isPublic || permissions[name] !== "none" : permissions[name] === "write",
  );
  if (isMet) return undefined;
  const list = wanted.map(([name, level]) => `${headerNames[name]}=${level}`);
  return {
    ...refuse(403, "Resource not accessible by integration"),
    headers: { "x-accepted-github-permissions": list.join("; ") },
  };
}

/** By what the comment is on: the stricter reading of GitHub's "at least one of". */
function toWriteComment(
  operation: string,
  path: Readonly<Record<string, string>>,
  { comments, pulls }: State,
): Accepted {
  if (!/^issues\/(?:create|update|delete)-comment$/u.test(operation)) return [];
  const comment = comments.find(({ id }) => id === Number(path["comment_id"]));
  const on = comment?.on ?? Number(path["issue_number"]);
  return [[pulls.some(({ number }) => number === on) ? "pullRequests" : "issues", "write"]];
}
