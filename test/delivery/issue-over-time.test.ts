/** What becomes of the tracking issue when time passes, and when the repository opens or closes. */

import { expect, test } from "vitest";

import type { Report } from "../../src/report/report.ts";
import { startPlace, type Place } from "../support/deliver.ts";
import { gather } from "../support/github/faults.ts";
import { aFinding, aMember, aPartialReport, aReport } from "../support/report.ts";

/** A report of one day of November 2026, whole unless it is `partial`. */
function on(day: number, make = aReport, overrides: Partial<Report> = {}): Report {
  const readAt = `2026-11-${String(day).padStart(2, "0")}T05:17:00.000Z`;
  const { changes: _, ...report } = make({ readAt, generatedAt: readAt, ...overrides });
  return report;
}

const bodyOf = ({ github }: Place) => github.issues[0]?.body ?? "";
const updated = [{ operation: "issues/update", number: 8 }];

test("the date of the last complete sync is renewed once a week, and nobody is notified", async () => {
  const place = await startPlace();
  await place.deliver(on(1));

  for (const day of [2, 5, 7]) expect(await place.writesOf(on(day))).toEqual([]);
  expect(await place.writesOf(on(8))).toMatchObject(updated);
  expect(bodyOf(place)).toContain("Last complete sync: 2026-11-08 05:17 UTC.\n");
});

test("where no sync is complete any more, the issue says so once, and takes it back", async () => {
  const place = await startPlace();
  await place.deliver(on(1));
  const late =
    "Last complete sync: 2026-11-01 05:17 UTC. **That is longer ago than the schedule allows**: the runs since then failed, or could not see everything.";

  // Two days and a bit, and the week for which the issue's own date may be old.
  expect(await place.writesOf(on(9, aPartialReport))).toEqual([]);
  expect(await place.writesOf(on(11, aPartialReport))).toMatchObject(updated);
  expect(bodyOf(place)).toContain(late);
  expect(await place.writesOf(on(12, aPartialReport))).toEqual([]);
  // A push knows of no schedule, and so of nothing better to say.
  expect(await place.writesOf(on(13, aPartialReport), { on: "push" })).toEqual([]);
  expect(await place.writesOf(on(14))).toMatchObject(updated);
  expect(bodyOf(place)).not.toContain("**That is longer ago");
  expect(bodyOf(place)).toContain(
    "Last complete sync: 2026-11-14 05:17 UTC. The complete sync before it was 13 days earlier, which is longer than the schedule allows",
  );
});

test("with a baseline, which is a complete sync, two missed runs are enough", async () => {
  const place = await startPlace();
  await place.deliver(on(1));
  const against = (day: number): Report => ({
    ...on(5, aPartialReport),
    changes: {
      since: on(day).readAt,
      sinceCoverage: "complete",
      until: on(5).readAt,
      list: [],
      incomplete: [],
    },
  });

  expect(await place.writesOf(against(3))).toEqual([]);
  expect(await place.writesOf(against(2))).toMatchObject(updated);
});

test("a closed issue stays as it is while runs see too little", async () => {
  const place = await startPlace();
  await place.deliver(on(1));
  await place.deliver(on(2, aReport, { verdict: "clean", findings: [] }));
  expect(place.github.issues).toMatchObject([{ state: "closed" }]);

  const nothing = { findings: [], resolved: [] };
  expect(await place.writesOf(on(28, aPartialReport, nothing))).toEqual([]);
});

test("when the repository becomes public the names leave the issue at the next run", async () => {
  const place = await startPlace();
  const counts = { settings: { personalData: "counts" } } as const;
  await place.deliver(on(1));
  expect(bodyOf(place)).toContain("Jonas Lindqvist");

  expect(await place.writesOf(on(2), counts)).toMatchObject(updated);
  expect(bodyOf(place)).not.toMatch(/jonas|"digest"|"findings"/iu);
  expect(await place.writesOf(on(3), counts)).toEqual([]);
  expect(await place.writesOf(on(4))).toMatchObject(updated);
  expect(bodyOf(place)).toContain("Jonas Lindqvist");
});

test("what is held of a rule that was not judged has no fingerprints on a public repository", async () => {
  const place = await startPlace();
  await place.deliver(on(1));

  await place.deliver(on(2, aPartialReport, { findings: [] }), {
    settings: { personalData: "counts" },
  });

  expect(bodyOf(place)).toContain("not resolved");
  expect(bodyOf(place)).not.toMatch(/"digest"|"findings"/u);
});

test("two runs at once that find the same news leave one comment", async () => {
  const place = await startPlace();
  await place.deliver(on(1));
  const more = aFinding({ rule: "two-factor", subject: aMember("Sofia Rossi", "sofia-rossi") });
  const grown = on(2, aReport, { findings: [...aReport().findings, more] });
  place.github.before("issues/create-comment", gather(2));

  await Promise.all([place.deliver(grown), place.deliver(grown)]);

  expect(place.github.comments).toMatchObject([
    { on: 8, body: expect.stringContaining("Sofia Rossi") as string },
  ]);
  expect(await place.writesOf(grown)).toEqual([]);
});

test("the same news at another time is news again", async () => {
  const place = await startPlace();
  await place.deliver(on(1));
  for (const day of [2, 3]) {
    Object.assign(place.github.issues[0] ?? {}, {
      state: "closed",
      updated_at: place.github.state.now(),
    });
    expect(await place.writesOf(on(day))).toMatchObject([
      { operation: "issues/create-comment", body: expect.stringMatching(/^Reopened/u) as string },
      ...updated,
    ]);
  }
  expect(place.github.comments).toHaveLength(2);
});
