/** Splits a policy into single statements, so that two policies can be compared. */

import { anyRule, type PolicyException } from "./exceptions/exception.ts";
import { placePhrase } from "./exceptions/place.ts";
import { findRule } from "./catalog.ts";
import { fold } from "../roster/fold.ts";
import type { Policy } from "./policy.ts";
import type { EntryTerms, WrittenName } from "./position.ts";
import { reportsUnlisted } from "./section.ts";
import type { Severity } from "./severity.ts";

/** In the order of a policy's sections. */
export const entryKinds = [
  "policy",
  "role",
  "team",
  "services",
  "service",
  "invites",
  "repositories",
  "repository",
  "tokens",
  "oidc",
  "provider",
  "group-sync",
  "mapping",
  "rule",
  "custom",
  "exception",
] as const;
export type EntryKind = (typeof entryKinds)[number];

/** The subject of a statement: for example a role, a team, or a rule by its id. */
export interface PolicyEntry {
  readonly kind: EntryKind;
  /**
   * As the policy writes it; a role as the workspace writes it; empty if there is only one entry of
   * this kind.
   */
  readonly name: string;
  /** What identifies the entry if its name does not: the case of a group matters. */
  readonly key?: string;
}

export interface Statement {
  readonly entry: PolicyEntry;
  /**
   * The key in the file; `entry` for the existence of the entry, `anybody` for a list that allows
   * anybody.
   */
  readonly part: string;
  readonly value: string;
  /** True for one of several values of that part. */
  readonly listed: boolean;
  /** The days on which a listed value counts, and its reason. */
  readonly terms?: EntryTerms;
  /** Set for every part of an exception. */
  readonly exception?: PolicyException;
}

/** Returns everything that a policy says, in the order of its sections. */
export function toStatements(policy: Policy): Statement[] {
  return [
    ...about({ kind: "policy", name: "" }, { organization: policy.organization }),
    ...policy.roles.flatMap(ofRole),
    ...policy.teams.flatMap(ofTeam),
    ...ofServices(policy),
    ...ofInvites(policy),
    ...ofRepositories(policy),
    ...ofTokens(policy),
    ...ofProviders(policy),
    ...ofMappings(policy),
    ...ofRules(policy),
    ...ofCustom(policy),
    ...ofExceptions(policy),
  ];
}

type Value = string | number | boolean | null;
type Values = Readonly<Record<string, Value | readonly (string | WrittenName)[]>>;

/** A value that is null or false makes no statement. */
function about(entry: PolicyEntry, values: Values): Statement[] {
  return Object.entries(values).flatMap(([part, value]): Statement[] => {
    if (value === null || value === false) return [];
    if (typeof value !== "object") return [{ entry, part, value: String(value), listed: false }];
    const names = value.filter((item) => typeof item !== "string");
    const terms = termsByName(names);
    return value.map((item): Statement => {
      if (typeof item === "string") return { entry, part, value: item, listed: true };
      const own = terms.get(fold(item.text)) ?? {};
      return { entry, part, value: item.text, listed: true, terms: own };
    });
  });
}

/** If a list names a person several times, the entry that counts longest says from and until when. */
function termsByName(names: readonly WrittenName[]): ReadonlyMap<string, EntryTerms> {
  const byName = Map.groupBy(names, ({ text }) => fold(text));
  return new Map(
    [...byName].map(([name, entries]) => {
      const from = extreme(entries.map((entry) => entry.from));
      const until = extreme(
        entries.map((entry) => entry.until),
        "last",
      );
      const reason = entries.find((entry) => entry.reason !== undefined)?.reason;
      const terms = {
        ...(from !== undefined && { from }),
        ...(until !== undefined && { until }),
        ...(reason !== undefined && { reason }),
      };
      return [name, terms];
    }),
  );
}

/** Returns the first or the last day; undefined if an entry has none, because it has no limit. */
function extreme(days: readonly (string | undefined)[], which?: "last"): string | undefined {
  const known = days.filter((day) => day !== undefined).sort();
  return known.length < days.length ? undefined : known.at(which === "last" ? -1 : 0);
}

function ofRole(role: Policy["roles"][number]): Statement[] {
  return about(
    { kind: "role", name: role.role },
    {
      entry: true,
      anybody: role.members === null,
      members: role.members ?? [],
      allow: role.allow,
      "break-glass": role.breakGlass,
      min: role.min,
      max: role.max,
    },
  );
}

function ofTeam(team: Policy["teams"][number]): Statement[] {
  return about(
    { kind: "team", name: team.name.text },
    {
      entry: true,
      anybody: team.members === null,
      "any-manager": team.managers === null,
      "any-service": team.services === null,
      managers: team.managers ?? [],
      members: team.members ?? [],
      services: team.services ?? [],
      synced: team.synced,
      formerly: team.formerly,
      visibility: team.visibility,
      description: team.description,
      reviewed: team.reviewed,
      "review-every": team.reviewEvery,
      from: team.name.from ?? null,
    },
  );
}

