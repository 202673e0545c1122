/** Policies about the repositories of a workspace: what it has, with a few changes. */

import fc from "fast-check";

import type { KeyName } from "../../src/sandbox/callers.ts";
import type { SandboxWorkspace, WirePrivilege } from "../../src/sandbox/wire.ts";

export const repositoryRules = [
  "repository-privilege-unexpected",
  "repository-privilege-missing",
  "repository-privilege-level",
  "repository-public",
  "repository-default-privilege",
  "repository-unlisted",
  "direct-privilege",
  "privileged-outsider",
] as const;
export type RepositoryRule = (typeof repositoryRules)[number];

export const severities = ["error", "warning", "note"] as const;
export type RuleSeverity = (typeof severities)[number] | "off";

export const visibilities = ["off", "private", "internal", "public", "open-source"] as const;
export const defaults = ["none", "read", "write", "admin"] as const;
export const lists = { admins: "Admin", write: "Write", read: "Read" } as const;

export interface DrawnTarget {
  readonly kind: "user" | "team" | "service";
  /** As the policy writes it, without the prefix. */
  readonly text: string;
  readonly list: keyof typeof lists;
}

export interface DrawnEntry {
  readonly name: string;
  readonly visibility?: (typeof visibilities)[number];
  readonly defaultPrivilege?: (typeof defaults)[number];
  /** Null: `privileges: any`. */
  readonly targets: readonly DrawnTarget[] | null;
}

export interface DrawnPolicy {
  readonly entries: readonly DrawnEntry[];
  readonly of: "all" | "visible";
  readonly severities: Readonly<Record<RepositoryRule, RuleSeverity>>;
  readonly failOn: "error" | "warning" | "note";
}

/** Returns the text of a policy file without any other rule that somebody could break. */
export function toPolicyText({ entries, of, severities: severityOf }: DrawnPolicy): string {
  const { "repository-unlisted": unlisted, ...rules } = severityOf;
  // JSON is YAML.
  return JSON.stringify({
    version: 1,
    organization: "fernwick",
    rules: { "team-not-synced": "off", "single-sign-on": "off", "name-unknown": "off", ...rules },
    repositories: Object.fromEntries(entries.map((entry) => [entry.name, toEntry(entry)])),
    "unlisted-repositories": { severity: unlisted, of },
  });
}

function toEntry({ visibility, defaultPrivilege, targets }: DrawnEntry): object {
  const written = (list: keyof typeof lists) =>
    (targets ?? [])
      .filter((target) => target.list === list)
      .map(({ kind, text }) => (kind === "user" ? text : `${kind}:${text}`));
  return {
    ...(visibility !== undefined && { visibility }),
    ...(defaultPrivilege !== undefined && { "default-privilege": defaultPrivilege }),
    ...(targets === null
      ? { privileges: "any" }
      : { admins: written("admins"), write: written("write"), read: written("read") }),
  };
}

export interface DrawnCase {
  readonly workspace: SandboxWorkspace;
  readonly policy: DrawnPolicy;
  readonly key: KeyName;
}

/** Returns a workspace, an account that reads it, and a policy that it follows or nearly follows. */
export function arbitraryCase(workspaces: fc.Arbitrary<SandboxWorkspace>): fc.Arbitrary<DrawnCase> {
  return fc
    .record({
      workspace: workspaces,
      drift: fc.constantFrom<Drift[]>("none", "some", "everywhere", "everywhere"),
      holders: fc.constantFrom("any", "any", "active", "no people"),
      deleted: fc.constantFrom(-1, -1, -1, 0, 2),
      admin: fc.nat({ max: 0b1111111 }),
    })
    .chain(({ workspace, drift, ...how }) => {
      const made = prepare(workspace, drift === "none" ? { ...how, holders: "active" } : how);
      const roles = new Set(made.members.filter((one) => one.is_active).map(({ role }) => role));
      return fc.record({
        workspace: fc.constant(made),
        policy: anyPolicy(made, drift),
        key: fc.constantFrom<KeyName[]>(
          ...(["owner", "owner", "owner", "owner", "service", "service"] as const),
          ...(roles.has("Manager") ? (["manager"] as const) : []),
          ...(roles.has("Member") ? (["member"] as const) : []),
        ),
      });
    });
}

