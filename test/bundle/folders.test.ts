import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, readlink, rm, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { openFolders } from "../../src/channels/folders.ts";
import { silentLogger } from "../../src/log.ts";
import { Pack } from "../../src/report/pack/pack.ts";
import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { startSandbox, type Sandbox } from "../../src/sandbox/server.ts";
import { toDestinations } from "../../src/channels/destinations.ts";
import { parseSettings } from "../../src/settings.ts";
import { toPolicy } from "../../src/sources/policy-file.ts";
import { hasPython, parseCsv, parseCsvInPython } from "../support/csv.ts";
import { mergeSha } from "../support/github/repository-routes.ts";
import { startGitHub } from "../support/github/server.ts";
import { runHere } from "../support/command-line.ts";
import { makeFolder, runAction, type ProcessResult } from "../support/process.ts";
import { aReport } from "../support/report.ts";
import { aMember, aRoster } from "../support/roster.ts";

interface Scene {
  readonly folder: string;
  readonly sandbox: Sandbox;
  audit(key: "service" | "member", ...flags: string[]): Promise<ProcessResult>;
}

async function setScene(): Promise<Scene> {
  const folder = await makeFolder();
  await writeFile(join(folder, "access-policy.yml"), peoplePolicy);
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  return {
    folder,
    sandbox,
    audit: (key, ...flags) =>
      runHere(["audit", "--api-url", sandbox.url, "--c1z", "", ...flags], {
        cwd: folder,
        env: {
          SOURCE_DATE_EPOCH: "1795424400",
          CLOUDSMITH_API_KEY: sandbox.keys[key],
          GITHUB_SHA: mergeSha,
        },
      }),
  };
}

async function contentsOf(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).toSorted();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  return Object.fromEntries(names.map((name, at) => [name, texts[at] ?? ""]));
}

test("an audit leaves C1's CSV files and a pack whose checksums hold, the same bytes each time", async () => {
  const scene = await setScene();
  const flags = ["--csv", "c1", "--pack", "review"];

  const first = await scene.audit("service", ...flags);

  expect(first.exitCode).toBe(1);
  expect(first.stderr).toContain("wrote c1\nwrote review\n");
  const [csv, pack] = [
    await contentsOf(join(scene.folder, "c1")),
    await contentsOf(join(scene.folder, "review")),
  ];
  expect(Object.keys(csv)).toEqual(["entitlements.csv", "identities.csv"]);
  expect(parseCsv(csv["identities.csv"] ?? "")).toHaveLength(1 + 40 + 4);
  const sums = spawnSync("sha256sum", ["--strict", "-c", "SHA256SUMS"], {
    cwd: join(scene.folder, "review"),
  });
  expect(sums.status, String(sums.stderr)).toBe(0);
  expect(
    String(sums.stdout)
      .split("\n")
      .filter((line) => line.endsWith(": OK")),
  ).toHaveLength(17);
  const data = Pack.parse(JSON.parse(pack["access-review.json"] ?? ""));
  expect(data).toMatchObject({ version: 1, policy: { commit: mergeSha } });
  expect(data.accounts).toHaveLength(40 + 4);

  await scene.audit("service", ...flags);

  expect(await contentsOf(join(scene.folder, "c1"))).toEqual(csv);
  expect(await contentsOf(join(scene.folder, "review"))).toEqual(pack);
  expect((await readdir(scene.folder)).toSorted()).toEqual(["access-policy.yml", "c1", "review"]);
});

test.skipIf(!hasPython)(
  "Python reads every CSV file of a run as the strict parser does",
  async () => {
    expect.hasAssertions();
    const scene = await setScene();
    await scene.audit("service", "--csv", "c1", "--pack", "review");
    for (const folder of ["c1", "review"]) {
      for (const [name, text] of Object.entries(await contentsOf(join(scene.folder, folder)))) {
        if (name.endsWith(".csv")) expect(parseCsvInPython(text), name).toEqual(parseCsv(text));
      }
    }
  },
);

