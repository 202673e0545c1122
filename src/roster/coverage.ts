/** What was seen of a workspace, as whom, and what was not and why. */

import type { Role } from "./roles.ts";
import type { Fact } from "./fact.ts";

/** The lists a workspace is read from, in reading order. */
export const listNames = [
  "organization",
  "members",
  "teams",
  "services",
  "invites",
  "saml",
  "group-sync",
  "oidc",
] as const;
export type ListName = (typeof listNames)[number];

/**
 * How a list ended: whole; known to have gaps; refused to this credential; absent from the
 * workspace's plan; never requested; or in an artifact that does not tell.
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
  /** Rows the workspace announced; null when it announced none. */
  readonly expected: number | null;
  /** A sentence without a final stop, for every status but complete; may quote workspace text. */
  readonly reason: string | null;
  /** What is worth knowing of a list that was read whole: a sentence without a final stop. */
  readonly note?: string | undefined;
}

/** The account whose credential read the workspace. */
export interface ReadAs {
  readonly kind: "user" | "service" | "unknown";
  readonly slug: string | null;
  readonly role: Fact<Role>;
}

export interface Coverage {
  readonly readAs: ReadAs;
  /** One entry for each name of `listNames`, in that order. */
  readonly lists: readonly ListCoverage[];
}

export type CoverageStatus = "complete" | "partial" | "none";

/**
 * Lists of settings: nobody's access is on them, a credential may well be kept from them, and a plan
 * may lack them (Cloudsmith's OpenAPI description names 402 for SAML; its plans, group sync and OIDC).
 * No plan lacks members, teams, service accounts or invites.
 */
export const settingsLists: ReadonlySet<ListName> = new Set(["saml", "group-sync", "oidc"]);

/**
 * Sums up the lists: `none` when no list has a row or an end, `complete` when all that there is of
 * the roster was seen. Settings that the plan lacks, or that this credential may not read, leave the
 * rules about them not judged, but no account unseen.
 */
export function coverageStatus(coverage: Coverage): CoverageStatus {
  const whole = coverage.lists.every(
    ({ name, status }) =>
      status === "complete" ||
      ((status === "not-in-plan" || status === "refused") && settingsLists.has(name)),
  );
  if (whole) return "complete";
  const nothing = coverage.lists.every((list) => list.status !== "complete" && list.count === 0);
  return nothing ? "none" : "partial";
}

/** Returns the coverage of one list; a list nobody recorded was not asked for. */
export function listCoverage(coverage: Coverage, name: ListName): ListCoverage {
  return (
    coverage.lists.find((list) => list.name === name) ?? {
      name,
      status: "not-asked",
      count: 0,
      expected: null,
      reason: "this list was not asked for",
    }
  );
}
