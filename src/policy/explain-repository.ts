/** Explains one repository: what the policy says about it, and what each rule finds. */

import { fold } from "../roster/fold.ts";
import type { Roster } from "../roster/model.ts";
import type { Repository } from "../roster/repository.ts";
import { requestedRepositories } from "../roster/requested.ts";
import { evaluate, type RuleResult } from "./evaluate.ts";
import { shareContext, type SharedContext } from "./shared-context.ts";
import type { ExceptionUse } from "./exceptions/exception.ts";
import {
  findUnread,
  looksAt,
  toExplainedRule,
  watch,
  type ExplainedRule,
} from "./explained-rule.ts";
import type { Finding } from "./finding.ts";
import { gapsInLists } from "./list-gap.ts";
import { describePattern } from "./find-named.ts";
import type { Policy, RepositoryPolicy } from "./policy.ts";
import type { AnyRule } from "./rule.ts";
import { isWildcard } from "./wildcard.ts";

/** What a rule can read of a repository. */
export type RepositoryFact = "name" | "broadcast" | "defaultPrivilege" | "privileges" | "tokens";

export interface RepositoryExplanation {
  /** The policy's entries that apply to the repository. */
  readonly entries: readonly RepositoryPolicy[];
  readonly rules: readonly ExplainedRule<RepositoryFact>[];
  readonly exceptions: readonly ExceptionUse[];
}

/** Returns what the policy says about a repository of the roster. Pure. */
export function explainRepository(
  roster: Roster,
  policy: Policy,
  repository: Repository,
  now: Date,
): RepositoryExplanation {
  const { rules, exceptions } = evaluate(roster, policy, now);
  const { context, readFactsOf } = createLook(roster, policy, repository, now);
  const applied = new Set(context.repositories.managed.map((one) => one.policy.name));
  const entries = (policy.repositories ?? []).filter(({ name }) => applied.has(name));
  const names = new Set([repository.id, repository.slug].map(fold));
  const isOfEntry = isAboutEntries(entries);
  const isAbout = (finding: Finding) =>
    isOfEntry(finding) ||
    [finding.subject, finding.object].some(
      (one) => one?.kind === "repository" && one.id === repository.id,
    );
  return {
    entries,
    rules: rules
      .filter(({ rule }) => rule.stage !== "exceptions")
      .map((result) => {
        const { saw, gaps } =
          result.status === "off" || isAboutOthers(result, policy)
            ? { saw: [], gaps: [] }
            : readFactsOf(result.rule);
        const why = saw.length === 0 || gaps.length === 0 ? null : gaps.join("; ");
        return toExplainedRule(result, policy, { isAbout, saw, why });
      }),
    exceptions: exceptions.filter(({ exception: { subject, repository: at } }) =>
      [subject.text, at ?? ""].some((text) => names.has(fold(text))),
    ),
  };
}

/** A custom rule about people or teams may read the privileges of every repository. */
function isAboutOthers({ rule }: RuleResult, { custom }: Policy): boolean {
  const isCustom = custom.some(
    ({ id, for: subject }) => id === rule.id && subject !== "repository" && subject !== "token",
  );
  return isCustom || !looksAt(rule, "repository");
}

export interface AbsentRepositoryExplanation extends Omit<RepositoryExplanation, "rules"> {
  /** What is known of the workspace's repositories: a sentence without a final period. */
  readonly status: string;
  /** The rules that find something about the entries, or were not judged. */
  readonly rules: readonly ExplainedRule[];
}

/**
 * Returns what the policy says about a repository that was not seen, or about a pattern; undefined if
 * the policy does not contain the name.
 */
