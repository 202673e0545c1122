/** The files that a policy includes belong to it: a change of them alone is judged, too. */

import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { openDelivery } from "../../../src/github/delivery.ts";
import { silentLogger } from "../../../src/log.ts";
import { comparePolicies } from "../../../src/policy/policy-changes.ts";
import { readPolicies } from "../../../src/runner/policies.ts";
import { deliverySettings } from "../../support/deliver.ts";
import { baseSha, headSha, mergeSha } from "../../support/github/repository-routes.ts";
import { aRun } from "../../support/github/run.ts";
import { startGitHub } from "../../support/github/server.ts";
import type { StandInFile } from "../../support/github/state.ts";
import { makeFolder } from "../../support/process.ts";
import { lfs, pull_request } from "./changed-policy.ts";

type Files = Readonly<Record<string, StandInFile>>;

const main =
  "version: 1\norganization: fernwick\ninclude: [{ files: teams/*.yml, sections: [teams] }]\n";
const teamOf = (name: string, ...members: string[]) =>
  `teams: { ${name}: { members: [${members.join(", ")}] } }\n`;
const old = {
  "access-policy.yml": main,
  "teams/a.yml": teamOf("a", "ada"),
  "teams/b.yml": teamOf("b", "bo"),
};

interface Scene {
  readonly before?: Files;
  readonly merge: Files;
  readonly head?: Files;
  readonly onDisk?: Files;
  readonly policyPath?: string;
}

async function resolve({ before = old, merge, head = merge, onDisk = merge, ...scene }: Scene) {
  const { policyPath = "access-policy.yml" } = scene;
  const github = await startGitHub();
  onTestFinished(() => github.close());
  const { state } = github;
  state.files.clear();
  for (const [sha, files] of [
    [baseSha, before],
    [headSha, head],
    [mergeSha, merge],
  ] as const) {
    for (const [name, file] of Object.entries(files)) state.files.set(`${sha}:${name}`, file);
  }
  const warned: string[] = [];
  const log = { ...silentLogger, warn: (text: string) => void warned.push(text) };
  const delivery = await openDelivery(
    aRun(github.apiUrl, {
      eventName: "pull_request",
      eventPayload: {
        repository: { id: 424_242, visibility: "private", default_branch: "main" },
        pull_request,
      },
      ref: "refs/pull/7/merge",
    }),
    { token: github.token, ...deliverySettings, policyPath, personalData: "full" },
    log,
  );
  const folder = await makeFolder();
  for (const [name, file] of Object.entries(onDisk)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    if (typeof file === "string") await writeFile(join(folder, name), file);
  }
  const result = await readPolicies({
    file: join(folder, policyPath),
    requested: undefined,
    policyPath,
    pull: undefined,
    github: delivery,
    log,
  }).catch((error: unknown) => (error as Error).message);
  if (typeof result === "string" || "untouched" in result) return { result, github, warned };
  const { policy, base } = result;
  const changes =
    base?.policy === undefined
      ? base
      : comparePolicies(base.policy, policy).map(
          ({ entry, part, before: was, after }) =>
            `${entry.name} ${part}: ${was ?? "-"} to ${after ?? "-"}`,
        );
  return { result: changes, policy, github, warned };
}

test.each<readonly [string, Files, readonly string[]]>([
  ["a changed file", { ...old, "teams/a.yml": teamOf("a", "ada", "eve") }, ["a members: - to eve"]],
  ["a new file", { ...old, "teams/c.yml": teamOf("c") }, ["c entry: - to true"]],
  [
    "a file that is gone",
    { "access-policy.yml": main, "teams/a.yml": teamOf("a", "ada") },
    ["b entry: true to -"],
  ],
  ["a renamed file", { ...old, "teams/b.yml": teamOf("a2"), "teams/a.yml": "teams: {}\n" }, []],
])("%s alone is a change of the policy", async (name, merge, changes) => {
  const { result, github } = await resolve({ merge });

  if (name === "a renamed file") {
    expect(result).toEqual(expect.arrayContaining(["a entry: true to -", "b entry: true to -"]));
    return;
  }
  expect(result).toEqual(changes);
  expect(github.requests.filter(({ path }) => path.includes("/git/blobs/"))).toHaveLength(
    name === "a changed file" || name === "a file that is gone" ? 1 : 0,
  );
});

test("a change of another file leaves the policy unchanged, and reads no included file", async () => {
  const { result, github } = await resolve({
    merge: { ...old, "teams/notes.txt": "x", "other/a.yml": "x" },
  });

  expect(result).toEqual({ untouched: true, invalid: undefined });
  expect(github.requests.filter(({ path }) => path.includes("/git/blobs/"))).toEqual([]);
});

