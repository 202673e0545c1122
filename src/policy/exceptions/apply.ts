/** Applies the policy's exceptions to the findings of rules. */

import { daysBefore } from "../options.ts";
import { isUnknown, unknownReasons } from "../../roster/fact.ts";
import { type Directory } from "../directory.ts";
import { fold } from "../../roster/fold.ts";
import type { Finding } from "../finding.ts";
import type { Repeat } from "../report-once.ts";
import { createNearest } from "../suggest.ts";
import { isWithinLimit, whyBeyondLimit } from "./limit.ts";
import { namedPlace, phraseOf, placeKinds } from "./place.ts";
import { anyRule, endOf, type ExceptionUse, type PolicyException } from "./exception.ts";
import { holderKindOf, holderKindsOf, isOfKind, meantBy, withPrefix } from "./meant-kind.ts";

/** The part of a rule's result that matters here. */
export interface JudgedRule {
  readonly rule: { readonly id: string };
  readonly status: "judged" | "not-judged" | "off";
  readonly findings: readonly Finding[];
  readonly repeats?: readonly Repeat[];
}

export interface ExceptionInput {
  readonly exceptions: readonly PolicyException[];
  readonly directory: Directory;
  readonly now: Date;
  /** How long before its end an exception counts as expiring, written `14d`. */
  readonly remind: string;
}

export interface Applied<Result> {
  /** The same results in the same order; covered findings are accepted. */
  readonly results: readonly Result[];
  /** One entry for each exception, in the file's order. */
  readonly uses: readonly ExceptionUse[];
}

