import { expect, test } from "vitest";

import { createPaths, type Account } from "../../src/roster/access.ts";
import { unknown } from "../../src/roster/fact.ts";
import type { Member, ServiceAccount } from "../../src/roster/model.ts";
import type { Repository } from "../../src/roster/repository.ts";
import { aPrivilege, aRepository } from "../support/repository.ts";
import { aMember, aService, aTeam } from "../support/roster.ts";

const docs = aTeam({ slug: "docs" });
const privileges = ["user Ada Write", "team docs Admin", "service ada Read"].map(aPrivilege);

function pathsOf(account: Account, changes: Partial<Repository> = {}): readonly string[] {
  const repository = aRepository({ privileges, ...changes });
  const paths = createPaths({ teams: [docs], repositories: [repository] })(account);
  return (paths.get(repository) ?? []).map((path) => {
    if (path.via === "broadcast") return `broadcast ${path.state}`;
    if (path.via === "default-privilege") return `default ${path.level} ${path.isCertain}`;
    if (path.via === "owner") return "owner";
    const { through } = path.access;
    return through === null
      ? `own ${JSON.stringify(path.level)}`
      : `${JSON.stringify(path.level)} ${through.team.slug} ${JSON.stringify(through.role)}`;
  });
}

const member = (overrides: Partial<Member>): Account => ({
  kind: "member",
  entry: aMember({ username: "eve", ...overrides }),
});
const service = (overrides: Partial<ServiceAccount>): Account => ({
  kind: "service",
  entry: aService({ slug: "ci", ...overrides }),
});
const inDocs = [{ team: docs.id, role: "Manager" }] as const;

test.each<readonly [string, Account, Partial<Repository>, readonly string[]]>([
  [
    "a person of their own, and through a team",
    member({ username: "ada", teams: inDocs }),
    {},
    ['own "Write"', '"Admin" docs "Manager"'],
  ],
  ["a service account of the same name", service({ slug: "ada" }), {}, ['own "Read"']],
  ["nobody without a privilege", member({}), {}, []],
  [
    "nobody through a team that is not listed",
    member({ teams: [{ team: "tm-x", role: "Member" }] }),
    {},
    [],
  ],
  ["nobody through teams that were not seen", member({ teams: unknown("redacted") }), {}, []],
  ["an Owner", member({ role: "Owner" }), {}, ["owner"]],
  ["a Member by default", member({}), { defaultPrivilege: "Read" }, ["default Read true"]],
  [
    "a Collaborator not by default",
    member({ role: "Collaborator" }),
    { defaultPrivilege: "Read" },
    [],
  ],
  ["a service account not by default", service({}), { defaultPrivilege: "Read" }, []],
  [
    "a person whose role was not seen",
    member({ role: unknown("redacted") }),
    { defaultPrivilege: "Read" },
    ["default Read false"],
  ],
  [
    "nobody by a default that was not seen",
    member({}),
    { defaultPrivilege: unknown("missing") },
    [],
  ],
  ["everybody if it is public", service({}), { broadcast: "Public" }, ["broadcast Public"]],
  [
    "everybody if it is open source",
    member({}),
    { broadcast: "Open-Source" },
    ["broadcast Open-Source"],
  ],
  ["everybody if it is internal", member({}), { broadcast: "Internal" }, ["broadcast Internal"]],
  ["nobody if it needs a token", member({}), { broadcast: "Private" }, []],
  ["nobody by a broadcast that was not seen", member({}), { broadcast: unknown("missing") }, []],
])("a repository is reached by %s", (_, account, changes, expected) => {
  expect(pathsOf(account, changes)).toEqual(expected);
});
