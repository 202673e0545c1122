/**
 * What an account's or a team's profile says. The keys are a contract (docs/artifact.md). An unknown
 * fact is left out; so is one that is known to be nothing, and the document tells them apart.
 */

import {
  isUnknown,
  type Fact,
  type Member,
  type ServiceAccount,
  type Team,
  type Workspace,
} from "../roster/model.ts";

export type Profile = Readonly<Record<string, string | boolean>>;

export function memberProfile(member: Member): Profile {
  const { first, last } = splitName(member.name === "" ? member.username : member.name);
  return profile({
    user_id: member.id,
    username: member.username,
    name: member.name,
    first_name: first,
    last_name: last,
    email: member.email,
    role: member.role,
    is_active: member.active,
    two_factor_enabled: member.twoFactor,
    joined_at: member.joinedAt,
    last_login_at: member.lastLoginAt,
    last_login_method: member.lastLoginMethod,
    visibility: member.visibility,
  });
}

export function serviceProfile(service: ServiceAccount): Profile {
  return profile({
    user_id: service.slug,
    username: service.slug,
    name: service.name,
    first_name: service.name,
    last_name: "",
    description: service.description,
    role: service.role,
    created_at: service.createdAt,
    created_by: service.createdBy,
    key_expires_at: service.keyExpiresAt,
  });
}

export function teamProfile(team: Team): Profile {
  const { id, slug, name, description, visibility } = team;
  return profile({ team_id: id, slug, name, description, visibility });
}

export function workspaceProfile(workspace: Workspace): Profile {
  const { id, slug, name, createdAt } = workspace;
  return profile({ organization_id: id, slug, name, created_at: createdAt });
}

/** Keys in order, because the new reader's `diff` compares the encoded bytes. */
function profile(facts: Readonly<Record<string, Fact<string | boolean | null>>>): Profile {
  const known = Object.entries(facts)
    .filter(
      (entry): entry is [string, string | boolean] => entry[1] !== null && !isUnknown(entry[1]),
    )
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(known);
}

/** Cloudsmith has one display name; the exports of both readers have two columns. */
export function splitName(name: string): { first: string; last: string } {
  const words = name.trim().split(/\s+/u);
  const last = words.length > 1 ? (words.pop() ?? "") : "";
  return { first: words.join(" "), last };
}
