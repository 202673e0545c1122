/** Converts a valid policy file into the policy for the rules. */

import { catalog } from "../catalog.ts";
import type { CustomRule } from "../custom/custom-rule.ts";
import { toExceptions } from "../exceptions/read.ts";
import { roleNames, toRole } from "../options.ts";
import type {
  InvitePolicy,
  Policy,
  RolePolicy,
  RuleSetting,
  ServicePolicy,
  TeamPolicy,
} from "../policy.ts";
import type { WrittenName } from "../position.ts";
import type { PersonEntry, PolicyFile } from "./schema.ts";
import type { Path, Source } from "./source.ts";

/** Keys at the top level of the file that set a rule's severity. */
export const rulesByKey = {
  "unlisted-teams": "team-unlisted",
  "unlisted-members": "member-unlisted",
} as const satisfies Partial<Record<keyof PolicyFile, string>>;

/** Returns the policy, each entry with its position in the file. */
export function toPolicy(
  file: PolicyFile,
  source: Source,
  about: Pick<Policy, "path" | "sha256" | "custom">,
): Policy {
  return {
    ...about,
    organization: file.organization,
    roles: toRoles(file, source),
    teams: toTeams(file, source),
    services: toServices(file, source),
    invites: toInvites(file, source),
    rules: toSettings(file, source, about.custom),
    exceptions: toExceptions(file.exceptions, source),
  };
}

function toNames(source: Source, path: Path, list: readonly PersonEntry[] = []): WrittenName[] {
  return list.map((entry, index) => {
    const position = source.positionOf([...path, index]);
    return typeof entry === "string"
      ? { text: entry, position }
      : { text: entry.name, position, ...toFrom(entry) };
  });
}

function toFrom({ from }: { readonly from?: string | undefined }): { readonly from?: string } {
  return from === undefined ? {} : { from };
}

function toRoles({ roles }: PolicyFile, source: Source): RolePolicy[] {
  return roleNames.flatMap((role): RolePolicy[] => {
    const entry = roles?.[role];
    if (entry === undefined) return [];
    const names = (list: "members" | "allow" | "break-glass") =>
      toNames(source, ["roles", role, list], entry[list]);
    // A list of patterns alone also manages the role: nobody else may have it.
    const managed = entry.members !== undefined || entry.allow !== undefined;
    return [
      {
        role: toRole(role),
        members: managed ? names("members") : null,
        allow: names("allow"),
        breakGlass: names("break-glass"),
        min: entry.min ?? null,
        max: entry.max ?? null,
        position: source.positionOfKey(["roles", role]),
      },
    ];
  });
}

function toTeams({ teams }: PolicyFile, source: Source): TeamPolicy[] {
  return [...(teams ?? [])].map(([team, entry]) => {
    const { members } = entry;
    return {
      name: { text: team, position: source.positionOfKey(["teams", team]), ...toFrom(entry) },
      managers: toNames(source, ["teams", team, "managers"], entry.managers),
      members: members === "any" ? null : toNames(source, ["teams", team, "members"], members),
      services: toNames(source, ["teams", team, "services"], entry.services),
      synced: entry.synced === "idp",
    };
  });
}

function toServices({ services }: PolicyFile, source: Source): ServicePolicy[] | null {
  if (services === undefined) return null;
  return [...services].map(([slug, { role, teams, ...entry }]) => ({
    name: { text: slug, position: source.positionOfKey(["services", slug]), ...toFrom(entry) },
    role: role === undefined ? null : serviceRoles[role],
    teams: teams === undefined ? null : toNames(source, ["services", slug, "teams"], teams),
    keyExpiresWithin: entry["key-expires-within"] ?? null,
  }));
}

const serviceRoles = { manager: "Manager", member: "Member" } as const;

function toInvites({ invites }: PolicyFile, source: Source): InvitePolicy {
  const roles = invites?.roles ?? roleNames.filter((role) => role !== "owner");
  return {
    roles: roles.map(toRole),
    domains: invites?.domains ?? null,
    listed:
      invites?.listed === undefined ? null : toNames(source, ["invites", "listed"], invites.listed),
    position: invites === undefined ? undefined : source.positionOfKey(["invites"]),
  };
}

function toSettings(
  file: PolicyFile,
  source: Source,
  custom: readonly CustomRule[],
): ReadonlyMap<string, RuleSetting> {
  const settings = new Map<string, RuleSetting>();
  for (const rule of catalog) {
    const entry: unknown = file.rules?.[rule.id];
    const given = typeof entry === "string" ? { severity: entry } : (entry ?? {});
    const { severity, ...options } = given as { severity?: RuleSetting["severity"] };
    settings.set(rule.id, {
      severity: severity ?? rule.severity,
      options: rule.options.parse(options),
      position: entry === undefined ? undefined : source.positionOfKey(["rules", rule.id]),
    });
  }
  for (const { id, severity, position } of custom) {
    settings.set(id, { severity, options: {}, position });
  }
  for (const [key, id] of Object.entries(rulesByKey)) {
    const severity = file[key as keyof typeof rulesByKey];
    const setting = settings.get(id);
    if (setting === undefined || severity === undefined) continue;
    settings.set(id, { ...setting, severity, position: source.positionOfKey([key]) });
  }
  return settings;
}
