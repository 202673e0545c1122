/** The policy's entries for the workspace's OIDC providers. */

import { fold } from "../roster/fold.ts";
import type { OidcProvider } from "../roster/model.ts";
import type { Policy, ProviderPolicy } from "./policy.ts";
import type { RuleContext } from "./rule.ts";

/**
 * Returns a function that returns a provider's entries: by slug, and by permanent id. A provider that
 * has both must fit both.
 */
export function providerEntries({
  oidc,
}: Pick<Policy, "oidc">): (provider: OidcProvider) => readonly ProviderPolicy[] {
  const entries = new Map((oidc ?? []).map((entry) => [fold(entry.name.text), entry]));
  return ({ id, slug }) =>
    [...new Set([fold(slug), fold(id)])].flatMap((name) => entries.get(name) ?? []);
}

/**
 * Returns the providers that admit somebody: all but those that are off. If that was not seen, a
 * finding about the provider must read the fact first.
 */
export function openProviders({ roster }: RuleContext<unknown>): readonly OidcProvider[] {
  return roster.oidcProviders.filter(({ enabled }) => enabled !== false);
}

/** Returns the entries, or none as the only one: then a rule looks at what is true without any. */
export function orNone(
  entries: readonly ProviderPolicy[],
): readonly (ProviderPolicy | undefined)[] {
  return entries.length === 0 ? [undefined] : entries;
}
