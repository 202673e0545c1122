/** The only comment about a policy on a pull request. */

import { readOwnAccounts } from "../client/account.ts";
import type { GitHub } from "../client/ask.ts";
import type { RunContext } from "../context.ts";
import { createMarker } from "../marker.ts";
import { hasComment, updateComment } from "../pull-request/pull-request.ts";
import type { PolicyFileReader } from "../pull-request/policy-change.ts";

export interface CommentThread {
  readonly exists: () => Promise<boolean>;
  /** Creates or updates the comment. `text` gets the maximum size in bytes. */
  readonly write: (text: (maxBytes: number) => string) => Promise<void>;
}

/** Returns the comment of a run on a pull request; undefined if the run writes none. */
export function openCommentThread(
  github: GitHub,
  { pullRequest: number }: RunContext,
  {
    settings,
    policy,
    delivery,
  }: {
    readonly settings: {
      readonly comment: "auto" | "never";
      readonly policyPath: string;
      readonly previousAuthors: readonly string[];
    };
    readonly policy: PolicyFileReader | undefined;
    readonly delivery: { readonly urls: { comment?: string | undefined } };
  },
): CommentThread | undefined {
  if (number === undefined || policy === undefined || settings.comment === "never") {
    return undefined;
  }
  // The marker has the policy's path, because an unreadable policy does not name its workspace.
  const marker = createMarker("comment", settings.policyPath);
  const readAccounts = () => readOwnAccounts(github, settings.previousAuthors);
  return {
    exists: async () =>
      await hasComment(github, { number, accounts: await readAccounts(), marker }),
    write: async (render) => {
      const [accounts, { isTouched, formerPath }] = await Promise.all([
        readAccounts(),
        policy.readTouch(),
      ]);
      const result = await updateComment(github, {
        number,
        accounts,
        marker,
        formerMarker: formerPath === undefined ? undefined : createMarker("comment", formerPath),
        render,
        create: isTouched,
      });
      delivery.urls.comment = result.url;
    },
  };
}
