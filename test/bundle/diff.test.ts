import { copyFile, readFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { writeArtifact } from "../../src/c1z/write.ts";
import type { Roster } from "../../src/roster/model.ts";
import { cleanWorkspace } from "../../src/sandbox/workspace.ts";
import { asReadHere, type C1Sync } from "../support/c1-connector.ts";
import { runHere } from "../support/command-line.ts";
import { makeFolder, root } from "../support/process.ts";
import { openSandbox } from "../support/sandbox.ts";
import { clock, shrunken } from "../support/command-scene.ts";

test("diff tells what changed between two syncs, in one file or in two, in each form", async () => {
  const sandbox = await openSandbox();
  const folder = await makeFolder();
  const env = { CLOUDSMITH_API_KEY: sandbox.keys.service };
  const sync = (file: string, epoch: string) =>
    runHere(["sync", "--organization", "fernwick", "--api-url", sandbox.url, "--c1z", file], {
      cwd: folder,
      env: { ...env, SOURCE_DATE_EPOCH: epoch },
    });
  await sync("both.c1z", "1795338000");
  await sync("yesterday.c1z", "1795338000");
  sandbox.change(({ members }) => {
    const [owner] = members;
    if (owner !== undefined) Object.assign(owner, { role: "Member", user_name: "<b>|\n@all" });
    members.pop();
  });
  await sync("both.c1z", "1795424400");
  await sync("today.c1z", "1795424400");

  const files = ["--report-json", "d.json", "--report-markdown", "d.md", "--exit-code"];
  const one = await runHere(["diff", "both.c1z", ...files], { cwd: folder });
  const two = await runHere(["diff", "yesterday.c1z", "today.c1z"], { cwd: folder });
  const same = await runHere(["diff", "today.c1z", "today.c1z", "--exit-code"], { cwd: folder });

  expect([one.exitCode, two.exitCode, same.exitCode]).toEqual([1, 0, 0]);
  expect(one.stdout).toBe(two.stdout);
  expect(one.stdout).toContain("Changes in fernwick from 2026-11-22 09:00 UTC to 2026-11-23 09:00");
  expect(one.stdout).toContain("(amara-okoye) was demoted from Owner to Member");
  expect(one.stdout).toContain("2 changes");
  expect(same.stdout).toContain("nothing changed");
  const json = JSON.parse(await readFile(join(folder, "d.json"), "utf8")) as {
    changes: { list: { kind: string }[] };
  };
  expect(json.changes.list.map(({ kind }) => kind).toSorted()).toEqual(["left", "role"]);
  const markdown = await readFile(join(folder, "d.md"), "utf8");
  expect(markdown.trimEnd().split("\n")).toHaveLength(4);
  expect(markdown).not.toMatch(/<b>|(?<!\\)\|/u);
});

test("diff refuses what it cannot compare", async () => {
  const { folder } = await shrunken();
  const other = cleanWorkspace();
  other.organization.slug_perm = "wsElsewhere1";
  const elsewhere = await openSandbox({ workspace: other });
  await runHere(
    ["sync", "--organization", "fernwick", "--api-url", elsewhere.url, "--c1z", "other.c1z"],
    { cwd: folder, env: { ...clock, CLOUDSMITH_API_KEY: elsewhere.keys.service } },
  );
  const alone = await runHere(["diff", "yesterday.c1z"], { cwd: folder });
  const foreign = await runHere(["diff", "yesterday.c1z", "other.c1z"], { cwd: folder });

  expect([alone.exitCode, foreign.exitCode]).toEqual([2, 2]);
  expect(alone.stderr).toContain(
    "it contains 1 finished sync, not 2. Name a second artifact to compare it with.\n",
  );
  expect(foreign.stderr).toContain("they are from different workspaces");
});

/** Returns a folder with a sync of C1's own connector in `c1.c1z`, and ours of a roster in `ours.c1z`. */
async function besideC1(name: C1Sync, roster: Roster = asReadHere()): Promise<string> {
  const folder = await makeFolder();
  await copyFile(join(root, `test/c1z/c1-connector/${name}.c1z`), join(folder, "c1.c1z"));
  const path = join(folder, "ours.c1z");
  await writeArtifact({ roster, path, endedAt: new Date(roster.readAt) });
  return folder;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, " ");
}

test("diff compares with a sync of C1's own connector in words, in either order", async () => {
  const cwd = await besideC1("other-ids");

  const run = await runHere(["diff", "c1.c1z", "ours.c1z"], { cwd });
  const turned = await runHere(["diff", "ours.c1z", "c1.c1z"], { cwd });

  expect([run.exitCode, turned.exitCode]).toEqual([0, 0]);
  expect(turned.stdout).toBe(run.stdout);
  const text = oneLine(run.stdout);
  for (const sentence of [
    "compared with a sync in the form of C1's own Cloudsmith connector",
    'Amara Okoye (amara-okoye) has another id: "usAmara00001" in this artifact, "amara-okoye" in C1\'s sync (same e-mail address)',
    '(cleo) has another id: "usCleo000003" in this artifact, "cleo" in C1\'s sync (same login)',
    "(dora) is only in C1's sync",
    "(bo) is Collaborator in this artifact, Member in C1's sync",
    "(bo) is inactive in this artifact, active in C1's sync",
    "(cleo) is in team Platform (platform) only in this artifact",
    'Member of 2 teams: another id, such as "team:tmPlatform01:member" in this artifact, "team:platform:member" in C1\'s sync',
    'Manager of 2 teams: only in this artifact, such as "team:tmPlatform01:manager"',
    "Not in C1's sync, which is not a removal",
    "who manages a team (1)",
    "service accounts (1)",
    "from C1's sync to this artifact: would look removed: 4 of 4 accounts, 2 of 2 teams",
    "do not rely on a pause: the number of resources would go from 7 to 8",
    "part of C1's sync would look removed",
  ]) {
    expect(text).toContain(sentence);
  }
  expect(run.stdout).not.toMatch(/\n *::error/u);
});

