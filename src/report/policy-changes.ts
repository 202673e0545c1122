/** Changes of the policy in words, the same in a summary, a comment and a log. */

import { dayMs } from "../clock.ts";
import { lengthInDays } from "../policy/exceptions/exception.ts";
import { alignTeamNames } from "../policy/align-renames.ts";
import { effectOf } from "../policy/effect.ts";
import { effects } from "../policy/effects.ts";
import { comparePolicies, type PolicyChange } from "../policy/policy-changes.ts";
import type { Policy } from "../policy/policy.ts";
import type { EntryTerms } from "../policy/position.ts";
import type { EntryKind } from "../policy/statements.ts";
import { count } from "../roster/count.ts";
import { shorten } from "./escape/visible-text.ts";
import type { Report } from "./report.ts";
import type { Weakening, Words } from "./policy-words.ts";
import { tokenSentence, tokenWeakening } from "./token-changes.ts";
import { keyWeakening, mappingSentence, providerSentence } from "./key-changes.ts";
import { repositorySentence, repositoryWeakening } from "./repository-changes.ts";

/** A condition or a message may have any length. */
const maxValueLength = 120;

export type DescribedChange = NonNullable<Report["base"]>["changes"][number];

/** Returns the changes as a report has them: weakenings first, then grants, changes and removals. */
export function describePolicyChanges(
  earlier: Policy,
  after: Policy,
  now: Date,
): DescribedChange[] {
  const before = alignTeamNames(earlier, after);
  return comparePolicies(before, after)
    .map((change) => {
      const effect = effectOf(change, before, after);
      return {
        about: change.entry.kind,
        effect,
        message: policyChangeSentence(change, now),
        ...(change.entry.name !== "" && { name: change.entry.name }),
        part: change.part,
        ...(change.item !== undefined && { item: change.item }),
        ...(effect === "weakens" && { weakening: weakeningText(change, now) }),
      };
    })
    .sort((a, b) => effects.indexOf(a.effect) - effects.indexOf(b.effect));
}

export function isWeakening({ effect }: Pick<DescribedChange, "effect">): boolean {
  return effect === "weakens";
}

/** Returns the number of weakenings and of other changes, such as `1 weakening, 2 other changes`. */
export function tallyPolicyChanges(changes: readonly DescribedChange[]): string {
  const weakened = changes.filter(isWeakening).length;
  return `${count(weakened, "weakening")}, ${count(changes.length - weakened, "other change")}`;
}

/** Returns a change as a sentence without a final period, starting in lower case; not escaped. */
export function policyChangeSentence(change: PolicyChange, now: Date): string {
  const { entry, part, before, after } = change;
  if (entry.kind === "exception") return exceptionSentence(change, now);
  if (change.list !== undefined || part === "from") return termSentence(change);
  const words: Words = {
    name: entry.name,
    item: shorten(after ?? before ?? "", maxValueLength),
    added: after !== null,
    is: after === null ? "nothing" : shorten(after, maxValueLength),
    was:
      before === null || after === null || before === after
        ? ""
        : ` (was ${shorten(before, maxValueLength)})`,
    part,
  };
  return `${sentences[entry.kind](words)}${termSuffix(change)}`;
}

/** The words for entries whose kind is not such a word. */
const nouns: Readonly<Partial<Record<EntryKind, string>>> = {
  service: "service account",
  provider: "OIDC provider",
};

/** Returns on which days somebody is listed, where the policy sets or changes them. */
function termSentence({ entry, part, item, before, after }: PolicyChange): string {
  const prefix = nouns[entry.kind] ?? entry.kind;
  const who = item === undefined ? "it" : shorten(item, maxValueLength);
  const was = before === null ? "" : ` (was ${shorten(before, maxValueLength)})`;
  const is = after === null ? "nothing" : shorten(after, maxValueLength);
  return `${prefix}${entry.name === "" ? "" : ` ${entry.name}`}: ${who} ${termPhrases[part as keyof EntryTerms](is, after !== null)}${was}`;
}

const termPhrases: Readonly<Record<keyof EntryTerms, (is: string, isSet: boolean) => string>> = {
  from: (day, isSet) => `is expected ${isSet ? `from ${day}` : "at once"}`,
  until: (day, isSet) => `is listed ${isSet ? `until ${day}` : "without an end"}`,
  reason: (text) => `is listed for the reason ${text}`,
};

function termSuffix({ terms }: PolicyChange): string {
  const { from, until } = terms ?? {};
  return `${from === undefined ? "" : ` from ${from}`}${until === undefined ? "" : ` until ${until}`}`;
}