/** How far a policy differs from what the workspace has. */
type Drift = "none" | "some" | "everywhere";

interface Preparation {
  /** Whose privileges are kept; with `any`, also those of people who are gone. */
  readonly holders: "any" | "active" | "no people";
  /** The position of a repository that is deleted; -1: none. */
  readonly deleted: number;
  /** Bit by bit, on which repositories the audit's own service account has Admin. */
  readonly admin: number;
}

/** Without people who are gone and outsiders, a workspace breaks no rule by itself. */
function prepare(workspace: SandboxWorkspace, how: Preparation): SandboxWorkspace {
  const made = structuredClone(workspace);
  const reader = made.services.find(({ role }) => role === "Manager")?.slug;
  if (reader === undefined) throw new Error("the workspace has no account to read it");
  const exists = ({ user, team, service }: WirePrivilege) =>
    made.services.some(({ slug }) => slug === service) ||
    made.teams.some(({ slug }) => slug === team) ||
    made.members.some((one) => one.user === user && one.is_active && one.role !== "Collaborator");
  for (const [at, repository] of made.repositories.entries()) {
    if (at === how.deleted) repository.row.deleted_at = "2026-11-01T00:00:00.000000Z";
    if (how.holders !== "any") {
      repository.privileges = repository.privileges
        .filter((row) => exists(row) && (row.user === null || how.holders === "active"))
        .map((row) => (row.team === null ? row : { ...row, privilege: "Read" }));
    }
    if ((how.admin >> at) % 2 === 1) {
      repository.privileges.push({ privilege: "Admin", user: null, team: null, service: reader });
    }
  }
  return made;
}

/** The ways to write a name: by slug, in capitals, by permanent id, by address where there is one. */
type Spelling = "slug" | "capitals" | "id" | "address";
const spellings: readonly Spelling[] = ["slug", "capitals", "id", "address"];

function spell(kind: DrawnTarget["kind"] | "repository", slug: string, how: Spelling): string {
  if (how === "capitals") return slug.toUpperCase();
  if (how === "address" && kind === "user") return `${slug}@fernwick.example`;
  if (how !== "id") return slug;
  const ids = { user: /^/u, team: /^team-/u, repository: /^repo-/u, service: undefined };
  const beginning = ids[kind];
  const short = { user: "us", team: "tm", repository: "rp", service: "" }[kind];
  return beginning === undefined ? slug : slug.replace(beginning, short);
}

type Change = (entries: DrawnEntry[], at: number) => DrawnEntry[];

const strangers: readonly DrawnTarget[] = [
  { kind: "user", text: "amber", list: "write" },
  { kind: "user", text: "grove@fernwick.example", list: "read" },
  { kind: "team", text: "team-birch", list: "admins" },
  { kind: "team", text: "tmheath", list: "read" },
  { kind: "service", text: "svc-cedar", list: "read" },
];

/** Names that match some repositories or none; several match one repository. */
const others = ["*", "repo-*", "repo-b*", "*h", "*-e*r", "repo-nowhere", "gone-*", "rpdelta"];

function editTargets(edit: (targets: readonly DrawnTarget[]) => readonly DrawnTarget[]): Change {
  return (entries, at) =>
    entries.map((entry, index) =>
      index === at && entry.targets !== null ? { ...entry, targets: edit(entry.targets) } : entry,
    );
}

function editEntry(edit: (entry: DrawnEntry) => DrawnEntry | undefined): Change {
  return (entries, at) =>
    entries.flatMap((entry, index) => (index === at ? (edit(entry) ?? []) : entry));
}

const anyChange: fc.Arbitrary<Change> = fc.oneof(
  fc.constantFrom(...strangers).map((target) =>
    // A name is in one list of an entry.
    editTargets((targets) =>
      targets.some(({ text }) => text.toLowerCase() === target.text)
        ? targets
        : [...targets, target],
    ),
  ),
  fc.constantFrom<Change>(
    editTargets((targets) => targets.slice(1)),
    editTargets((targets) =>
      targets.map((target, at) => (at === 0 ? { ...target, list: "read" } : target)),
    ),
    editEntry(() => undefined),
    editEntry((entry) => ({ ...entry, visibility: "off" })),
    editEntry((entry) => ({ ...entry, defaultPrivilege: "none" })),
    editEntry(({ name }) => ({ name, targets: [] })),
    editEntry((entry) => ({ ...entry, targets: null })),
  ),
  fc.record({ name: fc.constantFrom(...others), any: fc.boolean() }).map(
    ({ name, any }): Change =>
      (entries) =>
        entries.some((entry) => entry.name === name)
          ? entries
          : [
              ...entries,
              { name, targets: any ? null : [], ...(!any && { visibility: "private" }) },
            ],
  ),
  fc.constantFrom(...others.slice(0, 5)).map(
    (name): Change =>
      (entries, at) =>
        entries.some((entry) => entry.name === name)
          ? entries
          : entries.map((entry, index) => (index === at ? { ...entry, name } : entry)),
  ),
);

