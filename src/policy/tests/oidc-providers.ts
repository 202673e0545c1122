/** The OIDC providers of a policy test's roster; those of the policy, changed by the test. */

import { compareIds, type OidcProvider } from "../../roster/model.ts";
import { compareMappings } from "../../roster/dynamic-mapping.ts";
import { unknown, type Fact } from "../../roster/fact.ts";
import { fold } from "../../roster/fold.ts";
import { entryNamedOneOf } from "../entry-index.ts";
import type { Policy, ProviderPolicy } from "../policy.ts";
import type { Entry, ProviderEntry, ProvidersEntry } from "./format-roster.ts";
import { presentIn, toFact } from "./fragment.ts";

/** Returns the providers by slug, also those of a list. */
export function toProviderEntries(
  entries: ProvidersEntry | undefined,
): readonly (readonly [string, Entry<ProviderEntry>])[] {
  if (!Array.isArray(entries)) return [...(entries ?? [])];
  return entries.map(({ slug, ...entry }, index) => [slug ?? `provider-${index + 1}`, entry]);
}

/**
 * Returns the providers that the policy lists, each as the policy wants it, and those of the
 * fragment. A provider is on, and no service account can use it unless one of them says so.
 */
export function toOidcProviders(
  { oidc }: Policy,
  entries: ProvidersEntry | undefined,
): readonly OidcProvider[] {
  const written = toProviderEntries(entries);
  const given = presentIn<ProviderEntry>(written);
  const known = new Set(
    written.flatMap(([slug, entry]) => [
      fold(slug),
      ...(entry === "absent" || entry?.id === undefined ? [] : [fold(entry.id)]),
    ]),
  );
  const listed = (oidc ?? []).filter(({ name }) => !known.has(fold(name.text)));
  const entryOf = (slug: string, id: string | undefined) =>
    oidc === null ? undefined : entryNamedOneOf(oidc, [slug, id ?? ""]);
  return [
    ...given.map(([slug, entry]) => toProvider(slug, entry, entryOf(slug, entry.id))),
    ...listed.map((entry) => toProvider(entry.name.text, {}, entry)),
  ].sort((a, b) => compareIds(a.id, b.id));
}

function toProvider(
  slug: string,
  entry: Partial<ProviderEntry>,
  policy: ProviderPolicy | undefined,
): OidcProvider {
  const services =
    policy === undefined || typeof policy.services === "string" ? [] : policy.services;
  return {
    id: entry.id ?? `provider-${slug}`,
    slug,
    name: entry.name ?? slug,
    issuer: toFact(entry.issuer ?? policy?.issuer ?? `https://${slug}.example`),
    enabled: toFact(entry.enabled ?? true),
    services:
      entry.services === "unknown"
        ? unknown("missing")
        : sort(entry.services ?? services.map(({ text }) => text)),
    claims: toClaims(entry.claims ?? claimsFor(policy)),
    mappingClaim: toMappingClaim(entry),
    mappings: toMappings(entry.mappings ?? new Map()),
  };
}

/** A listed provider checks something, also if the policy requires no claim. */
function claimsFor(policy: ProviderPolicy | undefined): ReadonlyMap<string, string> {
  if (policy === undefined) return new Map();
  const names = policy.requireClaims.map(({ text }) => text);
  return new Map((names.length === 0 ? ["sub"] : names).map((name) => [name, "example"]));
}

function toClaims(claims: ReadonlyMap<string, string> | "unknown"): OidcProvider["claims"] {
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
