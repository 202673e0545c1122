import { expect, test } from "vitest";

import { directoryOf } from "../../src/policy/directory.ts";
import { listedRoles } from "../../src/policy/listed-roles.ts";
import { policyOf } from "../support/policy.ts";
import { aMember, aRoster } from "../support/roster.ts";

const ann = aMember({ username: "ann" });
const roster = aRoster({ members: [ann, aMember({ username: "bo" })] });

test.each([
  ["owner: { members: [ann] }", ["Owner ann"]],
  ["owner: { members: [bo] }", undefined],
  ["owner: { break-glass: [ID-ann] }", ["Owner ID-ann"]],
  ["owner: { members: [bo, ann@fernwick.example] }", ["Owner ann@fernwick.example"]],
  // One role under two names is one role, with the first name.
  ["owner: { members: [id-ann, ann] }", ["Owner id-ann"]],
  [
    "owner: { members: [{ name: ann, until: 2026-12-31 }] }, member: { members: [{ name: id-ann, until: 2026-12-31 }, { name: ann, until: 2026-12-31 }] }",
    ["Owner ann", "Member id-ann"],
  ],
  ["owner: { members: [{ name: ann, from: 2026-12-01 }] }", undefined],
  ["owner: { members: [{ name: ann, from: 2026-11-01 }] }", ["Owner ann"]],
  ["owner: { allow: [ann] }, member: {}", undefined],
])("in roles { %s }, ann has %j", (roles, expected) => {
  const listed = listedRoles(
    policyOf(`roles: { ${roles} }`),
    directoryOf(roster),
    new Date("2026-11-23T12:00:00Z"),
  );
  expect(listed.get(ann)?.map(({ role, name }) => `${role} ${name.text}`)).toEqual(expected);
});
