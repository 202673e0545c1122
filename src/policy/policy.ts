/** An access policy after parsing: its content, and the line of the file for each entry. */

import type { TeamVisibility } from "../roster/model.ts";
import type { BroadcastState, DefaultPrivilege } from "../roster/repository.ts";
import type { Role, ServiceRole, TeamRole } from "../roster/roles.ts";
import type { PolicyException } from "./exceptions/exception.ts";
import type { CustomRule } from "./custom/custom-rule.ts";
import type { Place, WrittenName } from "./position.ts";
import type { Severity } from "./severity.ts";
import type { TestOutcome } from "./tests/outcome.ts";

export interface RolePolicy {
  readonly role: Role;
  /** Who may have the role, and should have it; null: anybody. */
  readonly members: readonly WrittenName[] | null;
  /** Who else may have it. */
  readonly allow: readonly WrittenName[];
  /** Emergency accounts, which must have it. */
  readonly breakGlass: readonly WrittenName[];
  /** The minimum number of active people who should have it. */
  readonly min: number | null;
  readonly max: number | null;
  readonly position: Place;
}

/**
 * A listed team is managed completely: a list that is left out means nobody, or anybody if anybody
 * may be a member.
 */
export interface TeamPolicy {
  /** A slug or permanent id; with `*` in it, every team whose slug matches. */
  readonly name: WrittenName;
  /** null: anybody. */
  readonly managers: readonly WrittenName[] | null;
  /** null: anybody. */
  readonly members: readonly WrittenName[] | null;
  /** null: any service account. */
  readonly services: readonly WrittenName[] | null;
  /** Whether the identity provider must fill the team. */
  readonly synced: boolean;
  /** Slugs or permanent ids that the team had before. */
  readonly formerly: readonly WrittenName[];
  /** null: not managed. */
  readonly visibility: TeamVisibility | null;
  /** null: not managed. */
  readonly description: string | null;
  /** Such as `2026-05-01`; null if the policy does not say. */
  readonly reviewed: string | null;
  /** Written `180d`; null: no review is required. */
  readonly reviewEvery: string | null;
}

/** A null value is not managed. */
export interface ServicePolicy {
  readonly name: WrittenName;
  readonly role: ServiceRole | null;
  readonly teams: readonly WrittenName[] | null;
  /** Written `90d`. */
  readonly keyExpiresWithin: string | null;
}

/** The entitlement tokens that a repository may have. */
export interface TokenPolicy {
  /** Names or permanent ids; with `*` in it, every token whose name matches. null: any token. */
  readonly names: readonly WrittenName[] | null;
  readonly position: Place;
}

/** A listed repository is managed completely: a list that is left out means nobody. */
export interface RepositoryPolicy {
  /** A slug or permanent id; with `*` in it, every repository whose slug matches. */
  readonly name: WrittenName;
  /** The highest broadcast state that is allowed; null: not managed. */
  readonly visibility: BroadcastState | null;
  /** The highest default privilege that is allowed; null: not managed. */
  readonly defaultPrivilege: DefaultPrivilege | null;
  /** True: any privilege is allowed, and the lists are empty. */
  readonly anyPrivilege: boolean;
  /** People, `team:SLUG` and `service:SLUG`, like the lists below; `toTarget` says which. */
  readonly admins: readonly WrittenName[];
  readonly write: readonly WrittenName[];
  readonly read: readonly WrittenName[];
  /** null: what the policy says of all repositories. */
  readonly tokens: TokenPolicy | null;
}

/** A null value is not managed. */
export interface ProviderPolicy {
  /** A slug or permanent id. */
  readonly name: WrittenName;
  readonly issuer: string | null;
  /** Names of claims. */
  readonly requireClaims: readonly WrittenName[];
  /**
   * The only service accounts that its tokens may become; `unprivileged`: any that has neither the
   * role Manager nor Admin on a repository.
   */
  readonly services: readonly WrittenName[] | "any" | "unprivileged";
}

/** A group at the identity provider, and the team that it fills. */
export interface MappingPolicy {
  /** The value of the attribute; case matters. */
  readonly group: WrittenName;
  /** A slug or permanent id. */
  readonly team: WrittenName;
  readonly role: TeamRole;
  /** null: any attribute. */
  readonly attribute: string | null;
}

export interface InvitePolicy {
  readonly roles: readonly Role[];
  /** null: any. */
  readonly domains: readonly string[] | null;
  /** null: anybody. */
  readonly listed: readonly WrittenName[] | null;
  /** Where the file says so; undefined for the default. */
  readonly position: Place | undefined;
}

export interface RuleSetting {
  readonly severity: Severity | "off";
  /** Already parsed by the rule's own schema. */
  readonly options: unknown;
  /** Where the file sets the rule; undefined for a default. */
  readonly position: Place | undefined;
}

/** Another name for an account, which only the policy uses. */
export interface Alias {
  readonly name: WrittenName;
  readonly account: string;
}

export interface Policy {
  readonly path: string;
  /** Of the file's bytes, in hexadecimal; with included files, of a list of all files. */
  readonly sha256: string;
  /** The paths of the included files; absent if there are none. */
  readonly files?: readonly string[];
  readonly organization: string;
  /** Already replaced in all lists. */
  readonly aliases: readonly Alias[];
  readonly roles: readonly RolePolicy[];
  readonly teams: readonly TeamPolicy[];
  /** null: service accounts are not managed. */
  readonly services: readonly ServicePolicy[] | null;
  readonly invites: InvitePolicy;
  /** null: repositories are not managed. */
  readonly repositories: readonly RepositoryPolicy[] | null;
  /** For repositories without a list of their own; null: their tokens are not managed. */
  readonly tokens: TokenPolicy | null;
  /** null: OIDC providers are not managed. */
  readonly oidc: readonly ProviderPolicy[] | null;
  /** All group mappings; null: they are not managed. */
  readonly groupSync: readonly MappingPolicy[] | null;
  readonly custom: readonly CustomRule[];
  /** One entry for every rule of the catalog and for every custom rule. */
  readonly rules: ReadonlyMap<string, RuleSetting>;
  /** In the file's order. */
  readonly exceptions: readonly PolicyException[];
  /** The outcome of the policy's own tests; absent if there are none, or if they were not run. */
  readonly tests?: TestOutcome;
}
