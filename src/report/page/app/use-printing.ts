import { options } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";

/** Returns whether the page is being printed. It is rendered again before the browser prints it. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  // Not after the first paint, so that a page that is printed as soon as it is loaded is complete.
  useLayoutEffect(() => {
    const before = () => renderImmediately(() => setPrinting(true));
    const after = () => setPrinting(false);
    addEventListener("beforeprint", before);
    addEventListener("afterprint", after);
    return () => {
      removeEventListener("beforeprint", before);
      removeEventListener("afterprint", after);
    };
  }, []);
  return printing;
}

/** Without this, rendering waits for the next task, and printing does not wait for rendering. */
function renderImmediately(change: () => void): void {
  const usual = { ...options };
  options.debounceRendering = (render) => render();
  try {
    change();
  } finally {
    Reflect.deleteProperty(options, "debounceRendering");
    Object.assign(options, usual);
  }
}
