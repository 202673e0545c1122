/** What the records say, as the generated messages read it. */

import { fromBinary, type DescMessage, type MessageShape } from "@bufbuild/protobuf";
import { anyUnpack, timestampDate } from "@bufbuild/protobuf/wkt";
import { expect, test } from "vitest";

import type { Contents } from "../../src/c1z/contents.ts";
import {
  EntitlementSchema,
  GroupTraitSchema,
  RawIdSchema,
  ResourceSchema,
  ResourceType_Trait,
  ResourceTypeSchema,
  SecretTraitSchema,
  Status_State,
  UserTraitSchema,
  type Resource,
} from "../../src/c1z/protobuf/gen/c1/connector/v2/connector_pb.js";
import { entitlementRows, resourceRows, resourceTypeRows } from "../../src/c1z/records.ts";
import { unknown } from "../../src/roster/fact.ts";
import type { Roster } from "../../src/roster/model.ts";
import { aMember, aRoster, aService, aTeam, counted } from "../support/roster.ts";
import { aRepository } from "../support/repository.ts";

/** The bytes of a row are valid until the next one, so they are copied. */
function resourcesOf(contents: Contents): ReadonlyMap<string, Resource> {
  const found = new Map<string, Resource>();
  for (const { type, id, data } of resourceRows(contents)) {
    found.set(`${type}:${id}`, fromBinary(ResourceSchema, data.slice()));
  }
  return found;
}

function resourceOf(roster: Roster, key: string): Resource {
  const found = resourcesOf({ roster }).get(key);
  if (found === undefined) throw new Error(`no resource ${key}`);
  return found;
}

function annotation<Schema extends DescMessage>(
  { annotations }: Resource,
  schema: Schema,
): MessageShape<Schema> | undefined {
  return annotations.map((any) => anyUnpack(any, schema)).find((found) => found !== undefined);
}

const owner = aMember({ username: "ada", role: "Owner" });

test("each resource has its native id, except for keys, which have none", () => {
  const roster = aRoster({ teams: [aTeam()], services: [aService({ slug: "ci" })] });
  const repositories = [aRepository()];
  const found = resourcesOf({ roster: { ...roster, repositories }, withRepositories: true });

  expect([...found.keys()].map((key) => key.split(":")[0])).toEqual([
    "organization",
    "repository",
    "secret",
    "service_account",
    "team",
    "user",
  ]);
  for (const [key, resource] of found) {
    const expected = key === "secret:ci" ? undefined : resource.id?.resource;
    expect(annotation(resource, RawIdSchema)?.id).toBe(expected);
  }
});

test("an inactive member is disabled, and both places say why", () => {
  const states = [true, false, unknown("missing")].map((active) => {
    const resource = resourceOf(aRoster({ members: [aMember({ id: "x", active })] }), "user:x");
    const inTrait = annotation(resource, UserTraitSchema)?.status;
    expect(inTrait).toEqual(resource.status);
    return [resource.status?.status, resource.status?.details];
  });
  expect(states).toEqual([
    [Status_State.ENABLED, ""],
    [Status_State.DISABLED, "inactive in Cloudsmith"],
    [Status_State.UNSPECIFIED, ""],
  ]);
});

test.each([
  [true, true],
  [false, false],
  [unknown("not-in-plan"), undefined],
])("if SAML is %j, the single sign-on status of a member is %s", (enabled, expected) => {
  const singleSignOn = { enabled, enforced: unknown("missing") };
  const roster = aRoster({ members: [owner], services: [aService()], singleSignOn });
  const trait = annotation(resourceOf(roster, `user:${owner.id}`), UserTraitSchema);
  expect(trait?.ssoStatus?.ssoEnabled).toBe(expected);
  const service = annotation(
    resourceOf(roster, "service_account:ci-publish-7hq2"),
    UserTraitSchema,
  );
  expect(service?.ssoStatus).toBeUndefined();
});

test("the profile of an account has its login", () => {
  const roster = aRoster({ members: [owner], services: [aService({ slug: "ci" })] });
  expect(resourceOf(roster, `user:${owner.id}`).profile).toMatchObject({ login: "ada" });
  expect(resourceOf(roster, "service_account:ci").profile).toMatchObject({ login: "ci" });
});

test("a service account names the member who created it, as far as that member was seen", () => {
  const profileOf = (members: Roster["members"]) =>
    resourceOf(
      aRoster({ members, services: [aService({ slug: "ci", createdBy: "ada" })] }),
      "service_account:ci",
    ).profile;

  expect(profileOf([owner])).toMatchObject({
    created_by: "ada",
    created_by_id: "id-ada",
    created_by_email: "ada@fernwick.example",
  });
  const redacted = profileOf([{ ...owner, email: unknown("redacted") }]);
  expect(redacted).toMatchObject({ created_by_id: "id-ada" });
  expect(redacted).not.toHaveProperty("created_by_email");
  const left = profileOf([aMember({ username: "bo" })]);
  expect(left).toMatchObject({ created_by: "ada" });
  expect(left).not.toHaveProperty("created_by_id");
  expect(left).not.toHaveProperty("created_by_email");
});

