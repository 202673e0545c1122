/** Reads one list on its own, and checks that it did not change meanwhile. */

import { readList, type Listing } from "./pages.ts";
import type { ListRequest } from "./read-page.ts";
import { findChange } from "./recheck.ts";
import type { Transport } from "./transport.ts";

/**
 * Returns a list that was unchanged when counted again. If it changed, it is read a second time.
 */
export async function readUnchanged<Row>(
  transport: Transport,
  request: ListRequest<Row>,
): Promise<Listing<Row>> {
  let before: Listing<Row> | undefined;
  for (;;) {
    const listing = await readList(transport, request);
    if (listing.status !== "complete") {
      // It was read completely before, so it does exist and is visible.
      return before === undefined
        ? listing
        : { ...before, status: "partial", reason: `it existed before: ${listing.reason}` };
    }
    const change = await findChange(transport, listing.passes);
    if (change === null) return listing;
    if (before !== undefined) return { ...listing, status: "partial", reason: change };
    before = listing;
  }
}
