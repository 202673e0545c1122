import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { Member, Roster } from "../../src/roster/model.ts";
import { isUnknown, type Fact } from "../../src/roster/fact.ts";
import { makeArtifact } from "./artifact.ts";
import {
  binaries,
  dumpWithOldLibrary,
  run,
  type Entitlement,
  type ResourceId,
} from "./programs.ts";

/** Protobuf JSON as the reference library prints it. */
interface Json {
  readonly [key: string]: Json;
}

interface Records {
  readonly resourceTypes: readonly Json[];
  readonly resources: readonly Json[];
  readonly entitlements: readonly Entitlement[];
}

let folder: string;
let roster: Roster;
let held: Records & { readonly grants: readonly Json[] };
let heldByOld: Records;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "conformance-"));
  const artifact = join(folder, "artifact.c1z");
  roster = await makeArtifact(artifact);
  held = JSON.parse(await run(binaries.conformance, "dump", artifact)) as typeof held;
  heldByOld = (await dumpWithOldLibrary(artifact)) as unknown as Records;
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function known<T>(fact: Fact<T>): T | undefined {
  return isUnknown(fact) ? undefined : fact;
}

/** Times as protobuf prints them: no more fraction digits than they have. */
function instant(time: string | null | undefined): string | undefined {
  return time?.replace(".000Z", "Z");
}

/** An object without the keys that have no value, as JSON has none. */
function present(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null),
  );
}

function expectedProfile(member: Member): Record<string, unknown> {
  return present({
    user_id: member.id,
    login: member.username,
    username: member.username,
    name: member.name,
    email: known(member.email),
    role: known(member.role),
    is_active: known(member.active),
    two_factor_enabled: known(member.twoFactor),
    joined_at: known(member.joinedAt),
    last_login_at: known(member.lastLoginAt),
    last_login_method: known(member.lastLoginMethod),
    visibility: known(member.visibility),
  });
}

function resource(type: string, id: string, { resources }: Records = held): Json | undefined {
  return resources.find((found) => {
    const key = found["id"] as unknown as { resourceType: string; resource: string };
    return key.resourceType === type && key.resource === id;
  });
}

function traitOf(found: Json | undefined, type: string): Json | undefined {
  const annotations = (found?.["annotations"] ?? []) as unknown as readonly Json[];
  return annotations.find(
    (annotation) =>
      (annotation["@type"] as unknown) === `type.googleapis.com/c1.connector.v2.${type}`,
  );
}

test("every member is there, each fact in both of its places and unknown ones in none", () => {
  expect(roster.members.length).toBeGreaterThan(30);
  for (const member of roster.members) {
    const found = resource("user", member.id);
    const trait = traitOf(found, "UserTrait");
    const status = known(member.active) === false ? "STATUS_DISABLED" : "STATUS_ENABLED";
    const twoFactor = known(member.twoFactor);

    expect(found?.["profile"]).toMatchObject(expectedProfile(member));
    expect(trait?.["profile"]).toEqual(found?.["profile"]);
    expect(JSON.stringify(trait?.["status"])).toContain(status);
    expect(found?.["status"]).toBeDefined();
    expect(trait?.["accountType"]).toBe("ACCOUNT_TYPE_HUMAN");
    expect(trait?.["login"]).toBe(member.username);
    expect(trait?.["mfaStatus"]).toEqual(
      twoFactor === undefined ? undefined : present({ mfaEnabled: twoFactor || undefined }),
    );
    expect(trait?.["lastLogin"]).toBe(instant(known(member.lastLoginAt)));
    expect(trait?.["createdAt"]).toBe(instant(known(member.joinedAt)));
  }
});

test("an unknown second factor has no word in the artifact", () => {
  const unseen = roster.members.filter((member) => isUnknown(member.twoFactor));
  expect(unseen).toHaveLength(1);
  const found = resource("user", unseen[0]?.id ?? "");
  expect(traitOf(found, "UserTrait")).not.toHaveProperty("mfaStatus");
  expect(found?.["profile"]).not.toHaveProperty("two_factor_enabled");
});

test("an address that the reference library would refuse is in the profile alone", () => {
  const odd = roster.members.find((member) => member.email === "not..valid@-example-");
  const found = resource("user", odd?.id ?? "");
  expect(traitOf(found, "UserTrait")).not.toHaveProperty("emails");
  expect(found?.["profile"]).toMatchObject({ email: "not..valid@-example-" });
});

test("every service account and every team is there", () => {
  for (const service of roster.services) {
    const trait = traitOf(resource("service_account", service.slug), "UserTrait");
    expect(trait).toMatchObject({ accountType: "ACCOUNT_TYPE_SERVICE", login: service.slug });
    expect(trait?.["profile"]).toMatchObject(
      present({ name: service.name, key_expires_at: known(service.keyExpiresAt) }),
    );
  }
  for (const team of roster.teams) {
    const trait = traitOf(resource("team", team.id), "GroupTrait");
    expect(trait?.["profile"]).toMatchObject(
      present({ team_id: team.id, slug: team.slug, visibility: known(team.visibility) }),
    );
  }
});