test("two accounts of one id have two ids in the profile, which exports use", () => {
  const roster = aRoster({
    members: [aMember({ id: "ci" })],
    services: [aService({ slug: "ci" })],
  });
  expect(resourceOf(roster, "user:ci").profile).toMatchObject({ user_id: "ci" });
  expect(resourceOf(roster, "service_account:ci").profile).toMatchObject({
    user_id: "service_account:ci",
    login: "ci",
  });
});

test("the key of a service account has its creation, its end and its account", () => {
  const service = aService({ slug: "ci", keyExpiresAt: "2026-12-31T00:00:00.000Z" });
  const key = resourceOf(aRoster({ services: [service] }), "secret:ci");
  const trait = annotation(key, SecretTraitSchema);

  expect(key.createdAt && timestampDate(key.createdAt).toISOString()).toBe(service.createdAt);
  expect(trait?.createdAt).toEqual(key.createdAt);
  expect(trait?.expiresAt && timestampDate(trait.expiresAt).toISOString()).toBe(
    service.keyExpiresAt,
  );
  expect(trait?.identityId).toMatchObject({ resourceType: "service_account", resource: "ci" });
  expect(key.parentResourceId).toMatchObject({ resourceType: "organization" });
});

test.each([null, unknown("missing")])("a key whose end is %j has no end", (keyExpiresAt) => {
  const service = aService({ slug: "ci", keyExpiresAt, createdAt: unknown("malformed") });
  const key = resourceOf(aRoster({ services: [service] }), "secret:ci");
  expect(annotation(key, SecretTraitSchema)?.expiresAt).toBeUndefined();
  expect(key.createdAt).toBeUndefined();
  expect(key.profile).toEqual({ service_account: "ci" });
});

test("keys are declared only if there is a service account", () => {
  const types = (roster: Roster) =>
    resourceTypeRows({ roster }).map(({ data }) => fromBinary(ResourceTypeSchema, data));
  expect(types(aRoster()).map(({ id }) => id)).toEqual(["organization", "team", "user"]);
  const secret = types(aRoster({ services: [aService()] })).find(({ id }) => id === "secret");
  expect(secret?.traits).toEqual([ResourceType_Trait.SECRET]);
});

test("a team has its source and its mappings, and its resource in an entitlement equals its row", () => {
  const mapping = { id: "gm1", role: "Member", attribute: "groups", value: "platform" } as const;
  const roster = counted(
    aRoster({
      teams: [aTeam({ slug: "platform" }), aTeam({ slug: "docs" })],
      groupSync: { enabled: true, mappings: [{ ...mapping, team: "tm-platform" }] },
    }),
  );
  const platform = resourceOf(roster, "team:tm-platform");
  const docs = resourceOf(roster, "team:tm-docs");

  expect(annotation(platform, GroupTraitSchema)?.groupSourceType).toBe("directory_synced");
  expect(platform.profile).toMatchObject({ group_mappings: "groups = platform (Member)" });
  expect(annotation(platform, GroupTraitSchema)?.profile).toEqual(platform.profile);
  expect(annotation(docs, GroupTraitSchema)?.groupSourceType).toBe("native");
  expect(docs.profile).not.toHaveProperty("group_mappings");

  const entitlements = [...entitlementRows({ roster })]
    .map(({ data }) => fromBinary(EntitlementSchema, data))
    .filter(({ id }) => id.startsWith("team:tm-platform"));
  expect(entitlements.map(({ displayName }) => displayName)).toEqual([
    "Platform team Manager",
    "Platform team Member",
  ]);
  expect(platform.parentResourceId).toMatchObject({ resourceType: "organization" });
  for (const { resource } of entitlements) expect(resource).toEqual(platform);
});

test("a name that is too long leaves room for the role", () => {
  const name = "Ü".repeat(700);
  const roster = aRoster({ teams: [aTeam({ slug: "long", name })] });
  const found = [...entitlementRows({ roster })].map(({ data }) =>
    fromBinary(EntitlementSchema, data),
  );
  const [manager, member] = found.filter(({ id }) => id.startsWith("team:"));
  expect(manager?.displayName).toMatch(/^Ü{480} team Manager$/u);
  expect(member?.description).toContain("(slug long)");
});

test("an address that the SDK does not accept is only in the profile", () => {
  const emails = ["ada@fernwick.example", "ada@fernwick_.example", unknown("missing")] as const;
  const found = emails.map((email) => {
    const resource = resourceOf(aRoster({ members: [aMember({ id: "x", email })] }), "user:x");
    const addresses = annotation(resource, UserTraitSchema)?.emails.map(({ address }) => address);
    return [resource.profile?.["email"], addresses];
  });

  expect(found).toEqual([
    ["ada@fernwick.example", ["ada@fernwick.example"]],
    ["ada@fernwick_.example", []],
    [undefined, []],
  ]);
});

test("a hostile name is on one line and in its direction; the profile has it as it was typed", () => {
  const name = `Acme workspace Owner\n${"\u2003".repeat(90)}\u202E`;
  const roster = aRoster({
    teams: [aTeam({ name })],
    members: [aMember({ username: "ada", name })],
  });
  const names = [...entitlementRows({ roster })].map(
    ({ data }) => fromBinary(EntitlementSchema, data).displayName,
  );
  const member = resourceOf(roster, "user:id-ada");

  expect(names).toContain("Acme workspace Owner team Member");
  expect(member.displayName).toBe("Acme workspace Owner");
  expect(member.profile).toMatchObject({ name });
});
