import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/** Returns the ref of the links to the views: on a narrow screen, the current one is in sight. */
export function useCurrentLink(view: string): RefObject<HTMLElement | null> {
  const links = useRef<HTMLElement>(null);
  useLayoutEffect(() => showCurrent(links.current), [view]);
  return links;
}

/** Scrolls the links sideways until the current one is in the middle. */
function showCurrent(nav: HTMLElement | null): void {
  const current = nav?.querySelector("[aria-current]");
  if (nav === null || !current) return;
  const outer = nav.getBoundingClientRect();
  const inner = current.getBoundingClientRect();
  nav.scrollLeft += inner.left + inner.width / 2 - (outer.left + outer.width / 2);
}
