/** What GitHub refuses is told in its own words; what the owners closed fails no run. */

import { expect, test } from "vitest";

import { openDelivery } from "../../src/github/delivery.ts";
import { silentLogger } from "../../src/log.ts";
import { deliverySettings, startPlace, type Place } from "../support/deliver.ts";
import { graphQlRateLimit } from "../support/github/faults.ts";
import { listen } from "../support/github/listen.ts";
import { refuse } from "../support/github/route.ts";
import { mergeSha } from "../support/github/repository-routes.ts";
import { aFinding, aMember, aReport } from "../support/report.ts";

const { changes: _, ...drift } = aReport({ resolved: [] });
const liam = aFinding({ rule: "two-factor", subject: aMember("Liam O'Brien", "liam-obrien") });
const more = { ...drift, findings: [...drift.findings, liam] };
const clean = { ...drift, verdict: "clean" as const, findings: [] };
const onPull = { on: "pull request" } as const;

const lockedWords = 'GitHub says: "Unable to create comment because issue is locked.".';
const archivedWords = 'GitHub says: "Repository was archived so is read-only.".';

async function startWithIssue(): Promise<Place> {
  const place = await startPlace();
  await place.deliver(drift);
  return place;
}

test("an issue whose conversation is locked is kept without comments, and told once it is unlocked", async () => {
  const place = await startWithIssue();
  const [issue] = place.github.issues;
  if (issue === undefined) throw new Error("there is no issue");
  issue.locked = true;

  expect(await place.writesOf(more)).toMatchObject([{ operation: "issues/update", number: 8 }]);
  expect(place.warnings).toEqual([
    `cannot write a comment on the tracking issue: the conversation is locked (403). Unlock it so that it can be updated. ${lockedWords}`,
  ]);
  expect(await place.writesOf(more)).toEqual([]);
  expect(place.warnings).toHaveLength(2);
  expect(await place.writesOf(clean)).toMatchObject([
    { operation: "issues/update", number: 8, state: "closed" },
  ]);
  expect(await place.writesOf(clean)).toEqual([]);
  issue.locked = false;
  expect(await place.writesOf(more)).toMatchObject([
    {
      operation: "issues/create-comment",
      body: expect.stringContaining("**1 finding appeared**") as string,
    },
    { operation: "issues/update", number: 8, state: "open" },
  ]);
});

test("a pull request whose conversation is locked has no comment, and the run stands", async () => {
  const place = await startPlace();
  const [pull] = place.github.pulls;
  if (pull !== undefined) pull.locked = true;

  expect(await place.writesOf(drift, onPull)).toEqual([]);
  expect(place.warnings).toEqual([expect.stringContaining(lockedWords)]);
});

test("an archived repository is left as it is, and the run stands", async () => {
  const place = await startWithIssue();
  place.github.state.repository.archived = true;

  expect(await place.writesOf(more)).toEqual([]);
  expect(await place.writesOf(drift, onPull)).toEqual([]);
  expect(place.warnings).toEqual([
    `cannot update the tracking issue: the repository is archived (403). Unarchive it, or turn this workflow off. ${archivedWords}`,
    `cannot write a comment on the pull request: the repository is archived (403). Unarchive it, or turn this workflow off. ${archivedWords}`,
  ]);
});

test("issues that are turned off are logged, and comments on pull requests go on", async () => {
  const place = await startPlace({ issuesEnabled: false });

  expect(await place.writesOf(drift)).toEqual([]);
  expect(place.warnings).toEqual([
    'cannot open the tracking issue: issues are turned off in this repository (410). Turn them on, or set issue: never. GitHub says: "Issues has been disabled in this repository.".',
  ]);
  expect(await place.writesOf(drift, onPull)).toMatchObject([
    { operation: "issues/create-comment", number: 7 },
  ]);
});

