/** The paths by which accounts reach repositories, in words. */

import { gapsOfAccount, gapsOfRepository } from "../policy/access-gaps.ts";
import { createAccessLines, type AccessLine } from "../policy/access-lines.ts";
import { describePlace } from "../policy/position.ts";
import {
  broadcastPath,
  createPaths,
  type Access,
  type AccessPath,
  type Account,
} from "../roster/access.ts";
import { count } from "../roster/count.ts";
import { isUnknown, unknownReasons } from "../roster/fact.ts";
import { compareIds } from "../roster/model.ts";
import { privilegeLevels, type Repository } from "../roster/repository.ts";
import { heading, row, termsOf, type Page } from "./explain-page.ts";
import { listNames } from "./explain-lists.ts";

/**
 * Returns the section about the repositories that an account reaches. Repositories with the same
 * paths have one row.
 */
export function accessOfAccount(account: Account, page: Page): readonly string[] {
  const { roster } = page;
  const linesOf = createAccessLines(page.context);
  const reached = [...createPaths(roster)(account)]
    .toSorted(([a], [b]) => compareIds(a.slug, b.slug))
    .map(([repository, paths]) => ({
      slug: repository.slug,
      text: paths
        .map((path) => `${inWords(path)}${inPolicy(linesOf(repository, path), page)}`)
        .join("; "),
    }));
  const groups = [...Map.groupBy(reached, ({ text }) => text)];
  return [
    heading("Paths to repositories that were seen", page),
    ...(groups.length === 0 ? row("", "none that was seen", page) : []),
    ...groups.flatMap(([text, group]) => {
      const slugs = group.map(({ slug }) => slug);
      return slugs.length === 1
        ? row(slugs.join(), text, page)
        : row(
            count(slugs.length, "repository", "repositories"),
            `${text}: ${listNames(slugs)}`,
            page,
          );
    }),
    ...notSeen(gapsOfAccount(roster, account), page),
  ];
}

/** Returns the section about everybody who reaches a repository. Accounts with one path share a row. */
export function accessToRepository(repository: Repository, page: Page): readonly string[] {
  const { roster } = page;
  const linesOf = createAccessLines(page.context);
  const pathsOf = createPaths({ ...roster, repositories: [repository] });
  const accounts: readonly Account[] = [
    ...roster.members.map((entry) => ({ kind: "member" as const, entry })),
    ...roster.services.map((entry) => ({ kind: "service" as const, entry })),
  ];
  const ways = accounts.flatMap((account) =>
    (pathsOf(account).get(repository) ?? []).flatMap((path) =>
      // Everybody has it.
      path.via === "broadcast" ? [] : [{ path, name: nameOf(account) }],
    ),
  );
  const textOf = (path: AccessPath) =>
    `${inWords(path)}${inPolicy(linesOf(repository, path), page)}`;
  const groups = [...Map.groupBy(ways, ({ path }) => textOf(path))].toSorted(
    ([a, [first]], [b, [second]]) =>
      orderOf(first?.path) - orderOf(second?.path) ||
      levelOf(second?.path) - levelOf(first?.path) ||
      compareIds(a, b),
  );
  const broadcast = broadcastPath(repository);
  return [
    heading("Paths to it that were seen", page),
    ...(groups.length === 0 ? row("", "none of an account that was seen", page) : []),
    ...groups.flatMap(([text, group]) => {
      const names = group.map(({ name }) => name).toSorted(compareIds);
      return row(count(names.length, "account"), `${text}: ${listNames(names)}`, page);
    }),
    ...(broadcast === undefined
      ? []
      : row(
          broadcast.state === "Internal" ? "the whole workspace" : "everybody",
          textOf(broadcast),
          page,
        )),
    ...notSeen(gapsOfRepository(roster, repository), page),
  ];
}

function nameOf({ kind, entry }: Account): string {
  if (kind === "service") return entry.slug;
  return entry.active === false ? `${entry.username} (inactive)` : entry.username;
}

const order: readonly (AccessPath["via"] | undefined)[] = [
  "privilege",
  "owner",
  "default-privilege",
];

function orderOf(path: AccessPath | undefined): number {
  return order.indexOf(path?.via);
}

/** Returns a higher number for a higher level; an unknown one is the lowest. */
function levelOf(path: AccessPath | undefined): number {
  if (path === undefined || path.via === "broadcast") return -1;
  return privilegeLevels.findIndex((level) => level === path.level);
}

function inWords(path: AccessPath): string {
  switch (path.via) {
    case "owner":
      return `${path.level} as Owner of the workspace (implicit)`;
    case "default-privilege":
      return `${path.level} through the repository's default privilege${path.isCertain ? "" : ", unless the role, which was not seen, is Collaborator"}`;
    case "broadcast":
      return `download through the repository's broadcast state ${path.state}`;
    default:
      return privilegeInWords(path.access);
  }
}

function privilegeInWords({ privilege: { level }, through }: Access): string {
  const what = isUnknown(level)
    ? `a privilege of unknown level (${unknownReasons[level.unknown]})`
    : level;
  if (through === null) return `${what} directly`;
  const { team, role } = through;
  return `${what} through team ${team.slug}, as ${isUnknown(role) ? "unknown role" : role.toLowerCase()}`;
}

function inPolicy(lines: readonly AccessLine[], { path }: Page): string {
  if (lines.length === 0) return "";
  const shown = lines.map(
    ({ name, says }) => `${describePlace(name.position, path)} ${says}${termsOf(name)}`,
  );
  return ` (${shown.join("; ")})`;
}

function notSeen(gaps: readonly string[], page: Page): readonly string[] {
  return gaps.flatMap((gap) => row("not seen", gap, page));
}
