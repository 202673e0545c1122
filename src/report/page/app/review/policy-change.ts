/** A review as a change of the policy: what to delete, and the exceptions to add. */

import type { ExceptionEntry } from "../../../../policy/exceptions/entry.ts";
import { toFlowText } from "../../../../policy/exceptions/flow-text.ts";
import { keepsUnchanged } from "../../../../policy/exceptions/keeps-unchanged.ts";
import { limitFor } from "../../../../policy/exceptions/limit.ts";
import { sortEntries } from "../../../../policy/exceptions/order.ts";
import { placeFor, placeOf } from "../../../../policy/exceptions/place.ts";
import { count } from "../../../../roster/count.ts";
import { fold } from "../../../../roster/fold.ts";
import { toVisibleText } from "../../../escape/visible-text.ts";
import type { ReportFinding } from "../../../report.ts";
import type { PageAllowance } from "../../allowances.ts";
import { findingsAbout, linesFor, linesNaming } from "../account-lines.ts";
import { accountKey, type Account, type Page } from "../model.ts";
import {
  createDecidedGrants,
  leftOut,
  reviewersOf,
  validDecisions,
  type DecidedGrants,
} from "./progress.ts";
import type { Decision, Grant, Review } from "./review.ts";
import { grantsOf, openFindings } from "./standing.ts";

interface Decided {
  readonly decision: Decision;
  readonly account: Account;
}

export interface ChangeOptions {
  /** Such as `2026-11-23`. */
  readonly today: string;
  /** The last day of the exceptions. */
  readonly expires: string;
}

/** As in the schema of the policy. */
const maxEntries = 10_000;

/**
 * Returns YAML that the policy's parser accepts: the removals as comments, because only a person
 * can edit the lists, and the exceptions for what stays although the policy does not allow it.
 */
export function renderPolicyChange(review: Review, page: Page, options: ChangeOptions): string {
  const valid = validDecisions(review, page).flatMap((decision) => {
    const account = page.byKey.get(accountKey(decision.item));
    return account === undefined ? [] : [{ decision, account }];
  });
  const decided = createDecidedGrants(review, page);
  const removals = valid.flatMap(({ decision, account }) =>
    decision.answer === "remove" ? removalLines({ decision, account, page }, decided) : [],
  );
  const nameFor = createNames(page);
  const nameless = new Set(
    valid
      .filter(({ decision: { answer, item }, account }) => {
        if (answer !== "keep" || nameFor(account) !== undefined) return false;
        return openFindings(item, account).length > 0;
      })
      .map(({ account }) => account),
  );
  const entries = sortEntries(toEntries(valid, { ...options, decided, nameFor }));
  const left = leftOut(review, page);
  const unseen = valid.filter(
    ({ decision: { answer, item, findings }, account }) =>
      answer === "keep" && findings === undefined && openFindings(item, account).length > 0,
  );
  const { path } = page.report.policy;
  return [
    comment(`Changes for ${path} from the review of ${page.report.organization.slug}.`),
    comment(`Reviewer (self-declared): ${reviewersOf(review)}`),
    ...(left === undefined ? [] : [comment(left)]),
    ...[...nameless].map((account) =>
      comment(`No exceptions for ${account.kind} ${account.slug}: a member has the same name.`),
    ),
    ...(unseen.length === 0
      ? []
      : [
          comment(
            `${count(unseen.length, "account or grant", "accounts or grants")} to keep without exceptions, because the review does not say which findings were shown. Decide again.`,
          ),
        ]),
    ...(entries.length <= maxEntries
      ? []
      : [comment(`A policy has at most ${maxEntries} exceptions: here are the first.`)]),
    comment(removals.length === 0 ? "Nothing is to be removed." : "Remove:"),
    ...removals.map((line) => comment(`- ${line}`)),
    comment(`Add these entries to the list "exceptions"; a policy has that key only once.`),
    ...(entries.length === 0
      ? ["exceptions: []"]
      : [
          "exceptions:",
          ...entries.slice(0, maxEntries).map((entry) => `  - ${toFlowText(entry)}`),
        ]),
    "",
  ].join("\n");
}

