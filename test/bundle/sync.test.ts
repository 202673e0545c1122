import { readdir } from "node:fs/promises";

import { expect, test } from "vitest";

import { runHere } from "../support/command-line.ts";
import { makeFolder } from "../support/process.ts";
import { openSandbox } from "../support/sandbox.ts";
import { clock, shrunken } from "../support/command-scene.ts";

test("sync writes the artifact without a policy", async () => {
  const sandbox = await openSandbox();
  const folder = await makeFolder();

  const run = await runHere(["sync", "--organization", "fernwick", "--api-url", sandbox.url], {
    cwd: folder,
    env: { ...clock, CLOUDSMITH_API_KEY: sandbox.keys.service },
  });

  expect(run.exitCode).toBe(0);
  expect(run.stdout).toMatch(
    /^cloudsmith\.c1z: 40 members, 8 teams, 4 service accounts \(sync \w{27}, sha256 \w{64}\)\n$/u,
  );
  expect(await readdir(folder)).toEqual(["cloudsmith.c1z"]);
});

test("sync of a roster with gaps exits 2 and quarantines it", async () => {
  const sandbox = await openSandbox();
  const folder = await makeFolder();

  const run = await runHere(["sync", "--organization", "fernwick", "--api-url", sandbox.url], {
    cwd: folder,
    env: { ...clock, CLOUDSMITH_API_KEY: sandbox.keys.collaborator },
  });

  expect(run.exitCode).toBe(2);
  expect(await readdir(folder)).toEqual(["cloudsmith.c1z.quarantined"]);
  expect(run.stderr).toContain("the lists of members and teams are partial");
});

test("a true shrink is accepted with max-shrink 100", async () => {
  const { folder, sandbox, env } = await shrunken();

  const run = await runHere(
    [
      "sync",
      "--organization",
      "fernwick",
      "--api-url",
      sandbox.url,
      "--baseline",
      "yesterday.c1z",
      "--max-shrink",
      "100",
    ],
    { cwd: folder, env },
  );

  expect(run.exitCode).toBe(0);
  expect(await readdir(folder)).toContain("cloudsmith.c1z");
});