/** Returns what a change that weakens the policy does, in words that say so; not escaped. */
export function weakeningText(change: PolicyChange, now: Date): Weakening {
  const { entry, part, before, after } = change;
  const { kind, name } = entry;
  const was = before === null ? "" : `was ${shorten(before, maxValueLength)}`;
  const item = `${shorten(after ?? before ?? "", maxValueLength)}${termSuffix(change)}`;
  switch (`${kind} ${part}`) {
    case "role members":
    case "role break-glass":
      return { label: `allows one more ${name}`, detail: item };
    case "role allow":
      return item.includes("*")
        ? { label: `allows everybody who matches a pattern as ${name}`, detail: item }
        : { label: `allows one more ${name}`, detail: item };
    case "role anybody":
      return { label: `allows anybody as ${name}`, detail: "" };
    case "team entry":
      return after === null
        ? { label: `no longer manages team ${name}`, detail: "" }
        : { label: `the identity provider no longer has to fill team ${name}`, detail: "" };
    case "team managers":
      return { label: `allows one more manager of team ${name}`, detail: item };
    case "team anybody":
      return { label: `allows anybody in team ${name}`, detail: "" };
    case "team any-manager":
      return { label: `allows anybody to manage team ${name}`, detail: "" };
    case "team any-service":
      return { label: `allows any service account in team ${name}`, detail: "" };
    case "rule severity":
      return after === "off"
        ? { label: `turns off rule ${name}`, detail: was }
        : { label: `lowers rule ${name} to ${after}`, detail: was };
    case "exception entry":
    case "exception allow":
    case "exception expires":
      return exceptionText(change, now);
    case "rule of":
      return { label: `rule ${name} checks only the repositories that were seen`, detail: "" };
    default: {
      const own =
        kind === "repository"
          ? repositoryWeakening({ name, item, part, added: after !== null })
          : kind === "tokens"
            ? tokenWeakening({ item, part, added: after !== null }, "")
            : keyWeakening({ kind, name, item, part, added: after !== null });
      return own ?? { label: policyChangeSentence(change, now), detail: "" };
    }
  }
}

/** Returns the number of changes of each kind, such as `2 changes of roles`; contains no names. */
export function policyChangeCounts(about: readonly EntryKind[]): string[] {
  const byKind = Map.groupBy(about, (kind) => plurals[kind]);
  return [...byKind].map(([plural, group]) => `${count(group.length, "change")} of ${plural}`);
}

const plurals = {
  policy: "the workspace",
  role: "roles",
  team: "teams",
  services: "service accounts",
  service: "service accounts",
  invites: "invites",
  repositories: "repositories",
  repository: "repositories",
  tokens: "entitlement tokens",
  oidc: "OIDC providers",
  provider: "OIDC providers",
  "group-sync": "group mappings",
  mapping: "group mappings",
  rule: "rules",
  custom: "custom rules",
  exception: "exceptions",
} as const satisfies Record<EntryKind, string>;

const sentences: Readonly<Record<Exclude<EntryKind, "exception">, (words: Words) => string>> = {
  policy: ({ is, was }) => `is about the workspace ${is}${was}`,
  role: roleSentence,
  team: teamSentence,
  services: ({ added }) => `${manages(added)} service accounts`,
  service: serviceSentence,
  invites: inviteSentence,
  repositories: ({ added }) => `${manages(added)} repositories`,
  repository: repositorySentence,
  tokens: tokenSentence,
  oidc: ({ added }) => `${manages(added)} OIDC providers`,
  provider: providerSentence,
  "group-sync": ({ added }) => `${manages(added)} group mappings`,
  mapping: mappingSentence,
  rule: ({ name, part, is, was }) =>
    part === "severity" ? `rule ${name}: ${is}${was}` : `rule ${name}: ${part} is ${is}${was}`,
  custom: ({ name, part, added, is, was }) =>
    part === "entry"
      ? `custom rule ${name} ${added ? "added" : "removed"}`
      : `custom rule ${name}: ${part} is ${is}${was}`,
};

function roleSentence({ name, item, part, added, is, was }: Words): string {
  switch (part) {
    case "entry":
      return `${manages(added)} the role ${name}`;
    case "members":
      return added ? `expects one more ${name}: ${item}` : `no longer expects the ${name} ${item}`;
    case "allow":
      return added ? `also allows ${item} as ${name}` : `no longer allows ${item} as ${name}`;
    case "break-glass":
      return `${added ? "expects" : "no longer expects"} the emergency account ${item} as ${name}`;
    case "anybody":
      return added ? `lets anybody be ${name}` : `lets only those listed be ${name}`;
    default: {
      const bound = part === "min" ? "least" : "most";
      return added
        ? `role ${name}: at ${bound} ${is}${was}`
        : `role ${name}: at ${bound} ${item} no longer required`;
    }
  }
}