/** Leaves out the lines of grants with a decision of their own: that one says what to do. */
function removalLines(
  { decision, account, page }: Decided & { readonly page: Page },
  decided: DecidedGrants,
): readonly string[] {
  const { item, note } = decision;
  const { grant } = item;
  const others = grant === undefined ? decided(account) : [];
  if (others.length === grantsOf(account).length) return [];
  const apart = new Set(others.flatMap((other) => linesFor(page, account, other) ?? []));
  const lines =
    grant === undefined
      ? linesNaming(page, account)?.filter((line) => !apart.has(line))
      : linesFor(page, account, grant);
  const who = `${account.kind === "member" ? "" : `${account.kind} `}${account.slug}`;
  const why = note === "" ? "" : ` (${note})`;
  const named = (lines ?? []).filter(({ by }) => by === "named");
  if (named.length > 0)
    return named.map((line) => `${sectionOf(line)}: delete ${line.text}, for ${who}${why}`);
  const [other] = lines ?? [];
  if (other?.place === undefined) return [`${who}: no entry names the account${why}`];
  return [
    `${sectionOf(other)}: ${other.by === "pattern" ? other.text : "the list"} allows ${who}; make it narrower${why}`,
  ];
}

function sectionOf({ place, section }: PageAllowance): string {
  return place === undefined ? section : `${place.path}:${place.line} ${section}`;
}

/** One entry for each finding, so that an exception covers nothing that nobody decided about. */
function toEntries(
  decisions: readonly Decided[],
  {
    today,
    expires,
    decided,
    nameFor,
  }: ChangeOptions & {
    readonly decided: DecidedGrants;
    readonly nameFor: NameFor;
  },
): readonly ExceptionEntry[] {
  const entries = new Map<string, ExceptionEntry>();
  for (const { decision, account } of decisions) {
    if (decision.answer !== "keep") continue;
    for (const finding of findingsFor(decision, account, decided(account))) {
      const { rule } = finding;
      const subject = nameFor(account);
      if (subject === undefined) continue;
      const reason = decision.note.trim();
      const limits = { ...placeFor(finding), ...limitFor(finding) };
      entries.set(JSON.stringify([rule, subject, placeOf(finding)?.id, limits]), {
        rule,
        subject,
        ...limits,
        reason: reason === "" ? "TODO" : reason,
        created: today,
        expires,
      });
    }
  }
  return [...entries.values()];
}

/** A decision about a grant replaces the one about its account for the findings of that grant. */
function findingsFor(
  { item, findings }: Decision,
  account: Account,
  decided: readonly Grant[],
): readonly ReportFinding[] {
  const others = new Set(decided.flatMap((other) => findingsAbout(account, other)));
  // What nobody saw at the decision is not accepted by it.
  return openFindings(item, account).filter(
    (finding) =>
      findings?.includes(finding.fingerprint) === true &&
      (item.grant !== undefined || !others.has(finding)),
  );
}

/** Returns undefined for an account that no name means alone. */
type NameFor = (account: Account) => string | undefined;

/** Returns the username if it means only this account, otherwise the permanent id. */
function createNames({ accounts }: Page): NameFor {
  const owners = new Map<string, Set<Account>>();
  for (const account of accounts) {
    const { kind, id, slug, email } = account;
    if (kind === "invite") continue;
    for (const name of [id, slug, ...(typeof email === "string" ? [email] : [])]) {
      const key = fold(name);
      owners.set(key, (owners.get(key) ?? new Set()).add(account));
    }
  }
  return (account) => {
    const { kind, id, slug } = account;
    const isClean = keepsUnchanged(slug, 320);
    const isOwn = (name: string) =>
      [...(owners.get(fold(name)) ?? [])].every((owner) => owner === account);
    if (isClean && isOwn(slug)) return slug;
    // The id of a service account is its slug, which may be a member's username.
    return kind === "member" || isOwn(id) ? id : undefined;
  };
}

/** A comment is one line, whatever the text contains. */
function comment(text: string): string {
  return `# ${toVisibleText(text, 2_000)}`;
}
