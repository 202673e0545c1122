import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { cleanWorkspace } from "../../src/sandbox/workspace.ts";
import { runHere } from "../support/command-line.ts";
import { runCli } from "../support/process.ts";
import { openSandbox } from "../support/sandbox.ts";
import { clock, folderWithPolicy, shrunken } from "../support/command-scene.ts";

test("two audits of an unchanged workspace give the same bytes", async () => {
  const sandbox = await openSandbox();
  const files = ["a.c1z", "r.json", "r.md"];
  const results: Buffer[][] = [];
  // Once as the bundle in a process of its own, and once from the sources in this one.
  for (const run of [runCli, runHere]) {
    const folder = await folderWithPolicy();
    const { stdout } = await run(
      [
        "audit",
        "--api-url",
        sandbox.url,
        "--c1z",
        "a.c1z",
        "--report-json",
        "r.json",
        "--report-markdown",
        "r.md",
      ],
      { cwd: folder, env: { ...clock, CLOUDSMITH_API_KEY: sandbox.keys.service } },
    );
    const bytes = await Promise.all(files.map((file) => readFile(join(folder, file))));
    results.push([...bytes, Buffer.from(stdout)]);
  }

  expect(results[1]).toEqual(results[0]);
});

test("a clean workspace exits 0", async () => {
  const sandbox = await openSandbox({ workspace: cleanWorkspace() });

  const run = await runHere(["audit", "--api-url", sandbox.url], {
    cwd: await folderWithPolicy(),
    env: { ...clock, CLOUDSMITH_API_KEY: sandbox.keys.service },
  });

  expect(run.exitCode).toBe(0);
  expect(run.stdout).toContain("no drift");
});

test("fail-on decides which drift fails, and never turns drift into 0", async () => {
  const sandbox = await openSandbox({ workspace: cleanWorkspace() });
  const policy = `${peoplePolicy}  name-unknown: note\n`.replace("bernard-koch", "nobody-at-all");
  const codes: Record<string, number | null> = {};
  for (const failOn of ["error", "warning", "note", "never"]) {
    const run = await runHere(["audit", "--api-url", sandbox.url, "--fail-on", failOn], {
      cwd: await folderWithPolicy(policy),
      env: { ...clock, CLOUDSMITH_API_KEY: sandbox.keys.service },
    });
    codes[failOn] = run.exitCode;
  }
  // Bernard is in the team without being listed: an error. Nobody at all is unknown: a note.
  expect(codes).toEqual({ error: 1, warning: 1, note: 1, never: 0 });
});

test.each(["member", "collaborator"] as const)(
  "a %s's key gives no verdict, and nothing under the artifact's name",
  async (role) => {
    const sandbox = await openSandbox({ workspace: cleanWorkspace() });
    const folder = await folderWithPolicy();

    const run = await runHere(["audit", "--api-url", sandbox.url], {
      cwd: folder,
      env: { ...clock, CLOUDSMITH_API_KEY: sandbox.keys[role] },
    });

    expect(run.exitCode).toBe(2);
    expect(run.stdout.replaceAll(/\s+/gu, " ")).toContain(
      "only an Owner or a Manager sees the complete workspace",
    );
    expect(run.stdout).toContain("could not be judged");
    expect((await readdir(folder)).toSorted()).toEqual([
      "access-policy.yml",
      "cloudsmith.c1z.quarantined",
    ]);
  },
);

test("allow-partial writes the artifact all the same, and changes no verdict", async () => {
  const sandbox = await openSandbox();
  const folder = await folderWithPolicy();

  const run = await runHere(["audit", "--api-url", sandbox.url, "--allow-partial"], {
    cwd: folder,
    env: { ...clock, CLOUDSMITH_API_KEY: sandbox.keys.member },
  });

  expect(run.exitCode).toBe(2);
  expect(await readdir(folder)).toContain("cloudsmith.c1z");
});