test("files that Git checked out with other line endings are the files of the commit", async () => {
  const windows = Object.fromEntries(
    Object.entries(old).map(([name, file]) => [name, file.replaceAll("\n", "\r\n")]),
  );

  const same = await resolve({ merge: old, onDisk: windows });
  const mixed = { ...old, "teams/a.yml": `# a\r\n${teamOf("a", "ada")}` };
  const partly = await resolve({
    before: mixed,
    merge: mixed,
    onDisk: { ...mixed, "teams/a.yml": `# a\n${teamOf("a", "ada")}` },
  });

  expect(same.result).toEqual({ untouched: true, invalid: undefined });
  expect(partly.result).toEqual({ untouched: true, invalid: undefined });
});

test("a checkout of the head is compared with the merge base", async () => {
  const proposed = { ...old, "teams/a.yml": teamOf("a", "ada", "eve") };
  const merged = { ...proposed, "teams/b.yml": teamOf("b") };

  const { result } = await resolve({ merge: merged, head: proposed, onDisk: proposed });

  expect(result).toEqual(["a members: - to eve"]);
});

test.each<readonly [string, Files, string]>([
  ["is not checked out", { ...old, "teams/b.yml": { target: "" } }, "teams/b.yml"],
  ["is in no commit", { ...old, "teams/c.yml": teamOf("c") }, "teams/c.yml"],
  ["is that of no commit", { ...old, "teams/a.yml": teamOf("a", "eve") }, "teams/a.yml"],
])("an included file that %s is an error", async (_, onDisk, path) => {
  const { result } = await resolve({ merge: old, onDisk });

  expect(result).toContain(`"${path}" on disk is not the file at the commit of this run`);
});

test("a file that Git LFS checks out cannot be compared, unless nothing changes", async () => {
  const stored = { ...old, "teams/a.yml": lfs };
  const onDisk = old;

  const unchanged = await resolve({ before: stored, merge: stored, onDisk });
  const added = await resolve({ merge: stored, onDisk });
  const before = await resolve({ before: stored, merge: old });

  expect(unchanged.result).toEqual({ untouched: true, invalid: undefined });
  expect(added.result).toContain('after it, "teams/a.yml" is a pointer of Git LFS');
  expect(before.result).toContain('before it, "teams/a.yml" is a pointer of Git LFS');
});

test("files that are all gone are dropped from the policy, with a warning", async () => {
  const { result, warned } = await resolve({ merge: { "access-policy.yml": main } });

  expect(result).toEqual(["a entry: true to -", "b entry: true to -"]);
  expect(warned).toEqual([expect.stringContaining('no file matches "teams/*.yml" any more')]);
});

test("an unchanged pattern that never matched a file is an error, which the change did not make", async () => {
  const none = { "access-policy.yml": main };

  expect((await resolve({ before: none, merge: none })).result).toEqual({
    untouched: true,
    invalid: "access-policy.yml",
  });
  const { result } = await resolve({
    before: none,
    merge: { "access-policy.yml": `${main}# changed\n` },
  });
  expect(result).toContain('access-policy.yml:3:20: no file matches "teams/*.yml"');
});

test("an invalid file is named in the comment, and as the unchanged file that is not valid", async () => {
  const invalid = { ...old, "teams/a.yml": "team: {}\n" };

  const changed = await resolve({ merge: invalid });
  const same = await resolve({ before: invalid, merge: invalid });

  expect(changed.result).toContain('teams/a.yml:1:1: "team" is not allowed in this file');
  expect(changed.github.comments[0]?.body).toContain("teams/a.yml:1:1");
  expect(same.result).toEqual({ untouched: true, invalid: "teams/a.yml" });
});

test("a link in place of a file is a change, and is refused", async () => {
  const linked = { ...old, "teams/a.yml": { target: "../../secret" } };
  const { "teams/a.yml": _, ...without } = old;

  const { result } = await resolve({ merge: linked, onDisk: without });

  expect(result).toContain('"teams/a.yml" on disk is not the file at the commit');
});

test("a policy in a folder includes the files of its folder", async () => {
  const inFolder = (files: Files): Files =>
    Object.fromEntries(Object.entries(files).map(([name, file]) => [`access/${name}`, file]));

  const { result, policy } = await resolve({
    before: inFolder(old),
    merge: { ...inFolder({ ...old, "teams/a.yml": teamOf("a") }), "teams/c.yml": teamOf("c") },
    policyPath: "access/access-policy.yml",
  });

  expect(result).toEqual(["a members: ada to -"]);
  expect(policy?.files).toEqual(["access/teams/a.yml", "access/teams/b.yml"]);
});