test("with gaps the CSV files get another ending, and the pack says which files are partial", async () => {
  const scene = await setScene();

  const run = await scene.audit("member", "--csv", "c1", "--pack", "review");

  expect(run.exitCode).toBe(2);
  expect(run.stderr).toContain("the files in c1 end in .csv.quarantined");
  expect(await readdir(join(scene.folder, "c1"))).toEqual([
    "entitlements.csv.quarantined",
    "identities.csv.quarantined",
  ]);
  const pack = await contentsOf(join(scene.folder, "review"));
  for (const name of ["access-review.json", "access-review.md"]) {
    expect(pack[name]?.split("\n")[0], name).toContain("PARTIAL");
  }
  const partial = Object.keys(pack).filter((name) => name.endsWith(".partial.csv"));
  expect(partial).toEqual(expect.arrayContaining(["accounts.partial.csv", "teams.partial.csv"]));
  const [, ...rows] = parseCsv(pack["coverage.csv"] ?? "");
  const named = rows.flatMap((row) => (row[4] ?? "").split(", "));
  for (const name of partial) expect(named).toContain(name);
  expect(
    spawnSync("sha256sum", ["--strict", "-c", "SHA256SUMS"], {
      cwd: join(scene.folder, "review"),
    }).status,
  ).toBe(0);
});

test("a partial pack takes a complete one's place, and the other way round", async () => {
  const scene = await setScene();
  const names = async () => await readdir(join(scene.folder, "review"));

  await scene.audit("service", "--pack", "review");
  expect(await names()).toContain("accounts.csv");
  await scene.audit("member", "--pack", "review");
  expect(await names()).toContain("accounts.partial.csv");
  expect(await names()).not.toContain("accounts.csv");
  await scene.audit("service", "--pack", "review");
  expect(await names()).toContain("accounts.csv");
  expect(await names()).not.toContain("accounts.partial.csv");
});

/** Turns a pack into one of the version before, whose CSV files began with the coverage. */
async function makeOlder(folder: string): Promise<void> {
  const sums: string[] = [];
  for (const name of (await readdir(folder)).toSorted()) {
    if (name === "SHA256SUMS") continue;
    const older = name.replace(".partial.csv", ".csv");
    const text = await readFile(join(folder, name), "utf8");
    const bytes = name.endsWith(".csv") ? `Complete: every list was read.\r\n${text}` : text;
    await rm(join(folder, name));
    await writeFile(join(folder, older), bytes);
    sums.push(`${createHash("sha256").update(bytes).digest("hex")}  ${older}\n`);
  }
  await writeFile(join(folder, "SHA256SUMS"), sums.join(""));
}

test("a pack of the version before is replaced if nobody changed it, and compared with", async () => {
  const scene = await setScene();
  const review = join(scene.folder, "review");
  await scene.audit("service", "--pack", "review");
  await makeOlder(review);

  await writeFile(join(review, "accounts.partial.csv"), "mine");
  expect((await scene.audit("service", "--pack", "review")).exitCode).toBe(2);
  expect(await readFile(join(review, "accounts.partial.csv"), "utf8")).toBe("mine");
  await rm(join(review, "accounts.partial.csv"));

  expect((await scene.audit("service", "--pack", "review")).exitCode).toBe(1);
  const pack = await contentsOf(review);
  expect(pack["accounts.csv"]).toMatch(/^kind,id,/v);
  expect(Pack.parse(JSON.parse(pack["access-review.json"] ?? ""))).toMatchObject({ version: 1 });
});

test("with allow-partial the CSV files have their own names", async () => {
  const scene = await setScene();
  const run = await scene.audit("member", "--csv", "c1", "--allow-partial");
  expect(run.exitCode).toBe(2);
  expect(await readdir(join(scene.folder, "c1"))).toEqual(["entitlements.csv", "identities.csv"]);
});

test("a pack of an artifact tells the same accounts, and which artifact it is of", async () => {
  const scene = await setScene();
  await scene.audit("service", "--c1z", "a.c1z", "--pack", "live");
  await scene.audit("service", "--from-c1z", "a.c1z", "--pack", "archived");
  const read = async (name: string) =>
    Pack.parse(JSON.parse(await readFile(join(scene.folder, name, "access-review.json"), "utf8")));
  const [live, archived] = [await read("live"), await read("archived")];

  expect(live.archive).toBeNull();
  expect(archived.archive).toMatchObject({ path: "a.c1z" });
  expect({ ...archived, archive: null }).toEqual(live);
});

test("a pack that takes another's place tells what changed since that one", async () => {
  const pack = join(await makeFolder(), "review");
  const policy = toPolicy(peoplePolicy, "access-policy.yml");
  const days = [
    aRoster({ readAt: "2026-11-01T06:00:00.000Z", members: [aMember({ username: "ada" })] }),
    aRoster({ readAt: "2026-12-01T06:00:00.000Z", members: [aMember({ username: "bo" })] }),
  ];

  for (const roster of days) {
    const { readAt, workspace } = roster;
    const { id, slug, name } = workspace;
    const organization = { id, slug, name };
    const rosterDigest = readAt;
    const report = aReport({ readAt, organization, rosterDigest, changes: undefined });
    const { channels } = openFolders(toDestinations(parseSettings({ pack })), {
      policy,
      commit: undefined,
      log: silentLogger,
    });
    for (const channel of channels) await channel.deliver(report, { roster, policy, past: [] });
  }

  expect(parseCsv(await readFile(join(pack, "changes.csv"), "utf8")).slice(1)).toEqual([
    ["2026-11-01T06:00:00.000Z", "Ada (ada) left (was Member)"],
    ["2026-11-01T06:00:00.000Z", "Bo (bo) joined as Member"],
  ]);
});