test("the grants are the roles and memberships of the roster, no more and no less", () => {
  const expected = new Set<string>();
  const accounts = [
    ...roster.members.map((member) => ({ ...member, key: `user:${member.id}` })),
    ...roster.services.map((service) => ({ ...service, key: `service_account:${service.slug}` })),
  ];
  for (const { key, role, teams } of accounts) {
    expected.add(`organization:${roster.workspace.id}:${String(known(role)).toLowerCase()}:${key}`);
    for (const membership of known(teams) ?? []) {
      expected.add(`team:${membership.team}:member:${key}`);
      if (membership.role === "Manager") expected.add(`team:${membership.team}:manager:${key}`);
    }
  }
  const found = held.grants.map((grant) => grant["id"] as unknown as string);
  expect(found.toSorted()).toEqual([...expected].sort());
});

test("the old library sees the same people, with the status and second factor that it knows", () => {
  const users = heldByOld.resources;
  for (const member of roster.members) {
    const found = users.find(
      (candidate) => (candidate["id"] as unknown as { resource: string }).resource === member.id,
    );
    const trait = traitOf(found, "UserTrait");
    const status = known(member.active) === false ? "STATUS_DISABLED" : "STATUS_ENABLED";
    expect(JSON.stringify(trait?.["status"])).toContain(status);
    expect(trait?.["profile"]).toMatchObject(expectedProfile(member));
  }
});

const generations = [
  ["new", () => held],
  ["old", () => heldByOld],
] as const;

describe.each(generations)("the %s library", (generation, records) => {
  const find = (type: string, id: string) => resource(type, id, records());

  test("reads the native id of each resource that has one", () => {
    expect(records().resources.length).toBeGreaterThan(40);
    for (const found of records().resources) {
      const { resourceType, resource: id } = found["id"] as unknown as ResourceId;
      const expected = resourceType === "secret" ? undefined : id;
      expect(traitOf(found, "RawId")?.["id"]).toBe(expected);
    }
  });

  test("reads whether single sign-on is enabled, and why an account is disabled", () => {
    expect(roster.singleSignOn.enabled).toBe(true);
    const inactive = roster.members.filter(({ active }) => active === false);
    expect(inactive).not.toHaveLength(0);
    for (const member of roster.members) {
      const trait = traitOf(find("user", member.id), "UserTrait");
      expect(trait?.["ssoStatus"]).toEqual({ ssoEnabled: true });
      const details = inactive.includes(member) ? "inactive in Cloudsmith" : undefined;
      expect(trait?.["status"]?.["details"]).toBe(details);
    }
  });

  test("reads the key of each service account, and who created the account", () => {
    const type = records().resourceTypes.find((found) => (found["id"] as unknown) === "secret");
    expect(type?.["traits"]).toEqual(["TRAIT_SECRET"]);
    const creators = new Map(roster.members.map((member) => [member.username, member]));
    expect(roster.services).not.toHaveLength(0);
    for (const { slug, createdAt, createdBy, keyExpiresAt } of roster.services) {
      expect(traitOf(find("secret", slug), "SecretTrait")).toMatchObject({
        createdAt: instant(known(createdAt)),
        identityId: { resourceType: "service_account", resource: slug },
        ...(known(keyExpiresAt) && { expiresAt: instant(known(keyExpiresAt)) }),
      });
      const creator = creators.get(known(createdBy) ?? "");
      expect(traitOf(find("service_account", slug), "UserTrait")?.["profile"]).toMatchObject(
        present({ created_by_id: creator?.id, created_by_email: creator && known(creator.email) }),
      );
    }
  });

  test("reads the mappings of each team, and its parent in an entitlement", () => {
    const mapped = new Set(roster.groupSync.mappings.map(({ team }) => team));
    expect(mapped.size).toBeGreaterThan(0);
    for (const { id } of roster.teams) {
      const team = find("team", id);
      const trait = traitOf(team, "GroupTrait");
      const source = mapped.has(id) ? "directory_synced" : "native";
      // The old library does not know the field, and leaves it out.
      expect(trait?.["groupSourceType"]).toBe(generation === "new" ? source : undefined);
      expect("group_mappings" in (trait?.["profile"] ?? {})).toBe(mapped.has(id));
      const parent = { resourceType: "organization", resource: roster.workspace.id };
      const entitlements = records().entitlements.filter((found) =>
        found.id.startsWith(`team:${id}:`),
      );
      expect(entitlements).toHaveLength(2);
      for (const entitlement of entitlements) {
        expect(entitlement.resource.parentResourceId).toEqual(parent);
      }
    }
  });

  test("reads an address with a local part beyond ASCII, and no domain beyond it", () => {
    const addressOf = (email: string) => {
      const member = roster.members.find((found) => found.email === email);
      const trait = traitOf(find("user", member?.id ?? ""), "UserTrait");
      expect(trait?.["profile"]).toMatchObject({ email });
      return trait?.["emails"];
    };
    const beyond = "jörg.用户@xn--fernwick-9xa.example";
    expect(addressOf(beyond)).toEqual([{ address: beyond, isPrimary: true }]);
    expect(addressOf("ada@férnwick.example")).toBeUndefined();
  });
});

test("no two entitlements have one display name", () => {
  const names = held.entitlements.map((found) => found.displayName);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain("Fernwick workspace Owner");
  expect(names).toContain("Platform team Manager");
});
