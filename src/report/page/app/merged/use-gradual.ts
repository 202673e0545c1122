import { useEffect, useState } from "preact/hooks";

/** Rows that a slow machine renders in less than 100 ms. */
const rowsPerFrame = 50;

/** Returns how many of `number` rows to render now: more in each frame, so that none takes long. */
export function useGradual(number: number): number {
  const [rendered, setRendered] = useState(rowsPerFrame);
  useEffect(() => {
    if (rendered >= number) return undefined;
    const frame = requestAnimationFrame(() => setRendered(rendered + rowsPerFrame));
    return () => cancelAnimationFrame(frame);
  }, [rendered, number]);
  return Math.min(rendered, number);
}
