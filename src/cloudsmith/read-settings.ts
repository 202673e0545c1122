/**
 * Reads the settings that decide how people and programs get access: SAML, group sync, OIDC
 * providers.
 */

import type { z } from "zod";

import { count } from "../roster/count.ts";
import type { ListCoverage, ListStatus } from "../roster/coverage.ts";
import {
  compareIds,
  type DynamicMappings,
  type GroupMapping,
  type GroupSync,
  type OidcProvider,
  type SingleSignOn,
} from "../roster/model.ts";
import { isUnknown, unknown } from "../roster/fact.ts";
import { endpoint, type Endpoint } from "./endpoints.ts";
import { readObject, type Listing } from "./pages.ts";
import { readMappings } from "./read-mappings.ts";
import { readUnchanged } from "./read-unchanged.ts";
import type { Transport } from "./transport.ts";
import { GroupSyncRow, GroupSyncStatus, OidcRow, Saml, type TeamRow } from "./wire.ts";

export interface WorkspaceSettings {
  readonly saml: Listing<z.infer<typeof Saml>>;
  readonly groupSync: Listing<GroupSyncRow>;
  readonly groupSyncStatus: Listing<z.infer<typeof GroupSyncStatus>>;
  readonly oidc: Listing<OidcRow>;
  /** By the provider's permanent id. */
  readonly mappings: ReadonlyMap<string, DynamicMappings>;
}

/** Returns the settings, as far as the credential and the plan show them. */
export async function readSettings(transport: Transport, org: string): Promise<WorkspaceSettings> {
  const list = <Row extends { slug_perm: string }>(from: Endpoint, row: z.ZodType<Row>) =>
    readUnchanged(transport, {
      endpoint: from,
      query: {},
      row,
      key: ({ slug_perm }) => slug_perm,
      planMayLack: true,
    });
  const [saml, groupSync, groupSyncStatus, oidc] = await Promise.all([
    readObject(transport, endpoint("/orgs/{org}/saml-authentication", { org }), Saml),
    list(endpoint("/orgs/{org}/saml-group-sync/", { org }), GroupSyncRow),
    readObject(
      transport,
      endpoint("/orgs/{org}/saml-group-sync/status/", { org }),
      GroupSyncStatus,
    ),
    list(endpoint("/orgs/{org}/openid-connect/", { org }), OidcRow),
  ]);
  const mappings = await readMappings(transport, org, oidc.rows);
  return { saml, groupSync, groupSyncStatus, oidc, mappings };
}

/** Returns the single sign-on settings. If the plan lacks them, both facts are unknown. */
export function toSingleSignOn({ saml }: WorkspaceSettings): SingleSignOn {
  const [row] = saml.rows;
  const reason = unknown(saml.status === "not-in-plan" ? "not-in-plan" : "not-listed");
  return { enabled: row?.saml_auth_enabled ?? reason, enforced: row?.saml_auth_enforced ?? reason };
}

/** Of two parts, the one with the worse status counts. */
const worstFirst: readonly ListStatus[] = [
  "unknown",
  "partial",
  "refused",
  "not-asked",
  "not-in-plan",
];

/**
 * Returns group sync with teams by permanent id, and one coverage for mappings and switch together.
 */
export function toGroupSync(
  { groupSync, groupSyncStatus }: WorkspaceSettings,
  teams: readonly TeamRow[],
): { groupSync: GroupSync; coverage: ListCoverage } {
  const idBySlug = new Map(teams.map(({ slug, slug_perm }) => [slug, slug_perm]));
  const mappings: GroupMapping[] = [];
  let problem: string | null = null;
  for (const { slug_perm, team: slug, role, idp_key, idp_value } of groupSync.rows) {
    const team = idBySlug.get(slug);
    if (team === undefined) problem = `it fills team "${slug}", which is not on the list of teams`;
    else mappings.push({ id: slug_perm, team, role, attribute: idp_key, value: idp_value });
  }
  const [status] = groupSyncStatus.rows;
  const reason = groupSyncStatus.status === "not-in-plan" ? "not-in-plan" : "not-listed";
  const incomplete = [groupSync, groupSyncStatus]
    .filter((part) => part.status !== "complete")
    .toSorted((a, b) => worstFirst.indexOf(a.status) - worstFirst.indexOf(b.status))[0];
  const count = mappings.length;
  const { expected } = groupSync;
  return {
    groupSync: {
      enabled: status?.saml_group_sync_status ?? unknown(reason),
      mappings: mappings.sort((a, b) => compareIds(a.id, b.id)),
    },
    coverage:
      incomplete === undefined && problem !== null
        ? { name: "group-sync", status: "partial", count, expected, reason: problem }
        : {
            name: "group-sync",
            status: incomplete?.status ?? "complete",
            count,
            expected,
            reason: incomplete?.reason ?? null,
          },
  };
}

/** Returns the OIDC providers, sorted by id. */
export function toOidcProviders({ oidc, mappings }: WorkspaceSettings): OidcProvider[] {
  return oidc.rows
    .map((row): OidcProvider => {
      const services = row.service_accounts;
      const own = mappings.get(row.slug_perm);
      if (own === undefined) throw new Error("bug: the mappings of a provider were not read");
      return {
        id: row.slug_perm,
        slug: row.slug,
        name: row.name,
        issuer: row.provider_url,
        enabled: row.enabled,
        services: isUnknown(services) ? services : services.toSorted(compareIds),
        claims: row.claims,
        mappingClaim: row.mapping_claim,
        mappings: own,
      };
    })
    .sort((a, b) => compareIds(a.id, b.id));
}

/** Returns the coverage of a complete list with a remark on mappings that were not read. */
export function withMappingsNote(
  coverage: ListCoverage,
  providers: readonly OidcProvider[],
): ListCoverage {
  const unread = providers.filter(({ mappings }) => isUnknown(mappings)).length;
  if (coverage.status !== "complete" || unread === 0) return coverage;
  return {
    ...coverage,
    note: `the dynamic mappings of ${count(unread, "provider")} were not read completely`,
  };
}
