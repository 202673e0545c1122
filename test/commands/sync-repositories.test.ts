/** `--repositories`: which requests are sent, what comes into the artifact, and how it ends. */

import { copyFile, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { readArtifact } from "../../src/c1z/read.ts";
import { ChangeReport } from "../../src/report/render-changes.ts";
import { listCoverage } from "../../src/roster/coverage.ts";
import { refuse } from "../../src/sandbox/faults.ts";
import type { Sandbox } from "../../src/sandbox/server.ts";
import { fernwick } from "../../src/sandbox/workspace.ts";
import { clock } from "../support/command-scene.ts";
import { runHere } from "../support/command-line.ts";
import { makeFolder, type ProcessResult } from "../support/process.ts";
import { openSandbox } from "../support/sandbox.ts";

interface Synced {
  readonly run: ProcessResult;
  readonly sandbox: Sandbox;
  readonly folder: string;
}

async function sync(
  flags: readonly string[],
  {
    key = "owner",
    sandbox: given,
    folder: inside,
  }: { key?: keyof Sandbox["keys"]; sandbox?: Sandbox; folder?: string } = {},
): Promise<Synced> {
  const sandbox = given ?? (await openSandbox());
  const folder = inside ?? (await makeFolder());
  const args = ["sync", "--organization", "fernwick", "--api-url", sandbox.url, ...flags];
  const run = await runHere(args, {
    cwd: folder,
    env: { ...clock, CLOUDSMITH_API_KEY: sandbox.keys[key] },
  });
  return { run, sandbox, folder };
}

const paths = ({ requests }: Sandbox) => requests.map(({ path }) => path).toSorted();

test("one repository is not counted as several", async () => {
  const workspace = fernwick();
  workspace.repositories = workspace.repositories.slice(0, 1);
  const sandbox = await openSandbox({ workspace });
  const { run } = await sync(["--repositories", "always"], { sandbox });

  expect(run.stdout).toContain("4 service accounts, 1 repository (sync ");
});

test("the size of what was written says what may be more, and no zero that was not seen", async () => {
  const { run } = await sync([], { key: "member" });

  expect(run.stderr).toContain("services, invites, saml, group-sync and oidc are refused");
  expect(run.stdout).toContain(
    "at least 40 members, at least 6 teams, an unknown number of service accounts (sync ",
  );
});

/** Recorded before repositories could be read, and with the dynamic mappings. */
const recorded = [
  "/orgs/fernwick/",
  "/orgs/fernwick/invites/?page=1&page_size=1",
  "/orgs/fernwick/invites/?page=1&page_size=500",
  "/orgs/fernwick/members/?is_active=false&page=1&page_size=1",
  "/orgs/fernwick/members/?is_active=false&page=1&page_size=1",
  "/orgs/fernwick/members/?is_active=true&page=1&page_size=1",
  "/orgs/fernwick/members/?is_active=true&page=1&page_size=1",
  "/orgs/fernwick/members/?sort=user_name&page=1&page_size=1",
  "/orgs/fernwick/members/?sort=user_name&page=1&page_size=500",
  "/orgs/fernwick/members/amara-okoye/",
  "/orgs/fernwick/openid-connect/?page=1&page_size=1",
  "/orgs/fernwick/openid-connect/?page=1&page_size=500",
  "/orgs/fernwick/openid-connect/oiL4bTq8Yc2w/dynamic-mappings/?page=1&page_size=1",
  "/orgs/fernwick/openid-connect/oiL4bTq8Yc2w/dynamic-mappings/?page=1&page_size=500",
  "/orgs/fernwick/saml-authentication",
  "/orgs/fernwick/saml-group-sync/?page=1&page_size=1",
  "/orgs/fernwick/saml-group-sync/?page=1&page_size=500",
  "/orgs/fernwick/saml-group-sync/status/",
  "/orgs/fernwick/services/?sort=created_at&page=1&page_size=1",
  "/orgs/fernwick/services/?sort=created_at&page=1&page_size=500",
  "/orgs/fernwick/services/amara-okoye/",
  "/orgs/fernwick/teams/?sort=name&page=1&page_size=1",
  "/orgs/fernwick/teams/?sort=name&page=1&page_size=500",
  "/user/self/",
];

test("without a section in a policy, the requests are the same as without repositories", async () => {
  const [byDefault, auto, never] = [
    await sync([]),
    await sync(["--repositories", "auto"]),
    await sync(["--repositories", "never"]),
  ];

  for (const { run, sandbox } of [byDefault, auto, never]) {
    expect(run.exitCode).toBe(0);
    expect(paths(sandbox)).toEqual(recorded);
    expect(run.stdout).toBe(byDefault.run.stdout);
  }
  expect(byDefault.run.stdout).not.toContain("repositories");
});

test("always: an Owner's sync has every repository, and its artifact gives the roster back", async () => {
  const { run, folder } = await sync(["--repositories", "always"]);
  const { roster } = await readArtifact(join(folder, "cloudsmith.c1z"));

  expect(run.stderr).not.toContain("warning");
  expect(run.exitCode).toBe(0);
  expect(run.stdout).toContain("4 service accounts, 13 repositories (sync ");
  expect(roster.repositories).toHaveLength(13);
  expect(listCoverage(roster.coverage, "repositories").status).toBe("complete");
});

test("a Manager's sync ends with 2, and its artifact stands under its own name", async () => {
  const { run, folder } = await sync(["--repositories", "always"], { key: "service" });

  expect(run.exitCode).toBe(2);
  expect(await readdir(folder)).toEqual(["cloudsmith.c1z"]);
  expect(run.stderr).toContain(
    'the list of repositories is partial: read as service "access-audit" whose role is Manager',
  );
  expect(run.stderr).toContain("the privileges on data-models are refused");
});

test("privileges that nobody may read are named five times at most", async () => {
  const template = "/repos/{owner}/{identifier}/privileges";
  const sandbox = await openSandbox({ faults: [{ template, strike: refuse(403) }] });
  const { run } = await sync(["--repositories", "always"], { sandbox });

  expect(run.exitCode).toBe(2);
  expect(run.stderr.match(/the privileges on [\w-]+ are refused/gu)).toHaveLength(5);
  expect(run.stderr).toContain("the privileges on 8 more repositories are not complete");
});

test("an artifact with repositories is read again without a network", async () => {
  const { folder } = await sync(["--repositories", "always"]);
  await copyFile(join(folder, "cloudsmith.c1z"), join(folder, "first.c1z"));
  const run = await runHere(["sync", "--from-c1z", "first.c1z", "--c1z", "second.c1z"], {
    cwd: folder,
    env: clock,
  });
  const [first, second] = await Promise.all(
    ["first.c1z", "second.c1z"].map((name) => readArtifact(join(folder, name))),
  );

  expect(run.exitCode).toBe(0);
  expect(second?.roster).toEqual(first?.roster);
});

test("a value that is none is refused with the values", async () => {
  const { run } = await sync(["--repositories", "yes"]);

  expect(run.exitCode).toBe(2);
  expect(run.stderr).toContain('repositories is "yes", which is not one of auto, never, always');
});

test("diff shows what changed on repositories between two syncs of one artifact", async () => {
  const { folder, sandbox } = await sync(["--repositories", "always"]);
  sandbox.change(({ repositories }) => {
    const [first, second] = repositories;
    if (first === undefined || second === undefined) throw new Error("Fernwick has none");
    first.privileges.shift();
    second.row.broadcast_state = "Public";
    repositories.pop();
  });
  await sync(["--repositories", "always"], { folder, sandbox });
  const run = await runHere(["diff", "cloudsmith.c1z", "--exit-code", "--report-json", "d.json"], {
    cwd: folder,
  });
  const { changes } = ChangeReport.parse(
    JSON.parse(await readFile(join(folder, "d.json"), "utf8")),
  );

  expect(run.exitCode).toBe(1);
  expect(changes.incomplete).toEqual([]);
  expect(changes.list.map(({ kind, subject }) => `${subject.slug} ${kind}`).toSorted()).toEqual([
    "customer-releases broadcast",
    "legacy-archive removed",
    "platform-core privilege-removed",
  ]);
  expect(run.stdout).toContain(
    "repository Customer Releases (customer-releases) has broadcast Public",
  );
});

test("privileges that vanished since the baseline are not believed, and the file keeps its name", async () => {
  const { folder, sandbox } = await sync(["--repositories", "always", "--c1z", "yesterday.c1z"]);
  sandbox.change(({ repositories }) => {
    for (const one of repositories) one.privileges = [];
  });
  const flags = ["--repositories", "always", "--baseline", "yesterday.c1z"];
  const { run } = await sync(flags, { folder, sandbox });
  const accepted = await sync([...flags, "--max-shrink", "100"], { folder, sandbox });
  const { roster } = await readArtifact(join(folder, "cloudsmith.c1z"));

  expect(run.exitCode).toBe(2);
  expect(run.stderr).toContain("the list of privileges shrank since");
  expect(run.stderr).toContain("the privileges on platform-core are partial");
  expect((await readdir(folder)).toSorted()).toEqual(["cloudsmith.c1z", "yesterday.c1z"]);
  expect(accepted.run.exitCode).toBe(0);
  expect(roster.repositories.every(({ coverage }) => coverage.status === "complete")).toBe(true);
});
