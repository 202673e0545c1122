/** Reads the dynamic mappings of OIDC providers. */

import { compareMappings, impliedMappings } from "../roster/dynamic-mapping.ts";
import type { DynamicMapping, DynamicMappings } from "../roster/model.ts";
import { unknown } from "../roster/fact.ts";
import { endpoint, isPathSegment } from "./endpoints.ts";
import { forEachConcurrently } from "./pool.ts";
import { readUnchanged } from "./read-unchanged.ts";
import type { Transport } from "./transport.ts";
import { DynamicMappingRow, type OidcRow } from "./wire.ts";

/** Each of them costs two requests or more. */
const maxProviders = 1_000;
/** The page of mappings, and the proof that it did not change. */
const requestsEach = 2;

/**
 * Returns the mappings of each provider by its permanent id. A request is sent only for a provider
 * whose claim chooses the service account, or whose claim was not seen. Throws only for errors of
 * the run itself.
 */
export async function readMappings(
  transport: Transport,
  org: string,
  providers: readonly OidcRow[],
): Promise<ReadonlyMap<string, DynamicMappings>> {
  const wanted = providers.filter(({ mapping_claim }) => mapping_claim !== null);
  const found = new Map<string, DynamicMappings>();
  const isTooMany =
    wanted.length > maxProviders || transport.forecast(requestsEach * wanted.length) !== null;
  for (const { slug_perm, mapping_claim } of providers) {
    found.set(
      slug_perm,
      mapping_claim === null ? impliedMappings(mapping_claim) : unknown("not-listed"),
    );
  }
  if (isTooMany) return found;
  await forEachConcurrently(wanted, async ({ slug_perm }) => {
    if (isPathSegment(slug_perm)) found.set(slug_perm, await readOf(transport, org, slug_perm));
  });
  return found;
}

/**
 * Source: Cloudsmith's OpenAPI description has only the name `provider_setting` for the provider in
 * the path; every other path about a provider has its permanent slug.
 */
async function readOf(
  transport: Transport,
  org: string,
  provider: string,
): Promise<DynamicMappings> {
  const listing = await readUnchanged(transport, {
    endpoint: endpoint("/orgs/{org}/openid-connect/{provider_setting}/dynamic-mappings/", {
      org,
      provider_setting: provider,
    }),
    query: {},
    row: DynamicMappingRow,
    // One value may give several service accounts.
    key: ({ claim_value, service_account }) => JSON.stringify([claim_value, service_account]),
    planMayLack: true,
  });
  switch (listing.status) {
    case "complete":
      return listing.rows
        .map(({ claim_value, service_account }): DynamicMapping => ({
          value: claim_value,
          service: service_account,
        }))
        .sort(compareMappings);
    case "refused":
    case "not-in-plan":
      return unknown(listing.status);
    default:
      return unknown("not-listed");
  }
}
