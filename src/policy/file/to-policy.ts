/** Converts a valid policy file into the policy for the rules. */

import { catalog } from "../catalog.ts";
import type { CustomRule } from "../custom/custom-rule.ts";
import { toExceptions, toLeaving } from "../exceptions/read.ts";
import { roleNames, toRole } from "../role-names.ts";
import type {
  InvitePolicy,
  Policy,
  RepositoryPolicy,
  RolePolicy,
  RuleSetting,
  ServicePolicy,
  TeamPolicy,
  TokenPolicy,
} from "../policy.ts";
import type { WrittenName } from "../position.ts";
import type { AnyRule } from "../rule.ts";
import type { BroadcastState, DefaultPrivilege } from "../../roster/repository.ts";
import { hasSection } from "../section.ts";
import type { NameExpander } from "./expand-names.ts";
import type {
  defaultPrivilegeNames,
  privilegeLists,
  visibilityNames,
} from "./repository-schema.ts";
import type { PolicyFile } from "./schema.ts";
import { toMappings, toProviders } from "./to-keys.ts";
import type { Path, Source } from "./source.ts";
import type { Tokens } from "./token-schema.ts";

/** Keys at the top level of the file that set a rule's severity. */
export const rulesByKey = {
  "unlisted-teams": "team-unlisted",
  "unlisted-members": "member-unlisted",
  "unlisted-repositories": "repository-unlisted",
  "unlisted-mappings": "group-sync-unexpected",
} as const satisfies Partial<Record<keyof PolicyFile, string>>;

/** Returns the policy, with aliases and groups replaced, and the position of each entry. */
export function toPolicy(
  file: PolicyFile,
  source: Source,
  names: NameExpander,
  about: Pick<Policy, "path" | "sha256" | "files" | "custom">,
): Policy {
  return {
    ...about,
    organization: file.organization,
    aliases: [...(file.people ?? [])].map(([alias, account]) => ({
      name: { text: alias, position: source.positionOfKey(["people", alias]) },
      account,
    })),
    roles: toRoles(file, source, names),
    teams: toTeams(file, source, names),
    services: toServices(file, source),
    invites: toInvites(file, source, names),
    repositories: toRepositories(file, source, names),
    tokens: toTokens(file.tokens, source, ["tokens"]),
    oidc: toProviders(file, source),
    groupSync: toMappings(file, source),
    rules: toSettings(file, source, about.custom),
    exceptions: [
      ...toExceptions(file.exceptions, source, names),
      ...toLeaving(file.leaving, source, names),
    ],
  };
}

/** For slugs, which have no aliases. */
function toNames(source: Source, path: Path, list: readonly string[] = []): WrittenName[] {
  return list.map((text, index) => ({ text, position: source.positionOf([...path, index]) }));
}

function toFrom({ from }: { readonly from?: string | undefined }): { readonly from?: string } {
  return from === undefined ? {} : { from };
}

function toRoles({ roles }: PolicyFile, source: Source, names: NameExpander): RolePolicy[] {
  return roleNames.flatMap((role): RolePolicy[] => {
    const entry = roles?.[role];
    if (entry === undefined) return [];
    const read = (list: "members" | "allow" | "break-glass") =>
      names.expand(entry[list] ?? [], ["roles", role, list]);
    // A list of patterns alone also manages the role: nobody else may have it.
    const managed = entry.members !== undefined || entry.allow !== undefined;
    return [
      {
        role: toRole(role),
        members: managed ? read("members") : null,
        allow: read("allow"),
        breakGlass: read("break-glass"),
        min: entry.min ?? null,
        max: entry.max ?? null,
        position: source.positionOfKey(["roles", role]),
      },
    ];
  });
}

