/** The changes between two rosters, as data and in words. */

import { z } from "zod";

import { changeKinds, type Change, type ChangeKind } from "../roster/change.ts";
import { compareRosters } from "../roster/changes.ts";
import { coverageStatus, listNames, type ListName } from "../roster/coverage.ts";
import type { Roster } from "../roster/model.ts";
import { privilegeHolders } from "../roster/repository.ts";
import { count } from "../roster/count.ts";
import { partyName } from "./party-name.ts";
import { appearances, messages, toMessage, type Messages } from "./change-message.ts";

/** The subject of a change or a difference. */
export const ReportParty = z.strictObject({
  kind: z.enum(["member", "service", "team", "invite", "workspace", "repository"]),
  id: z.string(),
  slug: z.string(),
  name: z.string(),
});

const Holder = z
  .strictObject({ kind: z.enum(privilegeHolders), slug: z.string() })
  .describe("a person, team or service account; the slug may be nobody's");

const ReportChange = z.strictObject({
  kind: z.enum(changeKinds),
  subject: ReportParty,
  object: ReportParty.optional().describe("the team, where a membership changed"),
  teams: z
    .array(
      z.strictObject({ team: ReportParty, role: z.string().nullable().describe("null: not seen") }),
    )
    .optional()
    .describe("the teams of an account that was added or removed"),
  holder: Holder.optional().describe("who has the privilege, where one on a repository changed"),
  privileges: z
    .array(
      z.strictObject({ holder: Holder, level: z.string().nullable().describe("null: not seen") }),
    )
    .optional()
    .describe("the privileges on a repository that was added or removed"),
  detail: z
    .string()
    .optional()
    .describe(
      "the OIDC provider or the entitlement token, its changed property, the value of its claim, or the identity provider's group",
    ),
  before: z.union([z.string(), z.boolean(), z.null()]),
  after: z.union([z.string(), z.boolean(), z.null()]),
  message: z.string().describe("what happened, to follow the subject's name"),
});

export const ReportChanges = z
  .strictObject({
    since: z.iso.datetime().describe("when the earlier roster was read, UTC"),
    sinceCoverage: z
      .enum(["complete", "partial", "none"])
      .optional()
      .describe("how much of the workspace the earlier roster had seen"),
    until: z.iso.datetime().describe("when the later roster was read, UTC"),
    list: z.array(ReportChange),
    appeared: z
      .array(ReportChange)
      .optional()
      .describe(
        "seen now, and not seen before: the earlier roster has a gap there, so it may be a change or not; each with the kind that it would have as a change",
      ),
    incomplete: z
      .array(z.enum(listNames))
      .describe("lists with gaps in either roster, for which additions and removals are not known"),
  })
  .describe("what changed between two rosters of the workspace");

export type ReportChanges = z.infer<typeof ReportChanges>;
export type ReportChange = z.infer<typeof ReportChange>;

/** Returns the changes from one roster to another, with a message for each. */
export function describeChanges(
  before: Roster,
  after: Roster,
  lists?: readonly ListName[],
): ReportChanges {
  const { list, appeared, incomplete } = compareRosters(before, after, lists);
  return {
    since: before.readAt,
    sinceCoverage: coverageStatus(before.coverage),
    until: after.readAt,
    list: list.map((change) => toReportChange(change, messages)),
    ...(appeared.length > 0 && {
      appeared: appeared.map((change) => toReportChange(change, appearances)),
    }),
    incomplete: [...incomplete],
  };
}

function toReportChange(change: Change, wording: Messages): ReportChange {
  const { kind, subject, object, teams, holder, privileges, detail } = change;
  return {
    kind,
    subject: { ...subject },
    ...(object !== undefined && { object: { ...object } }),
    ...(teams !== undefined && {
      teams: teams.map(({ team, role }) => ({ team: { ...team }, role })),
    }),
    ...(holder !== undefined && { holder: { ...holder } }),
    ...(privileges !== undefined && {
      privileges: privileges.map((one) => ({ holder: { ...one.holder }, level: one.level })),
    }),
    ...(detail !== undefined && { detail }),
    before: change.before,
    after: change.after,
    message: toMessage(change, wording),
  };
}

/**
 * Returns the number of changes in a few words: `2 changes; 1 seen now, not before; members
 * incomplete`.
 */
export function summarizeChanges({ list, appeared = [], incomplete }: ReportChanges): string {
  return [
    ...(isNothing({ list, appeared, incomplete }) ? ["no change"] : [count(list.length, "change")]),
    ...(appeared.length === 0 ? [] : [`${appeared.length} seen now, not before`]),
    ...(incomplete.length === 0 ? [] : [`${incomplete.join(", ")} incomplete`]),
  ].join("; ");
}

/**
 * Returns a sentence for each change, and one for the lists that could not be compared; not
 * escaped.
 */
export function changeSentences(changes: ReportChanges): string[] {
  const { list, appeared = [], incomplete } = changes;
  const counted = ["two-factor", "active"] as const satisfies readonly ChangeKind[];
  const many = counted.filter((kind) => countOf(appeared, kind) > maxAppearances);
  const each = appeared.filter(({ kind }) => many.every((one) => one !== kind));
  const sentences = [...list, ...each].map(
    ({ subject, message }) => `${partyName(subject)} ${message}`,
  );
  for (const kind of many) {
    const number = countOf(appeared, kind);
    const what = kind === "active" ? "whether they are active" : "two-factor";
    sentences.push(`of ${count(number, "member")}, ${what} is seen now, and was not seen before`);
  }
  if (isNothing(changes)) sentences.push("nothing changed");
  if (incomplete.length > 0) {
    sentences.push(
      `incomplete in one of the two syncs: ${incomplete.join(", ")}; what changed there is not fully known`,
    );
  }
  return sentences;
}

/**
 * If the earlier roster did not see a fact of any member, one line for each member would be too
 * long.
 */
const maxAppearances = 5;

function countOf(changes: readonly ReportChange[], kind: ChangeKind): number {
  return changes.filter((change) => change.kind === kind).length;
}

/** Returns whether both rosters are complete and equal. */
function isNothing({
  list,
  appeared = [],
  incomplete,
}: Pick<ReportChanges, "list" | "appeared" | "incomplete">): boolean {
  return list.length === 0 && appeared.length === 0 && incomplete.length === 0;
}