function ofServices({ services }: Policy): Statement[] {
  if (services === null) return [];
  return [
    ...about({ kind: "services", name: "" }, { entry: true }),
    ...services.flatMap(({ name, role, teams, keyExpiresWithin }) =>
      about(
        { kind: "service", name: name.text },
        {
          entry: true,
          role,
          anybody: teams === null,
          teams: teams ?? [],
          "key-expires-within": keyExpiresWithin,
          from: name.from ?? null,
        },
      ),
    ),
  ];
}

function ofInvites({ invites }: Policy): Statement[] {
  return about(
    { kind: "invites", name: "" },
    {
      roles: invites.roles,
      "any-domain": invites.domains === null,
      domains: invites.domains ?? [],
      anybody: invites.listed === null,
      listed: invites.listed ?? [],
    },
  );
}

function ofRepositories(policy: Policy): Statement[] {
  const { repositories } = policy;
  if (repositories === null && !reportsUnlisted(policy, "repositories")) return [];
  return [
    ...about({ kind: "repositories", name: "" }, { entry: true }),
    ...(repositories ?? []).flatMap(
      ({ name, visibility, defaultPrivilege, anyPrivilege, admins, write, read, tokens }) =>
        about(
          { kind: "repository", name: name.text },
          {
            entry: true,
            visibility,
            "default-privilege": defaultPrivilege,
            "any-privilege": anyPrivilege,
            admins,
            write,
            read,
            from: name.from ?? null,
            // A list of its own replaces the one for all repositories.
            "own-tokens": tokens !== null,
            "any-token": tokens !== null && tokens.names === null,
            tokens: tokens?.names ?? [],
          },
        ),
    ),
  ];
}

function ofTokens({ tokens }: Policy): Statement[] {
  if (tokens === null) return [];
  const { names } = tokens;
  return about(
    { kind: "tokens", name: "" },
    { entry: true, "any-token": names === null, tokens: names ?? [] },
  );
}

function ofProviders({ oidc }: Policy): Statement[] {
  if (oidc === null) return [];
  return [
    ...about({ kind: "oidc", name: "" }, { entry: true }),
    ...oidc.flatMap(({ name, issuer, requireClaims, services }) =>
      about(
        { kind: "provider", name: name.text },
        {
          entry: true,
          issuer,
          "require-claims": requireClaims,
          "any-service": services === "any",
          unprivileged: services === "unprivileged",
          services: typeof services === "string" ? [] : services,
        },
      ),
    ),
  ];
}

function ofMappings(policy: Policy): Statement[] {
  const { groupSync } = policy;
  if (groupSync === null && !reportsUnlisted(policy, "group-sync")) return [];
  return [
    ...about({ kind: "group-sync", name: "" }, { entry: true }),
    ...(groupSync ?? []).flatMap(({ group, team, role, attribute }) => {
      const of = attribute === null ? "" : ` (${attribute})`;
      const name = `from ${group.text}${of} to team ${team.text}`;
      const key = JSON.stringify([group.text, attribute, fold(team.text)]);
      return about({ kind: "mapping", name, key }, { entry: true, role });
    }),
  ];
}

function ofRules({ rules, custom }: Policy): Statement[] {
  const own = new Set(custom.map(({ id }) => id));
  return [...rules]
    .filter(([id]) => !own.has(id))
    .flatMap(([id, { severity, options, position }]) =>
      about(
        { kind: "rule", name: id },
        {
          severity: position === undefined ? usualSeverity(id, severity) : severity,
          ...Object.fromEntries(
            Object.entries(Object(options) as object).map(([name, value]) => [
              name,
              JSON.stringify(value),
            ]),
          ),
        },
      ),
    );
}

/** Adding or removing a section is a change of its own, and not also one of each of its rules. */
function usualSeverity(id: string, severity: Severity | "off"): Severity | "off" {
  const rule = findRule(id);
  return rule?.section === undefined ? severity : rule.severity;
}

function ofCustom({ custom }: Policy): Statement[] {
  return custom.flatMap(({ id, for: rows, violates, severity, message, remedy }) =>
    about(
      { kind: "custom", name: id },
      { entry: true, for: rows, violates: violates.text, severity, message, remedy },
    ),
  );
}

function ofExceptions({ exceptions }: Policy): Statement[] {
  const seen = new Map<string, number>();
  return exceptions.flatMap((exception): Statement[] => {
    const { rule, subject, limit } = exception;
    const role = limit === undefined ? "" : `, role ${limit.role}`;
    const place = placePhrase(exception);
    const what =
      rule === anyRule
        ? `all findings about ${subject.text}`
        : `${rule} of ${subject.text}${role}${place}`;
    const times = (seen.get(fold(what)) ?? 0) + 1;
    seen.set(fold(what), times);
    const entry = {
      kind: "exception",
      name: times === 1 ? what : `${what}, entry ${times}`,
    } as const;
    const { reason, owner, ticket, approvedBy, created, expires } = exception;
    return [
      { entry, part: "entry", value: "true", listed: false, exception },
      ...about(entry, {
        allow: limit?.allow ?? null,
        expires,
        reason,
        "approved-by": approvedBy,
        owner,
        ticket,
        created,
      }).map((statement) => ({ ...statement, exception })),
    ];
  });
}
