/** The OIDC providers of a policy test's roster; a policy describes none. */

import { compareIds, type OidcProvider } from "../../roster/model.ts";
import { compareMappings } from "../../roster/dynamic-mapping.ts";
import { unknown, type Fact } from "../../roster/fact.ts";
import type { Entry, ProviderEntry, ProvidersEntry } from "./format-roster.ts";
import { presentIn, toFact } from "./fragment.ts";

/** Returns the providers by slug, also those of a list. */
export function toProviderEntries(
  entries: ProvidersEntry | undefined,
): readonly (readonly [string, Entry<ProviderEntry>])[] {
  if (!Array.isArray(entries)) return [...(entries ?? [])];
  return entries.map(({ slug, ...entry }, index) => [slug ?? `provider-${index + 1}`, entry]);
}

/** Returns the fragment's providers. A provider is on, and no service account can use it. */
export function toOidcProviders(entries: ProvidersEntry | undefined): readonly OidcProvider[] {
  return presentIn<ProviderEntry>(toProviderEntries(entries))
    .map(([slug, entry]): OidcProvider => ({
      id: entry.id ?? `provider-${slug}`,
      slug,
      name: entry.name ?? slug,
      issuer: toFact(entry.issuer ?? `https://${slug}.example`),
      enabled: toFact(entry.enabled ?? true),
      services: entry.services === "unknown" ? unknown("missing") : sort(entry.services ?? []),
      claims: toClaims(entry.claims ?? new Map()),
      mappingClaim: toMappingClaim(entry),
      mappings: toMappings(entry.mappings ?? new Map()),
    }))
    .sort((a, b) => compareIds(a.id, b.id));
}

function toClaims(claims: NonNullable<ProviderEntry["claims"]>): OidcProvider["claims"] {
  if (claims === "unknown") return unknown("missing");
  return [...claims]
    .map(([name, value]) => ({ name, value }))
    .sort((a, b) => compareIds(a.name, b.name));
}

function toMappingClaim({
  mappings,
  "mapping-claim": claim,
}: Partial<ProviderEntry>): OidcProvider["mappingClaim"] {
  return toFact(claim === undefined ? (mappings === undefined ? null : "sub") : claim);
}

function toMappings(mappings: NonNullable<ProviderEntry["mappings"]>): OidcProvider["mappings"] {
  if (mappings === "unknown") return unknown("missing");
  return [...mappings]
    .flatMap(([value, services]) => [services].flat().map((service) => ({ value, service })))
    .sort(compareMappings);
}

function sort(slugs: readonly string[]): Fact<readonly string[]> {
  return [...slugs].sort(compareIds);
}
