import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { beforeAll, describe, expect, test } from "vitest";

import type { Terminal } from "../../src/commands/terminal.ts";
import { auditWith } from "../../src/commands/audit.ts";
import { silentLogger } from "../../src/log.ts";
import { renderJson } from "../../src/report/json.ts";
import { MergedReport } from "../../src/report/merge/merged-report.ts";
import { Report } from "../../src/report/report.ts";
import { manyMembers } from "../support/many-members.ts";
import { refuse } from "../../src/sandbox/faults.ts";
import { startSandbox } from "../../src/sandbox/server.ts";
import { sandboxNow } from "../../src/sandbox/workspace.ts";
import { parseSettings } from "../../src/settings.ts";
import { toHtml, toRows, toLinkableText } from "../support/gfm.ts";
import { hostileTexts, unsafeCharacters } from "../support/hostile-text.ts";
import { runHere } from "../support/command-line.ts";
import { makeFolder } from "../support/process.ts";
import {
  cleanReport,
  mergeClock,
  mergeFiles,
  ofWorkspace,
  type ReportFiles,
} from "../support/many-reports.ts";
import { aMember, aPartialReport, aReport } from "../support/report.ts";

/** Where an audit that runs in this process says nothing. */
const terminal: Terminal = {
  env: {},
  out: () => {},
  columns: 100,
  colour: false,
  clock: () => new Date(sandboxNow),
  log: silentLogger,
  quiet: true,
};

const drift = (slug: string) => ofWorkspace(slug, aReport());
const unknown = (slug: string) => ofWorkspace(slug, aPartialReport());

test.each([
  ["clean", { a: cleanReport("a"), b: cleanReport("b") }, 0],
  ["drift", { a: cleanReport("a"), b: drift("b") }, 1],
  ["unknown", { a: cleanReport("a"), b: drift("b"), c: unknown("c") }, 2],
] as const)("the worst verdict is the whole's: %s", async (verdict, reports, exitCode) => {
  const run = await mergeFiles(reports);
  expect(run.merged.verdict).toBe(verdict);
  expect(run.exitCode).toBe(exitCode);
  expect(run.stdout.trimEnd().split("\n").at(-1)).toContain(
    `Access audit of ${Object.keys(reports).length} workspaces: ${verdict}`,
  );
});

test("drift that its audit was set never to fail on fails nothing here either", async () => {
  const run = await mergeFiles({ a: { ...drift("a"), failOn: "never" }, b: cleanReport("b") });
  expect(run.merged.verdict).toBe("drift");
  expect(run.exitCode).toBe(0);
});

const [firstFinding] = aReport().findings;
if (firstFinding === undefined) throw new Error("the report has findings");

test.each([
  ["torn", '{ "version": 1, "tool"', "it is not JSON"],
  ["empty", "", "it is not JSON"],
  ["of another kind", "[]", "it is not a report of this tool"],
  ["of a later version", '{ "version": 2 }', "it has version 2, and only version 1 is supported"],
  [
    "without its findings",
    JSON.stringify({ ...aReport(), findings: undefined }),
    "findings is wrong",
  ],
])("a report that is %s is told, and never clean", async (_, text, reason) => {
  const run = await mergeFiles({ a: cleanReport("a"), b: text });
  expect(run.exitCode).toBe(2);
  expect(run.merged.verdict).toBe("unknown");
  expect(run.merged.unreadable).toEqual([
    { path: "b.json", reason: expect.stringContaining(reason) as string },
  ]);
  expect(run.merged.counts).toMatchObject({ workspaces: 1, clean: 1, unreadable: 1 });
  expect(run.markdown).toContain(reason);
  expect(run.stdout).toContain(reason);
});

test("a file that is not there is told, and never clean", async () => {
  const run = await mergeFiles({ a: cleanReport("a") }, ["reports/*/report.json"]);
  expect(run.exitCode).toBe(2);
  expect(run.merged.unreadable).toEqual([
    { path: "reports/*/report.json", reason: "there is no such file" },
  ]);
});

test("a report that is not UTF-8 is told, and never clean", async () => {
  const folder = await makeFolder();
  const json = renderJson(cleanReport("a")).replace(`"name": "a"`, `"name": "\u{FC}"`);
  await writeFile(join(folder, "a.json"), json, "latin1");
  const run = await runHere(["merge", "a.json"], { cwd: folder, env: mergeClock });
  expect(run.exitCode).toBe(2);
  expect(run.stdout).toContain("it is not UTF-8");
});

