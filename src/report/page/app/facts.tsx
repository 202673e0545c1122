/**
 * Shows names and facts: untrusted text with its invisible characters, and unknown facts with their
 * reasons.
 */

import type { JSX } from "preact";

import { isUnknown, unknownReasons, type Fact } from "../../../roster/fact.ts";
import { toVisibleText } from "../../escape/visible-text.ts";

/** Long enough for every real name. */
const maxLength = 200;

/** Shows untrusted text; its writing direction does not affect the text around it. */
export function Text({ of }: { readonly of: string }): JSX.Element {
  return <bdi>{toVisibleText(of, maxLength)}</bdi>;
}

/** Returns text for an attribute, with its invisible characters shown as in the page. */
export function visible(text: string): string {
  return toVisibleText(text, maxLength);
}

/** Returns a paragraph that a policy may contain, such as a remedy, like `visible`. */
export function visibleProse(text: string): string {
  return toVisibleText(text, 5_000);
}

/** Shows that a fact was not seen, and why. */
export function Unseen({
  why,
  brief,
}: {
  readonly why: string;
  readonly brief?: boolean;
}): JSX.Element {
  if (brief === true) {
    return (
      <span class="unseen" title={`unknown: ${why}`}>
        unknown
      </span>
    );
  }
  return (
    <span class="unseen">
      unknown<span class="why">: {why}</span>
    </span>
  );
}

type Plain = string | boolean | null;

/** Shows a fact; `none` is the text for null. */
export function FactValue(props: {
  readonly fact: Fact<Plain>;
  readonly none?: string;
  readonly brief?: boolean;
}): JSX.Element {
  const { fact, none = "–", brief = false } = props;
  if (isUnknown(fact)) return <Unseen why={unknownReasons[fact.unknown]} brief={brief} />;
  if (fact === null) return <>{none}</>;
  if (typeof fact === "boolean") return <>{fact ? "yes" : "no"}</>;
  return isTime(fact) ? <Day time={fact} /> : <Text of={fact} />;
}

/** Shows the day of a time, in UTC. */
export function Day({ time }: { readonly time: string }): JSX.Element {
  return <time dateTime={time}>{time.slice(0, 10)}</time>;
}

/** Returns a fact in one word, for attributes and narrow places. */
export function factWord(fact: Fact<Plain>, none = "–"): string {
  if (isUnknown(fact)) return `unknown (${unknownReasons[fact.unknown]})`;
  if (fact === null) return none;
  if (typeof fact === "boolean") return fact ? "yes" : "no";
  return isTime(fact) ? fact.slice(0, 10) : visible(fact);
}

function isTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/u.test(text);
}
