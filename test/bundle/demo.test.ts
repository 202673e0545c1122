import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { collectDelivery } from "../../scripts/collect-delivery.ts";
import { makeFolder, root, runCli } from "../support/process.ts";

test("the demo shows a whole audit, leaves its files, and exits 0", async () => {
  const folder = await makeFolder();

  const run = await runCli(["demo"], { cwd: folder });

  expect(run.exitCode).toBe(0);
  expect(run.stdout).toContain("Access audit of Fernwick (fernwick)");
  expect(run.stdout).toContain("drift: 29 errors, 26 warnings, 7 notes; 2 accepted");
  expect(run.stderr).toContain("audit would have exited with 1");
  expect((await readdir(join(folder, "demo-output"))).toSorted()).toEqual([
    ".gitignore",
    "access-policy.yml",
    "cloudsmith.c1z",
    "report.html",
    "report.json",
    "report.md",
  ]);
  // Every rule finds something, but for those on the policy itself and on what it does not use.
  const report = JSON.parse(await readFile(join(folder, "demo-output/report.json"), "utf8")) as {
    rules: { id: string; findings: number; status: string }[];
  };

  const silent = report.rules.filter(({ findings }) => findings === 0);
  expect(silent.map(({ id }) => id)).toEqual([
    "member-unlisted",
    "team-settings",
    "review-overdue",
    "name-ambiguous",
    "role-conflict",
    "policy-test",
    "self",
    "entry-ending",
  ]);
  expect((await runCli(["demo", "--exit-code", "--quiet"], { cwd: folder })).exitCode).toBe(1);
});

/** Returns the blocks of the documentation that show the demo's output, `…` for what they leave out. */
async function quotedOutputs(): Promise<string[]> {
  const pages = (await readdir(join(root, "docs"))).filter((name) => name.endsWith(".md"));
  const texts = await Promise.all(
    ["README.md", ...pages.map((name) => `docs/${name}`)].map((path) =>
      readFile(join(root, path), "utf8"),
    ),
  );
  return texts.flatMap((text) =>
    [...text.matchAll(/```text\n(Access audit of Fernwick .*?)```/gsv)].map(
      ([, block = ""]) => block,
    ),
  );
}

test("what the documentation quotes of the demo is what the demo prints", async () => {
  const { stdout } = await runCli(["demo"], { cwd: await makeFolder() });

  // The parts between what is left out, in their order.
  const missing = (await quotedOutputs()).flatMap((block) => {
    let from = 0;
    return block.split(/^ *…\n/mv).filter((part) => {
      const at = stdout.indexOf(part, from);
      if (at >= 0) from = at + part.length;
      return at < 0;
    });
  });

  expect(missing).toEqual([]);
});

test("the pictures of the issue and of the page show the numbers of the demo", async () => {
  const folder = await makeFolder();
  const { stdout } = await runCli(["demo"], { cwd: folder });
  const numbers = /^drift: (.*); (\d+) accepted$/mv.exec(stdout);

  const { issue, comment } = await collectDelivery(await makeFolder());

  expect(issue).toContain(`### Access audit of fernwick: ${numbers?.[1]}\n`);
  expect(issue).toContain(`Accepted by the policy: ${numbers?.[2]}`);
  expect(comment).toContain("### Access audit of fernwick: ");
  // The pictures of the page are of this file.
  const report = JSON.parse(await readFile(join(folder, "demo-output/report.json"), "utf8")) as {
    counts: Record<string, number>;
  };
  const { errors, warnings, notes, accepted } = report.counts;
  expect(`${errors} errors, ${warnings} warnings, ${notes} notes`).toBe(numbers?.[1]);
  expect(String(accepted)).toBe(numbers?.[2]);
});
