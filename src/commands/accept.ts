import { requireSameWorkspace } from "../audit.ts";

import { AuditError } from "../errors.ts";
import { catalog } from "../policy/catalog.ts";
import { Day } from "../policy/day.ts";
import { evaluate, type RuleResult } from "../policy/evaluate.ts";
import { acceptInto, selectFindings, type Selection } from "../policy/exceptions/accept.ts";
import { addDays, toDay } from "../policy/exceptions/exception.ts";
import { adviseOnNobody } from "../policy/exceptions/nobody.ts";
import { toEntries, type Agreement, type Found } from "../policy/exceptions/to-entries.ts";
import type { Finding } from "../policy/finding.ts";
import { allowedPlaces, placesOfPeople } from "../policy/names.ts";
import { joinNames, shareGaps } from "../policy/list-gap.ts";
import type { Policy } from "../policy/policy.ts";
import type { WrittenName } from "../policy/position.ts";
import { longestOf } from "../policy/rules/exception-too-long.ts";
import { suggestFirst } from "../policy/suggest.ts";
import { wantsOf } from "../policy/wants.ts";
import { count } from "../roster/count.ts";
import type { Roster } from "../roster/model.ts";
import { fold } from "../roster/fold.ts";
import { openForExceptions } from "../sources/exceptions-file.ts";
import { loadRoster } from "../sources/load-roster.ts";
import { toSource } from "../sources/source.ts";
import { replacePolicyText } from "./policy-text.ts";
import { prune } from "./prune.ts";
import { toSettings } from "./settings.ts";
import { escapeLine, type Flags, type Terminal } from "./terminal.ts";

const texts = ["rule", "subject", "expires", "reason", "owner", "ticket", "approved-by"] as const;
/** Flags of this command only, which are not settings of an audit. */
const ownFlags: ReadonlySet<string> = new Set([...texts, "dry-run", "prune"]);
const defaultDays = 30;

/**
 * Writes the current findings into the policy as dated exceptions, or removes entries without an
 * effect; returns 0.
 */
export async function accept(
  flags: Flags,
  _: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const { settings, policy, target, selection, agreement, now } = await prepare(flags, terminal);
  const { roster } = await loadRoster(toSource(settings, wantsOf(policy)), terminal, { policy });
  terminal.log.end();
  requireSameWorkspace(policy, roster);
  const evaluation = evaluate(roster, policy, now);
  const { findings, rules } = evaluation;
  const { rule: only } = selection;
  const warned = rules.filter(({ rule }) => only === undefined || rule.id === only);
  warnAboutNotJudged(warned, roster, terminal);
  if (flags["prune"] === true) {
    const dryRun = flags["dry-run"] === true;
    requireSomebody(selection, { findings, roster }, namesIn(policy));
    return await prune(
      { target, mainPath: settings.policy, evaluation, now, selection, dryRun },
      terminal,
    );
  }
  requireSomebody(selection, { findings, roster });
  const chosen = selectFindings(findings, selection, roster);
  if (chosen.length === 0) {
    terminal.out(`nothing to accept: ${escapeLine(describeNone(selection))}\n`);
    return 0;
  }
  const entries = toEntries(chosen, agreement, { findings, roster });
  const accepted = acceptInto(target.text, target.path, entries, (text) => target.parse(text));
  requireCovered(chosen, evaluate(roster, accepted.policy, now).findings, target.path);
  if (flags["dry-run"] === true) {
    const lines = accepted.edits.map(({ text }) =>
      text.replaceAll("\r", "").replace(/^\n|\n$/gu, ""),
    );
    terminal.out(`${lines.join("\n")}\n`);
    return 0;
  }
  await replacePolicyText(target.path, target.text, accepted.text);
  terminal.out(
    `${target.path}: ${count(entries.length, "exception")} until ${agreement.expires}, covering ${count(chosen.length, "finding")}\n`,
  );
  return 0;
}

/** Warns once for each reason. */
function warnAboutNotJudged(
  rules: readonly RuleResult[],
  { coverage }: Roster,
  { log }: Terminal,
): void {
  const share = shareGaps(coverage.lists);
  const blind = rules.filter(({ status }) => status === "not-judged");
  for (const [reason, group] of Map.groupBy(blind, (result) =>
    share(result.reason ?? "no reason was recorded"),
  )) {
    const verb = group.length === 1 ? "was" : "were";
    log.warn(`${joinNames(group.map(({ rule }) => rule.id))} ${verb} not judged: ${reason}`);
  }
}

function describeNone({ rule, subject }: Selection): string {
  const what = `open finding${rule === undefined ? "" : ` of ${rule}`}`;
  return subject === undefined ? `there is no ${what}` : `${subject} has no ${what}`;
}

/**
 * Throws `AuditError` `BAD_SETTINGS` if `--subject` matches nobody. `others` are further names that
 * are not a mistake.
 */
