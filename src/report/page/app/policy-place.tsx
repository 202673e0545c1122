import type { JSX } from "preact";

import { visible } from "./facts.tsx";
import type { Page } from "./model.ts";

interface PlaceProps {
  readonly page: Page;
  readonly place: { readonly path: string; readonly line: number };
}

/** Shows a line of the policy; a link to it at the audited commit if that is known. */
export function PolicyPlace({ page, place: { path, line } }: PlaceProps): JSX.Element {
  const name = <code class="place">{visible(`${path}:${line}`)}</code>;
  const start = page.policyLinks?.[path];
  // Only a link to a server, whatever the data says.
  if (start === undefined || !/^https?:\/\//u.test(start)) return name;
  return (
    <a class="place" href={`${start}${line}`} rel="noreferrer">
      {name}
    </a>
  );
}
