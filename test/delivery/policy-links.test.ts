import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { toHtml } from "../support/gfm.ts";
import { makeFolder } from "../support/process.ts";
import { refuse } from "../support/github/route.ts";
import { headSha, mergeSha } from "../support/github/repository-routes.ts";
import {
  addToRelease,
  pullRequest,
  schedule,
  startSequence,
  type Sequence,
} from "../support/sequence.ts";

const nextSha = "e".repeat(40);
const path = "access-policy.yml";

/** Returns the addresses of the policy's lines in a text. */
function linksIn(markdown: string): string[] {
  return [...toHtml(markdown).matchAll(/href="([^"]*\/blob\/[^"]*)"/gv)].map(
    ([, href = ""]) => href,
  );
}

const address = (sha: string, line: number) =>
  `https://github.example/fernwick/governance/blob/${sha}/${path}#L${line}`;

/** The line that the finding about somebody in the team release is based on. */
const releaseLine = peoplePolicy.split("\n").findIndex((line) => line.startsWith("  release:")) + 1;

/** Returns what the script of a page shows. */
function dataOf(page: string): { readonly policyLinks?: unknown } {
  const [, json = ""] =
    /<script type="application\/json" id="data">(.*?)<\/script>/su.exec(page) ?? [];
  return JSON.parse(json) as { readonly policyLinks?: unknown };
}

async function startDrifting(): Promise<Sequence> {
  const sequence = await startSequence({
    github: { files: [path], basePolicy: peoplePolicy },
  });
  addToRelease(sequence, "sofia-rossi");
  return sequence;
}

/** Adds a commit with the same policy on top of the default branch. */
function addCommit({ github: { state } }: Sequence, policy = peoplePolicy): void {
  state.commits.set(nextSha, [mergeSha]);
  state.files.set(`${nextSha}:${path}`, policy);
}

/** The pull request takes Sofia off the list. */
function takeSofiaOff(sequence: Sequence): void {
  sequence.policy = peoplePolicy.replace("kwame-mensah, sofia-rossi", "kwame-mensah");
  sequence.github.state.files.set(`${headSha}:${path}`, sequence.policy);
}

function onHead(sha: string): typeof pullRequest {
  return {
    ...pullRequest,
    payload: {
      repository: { visibility: "private", default_branch: "main" },
      pull_request: { number: 7, head: { sha } },
    },
  };
}

test("summary and issue link to the line at the commit, and a newer commit leaves the issue alone", async () => {
  const sequence = await startDrifting();
  addCommit(sequence);

  const first = await sequence.run(schedule);
  const body = sequence.github.issues[0]?.body ?? "";
  const second = await sequence.run(schedule, {}, { GITHUB_SHA: nextSha });

  expect(linksIn(first.summary)).toEqual([address(mergeSha, releaseLine)]);
  expect(linksIn(body)).toEqual([address(mergeSha, releaseLine)]);
  expect(linksIn(second.summary)).toEqual([address(nextSha, releaseLine)]);
  expect(second.writes).toEqual([]);
  expect(sequence.github.issues[0]?.body).toBe(body);
});

test("the page has the addresses of the policy's lines", async () => {
  const sequence = await startDrifting();
  const page = join(await makeFolder(), "page.html");

  await sequence.run(schedule, { "report-html": page });

  const { policyLinks } = dataOf(await readFile(page, "utf8"));
  expect(policyLinks).toEqual({ [path]: address(mergeSha, 1).slice(0, -1) });
});

test("a comment links to the head, and a push that changes nothing there leaves it alone", async () => {
  const sequence = await startDrifting();
  const { state } = sequence.github;
  takeSofiaOff(sequence);

  const first = await sequence.run(onHead(headSha));
  const body = sequence.github.comments[0]?.body ?? "";
  addCommit(sequence, sequence.policy);
  state.commits.set(mergeSha, [state.commits.get(mergeSha)?.[0] ?? "", nextSha]);
  const second = await sequence.run(onHead(nextSha));

  expect(first.writes).toMatchObject([{ operation: "issues/create-comment" }]);
  expect(linksIn(body)).not.toEqual([]);
  for (const link of linksIn(body)) expect(link).toContain(`/blob/${headSha}/${path}#L`);
  expect(linksIn(second.summary)).not.toEqual([]);
  for (const link of linksIn(second.summary)) expect(link).toContain(`/blob/${nextSha}/${path}#L`);
  expect(second.writes).toEqual([]);

  // A line that moves is news.
  sequence.policy = `# a line more\n${sequence.policy}`;
  state.files.set(`${nextSha}:${path}`, sequence.policy);
  const third = await sequence.run(onHead(nextSha));
  expect(third.writes).toMatchObject([{ operation: "issues/update-comment" }]);
  expect(sequence.github.comments[0]?.body).toContain(`/blob/${nextSha}/`);
});

test.each([
  ["comment", "first"],
  ["comment", "second"],
  ["issue", "first"],
  ["issue", "second"],
])(
  "the %s is not written again if GitHub refuses the links of the %s run",
  async (kind, refused) => {
    const sequence = await startDrifting();
    if (kind === "comment") takeSofiaOff(sequence);
    const event = kind === "comment" ? onHead(headSha) : schedule;
    const run = async (name: string) => {
      if (name === refused) {
        sequence.github.fail({ operation: "git/get-tree", times: 99, reply: refuse(403, "no") });
      }
      const { summary, writes } = await sequence.run(event);
      sequence.github.mend();
      return { hasLinks: linksIn(summary).length > 0, writes };
    };

    const [first, second] = [await run("first"), await run("second")];

    expect([first.hasLinks, second.hasLinks]).toEqual([refused !== "first", refused !== "second"]);
    expect(first.writes).not.toEqual([]);
    expect(second.writes).toEqual([]);
  },
);

test("a policy that a step changed has no links, and the report is complete", async () => {
  const sequence = await startDrifting();
  sequence.merged = `# as committed\n${peoplePolicy}`;

  const run = await sequence.run(schedule);

  expect(linksIn(run.summary)).toEqual([]);
  expect(run.summary).toContain(`\`${path}:${releaseLine}\``);
  expect(run.outputs).toMatchObject({ verdict: "drift", delivery: "complete" });
});

test("without contents: read there are no links, and nothing fails", async () => {
  const sequence = await startDrifting();
  sequence.github.permissions.contents = "none";

  const run = await sequence.run(schedule);

  expect(linksIn(run.summary)).toEqual([]);
  expect(run.outputs).toMatchObject({ verdict: "drift", delivery: "complete" });
  expect(run.stdout).not.toContain("contents: read");
});
