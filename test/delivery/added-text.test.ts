/** What people write around our part of a comment or an issue is theirs, and stays. */

import { readFileSync } from "node:fs";

import fc from "fast-check";
import { expect, test } from "vitest";

import { createMarker, joinBody, splitBody, withEnd, withMarker } from "../../src/github/marker.ts";
import { ownAccount, stranger } from "../support/github/account.ts";
import { startPlace, type Place } from "../support/deliver.ts";
import { aFinding, aMember, aReport } from "../support/report.ts";
import { propertyRuns } from "../support/property.ts";

const { changes: _, ...drift } = aReport({ resolved: [] });
const liam = aFinding({ rule: "two-factor", subject: aMember("Liam O'Brien", "liam-obrien") });
const more = { ...drift, findings: [...drift.findings, liam] };

const places = ["issue", "comment"] as const;
type Kind = (typeof places)[number];
const on = { issue: "schedule", comment: "pull request" } as const;

/** Bodies that earlier versions wrote: without an end, and an issue's without the policy's path. */
const earlier = (kind: Kind) =>
  readFileSync(new URL(`earlier/${kind}.txt`, import.meta.url), "utf8").trimEnd();

function textOf({ github }: Place, kind: Kind) {
  const [text] = kind === "issue" ? github.issues : github.comments;
  if (text === undefined) throw new Error(`there is no ${kind}`);
  return text;
}

async function startWith(kind: Kind): Promise<Place> {
  const place = await startPlace();
  await place.deliver(drift, { on: on[kind] });
  return place;
}

const notes = {
  above: "**Amara looks after this one.**\n\n",
  below: "\n\n---\nAgreed with IT on Monday:\n\n- Liam stays until May\n",
};

test.each(places)("a note around our part of the %s stays, and is no change", async (kind) => {
  const place = await startWith(kind);
  const text = textOf(place, kind);
  const ours = text.body;
  text.body = `${notes.above}${ours}${notes.below}`;

  expect(await place.writesOf(drift, { on: on[kind] })).toEqual([]);
  await place.deliver(more, { on: on[kind] });
  await place.deliver(drift, { on: on[kind] });

  expect(text.body.startsWith(notes.above)).toBe(true);
  expect(text.body.endsWith(notes.below)).toBe(true);
  const between = text.body.slice(notes.above.length, -notes.below.length);
  expect(between.replace(/,"news":"[0-9a-f]{16}"|findings v1 [0-9a-f]+/gu, "")).toBe(
    ours.replace(/findings v1 [0-9a-f]+/u, ""),
  );
});

test.each(places)(
  "a note stays where GitHub's editor changed all line ends of the %s",
  async (kind) => {
    const place = await startWith(kind);
    const text = textOf(place, kind);
    text.body = `${notes.above}${text.body}${notes.below}`.replaceAll("\n", "\r\n");

    expect(await place.writesOf(drift, { on: on[kind] })).toEqual([]);
    await place.deliver(more, { on: on[kind] });

    expect(text.body.startsWith(notes.above.replaceAll("\n", "\r\n"))).toBe(true);
    expect(text.body.endsWith(notes.below.replaceAll("\n", "\r\n"))).toBe(true);
    expect(text.body).toContain("Liam O'Brien");
  },
);

test.each(places)("a %s of an earlier version is taken over in place, once", async (kind) => {
  const place = await startPlace();
  const title = "Access drift in the Cloudsmith workspace fernwick";
  if (kind === "issue") place.github.state.addIssue({ body: earlier(kind), title });
  else place.github.state.addComment({ body: earlier(kind) });
  const text = textOf(place, kind);
  text.body += notes.below;
  const report = aReport();

  const writes = await place.writesOf(report, { on: on[kind] });

  expect(writes).toMatchObject([
    { operation: kind === "issue" ? "issues/update" : "issues/update-comment" },
  ]);
  expect(text.body).toContain("Jonas Lindqvist");
  expect(text.body.endsWith(`<!-- cloudsmith-access-audit v1 end -->${notes.below}`)).toBe(true);
  expect(await place.writesOf(report, { on: on[kind] })).toEqual([]);
});

test.each(places)(
  "a note below our part of the %s stays where its end was removed",
  async (kind) => {
    const place = await startWith(kind);
    const text = textOf(place, kind);
    const whole = text.body;
    text.body = whole.replace("\n<!-- cloudsmith-access-audit v1 end -->", notes.below);

    await place.deliver(drift, { on: on[kind] });

    expect(text.body).toBe(`${whole}${notes.below}`);
  },
);

test.each(places)("a copy of our part in the %s goes, because it would grow old", async (kind) => {
  const place = await startWith(kind);
  const text = textOf(place, kind);
  const whole = text.body;
  text.body = `${whole}\nbetween\n${whole}\nbelow`;

  await place.deliver(more, { on: on[kind] });

  expect(text.body.match(/Jonas Lindqvist/gu)).toHaveLength(
    whole.match(/Jonas Lindqvist/gu)?.length ?? 0,
  );
  expect(text.body.endsWith("\nbetween\n\nbelow")).toBe(true);
});

test("a note takes its room from the report, which says what it leaves out", async () => {
  const place = await startWith("issue");
  const text = textOf(place, "issue");
  text.body += `\n${"n".repeat(60_000)}`;
  const many = Array.from({ length: 200 }, (_, at) =>
    aFinding({ rule: "two-factor", subject: aMember(`Ada ${at}`, `ada-${at}`) }),
  );

  await place.deliver({ ...drift, findings: many });

  expect(text.body.length).toBeLessThanOrEqual(65_536);
  expect(text.body).toContain("n".repeat(60_000));
  expect(text.body).toMatch(/\*\*\d+ more findings\*\*/u);
});

test("a marker inside a line, and one that a stranger wrote, are nothing", async () => {
  const place = await startWith("issue");
  const [own] = place.github.issues.splice(0);
  const body = own?.body ?? "";
  place.github.state.addIssue({ body: `> ${body}`, user: ownAccount });
  place.github.state.addIssue({ body: `note\n${body}`, user: stranger });

  expect(await place.writesOf(drift)).toMatchObject([{ operation: "issues/create" }]);
  expect(await place.writesOf(drift)).toEqual([]);
});

test("our part is found in any text, and replacing it leaves that as it is", () => {
  const marker = createMarker("issue", "fernwick", "access-policy.yml");
  // Whatever people write, but for markers of ours, which the other tests are about.
  const text = fc
    .array(fc.constantFrom("a", "<!--", "-->", "\n", "\r\n", "> ", "```", "<sub>", "€", "👩‍💻", " "))
    .map((parts) => parts.join(""));
  const rendered = fc
    .string({ unit: "grapheme", maxLength: 40 })
    .map((one) => one.replaceAll("<", ""));
  fc.assert(
    fc.property(text, text, rendered, rendered, (before, after, first, second) => {
      const above = before === "" ? "" : `${before}\n`;
      const part = (report: string) => withEnd(withMarker(report, marker));
      const body = joinBody({ before: above, after }, part(first));
      const split = splitBody(body, marker);
      expect(split).toMatchObject({ before: above, after, isComplete: true });
      expect(joinBody(split ?? { before: "", after: "" }, part(second))).toBe(
        `${above}${part(second)}${after}`,
      );
    }),
    propertyRuns(300),
  );
});
