/** Holds the findings of rules against the policy's exceptions. */

import { daysBefore } from "../options.ts";
import { isUnknown, unknownReasons } from "../../roster/fact.ts";
import { type Directory } from "../directory.ts";
import { fold } from "../../roster/fold.ts";
import type { Finding } from "../finding.ts";
import { createNearest } from "../suggest.ts";
import { endOf, type ExceptionUse, type PolicyException } from "./exception.ts";

/** What of a rule's result matters here. */
export interface JudgedRule {
  readonly rule: { readonly id: string };
  readonly status: "judged" | "not-judged" | "off";
  readonly findings: readonly Finding[];
}

export interface ExceptionInput {
  readonly exceptions: readonly PolicyException[];
  readonly directory: Directory;
  readonly now: Date;
  /** How long before its end an exception is called expiring, written `14d`. */
  readonly remind: string;
}

export interface Applied<Result> {
  /** The same results in the same order, with what is covered accepted. */
  readonly results: readonly Result[];
  /** One entry for each exception, in the file's order. */
  readonly uses: readonly ExceptionUse[];
}

/** Returns the results with covered findings accepted, and what came of each exception. Pure. */
export function applyExceptions<Result extends JudgedRule>(
  results: readonly Result[],
  input: ExceptionInput,
): Applied<Result> {
  const index = indexFindings(results);
  const rules = new Map(results.map((result) => [result.rule.id, toCandidates(result)]));
  const covered = new Map<Finding, PolicyException>();
  const uses = input.exceptions.map((exception) => {
    const found = isExpired(exception, input.now) ? [] : findCovered(exception, index, input);
    // Where two exceptions cover the same finding, the first one in the file speaks for it.
    for (const finding of found) if (!covered.has(finding)) covered.set(finding, exception);
    const candidates = rules.get(exception.rule);
    return toUse(exception, found.length, { candidates, index, ...input });
  });
  const accept = (finding: Finding): Finding => {
    const exception = covered.get(finding);
    return exception === undefined ? finding : { ...finding, state: "accepted", exception };
  };
  return {
    results: results.map((result) => ({ ...result, findings: result.findings.map(accept) })),
    uses,
  };
}

/** True when the last day of an exception is over. */
export function isExpired(exception: PolicyException, now: Date): boolean {
  return now.getTime() >= endOf(exception);
}

/** Findings by rule, kind of account and every name that an exception may give them. */
type FindingIndex = ReadonlyMap<string, readonly Finding[]>;

function indexFindings(results: readonly JudgedRule[]): FindingIndex {
  const index = new Map<string, Finding[]>();
  for (const finding of results.flatMap(({ findings }) => findings)) {
    const { kind, id, slug } = finding.subject;
    // A member is found by way of the directory, which knows e-mail addresses and ambiguity.
    const names = kind === "member" ? [id] : new Set([fold(id), fold(slug)]);
    for (const name of names) {
      const key = keyOf(finding.rule, kind, name);
      const known = index.get(key);
      if (known === undefined) index.set(key, [finding]);
      else known.push(finding);
    }
  }
  return index;
}

function keyOf(rule: string, kind: string, name: string): string {
  const group = kind === "member" || kind === "service" ? kind : "other";
  return JSON.stringify([rule, group, name]);
}

function findCovered(
  exception: PolicyException,
  index: FindingIndex,
  { directory }: ExceptionInput,
): readonly Finding[] {
  const { rule, subject, team } = exception;
  const get = (kind: string, name: string) => index.get(keyOf(rule, kind, name)) ?? [];
  const found = [...get("other", fold(subject.text))];
  if (!isAmbiguous(exception, directory)) {
    const member = directory.member(subject);
    if (member !== undefined) found.push(...get("member", member.id));
    else found.push(...get("service", fold(subject.text)));
  }
  if (team === null) return found;
  const name = fold(team);
  return found.filter(
    ({ object }) => object !== undefined && [object.id, object.slug].map(fold).includes(name),
  );
}

/** A name that means two accounts stands for neither: guessing would accept somebody's drift. */
function isAmbiguous({ subject }: PolicyException, directory: Directory): boolean {
  const service = directory.service(subject) === undefined ? 0 : 1;
  return directory.members(subject).length + service > 1;
}

/** What an exception to a rule might have been meant for. */
interface Candidates {
  readonly status: JudgedRule["status"];
  readonly nearest: (name: string) => string | undefined;
}

function toCandidates({ status, findings }: JudgedRule): Candidates {
  return { status, nearest: createNearest(findings.map(({ subject }) => subject.slug)) };
}

interface UseInput extends ExceptionInput {
  /** Undefined for a rule that there is not. */
  readonly candidates: Candidates | undefined;
  readonly index: FindingIndex;
}

function toUse(exception: PolicyException, covers: number, input: UseInput): ExceptionUse {
  const { directory, now, remind, candidates } = input;
  const use = (status: ExceptionUse["status"], why: string | null = null) => ({
    exception,
    status,
    covers,
    why,
  });
  if (isExpired(exception, now)) return use("expired");
  if (covers > 0) {
    const isNear = daysBefore(new Date(endOf(exception)), remind) <= now;
    return use(isNear ? "expiring" : "used");
  }
  if (candidates === undefined || candidates.status === "not-judged") {
    return use("not-judged", `${exception.rule} was not judged`);
  }
  const hidden = directory.mayBeHidden(exception.subject);
  if (isUnknown(hidden)) {
    const reason = unknownReasons[hidden.unknown];
    return use("not-judged", `the e-mail address was not seen for every account: ${reason}`);
  }
  return use("unused", whyUnused(exception, candidates, input));
}

function whyUnused(
  exception: PolicyException,
  { status, nearest }: Candidates,
  { index, ...input }: UseInput,
): string {
  if (status === "off") return "the rule is off";
  if (isAmbiguous(exception, input.directory)) {
    return "the name matches more than one account, and so stands for none";
  }
  const elsewhere = findCovered({ ...exception, team: null }, index, input);
  if (elsewhere.length > 0) {
    const teams = elsewhere.flatMap(({ object }) => (object?.kind === "team" ? [object.slug] : []));
    return teams.length === 0
      ? "there is such a finding, but about no team"
      : `there is such a finding, but in team ${[...new Set(teams)].join(", ")}`;
  }
  const meant = isKnown(exception, input.directory) ? undefined : nearest(exception.subject.text);
  return `there is no such finding${meant === undefined ? "" : `: perhaps ${meant} is meant`}`;
}

function isKnown({ subject }: PolicyException, directory: Directory): boolean {
  return directory.members(subject).length > 0 || directory.service(subject) !== undefined;
}
