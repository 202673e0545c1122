/**
 * What a true audit must find about repositories, and which rules nobody could judge: from what the
 * server has and what the policy was drawn as, with none of the code of `src/policy` and `src/roster`.
 */

import { chooseAccounts, findCaller, type KeyName } from "../../src/sandbox/callers.ts";
import { listRepositories } from "../../src/sandbox/repository-view.ts";
import type {
  SandboxRepository,
  SandboxWorkspace,
  WireMember,
  WirePrivilege,
} from "../../src/sandbox/wire.ts";
import {
  defaults,
  lists,
  repositoryRules,
  visibilities,
  type DrawnEntry,
  type DrawnPolicy,
  type DrawnTarget,
  type RepositoryRule,
} from "./repository-policies.ts";

export interface Expected {
  /** For each rule: who or what it must find where, as `findingKey` writes it. */
  readonly findings: ReadonlyMap<RepositoryRule, ReadonlySet<string>>;
  /** The rules that need what this account cannot see. */
  readonly unseen: ReadonlySet<RepositoryRule>;
}

/**
 * Returns the key of a finding about somebody, or about the repository itself: only its id, as a lie
 * may give it another slug.
 */
export function findingKey(repositoryId: string, holder?: string): string {
  return holder === undefined ? repositoryId : `${holder.toLowerCase()} at ${repositoryId}`;
}

const ofPrivileges = [
  "repository-privilege-unexpected",
  "repository-privilege-missing",
  "repository-privilege-level",
  "direct-privilege",
] as const;

/** Returns what an audit with this key must find in the workspace. */
export function expectFindings(
  workspace: SandboxWorkspace,
  { entries, of }: DrawnPolicy,
  key: KeyName,
): Expected {
  const findings = new Map(repositoryRules.map((rule) => [rule, new Set<string>()]));
  const unseen = new Set<RepositoryRule>();
  const add = (rule: RepositoryRule, id: string, holder?: string) =>
    findings.get(rule)?.add(findingKey(id, holder));
  const caller = findCaller(workspace, key, chooseAccounts(workspace).get(key));
  if (caller === undefined) throw new Error(`the workspace has no account for ${key}`);
  const self = caller.kind === "user" ? caller.member : caller.service;
  const visible = listRepositories(caller, workspace).filter(
    ({ repository }) => repository.row.deleted_at === null,
  );
  if (self.role !== "Owner" && of !== "visible") unseen.add("repository-unlisted");
  for (const entry of entries) {
    if (visible.some(({ repository }) => isMeant(entry, repository))) continue;
    for (const rule of rulesAbout(entry)) unseen.add(rule);
  }
  for (const { repository, isAdmin } of visible) {
    const { row, privileges } = repository;
    const applying = entriesFor(repository, entries);
    if (applying.length === 0) add("repository-unlisted", row.slug_perm);
    for (const entry of applying) {
      for (const rule of rulesAbout(entry)) {
        const needsPrivileges =
          rule === "privileged-outsider" || ofPrivileges.some((one) => one === rule);
        if (!isAdmin && needsPrivileges) unseen.add(rule);
      }
      if (isAbove(row.broadcast_state, entry.visibility, visibilities)) {
        add("repository-public", row.slug_perm);
      }
      if (isAbove(row.default_privilege, entry.defaultPrivilege, defaults)) {
        add("repository-default-privilege", row.slug_perm);
      }
      for (const { user } of findOutsiders(privileges, workspace)) {
        add("privileged-outsider", row.slug_perm, user);
      }
      for (const [rule, slug] of comparePrivileges(privileges, entry.targets, workspace)) {
        add(rule, row.slug_perm, slug);
      }
    }
  }
  return { findings, unseen };
}

function rulesAbout({
  visibility,
  defaultPrivilege,
  targets,
}: DrawnEntry): readonly RepositoryRule[] {
  return [
    "privileged-outsider",
    ...(visibility === undefined ? [] : (["repository-public"] as const)),
    ...(defaultPrivilege === undefined ? [] : (["repository-default-privilege"] as const)),
    ...(targets === null ? [] : ofPrivileges),
  ];
}

