/**
 * Defines which fields are read from each reply. A service account's `key` and an entitlement
 * token's `token` never enter the program. Fields that identify a row are required. Every other field becomes a fact, so that an
 * absent, malformed or unrecognized value is unknown, instead of the default in the API's
 * description (its default for a member's role is Owner).
 */

import { z } from "zod";

import {
  compareIds,
  loginMethods,
  memberVisibilities,
  teamVisibilities,
  type Claim,
} from "../roster/model.ts";
import { roles, serviceRoles, teamRoles, type TeamRole } from "../roster/roles.ts";
import { unknown, type Fact } from "../roster/fact.ts";
import { normalizeTime } from "../roster/time.ts";
import { isId } from "../roster/visible.ts";
import { broadcastStates, defaultPrivileges, privilegeLevels } from "../roster/repository.ts";
import { isPathSegment } from "./endpoints.ts";

/** The artifact joins two identifiers into one id of at most 1024 bytes. */
const maxIdentifierBytes = 400;

function readIdentifier(value: unknown): string | undefined {
  if (typeof value !== "string" || !isId(value)) return undefined;
  return Buffer.byteLength(value) <= maxIdentifierBytes ? value : undefined;
}

/** A required field. Without it, the row is unusable and the list has a gap. */
function required<T>(read: (value: unknown) => T | undefined) {
  return z.transform((value, { issues }): T => {
    const found = read(value);
    if (found !== undefined) return found;
    issues.push({ code: "custom", input: value });
    return z.NEVER;
  });
}

const identifier = required(readIdentifier);

/** A slug that is used in request paths. */
const pathSegment = required((value) =>
  typeof value === "string" && isPathSegment(value) ? value : undefined,
);

/** Display text. A row without it is still usable. */
const text = z.transform((value) => (typeof value === "string" ? value.toWellFormed() : ""));

const textOrNull = z.transform((value) =>
  typeof value === "string" ? value.toWellFormed() : null,
);

function fact<T>(read: (value: unknown) => T | undefined) {
  return z.transform((value): Fact<T> => {
    if (value === undefined || value === null) return unknown("missing");
    return read(value) ?? unknown("malformed");
  });
}

function factOrNull<T>(read: (value: unknown) => T | undefined) {
  return z.transform((value): Fact<T | null> => {
    if (value === null) return null;
    if (value === undefined) return unknown("missing");
    return read(value) ?? unknown("malformed");
  });
}

function readChoice<const T extends string>(values: readonly T[], value: unknown): Fact<T> {
  if (value === undefined || value === null) return unknown("missing");
  if (typeof value !== "string") return unknown("malformed");
  return values.find((candidate) => candidate === value) ?? unknown("unrecognised");
}

function choice<const T extends string>(values: readonly T[]) {
  return z.transform((value): Fact<T> => readChoice(values, value));
}

function readBoolean(value: unknown): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}

function readText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value.toWellFormed() : undefined;
}

/** Microseconds are dropped: nothing needs them, and the artifact's readers print milliseconds. */
function readTime(value: unknown): string | undefined {
  return typeof value === "string" ? normalizeTime(value) : undefined;
}

/** The format of a redacted address is not documented. The only sign seen so far is an asterisk. */
const email = z.transform((value): Fact<string> => {
  if (value === undefined || value === null || value === "") return unknown("missing");
  if (typeof value !== "string") return unknown("malformed");
  if (value.includes("*")) return unknown("redacted");
  return /^[^\s@]+@[^\s@]+$/u.test(value) ? value.toWellFormed() : unknown("malformed");
});

/** One account's membership in one team, from the account's row. */
export interface TeamReference {
  readonly slug: string;
  readonly role: Fact<TeamRole>;
}

/** More teams than any workspace has. Beyond this, sharing starts again. */
const maxShared = 10_000;

/**
 * Returns a function that reads a team reference with the given key. Equal references share one
 * object.
 */
