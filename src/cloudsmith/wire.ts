/**
 * What is read of each reply, and nothing else: a service account's `key` never enters the program.
 * Fields that identify a row are required; every other one becomes a fact, so that an absent,
 * malformed or unrecognised value is unknown instead of the default that the API's description names
 * (its default for a member's role is Owner).
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
import { isPathSegment } from "./endpoints.ts";

/** The artifact joins two of them into one id of at most 1024 bytes. */
const maxIdentifierBytes = 400;

function readIdentifier(value: unknown): string | undefined {
  if (typeof value !== "string" || !isId(value)) return undefined;
  return Buffer.byteLength(value) <= maxIdentifierBytes ? value : undefined;
}

/** A field without which a row says nothing; its row is unusable, and the list around it has a gap. */
function required<T>(read: (value: unknown) => T | undefined) {
  return z.transform((value, { issues }): T => {
    const found = read(value);
    if (found !== undefined) return found;
    issues.push({ code: "custom", input: value });
    return z.NEVER;
  });
}

const identifier = required(readIdentifier);

/** A slug that requests are made with. */
const pathSegment = required((value) =>
  typeof value === "string" && isPathSegment(value) ? value : undefined,
);

/** Display text; a row without it is still the same row. */
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

/** Microseconds are dropped: nothing here needs them, and the artifact's readers print milliseconds. */
function readTime(value: unknown): string | undefined {
  return typeof value === "string" ? normalizeTime(value) : undefined;
}

/** How a redacted address looks is documented nowhere; an asterisk in one is the sign seen so far. */
const email = z.transform((value): Fact<string> => {
  if (value === undefined || value === null || value === "") return unknown("missing");
  if (typeof value !== "string") return unknown("malformed");
  if (value.includes("*")) return unknown("redacted");
  return /^[^\s@]+@[^\s@]+$/u.test(value) ? value.toWellFormed() : unknown("malformed");
});

/** One account's place in one team, as a row of the account tells it. */
export interface TeamReference {
  readonly slug: string;
  readonly role: Fact<TeamRole>;
}

/** More teams than any workspace has; a list that names more is not worth remembering. */
const maxShared = 10_000;

/** Returns the reader of a reference that names its team by a key; equal ones are one object. */
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

/** A list of which one entry cannot be read is not known. */
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

/** `teams` came to member rows in 2026; a row without it says nothing about teams. */
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
  // By another key than accounts do.
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
  // Without them nobody knows which group is fed.
  idp_key: required(readText),
  idp_value: required(readText),
});
export type GroupSyncRow = z.infer<typeof GroupSyncRow>;

export const GroupSyncStatus = z.object({ saml_group_sync_status: fact(readBoolean) });

/** Far beyond any claim; a value that is nested deeper cannot be written as JSON in every case. */
const maxClaimDepth = 100;

/** A claim's value is a text, or whatever JSON the provider was set up with. */
function readClaims(value: unknown): Claim[] | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.entries(value)
    .map(([name, wanted]) => ({
      name: name.toWellFormed(),
      value: (typeof wanted === "string" ? wanted : JSON.stringify(wanted)).toWellFormed(),
    }))
    .sort((a, b) => compareIds(a.name, b.name));
}

/** A row whose claims are nested beyond that is unusable: what it lets in cannot be told. */
const claims = z.transform((value, { issues }): Fact<Claim[]> => {
  if (isNestedDeeper(value, maxClaimDepth)) {
    issues.push({ code: "custom", input: value });
    return z.NEVER;
  }
  if (value === undefined || value === null) return unknown("missing");
  return readClaims(value) ?? unknown("malformed");
});

/** Looks level by level: a function that calls itself would end the program on a hostile reply. */
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

/** What a header can carry, and nothing else. */
export const ExchangedToken = z.object({ token: z.string().regex(/^[\x21-\x7E]+$/u) });

/** Of a token's claims, those that tell its life; in seconds since 1970. */
export const TokenClaims = z.object({ exp: z.number().optional(), iat: z.number().optional() });

/** Cloudsmith's error body; `fields` varies too much to be read. */
export const ErrorBody = z.object({ detail: z.string() });
