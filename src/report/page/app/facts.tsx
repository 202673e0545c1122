/** Names and facts as they read: untrusted text in full sight, and unknown as unknown, with why. */

import type { JSX } from "preact";

import { isUnknown, unknownReasons, type Fact } from "../../../roster/fact.ts";
import { toVisibleText } from "../../escape/visible-text.ts";

/** Long enough for every honest name. */
const maxLength = 200;

/** Shows text that somebody chose; its direction stays its own. */
export function Text({ of }: { readonly of: string }): JSX.Element {
  return <bdi>{toVisibleText(of, maxLength)}</bdi>;
}

/** Returns the text of an attribute, made visible as in the page. */
export function visible(text: string): string {
  return toVisibleText(text, maxLength);
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

/** Shows a fact; `none` is what null reads as. */
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

/** Returns a fact in a word, for attributes and where there is no room. */
export function factWord(fact: Fact<Plain>, none = "–"): string {
  if (isUnknown(fact)) return `unknown (${unknownReasons[fact.unknown]})`;
  if (fact === null) return none;
  if (typeof fact === "boolean") return fact ? "yes" : "no";
  return isTime(fact) ? fact.slice(0, 10) : visible(fact);
}

function isTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/u.test(text);
}
