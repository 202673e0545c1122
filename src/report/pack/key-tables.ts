/** The tables of tokens, OIDC providers, group mappings and the keys of service accounts. */

import { shownName } from "../../roster/visible.ts";
import { describeFinding } from "./account-tables.ts";
import type { Pack, PackFinding } from "./pack.ts";
import { tableOf, type Table } from "./table.ts";

/**
 * Returns the tables. What was not requested, or is not in the workspace's plan, has none, so that it
 * does not look like an empty list.
 */
export function keyTables(pack: Pack): readonly Table[] {
  return [
    ...tokenTables(pack),
    ...(isInPlan(pack, "oidc") ? providerTables(pack) : []),
    ...(isInPlan(pack, "group-sync") ? mappingTables(pack) : []),
    ...serviceKeyTables(pack),
  ];
}

/** False if there is nothing of a list because the workspace's plan does not include it. */
export function isInPlan(
  pack: Pick<Pack, "coverage" | "oidcProviders" | "groupSync">,
  name: "oidc" | "group-sync",
): boolean {
  const { coverage, oidcProviders = [], groupSync } = pack;
  const rows = name === "oidc" ? oidcProviders : (groupSync?.mappings ?? []);
  const list = coverage.lists.find((one) => one.name === name);
  return rows.length > 0 || list?.status !== "not-in-plan";
}

/** True if the tokens of any repository were requested, as far as it is known. */
export function hasTokens({ repositories = [] }: Pick<Pack, "repositories">): boolean {
  return repositories.some(({ tokens }) => tokens !== undefined);
}

function tokenTables(pack: Pack): readonly Table[] {
  if (!hasTokens(pack)) return [];
  const rows = (pack.repositories ?? []).flatMap((repository) =>
    (repository.tokens?.list ?? []).map((token) => ({ repository, token })),
  );
  return [
    tableOf({ name: "tokens", title: "Entitlement tokens", none: noneSeen }, rows, {
      id: ({ token }) => token.id,
      token: ({ token: { id, name } }) => shownName(name, id),
      "repository id": ({ repository }) => repository.id,
      repository: ({ repository }) => repository.slug,
      default: ({ token }) => token.default,
      active: ({ token }) => token.active,
      ends: ({ token }) => token.ends,
      "belongs to": ({ token }) => token.user,
      "created by": ({ token }) => token.createdBy,
      created: ({ token }) => token.created,
      limits: ({ token }) => token.limited,
      "private broadcasts": ({ token }) => token.privateBroadcasts,
      findings: ({ token }) => describeFindings(token.findings),
    }),
  ];
}

const noneSeen = "None was seen.";

function providerTables({ oidcProviders = [] }: Pack): readonly Table[] {
  const rows = oidcProviders.flatMap((provider) =>
    provider.mayBecome.map((identity) => ({ provider, identity })),
  );
  return [
    tableOf({ name: "oidc-providers", title: "OIDC providers", none: noneSeen }, oidcProviders, {
      id: ({ id }) => id,
      slug: ({ slug }) => slug,
      name: ({ id, slug, name }) => shownName(name, slug === "" ? id : slug),
      issuer: ({ issuer }) => issuer,
      enabled: ({ enabled }) => enabled,
      claims: ({ claims }) =>
        claims === null
          ? "unknown"
          : claims.map(({ name, value }) => `${name} = ${value}`).join(", "),
      "mapping claim": ({ mappingClaim }) => mappingClaim,
      "may become": ({ mayBecome, isComplete }) =>
        [
          ...new Set(mayBecome.map(({ service }) => service)),
          ...(isComplete ? [] : ["unknown"]),
        ].join(", "),
      findings: ({ findings }) => describeFindings(findings),
    }),
    tableOf(
      {
        name: "oidc-services",
        title: "Service accounts that tokens of OIDC providers may become",
        none: noneSeen,
      },
      rows,
      {
        "provider id": ({ provider }) => provider.id,
        provider: ({ provider: { id, slug } }) => (slug === "" ? id : slug),
        "service account": ({ identity }) => identity.service,
        how: ({ identity }) => (identity.value === null ? "list" : "dynamic mapping"),
        claim: ({ provider, identity }) => (identity.value === null ? null : provider.mappingClaim),
        value: ({ identity }) => identity.value,
        findings: ({ identity }) => describeFindings(identity.findings),
      },
    ),
  ];
}

function mappingTables({ groupSync }: Pack): readonly Table[] {
  if (groupSync === undefined) return [];
  const { enabled, mappings } = groupSync;
  return [
    tableOf({ name: "group-mappings", title: "Group mappings", none: noneSeen }, mappings, {
      id: ({ id }) => id,
      attribute: ({ attribute }) => attribute,
      group: ({ group }) => group,
      "team id": ({ team }) => team.id,
      team: ({ team }) => team.slug,
      role: ({ role }) => role,
      "group sync on": () => enabled,
      findings: ({ findings }) => describeFindings(findings),
    }),
  ];
}

function serviceKeyTables({ serviceKeys = [] }: Pack): readonly Table[] {
  return [
    tableOf(
      { name: "service-keys", title: "Keys of service accounts", none: noneSeen },
      serviceKeys,
      {
        slug: ({ slug }) => slug,
        name: ({ name, slug }) => shownName(name, slug),
        role: ({ role }) => role,
        "account created": ({ created }) => created,
        "created by": ({ createdBy }) => createdBy,
        "key expires": ({ expires }) => expires,
        findings: ({ findings }) => describeFindings(findings),
      },
    ),
  ];
}

function describeFindings(findings: readonly PackFinding[]): string {
  return findings.map(describeFinding).join(", ");
}
