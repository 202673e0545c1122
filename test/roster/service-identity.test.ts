import { expect, test } from "vitest";

import { unknown } from "../../src/roster/fact.ts";
import { createServiceIdentities } from "../../src/roster/service-identity.ts";
import { aMember, aRoster, aService } from "../support/roster.ts";

const ada = aMember({ username: "ada" });

test.each([
  ["a member", "ada", [ada], ada],
  ["a member, in another case", "Ada", [ada], ada],
  ["nobody who is a member", "bo", [ada], undefined],
  ["not known", unknown("missing"), [ada], undefined],
  ["one of two members", "ada", [ada, aMember({ id: "id-2", username: "ada" })], undefined],
])("the creator of a service account is %s", (_, createdBy, members, creator) => {
  const service = aService({ createdBy });
  const identityOf = createServiceIdentities(aRoster({ members, services: [service] }));
  expect(identityOf(service).creator).toBe(creator);
});

test("a service account is known by its slug, which gets a prefix only if a member has that id", () => {
  const services = ["ci", "other", "service_account:ci"].map((slug) => aService({ slug }));
  const members = [aMember({ id: "ci" })];
  const identityOf = createServiceIdentities(aRoster({ members, services }));
  expect(services.map((service) => identityOf(service).id)).toEqual([
    "service_account:service_account:ci",
    "other",
    "service_account:ci",
  ]);
});

test("a creator whose name a service account also has is not guessed", () => {
  const services = [aService({ slug: "ci", createdBy: "Ada" }), aService({ slug: "ada" })];
  const identityOf = createServiceIdentities(aRoster({ members: [ada], services }));
  expect(services.map((service) => identityOf(service).creator)).toEqual([undefined, undefined]);
});
