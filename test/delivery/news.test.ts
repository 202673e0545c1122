/** People hear of every change once, also where a comment could not be written at first. */

import { expect, test } from "vitest";

import { startPlace, type Place } from "../support/deliver.ts";
import { badGateway } from "../support/github/faults.ts";
import { refuse } from "../support/github/route.ts";
import { aFinding, aMember, aReport } from "../support/report.ts";

const { changes: _, ...drift } = aReport({ resolved: [] });
const person = (name: string, slug: string) =>
  aFinding({ rule: "two-factor", subject: aMember(name, slug) });
const withLiam = { ...drift, findings: [...drift.findings, person("Liam O'Brien", "liam-obrien")] };
const withBoth = {
  ...withLiam,
  findings: [...withLiam.findings, person("Ada Example", "ada-example")],
};
const clean = { ...drift, verdict: "clean" as const, findings: [] };
/** A failure that nothing is tried again after. */
const refusal = refuse(403, "Resource not accessible by integration");
const update = { operation: "issues/update", number: 8 };

function comment(text: string): object {
  return {
    operation: "issues/create-comment",
    number: 8,
    body: expect.stringContaining(text) as string,
  };
}

async function startWithIssue(): Promise<Place> {
  const place = await startPlace();
  await place.deliver(drift);
  return place;
}

/** A run in which GitHub takes no comment, and everything else. */
async function deliverMute(place: Place, report: typeof drift): Promise<readonly object[]> {
  const before = place.github.writes().length;
  place.github.fail({ operation: "issues/create-comment", reply: badGateway, times: 100 });
  await expect(place.deliver(report)).rejects.toThrow(
    "cannot write a comment on the tracking issue: GitHub answered 502.",
  );
  place.github.mend();
  return place.github.writes().slice(before);
}

test("news that is not known is told by the next run, once", async () => {
  const place = await startWithIssue();

  expect(await deliverMute(place, withLiam)).toMatchObject([update]);
  expect(await deliverMute(place, withLiam)).toEqual([]);
  expect(await place.writesOf(withLiam)).toMatchObject([
    comment("**1 finding appeared**; 12 in all."),
    update,
  ]);
  expect(await place.writesOf(withLiam)).toEqual([]);
});

test("news of two runs that is not known is told together", async () => {
  const place = await startWithIssue();

  await deliverMute(place, withLiam);
  await deliverMute(place, withBoth);
  const [told] = await place.writesOf(withBoth);

  expect(told).toMatchObject(comment("**2 findings appeared**; 13 in all."));
  expect(told).toMatchObject(comment("Liam O'Brien"));
  expect(await place.writesOf(withBoth)).toEqual([]);
});

test("what came and went before it could be told is not told", async () => {
  const place = await startWithIssue();

  await deliverMute(place, withLiam);

  expect(await place.writesOf(drift)).toMatchObject([update]);
  expect(place.github.comments).toEqual([]);
  expect(await place.writesOf(drift)).toEqual([]);
});

test("an issue is closed after people were told why, and not before", async () => {
  const place = await startWithIssue();

  expect(await deliverMute(place, clean)).toMatchObject([update]);
  expect(place.github.issues).toMatchObject([{ state: "open" }]);
  expect(await place.writesOf(clean)).toMatchObject([
    comment("**No finding is left.**"),
    { ...update, state: "closed", state_reason: "completed" },
  ]);
  expect(await place.writesOf(clean)).toEqual([]);
});

test("an issue that was reopened says so later, where it could not at once", async () => {
  const place = await startWithIssue();
  Object.assign(place.github.issues[0] ?? {}, { state: "closed" });

  expect(await deliverMute(place, drift)).toMatchObject([{ ...update, state: "open" }]);
  expect(await place.writesOf(drift)).toMatchObject([comment("Reopened: "), update]);
  expect(await place.writesOf(drift)).toEqual([]);
});

test("where comment and issue could not be written, the next run writes both", async () => {
  const place = await startWithIssue();
  place.github.fail({ operation: "issues/update", reply: refusal, times: 100 });

  expect(await deliverMute(place, withLiam)).toEqual([]);
  expect(await place.writesOf(withLiam)).toMatchObject([comment("Liam O'Brien"), update]);
  expect(await place.writesOf(withLiam)).toEqual([]);
});

test("a comment that was written before the issue could not be updated is not written again", async () => {
  const place = await startWithIssue();
  place.github.fail({ operation: "issues/update", reply: refusal });

  await expect(place.deliver(withLiam)).rejects.toThrow("cannot update the tracking issue");
  expect(await place.writesOf(withLiam)).toMatchObject([update]);
  expect(await place.writesOf(withLiam)).toEqual([]);
});

test("a comment that arrived, but was not listed yet, is found by the next run", async () => {
  const place = await startWithIssue();
  place.github.state.repository.lag = 3;
  place.github.fail({ operation: "issues/create-comment", reply: badGateway, applied: true });
  await expect(place.deliver(withLiam)).rejects.toThrow("GitHub answered 502");
  for (const one of place.github.comments) one.unlisted = 0;
  place.github.state.repository.lag = 0;

  expect(await place.writesOf(withLiam)).toMatchObject([update]);
  expect(place.github.comments).toHaveLength(1);
  expect(await place.writesOf(withLiam)).toEqual([]);
});

test("a comment that somebody removed is not written again", async () => {
  const place = await startWithIssue();
  await place.deliver(withLiam);
  place.github.comments.splice(0);

  expect(await place.writesOf(withLiam)).toEqual([]);
});

test("on a public repository what is remembered has no fingerprints", async () => {
  const place = await startWithIssue();

  await deliverMute(place, withLiam);
  expect(place.github.issues[0]?.body).toContain('"untold":');
  place.github.fail({ operation: "issues/create-comment", reply: badGateway, times: 100 });
  await place
    .deliver(withBoth, { settings: { personalData: "counts" } })
    .catch((error: unknown) => expect(error).toBeDefined());

  expect(place.github.issues[0]?.body).toContain('"untold":');
  expect(place.github.issues[0]?.body).not.toMatch(/"digest"|"findings"|liam/iu);
});

test("where there are thousands of findings, what is remembered fits as well", async () => {
  const place = await startPlace();
  const many = (prefix: string) => ({
    ...drift,
    findings: Array.from({ length: 1_999 }, (_, at) =>
      person(`${prefix} ${at}`, `${prefix}-${at}`),
    ),
  });
  await place.deliver(many("ada"));

  await deliverMute(place, many("bob"));

  expect(place.github.issues[0]?.body.length).toBeLessThanOrEqual(65_536);
  expect(await place.writesOf(many("bob"))).toMatchObject([
    comment("still 1999, but different ones"),
    update,
  ]);
});
