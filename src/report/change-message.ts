/** Describes a change between two rosters in words. */

import { nameOf } from "../policy/subject.ts";
import type { Change, ChangeKind, SettingName } from "../roster/change.ts";
import { count } from "../roster/count.ts";
import { privilegeLevels } from "../roster/repository.ts";
import { roles } from "../roster/roles.ts";

/** Returns what happened, to follow the subject's name, by kind of change. */
export type Messages = Readonly<Record<ChangeKind, (change: Words) => string>>;

export const messages: Messages = {
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
  "dynamic-mapping-added": ({ detail, after }) =>
    `now gives service account ${after} to the claim value ${detail}`,
  "dynamic-mapping-removed": ({ detail, before }) =>
    `no longer gives service account ${before} to the claim value ${detail}`,
  "mapping-added": ({ detail, team, as }) => `now fills team ${team} from group ${detail}${as}`,
  "mapping-removed": ({ detail, team, was }) =>
    `no longer fills team ${team} from group ${detail}${was}`,
  broadcast: ({ after, was }) => `has broadcast ${after} now${was}`,
  "default-privilege": ({ after, was }) => `has default privilege ${after} now${was}`,
  "privilege-added": ({ holder, after }) => `gives ${holder} the privilege ${after} now`,
  "privilege-removed": ({ holder, was }) => `gives ${holder} no privilege any more${was}`,
  "privilege-changed": ({ holder, after, was }) =>
    `gives ${holder} the privilege ${after} now${was}`,
  "token-added": ({ detail, after }) => `now has the entitlement token ${detail} (end: ${after})`,
  "token-removed": ({ detail }) => `no longer has the entitlement token ${detail}`,
  "token-changed": ({ detail, before, after }) =>
    `changed the ${detail} from ${before} to ${after}`,
};

const appeared = (what: string) => `is seen now${what}, and was not seen before`;

/**
 * Messages for facts that the earlier roster did not see: nobody knows since when they are true.
 */
export const appearances: Messages = {
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
  broadcast: ({ after }) => appeared(` with broadcast ${after}`),
  "default-privilege": ({ after }) => appeared(` with default privilege ${after}`),
  "privilege-added": ({ holder, after }) => appeared(` with the privilege ${after} for ${holder}`),
  "privilege-changed": ({ holder, after }) =>
    appeared(` with the privilege ${after} for ${holder}`),
  "token-added": ({ detail, after }) =>
    appeared(` with the entitlement token ${detail} (end: ${after})`),
  "token-changed": ({ detail, after }) => appeared(`: the ${detail}: ${after}`),
  "dynamic-mapping-added": ({ detail, after }) =>
    appeared(` with service account ${after} for the claim value ${detail}`),
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
  /** `team platform`; empty if the change is not about a privilege. */
  readonly holder: string;
  readonly setting: SettingName | undefined;
  readonly detail: string;
  readonly on: boolean;
  readonly higher: boolean;
}

/** Returns what happened, to follow the subject's name; not escaped. */
export function toMessage(change: Change, wording: Messages): string {
  const { kind, subject, before, after, object, holder, setting, detail = "" } = change;
  const { teams = [], privileges = [] } = change;
  const places = [
    ...(teams.length === 0 ? [] : [`in ${describeTeams(teams)}`]),
    ...(privileges.length === 0 ? [] : [`with ${describePrivileges(privileges)}`]),
  ];
  const had = [...(before === null ? [] : [String(before)]), ...places].join(", ");
  return wording[kind]({
    kind: subject.kind,
    before: String(before),
    after: String(after),
    was: had === "" ? "" : ` (was ${had})`,
    as: after === null ? "" : ` as ${String(after)}`,
    within: places.map((place) => `, ${place}`).join(""),
    team: object === undefined ? "" : nameOf(object),
    holder: holder === undefined ? "" : describeHolder(holder),
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

/** A longer list of privileges is too long for a sentence. */
const maxPrivileges = 3;

/** The highest levels come first, because only the first privileges are named. */
function describePrivileges(privileges: NonNullable<Change["privileges"]>): string {
  const rank = (level: string | null) => privilegeLevels.findIndex((name) => name === level);
  const sorted = privileges.toSorted((a, b) => rank(b.level) - rank(a.level));
  const named = sorted
    .slice(0, maxPrivileges)
    .map(({ holder, level }) => `${level ?? "an unknown privilege"} for ${describeHolder(holder)}`);
  const left = sorted.length - named.length;
  return [...named, ...(left > 0 ? [count(left, "more privilege")] : [])].join(", ");
}

function describeHolder({ kind, slug }: NonNullable<Change["holder"]>): string {
  return `${{ user: "person", team: "team", service: "service" }[kind]} ${slug}`;
}

function isHigher(role: Change["after"], than: Change["before"]): boolean {
  const rank = (name: Change["after"]) => roles.findIndex((candidate) => candidate === name);
  return rank(role) < rank(than);
}
