import { createHash } from "node:crypto";

import { expect, test } from "vitest";

import { decodeDocument, encodeDocument } from "../../src/c1z/document.ts";
import { RowCounter, sealOf } from "../../src/c1z/integrity.ts";
import type { Roster } from "../../src/roster/model.ts";
import { aRepository, aToken, aTokenList, withRepositories } from "../support/repository.ts";
import { aRoster, aService, aTeam } from "../support/roster.ts";

function encode(roster: Roster): string {
  const rows = { "resource types": 0, resources: 0, entitlements: 0, grants: 0 };
  const integrity = { roster: sealOf(roster), records: new RowCounter().digest(), rows };
  return encodeDocument(roster, integrity);
}

test("a roster without repositories has the same document as before they could be read", () => {
  const json = encode(aRoster({ teams: [aTeam()], services: [aService()] }));

  expect(createHash("sha256").update(json).digest("hex")).toBe(
    "806e93269037908da715093e7abbd0476f710ae295272fc934df91a3dc83a923",
  );
  expect(decodeDocument(json)).not.toHaveProperty("repositories");
});

test("a workspace without any repository says that it was read", () => {
  const document = decodeDocument(encode(withRepositories(aRoster(), [])));

  expect(document?.repositories).toEqual([]);
  expect(document?.coverage.lists.at(-1)).toMatchObject({ name: "repositories", count: 0 });
});

test("repositories whose tokens were not requested have the same document as before tokens could be read", () => {
  const json = encode(withRepositories(aRoster(), [aRepository()]));

  expect(createHash("sha256").update(json).digest("hex")).toBe(
    "7b22d44950d20a3b84a5cb5cb640e31de8e7912faac80d9b5161ff99f0991fe5",
  );
  expect(json).not.toContain("tokens");
});

test("tokens come back as they were written, also an empty list and a gap", () => {
  const gap = { status: "refused", reason: "Cloudsmith refused it (403)" } as const;
  const repositories = [
    aRepository({ slug: "a", tokens: aTokenList([aToken(), aToken({ name: "b", endsAt: null })]) }),
    aRepository({ slug: "b", tokens: aTokenList() }),
    aRepository({ slug: "c", tokens: aTokenList([], gap) }),
    aRepository({ slug: "d" }),
  ];

  expect(decodeDocument(encode(withRepositories(aRoster(), repositories)))?.repositories).toEqual(
    repositories,
  );
});

test.each([
  ["a level of tomorrow", { privileges: [{ kind: "team", slug: "docs", level: "Maintain" }] }],
  ["a holder of tomorrow", { privileges: [{ kind: "group", slug: "docs", level: "Read" }] }],
  ["a state of tomorrow", { broadcast: "Global" }],
  ["a key of tomorrow", { webhooks: [] }],
  ["tokens that are no list", { tokens: 3 }],
  [
    "the secret of a token",
    { tokens: { list: [{ ...aToken(), token: "s3cret" }], coverage: { status: "complete" } } },
  ],
])("a document with %s is not understood", (_, change) => {
  const document = JSON.parse(encode(withRepositories(aRoster(), [aRepository()]))) as {
    repositories: object[];
  };
  document.repositories = document.repositories.map((one) => ({ ...one, ...change }));

  expect(decodeDocument(JSON.stringify(document))).toBeUndefined();
});
