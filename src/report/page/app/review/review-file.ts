/** A review as a JSON file: also the form in which the browser keeps it. */

import { escapeJson } from "../../../escape/visible-text.ts";
import { accountKinds } from "../../page-data.ts";
import type { Page } from "../model.ts";
import {
  answers,
  itemKey,
  maxNote,
  maxReviewer,
  maxSeen,
  type Decision,
  type Grant,
  type Review,
  type RosterStamp,
} from "./review.ts";
import { standingOf } from "./standing.ts";

const kind = "cloudsmith-access-audit review";
const version = 1;

/** The largest file that is read, in bytes: a hundred thousand decisions with notes. */
export const maxFileBytes = 64 * 1024 ** 2;
const maxDecisions = 100_000;
const maxText = 400;

/** Returns the text of the file. */
export function renderReview({ reviewer, decisions }: Review, page: Page): string {
  const { organization } = page.report;
  const roster = stampOf(page);
  const file = {
    kind,
    version,
    workspace: { id: organization.id, slug: organization.slug },
    roster,
    reviewer: { name: reviewer, identity: "self-declared" },
    decisions: [...decisions.values()].map(({ item, ...decision }) => ({
      account: { kind: item.kind, id: item.id, slug: decision.slug },
      ...(item.grant !== undefined && { grant: item.grant }),
      answer: decision.answer,
      note: decision.note,
      decidedAt: decision.decidedAt,
      // Most decisions are about the roster of the file, which is in it once.
      ...(decision.roster.digest !== roster.digest && { roster: decision.roster }),
      seen: decision.seen,
      findings: decision.findings,
      privileges: decision.privileges,
      reviewer: decision.reviewer,
    })),
  };
  return escapeJson(JSON.stringify(file));
}

/** Returns the roster that a page shows. */
export function stampOf({ report }: Page): RosterStamp {
  return { digest: report.rosterDigest, readAt: report.readAt };
}

/** Returns the review in a file's text, or why it cannot be used, without a final period. */
export function parseReview(text: string, page: Page): Review | { readonly refused: string } {
  const refuse = (refused: string) => ({ refused });
  const file = readJson(text);
  if (!isObject(file) || file["kind"] !== kind) return refuse("it is not a review of this page");
  if (file["version"] !== version) return refuse("another version of the page wrote it");
  const workspace = isObject(file["workspace"]) ? file["workspace"] : {};
  const { organization, readAt } = page.report;
  if (workspace["id"] !== organization.id) {
    const slug = shortText(workspace["slug"]) ?? "another workspace";
    return refuse(`it is a review of ${slug}, and this page shows ${organization.slug}`);
  }
  const stamp = readStamp(file["roster"]);
  const entries = file["decisions"];
  const reviewer = isObject(file["reviewer"]) ? file["reviewer"]["name"] : undefined;
  if (stamp === undefined || !Array.isArray(entries) || typeof reviewer !== "string") {
    return refuse("it is damaged");
  }
  if (stamp.readAt > readAt) {
    return refuse(
      `it is a review of a newer sync (${stamp.readAt.slice(0, 10)}): open the newer page`,
    );
  }
  if (entries.length > maxDecisions || reviewer.length > maxReviewer)
    return refuse("it is too large");
  const decisions = new Map<string, Decision>();
  for (const entry of entries as readonly unknown[]) {
    const decision = readDecision(entry, stamp);
    if (decision === undefined) return refuse("it is damaged");
    decisions.set(itemKey(decision.item), decision);
  }
  return { reviewer, decisions };
}

/**
 * Returns one review with the decisions of both. Of two about one item, one that still counts on
 * this page; else the newer one. Imported ones keep the name of their reviewer.
 */
export function mergeReviews(own: Review, other: Review, page: Page): Review {
  if (own.decisions.size === 0 && own.reviewer === "") return other;
  const decisions = new Map(own.decisions);
  const isSame = own.reviewer === other.reviewer;
  for (const [key, decision] of other.decisions) {
    const known = decisions.get(key);
    if (known !== undefined && isBetter(known, decision, page)) continue;
    decisions.set(key, isSame ? decision : { reviewer: other.reviewer, ...decision });
  }
  return { reviewer: own.reviewer, decisions };
}

function isBetter(known: Decision, other: Decision, page: Page): boolean {
  const [counts, otherCounts] = [known, other].map(
    (one) => one.answer !== null && standingOf(one, page).state === "same",
  );
  return counts === otherCounts ? known.decidedAt > other.decidedAt : counts === true;
}

function readDecision(entry: unknown, stamp: RosterStamp): Decision | undefined {
  if (!isObject(entry) || !isObject(entry["account"])) return undefined;
  const { account, answer, note, decidedAt, seen } = entry;
  const accountKind = accountKinds.find((name) => name === account["kind"]);
  const id = shortText(account["id"]);
  const slug = shortText(account["slug"]);
  const roster = entry["roster"] === undefined ? stamp : readStamp(entry["roster"]);
  const grant = readGrant(entry["grant"]);
  const given = answer === null ? null : answers.find((name) => name === answer);
  if (accountKind === undefined || id === undefined || slug === undefined) return undefined;
  if (roster === undefined || grant === null || given === undefined) return undefined;
  if (typeof note !== "string" || note.length > maxNote || !isTime(decidedAt)) return undefined;
  const texts = readTexts(seen);
  // A page that wrote it earlier may not have known these.
  const [findings, privileges] = [entry["findings"], entry["privileges"]].map((list) =>
    list === undefined ? undefined : (readTexts(list) ?? null),
  );
  const reviewer = entry["reviewer"];
  if (texts === undefined || findings === null || privileges === null) return undefined;
  if (reviewer !== undefined && (typeof reviewer !== "string" || reviewer.length > maxReviewer))
    return undefined;
  return {
    item: { kind: accountKind, id, ...(grant !== undefined && { grant }) },
    slug,
    answer: given,
    note,
    decidedAt,
    roster,
    seen: texts,
    ...(findings !== undefined && { findings }),
    ...(privileges !== undefined && { privileges }),
    ...(reviewer !== undefined && { reviewer }),
  };
}

function readTexts(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length > maxSeen) return undefined;
  const texts = (value as readonly unknown[]).map(shortText);
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

/** Null: there is one, but it is not valid. */
function readGrant(value: unknown): Grant | undefined | null {
  if (value === undefined || value === "role") return value;
  const team = isObject(value) ? shortText(value["team"]) : undefined;
  return team === undefined ? null : { team };
}

function readStamp(value: unknown): RosterStamp | undefined {
  if (!isObject(value)) return undefined;
  const digest = shortText(value["digest"]);
  const { readAt } = value;
  return digest === undefined || !isTime(readAt) ? undefined : { digest, readAt };
}

function shortText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" && value.length <= maxText ? value : undefined;
}

function isTime(value: unknown): value is string {
  return typeof value === "string" && /^\d{4}-\d\d-\d\dT[\d:.]{5,15}Z$/u.test(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