function referenceBy(key: "slug" | "team") {
  const shared = new Map<string, TeamReference[]>();
  return (value: unknown): TeamReference | undefined => {
    if (typeof value !== "object" || value === null) return undefined;
    const row = value as Readonly<Record<string, unknown>>;
    const slug = readIdentifier(row[key]);
    if (slug === undefined) return undefined;
    const role = readChoice(teamRoles, row["role"]);
    const ofTeam = shared.get(slug) ?? [];
    const known = ofTeam.find((reference) => reference.role === role);
    if (known !== undefined) return known;
    const reference = { slug, role };
    if (shared.size >= maxShared) shared.clear();
    shared.set(slug, [...ofTeam, reference]);
    return reference;
  };
}

/** A list with an unreadable entry is unknown. */
function listOf<T>(read: (value: unknown) => T | undefined) {
  return z.transform((value): Fact<T[]> => {
    if (value === undefined || value === null) return unknown("missing");
    if (!Array.isArray(value)) return unknown("malformed");
    const list: T[] = [];
    for (const entry of value as unknown[]) {
      const found = read(entry);
      if (found === undefined) return unknown("malformed");
      list.push(found);
    }
    return list;
  });
}

/** Cloudsmith added `teams` to member rows in 2026. A row without it says nothing about teams. */
const teamReferences = listOf(referenceBy("slug"));

export const Self = z.object({
  authenticated: z.transform((value) => value === true),
  slug: z.transform((value) => readText(value) ?? null),
});

export const Organization = z.object({
  slug: pathSegment,
  slug_perm: identifier,
  name: text,
  created_at: fact(readTime),
});

export const MemberRow = z.object({
  user: identifier,
  user_id: identifier,
  user_name: text,
  email,
  role: choice(roles),
  is_active: fact(readBoolean),
  has_two_factor: fact(readBoolean),
  joined_at: fact(readTime),
  last_login_at: factOrNull(readTime),
  last_login_method: choice(loginMethods),
  visibility: choice(memberVisibilities),
  teams: teamReferences,
});
export type MemberRow = z.infer<typeof MemberRow>;

export const TeamRow = z.object({
  slug: pathSegment,
  slug_perm: identifier,
  name: text,
  description: textOrNull,
  visibility: choice(teamVisibilities),
});
export type TeamRow = z.infer<typeof TeamRow>;

export const ServiceRow = z.object({
  slug: identifier,
  name: text,
  description: textOrNull,
  role: choice(serviceRoles),
  created_at: fact(readTime),
  created_by: fact(readIdentifier),
  key_expires_at: factOrNull(readTime),
  teams: teamReferences,
});
export type ServiceRow = z.infer<typeof ServiceRow>;

export const InviteRow = z.object({
  slug_perm: identifier,
  email,
  user: factOrNull(readIdentifier),
  role: choice(roles),
  // Invites use another key than accounts.
  teams: listOf(referenceBy("team")),
  inviter: fact(readIdentifier),
  expires_at: fact(readTime),
});
export type InviteRow = z.infer<typeof InviteRow>;

export const Saml = z.object({
  saml_auth_enabled: fact(readBoolean),
  saml_auth_enforced: fact(readBoolean),
});

export const GroupSyncRow = z.object({
  slug_perm: identifier,
  team: identifier,
  role: choice(teamRoles),
  // Without these, the identity provider's group is unknown.
  idp_key: required(readText),
  idp_value: required(readText),
});
export type GroupSyncRow = z.infer<typeof GroupSyncRow>;

export const GroupSyncStatus = z.object({ saml_group_sync_status: fact(readBoolean) });

/** Far deeper than any claim. A deeper value cannot always be written as JSON. */
const maxClaimDepth = 100;