test("diff compares the two connectors also if one file has a sync of each", async () => {
  const cwd = await besideC1("roles-on-organization");
  const roster = asReadHere();
  const apart = await runHere(["diff", "c1.c1z", "ours.c1z"], { cwd });
  const later = new Date("2099-01-01T06:00:00.000Z");

  await writeArtifact({ roster, path: join(cwd, "c1.c1z"), endedAt: later, keepSyncs: 2 });

  const run = await runHere(["diff", "c1.c1z"], { cwd });
  expect(run.stdout).toBe(apart.stdout);
});

test.each([
  ["roles-on-organization", "nothing would look removed; would look new: 1 of 4 accounts", []],
  ["team-managers", "nothing would look removed; would look new: 1 of 4 accounts", []],
  [
    "role-resources",
    "would look removed: 4 of 5 other resources, 4 of 6 entitlements, 3 of 6 grants",
    ["whether members use two-factor (3)"],
  ],
] as const)(
  "of C1's own connector, %s: diff finds the same accounts, and says what C1 would see",
  async (name, effect, unseen) => {
    const cwd = await besideC1(name);

    const run = await runHere(["diff", "c1.c1z", "ours.c1z", "--exit-code"], { cwd });

    const text = oneLine(run.stdout);
    expect(text).toContain("Accounts and teams the same in both");
    expect(text).toContain(`from C1's sync to this artifact: ${effect}`);
    expect(text.includes("who manages a team")).toBe(name !== "team-managers");
    for (const sentence of unseen) expect(text).toContain(sentence);
    // The other sync does not say that any of its lists is complete.
    expect(run.exitCode).toBe(2);
  },
);

test("diff writes the comparison with C1's own connector as JSON and Markdown, without what could be markup", async () => {
  const cwd = await besideC1("other-ids");

  await runHere(
    ["diff", "c1.c1z", "ours.c1z", "--report-json", "d.json", "--report-markdown", "d.md"],
    {
      cwd,
    },
  );

  const json = await readFile(join(cwd, "d.json"), "utf8");
  const { organization, changes, connectors } = JSON.parse(json) as {
    organization: { id: string };
    changes: { list: { kind: string; subject: { id: string } }[]; appeared?: unknown };
    connectors: {
      connector: string;
      differences: { kind: string; subject: { id: string }; ours: unknown; theirs: unknown }[];
      ids: { what: string; shared: number }[];
    };
  };
  expect(organization.id).toBe("wsFernwick01");
  expect(connectors.connector).toBe("c1");
  expect(connectors.differences).toContainEqual(
    expect.objectContaining({ kind: "other-id", ours: "usAmara00001", theirs: "amara-okoye" }),
  );
  expect(connectors.ids.map(({ shared }) => shared)).toEqual([0, 0, 0, 0, 0]);
  // With our ids, so that nobody seems to have left.
  expect(changes.list.map(({ kind, subject }) => [kind, subject.id])).toContainEqual([
    "role",
    "usBo00000002",
  ]);
  expect(changes.appeared).toBeUndefined();
  const markdown = await readFile(join(cwd, "d.md"), "utf8");
  expect(markdown).toContain("#### Entitlements");
  expect(markdown).not.toMatch(/(?<!`[^\n]*)<b>|(?<!\\)\|/u);
});

test("a sync of another connector with other types is compared, but not called C1's own", async () => {
  const cwd = await besideC1("other-ids");
  await copyFile(join(root, "test/c1z/sdk-written.c1z"), join(cwd, "sdk.c1z"));

  const run = await runHere(["diff", "sdk.c1z", "ours.c1z"], { cwd });

  const text = oneLine(run.stdout);
  expect(text).toContain("compared with a sync of another connector");
  expect(text).toContain("(dora) is only in the other sync");
});

test("diff refuses a sync of C1's own connector for another workspace", async () => {
  const roster = asReadHere();
  const workspace = { ...roster.workspace, id: "wsElsewhere1", slug: "elsewhere" };
  const cwd = await besideC1("other-ids", { ...roster, workspace });

  const run = await runHere(["diff", "c1.c1z", "ours.c1z"], { cwd });

  expect(run.exitCode).toBe(2);
  expect(run.stderr).toContain(
    'they are from different workspaces, "fernwick" (fernwick) and "elsewhere" (wsElsewhere1)',
  );
});

test("one line stands for the rest if many accounts differ in the same way", async () => {
  const roster = asReadHere();
  const [first] = roster.members;
  if (first === undefined) throw new Error("nobody");
  const more = Array.from({ length: 25 }, (_, index) => ({
    ...first,
    id: `usMore${String(index).padStart(5, "0")}`,
    username: `more-${index}`,
    email: `more-${index}@fernwick.example`,
  }));
  const members = [...roster.members, ...more].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const cwd = await besideC1("roles-on-organization", { ...roster, members });

  const run = await runHere(["diff", "c1.c1z", "ours.c1z"], { cwd });

  expect(run.stdout.match(/\) is only in this artifact/gu)).toHaveLength(10);
  expect(oneLine(run.stdout)).toContain("15 more like the last one, all in --report-json");
  expect(oneLine(run.stdout)).toContain(
    "C1's sync does not say whether its lists are complete: what is only in this artifact may be what its key did not see",
  );
});
