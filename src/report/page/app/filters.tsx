/** The controls above a list. */

import type { ComponentChildren, JSX } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";

import { isComposing } from "./composing.ts";
import type { Route } from "./route.ts";
import type { Narrow } from "./use-route.ts";

/** Contains the controls above a list. */
export function Filters(props: {
  readonly label: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { label, children } = props;
  return (
    <form
      class="filters"
      role="search"
      aria-label={label}
      onSubmit={(event) => event.preventDefault()}
    >
      {children}
    </form>
  );
}

/**
 * Shows how many items match, and a button that resets the filters; it is below them, so that they
 * do not move.
 */
export function Remaining(props: {
  readonly query: Route["query"];
  readonly narrow: Narrow;
  readonly clearable: readonly string[];
  readonly children: ComponentChildren;
}): JSX.Element {
  const { query, narrow, clearable, children } = props;
  return (
    <div class="remaining">
      <p role="status" class="muted">
        {children}
      </p>
      <button
        type="button"
        class="quiet"
        disabled={!isNarrowed(query, clearable)}
        onClick={() => narrow(Object.fromEntries(clearable.map((name) => [name, ""])))}
      >
        Clear filters
      </button>
    </div>
  );
}

/** Returns whether any of these filters is set. */
export function isNarrowed(query: Route["query"], names: readonly string[]): boolean {
  return names.some((name) => (query[name] ?? "") !== "");
}

/** A field that searches while the reader types; Escape clears it. */
export function Search(props: {
  readonly label: string;
  readonly value: string;
  readonly onSearch: (text: string) => void;
}): JSX.Element {
  const { label, value, onSearch } = props;
  const field = useRef<HTMLInputElement>(null);
  // With the rendering, so that a key that is pressed at once is not lost.
  useLayoutEffect(() => {
    // "/" moves the focus to the search field, as in many web applications.
    const jump = (event: KeyboardEvent) => {
      if (event.key !== "/" || isField(event.target)) return;
      event.preventDefault();
      field.current?.focus();
    };
    addEventListener("keydown", jump);
    return () => removeEventListener("keydown", jump);
  }, []);
  return (
    <input
      ref={field}
      type="search"
      aria-label={label}
      placeholder={label}
      autocomplete="off"
      spellcheck={false}
      value={value}
      onInput={(event) => onSearch(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !isComposing(event)) onSearch("");
      }}
    />
  );
}

/** In a field, "/" is a character like any other. */
function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, select, textarea") !== null;
}

/** What can be chosen: its value in the URL, and its name. */
export type Option = readonly [value: string, name: string];

/** Returns options whose values are their names. */
export function optionsOf(values: readonly string[]): readonly Option[] {
  return values.map((value) => [value, value]);
}

/** A filter: its name in the URL, its label, the name of no choice at all, and the choices. */
export type FilterOf = readonly [
  name: string,
  label: string,
  all: string,
  options: readonly Option[],
];

/** Filters of which each chooses one value, or all. */
export function FilterChoices(props: {
  readonly query: Route["query"];
  readonly narrow: Narrow;
  readonly of: readonly FilterOf[];
}): JSX.Element {
  const { query, narrow, of } = props;
  return (
    <>
      {of.map(([name, label, all, options]) => (
        <Choice
          key={name}
          label={label}
          value={query[name] ?? ""}
          options={[["", all], ...options]}
          onChoose={(value) => narrow({ [name]: value })}
        />
      ))}
    </>
  );
}

/** A choice of one value. */
export function Choice(props: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChoose: (value: string) => void;
}): JSX.Element {
  const { label, value, options, onChoose } = props;
  const id = useId();
  return (
    <span class="choice">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        {options.map(([option, name]) => (
          <option key={option} value={option}>
            {name}
          </option>
        ))}
      </select>
    </span>
  );
}