/** A claim's value is text, or any JSON that the provider was configured with. */
function readClaims(value: unknown): Claim[] | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.entries(value)
    .map(([name, claim]) => ({
      name: name.toWellFormed(),
      value: (typeof claim === "string" ? claim : JSON.stringify(claim)).toWellFormed(),
    }))
    .sort((a, b) => compareIds(a.name, b.name));
}

/** A row with deeper claims is unusable, because which tokens it accepts cannot be reported. */
const claims = z.transform((value, { issues }): Fact<Claim[]> => {
  if (isNestedDeeper(value, maxClaimDepth)) {
    issues.push({ code: "custom", input: value });
    return z.NEVER;
  }
  if (value === undefined || value === null) return unknown("missing");
  return readClaims(value) ?? unknown("malformed");
});

/** Checks level by level: recursion would overflow the stack on a hostile reply. */
function isNestedDeeper(value: unknown, depth: number): boolean {
  let level = [value];
  for (let left = depth; left >= 0; left--) {
    level = level.flatMap((item) =>
      typeof item === "object" && item !== null ? (Object.values(item) as unknown[]) : [],
    );
    if (level.length === 0) return false;
  }
  return true;
}

export const OidcRow = z.object({
  slug_perm: identifier,
  slug: text,
  name: text,
  provider_url: fact(readText),
  enabled: fact(readBoolean),
  claims,
  service_accounts: listOf(readIdentifier),
  mapping_claim: factOrNull(readText),
});
export type OidcRow = z.infer<typeof OidcRow>;

export const DynamicMappingRow = z.object({
  // Without these, who becomes which service account is unknown.
  claim_value: required(readText),
  service_account: identifier,
});
export type DynamicMappingRow = z.infer<typeof DynamicMappingRow>;

export const RepositoryRow = z.object({
  slug_perm: identifier,
  // Not a path segment: a slug that no request can contain affects only its own repository.
  slug: identifier,
  name: text,
  namespace: fact(readIdentifier),
  broadcast_state: choice(broadcastStates),
  default_privilege: choice(defaultPrivileges),
  deleted_at: factOrNull(readTime),
});
export type RepositoryRow = z.infer<typeof RepositoryRow>;

/** Each row has all three keys, and two of them are null. */
const holder = z.union([z.null(), z.undefined(), identifier]).transform((value) => value ?? null);

export const PrivilegeRow = z.object({
  user: holder,
  team: holder,
  service: holder,
  privilege: choice(privilegeLevels),
});
export type PrivilegeRow = z.infer<typeof PrivilegeRow>;

/** The rows are parsed one by one, so that one bad row does not hide the others. */
export const Privileges = z.object({ privileges: z.array(z.unknown()) });

/**
 * An entitlement token. Its secret (`token`), the addresses that act on it, and what is known of
 * whoever accepted a licence with it never enter the program. Every field except the name is
 * optional in the API's description.
 */
export const TokenRow = z.object({
  slug_perm: identifier,
  // Policies list tokens by name.
  name: required(readText),
  is_active: fact(readBoolean),
  default: fact(readBoolean),
  user: factOrNull(readIdentifier),
  created_by: fact(readIdentifier),
  created_at: fact(readTime),
  limit_date_range_to: factOrNull(readTime),
  has_limits: fact(readBoolean),
  access_private_broadcasts: fact(readBoolean),
});

export const TeamMembers = z.object({
  members: z.array(
    z.object({
      user: identifier,
      role: choice(teamRoles),
      user_kind: choice(["User", "Service"]),
    }),
  ),
});

export type TeamMembers = z.infer<typeof TeamMembers>;

/** Only characters that are valid in a header. */
export const ExchangedToken = z.object({ token: z.string().regex(/^[\x21-\x7E]+$/u) });

/** The claims about a token's lifetime, in seconds since 1970. */
export const TokenClaims = z.object({ exp: z.number().optional(), iat: z.number().optional() });

/** Cloudsmith's error body. `fields` varies too much to read. */
export const ErrorBody = z.object({ detail: z.string() });