test("an artifact that cannot be written fails the delivery and leaves nothing behind", async () => {
  const sandbox = await openSandbox({ workspace: cleanWorkspace() });
  const folder = await folderWithPolicy();
  await writeFile(join(folder, "plain"), "");

  const run = await runHere(["audit", "--api-url", sandbox.url, "--c1z", "plain/a.c1z"], {
    cwd: folder,
    env: { ...clock, CLOUDSMITH_API_KEY: sandbox.keys.service },
  });

  expect(run.exitCode).toBe(2);
  expect(run.stderr).toContain('cannot write artifact "plain/a.c1z"');
  expect(run.stdout).toContain("no drift");
  expect(await readdir(folder)).toEqual(["access-policy.yml", "plain"]);
});

test("a roster that lost half its people since the baseline is no clean one, and no artifact", async () => {
  const { folder, sandbox, env } = await shrunken();

  const run = await runHere(
    ["audit", "--api-url", sandbox.url, "--baseline", "yesterday.c1z", "--report-json", "r.json"],
    { cwd: folder, env },
  );

  expect(run.exitCode).toBe(2);
  expect(run.stderr).toContain("21 of the baseline's 41 are gone, 51 %, but at most 25 %");
  expect(run.stdout).toContain("21 of the baseline's 41 are gone");
  expect(run.stdout.replaceAll(/\s+/gu, " ")).toContain("--max-shrink 100 for one run");
  const report = JSON.parse(await readFile(join(folder, "r.json"), "utf8")) as {
    verdict: string;
    findings: { rule: string }[];
  };
  expect(report.verdict).toBe("unknown");
  // Whoever is not on the list cannot be told to be missing.
  expect(report.findings.map(({ rule }) => rule)).not.toContain("team-member-missing");
  expect((await readdir(folder)).toSorted()).toEqual([
    "access-policy.yml",
    "cloudsmith.c1z.quarantined",
    "r.json",
    "yesterday.c1z",
  ]);
});

test("a baseline that is missing, torn or of another workspace is an error, not a silence", async () => {
  const { folder, sandbox, env } = await shrunken();
  await writeFile(join(folder, "torn.c1z"), "C1ZF\0 and then nothing of use");
  const other = cleanWorkspace();
  other.organization.slug_perm = "wsElsewhere1";
  const elsewhere = await openSandbox({ workspace: other });
  const audit = (baseline: string, url: string) =>
    runHere(["audit", "--api-url", url, "--baseline", baseline], { cwd: folder, env });

  const missing = await audit("gone.c1z", sandbox.url);
  const torn = await audit("torn.c1z", sandbox.url);
  const foreign = await audit("yesterday.c1z", elsewhere.url);

  expect([missing, torn, foreign].map(({ exitCode }) => exitCode)).toEqual([2, 2, 2]);
  expect(missing.stderr).toContain('cannot read artifact "gone.c1z": there is no such file.');
  expect(torn.stderr).toContain('cannot read artifact "torn.c1z": ');
  expect(foreign.stderr).toContain('cannot compare with baseline "yesterday.c1z"');
});

test.each(["service", "member"] as const)(
  "an audit of the artifact finds what the audit with a %s's key found, without any key",
  async (role) => {
    const sandbox = await openSandbox();
    const folder = await folderWithPolicy();
    const report = async () =>
      JSON.parse(await readFile(join(folder, "r.json"), "utf8")) as Record<string, unknown>;
    const live = await runHere(
      ["audit", "--api-url", sandbox.url, "--allow-partial", "--report-json", "r.json"],
      { cwd: folder, env: { ...clock, CLOUDSMITH_API_KEY: sandbox.keys[role] } },
    );
    const { artifact: _, ...before } = await report();

    const offline = await runHere(
      ["audit", "--from-c1z", "cloudsmith.c1z", "--report-json", "r.json"],
      { cwd: folder, env: { SOURCE_DATE_EPOCH: String(Number(clock.SOURCE_DATE_EPOCH) + 7_200) } },
    );

    const { archive, ...after } = await report();
    expect(offline.exitCode).toBe(live.exitCode);
    expect(archive).toMatchObject({ path: "cloudsmith.c1z" });
    expect(offline.stdout).toContain("cloudsmith.c1z, which was 2 hours old");
    expect(after).toEqual({ ...before, generatedAt: "2026-11-23T11:00:00.000Z" });
  },
);
