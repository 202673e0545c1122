/** Converts the sections about OIDC providers and group mappings. */

import type { MappingPolicy, ProviderPolicy } from "../policy.ts";
import type { WrittenName } from "../position.ts";
import { toGroupMember } from "./expand-names.ts";
import type { PersonEntry } from "./people-schema.ts";
import type { PolicyFile } from "./schema.ts";
import type { Path, Source } from "./source.ts";

/** Returns the entries for OIDC providers; null if they are not managed. */
export function toProviders({ oidc }: PolicyFile, source: Source): ProviderPolicy[] | null {
  if (oidc === undefined) return null;
  return [...oidc].map(([name, { issuer, services, ...entry }]) => {
    const read = (list: readonly PersonEntry[], key: string) =>
      toNames(source, ["oidc", name, key], list);
    return {
      name: { text: name, position: source.positionOfKey(["oidc", name]) },
      issuer: issuer ?? null,
      requireClaims: read(entry["require-claims"] ?? [], "require-claims"),
      services:
        services === undefined
          ? "unprivileged"
          : services === "any"
            ? "any"
            : read(services, "services"),
    };
  });
}

/** Returns the listed group mappings; null if they are not managed. */
export function toMappings(
  { "group-sync": mappings }: PolicyFile,
  source: Source,
): MappingPolicy[] | null {
  if (mappings === undefined) return null;
  return mappings.map(({ group, team, role, attribute }, index) => {
    const at = (key: string) => source.positionOf(["group-sync", index, key]);
    return {
      group: { text: group, position: at("group") },
      team: { text: team, position: at("team") },
      role: role === "manager" ? "Manager" : "Member",
      attribute: attribute ?? null,
    };
  });
}

/** Service accounts and claims have no aliases and no groups. */
function toNames(source: Source, path: Path, list: readonly PersonEntry[]): WrittenName[] {
  return list.map((entry, index) => ({
    ...toGroupMember(entry),
    position: source.positionOf([...path, index]),
  }));
}
