/** What a change of the policy does: whether it allows more, and whose access it asks for. */

import { fold } from "../roster/fold.ts";
import { memoize } from "../roster/memoize.ts";
import type { PolicyException } from "./exceptions/exception.ts";
import { namedPlace } from "./exceptions/place.ts";
import { entryNamed, fitsUntil, isListedUntil } from "./entry-index.ts";
import { isAdded, isRemoved, type Effect } from "./effects.ts";
import { ofMappingEntry, ofProviderEntry } from "./key-effect.ts";
import { toRole } from "./role-names.ts";
import { mustBeNamed } from "./named.ts";
import type { Policy, RolePolicy, TeamPolicy } from "./policy.ts";
import type { PolicyChange } from "./policy-changes.ts";
import { ofRepository } from "./repository-effect.ts";
import { ofTokens } from "./token-effect.ts";
import { severities } from "./severity.ts";
import type { EntryKind } from "./statements.ts";
import { replacedEntries } from "./replaced-entries.ts";
import { isWildcard } from "./wildcard.ts";

type Judge = (change: PolicyChange, before: Policy, after: Policy) => Effect;

const judges: Readonly<Record<EntryKind, Judge>> = {
  policy: () => "weakens",
  role: ofRole,
  team: ofTeam,
  services: ofSection,
  service: ofService,
  invites: ofInvites,
  repositories: ofSection,
  repository: ofRepository,
  tokens: ofTokens,
  oidc: ofSection,
  provider: ofProviderEntry,
  "group-sync": ofSection,
  mapping: ofMappingEntry,
  rule: ofRule,
  custom: ofCustom,
  exception: ofException,
};

/** Returns the effect of a change from one policy to the other. A change of unknown effect weakens. */
export function effectOf(change: PolicyChange, before: Policy, after: Policy): Effect {
  if (change.list !== undefined || change.part === "from") return ofTerms(change);
  return judges[change.entry.kind](change, before, after);
}

function ofSection(change: PolicyChange): Effect {
  return isRemoved(change) ? "weakens" : "changes";
}

/**
 * A later end allows somebody for longer. A later beginning only delays what the policy asks for.
 */
function ofTerms({ entry, part, list, before, after }: PolicyChange): Effect {
  // Until a later day, or after an earlier one, nobody looks at the emergency account.
  const isLater = after !== null && (before === null || after > before);
  const isEarlier = after !== null && (before === null || after < before);
  if (list === "break-glass" && (part === "from" ? isLater : part === "until" && isEarlier)) {
    return "weakens";
  }
  const isLonger = part === "until" && before !== null && (after === null || after > before);
  if (!isLonger) return "changes";
  const isPrivileged =
    entry.kind === "role"
      ? isPrivilegedRole(entry.name)
      : entry.kind === "repository" ||
        entry.kind === "tokens" ||
        entry.kind === "provider" ||
        (entry.kind === "team" && list === "managers");
  return isPrivileged ? "weakens" : "grants";
}

function ofRole(change: PolicyChange, before: Policy): Effect {
  const { entry, part } = change;
  const was = before.roles.find(({ role }) => role === entry.name);
  switch (part) {
    case "entry":
    case "min":
    case "max":
      return ofLimit(change);
    case "anybody":
      return isAdded(change) ? "weakens" : "changes";
    default: {
      if (isRemoved(change)) return part === "break-glass" ? "weakens" : "removes";
      const name = change.after ?? "";
      const until = change.terms?.until;
      // Whoever fits a pattern of any role is not reported as unlisted.
      const isNamed = () => before.roles.some(({ allow }) => fitsUntil(allow, name, until));
      if (isWildcard(name) && mustBeNamed(before) && !isNamed()) return "weakens";
      // Before, anybody could have the role without being reported.
      if (was === undefined || was.members === null || allows(was, name, until)) return "changes";
      return isPrivilegedRole(entry.name) || isWildcard(name) ? "weakens" : "grants";
    }
  }
}

function isPrivilegedRole(name: string): boolean {
  return name === "Owner" || name === "Manager";
}

/** An entry that goes, a minimum that falls and a maximum that rises. */
function ofLimit(change: PolicyChange): Effect {
  if (isRemoved(change)) return "weakens";
  if (isAdded(change)) return "changes";
  const [was, is] = [Number(change.before), Number(change.after)];
  return (change.part === "min" ? is < was : is > was) ? "weakens" : "changes";
}