test.each([
  ["a folder of somebody else's", { "notes.txt": "mine" }],
  ["a folder with checksums that are not a pack's", { SHA256SUMS: "", "a.csv": "" }],
  [
    "a folder with checksums that hold, of another tool",
    {
      SHA256SUMS:
        "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a  access-review.json\n",
      "access-review.json": "{}",
    },
  ],
])("%s is not overwritten", async (_, files) => {
  const scene = await setScene();
  const review = join(scene.folder, "review");
  await mkdir(review);
  for (const [name, text] of Object.entries(files)) await writeFile(join(review, name), text);

  const run = await scene.audit("service", "--pack", "review");

  expect(run.exitCode).toBe(2);
  expect(run.stderr).toContain('cannot write "review": it exists');
  expect(run.stderr).not.toContain("wrote review");
  expect(await contentsOf(review)).toEqual(files);
});

test("a pack that a reviewer wrote into, added to or took from is not overwritten", async () => {
  const scene = await setScene();
  await scene.audit("service", "--pack", "review");
  const file = (name: string) => join(scene.folder, "review", name);
  const whole = await readFile(file("accounts.csv"), "utf8");

  await writeFile(file("accounts.csv"), `${whole}signed off\r\n`);
  expect((await scene.audit("service", "--pack", "review")).exitCode).toBe(2);
  expect(await readFile(file("accounts.csv"), "utf8")).toContain("signed off");

  await writeFile(file("accounts.csv"), whole);
  await writeFile(file("signature.txt"), "signed");
  expect((await scene.audit("service", "--pack", "review")).exitCode).toBe(2);
  expect(await readFile(file("signature.txt"), "utf8")).toBe("signed");

  await rm(file("signature.txt"));
  await rm(file("rules.csv"));
  expect((await scene.audit("service", "--pack", "review")).exitCode).toBe(2);
  expect(await readdir(join(scene.folder, "review"))).not.toContain("rules.csv");
});

test("an empty folder becomes the pack, also through a link, and a file does not", async () => {
  const scene = await setScene();
  await mkdir(join(scene.folder, "empty"));
  expect((await scene.audit("service", "--pack", "empty/")).exitCode).toBe(1);
  expect((await stat(join(scene.folder, "empty", "SHA256SUMS"))).isFile()).toBe(true);

  await mkdir(join(scene.folder, "elsewhere"));
  await symlink("elsewhere", join(scene.folder, "link"));
  for (const _ of ["new", "replaced"]) {
    expect((await scene.audit("service", "--pack", "link")).exitCode).toBe(1);
    expect(await readdir(join(scene.folder, "elsewhere"))).toContain("SHA256SUMS");
    expect(await readlink(join(scene.folder, "link"))).toBe("elsewhere");
  }
  expect((await scene.audit("service", "--pack", "access-policy.yml")).exitCode).toBe(2);
  expect(await readFile(join(scene.folder, "access-policy.yml"), "utf8")).toBe(peoplePolicy);
});

test.each([
  ["full", { csv: "c1", pack: "review" }, ["access-policy.yml", "c1", "review"]],
  ["counts", { csv: "", pack: "" }, ["access-policy.yml"]],
])("the Action with personal-data %s", async (personalData, outputs, left) => {
  const scene = await setScene();
  const github = await startGitHub();
  onTestFinished(() => github.close());

  const run = await runAction({
    cwd: scene.folder,
    event: {
      name: "schedule",
      payload: { repository: { visibility: "private", default_branch: "main" } },
    },
    apiUrl: github.apiUrl,
    inputs: {
      "api-url": scene.sandbox.url,
      "api-key": scene.sandbox.keys.service,
      token: github.token,
      c1z: "",
      csv: "c1",
      pack: "review",
      issue: "never",
      "personal-data": personalData,
    },
  });

  expect(run.exitCode).toBe(1);
  expect(run.outputs).toMatchObject(outputs);
  expect((await readdir(scene.folder)).toSorted()).toEqual(left);
});
