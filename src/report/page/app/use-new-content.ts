import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** Returns the ref of the main element, which takes the focus and is at its top in a new place. */
export function useNewContent(place: string): RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null);
  const opened = useRef(place);
  useEffect(() => {
    // After a link, keyboard focus moves to the new content.
    if (opened.current !== place) main.current?.focus();
    opened.current = place;
    scrollTo(0, 0);
  }, [place]);
  return main;
}
