/** What the pages of one account and of one repository have in common. */

import type { JSX } from "preact";

import { Text } from "./facts.tsx";
import { shownName } from "../../../roster/visible.ts";

interface BackProps {
  /** The list, such as `accounts`. */
  readonly all: string;
  readonly href: string;
}

/** Says that there is no such account or repository, which may be in an older link. */
export function Missing({ what, all, href }: BackProps & { readonly what: string }): JSX.Element {
  return (
    <>
      <h1>No such {what}</h1>
      <p>
        This sync does not have it. <a href={href}>All {all}</a>
      </p>
    </>
  );
}

/** The link back to the list. */
export function Back({ all, href }: BackProps): JSX.Element {
  return (
    <p class="back">
      <a href={href}>← All {all}</a> <span class="muted">(Esc goes back)</span>
    </p>
  );
}

/** A name as the heading, with the slug. */
export function NameAndSlug(props: { readonly name: string; readonly slug: string }): JSX.Element {
  const { name, slug } = props;
  return (
    <>
      <Text of={shownName(name, slug)} />{" "}
      <span class="muted">
        <Text of={slug} />
      </span>
    </>
  );
}
