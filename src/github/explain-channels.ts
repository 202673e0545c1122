/** Explains in one sentence why a run writes neither a comment nor an issue. */

import type { RunContext } from "./context.ts";

/** Runs of the default branch for other events may be about anything. */
const issueEvents: ReadonlySet<string> = new Set(["schedule", "push", "workflow_dispatch"]);

const pullRequestsOnly = "a comment is for pull requests (event pull_request)";

/** Every run has a summary, also one that fails. */
const where = "the report is in the job's summary";

/**
 * Returns why a run has no comment and no tracking issue, as a sentence without a final period;
 * undefined for a run that can have one, even if the workflow turned it off. The sentence names the
 * event and says where the report is. Branch names come from the event and are not escaped.
 */
export function explainChannels(context: RunContext): string | undefined {
  const { change } = context;
  if (change?.kind === "pull request") return undefined;
  if (change?.kind === "merge group") {
    return `${opening(context)} there is no comment and no tracking issue: a merge group has neither, and is compared with the policy before it like a pull request; ${where}`;
  }
  if (mayHaveIssue(context)) return undefined;
  const noComment =
    context.eventName === "pull_request_target"
      ? "on pull_request_target the base branch is checked out and not what the pull request proposes"
      : pullRequestsOnly;
  return `${opening(context)} there is no comment, because ${noComment}, and no tracking issue, because ${whyNoIssue(context)}; ${where}, and every finding counts, because there is no earlier policy to compare with`;
}

/** Returns the sentence for a run without a token. */
export function explainNoToken(context: RunContext): string {
  return `${opening(context)} there is no comment and no tracking issue, because there is no token; ${where}`;
}

/** Returns the sentence for a pull request whose token may only read; `from` is its source. */
export function explainReadOnly(eventName: string, from: string): string {
  return `${opening({ eventName })} there is no comment, because on a pull request from ${from} the token is read-only, and no tracking issue, because it is not for pull requests; ${where}`;
}

function opening({ eventName }: Pick<RunContext, "eventName">): string {
  return eventName === "" ? "in a run without an event," : `on the event ${eventName},`;
}

/** Returns true if the run audits the current workspace with the current policy. */
export function mayHaveIssue({ eventName, branch, defaultBranch }: RunContext): boolean {
  return issueEvents.has(eventName) && branch !== undefined && branch === defaultBranch;
}

function whyNoIssue({ eventName, branch, defaultBranch, ref }: RunContext): string {
  if (!issueEvents.has(eventName)) {
    return `it is for the events ${[...issueEvents].join(", ")}`;
  }
  const main =
    defaultBranch === undefined
      ? "the default branch, which neither the event nor GitHub names"
      : `the default branch ${defaultBranch}`;
  return `it is for ${main}, and this run is on ${branch === undefined ? (ref === "" ? "no branch" : ref) : `branch ${branch}`}`;
}