/** Whether an entry could be about a repository, even if another one applies to it. */
function isMeant({ name }: DrawnEntry, { row }: SandboxRepository): boolean {
  const pattern = name.toLowerCase().replaceAll("*", ".*");
  if (new RegExp(`^${pattern}$`, "u").test(row.slug)) return true;
  return !name.includes("*") && name.toLowerCase() === row.slug_perm.toLowerCase();
}

/** Names win over patterns, and of these the one with the most letters of its own, or the first. */
function entriesFor(
  repository: SandboxRepository,
  entries: readonly DrawnEntry[],
): readonly DrawnEntry[] {
  const meant = entries.filter((entry) => isMeant(entry, repository));
  const named = meant.filter(({ name }) => !name.includes("*"));
  if (named.length > 0) return named;
  const ownLetters = ({ name }: DrawnEntry) => name.replace(/\*/gu, "").length;
  const most = Math.max(...meant.map(ownLetters));
  return meant.filter((entry) => ownLetters(entry) === most).slice(0, 1);
}

function isAbove(actual: string, allowed: string | undefined, order: readonly string[]): boolean {
  return allowed !== undefined && order.indexOf(actual.toLowerCase()) > order.indexOf(allowed);
}

/** Who could change packages and is no active member of the workspace's own. */
function findOutsiders(
  privileges: readonly WirePrivilege[],
  { members }: SandboxWorkspace,
): readonly WireMember[] {
  const strong = privileges.filter(({ privilege }) => privilege !== "Read");
  return members.filter(
    ({ role, is_active, user, teams }) =>
      (role === "Collaborator" || !is_active) &&
      strong.some((row) => row.user === user || teams.some(({ slug }) => slug === row.team)),
  );
}

function comparePrivileges(
  privileges: readonly WirePrivilege[],
  targets: readonly DrawnTarget[] | null,
  workspace: SandboxWorkspace,
): readonly (readonly [RepositoryRule, slug: string])[] {
  if (targets === null) return [];
  const wanted = targets.map((target) => ({ ...target, account: slugOf(target, workspace) }));
  const held = privileges.map((row) => {
    const account = row.user ?? row.team ?? row.service ?? "";
    const kind = row.user === account ? "user" : row.team === account ? "team" : "service";
    const isSomebody = slugOf({ kind, text: account }, workspace) === account;
    const listed = wanted.filter((one) => one.kind === kind && one.account === account);
    return { kind, account, isSomebody, listed, level: row.privilege };
  });
  return [
    ...held.flatMap(({ kind, account, isSomebody, listed, level }) => {
      const isWrong = !listed.some(({ list }) => lists[list] === level);
      return [
        ...(kind === "user" ? [["direct-privilege", account] as const] : []),
        ...(!isSomebody || listed.length === 0
          ? [["repository-privilege-unexpected", account] as const]
          : isWrong
            ? [["repository-privilege-level", account] as const]
            : []),
      ];
    }),
    ...wanted.flatMap(({ kind, account, text }) => {
      const has = held.some((one) => {
        const names = [account, text.toLowerCase()];
        return one.kind === kind && names.includes(one.account);
      });
      // Whom the policy names and the workspace does not have is another rule's, except for a team.
      if (has || (account === undefined && kind !== "team")) return [];
      return [["repository-privilege-missing", account ?? text] as const];
    }),
  ];
}

/** Returns the slug of whom a name means; undefined if that is nobody. */
function slugOf(
  { kind, text }: Pick<DrawnTarget, "kind" | "text">,
  { members, teams, services }: SandboxWorkspace,
): string | undefined {
  const names = {
    user: members.map(({ user, user_id, email }) => [user, user_id, email]),
    team: teams.map(({ slug, slug_perm }) => [slug, slug_perm]),
    service: services.map(({ slug }) => [slug]),
  }[kind];
  const found = names.find((own) => own.some((one) => one.toLowerCase() === text.toLowerCase()));
  return found?.[0];
}