function teamSentence({ name, item, part, added, is, was }: Words): string {
  switch (part) {
    case "entry":
      return `${manages(added)} team ${name}`;
    case "managers":
      return `team ${name}: ${item} ${added ? "becomes manager" : "no longer a manager"}`;
    case "members":
      return `team ${name}: ${item} ${added ? "becomes a member" : "no longer a member"}`;
    case "services":
      return `team ${name}: service account ${item} ${added ? "becomes a member" : "no longer a member"}`;
    case "anybody":
      return `team ${name}: ${added ? "anybody may be in it" : "only those listed may be in it"}`;
    case "formerly":
      return `team ${name}: ${added ? "was called" : "its former name is no longer given:"} ${item}`;
    case "visibility":
      return `team ${name}: ${added ? `must be ${is.toLowerCase()}${was}` : "its visibility is no longer managed"}`;
    case "description":
      return `team ${name}: ${added ? `its description must be ${is}${was}` : "its description is no longer managed"}`;
    case "reviewed":
      return `team ${name}: ${added ? `reviewed on ${is}${was}` : "the day of its review is removed"}`;
    case "review-every":
      return `team ${name}: ${added ? `must be reviewed every ${is}${was}` : "no review is required any more"}`;
    case "any-manager":
      return `team ${name}: ${added ? "anybody may manage it" : "only those listed may manage it"}`;
    case "any-service":
      return `team ${name}: ${added ? "any service account may be in it" : "only service accounts that are listed may be in it"}`;
    default:
      return `team ${name}: ${added ? "the identity provider must fill it" : "the identity provider no longer has to fill it"}`;
  }
}

function serviceSentence({ name, item, part, added, is, was }: Words): string {
  switch (part) {
    case "entry":
      return `${added ? "expects" : "no longer expects"} the service account ${name}`;
    case "teams":
      return `service account ${name}: ${added ? "belongs to" : "no longer belongs to"} team ${item}`;
    case "anybody":
      return `service account ${name}: ${added ? "any team" : "only the teams listed"}`;
    case "role":
      return `service account ${name}: ${added ? `role ${is}${was}` : "any role"}`;
    default:
      return `service account ${name}: ${added ? `its key must end within ${is}${was}` : "its key may have any lifetime"}`;
  }
}

function inviteSentence({ item, part, added }: Words): string {
  switch (part) {
    case "roles":
      return added
        ? `people may be invited as ${item}`
        : `people may no longer be invited as ${item}`;
    case "domains":
      return `addresses of ${item} may ${added ? "" : "no longer "}be invited`;
    case "any-domain":
      return added ? "addresses of any domain may be invited" : "only some domains may be invited";
    case "listed":
      return `${item} may ${added ? "" : "no longer "}be invited`;
    default:
      return added ? "anybody may be invited" : "only those listed may be invited";
  }
}

function exceptionSentence(change: PolicyChange, now: Date): string {
  const { label, detail } = exceptionText(change, now);
  return detail === "" ? label : `${label}, ${detail}`;
}

function exceptionText(change: PolicyChange, now: Date): Weakening {
  const { entry, part, before, after, exception } = change;
  const approved =
    exception?.approvedBy === null || exception === undefined
      ? "approved by nobody"
      : `approved by ${shorten(exception.approvedBy, maxValueLength)}`;
  if (part === "expires" && before !== null && after !== null) {
    const days = (Date.parse(after) - Date.parse(before)) / dayMs;
    const how = days > 0 ? "extended" : "shortened";
    return {
      label: `exception for ${entry.name} ${how} by ${count(Math.abs(days), "day")}`,
      detail: `until ${after} (was ${before}), ${approved}`,
    };
  }
  if (part === "allow" && before !== null && after !== null) {
    return { label: `exception for ${entry.name} allows ${after}`, detail: `was ${before}` };
  }
  if (part !== "entry" || exception === undefined) {
    const was = before === null ? "" : ` (was ${shorten(before, maxValueLength)})`;
    const is = after === null ? "nothing" : shorten(after, maxValueLength);
    return { label: `exception for ${entry.name}: ${part} is ${is}${was}`, detail: "" };
  }
  if (after === null) return { label: `exception removed for ${entry.name}`, detail: "" };
  const length = count(lengthInDays(exception, now), "day");
  const allowed = exception.limit === undefined ? "" : `allows ${exception.limit.allow}, `;
  return {
    label: `exception added for ${entry.name}`,
    detail: `${allowed}${length}, until ${exception.expires}, ${approved}`,
  };
}

function manages(added: boolean): string {
  return added ? "manages" : "no longer manages";
}
