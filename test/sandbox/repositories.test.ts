import { expect, test } from "vitest";

import { changeSentences, describeChanges } from "../../src/report/changes.ts";
import type { Sandbox } from "../../src/sandbox/server.ts";
import { cleanWorkspace, fernwick } from "../../src/sandbox/workspace.ts";
import { ask, askField, openSandbox, readSandbox } from "../support/sandbox.ts";

test("Fernwick's repositories have every situation that a rule may be about", async () => {
  const read = async (workspace: ReturnType<typeof fernwick>) =>
    readSandbox(await openSandbox({ workspace }), { key: "owner", repositories: "with-tokens" });
  const { list } = describeChanges(await read(cleanWorkspace()), await read(fernwick()), [
    "repositories",
  ]);

  expect(changeSentences({ since: "", until: "", list, incomplete: [] })).toEqual([
    // A level that is too high, for a team with an inactive member, and an unexpected team.
    "repository Platform Core (platform-core) gives team release the privilege Write now (was Read)",
    "repository Platform Core (platform-core) gives team data the privilege Write now",
    // A direct privilege of a person.
    "repository Firmware (firmware) gives person liam-obrien the privilege Admin now",
    // Tokens: one never ends, one has lost its creator, one is not listed, one opens too much.
    "repository Firmware (firmware) now has the entitlement token ci-firmware (tkC1vHm8Fy5d1) (end: never)",
    // A missing one.
    "repository Mobile Builds (mobile-builds) gives team release no privilege any more (was Read)",
    "repository Mobile Builds (mobile-builds) now has the entitlement token ci-mobile (tkD6qUb0Ra9x1) (end: 2027-03-31T23:59:59.000Z)",
    // A default for everybody.
    "repository Data Models (data-models) has default privilege Write now (was None)",
    // A level that is too high, for a team with a Collaborator.
    "repository Docs Assets (docs-assets) gives team docs the privilege Write now (was Read)",
    // Open to everybody.
    "repository Public SDK (public-sdk) has broadcast Public now (was Off)",
    "repository Partner Drops (partner-drops) now has the entitlement token Acme download (tkK0cEv6Uo1q1) (end: 2027-03-31T23:59:59.000Z)",
    // Slugs that are nobody's.
    "repository Third-party Cache (third-party-cache) gives team build-guild the privilege Read now",
    "repository Third-party Cache (third-party-cache) gives person gone-person the privilege Write now",
    "repository Third-party Cache (third-party-cache) now has the entitlement token ci-cache (tkM4dRk7Wh2p1) (end: 2027-03-31T23:59:59.000Z)",
    // One that no policy names.
    "repository Legacy Archive (legacy-archive) was added, with Admin for service legacy-deployer-x9, Write for person eva-janssen",
  ]);
});

/** By default privilege, by their teams, and of their own. */
test.each<readonly [keyof Sandbox["keys"], readonly string[]]>([
  // mei-tanaka manages the workspace, and sees only what the team release has.
  [
    "manager",
    [
      "customer-releases",
      "data-models",
      "firmware",
      "partner-drops",
      "platform-core",
      "third-party-cache",
    ],
  ],
  ["collaborator", ["docs-assets", "public-sdk"]],
  ["service", ["data-models", "third-party-cache"]],
])("a %s sees the repositories on which they have a privilege", async (key, slugs) => {
  const sandbox = await openSandbox();
  const seen = await askField(sandbox, "/repos/fernwick/?page_size=500", "slug", key);

  expect(new Set(seen)).toEqual(new Set(slugs));
});

test("privileges are shown to Admins of the repository, without pagination headers", async () => {
  const sandbox = await openSandbox();
  const of = (slug: string, as: keyof Sandbox["keys"]) =>
    ask(sandbox, `/repos/fernwick/${slug}/privileges?page=1&page_size=2`, as);
  const shown = await of("firmware", "manager");

  expect(shown.status).toBe(200);
  expect(shown.body).toEqual({
    privileges: [
      { user: null, team: "release", service: null, privilege: "Admin" },
      { user: null, team: "platform", service: null, privilege: "Write" },
    ],
  });
  expect([...shown.headers.keys()].filter((name) => name.startsWith("x-pagination"))).toEqual([]);
  expect((await of("platform-core", "manager")).status).toBe(403);
  expect((await of("security-tools", "manager")).status).toBe(404);
  expect((await of("security-tools", "owner")).status).toBe(200);
});