function allows(
  { members, allow, breakGlass }: RolePolicy,
  name: string,
  until: string | undefined,
): boolean {
  return (
    [members ?? [], allow, breakGlass].some((names) => isListedUntil(names, name, until)) ||
    fitsUntil(allow, name, until)
  );
}

function ofTeam(change: PolicyChange, before: Policy, after: Policy): Effect {
  const { entry, part } = change;
  if (part === "entry") {
    if (isRemoved(change)) return "weakens";
    // An entry of its own takes the team out of a pattern, with what the pattern demands.
    const own = entryNamed(after.teams, entry.name);
    const { entries: was } = replacedEntries(before.teams, entry.name);
    const isLost = demands.some(
      (demand) =>
        was.some((team) => isDemanded(team[demand])) &&
        own !== undefined &&
        !isDemanded(own[demand]),
    );
    return isLost ? "weakens" : "changes";
  }
  if (part === "anybody" || part === "any-manager" || part === "any-service") {
    return isAdded(change) ? "weakens" : "changes";
  }
  if (part === "formerly" || part === "reviewed") return "changes";
  if (part === "visibility" || part === "description") {
    return isRemoved(change) ? "weakens" : "changes";
  }
  if (part === "review-every") return isRemoved(change) || isLonger(change) ? "weakens" : "changes";
  if (part === "synced") return isRemoved(change) ? "weakens" : "changes";
  if (isRemoved(change)) return "removes";
  if (part !== "managers") return "grants";
  const isManager = ({ managers }: TeamPolicy) =>
    managers === null || isListedUntil(managers, change.after ?? "", change.terms?.until);
  const { entries: was, areAll } = replacedEntries(before.teams, entry.name);
  return areAll && was.every(isManager) ? "changes" : "weakens";
}

/** What an entry asks of a team besides who is in it. */
const demands = ["synced", "visibility", "description", "reviewEvery"] as const;

function isDemanded(value: TeamPolicy[(typeof demands)[number]]): boolean {
  return value !== null && value !== false;
}

function ofService(change: PolicyChange, before: Policy): Effect {
  const { entry, part } = change;
  const isNew = entryNamed(before.services ?? [], entry.name) === undefined;
  switch (part) {
    case "entry":
      return isRemoved(change) ? "removes" : before.services === null ? "changes" : "grants";
    case "anybody":
      return isAdded(change) && !isNew ? "weakens" : "changes";
    case "role":
      if (isRemoved(change)) return "weakens";
      return change.after === "Manager" && before.services !== null ? "weakens" : "changes";
    case "teams":
      return isRemoved(change) ? "removes" : "grants";
    default:
      return isRemoved(change) || isLonger(change) ? "weakens" : "changes";
  }
}

function ofInvites(change: PolicyChange, { invites }: Policy): Effect {
  const { part } = change;
  if (isRemoved(change)) return part === "listed" ? "removes" : "changes";
  if (part === "listed") return invites.listed === null ? "changes" : "grants";
  // A first list of domains narrows what any domain was before.
  return part === "domains" && invites.domains === null ? "changes" : "weakens";
}

/** What makes each option look at less, by its name: options of one name mean the same in every rule. */
export const looserOptions = {
  after: "longer",
  grace: "longer",
  max: "longer",
  within: "longer",
  before: "shorter",
  "unused-since": "later",
  roles: "fewer",
  domains: "more",
  enforced: "off",
  "single-sign-on-counts": "on",
  of: "visible",
} as const satisfies Record<
  string,
  "longer" | "shorter" | "later" | "fewer" | "more" | "on" | "off" | "visible"
>;

function ofRule(change: PolicyChange, before: Policy, after: Policy): Effect {
  const { entry, part } = change;
  const severityIn = ({ rules }: Policy) => rules.get(entry.name)?.severity ?? "off";
  if (part === "severity") {
    // A rule about a section that the policy did not have was off.
    const isLowered = severityIn(before) !== "off" && rank(change.after) > rank(change.before);
    return isLowered ? "weakens" : "changes";
  }
  // The options of a rule that was off, or is turned off in a line of its own, change nothing more.
  if (severityIn(before) === "off" || severityIn(after) === "off") return "changes";
  const [was, is] = [parse(change.before), parse(change.after)];
  const looser: string | undefined = looserOptions[part as keyof typeof looserOptions];
  // An option that is left out leaves the rule with less to look at.
  if (is === undefined) return "weakens";
  switch (looser) {
    case "longer":
      return was === undefined || days(is) <= days(was) ? "changes" : "weakens";
    case "shorter":
      return was === undefined || days(is) >= days(was) ? "changes" : "weakens";
    case "later":
      return typeof was === "string" && typeof is === "string" && is > was ? "weakens" : "changes";
    case "fewer":
      return includesAll(is, was) ? "changes" : "weakens";
    case "more":
      // Without any domain, the rule looks at nothing.
      return isEmpty(was) || (!isEmpty(is) && includesAll(was, is)) ? "changes" : "weakens";
    case "on":
      return is === true ? "weakens" : "changes";
    case "visible":
      return is === "visible" ? "weakens" : "changes";
    case "off":
      return is === false ? "weakens" : "changes";
    default:
      return "weakens";
  }
}

