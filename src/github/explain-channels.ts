/** Explains in one sentence why a run writes neither a comment nor an issue. */

import type { RunContext } from "./context.ts";

/** Runs of the default branch for other events may be about anything. */
const issueEvents: ReadonlySet<string> = new Set(["schedule", "push", "workflow_dispatch"]);

const pullRequestsOnly = "a comment is for pull requests (event pull_request)";

/**
 * Returns the sentence, without a final period, for a run that writes neither; undefined if the
 * workflow turned off the channel that applies. Branch names come from the event and are not
 * escaped.
 */
export function explainChannels(
  context: RunContext,
  { issue }: { readonly issue: "auto" | "never" },
): string | undefined {
  const { change, eventName } = context;
  if (change?.kind === "pull request") return undefined;
  if (change?.kind === "merge group") {
    return "there is no comment and no tracking issue: a merge group has neither, and is compared with the policy before it like a pull request";
  }
  if (issue === "never" && mayHaveIssue(context)) return undefined;
  const noIssue = whyNoIssue(context);
  if (eventName === "pull_request_target") {
    return `there is no comment, because on pull_request_target the base branch is checked out and not what the pull request proposes, and no tracking issue, because ${noIssue}; there is no earlier policy to compare with, so every finding counts`;
  }
  return `there is no comment, because ${pullRequestsOnly}, and no tracking issue, because ${noIssue}; there is no earlier policy to compare with, so every finding counts`;
}

/** Returns true if the run audits the current workspace with the current policy. */
export function mayHaveIssue({ eventName, branch, defaultBranch }: RunContext): boolean {
  return issueEvents.has(eventName) && branch !== undefined && branch === defaultBranch;
}

function whyNoIssue({ eventName, branch, defaultBranch, ref }: RunContext): string {
  if (!issueEvents.has(eventName)) {
    return `it is for the events ${[...issueEvents].join(", ")}, not for ${eventName === "" ? "a run without one" : eventName}`;
  }
  const main =
    defaultBranch === undefined
      ? "the default branch, which neither the event nor GitHub names"
      : `the default branch ${defaultBranch}`;
  return `it is for ${main}, and this run is on ${branch === undefined ? (ref === "" ? "no branch" : ref) : `branch ${branch}`}`;
}
