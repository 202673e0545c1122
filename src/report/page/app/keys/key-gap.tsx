import type { JSX } from "preact";

import { visibleProse } from "../facts.tsx";
import { Tag } from "../marks.tsx";
import type { KeyGap } from "./key-coverage.ts";

/** Shows why there may be more tokens, providers or mappings than those that were seen. */
export function Gap({ of: { status, text } }: { readonly of: KeyGap }): JSX.Element {
  return (
    <p class={status === "not-in-plan" ? "muted" : "gap"}>
      <Tag tone={status}>{status.replaceAll("-", " ")}</Tag> {visibleProse(text)}
    </p>
  );
}
