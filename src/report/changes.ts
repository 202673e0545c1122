/** The changes between two rosters as data for readers, and in words. */

import { z } from "zod";

import { nameOf } from "../policy/subject.ts";
import { changeKinds, compareRosters, type Change, type ChangeKind } from "../roster/changes.ts";
import { listNames } from "../roster/coverage.ts";
import { roles, type Roster } from "../roster/model.ts";

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
  before: z.union([z.string(), z.boolean(), z.null()]),
  after: z.union([z.string(), z.boolean(), z.null()]),
  message: z.string().describe("what happened, to follow the subject's name"),
});

export const ReportChanges = z
  .strictObject({
    since: z.iso.datetime().describe("when the earlier roster was read, UTC"),
    until: z.iso.datetime().describe("when the later roster was read, UTC"),
    list: z.array(ReportChange),
    incomplete: z
      .array(z.enum(listNames))
      .describe("lists with gaps in either roster, where nobody is told to have come or gone"),
  })
  .describe("what changed between two rosters of the workspace");

export type ReportChanges = z.infer<typeof ReportChanges>;
export type ReportChange = z.infer<typeof ReportChange>;

/** Returns what changed from one roster to another, with a message for each change. */
export function describeChanges(before: Roster, after: Roster): ReportChanges {
  const { list, incomplete } = compareRosters(before, after);
  return {
    since: before.readAt,
    until: after.readAt,
    list: list.map((change) => {
      const { kind, subject, object } = change;
      return {
        kind,
        subject: { ...subject },
        ...(object !== undefined && { object: { ...object } }),
        before: change.before,
        after: change.after,
        message: toMessage(change),
      };
    }),
    incomplete: [...incomplete],
  };
}

/** Returns a sentence for each change, and one for what could not be compared; not escaped. */
export function changeSentences({ list, incomplete }: ReportChanges): string[] {
  const sentences = list.map(({ subject, message }) => `${partyName(subject)} ${message}`);
  if (list.length === 0) sentences.push("nothing changed");
  if (incomplete.length > 0) {
    sentences.push(
      `not whole in one of the two: ${incomplete.join(", ")}; who came or went there is not told`,
    );
  }
  return sentences;
}

function partyName({ kind, slug, name }: ReportChange["subject"]): string {
  const plain = name === "" || name === slug ? slug : `${name} (${slug})`;
  return { member: "", service: "service ", team: "team ", invite: "", workspace: "workspace " }[
    kind
  ].concat(plain);
}

const messages: Readonly<Record<ChangeKind, (change: Words) => string>> = {
  joined: ({ as }) => `joined${as}`,
  left: ({ was }) => `left${was}`,
  renamed: ({ before }) => `was ${before} before`,
  role: ({ before, after, higher }) =>
    `${higher ? "rose" : "went down"} from ${before} to ${after}`,
  "two-factor": ({ on }) => (on ? "has two-factor now" : "has no two-factor any more"),
  active: ({ on }) => (on ? "became active" : "became inactive"),
  "team-joined": ({ team, as }) => `came into team ${team}${as}`,
  "team-left": ({ team, was }) => `is out of team ${team}${was}`,
  "team-role": ({ team, after, was }) => `is ${after} of team ${team} now${was}`,
  "team-visibility": ({ after, was }) => `is ${after} now${was}`,
  added: ({ as }) => `was added${as}`,
  removed: ({ was }) => `was removed${was}`,
  invited: ({ as }) => `was invited${as}`,
  "invite-taken": ({ as }) => `took the invite${as}`,
  "invite-gone": ({ was }) => `is not invited any more${was}: taken, withdrawn or expired`,
  setting: ({ setting, on }) => `${setting} was turned ${on ? "on" : "off"}`,
};

/** A change as the sentences need it. */
interface Words {
  readonly before: string;
  readonly after: string;
  /** ` (was Owner)`; empty where there was nothing. */
  readonly was: string;
  /** ` as Owner`; empty where there is nothing. */
  readonly as: string;
  readonly team: string;
  readonly setting: string;
  readonly on: boolean;
  readonly higher: boolean;
}

function toMessage(change: Change): string {
  const { kind, before, after, object, setting = "" } = change;
  return messages[kind]({
    before: String(before),
    after: String(after),
    was: before === null ? "" : ` (was ${String(before)})`,
    as: after === null ? "" : ` as ${String(after)}`,
    team: object === undefined ? "" : nameOf(object),
    setting,
    on: after === true,
    higher: isHigher(after, before),
  });
}

function isHigher(role: Change["after"], than: Change["before"]): boolean {
  const rank = (name: Change["after"]) => roles.findIndex((candidate) => candidate === name);
  return rank(role) < rank(than);
}
