/** Tokens, OIDC providers, group mappings and keys in the form that their view uses: one row for each. */

import { isUnknown, type Fact } from "../../../../roster/fact.ts";
import { fold } from "../../../../roster/fold.ts";
import { identitiesOf, type Identity } from "../../../../roster/identity.ts";
import type { GroupMapping, OidcProvider } from "../../../../roster/model.ts";
import type { EntitlementToken } from "../../../../roster/token.ts";
import { shownName } from "../../../../roster/visible.ts";
import { indexKeyFindings, type KeyFindings } from "../../../key-findings.ts";
import type { ReportFinding } from "../../../report.ts";
import type { AccountFacts, PageData, PageTeam } from "../../page-data.ts";
import { unpackTokens } from "../../tokens.ts";

/** The kinds, in the order of their tables; also their names in the page's URL. */
export const keyKinds = ["token", "provider", "identity", "mapping", "service"] as const;
export type KeyKind = (typeof keyKinds)[number];

/** What every kind has, for filters and orders. */
interface Common {
  readonly key: string;
  readonly name: string;
  /** null: this kind has no such state. */
  readonly active: Fact<boolean | null>;
  /** null: no end; undefined: this kind never has one. */
  readonly endsAt: Fact<string | null> | undefined;
  readonly findings: readonly ReportFinding[];
  /** The text that a search looks at, in lower case. */
  readonly searched: string;
}

/** A repository as a token names it. */
export interface KeyRepository {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

export interface TokenRow extends Common {
  readonly kind: "token";
  readonly token: EntitlementToken;
  readonly repository: KeyRepository;
}

export interface ProviderRow extends Common {
  readonly kind: "provider";
  readonly provider: OidcProvider;
}

/** A service account that tokens of a provider may become. */
export interface IdentityRow extends Common {
  readonly kind: "identity";
  readonly identity: Identity;
  /** Undefined if no list that was read has it. */
  readonly account: AccountFacts | undefined;
}

export interface MappingRow extends Common {
  readonly kind: "mapping";
  readonly mapping: GroupMapping;
  /** Undefined if no list shows it. */
  readonly team: PageTeam | undefined;
}

export interface ServiceRow extends Common {
  readonly kind: "service";
  readonly account: AccountFacts;
}

export type KeyRow = TokenRow | ProviderRow | IdentityRow | MappingRow | ServiceRow;
/** The row of one kind. */
export type RowOf<Kind extends KeyKind> = Extract<KeyRow, { readonly kind: Kind }>;

/** Returns a function of the rows of one kind as a function of all, null for those of other kinds. */
export function forKind<Kind extends KeyKind, Rest extends readonly unknown[], Result>(
  kind: Kind,
  read: (row: RowOf<Kind>, ...rest: Rest) => Result,
): (row: KeyRow, ...rest: Rest) => Result | null {
  return (row, ...rest) => (row.kind === kind ? read(row as RowOf<Kind>, ...rest) : null);
}

export interface Keys {
  readonly rows: Readonly<Record<KeyKind, readonly KeyRow[]>>;
  /** Group mappings that the policy lists and the workspace does not have. */
  readonly missingMappings: readonly ReportFinding[];
}

/** Returns the rows of each kind, each with the findings about it. */
export function toKeys(
  data: Pick<PageData, "repositories" | "oidcProviders" | "groupSync" | "teams">,
  accounts: readonly AccountFacts[],
  findings: readonly ReportFinding[],
): Keys {
  const about = indexKeyFindings(findings);
  const services = accounts.filter(({ kind }) => kind === "service");
  const bySlug = new Map(services.map((account) => [fold(account.slug), account]));
  const identities = data.oidcProviders.flatMap(identitiesOf);
  return {
    rows: {
      token: toTokens(data.repositories, about),
      provider: data.oidcProviders.map((provider) => toProvider(provider, about)),
      identity: identities.map((identity, at) => ({
        ...toIdentity(identity, bySlug.get(fold(identity.service)), about),
        key: String(at),
      })),
      mapping: toMappings(data, about),
      service: services.map((account) => toService(account, about)),
    },
    missingMappings: about.missingMappings,
  };
}

function toTokens(repositories: PageData["repositories"], about: KeyFindings): readonly TokenRow[] {
  if (repositories?.tokens === undefined) return [];
  return unpackTokens(repositories.tokens).map(({ token, repository: at }): TokenRow => {
    const repository = {
      id: repositories.id[at] ?? "",
      slug: repositories.slug[at] ?? "",
      name: repositories.name[at] ?? "",
    };
    const { id, name, active, endsAt, user, createdBy } = token;
    return {
      kind: "token",
      key: `${repository.id} ${id}`,
      name: shownName(name, id),
      token,
      repository,
      active,
      endsAt,
      findings: about.token(token, repository),
      searched: search(id, name, user, createdBy, ...Object.values(repository)),
    };
  });
}

function toProvider(provider: OidcProvider, about: KeyFindings): ProviderRow {
  const { id, slug, name, issuer, enabled, claims } = provider;
  const required = isUnknown(claims) ? [] : claims.flatMap((claim) => [claim.name, claim.value]);
  return {
    kind: "provider",
    key: id,
    name: nameOfProvider(provider),
    provider,
    active: enabled,
    endsAt: undefined,
    findings: about.provider(provider),
    searched: search(id, slug, name, issuer, ...required),
  };
}

function toIdentity(
  identity: Identity,
  account: AccountFacts | undefined,
  about: KeyFindings,
): Omit<IdentityRow, "key"> {
  const { provider, service, value } = identity;
  const { id, slug, name, enabled, mappingClaim } = provider;
  return {
    kind: "identity",
    name: shownName(account?.name ?? "", service),
    identity,
    account,
    active: enabled,
    endsAt: undefined,
    findings: about.identity(identity),
    searched: search(
      id,
      slug,
      name,
      service,
      account?.name,
      value,
      value === null ? null : mappingClaim,
    ),
  };
}

function toMappings(
  { groupSync, teams }: Pick<PageData, "groupSync" | "teams">,
  about: KeyFindings,
): readonly MappingRow[] {
  const byId = new Map(teams.map((team) => [team.id, team]));
  return groupSync.mappings.map((mapping) => {
    const { id, attribute, value } = mapping;
    const team = byId.get(mapping.team);
    return {
      kind: "mapping",
      key: id,
      name: shownName(value, id),
      mapping,
      team,
      active: groupSync.enabled,
      endsAt: undefined,
      findings: about.mapping(mapping),
      searched: search(id, attribute, value, mapping.team, team?.slug, team?.name),
    };
  });
}

function toService(account: AccountFacts, about: KeyFindings): ServiceRow {
  const { slug, name, by, until } = account;
  return {
    kind: "service",
    key: slug,
    name: shownName(name, slug),
    account,
    active: null,
    endsAt: until,
    findings: about.serviceKey(account),
    searched: search(slug, name, by),
  };
}

function nameOfProvider({ id, slug, name }: OidcProvider): string {
  return shownName(name, slug === "" ? id : slug);
}

/** Facts that were not seen are not found. */
function search(...texts: readonly (Fact<string | null> | undefined)[]): string {
  return texts
    .filter((text) => typeof text === "string")
    .join("\n")
    .toLowerCase();
}
