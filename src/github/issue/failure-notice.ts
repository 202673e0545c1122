/** The notice in the open issue while runs fail: since when no audit has succeeded, and why. */

import { createHash } from "node:crypto";

import type { AuditError } from "../../errors.ts";
import { renderFailure } from "../../report/markdown/heartbeat.ts";
import type { OwnAccounts } from "../client/account.ts";
import { ask, type GitHub } from "../client/ask.ts";
import { findIssues, type ListedIssue } from "./find-issue.ts";
import {
  issueMarker,
  joinBody,
  readIssueKey,
  splitBody,
  withEnd,
  type IssueKey,
} from "../marker.ts";
import { readTrackedSet, withoutTrackedSet, withTrackedSet } from "./tracked-set.ts";

export interface Failure {
  readonly error: Pick<AuditError, "code" | "message">;
  /** The time of the failed run. */
  readonly at: Date;
  readonly personalData: "full" | "counts";
}

export interface FailureIssue {
  readonly accounts: OwnAccounts;
  readonly labels: readonly string[];
  readonly policyPath: string;
  /**
   * Returns true for the title of an issue of earlier versions, whose marker does not name the
   * policy.
   */
  readonly isTitle: (title: string) => boolean;
}

const opening = "<!-- cloudsmith-access-audit v1 failing";
const closing = `${opening} end -->`;
const notice =
  /^<!-- cloudsmith-access-audit v1 failing (\S+) ([0-9a-f]{12}) -->\n[\s\S]*?\n<!-- cloudsmith-access-audit v1 failing end -->\n\n?/mu;

/** GitHub rejects a longer body. */
const maxBodyCharacters = 65_536;

/** Returns true if our part of a body has a notice. */
export function hasNotice(own: string): boolean {
  return notice.test(own);
}

/**
 * Puts the notice into the open issue, above the last audit's findings. A notice with another
 * reason replaces the previous one. Returns the issue's URL; undefined if no issue is open.
 */
export async function updateFailureNotice(
  github: GitHub,
  issue: FailureIssue,
  failure: Failure,
): Promise<string | undefined> {
  const { accounts, labels } = issue;
  const isIt = (listed: ListedIssue) => isAbout(listed, issue);
  const { issues } = await findIssues(github, { accounts, labels, isIt, isWanted: isIt });
  const open = issues.find(({ state }) => state === "open");
  const key = readIssueKey(open?.body);
  if (open === undefined || key === undefined) return undefined;
  const body = withNotice(open.body ?? "", key, failure);
  if (body === undefined) return open.html_url;
  const { octokit, owner, repo } = github;
  await ask("update the tracking issue", "issues: write", () =>
    octokit.rest.issues.update({ owner, repo, issue_number: open.number, body }),
  );
  return open.html_url;
}

function isAbout({ body, title }: ListedIssue, { policyPath, isTitle }: FailureIssue): boolean {
  const key = readIssueKey(body);
  if (key === undefined) return false;
  return key.policyPath === undefined ? isTitle(title) : key.policyPath === policyPath;
}

/** Returns the body with the notice; undefined if it already has the same notice. */
function withNotice(body: string, key: IssueKey, failure: Failure): string | undefined {
  const marker = issueMarker(key);
  const split = splitBody(body, marker);
  if (split === undefined) return undefined;
  const reason = digestOf(failure.error);
  const [, since, before] = notice.exec(split.own) ?? [];
  if (before === reason) return undefined;
  const from = Number.isNaN(Date.parse(since ?? "")) ? failure.at.toISOString() : (since ?? "");
  const { error, personalData } = failure;
  const text = renderFailure({
    since: from,
    code: error.code,
    message: error.message,
    personalData,
  });
  const block = `${opening} ${from} ${reason} -->\n${text}\n${closing}\n\n`;
  const recorded = readTrackedSet(split.own);
  const rest = split.own.replace(notice, "");
  const start = marker.length + 1;
  const compose = (report: string) => {
    const own = `${rest.slice(0, start)}${block}${report}`;
    // Do not sign a part that somebody changed with a new checksum.
    const part = recorded === undefined ? own : withTrackedSet(withoutTrackedSet(own), recorded);
    return joinBody(split, withEnd(part));
  };
  const report = rest.slice(start);
  const full = compose(report);
  const over = Array.from(full).length - maxBodyCharacters;
  return over <= 0 ? full : compose(shorten(withoutTrackedSet(report), over));
}

/** Removes complete lines from the end, and never cuts inside a `<details>` section. */
function shorten(report: string, characters: number): string {
  const left = "**The rest is left out here** to make room for the notice above.";
  const lines = report.split("\n");
  let removed = -left.length;
  let depth = 0;
  while (lines.length > 0 && (removed < characters || depth > 0)) {
    const line = lines.pop() ?? "";
    removed += Array.from(line).length + 1;
    depth += line.split("</details>").length - line.split("<details>").length;
  }
  return `${lines.join("\n").trimEnd()}\n\n${left}`;
}

/** Ignores numbers and request ids, which differ between runs that fail for the same reason. */
function digestOf({ code, message }: Failure["error"]): string {
  const lasting = message.replaceAll(/request id "[^"]*"/gu, "").replaceAll(/\d+/gu, "#");
  return createHash("sha256").update(`${code} ${lasting}`).digest("hex").slice(0, 12);
}