export function explainAbsentRepository(
  roster: Roster,
  policy: Policy,
  name: string,
  now: Date,
): AbsentRepositoryExplanation | undefined {
  const wanted = fold(name);
  const entries = (policy.repositories ?? []).filter((entry) => fold(entry.name.text) === wanted);
  const { rules, exceptions } = evaluate(roster, policy, now);
  const own = exceptions.filter(
    ({ exception: { subject, repository } }) =>
      (repository !== undefined && fold(repository) === wanted) ||
      (entries.length > 0 && fold(subject.text) === wanted),
  );
  if (entries.length + own.length === 0) return undefined;
  const isAbout = isAboutEntries(entries);
  const full = shareContext(roster, policy, now);
  const [withEntry, without] = [onlyUnseen(full, wanted), onlyUnseen(full, undefined)];
  const explained = rules.map((result) => {
    const needsIt = result.rule.section !== undefined && result.status !== "off";
    const others = new Set(needsIt ? findUnread(result.rule, without) : []);
    const all = needsIt ? findUnread(result.rule, withEntry) : [];
    const gaps = all.filter((gap) => !others.has(gap));
    const why = gaps.length === 0 ? null : gaps.join("; ");
    return toExplainedRule(result, policy, { isAbout, saw: [], why });
  });
  return {
    entries,
    status: statusOf(full, name),
    rules: explained.filter(({ outcome }) => outcome !== "indifferent" && outcome !== "off"),
    exceptions: own,
  };
}

/** Returns a context without repositories, and with one of the policy's entries for them, or none. */
function onlyUnseen(context: SharedContext, wanted: string | undefined): SharedContext {
  const isWanted = ({ name }: RepositoryPolicy) => fold(name.text) === wanted;
  return {
    ...context,
    roster: { ...context.roster, repositories: [] },
    policy: {
      ...context.policy,
      repositories: context.policy.repositories?.filter(isWanted) ?? null,
    },
    repositories: {
      managed: [],
      unlisted: [],
      unseen: context.repositories.unseen.filter(isWanted),
    },
  };
}

function statusOf({ roster, repositories }: SharedContext, name: string): string {
  if (!requestedRepositories(roster)) {
    return "repositories were not requested, so it is not known which the workspace has";
  }
  const gaps = gapsInLists(roster, ["repositories"]);
  if (!isWildcard(name)) {
    return `not a repository that was seen: it may be hidden from this account, renamed or deleted${gaps.map((gap) => `; ${gap}`).join("")}`;
  }
  const slugs = repositories.managed
    .filter(({ policy }) => fold(policy.name.text) === fold(name))
    .map(({ repository: { slug } }) => slug);
  return describePattern("repository", slugs, gaps);
}

/** Returns a function that says whether a finding is about an entry in the policy. */
function isAboutEntries(entries: readonly RepositoryPolicy[]): (finding: Finding) => boolean {
  const places = new Set(entries.map(({ name }) => `repositories.${name.text}`));
  return ({ subject, facts }) => subject.kind === "policy" && places.has(String(facts["place"]));
}

interface Look {
  /** As if the workspace had only this repository. */
  readonly context: SharedContext;
  readonly readFactsOf: (rule: AnyRule) => {
    readonly saw: readonly RepositoryFact[];
    /** What the rule could not read, as sentences without a final period. */
    readonly gaps: readonly string[];
  };
}

function createLook(roster: Roster, policy: Policy, repository: Repository, now: Date): Look {
  const seen = new Set<RepositoryFact>();
  const own = watch(repository, (key) => seen.add(factOfKey(key)));
  const repositories = roster.repositories.map((one) => (one === repository ? own : one));
  const full = shareContext({ ...roster, repositories }, policy, now);
  const { managed, unlisted } = full.repositories;
  const context: SharedContext = {
    ...full,
    roster: { ...full.roster, repositories: [own] },
    // A pattern's other repositories, which may not have been read, are not this one's matter.
    policy: { ...full.policy, repositories: [] },
    repositories: {
      managed: managed.filter((one) => one.repository === own),
      unlisted: unlisted.filter((one) => one === own),
      unseen: [],
    },
  };
  return {
    context,
    readFactsOf: (rule) => {
      seen.clear();
      const gaps = findUnread(rule, context);
      return { saw: [...seen], gaps };
    },
  };
}

function factOfKey(key: string | symbol): RepositoryFact {
  if (key === "broadcast" || key === "defaultPrivilege" || key === "tokens") return key;
  return key === "privileges" || key === "coverage" ? "privileges" : "name";
}
