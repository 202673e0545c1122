/** The changes between two rosters, as data and in words. */

import { z } from "zod";

import { nameOf } from "../policy/subject.ts";
import { changeKinds, type Change, type ChangeKind, type SettingName } from "../roster/change.ts";
import { compareRosters } from "../roster/changes.ts";
import { coverageStatus, listNames, type ListName } from "../roster/coverage.ts";
import type { Roster } from "../roster/model.ts";
import { roles } from "../roster/roles.ts";
import { count } from "../roster/count.ts";
import { shownName } from "../roster/visible.ts";

const Party = z.strictObject({
  kind: z.enum(["member", "service", "team", "invite", "workspace"]),
  id: z.string(),
  slug: z.string(),
  name: z.string(),
});

const ReportChange = z.strictObject({
  kind: z.enum(changeKinds),
  subject: Party,
  object: Party.optional().describe("the team, where a membership changed"),
  teams: z
    .array(z.strictObject({ team: Party, role: z.string().nullable().describe("null: not seen") }))
    .optional()
    .describe("the teams of an account that was added or removed"),
  detail: z
    .string()
    .optional()
    .describe("the OIDC provider, its changed property, or the identity provider's group"),
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
  const { kind, subject, object, teams, detail } = change;
  return {
    kind,
    subject: { ...subject },
    ...(object !== undefined && { object: { ...object } }),
    ...(teams !== undefined && {
      teams: teams.map(({ team, role }) => ({ team: { ...team }, role })),
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

function partyName({ kind, slug, name }: ReportChange["subject"]): string {
  const shown = shownName(name, slug);
  const plain = shown === slug ? slug : `${shown} (${slug})`;
  return { member: "", service: "service ", team: "team ", invite: "", workspace: "workspace " }[
    kind
  ].concat(plain);
}

type Messages = Readonly<Record<ChangeKind, (change: Words) => string>>;

const messages: Messages = {
  joined: ({ as, within }) => `joined${as}${within}`,
  left: ({ was }) => `left${was}`,
  renamed: ({ before }) => `was ${before} before`,
  role: ({ kind, before, after, was, higher }) =>
    kind === "invite"
      ? `is now invited as ${after}${was}`
      : `${higher ? "was promoted" : "was demoted"} from ${before} to ${after}`,
  "two-factor": ({ on }) => (on ? "has two-factor now" : "has no two-factor any more"),
  active: ({ on }) => (on ? "became active" : "became inactive"),
  "team-joined": ({ kind, team, as }) =>
    kind === "invite" ? `is now invited to team ${team}${as}` : `joined team ${team}${as}`,
  "team-left": ({ kind, team, was }) =>
    kind === "invite" ? `is no longer invited to team ${team}${was}` : `left team ${team}${was}`,
  "team-role": ({ kind, team, after, was }) =>
    kind === "invite"
      ? `is now invited to team ${team} as ${after}${was}`
      : `is ${after} of team ${team} now${was}`,
  "team-visibility": ({ after, was }) => `is ${after} now${was}`,
  added: ({ as, within }) => `was added${as}${within}`,
  removed: ({ was }) => `was removed${was}`,
  invited: ({ as, within }) => `was invited${as}${within}`,
  "invite-taken": ({ as }) => `accepted the invite${as}`,
  "invite-gone": ({ was }) => `is no longer invited${was}: accepted, withdrawn or expired`,
  setting: ({ setting, on }) =>
    setting === undefined ? "" : settingMessages[setting][on ? "on" : "off"],
  "provider-added": ({ detail, after }) =>
    `now has the OIDC provider ${detail}, for service accounts: ${after}`,
  "provider-removed": ({ detail, before }) =>
    `no longer has the OIDC provider ${detail}, for service accounts: ${before}`,
  "provider-changed": ({ detail, before, after }) =>
    `changed the ${detail} from ${before} to ${after}`,
  "mapping-added": ({ detail, team, as }) => `now fills team ${team} from group ${detail}${as}`,
  "mapping-removed": ({ detail, team, was }) =>
    `no longer fills team ${team} from group ${detail}${was}`,
};

const appeared = (what: string) => `is seen now${what}, and was not seen before`;

/**
 * Messages for facts that the earlier roster did not see: nobody knows since when they are true.
 */
const appearances: Messages = {
  ...messages,
  joined: ({ as, within }) => appeared(`${as}${within}`),
  added: ({ as, within }) => appeared(`${as}${within}`),
  invited: ({ as, within }) => appeared(`${as}${within}`),
  role: ({ as }) => appeared(as),
  "two-factor": ({ on }) => appeared(on ? " with two-factor" : " without two-factor"),
  active: ({ on }) => appeared(on ? " as active" : " as inactive"),
  "team-joined": ({ team, as }) => appeared(` in team ${team}${as}`),
  "team-role": ({ team, after }) => appeared(` as ${after} of team ${team}`),
  "team-visibility": ({ after }) => appeared(` as ${after}`),
  setting: ({ setting, on }) =>
    setting === undefined ? "" : appeared(` ${on ? "with" : "without"} ${settingNames[setting]}`),
  "provider-added": ({ detail, after }) =>
    appeared(` with the OIDC provider ${detail} for service accounts: ${after}`),
  "provider-changed": ({ detail, after }) => appeared(`: the ${detail}: ${after}`),
  "mapping-added": ({ detail, team, as }) =>
    appeared(` to fill team ${team} from group ${detail}${as}`),
};

const settingNames: Readonly<Record<SettingName, string>> = {
  "single sign-on": "single sign-on",
  "single sign-on enforced": "enforced single sign-on",
  "group sync": "group sync",
};

const settingMessages: Readonly<Record<SettingName, Readonly<Record<"on" | "off", string>>>> = {
  "single sign-on": { on: "has single sign-on now", off: "has no single sign-on any more" },
  "single sign-on enforced": {
    on: "enforces single sign-on now",
    off: "does not enforce single sign-on any more",
  },
  "group sync": { on: "has group sync now", off: "has no group sync any more" },
};

/** The parts of a change for its message. */
interface Words {
  readonly kind: Change["subject"]["kind"];
  readonly before: string;
  readonly after: string;
  /** ` (was Owner)`, with the teams of an account that was removed; empty if there was no value. */
  readonly was: string;
  /** ` as Owner`; empty if there is no value. */
  readonly as: string;
  /** `, in team Release (release) as Manager`; empty if no team was seen. */
  readonly within: string;
  readonly team: string;
  readonly setting: SettingName | undefined;
  readonly detail: string;
  readonly on: boolean;
  readonly higher: boolean;
}

function toMessage(change: Change, wording: Messages): string {
  const { kind, subject, before, after, object, teams = [], setting, detail = "" } = change;
  const places = teams.length === 0 ? [] : [`in ${describeTeams(teams)}`];
  const had = [...(before === null ? [] : [String(before)]), ...places].join(", ");
  return wording[kind]({
    kind: subject.kind,
    before: String(before),
    after: String(after),
    was: had === "" ? "" : ` (was ${had})`,
    as: after === null ? "" : ` as ${String(after)}`,
    within: places.map((place) => `, ${place}`).join(""),
    team: object === undefined ? "" : nameOf(object),
    setting,
    detail,
    on: after === true,
    higher: isHigher(after, before),
  });
}

/** A longer list of teams is too long for a sentence. */
const maxTeams = 3;

function describeTeams(teams: NonNullable<Change["teams"]>): string {
  const named = teams
    .slice(0, maxTeams)
    .map(({ team, role }) => `team ${nameOf(team)}${role === "Manager" ? " as Manager" : ""}`);
  const left = teams.length - named.length;
  return [...named, ...(left > 0 ? [count(left, "more team")] : [])].join(", ");
}

function isHigher(role: Change["after"], than: Change["before"]): boolean {
  const rank = (name: Change["after"]) => roles.findIndex((candidate) => candidate === name);
  return rank(role) < rank(than);
}