const closed = { visibility: "off", defaultPrivilege: "none" } as const;

/** What makes a repository drift whatever it is like: no entry, or one that allows next to nothing. */
const driftsOfOne: readonly ((entry: DrawnEntry) => DrawnEntry | undefined)[] = [
  () => undefined,
  () => undefined,
  ({ name, targets }) => ({
    name,
    ...closed,
    targets: targets?.map((target) => ({ ...target, list: "read" })) ?? null,
  }),
  ({ name }) => ({ name, ...closed, targets: [] }),
  ({ name }) => ({ name, ...closed, targets: null }),
];

type Sweep = (entries: readonly DrawnEntry[]) => DrawnEntry[];

/** Drift in every repository, so that whatever a lie hides has some. */
const anySweep: fc.Arbitrary<Sweep> = fc
  .record({
    drifts: fc.array(fc.constantFrom(...driftsOfOne), { minLength: 7, maxLength: 7 }),
    family: fc.constantFrom<DrawnEntry[][]>([], [{ name: "*", ...closed, targets: [] }]),
  })
  .map(({ drifts, family }): Sweep => (entries) => [
    ...entries.flatMap((entry, at) => drifts[at]?.(entry) ?? []),
    ...family,
  ]);

function anyPolicy({ repositories }: SandboxWorkspace, drift: Drift): fc.Arbitrary<DrawnPolicy> {
  const anyChanges = fc.array(fc.record({ change: anyChange, at: fc.nat({ max: 6 }) }), {
    maxLength: drift === "none" ? 0 : 3,
  });
  const isEverywhere = drift === "everywhere";
  const anySeverity = fc.constantFrom<RuleSeverity[]>(
    "error",
    "error",
    "warning",
    "note",
    isEverywhere ? "error" : "off",
  );
  return fc.record({
    entries: fc
      .tuple(
        fc.tuple(
          ...repositories
            .filter(({ row }) => row.deleted_at === null)
            .map(({ row, privileges }) =>
              fc
                .record({ how: fc.constantFrom(...spellings), limits: fc.boolean() })
                .map(({ how, limits }): DrawnEntry => ({
                  name: spell("repository", row.slug, how),
                  ...(limits && {
                    visibility: row.broadcast_state.toLowerCase() as DrawnEntry["visibility"] & {},
                    defaultPrivilege: row.default_privilege.toLowerCase() as never,
                  }),
                  targets: privileges.map((privilege) => toTarget(privilege, how)),
                })),
            ),
        ),
        isEverywhere ? anySweep : fc.constant<Sweep>((entries) => [...entries]),
        anyChanges,
      )
      .map(([entries, sweep, changes]) =>
        changes.reduce<DrawnEntry[]>(
          (made, { change, at }) => change(made, at % Math.max(1, made.length)),
          sweep(entries),
        ),
      ),
    of: isEverywhere ? fc.constant("visible" as const) : fc.constantFrom("all", "visible"),
    severities: fc.record(
      Object.fromEntries(repositoryRules.map((rule) => [rule, anySeverity])) as Record<
        RepositoryRule,
        typeof anySeverity
      >,
    ),
    failOn: fc.constantFrom(...severities),
  });
}

function toTarget({ user, team, service, privilege }: WirePrivilege, how: Spelling): DrawnTarget {
  const list = { Admin: "admins", Write: "write", Read: "read" } as const;
  const [kind, slug] =
    user !== null
      ? (["user", user] as const)
      : team !== null
        ? (["team", team] as const)
        : (["service", service ?? ""] as const);
  return { kind, text: spell(kind, slug, how), list: list[privilege] };
}