function requireSomebody(
  { subject }: Selection,
  found: Found,
  others: readonly WrittenName[] = [],
): void {
  if (subject === undefined) return;
  const advice = adviseOnNobody(subject, found);
  if (advice === undefined || others.some(({ text }) => fold(text) === fold(subject))) return;
  throw new AuditError(
    "BAD_SETTINGS",
    `cannot accept findings of ${JSON.stringify(subject)}: the name matches nobody in the workspace, and nothing that was found. ${advice}`,
  );
}

/** Somebody who left may still have entries to prune. */
function namesIn(policy: Policy): readonly WrittenName[] {
  return [
    ...[...placesOfPeople(policy), ...allowedPlaces(policy)].map(({ name }) => name),
    ...policy.exceptions.map(({ subject }) => subject),
  ];
}

async function prepare(flags: Flags, terminal: Terminal) {
  requirePruneAlone(flags);
  const shared = Object.entries(flags).filter(([name]) => !ownFlags.has(name));
  const settings = toSettings(Object.fromEntries(shared), terminal);
  const { policy, target } = await openForExceptions(settings.policy);
  const now = terminal.clock();
  return {
    settings,
    policy,
    now,
    target,
    selection: {
      rule: toRule(textOf(flags, "rule"), policy),
      subject: toSubject(textOf(flags, "subject"), policy),
    },
    agreement: toAgreement(flags, policy, now),
  };
}

/** The other flags describe new exceptions. */
function requirePruneAlone(flags: Flags): void {
  const other = texts.find((name) => !["rule", "subject"].includes(name) && name in flags);
  if (flags["prune"] !== true || other === undefined) return;
  throw new AuditError(
    "BAD_SETTINGS",
    `cannot prune with --${other}: --prune only removes entries. Run accept once with --prune, and once without.`,
  );
}

/** Checks with the same roster that the new policy accepts the selected findings. */
function requireCovered(chosen: readonly Finding[], now: readonly Finding[], path: string): void {
  const meant = new Set(chosen.map(({ fingerprint }) => fingerprint));
  const open = now.find(
    (finding) => meant.has(finding.fingerprint) && finding.state !== "accepted",
  );
  if (open === undefined) return;
  throw new AuditError(
    "BAD_POLICY",
    `cannot write ${path}: no name distinguishes "${open.subject.slug}" (${open.rule}) from another account, so no exception would cover it. Exclude it with --rule or --subject.`,
  );
}

function toRule(id: string | undefined, policy: Policy): string | undefined {
  if (id === undefined || (policy.rules.has(id) && !id.startsWith("exception-"))) return id;
  const ids = catalog.map((rule) => rule.id).filter((known) => !known.startsWith("exception-"));
  throw new AuditError(
    "BAD_SETTINGS",
    `cannot accept findings of ${JSON.stringify(id)}: there is no such rule, or it takes no exceptions. ${suggestFirst(id, ids)}Run explain for the list.`,
  );
}

/** An alias of the policy stands for its account. */
function toSubject(name: string | undefined, { aliases }: Policy): string | undefined {
  if (name === undefined) return undefined;
  return aliases.find((alias) => fold(alias.name.text) === fold(name))?.account ?? name;
}

function toAgreement(flags: Flags, policy: Policy, now: Date): Agreement {
  const owner = textOf(flags, "owner");
  const ticket = textOf(flags, "ticket");
  const approvedBy = textOf(flags, "approved-by");
  return {
    reason: textOf(flags, "reason") ?? "TODO",
    ...(owner !== undefined && { owner }),
    ...(ticket !== undefined && { ticket }),
    ...(approvedBy !== undefined && { "approved-by": approvedBy }),
    created: toDay(now),
    expires: toLastDay(textOf(flags, "expires"), longestOf(policy), now),
  };
}

/**
 * Returns the last day of `--expires` (a day or a number of days), at most `longest` days from now.
 */
function toLastDay(given: string | undefined, longest: number, now: Date): string {
  const limit = addDays(now, longest);
  const fail = (reason: string) =>
    new AuditError(
      "BAD_SETTINGS",
      `cannot accept until ${JSON.stringify(given)}: ${reason}. Give a day such as ${limit}, or a number of days such as "30d".`,
    );
  if (given === undefined) return addDays(now, Math.min(defaultDays, longest));
  const days = /^([1-9]\d{0,3})d$/u.exec(given)?.[1];
  const day = days === undefined ? given : addDays(now, Number(days));
  if (!Day.safeParse(day).success) throw fail("it is not a day");
  if (day < toDay(now)) throw fail("it is in the past");
  if (day > limit) throw fail(`the policy limits an exception to ${longest} days`);
  return day;
}

function textOf(flags: Flags, name: (typeof texts)[number]): string | undefined {
  const value = flags[name];
  return typeof value === "string" ? value.trim() : undefined;
}
