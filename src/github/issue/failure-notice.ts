/** What the open issue says while runs fail: since when no audit has succeeded, and why. */

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
  /** The time of the run that failed. */
  readonly at: Date;
  readonly personalData: "full" | "counts";
}

export interface FailureIssue {
  readonly accounts: OwnAccounts;
  readonly labels: readonly string[];
  readonly policyPath: string;
  /** True for the title of the issue that earlier versions kept, which did not name the policy. */
  readonly isTitle: (title: string) => boolean;
}

const opening = "<!-- cloudsmith-access-audit v1 failing";
const closing = `${opening} end -->`;
const notice =
  /^<!-- cloudsmith-access-audit v1 failing (\S+) ([0-9a-f]{12}) -->\n[\s\S]*?\n<!-- cloudsmith-access-audit v1 failing end -->\n\n?/mu;

/** GitHub refuses a longer body. */
const maxBodyCharacters = 65_536;

/** True where our part of a body has such a notice. */
export function hasNotice(own: string): boolean {
  return notice.test(own);
}

/**
 * Puts the notice into the open issue, above what the last audit found; another reason takes the place
 * of the one before. Returns the issue's address; undefined where none is open.
 */
export async function keepFailure(
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

/** Returns the body with the notice; undefined where it says that already. */
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
  const told = readTrackedSet(split.own);
  const rest = split.own.replace(notice, "");
  const start = marker.length + 1;
  const compose = (report: string) => {
    const own = `${rest.slice(0, start)}${block}${report}`;
    // What somebody changed is not made ours by a checksum of today.
    const part = told === undefined ? own : withTrackedSet(withoutTrackedSet(own), told);
    return joinBody(split, withEnd(part));
  };
  const report = rest.slice(start);
  const whole = compose(report);
  const over = Array.from(whole).length - maxBodyCharacters;
  return over <= 0 ? whole : compose(shorten(withoutTrackedSet(report), over));
}

/** Takes whole lines off the end, and none out of a folded section. */
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

/** Numbers and ids of requests differ from run to run, and are nothing new. */
function digestOf({ code, message }: Failure["error"]): string {
  const lasting = message.replaceAll(/request id "[^"]*"/gu, "").replaceAll(/\d+/gu, "#");
  return createHash("sha256").update(`${code} ${lasting}`).digest("hex").slice(0, 12);
}
