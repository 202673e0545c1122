/** What was read of a workspace, by which account, and what is missing and why. */

import type { Role } from "./roles.ts";
import type { Fact } from "./fact.ts";

/** The lists that every workspace is read from, in reading order. */
export const workspaceLists = [
  "organization",
  "members",
  "teams",
  "services",
  "invites",
  "saml",
  "group-sync",
  "oidc",
] as const;

/** All lists. `repositories` is read only on request. */
export const listNames = [...workspaceLists, "repositories"] as const;
export type ListName = (typeof listNames)[number];

/**
 * How reading a list ended: complete; with known gaps; refused to this credential; not in the
 * workspace's plan; not requested; or unknown because the artifact does not say.
 */
export const listStatuses = [
  "complete",
  "partial",
  "refused",
  "not-in-plan",
  "not-asked",
  "unknown",
] as const;
export type ListStatus = (typeof listStatuses)[number];

export interface ListCoverage {
  readonly name: ListName;
  readonly status: ListStatus;
  /** Distinct rows seen. */
  readonly count: number;
  /** Rows that the workspace announced; null if it announced none. */
  readonly expected: number | null;
  /**
   * A sentence without a final period, for every status except complete. It may quote workspace
   * text.
   */
  readonly reason: string | null;
  /** A remark about a list that was read completely: a sentence without a final period. */
  readonly note?: string | undefined;
  /**
   * Of repositories, for status partial: the account may not see all of them, but every one that it
   * sees was read.
   */
  readonly allVisible?: true | undefined;
}

/** Returns whether every row that the account can see was read. */
export function sawAllVisible({ status, allVisible }: ListCoverage): boolean {
  return status === "complete" || (status === "partial" && allVisible === true);
}

/** Returns a list with a gap in what the account can see. A gap that it already has comes first. */
export function withListGap(list: ListCoverage, reason: string): ListCoverage {
  const { allVisible: _, ...rest } = list;
  const before = list.status === "partial" && list.reason !== null ? [list.reason] : [];
  return { ...rest, status: "partial", reason: [...before, reason].join("; ") };
}

/** The account whose credential read the workspace. */
export interface ReadAs {
  readonly kind: "user" | "service" | "unknown";
  readonly slug: string | null;
  readonly role: Fact<Role>;
}

export interface Coverage {
  readonly readAs: ReadAs;
  /**
   * One entry for each name of `workspaceLists`, in that order, then one for `repositories` if they
   * were requested.
   */
  readonly lists: readonly ListCoverage[];
}

/**
 * Lists that are read only on request. They list no people and no teams, so their gaps are reported
 * but never make a roster of people and teams incomplete.
 */
export const optionalLists: ReadonlySet<ListName> = new Set(["repositories"]);

export type CoverageStatus = "complete" | "partial" | "none";

/**
 * Lists of settings. They do not list anyone's access, a credential may be unable to read them, and
 * a plan may not include them (402 for SAML in Cloudsmith's OpenAPI description; group sync and
 * OIDC in its plans). Every plan includes members, teams, service accounts and invites.
 */
export const settingsLists: ReadonlySet<ListName> = new Set(["saml", "group-sync", "oidc"]);

/**
 * Summarizes the lists: `none` if no list is complete or has a row, `complete` if everything in the
 * roster was seen. Settings that the plan lacks, or that this credential may not read, do not count
 * as gaps: rules about them are not judged, but no account is missing. Optional lists do not count.
 */
export function coverageStatus(coverage: Pick<Coverage, "lists">): CoverageStatus {
  const lists = coverage.lists.filter(({ name }) => !optionalLists.has(name));
  const whole = lists.every(
    ({ name, status }) =>
      status === "complete" ||
      ((status === "not-in-plan" || status === "refused") && settingsLists.has(name)),
  );
  if (whole) return "complete";
  const nothing = lists.every((list) => list.status !== "complete" && list.count === 0);
  return nothing ? "none" : "partial";
}

/** Returns the coverage of one list. A list without an entry was not requested. */
export function listCoverage(coverage: Coverage, name: ListName): ListCoverage {
  return (
    coverage.lists.find((list) => list.name === name) ?? {
      name,
      status: "not-asked",
      count: 0,
      expected: null,
      reason: "this list was not requested",
    }
  );
}
