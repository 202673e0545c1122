import { expect, test } from "vitest";

import {
  manyMembers,
  noMember,
  noService,
  privilegeOn,
  serviceInTeam,
  unnamed,
  withoutRole,
  withoutTwoFactor,
} from "../../src/policy/statement.ts";
import { aPrivilege, aRepository } from "../support/repository.ts";
import { aMember, aService, aTeam } from "../support/roster.ts";

const member = aMember({ id: "x" });
const service = aService({ slug: "x" });
const [team, repository] = [aTeam({ id: "x" }), aRepository({ id: "x" })];

test("different statements about the same id or name are different", () => {
  const all = [
    unnamed(member),
    withoutRole(member, "Owner"),
    withoutRole(member, "Manager"),
    withoutTwoFactor(member),
    noMember("x"),
    manyMembers("x"),
    noService("x"),
    serviceInTeam(service, team, true),
    serviceInTeam(service, team, false),
    serviceInTeam(service, aTeam({ id: "y" }), true),
    privilegeOn(repository, aPrivilege("user x Read")),
    privilegeOn(repository, aPrivilege("team x Read")),
    privilegeOn(repository, aPrivilege("user y Read")),
    privilegeOn(aRepository({ id: "y" }), aPrivilege("user x Read")),
  ];
  expect(new Set(all).size).toBe(all.length);
  expect(all).not.toContain("");
});

test.each([
  ["no member", noMember("Jo"), noMember("jO")],
  ["many members", manyMembers("Jo"), manyMembers("jO")],
  ["no service account", noService("CI"), noService("ci")],
  [
    "a privilege, at any level",
    privilegeOn(repository, aPrivilege("user Jo Read")),
    privilegeOn(repository, aPrivilege("user jo Write")),
  ],
])("the statement %s does not depend on the case of a name", (_, one, other) => {
  expect(one).toBe(other);
});

test.each([
  ["unnamed", unnamed(member), unnamed(aMember({ id: "y" }))],
  ["without two-factor", withoutTwoFactor(member), withoutTwoFactor(aMember({ id: "y" }))],
  ["no member", noMember("x"), noMember("y")],
  ["many members", manyMembers("x"), manyMembers("y")],
])("%s is another statement about somebody else", (_, one, other) => {
  expect(one).not.toBe(other);
});