function ofCustom(change: PolicyChange): Effect {
  const { part } = change;
  if (part === "entry") return isRemoved(change) ? "weakens" : "changes";
  if (part === "severity") {
    return rank(change.after) > rank(change.before) ? "weakens" : "changes";
  }
  // Whether a condition finds less than another one cannot be decided.
  return part === "for" || part === "violates" ? "weakens" : "changes";
}

function ofException(change: PolicyChange, was: Policy, is: Policy): Effect {
  const { part, before, after, exception } = change;
  if (part === "entry") {
    if (isRemoved(change)) return "changes";
    const isCovered =
      exception !== undefined &&
      sameSubject(was.exceptions, exception).some(coversAllOf(exception));
    return isCovered ? "changes" : "weakens";
  }
  if (part === "allow") return ofAllowed(change, is);
  // Nobody is responsible for an exception without an approver.
  if (part === "approved-by") return after === null ? "weakens" : "changes";
  if (part === "created")
    return before !== null && isLaterDay(after, before) ? "weakens" : "changes";
  if (part !== "expires") return "changes";
  return after === null || (before !== null && after > before) ? "weakens" : "changes";
}

/** A later first day hides how long an exception lasts; so does none, which means today. */
function isLaterDay(after: string | null, before: string): boolean {
  return after === null || after > before;
}

type Exceptions = Policy["exceptions"];

const bySubject = memoize(
  new WeakMap<Exceptions, ReadonlyMap<string, Exceptions>>(),
  (exceptions) => Map.groupBy(exceptions, ruleAndSubject),
);

function ruleAndSubject({ rule, subject }: PolicyException): string {
  return `${rule} ${fold(subject.text)}`;
}

/** Returns the exceptions to the same rule with the same subject; a policy may have thousands. */
function sameSubject(exceptions: Exceptions, exception: PolicyException): Exceptions {
  return bySubject(exceptions).get(ruleAndSubject(exception)) ?? [];
}

/** An exception that is narrowed, for example to a role and a number, allows nothing new. */
function coversAllOf(added: PolicyException): (before: PolicyException) => boolean {
  const at = namedPlace(added);
  return ({ limit, expires, ...places }) => {
    const place = namedPlace(places);
    return (
      (place === undefined || (place.kind === at?.kind && fold(place.name) === fold(at.name))) &&
      (limit === undefined ||
        (limit.role === added.limit?.role && limit.allow === added.limit.allow)) &&
      expires >= added.expires
    );
  };
}

/** A higher number allows more; below the policy's minimum, a lower one does. */
function ofAllowed({ before, after, exception }: PolicyChange, { roles }: Policy): Effect {
  const role = exception?.limit === undefined ? undefined : toRole(exception.limit.role);
  const min = roles.find((entry) => entry.role === role)?.min ?? 0;
  const [was, is] = [Number(before), Number(after)];
  return (is < min ? is < was : is > was) ? "weakens" : "changes";
}

function isLonger({ before, after }: PolicyChange): boolean {
  return days(after) > days(before);
}

/** Returns a number that is neither more nor less than another one if there is no duration. */
function days(value: unknown): number {
  return Number.parseInt(String(value), 10);
}

/** Returns 0 for the most severe. */
function rank(severity: string | null): number {
  const index = severities.findIndex((known) => known === severity);
  return index === -1 ? severities.length : index;
}

function parse(json: string | null): unknown {
  return json === null ? undefined : JSON.parse(json);
}

function isEmpty(list: unknown): boolean {
  return !Array.isArray(list) || list.length === 0;
}

function includesAll(list: unknown, others: unknown): boolean {
  if (!Array.isArray(list)) return false;
  const known = new Set(list.map((item) => fold(String(item))));
  return !Array.isArray(others) || others.every((item) => known.has(fold(String(item))));
}