/** Returns the results with covered findings accepted, and the use of each exception. Pure. */
export function applyExceptions<Result extends JudgedRule>(
  results: readonly Result[],
  input: ExceptionInput,
): Applied<Result> {
  const index = indexFindings(
    results.flatMap(({ findings }) => findings),
    input.exceptions,
  );
  const repeats = results.flatMap((result) => result.repeats ?? []);
  const elsewhere: Elsewhere = {
    index: indexFindings(
      repeats.map(({ finding }) => finding),
      [],
    ),
    ruleOf: new Map(repeats.map(({ finding, by }) => [finding, by])),
  };
  const rules = new Map(results.map((result) => [result.rule.id, toCandidates(result)]));
  const covered = new Map<Finding, PolicyException>();
  const uses = input.exceptions.map((exception) => {
    const found = isExpired(exception, input.now) ? [] : findCovered(exception, index, input);
    // If two exceptions cover the same finding, the first one in the file accepts it.
    for (const finding of found) if (!covered.has(finding)) covered.set(finding, exception);
    const candidates = rules.get(exception.rule);
    return toUse(exception, found.length, { candidates, index, elsewhere, ...input });
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

/** Returns whether the last day of an exception is over. */
export function isExpired(exception: PolicyException, now: Date): boolean {
  return now.getTime() >= endOf(exception);
}

/**
 * Findings by rule, kind of account, and every name that an exception may use for their subject.
 */
type FindingIndex = ReadonlyMap<string, readonly Finding[]>;

function indexFindings(
  findings: readonly Finding[],
  exceptions: readonly PolicyException[],
): FindingIndex {
  const coversAnyRule = exceptions.some(({ rule }) => rule === anyRule);
  const index = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { kind, id, slug } = finding.subject;
    // The directory finds members, because it knows their e-mail addresses and ambiguous names.
    const names = kind === "member" ? [id] : new Set([fold(id), fold(slug)]);
    for (const name of names) {
      for (const rule of coversAnyRule ? [finding.rule, anyRule] : [finding.rule]) {
        const key = keyOf(rule, kind, name);
        const filed = index.get(key);
        if (filed === undefined) index.set(key, [finding]);
        else filed.push(finding);
      }
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
  const found = findMeant(exception, index, directory);
  const kinds = holderKindsOf(found).length;
  // A name that two kinds of holders have refers to neither.
  const isShared = isAmbiguous(exception, directory) ? kinds > 0 : kinds > 1;
  return isShared ? [] : found;
}

/** Returns the findings with the subject's name, of all kinds that the subject may mean. */
function findMeant(
  exception: PolicyException,
  index: FindingIndex,
  directory: Directory,
): readonly Finding[] {
  const { rule } = exception;
  const { kind, name } = meantBy(exception);
  const get = (kind: string, key: string) => index.get(keyOf(rule, kind, key)) ?? [];
  // A person's name may also be a team's.
  const found = get("other", fold(name.text)).filter(
    (finding) => rule !== anyRule || isAboutPerson(finding),
  );
  if (kind !== undefined || !isAmbiguous(exception, directory)) {
    const member = directory.member(name);
    if (member !== undefined) found.push(...get("member", member.id));
    if (member === undefined || kind === "service") found.push(...get("service", fold(name.text)));
  }
  return found.filter(
    (finding) =>
      isOfKind(finding, kind) && isWithinLimit(exception, finding) && isAtPlace(exception, finding),
  );
}

/** A privilege of nobody may be a team's. */
function isAboutPerson(finding: Finding): boolean {
  const { kind } = finding.subject;
  return kind === "invite" || (kind === "policy" && (holderKindOf(finding) ?? "user") === "user");
}

/** A team, a repository and a provider may have the same name. */
function isAtPlace(exception: PolicyException, { object }: Finding): boolean {
  const place = namedPlace(exception);
  if (place === undefined) return true;
  const isKind =
    place.kind === "team"
      ? object?.kind !== "repository" && object?.kind !== "provider"
      : object?.kind === place.kind;
  return (
    isKind && object !== undefined && [object.id, object.slug].map(fold).includes(fold(place.name))
  );
}

/** A name that matches two accounts refers to neither: a guess could accept somebody's drift. */
function isAmbiguous({ subject }: PolicyException, directory: Directory): boolean {
  const service = directory.service(subject) === undefined ? 0 : 1;
  return directory.members(subject).length + service > 1;
}

/** Findings that an exception to a rule may have been written for. */
interface Candidates {
  readonly status: JudgedRule["status"];
  readonly nearest: (name: string) => string | undefined;
}

function toCandidates({ status, findings }: JudgedRule): Candidates {
  return { status, nearest: createNearest(findings.map(({ subject }) => subject.slug)) };
}

/** Findings of a rule that another rule reports. */
interface Elsewhere {
  readonly index: FindingIndex;
  readonly ruleOf: ReadonlyMap<Finding, string>;
}

interface UseInput extends ExceptionInput {
  /** Undefined for a rule that does not exist. */
  readonly candidates: Candidates | undefined;
  readonly index: FindingIndex;
  readonly elsewhere: Elsewhere;
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
  if (exception.rule === anyRule) return use("unused", "nothing is found about this person");
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
  { index, elsewhere: { ruleOf, ...repeated }, ...input }: UseInput,
): string {
  if (status === "off") return "the rule is off";
  if (isAmbiguous(exception, input.directory)) {
    return "the name matches more than one account, so the exception covers nothing";
  }
  const kinds = holderKindsOf(findMeant(exception, index, input.directory));
  if (kinds.length > 1) {
    const { text } = exception.subject;
    const choices = kinds.map((kind) => withPrefix(kind, text));
    return `the name matches ${kinds.map((kind) => kindWords[kind]).join(" and ")}, so the exception covers nothing: write ${choices.join(" or ")}`;
  }
  const [repeat] = findCovered(exception, repeated.index, input);
  if (repeat !== undefined) {
    return `${ruleOf.get(repeat)} reports the same, so write the exception to that rule`;
  }
  const { limit, ...unlimited } = exception;
  const beyond = limit === undefined ? [] : findCovered(unlimited, index, input);
  if (limit !== undefined && beyond.length > 0) return whyBeyondLimit(limit, beyond);
  const anywhere = withoutPlace(exception);
  const kind = namedPlace(exception)?.kind ?? "team";
  const elsewhere = findCovered(anywhere, index, input);
  if (elsewhere.length > 0) {
    const places = elsewhere.flatMap(({ object }) => (object?.kind === kind ? [object.slug] : []));
    const what = kind === "provider" ? "an OIDC provider" : `a ${kind}`;
    return places.length === 0
      ? `there is such a finding, but it is not about ${what}`
      : `there is such a finding, but ${phraseOf(kind)} ${[...new Set(places)].join(", ")}`;
  }
  const suggestion = isKnown(exception, input.directory)
    ? undefined
    : nearest(exception.subject.text);
  return `there is no such finding${suggestion === undefined ? "" : `: perhaps ${suggestion} is meant`}`;
}

const kindWords = { user: "a person", team: "a team", service: "a service account" } as const;

function withoutPlace(exception: PolicyException): PolicyException {
  const places = Object.fromEntries(placeKinds.map((kind) => [kind, undefined]));
  return { ...exception, ...places, team: null };
}

function isKnown({ subject }: PolicyException, directory: Directory): boolean {
  return directory.members(subject).length > 0 || directory.service(subject) !== undefined;
}
