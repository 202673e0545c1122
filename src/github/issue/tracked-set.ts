/**
 * The set of findings that the tracking issue shows, hidden in its body, so that the next run can
 * compare. It contains short fingerprints and no names, and is ignored if the body was changed
 * since.
 */

import { createHash } from "node:crypto";

import { z } from "zod";

import { openFindings } from "../../report/tally.ts";
import type { HeldRule, RuleProgress } from "../../report/progress.ts";
import type { Report } from "../../report/report.ts";

/** The findings of one rule. */
export interface TrackedRule {
  readonly count: number;
  /** The digest of the fingerprints; absent if only counts may be shown. */
  readonly digest?: string | undefined;
  /** Sorted; absent if there are too many to store. */
  readonly findings?: readonly string[] | undefined;
}

export interface TrackedSet {
  /** The last complete sync that the issue knows of; ISO 8601, UTC. */
  readonly completeAt: string | undefined;
  /** True if the issue says that this is longer ago than the schedule allows. */
  readonly overdue: boolean;
  /** True if the set has only counts. */
  readonly anonymous: boolean;
  readonly rules: ReadonlyMap<string, TrackedRule>;
  /** Id of the last news comment, posted or not; undefined before the first one. */
  readonly news?: string | undefined;
  /** The last news if its comment could not be posted: the next run posts it. */
  readonly unposted?: UnpostedNews | undefined;
}

export interface UnpostedNews {
  readonly event: "changed" | "reopened" | "closed";
  /** The findings that people were last notified of. */
  readonly rules: ReadonlyMap<string, TrackedRule>;
}

/**
 * With more findings, only counts and digests are stored, because the body has a size
 * limit.
 */
const maxFindings = 2_000;
/** 40 bits: among 2,000 findings, two have the same value in one of 500,000 workspaces. */
const shortLength = 10;

const Rules = z.record(
  z.string(),
  z.object({
    count: z.int().positive(),
    digest: z
      .string()
      .regex(/^[0-9a-f]{12}$/u)
      .optional(),
    findings: z
      .string()
      .regex(/^(?:[0-9a-f]{10})+$/u)
      .optional(),
  }),
);
const Hidden = z.object({
  complete: z.iso.datetime().optional(),
  overdue: z.literal(true).optional(),
  anonymous: z.literal(true).optional(),
  rules: Rules,
  news: z
    .string()
    .regex(/^[0-9a-f]{16}$/u)
    .optional(),
  untold: z.object({ event: z.enum(["changed", "reopened", "closed"]), rules: Rules }).optional(),
});

/**
 * Returns the set of a report's findings. `anonymous` means counts only, because anyone who knows
 * an id could compute its fingerprint and compare.
 */
export function toTrackedSet(
  report: Report,
  { anonymous, ...given }: Pick<TrackedSet, "anonymous" | "completeAt" | "overdue">,
): TrackedSet {
  const open = openFindings(report);
  const byRule = Map.groupBy(open, ({ rule }) => rule);
  return {
    ...given,
    anonymous,
    rules: new Map(
      [...byRule].map(([rule, findings]) => [
        rule,
        anonymous
          ? { count: findings.length }
          : trackRule(
              findings.map(({ fingerprint }) => fingerprint),
              open.length <= maxFindings,
            ),
      ]),
    ),
  };
}

function trackRule(fingerprints: readonly string[], listed: boolean): TrackedRule {
  const findings = fingerprints.map((text) => text.slice(0, shortLength)).sort();
  const digest = sha256(findings.join("")).slice(0, 12);
  return { count: findings.length, digest, ...(listed && { findings }) };
}

/**
 * Returns the set with the earlier findings of rules that were not judged this time, and how many
 * those are: a finding that was not checked is not cleared.
 */
export function carryOver(
  now: TrackedSet,
  earlier: TrackedSet | undefined,
  notJudged: ReadonlySet<string>,
): { readonly set: TrackedSet; readonly held: readonly HeldRule[] } {
  const rules = new Map(now.rules);
  const held: HeldRule[] = [];
  for (const [rule, before] of earlier?.rules ?? []) {
    if (!notJudged.has(rule)) continue;
    const merged = union(now.anonymous ? { count: before.count } : before, rules.get(rule));
    const missing = merged.count - (rules.get(rule)?.count ?? 0);
    if (missing > 0) held.push({ rule, count: missing });
    rules.set(rule, merged);
  }
  return { set: { ...now, rules }, held };
}

function union(before: TrackedRule, now: TrackedRule | undefined): TrackedRule {
  if (now === undefined) return before;
  if (before.findings === undefined || now.findings === undefined) {
    return now.count > before.count ? now : before;
  }
  return trackRule([...new Set([...before.findings, ...now.findings])], true);
}

/**
 * Returns the rules to store in addition to a set: only counts if nothing else may be shown or
 * fits.
 */
export function toStoredRules(
  rules: TrackedSet["rules"],
  current: TrackedSet,
): ReadonlyMap<string, TrackedRule> {
  const total = [...rules.values(), ...current.rules.values()].reduce(
    (sum, { count }) => sum + count,
    0,
  );
  return new Map(
    [...rules].map(([rule, { count, digest, findings }]) => [
      rule,
      current.anonymous ? { count } : { count, digest, ...(total <= maxFindings && { findings }) },
    ]),
  );
}

