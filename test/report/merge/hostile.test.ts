/** Names from workspaces and policies, in every place of a merged report. */

import { expect, test } from "vitest";

import { toHtml, toLinkableText, toRows } from "../../support/gfm.ts";
import { hostileTexts, unsafeCharacters } from "../../support/hostile-text.ts";
import {
  errorsAbout,
  mergeFiles,
  withFindings,
  type ReportFiles,
} from "../../support/many-reports.ts";

const runUrl = "https://github.example/fernwick/governance/actions/runs/1";

/** Two workspaces for each text: as a slug, a rule, a person and a message. */
const reports: ReportFiles = Object.fromEntries(
  hostileTexts.flatMap((text, at) =>
    ["a", "b"].map((copy) => {
      const findings = errorsAbout([text]).map((finding) => ({
        ...finding,
        rule: `custom ${text}`,
        message: `${text} is bad`,
      }));
      const report = withFindings("x", findings, { runUrl });
      const organization = { id: `id-${at}-${copy}`, slug: `${text}${at}${copy}`, name: text };
      return [`r${at}${copy}`, { ...report, organization }];
    }),
  ),
);

test("no slug, rule, person or message does anything in the Markdown or on the terminal", async () => {
  const { folder } = await mergeFiles({ r0a: "{", "r<b>@team": "{" });
  const run = await mergeFiles(reports, ["--previous", "out/all.json"], folder);

  expect(run.merged.workspaces).toHaveLength(2 * hostileTexts.length);
  expect(run.merged.people.length).toBeGreaterThan(hostileTexts.length - 5);
  expect(run.merged.previous?.workspaces).toHaveLength(2 * hostileTexts.length);
  const html = toHtml(run.markdown);
  const links = [...html.matchAll(/<a href="([^"]*)"/gv)].map(([, address]) => address);
  expect(new Set(links)).toEqual(new Set([runUrl]));
  expect(links).toHaveLength(2 * hostileTexts.length);
  expect(toLinkableText(html)).not.toMatch(/@\w|https?:/v);
  expect(html).not.toMatch(/<(?:img|script|b)\b|<!--/v);
  expect(new Set(toRows(html).map(({ length }) => length))).toEqual(new Set([4, 11]));
  for (const text of [run.markdown, run.stdout]) {
    expect(text.replaceAll("\n", "")).not.toMatch(unsafeCharacters);
  }
});

test("a damaged file with a hostile name or key does nothing", async () => {
  const damaged = Object.fromEntries(
    hostileTexts.map((text, at) => [
      `${at} ${text.replaceAll(/[\/\0]/gv, "").toWellFormed()}`,
      `{${JSON.stringify(text)}:1,${JSON.stringify(text)}:2}`,
    ]),
  );
  const run = await mergeFiles(damaged);

  expect(run.exitCode).toBe(2);
  expect(run.merged.unreadable).toHaveLength(hostileTexts.length);
  const html = toHtml(run.markdown);
  expect(html).not.toMatch(/<(?:a|img|script|b)\b|<!--/v);
  expect(toLinkableText(html)).not.toMatch(/@\w|https?:/v);
  for (const text of [run.markdown, run.stdout]) {
    expect(text.replaceAll("\n", "")).not.toMatch(unsafeCharacters);
  }
});
