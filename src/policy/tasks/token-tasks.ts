/** Tasks about the entitlement tokens of repositories. */

import type { Finding } from "../finding.ts";
import { nameOf } from "../subject.ts";
import type { Describe } from "./task-request.ts";

export const deleteToken: Describe = (finding) => ({
  todo: `delete ${tokenOf(finding)}`,
  call: undefined,
});

export const setEnd: Describe = (finding) => ({
  todo: `set an end for ${tokenOf(finding)}, or deactivate it`,
  call: undefined,
});

/** Whoever uses the token needs another one, so that the orphaned one can go. */
export const replaceToken: Describe = (finding) => {
  const { account, state } = finding.facts;
  const why = state === "inactive" ? `${account} is inactive` : `${account} has left`;
  return { todo: `replace and delete ${tokenOf(finding)} (${why})`, call: undefined };
};

export const closeBroadcasts: Describe = (finding) => ({
  todo: `turn off the access of ${tokenOf(finding)} to private broadcasts`,
  call: undefined,
});

function tokenOf({ subject, object }: Finding): string {
  return `token ${nameOf(subject)} of repository ${object === undefined ? "" : nameOf(object)}`;
}
