/** The dynamic mappings of OIDC providers. */

import { isUnknown, unknown, type Fact } from "./fact.ts";
import { fold } from "./fold.ts";
import {
  compareIds,
  type DynamicMapping,
  type DynamicMappings,
  type OidcProvider,
} from "./model.ts";

const none: readonly DynamicMapping[] = [];

/**
 * Returns the mappings of a provider without a record of them: none if no claim chooses the service
 * account. Otherwise they were not seen, because artifacts did not always record them.
 */
export function impliedMappings(mappingClaim: Fact<string | null>): DynamicMappings {
  return mappingClaim === null ? none : unknown("missing");
}

/** Returns a provider without the mappings that are implied, as artifacts and digests contain it. */
export function withoutImpliedMappings(
  provider: OidcProvider,
): Omit<OidcProvider, "mappings"> & Partial<Pick<OidcProvider, "mappings">> {
  const { mappings, ...rest } = provider;
  const implied = impliedMappings(rest.mappingClaim);
  const isImplied = isUnknown(mappings)
    ? isUnknown(implied) && mappings.unknown === implied.unknown
    : !isUnknown(implied) && mappings.length === 0;
  return isImplied ? rest : provider;
}

/** Compares by value, then by service account. */
export function compareMappings(a: DynamicMapping, b: DynamicMapping): number {
  return compareIds(a.value, b.value) || compareIds(a.service, b.service);
}

/** Returns a provider whose mappings are not known if they contradict themselves. */
export function withoutFalseMappings(provider: OidcProvider): OidcProvider {
  const { mappings, mappingClaim } = provider;
  if (isUnknown(mappings)) return provider;
  const keys = new Set(mappings.map(({ value, service }) => JSON.stringify([value, service])));
  const isFalse = keys.size < mappings.length || (mappingClaim === null && mappings.length > 0);
  return isFalse ? { ...provider, mappings: unknown("malformed") } : provider;
}

/** Returns the values of the provider's claim that give this service account. */
export function mappedValues({ mappings }: OidcProvider, slug: string): readonly string[] {
  if (isUnknown(mappings)) return [];
  return mappings.filter(({ service }) => fold(service) === fold(slug)).map(({ value }) => value);
}

/** True if a token of the provider may become this service account; also if that was not seen. */
export function mayBecome(provider: OidcProvider, slug: string): boolean {
  const { services, mappings } = provider;
  return (
    isUnknown(services) ||
    services.map(fold).includes(fold(slug)) ||
    isUnknown(mappings) ||
    mappedValues(provider, slug).length > 0
  );
}
