/** A roster's keys and identities, as a pack has them. */

import { isUnknown } from "../../roster/fact.ts";
import { identitiesOf, whyMoreIdentities } from "../../roster/identity.ts";
import type { OidcProvider, Roster } from "../../roster/model.ts";
import type { Repository } from "../../roster/repository.ts";
import { indexKeyFindings, type KeyFindings } from "../key-findings.ts";
import type { Report } from "../report.ts";
import type { Pack, PackRepository } from "./pack.ts";
import { toPackFinding, toWord, toYesNo } from "./pack-values.ts";

/** Returns the OIDC providers, the group mappings and the keys of service accounts. */
export function toPackKeys(
  { findings }: Report,
  roster: Roster,
): Required<Pick<Pack, "oidcProviders" | "groupSync" | "serviceKeys">> {
  const about = indexKeyFindings(findings);
  const slugs = new Map(roster.teams.map(({ id, slug }) => [id, slug]));
  const { groupSync, oidcProviders, services } = roster;
  return {
    oidcProviders: oidcProviders.map((provider) => toPackProvider(provider, about)),
    groupSync: {
      enabled: toYesNo(groupSync.enabled),
      mappings: groupSync.mappings.map((mapping) => ({
        id: mapping.id,
        attribute: mapping.attribute,
        group: mapping.value,
        team: { id: mapping.team, slug: slugs.get(mapping.team) ?? mapping.team },
        role: toWord(mapping.role),
        findings: about.mapping(mapping).map(toPackFinding),
      })),
    },
    serviceKeys: services.map((service) => ({
      slug: service.slug,
      name: service.name,
      role: toWord(service.role),
      created: toWord(service.createdAt),
      createdBy: toWord(service.createdBy),
      expires: toWord(service.keyExpiresAt),
      findings: about.serviceKey(service).map(toPackFinding),
    })),
  };
}

function toPackProvider(
  provider: OidcProvider,
  about: KeyFindings,
): NonNullable<Pack["oidcProviders"]>[number] {
  const { id, slug, name, issuer, enabled, claims, mappingClaim } = provider;
  return {
    id,
    slug,
    name,
    issuer: toWord(issuer),
    enabled: toYesNo(enabled),
    claims: isUnknown(claims) ? null : claims.map((claim) => ({ ...claim })),
    mappingClaim: isUnknown(mappingClaim) ? "unknown" : mappingClaim,
    isComplete: whyMoreIdentities(provider) === undefined,
    mayBecome: identitiesOf(provider).map((identity) => ({
      service: identity.service,
      value: identity.value,
      findings: about.identity(identity).map(toPackFinding),
    })),
    findings: about.provider(provider).map(toPackFinding),
  };
}

/** Returns the entitlement tokens of a repository; nothing if they were not requested. */
export function toPackTokens(
  repository: Repository,
  about: KeyFindings,
): Pick<PackRepository, "tokens"> {
  const { tokens } = repository;
  if (tokens === undefined) return {};
  return {
    tokens: {
      coverage: tokens.coverage,
      list: tokens.list.map((token) => ({
        id: token.id,
        name: token.name,
        default: toYesNo(token.isDefault),
        active: toYesNo(token.active),
        ends: toWord(token.endsAt),
        user: isUnknown(token.user) ? "unknown" : token.user,
        createdBy: toWord(token.createdBy),
        created: toWord(token.createdAt),
        limited: toYesNo(token.limited),
        privateBroadcasts: toYesNo(token.privateBroadcasts),
        findings: about.token(token, repository).map(toPackFinding),
      })),
    },
  };
}