/**
 * Returns an id for the news of a change between two sets: the same for concurrent runs, and a
 * different one if the same change happens again.
 */
export function toNewsId(
  before: TrackedSet,
  after: TrackedSet,
  event: UnpostedNews["event"],
): string {
  const parts = [encode(before), encodeRules(after.rules), event];
  return sha256(JSON.stringify(parts)).slice(0, 16);
}

/**
 * Returns what appeared and what was cleared, by rule in code unit order; empty if the sets are
 * equal.
 */
export function compareSets(
  before: Pick<TrackedSet, "rules">,
  after: Pick<TrackedSet, "rules">,
): readonly RuleProgress[] {
  const names = [...new Set([...before.rules.keys(), ...after.rules.keys()])].sort();
  return names.flatMap((rule) => {
    const [was, is] = [before.rules.get(rule), after.rules.get(rule)];
    if (isSame(was, is)) return [];
    const known = !isCountOnly(was) && !isCountOnly(is);
    return [
      {
        rule,
        before: was?.count ?? 0,
        after: is?.count ?? 0,
        moved: known
          ? {
              appeared: difference(is?.findings, was?.findings),
              cleared: difference(was?.findings, is?.findings),
            }
          : undefined,
      },
    ];
  });
}

function isSame(was: TrackedRule | undefined, is: TrackedRule | undefined): boolean {
  if (was?.count !== is?.count) return false;
  // Names that became visible or hidden are not a change.
  return was?.digest === undefined || is?.digest === undefined || was.digest === is.digest;
}

function isCountOnly(rule: TrackedRule | undefined): boolean {
  return rule !== undefined && rule.findings === undefined;
}

function difference(all: readonly string[] = [], without: readonly string[] = []): string[] {
  const known = new Set(without);
  return all.filter((item) => !known.has(item));
}

const opening = "<!-- cloudsmith-access-audit findings v1";

/** Returns the body with the set as its last line. The checksum covers the body and the set. */
export function withTrackedSet(body: string, set: TrackedSet): string {
  const visible = body.trimEnd();
  const hidden = encode(set);
  return `${visible}\n\n${opening} ${checksum(visible, hidden)} ${hidden} -->`;
}

/** Returns the body without the set in its last line. */
export function withoutTrackedSet(body: string): string {
  const at = body.lastIndexOf(`\n${opening}`);
  return at < 0 ? body : body.slice(0, at).trimEnd();
}

/** Returns the set in an unchanged body; undefined if the set was lost or the body was changed. */
export function readTrackedSet(body: string | null | undefined): TrackedSet | undefined {
  const text = (body ?? "").replaceAll("\r\n", "\n").trimEnd();
  const at = text.lastIndexOf(`\n${opening}`);
  const match = /^<!-- cloudsmith-access-audit findings v1 ([0-9a-f]{16}) (\{.*\}) -->$/u.exec(
    text.slice(at + 1),
  );
  const [, sum, hidden = ""] = match ?? [];
  if (at < 0 || sum !== checksum(text.slice(0, at).trimEnd(), hidden)) return undefined;
  return decode(hidden);
}

function encode({ completeAt, overdue, anonymous, rules, news, unposted }: TrackedSet): string {
  const hidden = {
    complete: completeAt,
    ...(overdue && { overdue }),
    ...(anonymous && { anonymous }),
    rules: encodeRules(rules),
    news,
    ...(unposted !== undefined && {
      untold: { event: unposted.event, rules: encodeRules(unposted.rules) },
    }),
  };
  // An HTML comment must not contain `--` or `>`.
  return JSON.stringify(hidden).replaceAll("-", "\\u002d").replaceAll(">", "\\u003e");
}

function encodeRules(rules: TrackedSet["rules"]): object {
  const entries = [...rules]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([rule, { count, digest, findings }]) => [
      rule,
      { count, digest, findings: findings?.join("") },
    ]);
  return Object.fromEntries(entries) as object;
}

function decode(hidden: string): TrackedSet | undefined {
  const parsed = Hidden.safeParse(parseJson(hidden));
  if (!parsed.success) return undefined;
  const { complete, overdue, anonymous, rules, news, untold } = parsed.data;
  return {
    completeAt: complete,
    overdue: overdue ?? false,
    anonymous: anonymous ?? false,
    rules: decodeRules(rules),
    ...(news !== undefined && { news }),
    ...(untold !== undefined && {
      unposted: { event: untold.event, rules: decodeRules(untold.rules) },
    }),
  };
}

function decodeRules(rules: z.infer<typeof Rules>): ReadonlyMap<string, TrackedRule> {
  return new Map(
    Object.entries(rules).map(([rule, { count, digest, findings }]) => [
      rule,
      { count, digest, findings: findings?.match(/.{10}/gu) ?? undefined },
    ]),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function checksum(visible: string, hidden: string): string {
  return sha256(`${visible}\n${hidden}`).slice(0, 16);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