test.each([
  ["of one workspace", { a: cleanReport("a"), b: cleanReport("a") }],
  [
    "of one slug",
    {
      a: cleanReport("a"),
      b: { ...cleanReport("a"), organization: { id: "other", slug: "A", name: "" } },
    },
  ],
])("two reports %s are not believed", async (_, reports) => {
  const run = await mergeFiles(reports);
  expect(run.exitCode).toBe(2);
  expect(run.merged.workspaces).toMatchObject([
    {
      verdict: "unknown",
      reports: ["a.json", "b.json"],
      why: expect.stringContaining("2 reports") as string,
    },
  ]);
});

test.each([
  ["clean with gaps", { ...cleanReport("a"), coverage: aPartialReport().coverage }],
  ["clean with an error", { ...drift("a"), verdict: "clean" as const }],
  [
    "counts that do not fit",
    { ...cleanReport("a"), counts: { ...cleanReport("a").counts, errors: 3 } },
  ],
])("a report that contradicts itself (%s) is not believed", async (_, report) => {
  const run = await mergeFiles({ a: report, b: cleanReport("b") });
  expect(run.exitCode).toBe(2);
  expect(run.merged.workspaces[0]).toMatchObject({
    slug: "a",
    verdict: "unknown",
    why: expect.stringContaining("contradicts itself") as string,
  });
});

test("an expected workspace without a report is unknown, and a stray one is told", async () => {
  const reports = { a: cleanReport("a"), stray: cleanReport("stray") };
  expect((await mergeFiles({ a: cleanReport("a") }, ["--expect", "A, a,ws-a"])).exitCode).toBe(0);

  const run = await mergeFiles(reports, ["--expect", "a,b c"]);

  expect(run.exitCode).toBe(2);
  expect(
    run.merged.workspaces.map(({ slug, verdict, expected }) => [slug, verdict, expected]),
  ).toEqual([
    ["b", "unknown", true],
    ["c", "unknown", true],
    ["a", "clean", true],
    ["stray", "clean", false],
  ]);
  expect(run.markdown).toContain("it is not one of the expected workspaces");
});

test("nothing to merge is an error, and an empty list of what is expected is one", async () => {
  const folder = await makeFolder();
  const none = await runHere(["merge"], { cwd: folder });
  expect(none.exitCode).toBe(2);
  expect(none.stderr).toContain("cannot merge reports: none is given.");
  const empty = await runHere(["merge", "a.json", "--expect", ", "], { cwd: folder });
  expect(empty.exitCode).toBe(2);
  expect(empty.stderr).toContain("--expect is empty");
  const missing = await runHere(["merge", "--expect", "a"], { cwd: folder, env: mergeClock });
  expect(missing.exitCode).toBe(2);
  expect(missing.stdout).toContain("it is expected, but there is no readable report of it");
});

test("no name does anything in the Markdown or on the terminal", async () => {
  const reports = hostileTexts.map((text, at) => {
    const finding = { ...firstFinding, subject: aMember(text, text), message: `${text} is bad` };
    const one = aReport({ findings: [finding], resolved: [] });
    return [
      `r${at}`,
      { ...one, organization: { id: `id-${at}`, slug: `${text}${at}`, name: text } },
    ];
  });
  const run = await mergeFiles(Object.fromEntries(reports) as ReportFiles);
  expect(run.merged.workspaces).toHaveLength(hostileTexts.length);
  const html = toHtml(run.markdown);
  expect(toLinkableText(html)).not.toMatch(/@\w|https?:/v);
  expect(html).not.toMatch(/<(?:a|img|script)\b|<!--/v);
  for (const text of [run.markdown, run.stdout]) {
    expect(text.replaceAll("\n", "")).not.toMatch(unsafeCharacters);
  }
});

