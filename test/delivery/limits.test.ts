/** What GitHub would refuse: texts too long, writes too many, inputs that it does not know. */

import { expect, test } from "vitest";

import { createOctokit } from "../../src/github/client/octokit.ts";
import { silentLogger } from "../../src/log.ts";
import type { Report, ReportFinding } from "../../src/report/report.ts";
import { startPlace, type Place } from "../support/deliver.ts";
import { aFinding, aMember, aReport } from "../support/report.ts";

const maxBytes = 65_536;

/** A report of one name many times over; `padding` makes it longer by that many bytes. */
function fullOf(name: string, findings: number, padding = 0): Report {
  const many = Array.from({ length: findings }, (_, at): ReportFinding => {
    const subject = aMember(`${name} ${at}`, `user-${at}`);
    return aFinding({ rule: "two-factor", subject, facts: { role: "Owner" }, line: 7 });
  });
  const padded = many.map((finding, at) => {
    const length = Math.min(200, Math.max(0, padding - 200 * at));
    return { ...finding, message: `${finding.message}${"x".repeat(length)}` };
  });
  const { changes: _, ...report } = aReport({ findings: padded, resolved: [] });
  return report;
}

/** Returns the body that a run leaves in a place that has none. */
async function bodyOf(place: Place, on: "schedule" | "pull request", report: Report) {
  place.github.issues.splice(0);
  place.github.comments.splice(0);
  await place.deliver(report, { on });
  return [...place.github.issues, ...place.github.comments].map(({ body }) => body).join("");
}

const size = (text: string) => Buffer.byteLength(text);

test.each([
  ["issue", "schedule", "ASCII", "Ada Example"],
  ["issue", "schedule", "astral", "👩‍💻 𝒜𝒹𝒶 🏳️‍🌈"],
  ["comment", "pull request", "ASCII", "Ada Example"],
  ["comment", "pull request", "astral", "👩‍💻 𝒜𝒹𝒶 🏳️‍🌈"],
] as const)(
  "the %s at the limit is whole, and a byte more cuts whole rows (%s, %s)",
  async (_, on, __, name) => {
    const place = await startPlace();
    const one = size(await bodyOf(place, on, fullOf(name, 101)));
    const two = size(await bodyOf(place, on, fullOf(name, 102)));
    // Rows from the hundredth on are of one length.
    const count = 101 + Math.floor((maxBytes - one) / (two - one)) - 1;
    const plain = size(await bodyOf(place, on, fullOf(name, count)));

    const bodies: string[] = [];
    for (const over of [-1, 0, 1]) {
      bodies.push(await bodyOf(place, on, fullOf(name, count, maxBytes - plain + over)));
    }

    const [under = "", at = "", above = ""] = bodies;
    expect([size(under), size(at)]).toEqual([maxBytes - 1, maxBytes]);
    expect(under + at).not.toContain("more finding");
    expect(size(above)).toBeLessThanOrEqual(maxBytes);
    expect(above).toMatch(/\*\*\d+ more findings?\*\* \(\d+ errors?\) (?:is|are) in the summary/u);
    expect(above).not.toMatch(/\p{Cs}/u);
  },
);

test("a run that writes more than ten times is stopped", async () => {
  const { github } = await startPlace();
  const { apiUrl, token } = github;
  const octokit = createOctokit({
    token,
    apiUrl,
    userAgent: "cloudsmith-access-audit/test",
    log: silentLogger,
  });
  const write = () =>
    octokit.rest.issues.createComment({
      owner: "fernwick",
      repo: "governance",
      issue_number: 7,
      body: "again",
    });
  for (let count = 0; count < 10; count++) await write();

  await expect(write()).rejects.toThrow(
    "cannot write to GitHub again: this run already did so 10 times",
  );
  expect(github.writes()).toHaveLength(10);
});

test("many duplicates are the work of many runs, three at a time", async () => {
  const place = await startPlace();
  const body = await bodyOf(place, "schedule", aReport());
  for (let count = 0; count < 20; count++) place.github.state.addIssue({ body });
  const before = place.github.writes().length;

  await place.deliver(aReport());

  expect(place.github.writes().slice(before)).toHaveLength(3);
});
