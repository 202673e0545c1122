/** Which service accounts the tokens of OIDC providers may become, as far as it was seen. */

import { isUnknown, type UnknownReason } from "./fact.ts";
import type { OidcProvider } from "./model.ts";

/** One way in which a provider's token becomes a service account. */
export interface Identity {
  readonly provider: OidcProvider;
  /** Slug of the service account; it may be nobody's. */
  readonly service: string;
  /** The value of the provider's mapping claim; null: the provider's own list names the account. */
  readonly value: string | null;
}

/** Returns every way that was seen: of each provider its list, then its dynamic mappings. */
export function identitiesOf(provider: OidcProvider): readonly Identity[] {
  const { services, mappings } = provider;
  return [
    ...(isUnknown(services) ? [] : services).map((service) => ({ provider, service, value: null })),
    ...(isUnknown(mappings) ? [] : mappings).map((mapping) => ({ provider, ...mapping })),
  ];
}

/** Returns why there may be more ways than those that were seen; undefined if there are none. */
export function whyMoreIdentities({
  services,
  mappings,
}: Pick<OidcProvider, "services" | "mappings">): UnknownReason | undefined {
  const unseen = [services, mappings].find((fact) => isUnknown(fact));
  return unseen !== undefined && isUnknown(unseen) ? unseen.unknown : undefined;
}
