/** Who can become a service account: with its key, or with a token of an OIDC provider. */

import { gapsInLists } from "../policy/list-gap.ts";
import { ofProvider } from "../policy/subject.ts";
import { count } from "../roster/count.ts";
import { mappedValues, mayBecome } from "../roster/dynamic-mapping.ts";
import { isUnknown, unknownReasons, type Fact } from "../roster/fact.ts";
import type { OidcProvider, ServiceAccount } from "../roster/model.ts";
import { describeFact, heading, row, type Page } from "./explain-page.ts";
import { listNames } from "./explain-lists.ts";

/** Returns the section about the key and the providers of a service account. */
export function keysOfService(service: ServiceAccount, page: Page): readonly string[] {
  const { roster } = page;
  const { createdBy, createdAt, keyExpiresAt } = service;
  const inWords = (fact: Fact<string | null>, isTime: boolean) =>
    describeFact(fact, isTime, roster);
  const key = `created by ${inWords(createdBy, false)} on ${inWords(createdAt, true)}; its key ends: ${inWords(keyExpiresAt, true)}`;
  const providers = roster.oidcProviders.filter((provider) => mayBecome(provider, service.slug));
  return [
    heading("Who can become it", page),
    ...row("whoever has its key", key, page),
    ...providers.flatMap((provider) =>
      row(`OIDC provider ${ofProvider(provider).slug}`, describe(provider, service), page),
    ),
    ...gapsInLists(roster, ["oidc"]).flatMap((gap) => row("not seen", gap, page)),
  ];
}

function describe(provider: OidcProvider, { slug }: ServiceAccount): string {
  const { issuer, enabled, claims, services, mappings, mappingClaim } = provider;
  const state = isUnknown(enabled)
    ? `whether it is on is ${unseen(enabled)}; `
    : enabled
      ? ""
      : "off, so nobody today; ";
  const checked = isUnknown(claims)
    ? unseen(claims)
    : claims.map(({ name, value }) => `${name} = ${value}`).join(", ") || "none";
  const claim = typeof mappingClaim === "string" ? mappingClaim : "the claim";
  const values = mappedValues(provider, slug).map((value) => `${claim} = ${value}`);
  const ways = [
    ...(values.length === 0
      ? []
      : [`${count(values.length, "dynamic mapping")}: ${listNames(values)}`]),
    ...(isUnknown(services) ? [`its service accounts: ${unseen(services)}`] : []),
    ...(isUnknown(mappings) ? [`its dynamic mappings: ${unseen(mappings)}`] : []),
  ];
  return `${state}tokens of ${isUnknown(issuer) ? `an issuer that is ${unseen(issuer)}` : issuer}; claims: ${checked}${ways.map((way) => `; ${way}`).join("")}`;
}

function unseen({ unknown }: Extract<Fact<never>, object>): string {
  return `unknown (${unknownReasons[unknown]})`;
}
