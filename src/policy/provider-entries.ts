/** The policy's entries for the workspace's OIDC providers. */

import { fold } from "../roster/fold.ts";
import type { OidcProvider } from "../roster/model.ts";
import type { Policy, ProviderPolicy } from "./policy.ts";
import type { RuleContext } from "./rule.ts";

/**
 * Returns a function that returns a provider's entry, by slug or else by permanent id; undefined if
 * the policy does not name it.
 */
export function providerEntries({
  oidc,
}: Pick<Policy, "oidc">): (provider: OidcProvider) => ProviderPolicy | undefined {
  const entries = new Map((oidc ?? []).map((entry) => [fold(entry.name.text), entry]));
  return ({ id, slug }) => entries.get(fold(slug)) ?? entries.get(fold(id));
}

/**
 * Returns the providers that admit somebody: all but those that are off. If that was not seen, a
 * finding about the provider must read the fact first.
 */
export function openProviders({ roster }: RuleContext<unknown>): readonly OidcProvider[] {
  return roster.oidcProviders.filter(({ enabled }) => enabled !== false);
}
