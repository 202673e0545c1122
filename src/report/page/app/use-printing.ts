import { options } from "preact";
import { useEffect, useState } from "preact/hooks";

/** Returns whether the page is being printed; it is drawn anew before the browser takes its picture. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const before = () => atOnce(() => setPrinting(true));
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

/** Rendering waits for the next task otherwise, and printing does not. */
function atOnce(change: () => void): void {
  const usual = { ...options };
  options.debounceRendering = (render) => render();
  try {
    change();
  } finally {
    Reflect.deleteProperty(options, "debounceRendering");
    Object.assign(options, usual);
  }
}
