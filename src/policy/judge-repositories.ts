/**
 * The repositories that a rule is about. What was not seen of them makes the rule not judged, with
 * one sentence for each kind of gap.
 */

import { listCoverage, sawAllVisible } from "../roster/coverage.ts";
import { hasBegun } from "./begun.ts";
import { describeGap } from "./list-gap.ts";
import type { RepositoryPolicy } from "./policy.ts";
import type { ManagedRepository } from "./repository-index.ts";
import type { RuleContext } from "./rule.ts";
import { createNearest } from "./suggest.ts";
import { describeUnread, quoteNames } from "./unread-privileges.ts";
import { isWildcard } from "./wildcard.ts";

type Context = Pick<
  RuleContext<unknown>,
  "roster" | "policy" | "repositories" | "now" | "cannotJudge"
>;

/** Returns the listed repositories whose entries the rule is about. */
export function judgeRepositories(
  context: Context,
  isAbout: (entry: RepositoryPolicy) => boolean,
): readonly ManagedRepository[] {
  reportUnseen(context, isAbout);
  reportLost(context, isAbout);
  return context.repositories.managed.filter(({ policy }) => isAbout(policy));
}

/** Returns the same for a rule that also needs to see all their privileges. */
export function judgePrivileges(
  context: Context,
  isAbout: (entry: RepositoryPolicy) => boolean,
): readonly ManagedRepository[] {
  const managed = judgeRepositories(context, isAbout);
  const reason = describeUnread(managed.map(({ repository }) => repository));
  if (reason !== undefined) context.cannotJudge(reason);
  return managed;
}

/**
 * Makes a rule not judged if a pattern that it is about may match a repository that the account sees
 * and that was not read. What is hidden from the account is not expected of a pattern.
 */
function reportLost(
  { roster, policy, cannotJudge }: Context,
  isAbout: (entry: RepositoryPolicy) => boolean,
): void {
  const list = listCoverage(roster.coverage, "repositories");
  const hasPattern = policy.repositories?.some(
    (entry) => isAbout(entry) && isWildcard(entry.name.text),
  );
  if (hasPattern === true && !sawAllVisible(list)) cannotJudge(describeGap(list));
}

/**
 * Makes a rule not judged if an entry that it is about matches no repository that was seen: the
 * repository may be hidden from the audit's account, also from an Owner's. An entry that has not
 * begun expects no repository.
 */
function reportUnseen(
  { roster, repositories, now, cannotJudge }: Context,
  isAbout: (entry: RepositoryPolicy) => boolean,
): void {
  const unseen = repositories.unseen.filter((entry) => isAbout(entry) && hasBegun(entry.name, now));
  if (unseen.length === 0) return;
  const list = listCoverage(roster.coverage, "repositories");
  const nearest = createNearest(repositories.unlisted.map(({ slug }) => slug));
  const names = quoteNames(
    unseen.map(({ name }) => name.text),
    (name) => {
      const meant = nearest(name);
      return meant === undefined ? "" : ` (perhaps ${meant} is meant)`;
    },
  );
  const nothing = list.status !== "complete" && roster.repositories.length === 0;
  const reason = nothing ? describeGap(list) : `no repository that was seen is called ${names}`;
  cannotJudge(reason, list.status !== "not-in-plan");
}
