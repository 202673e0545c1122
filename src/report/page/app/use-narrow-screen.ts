import { useLayoutEffect, useState } from "preact/hooks";

const narrowScreen = "(max-width: 640px)";

/** Returns whether the screen is as narrow as a phone's. */
export function useNarrowScreen(): boolean {
  const [narrow, setNarrow] = useState(() => matchMedia(narrowScreen).matches);
  // Not after the first paint, so that no change before it is missed.
  useLayoutEffect(() => {
    const list = matchMedia(narrowScreen);
    const follow = () => setNarrow(list.matches);
    list.addEventListener("change", follow);
    return () => list.removeEventListener("change", follow);
  }, []);
  return narrow;
}
