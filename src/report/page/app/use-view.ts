import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";

import { fixedWidth, headHeight, nameWidth, rowHeight, teamWidth } from "./matrix-layout.ts";
import { spanOf, type Span } from "./matrix-window.ts";

export interface View {
  readonly rows: Span;
  readonly columns: Span;
  readonly onScroll: () => void;
}

interface Spot {
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

/** Returns the rows and columns of a scrolling element that are in view. */
export function useView(
  box: RefObject<HTMLElement | null>,
  rowCount: number,
  columnCount: number,
): View {
  // Before the first measurement, uses the size of the window, so that nothing is missing.
  const [spot, setSpot] = useState<Spot>(() => ({
    top: 0,
    left: 0,
    width: innerWidth,
    height: innerHeight,
  }));
  const measure = () => {
    const element = box.current;
    if (element === null) return;
    const { scrollTop: top, scrollLeft: left, clientWidth: width, clientHeight: height } = element;
    setSpot({ top, left, width, height });
  };
  useEffect(() => {
    const watch = new ResizeObserver(measure);
    if (box.current !== null) watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  return { ...spansOf(spot, rowCount, columnCount), onScroll: measure };
}

function spansOf(spot: Spot, rowCount: number, columnCount: number): Omit<View, "onScroll"> {
  return {
    rows: spanOf({
      offset: spot.top,
      extent: spot.height - headHeight,
      size: rowHeight,
      count: rowCount,
      spare: 5,
    }),
    columns: spanOf({
      // The other facts scroll out of view, the name does not.
      offset: spot.left - (fixedWidth - nameWidth),
      extent: spot.width - nameWidth,
      size: teamWidth,
      count: columnCount,
      spare: 6,
    }),
  };
}
