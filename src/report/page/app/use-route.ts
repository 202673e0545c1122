import { useCallback, useLayoutEffect, useState } from "preact/hooks";

import { linkTo, parseRoute, type Route, type View } from "./route.ts";

/** Changes the filters of the view and its URL, without a new entry in the browser's history. */
export type Narrow = (change: Route["query"]) => void;

/** Returns the reader's location, and a function that changes its filters. */
export function useRoute(): { readonly route: Route; readonly narrow: Narrow } {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  // Not after the first paint, so that a link that is followed at once is not lost.
  useLayoutEffect(() => {
    const follow = () => setRoute(parseRoute(location.hash));
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  const narrow = useCallback<Narrow>((change) => {
    setRoute((now) => {
      const query = { ...now.query, ...change };
      history.replaceState(null, "", linkTo(now.view as View, query));
      return { ...now, query };
    });
  }, []);
  return { route, narrow };
}