test.each([
  [
    "Resource not accessible by integration",
    'Give the job "permissions: issues: write". GitHub says: "Resource not accessible by integration".',
  ],
  [
    "Although you appear to have the correct authorization credentials, the `fernwick` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.",
    'but not because of a missing permission. GitHub says: "Although you appear to have the correct authorization credentials, the `fernwick` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.".',
  ],
  [
    "Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.",
    "but not because of a missing permission. GitHub says: ",
  ],
  ["a line\nand another", 'GitHub says: "a line and another".'],
])("403 is told in GitHub's words: %s", async (said, expected) => {
  const place = await startWithIssue();
  const reply = refuse(403, said);
  place.github.fail({ operation: "issues/update", reply, times: 10 });
  place.github.fail({ operation: "issues/create-comment", reply, times: 10 });

  const error = await place.deliver(more).catch((reason: unknown) => reason);

  expect((error as Error).message).toContain("GitHub refused it (403)");
  expect((error as Error).message).toContain(expected);
  expect((error as Error).message.includes("permissions:")).toBe(said.startsWith("Resource not"));
});

test("a very long refusal is cut", async () => {
  const place = await startWithIssue();
  place.github.fail({ operation: "issues/list-for-repo", reply: refuse(403, "x".repeat(9_000)) });

  const error = await place.deliver(more).catch((reason: unknown) => reason);

  expect((error as Error).message.length).toBeLessThan(400);
});

/** Delivers to an address of the test's own, as to GitHub. */
async function deliverTo(apiUrl: string): Promise<unknown> {
  const delivery = await openDelivery(
    {
      eventName: "schedule",
      eventPayload: { repository: { visibility: "private", default_branch: "main" } },
      repository: "fernwick/governance",
      ref: "refs/heads/main",
      serverUrl: "https://github.example",
      apiUrl,
      runId: "4242",
      sha: mergeSha,
    },
    {
      token: "t",
      ...deliverySettings,
    },
    silentLogger,
  );
  return await delivery.channels[0]?.deliver(drift).catch((error: unknown) => error);
}

test("an address where nobody listens is told with the cause", async () => {
  const server = await listen(() => undefined);
  await server.close();

  const error = await deliverTo(server.origin);

  const [, host = ""] = server.origin.split("://");
  expect((error as Error).message).toContain(
    `cannot determine which account the token belongs to: GitHub could not be reached: ${host} refused the connection (ECONNREFUSED). `,
  );
});

test("a limit that GraphQL tells is a limit: waited for where it is short, and told where it is not", async () => {
  const place = await startPlace();
  const soon = Math.floor(Date.now() / 1_000);
  place.github.fail({ operation: "graphql", reply: graphQlRateLimit(soon) });

  expect(await place.writesOf(drift)).toMatchObject([{ operation: "issues/create" }]);
  expect(place.warnings).toEqual([expect.stringMatching(/^GitHub asks to wait \d s/u)]);

  const late = graphQlRateLimit(soon + 3_600);
  place.github.fail({ operation: "graphql", reply: late, times: 10 });
  await expect(place.deliver(drift)).rejects.toThrow(
    "cannot determine which account the token belongs to: GitHub's rate limit is used up (RATE_LIMITED). Run it again later.",
  );
});

test("an Enterprise Server's GraphQL tells its limit like that, too", async () => {
  const place = await startPlace({ enterprise: true });
  const late = graphQlRateLimit(Math.floor(Date.now() / 1_000) + 3_600);
  place.github.fail({ operation: "graphql", reply: late, times: 10 });

  await expect(place.deliver(drift)).rejects.toThrow("GitHub's rate limit is used up");
});

test("another error of GraphQL is told in its words", async () => {
  const place = await startPlace();
  const errors = [{ type: "FORBIDDEN", message: "Resource not accessible by integration" }];
  place.github.fail({ operation: "graphql", reply: { status: 200, body: { errors } } });

  await expect(place.deliver(drift)).rejects.toThrow(
    "cannot determine which account the token belongs to: GitHub answered with an error: Resource not accessible by integration. Try again later.",
  );
});
