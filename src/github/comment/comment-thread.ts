/** The one comment of a policy on a pull request. */

import { readOwnAccounts } from "../client/account.ts";
import type { GitHub } from "../client/ask.ts";
import type { RunContext } from "../context.ts";
import { createMarker } from "../marker.ts";
import { hasComment, keepComment } from "../pull-request/pull-request.ts";
import type { PolicyFileReader } from "../pull-request/policy-change.ts";

export interface CommentThread {
  readonly isThere: () => Promise<boolean>;
  /** Makes it say a text, which may have so many bytes. */
  readonly keep: (text: (maxBytes: number) => string) => Promise<void>;
}

/** Returns the comment of a run on a pull request; undefined where there is none to keep. */
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
  // By the policy's path: a policy that cannot be read does not name its workspace.
  const marker = createMarker("comment", settings.policyPath);
  const readAccounts = () => readOwnAccounts(github, settings.previousAuthors);
  return {
    isThere: async () =>
      await hasComment(github, { number, accounts: await readAccounts(), marker }),
    keep: async (render) => {
      const [accounts, { isTouched, formerPath }] = await Promise.all([
        readAccounts(),
        policy.readTouch(),
      ]);
      const kept = await keepComment(github, {
        number,
        accounts,
        marker,
        formerMarker: formerPath === undefined ? undefined : createMarker("comment", formerPath),
        render,
        create: isTouched,
      });
      delivery.urls.comment = kept.url;
    },
  };
}
