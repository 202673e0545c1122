/**
 * The profiles of accounts, keys, teams and the workspace. The keys are a contract (docs/artifact.md). An
 * unknown fact is left out, and so is a null fact; the document distinguishes the two.
 */

import type { Member, ServiceAccount, Team, Workspace } from "../roster/model.ts";
import { isUnknown, type Fact } from "../roster/fact.ts";
import type { Repository } from "../roster/repository.ts";
import type { ServiceIdentity } from "../roster/service-identity.ts";
import { shownName } from "../roster/visible.ts";
import type { GroupSource } from "./group-source.ts";

export type Profile = Readonly<Record<string, string | boolean>>;

/**
 * Returns the known facts, with keys in code unit order because the new reader's `diff` compares
 * the bytes.
 */
export function memberProfile(member: Member): Profile {
  const { first, last } = splitName(shownName(member.name, member.username));
  return knownFacts({
    email: member.email,
    first_name: first,
    is_active: member.active,
    joined_at: member.joinedAt,
    last_login_at: member.lastLoginAt,
    last_login_method: member.lastLoginMethod,
    last_name: last,
    login: member.username,
    name: member.name,
    role: member.role,
    two_factor_enabled: member.twoFactor,
    user_id: member.id,
    username: member.username,
    visibility: member.visibility,
  });
}

/** The creator's id and address are those of the member who has the username. */
export function serviceProfile(service: ServiceAccount, { id, creator }: ServiceIdentity): Profile {
  return knownFacts({
    created_at: service.createdAt,
    created_by: service.createdBy,
    created_by_email: creator?.email,
    created_by_id: creator?.id,
    description: service.description,
    first_name: shownName(service.name, service.slug),
    key_expires_at: service.keyExpiresAt,
    last_name: "",
    login: service.slug,
    name: service.name,
    role: service.role,
    user_id: id,
    username: service.slug,
  });
}

export function keyProfile({ slug, keyExpiresAt }: ServiceAccount): Profile {
  return knownFacts({ key_expires_at: keyExpiresAt, service_account: slug });
}

export function teamProfile(team: Team, { mappings }: GroupSource): Profile {
  const { id, slug, name, description, visibility } = team;
  return knownFacts({
    description,
    group_mappings: mappings,
    name,
    slug,
    team_id: id,
    visibility,
  });
}

/**
 * The default privilege and the broadcast state are only here: as grants they would claim to be what
 * somebody can do.
 */
export function repositoryProfile(repository: Repository): Profile {
  const { id, slug, name, broadcast, defaultPrivilege } = repository;
  return knownFacts({
    broadcast_state: broadcast,
    default_privilege: defaultPrivilege,
    name,
    repository_id: id,
    slug,
  });
}

export function workspaceProfile(workspace: Workspace): Profile {
  const { id, slug, name, createdAt } = workspace;
  return knownFacts({ created_at: createdAt, name, organization_id: id, slug });
}

function knownFacts(
  facts: Readonly<Record<string, Fact<string | boolean | null> | undefined>>,
): Profile {
  const profile: Record<string, string | boolean> = {};
  for (const key in facts) {
    const fact = facts[key];
    if (fact !== undefined && fact !== null && !isUnknown(fact)) profile[key] = fact;
  }
  return profile;
}

/** Splits Cloudsmith's one display name, because the exports of both readers have two columns. */
export function splitName(name: string): { first: string; last: string } {
  const words = name.trim().split(/\s+/u);
  const last = words.length > 1 ? (words.pop() ?? "") : "";
  return { first: words.join(" "), last };
}
