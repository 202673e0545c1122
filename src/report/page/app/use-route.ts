import { useCallback, useEffect, useState } from "preact/hooks";

import { linkTo, parseRoute, type Route, type View } from "./route.ts";

/** Narrows the view down; the address follows, without a step to go back to. */
export type Narrow = (change: Route["query"]) => void;

/** Returns where the reader is, and how to narrow that down. */
export function useRoute(): { readonly route: Route; readonly narrow: Narrow } {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
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
