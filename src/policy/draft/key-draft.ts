/** The OIDC providers and the group mappings of a draft. */

import { listCoverage } from "../../roster/coverage.ts";
import { isUnknown } from "../../roster/fact.ts";
import { fold } from "../../roster/fold.ts";
import { compareIds, type OidcProvider, type Roster } from "../../roster/model.ts";
import { keepsUnchanged } from "../exceptions/keeps-unchanged.ts";
import { isIssuer, maxClaims, maxKeyText, maxListed } from "../file/key-schema.ts";
import { plainSlugs, scalar } from "./names.ts";

/** Returns the lines of the section `oidc`; none if the providers were not read, or there are none. */
export function draftProviders(roster: Roster): readonly string[] {
  const { oidcProviders, coverage } = roster;
  if (listCoverage(coverage, "oidc").status !== "complete") return [];
  const isPlain = plainSlugs(oidcProviders);
  return oidcProviders
    .flatMap((provider): { readonly name: string; readonly lines: readonly string[] }[] => {
      const { slug, id } = provider;
      const name = isPlain(provider) && keepsUnchanged(slug, 255) ? slug : id;
      return keepsUnchanged(name, 255) ? [{ name, lines: writeProvider(name, provider) }] : [];
    })
    .toSorted((a, b) => compareIds(a.name, b.name))
    .flatMap(({ lines }) => lines);
}

function writeProvider(
  name: string,
  { issuer, claims, services, mappings }: OidcProvider,
): readonly string[] {
  const names = isUnknown(claims)
    ? []
    : usable(
        claims.map((claim) => claim.name),
        255,
      );
  const listed = writeServices({ services, mappings });
  return [
    `  ${scalar(name)}:`,
    ...(isUnknown(issuer) || !isIssuer(issuer) ? [] : [`    issuer: ${scalar(issuer)}`]),
    ...(names.length === 0 || names.length > maxClaims
      ? []
      : [`    require-claims: [${names.map(scalar).join(", ")}]`]),
    `    services: ${listed}`,
  ];
}

/** Returns the list of the service accounts, or `any` with the reason. */
function writeServices({
  services,
  mappings,
}: Pick<OidcProvider, "services" | "mappings">): string {
  if (isUnknown(services) || isUnknown(mappings)) {
    return "any # which ones it has was not read completely";
  }
  const all = [...services, ...mappings.map(({ service }) => service)];
  if (!all.every((slug) => keepsUnchanged(slug, 320))) {
    return "any # the name of one of them cannot be listed";
  }
  const listed = usable(all, 320);
  return listed.length > maxListed ? "any" : `[${listed.map(scalar).join(", ")}]`;
}

/** Names that the file keeps unchanged, each once, by code unit. */
function usable(names: readonly string[], maxLength: number): readonly string[] {
  const seen = new Set<string>();
  return names
    .filter((name) => {
      const isNew = !seen.has(fold(name)) && keepsUnchanged(name, maxLength);
      if (isNew) seen.add(fold(name));
      return isNew;
    })
    .toSorted(compareIds);
}

/** Returns the lines of the section `group-sync`; none if the mappings were not read, or are none. */
export function draftMappings(roster: Roster): readonly string[] {
  const { groupSync, teams, coverage } = roster;
  if (listCoverage(coverage, "group-sync").status !== "complete") return [];
  const isPlain = plainSlugs(teams);
  const byId = new Map(teams.map((team) => [team.id, team]));
  const attributes = new Set(groupSync.mappings.map(({ attribute }) => attribute));
  const seen = new Set<string>();
  const entries = groupSync.mappings.flatMap(({ value, team: id, role, attribute }): string[][] => {
    const team = byId.get(id);
    const name = team !== undefined && isPlain(team) ? team.slug : id;
    const key = JSON.stringify([value, fold(name), attribute]);
    const isText = (text: string) => text !== "" && text.length <= maxKeyText;
    const isUsable = isText(value) && isText(attribute) && keepsUnchanged(name, 255);
    if (!isUsable || seen.has(key)) return [];
    seen.add(key);
    return [
      [
        `group: ${scalar(value)}`,
        `team: ${scalar(name)}`,
        ...(role === "Manager" ? ["role: manager"] : []),
        ...(attributes.size > 1 ? [`attribute: ${scalar(attribute)}`] : []),
      ],
    ];
  });
  if (entries.length > maxListed) return [];
  return entries.map((parts) => `  - { ${parts.join(", ")} }`).toSorted(compareIds);
}
