/** Repositories for tests, completely read unless a test changes it, and rosters that have them. */

import fc from "fast-check";

import type { Coverage, ListCoverage } from "../../src/roster/coverage.ts";
import { unknown } from "../../src/roster/fact.ts";
import { compareIds, type Roster } from "../../src/roster/model.ts";
import {
  broadcastStates,
  defaultPrivileges,
  privilegeHolders,
  privilegeLevels,
  type Privilege,
  type PrivilegeCoverage,
  type PrivilegeHolder,
  type PrivilegeLevel,
  type Repository,
  type TokenList,
} from "../../src/roster/repository.ts";
import type { EntitlementToken } from "../../src/roster/token.ts";
import { aCoverage } from "./roster.ts";

export function aRepository(overrides: Partial<Repository> = {}): Repository {
  const slug = overrides.slug ?? "production";
  return {
    id: `rp-${slug}`,
    slug,
    name: slug.charAt(0).toUpperCase() + slug.slice(1),
    broadcast: "Private",
    defaultPrivilege: "None",
    privileges: [],
    coverage: { status: "complete", reason: null },
    ...overrides,
  };
}

/** Returns a privilege from a short text such as `team docs Write`. */
export function aPrivilege(text: string): Privilege {
  const [kind, slug = "", level] = text.split(" ");
  return { kind: kind as PrivilegeHolder, slug, level: level as PrivilegeLevel };
}

/** Returns an active token of a person, which ends, unless a test changes it. */
export function aToken(overrides: Partial<EntitlementToken> = {}): EntitlementToken {
  const name = overrides.name ?? "ci";
  return {
    id: `tk-${name}`,
    name,
    active: true,
    isDefault: false,
    user: null,
    createdBy: "amara-okoye",
    createdAt: "2026-01-05T10:00:00.000Z",
    endsAt: "2027-01-05T10:00:00.000Z",
    limited: true,
    privateBroadcasts: false,
    ...overrides,
  };
}

/** Returns tokens that were read completely, unless a gap is given. */
export function aTokenList(
  list: readonly EntitlementToken[] = [],
  coverage: PrivilegeCoverage = { status: "complete", reason: null },
): TokenList {
  return { list: list.toSorted((a, b) => compareIds(a.id, b.id)), coverage };
}

/** Returns a coverage that also has the list of repositories; complete unless a gap is given. */
export function repositoryCoverage(
  gap: Partial<ListCoverage> = {},
  { lists, ...rest }: Coverage = aCoverage(),
): Coverage {
  const others = lists.filter(({ name }) => name !== "repositories");
  const list = { name: "repositories", count: 1, expected: 1, reason: null } as const;
  return { ...rest, lists: [...others, { ...list, status: "complete", ...gap }] };
}

/** Returns the roster with these repositories, completely read by an Owner. */
export function withRepositories(roster: Roster, repositories: readonly Repository[]): Roster {
  const { length: count } = repositories;
  const { readAs, lists } = roster.coverage;
  const owner = { ...readAs, kind: "user", slug: "amara-okoye", role: "Owner" } as const;
  return {
    ...roster,
    repositories: repositories.toSorted((a, b) => compareIds(a.id, b.id)),
    coverage: repositoryCoverage({ count, expected: count }, { readAs: owner, lists }),
  };
}

/** Any tokens, which these accounts, or nobody, may have created. */
export function arbitraryTokens(accounts: readonly string[]): fc.Arbitrary<TokenList> {
  const account = fc.constantFrom(...accounts, "nobody");
  const token = fc.record<Omit<EntitlementToken, "id">>(
    {
      name: fc.constantFrom("Default", "ci", "CI", "ci-web", "a*b", " padded", "x: y", "#"),
      active: fc.boolean(),
      isDefault: fc.boolean(),
      user: fc.option(account),
      createdBy: account,
      createdAt: fc.constant("2026-01-05T10:00:00.000Z"),
      endsAt: fc.constantFrom(null, "2027-01-05T10:00:00.000Z"),
      limited: fc.boolean(),
      privateBroadcasts: fc.boolean(),
    },
    { noNullPrototype: true },
  );
  return fc
    .array(token, { maxLength: 4 })
    .map((list) => aTokenList(list.map((one, at) => aToken({ ...one, id: `tk-${at}` }))));
}

/** Returns the roster as a Manager reads it who sees all of these repositories, and perhaps not all. */
export function visibleOnly(roster: Roster): Roster {
  const { lists, readAs } = roster.coverage;
  const gap = {
    status: "partial",
    reason: "only an Owner sees every repository",
    allVisible: true,
  } as const;
  return {
    ...roster,
    coverage: {
      readAs: { ...readAs, kind: "service", slug: null, role: "Manager" },
      lists: lists.map((list) => (list.name === "repositories" ? { ...list, ...gap } : list)),
    },
  };
}

/** Any repositories on which these accounts, or nobody, may have privileges. */
export function arbitraryRepositories({
  members,
  teams,
  services,
}: Pick<Roster, "members" | "teams" | "services">): fc.Arbitrary<readonly Repository[]> {
  const holders = [
    ...members.map(({ username }) => ["user", username] as const),
    ...teams.map(({ slug }) => ["team", slug] as const),
    ...services.map(({ slug }) => ["service", slug] as const),
    ...privilegeHolders.map((kind) => [kind, "nobody"] as const),
  ];
  const level = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...privilegeLevels) },
    { weight: 1, arbitrary: fc.constant(unknown("unrecognised")) },
  );
  const privileges = fc
    .subarray(holders)
    .chain((chosen) =>
      fc.tuple(
        ...chosen.map(([kind, slug]) =>
          level.map((one): Privilege => ({ kind, slug, level: one })),
        ),
      ),
    );
  const coverage = fc.oneof(
    { weight: 5, arbitrary: fc.constant({ status: "complete", reason: null } as const) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        { status: "partial", reason: "half of it is gone" } as const,
        { status: "refused", reason: "the account is no Admin there" } as const,
        { status: "unknown", reason: null } as const,
      ),
    },
  );
  const repository = fc.record<Omit<Repository, "id" | "name">>(
    {
      slug: fc.constantFrom("production", "docs", "app-web", "app-api", "app-lib", "lab"),
      broadcast: fc.constantFrom(...broadcastStates, unknown("missing")),
      defaultPrivilege: fc.constantFrom(...defaultPrivileges, unknown("missing")),
      privileges,
      coverage,
    },
    { noNullPrototype: true },
  );
  return fc
    .uniqueArray(repository, { selector: ({ slug }) => slug, maxLength: 6 })
    .map((list) =>
      list
        .map((one) => aRepository({ ...one, id: `rp-${one.slug}` }))
        .toSorted((a, b) => compareIds(a.id, b.id)),
    );
}
