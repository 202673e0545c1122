/** Explains a name that no account has: an invited person, or a name that only the policy contains. */

import { listCoverage, type ListName } from "../roster/coverage.ts";
import { fold } from "../roster/fold.ts";
import { isUnknown, unknownReasons } from "../roster/fact.ts";
import type { Invite, Roster } from "../roster/model.ts";
import { directoryOf, hasExpired, namesOfInvite } from "./directory.ts";
import { evaluate, type RuleResult } from "./evaluate.ts";
import { teamNameRules } from "./explain-team.ts";
import type { ExceptionUse } from "./exceptions/exception.ts";
import { readSubject } from "./exceptions/meant-kind.ts";
import type { Finding } from "./finding.ts";
import { describeGap } from "./list-gap.ts";
import { allowedPlaces, placesOfPeople, placesOfServices, type PlacedName } from "./names.ts";
import type { Policy } from "./policy.ts";

export interface NameExplanation {
  readonly name: string;
  /** Undefined if the name is only in the policy. */
  readonly invite: Invite | undefined;
  /** What the name is not, as far as that was seen. */
  readonly status: string;
  readonly named: readonly PlacedName[];
  /** The rules that find something about the name, or were not judged. */
  readonly rules: readonly {
    readonly result: RuleResult;
    readonly findings: readonly Finding[];
  }[];
  readonly exceptions: readonly ExceptionUse[];
}

/** Returns the invites to this e-mail address or username, or with this permanent id. */
export function findInvites(roster: Roster, name: string): readonly Invite[] {
  return roster.invites.filter((invite) =>
    [invite.id, ...namesOfInvite(invite)].some((one) => fold(one) === fold(name)),
  );
}

/** Returns what the policy says about an invited person. Pure. */
export function explainInvite(
  roster: Roster,
  policy: Policy,
  invite: Invite,
  now: Date,
): NameExplanation {
  const names = namesOfInvite(invite);
  const [name = invite.id] = names;
  const isAbout = ({ subject }: Finding) =>
    subject.kind === "invite" ? subject.id === invite.id : isNameOf(subject, names);
  const status = hasExpired(invite, now)
    ? "invited, but the invite has expired; not a member"
    : "invited, not yet a member";
  const isNeeded = ({ rule }: RuleResult) => rule.lists.includes("invites");
  return { name, invite, status, ...lookUp(roster, policy, names, now, { isAbout, isNeeded }) };
}

/** Returns what the policy says about a name that nobody has; undefined if it does not contain it. */
export function explainAbsent(
  roster: Roster,
  policy: Policy,
  name: string,
  now: Date,
): NameExplanation | undefined {
  const isAbout = ({ rule, subject }: Finding) =>
    isNameOf(subject, [name]) && !teamNameRules.has(rule);
  const isNeeded = ({ rule }: RuleResult) => rulesOnNames.has(rule.id);
  const found = lookUp(roster, policy, [name], now, { isAbout, isNeeded });
  if (found.named.length + found.exceptions.length === 0) return undefined;
  return { name, invite: undefined, status: statusOf(roster, policy, name), ...found };
}

const rulesOnNames = new Set(["name-unknown", "break-glass", "service-missing"]);

function isNameOf({ kind, id }: Finding["subject"], names: readonly string[]): boolean {
  return kind === "policy" && names.some((name) => fold(name) === id);
}

interface Filter {
  readonly isAbout: (finding: Finding) => boolean;
  /** Returns whether a rule is worth a mention if it was not judged. */
  readonly isNeeded: (result: RuleResult) => boolean;
}

function lookUp(
  roster: Roster,
  policy: Policy,
  names: readonly string[],
  now: Date,
  { isAbout, isNeeded }: Filter,
): Pick<NameExplanation, "named" | "rules" | "exceptions"> {
  const { rules, exceptions } = evaluate(roster, policy, now);
  const isIt = ({ text }: { readonly text: string }) =>
    names.some((name) => fold(name) === fold(text));
  return {
    named: [
      ...placesOfPeople(policy),
      ...allowedPlaces(policy),
      ...placesOfServices(policy),
    ].filter(({ name }) => isIt(name)),
    rules: rules
      .map((result) => ({ result, findings: result.findings.filter(isAbout) }))
      .filter(
        ({ result, findings }) =>
          findings.length > 0 || (result.status === "not-judged" && isNeeded(result)),
      ),
    exceptions: exceptions.filter(
      ({ exception: { subject } }) => isIt(subject) || isIt(readSubject(subject).name),
    ),
  };
}

function statusOf(roster: Roster, policy: Policy, name: string): string {
  const isIn = (places: readonly PlacedName[]) =>
    places.some((placed) => fold(placed.name.text) === fold(name));
  const isPerson = isIn([...placesOfPeople(policy), ...allowedPlaces(policy)]);
  const isService = isIn(placesOfServices(policy));
  const parts = [
    ...(isPerson ? [absenceOf(roster, "members", "member", name)] : []),
    ...(isService ? [absenceOf(roster, "services", "service account", name)] : []),
  ];
  // An exception may also be about a team, or about the workspace.
  return parts.length === 0 ? "no member and no service account that was seen" : parts.join("; ");
}

function absenceOf(roster: Roster, list: ListName, what: string, name: string): string {
  const coverage = listCoverage(roster.coverage, list);
  if (coverage.status !== "complete") {
    return `not a ${what} that was seen: ${describeGap(coverage)}`;
  }
  const written = { text: name, position: { line: 1, column: 1 } };
  const hidden = list === "members" ? directoryOf(roster).mayBeHidden(written) : false;
  return isUnknown(hidden)
    ? `not a ${what} whose address was seen: ${unknownReasons[hidden.unknown]}`
    : `not a ${what} of the workspace`;
}