describe("200 workspaces, each really audited", () => {
  const workspaces = 200;
  const slugs = Array.from({ length: workspaces }, (_, at) => `ws-${String(at).padStart(3, "0")}`);
  let folder: string;

  beforeAll(async () => {
    folder = await makeFolder();
    for (const [at, slug] of slugs.entries()) await auditOne(at, slug);
  }, 240_000);

  /** Every tenth has an Owner who is not allowed by the policy, and of every fiftieth the invites are refused. */
  async function auditOne(at: number, slug: string): Promise<void> {
    const workspace = manyMembers({ members: 4 + (at % 5), teams: 2, seed: at });
    workspace.organization.slug = slug;
    workspace.organization.slug_perm = `perm${slug}`;
    const sandbox = await startSandbox({
      workspace,
      faults: at % 50 === 1 ? [{ template: "/orgs/{org}/invites/", strike: refuse(403) }] : [],
    });
    const home = join(folder, slug);
    await mkdir(home);
    const owners = at % 10 === 0 ? "member-0" : "member-0, member-1";
    await writeFile(
      join(home, "access-policy.yml"),
      `version: 1\norganization: ${slug}\nroles:\n  owner: { members: [${owners}] }\n`,
    );
    await auditWith(
      parseSettings({
        "api-url": sandbox.url,
        "api-key": sandbox.keys.service,
        policy: join(home, "access-policy.yml"),
        c1z: "",
        "report-json": join(home, "report.json"),
      }),
      terminal,
    );
    await sandbox.close();
  }

  test("make one report that tells each of them apart", async () => {
    const paths = slugs.map((slug) => `${slug}/report.json`);
    for (const path of paths) {
      Report.parse(JSON.parse(await readFile(join(folder, path), "utf8")));
    }

    const run = await runHere(
      [
        "merge",
        ...paths,
        "--expect",
        slugs.join(","),
        "--report-json",
        "all.json",
        "--report-markdown",
        "all.md",
      ],
      { cwd: folder, env: mergeClock },
    );

    expect(run.exitCode).toBe(2);
    const merged = MergedReport.parse(JSON.parse(await readFile(join(folder, "all.json"), "utf8")));
    const of = (verdict: string) =>
      merged.workspaces.filter((row) => row.verdict === verdict).map(({ slug }) => slug);
    expect(of("unknown")).toEqual(slugs.filter((_, at) => at % 50 === 1));
    expect(of("drift")).toEqual(slugs.filter((_, at) => at % 10 === 0));
    expect(of("clean")).toHaveLength(workspaces - 4 - 20);
    expect(merged.unreadable).toEqual([]);
    const markdown = await readFile(join(folder, "all.md"), "utf8");
    expect(Buffer.byteLength(markdown)).toBeLessThan(1024 * 1024);
    const rows = toRows(toHtml(markdown)).filter(([slug]) => slug?.startsWith("ws-"));
    expect(new Set(rows.map(([slug]) => slug)).size).toBe(workspaces);
    const without = rows.filter(
      ([, verdict, ...cells]) => verdict === "drift" && cells.at(-1) === "",
    );
    expect(without).toEqual([]);

    const again = await runHere(["merge", ...paths.toReversed(), "--report-json", "again.json"], {
      cwd: folder,
      env: mergeClock,
    });
    expect(again.exitCode).toBe(2);
    const duplicate = JSON.parse(
      await readFile(join(folder, "again.json"), "utf8"),
    ) as MergedReport;
    expect(duplicate.findings).toEqual(merged.findings);
  });

  test("and one that is missing is missed", async () => {
    const there = (await readdir(folder)).filter(
      (name) => name.startsWith("ws-") && name !== "ws-117",
    );
    const run = await runHere(
      [
        "merge",
        ...there.map((slug) => `${slug}/report.json`),
        "--expect",
        slugs.join("\n"),
        "--report-json",
        "m.json",
      ],
      { cwd: folder, env: mergeClock },
    );
    expect(run.exitCode).toBe(2);
    const merged = JSON.parse(await readFile(join(folder, "m.json"), "utf8")) as MergedReport;
    expect(merged.workspaces.find(({ slug }) => slug === "ws-117")).toMatchObject({
      verdict: "unknown",
      seen: null,
    });
  });
});

test("what is left out of the findings is counted, mildest first", async () => {
  const findings = Array.from({ length: 40 }, (_, at) => ({
    ...firstFinding,
    severity: at < 25 ? ("note" as const) : ("error" as const),
    fingerprint: `f${at}`,
  }));
  const report = ofWorkspace("a", aReport({ findings, resolved: [] }));
  const run = await mergeFiles({ a: report });
  expect(run.merged.findings).toHaveLength(20);
  expect(run.merged.findings.filter(({ severity }) => severity === "error")).toHaveLength(15);
  expect(run.merged.workspaces[0]?.findingsLeftOut).toBe(20);
  expect(run.markdown).toContain("20 more findings are in the workspaces' own reports.");
});
