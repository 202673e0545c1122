/** What GitHub tells of one pull request and its policy, for `startArtifacts` to answer with. */

import type { ArtifactsOptions } from "./github-artifacts.ts";

export const headSha = "1".repeat(40);
export const baseSha = "2".repeat(40);
export const testMerge = "3".repeat(40);
const movedBase = "4".repeat(40);

export interface StandInPullRequest {
  /** The policy at the test merge, and at the head where there is none. */
  readonly policy?: string;
  /** Before it; absent: there was none. */
  readonly basePolicy?: string | undefined;
  /** Parents of the test merge; null: GitHub has none yet. */
  readonly mergeParents?: readonly string[] | null;
  /** Heads of the open pull requests, numbered from 7; the first one is this. */
  readonly heads?: readonly string[];
  /** What the contents API says instead of the policy. */
  readonly contents?: unknown;
}

export interface PullRequestAnswers {
  readonly answer: NonNullable<ArtifactsOptions["answer"]>;
  readonly comments: { id: number; body: string; number: number }[];
}

const repo = "/repos/fernwick/governance";
const account = { id: 41_898_282, login: "github-actions[bot]" };

export function answerPullRequest(pull: StandInPullRequest): PullRequestAnswers {
  const comments: PullRequestAnswers["comments"] = [];
  const parents = pull.mergeParents === undefined ? [movedBase, headSha] : pull.mergeParents;
  const pulls = (pull.heads ?? [headSha]).map((sha, index) => ({
    number: 7 + index,
    state: "open",
    head: { sha },
    base: { sha: baseSha, ref: "main" },
    merge_commit_sha: parents === null ? null : testMerge,
  }));
  const readContents = (url: URL): unknown => {
    const ref = url.searchParams.get("ref");
    if (ref === (parents === null ? baseSha : movedBase)) return pull.basePolicy;
    if (ref !== (parents === null ? headSha : testMerge)) return undefined;
    if (pull.contents !== undefined) return pull.contents;
    if (pull.policy === undefined) return undefined;
    return {
      type: "file",
      size: Buffer.byteLength(pull.policy),
      encoding: "base64",
      content: Buffer.from(pull.policy).toString("base64").replaceAll(/.{60}/gu, "$&\n"),
    };
  };
  const answer: PullRequestAnswers["answer"] = (method, url, body) => {
    const path = decodeURIComponent(url.pathname);
    if (path === "/graphql") {
      return { data: { viewer: { login: "github-actions", databaseId: account.id } } };
    }
    if (path === `${repo}/pulls`) return Number(url.searchParams.get("page") ?? 1) > 1 ? [] : pulls;
    const one = /\/pulls\/(\d+)$/u.exec(path);
    if (one !== null) return pulls.find(({ number }) => number === Number(one[1]));
    if (path.endsWith("/files")) return [{ filename: "access-policy.yml" }];
    if (path === `${repo}/git/commits/${testMerge}` && parents !== null) {
      return { parents: parents.map((sha) => ({ sha })) };
    }
    if (path === `${repo}/contents/access-policy.yml`) return readContents(url);
    const commented = /\/issues\/(\d+)\/comments$/u.exec(path);
    if (commented === null) return undefined;
    const shown = () =>
      comments.map((comment) => ({
        ...comment,
        user: account,
        html_url: "https://github.example/c",
      }));
    if (method === "GET") return shown();
    const { body: text } = JSON.parse(body) as { body: string };
    comments.push({ id: comments.length + 1, body: text, number: Number(commented[1]) });
    return shown().at(-1);
  };
  return { answer, comments };
}
