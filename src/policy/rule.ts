/** What a rule is, and what it is given. */

import type { z } from "zod";

import type { ListName } from "../roster/coverage.ts";
import type { Member, Membership, Roster, ServiceAccount, Team } from "../roster/model.ts";
import type { Fact } from "../roster/fact.ts";
import type { Directory } from "./directory.ts";
import type { ExceptionUse } from "./exceptions/exception.ts";
import type { Finding, Subject } from "./finding.ts";
import type { Position } from "./position.ts";
import type { Severity } from "./severity.ts";
import type { ResolvedBy } from "./task.ts";
import type { Policy, TeamPolicy } from "./policy.ts";

/** What a rule found: a finding before severity, state and fingerprint are known. */
export interface Drift {
  readonly subject: Subject;
  readonly object?: Subject;
  readonly facts: Finding["facts"];
  readonly position?: Position | undefined;
  /** Where it is not what the rule's findings in general are resolved by. */
  readonly resolvedBy?: ResolvedBy;
  /** Tells apart findings with the same subject and object; part of the fingerprint. */
  readonly key?: string;
}

export interface RuleContext<Options> {
  readonly roster: Roster;
  readonly policy: Policy;
  readonly options: Options;
  readonly now: Date;
  readonly directory: Directory;
  readonly teams: TeamIndex;
  /** An earlier roster of the same workspace, where there is one. */
  readonly baseline: Roster | undefined;
  /**
   * Returns a fact's value, or undefined after noting that it was not seen, which leaves the rule
   * not judged. `name` says in a word or two what the fact is.
   */
  readonly readFact: <T>(fact: Fact<T>, name: string) => T | undefined;
  /**
   * Leaves the rule not judged for a reason: a sentence without a final stop. `blind` is false where
   * the plan lacks what the rule looks at, so that nobody could see it.
   */
  readonly cannotJudge: (reason: string, blind?: boolean) => void;
  /** What came of the policy's exceptions; empty for rules whose stage comes before. */
  readonly exceptions: readonly ExceptionUse[];
}

/** The roster's teams, their accounts, and what the policy says of them. */
export interface TeamIndex {
  byId(id: string): Team | undefined;
  /** By slug or permanent id; case never matters. */
  byName(name: string): Team | undefined;
  /** True when group sync is on and fills the team: the identity provider decides who is in it. */
  isSynced(team: Team): boolean;
  /** The policy's teams that exist, with their accounts. */
  readonly managed: readonly ManagedTeam[];
  /** The policy's teams that the workspace does not show. */
  readonly missing: readonly TeamPolicy[];
  /** The workspace's teams that the policy does not name. */
  readonly unlisted: readonly Team[];
}

export interface ManagedTeam {
  readonly team: Team;
  readonly policy: TeamPolicy;
  readonly members: readonly { readonly account: Member; readonly role: Membership["role"] }[];
  readonly services: readonly {
    readonly account: ServiceAccount;
    readonly role: Membership["role"];
  }[];
}

/** What a reader of a report, of the documentation and of `explain` learns about a rule. */
export interface RuleText {
  readonly id: string;
  readonly title: string;
  /** Why one would want to know; plain sentences. */
  readonly explanation: string;
  /** What to do about it, naming the page or the API call. */
  readonly remedy: string;
  /** How one knows that it is fixed. */
  readonly fixed: string;
}

export interface Rule<Options> extends RuleText {
  readonly severity: Severity | "off";
  readonly options: z.ZodObject & z.ZodType<Options>;
  /** The lists that must have been read whole for silence to mean that all is well. */
  readonly lists: readonly ListName[];
  /**
   * `row`: what it finds is true of the row it looked at, so it is told even when the list has gaps.
   * `list`: what it finds rests on the whole list, so nothing is told when the list has gaps.
   */
  readonly evidence: "row" | "list";
  /** What resolves a finding of the rule, unless the finding says otherwise. */
  readonly resolvedBy: ResolvedBy;
  /** `exceptions`: it is judged when every other rule was, and the exceptions have been applied. */
  readonly stage?: "exceptions";
  evaluate(context: RuleContext<Options>): Iterable<Drift>;
  /** Returns what to do about this very finding, where that is not what `remedy` says in general. */
  remedyOf?(finding: Pick<Finding, "facts">): string | undefined;
  /** Returns one sentence without a final stop, from the finding's data; not escaped. */
  message(finding: Pick<Finding, "subject" | "object" | "facts">): string;
}

/** A rule whose options are of some type that only the rule itself knows. */
export type AnyRule = Omit<Rule<unknown>, "evaluate" | "options"> & {
  readonly options: z.ZodObject;
  evaluate(context: RuleContext<unknown>): Iterable<Drift>;
};

/** Returns the rule as one of the catalog; its options type is checked here and forgotten. */
export function defineRule<Options>(rule: Rule<Options>): AnyRule {
  return rule;
}
