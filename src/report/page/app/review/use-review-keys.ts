import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import { isComposing } from "../composing.ts";

export interface ReviewKeys {
  /** The key of the item that had the focus last; empty if none had it. */
  readonly chosen: string;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocusIn: (event: FocusEvent) => void;
  /** Focuses an item when it is on the page: at once, or after the next page of items is shown. */
  readonly focus: (key: string) => void;
}

export interface ReviewMoves {
  /** Goes past the last item on the page, or before the first. */
  readonly onLeave: (direction: 1 | -1) => void;
  readonly onNext: (key: string) => void;
  readonly onHelp: () => void;
}

/** A letter sets its answer, and never takes it back: that is what C is for. */
const letters: Readonly<Record<string, string>> = {
  k: '[data-answer="keep"][aria-pressed="false"]',
  r: '[data-answer="remove"][aria-pressed="false"]',
  a: '[data-answer="ask"][aria-pressed="false"]',
  c: '[data-answer][aria-pressed="true"]',
  g: "[data-grants]",
  o: ".title a",
};

/**
 * Returns the keys of a list of items: letters press the buttons of the item that has the focus,
 * arrows move to another one. Letters that are typed into a note stay there.
 */
export function useReviewKeys(list: RefObject<HTMLElement | null>, moves: ReviewMoves): ReviewKeys {
  const [chosen, setChosen] = useState("");
  const wanted = useRef<string | undefined>(undefined);
  const items = () => [...(list.current?.querySelectorAll<HTMLElement>("[data-item]") ?? [])];
  const find = (key: string) => items().find((item) => item.dataset["item"] === key);
  useEffect(() => {
    const item = wanted.current === undefined ? undefined : find(wanted.current);
    if (item === undefined) return;
    wanted.current = undefined;
    enter(item);
  });
  const focus = (key: string) => {
    const item = find(key);
    if (item === undefined) wanted.current = key;
    else enter(item);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isComposing(event)) return;
    const { target } = event;
    const item = target instanceof Element ? target.closest<HTMLElement>("[data-item]") : null;
    if (item === null || !(target instanceof HTMLElement)) return;
    const done = target instanceof HTMLInputElement ? noteKey(event, item) : itemKey(event, item);
    if (done) event.preventDefault();
  };
  const noteKey = ({ key }: KeyboardEvent, item: HTMLElement): boolean => {
    if (key === "ArrowDown" || key === "ArrowUp") return move(item, key === "ArrowDown" ? 1 : -1);
    if (key !== "Enter" && key !== "Escape") return false;
    enter(item);
    return true;
  };
  const itemKey = ({ key, repeat }: KeyboardEvent, item: HTMLElement): boolean => {
    const selector = letters[key.toLowerCase()];
    // A key that is held down decides once.
    if (repeat && selector !== undefined) return true;
    const button = selector === undefined ? null : item.querySelector<HTMLElement>(selector);
    if (button !== null) press(button);
    else if (selector !== undefined) return true;
    else if (key === "n" || key === "N") item.querySelector("input")?.focus();
    else if (key === "u" || key === "U") moves.onNext(item.dataset["item"] ?? "");
    else if (key === "?") moves.onHelp();
    else if (key === "ArrowDown" || key === "ArrowUp")
      return move(item, key === "ArrowDown" ? 1 : -1);
    else return false;
    return true;
  };
  const move = (item: HTMLElement, by: 1 | -1): boolean => {
    const all = items();
    const next = all[all.indexOf(item) + by];
    if (next === undefined) moves.onLeave(by);
    else enter(next);
    return true;
  };
  const onFocusIn = ({ target }: FocusEvent) => {
    const item = target instanceof Element ? target.closest<HTMLElement>("[data-item]") : null;
    if (item !== null) setChosen(item.dataset["item"] ?? "");
  };
  return { chosen, onKeyDown, onFocusIn, focus };
}

function press(button: HTMLElement): void {
  button.focus();
  button.click();
}

/** Focuses the answer of an item, or its first button. */
function enter(item: HTMLElement): void {
  const pressed = item.querySelector<HTMLElement>('[data-answer][aria-pressed="true"]');
  (pressed ?? item.querySelector<HTMLElement>("[data-answer]"))?.focus();
}
