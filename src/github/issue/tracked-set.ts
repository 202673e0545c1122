/**
 * The set of findings that the tracking issue tells, hidden in its body, so that the next run knows
 * what came and what went. Short fingerprints only: no name, and nothing that is believed where the
 * body was changed since.
 */

import { createHash } from "node:crypto";

import { z } from "zod";

import { openFindings } from "../../report/tally.ts";
import type { HeldRule, RuleProgress } from "../../report/progress.ts";
import type { Report } from "../../report/report.ts";

/** One rule's findings. */
export interface TrackedRule {
  readonly count: number;
  /** Of the fingerprints; absent where nothing but numbers may be shown. */
  readonly digest?: string | undefined;
  /** Sorted; absent where there are too many to keep. */
  readonly findings?: readonly string[] | undefined;
}

export interface TrackedSet {
  /** When the workspace was last read whole, as far as the issue knows; ISO 8601, UTC. */
  readonly completeAt: string | undefined;
  /** True where the issue says that this is longer ago than the schedule leaves. */
  readonly overdue: boolean;
  /** True for numbers only. */
  readonly anonymous: boolean;
  readonly rules: ReadonlyMap<string, TrackedRule>;
  /** Id of the last comment with news, written or not; undefined before the first one. */
  readonly news?: string | undefined;
  /** The last news, where its comment could not be written: the next run writes it. */
  readonly untold?: Untold | undefined;
}

export interface Untold {
  readonly event: "changed" | "reopened" | "closed";
  /** What people were told before. */
  readonly rules: ReadonlyMap<string, TrackedRule>;
}

/** Above this many, only numbers and digests are kept: the body has an end. */
const maxFindings = 2_000;
/** Forty bits: among two thousand findings two are alike once in half a million workspaces. */
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

/** Returns what a report found. `anonymous`: numbers only, because ids that are known can be tried. */
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
 * Returns the set with what the earlier one holds of rules that were not judged this time, and how
 * much of it that is: who was not looked at has not been cleared.
 */
export function hold(
  now: TrackedSet,
  earlier: TrackedSet | undefined,
  notJudged: ReadonlySet<string>,
): { readonly set: TrackedSet; readonly held: readonly HeldRule[] } {
  const rules = new Map(now.rules);
  const held: HeldRule[] = [];
  for (const [rule, before] of earlier?.rules ?? []) {
    if (!notJudged.has(rule)) continue;
    const kept = union(now.anonymous ? { count: before.count } : before, rules.get(rule));
    const missing = kept.count - (rules.get(rule)?.count ?? 0);
    if (missing > 0) held.push({ rule, count: missing });
    rules.set(rule, kept);
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

/** Returns the rules to remember beside a set: numbers where that is all that may be shown or fits. */
export function toRemembered(
  rules: TrackedSet["rules"],
  beside: TrackedSet,
): ReadonlyMap<string, TrackedRule> {
  const total = [...rules.values(), ...beside.rules.values()].reduce(
    (sum, { count }) => sum + count,
    0,
  );
  return new Map(
    [...rules].map(([rule, { count, digest, findings }]) => [
      rule,
      beside.anonymous ? { count } : { count, digest, ...(total <= maxFindings && { findings }) },
    ]),
  );
}

/**
 * Returns an id for the news of a change from one set to another: the same for two runs at once, and
 * another one when the same happens again.
 */
export function toNewsId(before: TrackedSet, after: TrackedSet, event: Untold["event"]): string {
  const parts = [encode(before), encodeRules(after.rules), event];
  return sha256(JSON.stringify(parts)).slice(0, 16);
}

/** Returns what came and went, by rule in code unit order; empty when the sets are the same. */
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
  // Where names became visible, or hidden, that alone is no news.
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

/** Returns the body with the set as its last line; the checksum is of all of it. */
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

/** Returns the set in a body that is as we wrote it; undefined where it was lost or changed. */
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

function encode({ completeAt, overdue, anonymous, rules, news, untold }: TrackedSet): string {
  const hidden = {
    complete: completeAt,
    ...(overdue && { overdue }),
    ...(anonymous && { anonymous }),
    rules: encodeRules(rules),
    news,
    ...(untold !== undefined && {
      untold: { event: untold.event, rules: encodeRules(untold.rules) },
    }),
  };
  // Neither may stand in an HTML comment's text.
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
      untold: { event: untold.event, rules: decodeRules(untold.rules) },
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