function toTeams(
  { teams, ...file }: PolicyFile,
  source: Source,
  names: NameExpander,
): TeamPolicy[] {
  return [...(teams ?? [])].map(([team, entry]) => {
    const { managers, members, services } = entry;
    // Who may be anything is not nobody in the lists that are left out.
    const isOpen = members === "any";
    return {
      name: { text: team, position: source.positionOfKey(["teams", team]), ...toFrom(entry) },
      managers:
        managers === "any" || (managers === undefined && isOpen)
          ? null
          : names.expand(managers ?? [], ["teams", team, "managers"]),
      members: members === "any" ? null : names.expand(members ?? [], ["teams", team, "members"]),
      services:
        services === "any" || (services === undefined && isOpen)
          ? null
          : toNames(source, ["teams", team, "services"], services),
      synced: entry.synced === "idp",
      formerly: toNames(source, ["teams", team, "formerly"], entry.formerly),
      visibility: entry.visibility === undefined ? null : visibilities[entry.visibility],
      description: entry.description ?? null,
      reviewed: entry.reviewed ?? null,
      reviewEvery: entry["review-every"] ?? file["review-every"] ?? null,
    };
  });
}

const visibilities = { visible: "Visible", hidden: "Hidden" } as const;

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

function toInvites({ invites }: PolicyFile, source: Source, names: NameExpander): InvitePolicy {
  const roles = invites?.roles ?? roleNames.filter((role) => role !== "owner");
  return {
    roles: roles.map(toRole),
    domains: invites?.domains ?? null,
    listed:
      invites?.listed === undefined ? null : names.expand(invites.listed, ["invites", "listed"]),
    position: invites === undefined ? undefined : source.positionOfKey(["invites"]),
  };
}

function toRepositories(
  { repositories }: PolicyFile,
  source: Source,
  names: NameExpander,
): RepositoryPolicy[] | null {
  if (repositories === undefined) return null;
  return [...repositories].map(([name, entry]) => {
    const { visibility, "default-privilege": defaultPrivilege, privileges } = entry;
    const read = (list: (typeof privilegeLists)[number]) =>
      names.expand(entry[list] ?? [], ["repositories", name, list]);
    return {
      name: {
        text: name,
        position: source.positionOfKey(["repositories", name]),
        ...toFrom(entry),
      },
      visibility: visibility === undefined ? null : broadcasts[visibility],
      defaultPrivilege: defaultPrivilege === undefined ? null : defaults[defaultPrivilege],
      anyPrivilege: privileges === "any",
      admins: read("admins"),
      write: read("write"),
      read: read("read"),
      tokens: toTokens(entry.tokens, source, ["repositories", name, "tokens"]),
    };
  });
}

function toTokens(tokens: Tokens | undefined, source: Source, path: Path): TokenPolicy | null {
  if (tokens === undefined) return null;
  const toName = (entry: Exclude<Tokens, "any">[number], index: number): WrittenName => {
    const position = source.positionOf([...path, index]);
    if (typeof entry === "string") return { text: entry, position };
    const { name, until, reason } = entry;
    return {
      text: name,
      position,
      ...(until !== undefined && { until }),
      ...(reason !== undefined && { reason }),
    };
  };
  return {
    names: tokens === "any" ? null : tokens.map(toName),
    position: source.positionOfKey(path),
  };
}

const broadcasts = {
  off: "Off",
  private: "Private",
  internal: "Internal",
  public: "Public",
  "open-source": "Open-Source",
} as const satisfies Record<(typeof visibilityNames)[number], BroadcastState>;

const defaults = {
  none: "None",
  read: "Read",
  write: "Write",
  admin: "Admin",
} as const satisfies Record<(typeof defaultPrivilegeNames)[number], DefaultPrivilege>;

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
      severity: severity ?? usualSeverity(rule, file),
      options: rule.options.parse(options),
      position: entry === undefined ? undefined : source.positionOfKey(["rules", rule.id]),
    });
  }
  for (const { id, severity, position } of custom) {
    settings.set(id, { severity, options: {}, position });
  }
  for (const [key, id] of Object.entries(rulesByKey)) {
    const entry = file[key as keyof typeof rulesByKey];
    const setting = settings.get(id);
    if (setting === undefined || entry === undefined) continue;
    const { severity, ...given } = typeof entry === "string" ? { severity: entry } : entry;
    const options = { ...(setting.options as object), ...given };
    settings.set(id, { severity, options, position: source.positionOfKey([key]) });
  }
  return settings;
}

/** A rule about a section that the policy does not have is off. */
function usualSeverity({ section, severity }: AnyRule, file: PolicyFile): RuleSetting["severity"] {
  return section === undefined || hasSection(file, section) ? severity : "off";
}
