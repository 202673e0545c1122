import { useLayoutEffect } from "preact/hooks";

import { isComposing } from "./composing.ts";

/** The Escape key returns to the view from which the reader came, or else to `start`. */
export function useEscape(start: string): void {
  // With the rendering, so that a key that is pressed at once is not lost.
  useLayoutEffect(() => {
    const close = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || isComposing(event)) return;
      if (history.length > 1) history.back();
      else location.hash = start;
    };
    addEventListener("keydown", close);
    return () => removeEventListener("keydown", close);
  }, [start]);
}
