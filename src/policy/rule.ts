/** The definition of a rule, and its input. */

import type { z } from "zod";

import type { ListName } from "../roster/coverage.ts";
import type { Member, Membership, Roster, ServiceAccount, Team } from "../roster/model.ts";
import type { Fact } from "../roster/fact.ts";
import type { Directory } from "./directory.ts";
import type { ExceptionUse } from "./exceptions/exception.ts";
import type { Finding, Subject } from "./finding.ts";
import type { Place } from "./position.ts";
import type { RepositoryIndex } from "./repository-index.ts";
import type { RuleSection } from "./section.ts";
import type { Severity } from "./severity.ts";
import type { ResolvedBy } from "./task.ts";
import type { Policy, TeamPolicy } from "./policy.ts";

/** A rule's result: a finding without severity, state and fingerprint. */
export interface Drift {
  readonly subject: Subject;
  readonly object?: Subject;
  readonly facts: Finding["facts"];
  readonly position?: Place | undefined;
  /** Set if it differs from the rule's own `resolvedBy`. */
  readonly resolvedBy?: ResolvedBy;
  /** Distinguishes findings with the same subject and object; part of the fingerprint. */
  readonly key?: string;
  /**
   * What the finding states, if a finding of another rule may state the same. Then only one of the
   * rules reports it: the one with the higher severity, else the one that is `specific`, else the
   * first one in the catalog.
   */
  readonly states?: string;
}

export interface RuleContext<Options> {
  readonly roster: Roster;
  /** Without entries that have ended. */
  readonly policy: Policy;
  /** With them. */
  readonly written: Policy;
  readonly options: Options;
  readonly now: Date;
  readonly directory: Directory;
  readonly teams: TeamIndex;
  readonly repositories: RepositoryIndex;
  /** An earlier roster of the same workspace, if there is one. */
  readonly baseline: Roster | undefined;
  /**
   * Returns a fact's value. If the fact was not seen, returns undefined and makes the rule not
   * judged. `name` describes the fact in a word or two.
   */
  readonly readFact: <T>(fact: Fact<T>, name: string) => T | undefined;
  /**
   * Makes the rule not judged for a reason: a sentence without a final period. `blind` is false if
   * the plan does not include what the rule checks, so that nothing was missed.
   */
  readonly cannotJudge: (reason: string, blind?: boolean) => void;
  /**
   * The use of each exception of the policy; empty for rules that run before the exceptions are
   * applied.
   */
  readonly exceptions: readonly ExceptionUse[];
}

/** The roster's teams, their accounts, and the policy's entries for them. */
export interface TeamIndex {
  byId(id: string): Team | undefined;
  /** Finds a team by slug or permanent id; case does not matter. */
  byName(name: string): Team | undefined;
  /**
   * Returns whether group sync is on and fills the team. If so, the identity provider decides who
   * is in it.
   */
  isSynced(team: Team): boolean;
  /** The policy's teams that exist, with their accounts. */
  readonly managed: readonly ManagedTeam[];
  /** The policy's teams that the workspace does not list. */
  readonly missing: readonly TeamPolicy[];
  /** The policy's teams that the workspace still lists under a former name; they are managed. */
  readonly renaming: readonly Renaming[];
  /** The workspace's teams that the policy does not name. */
  readonly unlisted: readonly Team[];
}

export interface Renaming {
  readonly team: Team;
  readonly policy: TeamPolicy;
  /** Whether the workspace also lists a team under the present name. */
  readonly isBoth: boolean;
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

/** What a report, the documentation and `explain` say about a rule. */
export interface RuleText {
  readonly id: string;
  readonly title: string;
  /** Why the finding matters; plain sentences. */
  readonly explanation: string;
  /** How to resolve it, with the name of the page or the API call. */
  readonly remedy: string;
  /** How to see that it is resolved. */
  readonly fixed: string;
}

export interface Rule<Options> extends RuleText {
  readonly severity: Severity | "off";
  /** A section of the policy without which the rule is off. */
  readonly section?: RuleSection;
  /** What the rule needs to see, in words, if `lists` does not say it. */
  readonly needs?: string;
  readonly options: z.ZodObject & z.ZodType<Options>;
  /** The lists that must be complete. If one has gaps, the rule is not judged. */
  readonly lists: readonly ListName[];
  /**
   * `row`: a finding is true for the row it is about, so it is reported even if the list has gaps.
   * `list`: a finding depends on the complete list, so nothing is reported if the list has gaps.
   */
  readonly evidence: "row" | "list";
  /** What resolves a finding of the rule, unless the finding itself says otherwise. */
  readonly resolvedBy: ResolvedBy;
  /**
   * `exceptions`: the rule is judged after all other rules, when the exceptions have been applied.
   */
  readonly stage?: "exceptions";
  /** Set if the rule is about accounts that the policy picks out, so that it says more of them. */
  readonly specific?: true;
  evaluate(context: RuleContext<Options>): Iterable<Drift>;
  /** Returns how to resolve this particular finding; undefined if `remedy` applies. */
  remedyOf?(finding: Pick<Finding, "facts">): string | undefined;
  /** Returns one sentence without a final period, from the finding's data; not escaped. */
  message(finding: Pick<Finding, "subject" | "object" | "facts">): string;
}

/** A rule without the type of its options. Only the rule itself knows that type. */
export type AnyRule = Omit<Rule<unknown>, "evaluate" | "options"> & {
  readonly options: z.ZodObject;
  evaluate(context: RuleContext<unknown>): Iterable<Drift>;
};

/**
 * Returns the rule for the catalog. The type of its options is checked here and not visible to the
 * catalog.
 */
export function defineRule<Options>(rule: Rule<Options>): AnyRule {
  return rule;
}
