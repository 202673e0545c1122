/** The review on paper: what it leaves out, it says. */

import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { manyMembers } from "../support/many-members.ts";
import { makeFolder } from "../support/process.ts";
import { openPage, printPage, readData, savedText, writePage } from "./open-page.ts";

const workspace = manyMembers({ members: 2_600, teams: 2 });

const address = await writePage(workspace);

interface Entry {
  readonly account: { readonly kind: string; readonly id: string; readonly slug: string };
}

/** Decides about a member, and returns the file and the ids of members with the same access. */
async function decideOnce() {
  const { page } = await openPage(`${address}#/review`);
  const { report } = await readData(address);
  const found = new Set(report.findings.map(({ subject }) => subject.id));
  const same = workspace.members.filter(
    ({ role, user_id }) => role === "Member" && !found.has(user_id),
  );
  await page.getByLabel("Search accounts").fill(same.at(-1)?.user ?? "");
  await expect.poll(() => page.locator(".review > li").count()).toBe(1);
  await page.locator(".review .item").getByRole("button", { name: "Keep" }).click();
  const { text } = await savedText(page, () =>
    page.getByRole("button", { name: "Download JSON" }).click(),
  );
  await page.close();
  const file = JSON.parse(text) as { readonly decisions: readonly Entry[] };
  return { file, ids: same.map(({ user_id }) => user_id) };
}

/** Returns the printed review with so many decisions that count, and so many that do not. */
async function printWith(counting: number, outdated: number): Promise<string> {
  const { file, ids } = await decideOnce();
  const decisions = ids.slice(0, counting + outdated).flatMap((id, index) =>
    file.decisions.map((decision) => ({
      ...decision,
      account: { ...decision.account, id },
      // About the role only: it is the same for all of them.
      grant: "role",
      ...(index >= counting && { seen: ["role Owner"] }),
    })),
  );
  expect(decisions).toHaveLength(counting + outdated);
  const path = join(await makeFolder(), "review.json");
  await writeFile(path, JSON.stringify({ ...file, decisions }));

  const { page, troubles } = await openPage(`${address}#/review`);
  await page.getByLabel("Import a review").setInputFiles(path);
  await expect.poll(() => page.locator(".handover .said").textContent()).toMatch(/^Imported/u);
  const { text } = await printPage(page);
  expect(troubles).toEqual([]);
  const review = text.slice(text.indexOf("Reviewer (self-declared)"));
  return review.slice(0, review.indexOf("\nChanges\n"));
}

test("more decisions than fit on paper are counted, and so are those that do not count", async () => {
  const printed = await printWith(2_003, 2);

  expect(printed).toMatch(/2 decisions left out/u);
  expect(printed).toContain("And 3 more, which only the page itself and the other files contain.");
  expect(printed.match(/\brole Member\s+keep\b/gu)).toHaveLength(2_000);
});

test("a review with no decision that counts says so on paper", async () => {
  const printed = await printWith(0, 1);

  expect(printed).toMatch(/1 decision left out/u);
  expect(printed).not.toContain("Decision\t");
  expect(printed).not.toContain("more, which only");
});
