/** The tables of keys and identities, one for each kind, each with what was not seen of it. */

import type { JSX } from "preact";

import { isUnknown, unknownReasons } from "../../../../roster/fact.ts";
import { knownCount } from "../../../known-count.ts";
import { Unseen, visible } from "../facts.tsx";
import { FindingGroups } from "../finding-groups.tsx";
import { useLongList } from "../long-list.tsx";
import { Tag } from "../marks.tsx";
import type { Page } from "../model.ts";
import { linkTo } from "../route.ts";
import type { Sorting } from "../sort-heading.tsx";
import { keyColumns } from "./key-columns.tsx";
import { gapsOf, judgingOf, type KeyGap } from "./key-coverage.ts";
import { Gap } from "./key-gap.tsx";
import type { Order } from "./key-filter.ts";
import { keyKinds, type KeyKind, type KeyRow, type Keys } from "./key-model.ts";
import { KeyTable } from "./key-table.tsx";

export const kindTitles: Readonly<Record<KeyKind, string>> = {
  token: "Entitlement tokens",
  provider: "OIDC providers",
  identity: "Service accounts that tokens of a provider may become",
  mapping: "Group mappings",
  service: "Keys of service accounts",
};

/** What each kind is, in a sentence. */
const kindNotes: Readonly<Record<KeyKind, string>> = {
  token: "Whoever has a token can download from its repository, without an account.",
  provider:
    "A program with a token of the issuer that has these claims becomes a service account, without its key.",
  identity: "The list of a provider, and its dynamic mappings from values of a claim.",
  mapping:
    "Everybody whom the identity provider puts into a group is put into the team, now and later.",
  service: "The API says when a key ends, not when it was last changed or who has it.",
};

interface Sections {
  readonly page: Page;
  /** The rows to show of each kind. */
  readonly rows: Keys["rows"];
  readonly sorting?: Sorting<Order> | undefined;
  /** How many rows of each kind to show at first. */
  readonly first?: number | undefined;
}

/** Shows the tables of these kinds; on paper, without `sorting`. */
export function KeySections(
  props: Sections & { readonly kinds?: readonly KeyKind[] },
): JSX.Element {
  const { kinds = keyKinds, ...rest } = props;
  return (
    <>
      {kinds.map((kind) => (
        <Section key={kind} kind={kind} {...rest} />
      ))}
    </>
  );
}

function Section(props: Sections & { readonly kind: KeyKind }): JSX.Element {
  const { page, kind, sorting, first } = props;
  const all = page.keys.rows[kind];
  const rows = props.rows[kind];
  const { shown, more } = useLongList(rows, first);
  const gaps = gapsOf(page, kind);
  return (
    <section aria-labelledby={`keys-${kind}`}>
      <h2 id={`keys-${kind}`}>
        {kindTitles[kind]} <Total rows={all} gaps={gaps} />
      </h2>
      <p class="muted">{kindNotes[kind]}</p>
      {gaps.map((gap) => (
        <Gap key={gap.text} of={gap} />
      ))}
      {kind === "mapping" ? <GroupSyncState page={page} /> : null}
      {gaps.some(({ status }) => status === "not-in-plan" || status === "not-asked") ? null : (
        <NotJudged page={page} kind={kind} />
      )}
      {rows.length === 0 ? (
        <Nothing all={all} gaps={gaps} />
      ) : (
        <KeyTable
          page={page}
          label={kindTitles[kind]}
          columns={keyColumns[kind]}
          rows={shown}
          sorting={sorting}
        />
      )}
      {more}
      {kind === "mapping" ? <MissingMappings page={page} /> : null}
    </section>
  );
}

/** Why a row without findings is not one that the policy allows. */
function NotJudged(props: { readonly page: Page; readonly kind: KeyKind }): JSX.Element | null {
  const { isOn, notJudged } = judgingOf(props.page, props.kind);
  if (!isOn) {
    return (
      <p class="muted">No rule about them is on, so they were not compared with the policy.</p>
    );
  }
  if (notJudged.length === 0) return null;
  return (
    <p class="gap">
      <Tag tone="not-judged">not judged</Tag> <code>{visible(notJudged.join(", "))}</code>: there
      may be more findings. <a href={linkTo("rules")}>Why</a>
    </p>
  );
}

interface Seen {
  readonly all: readonly KeyRow[];
  readonly gaps: readonly KeyGap[];
}

/** The number of rows that were seen; none if nobody looked, so that it is never a 0. */
function Total(
  props: { readonly rows: readonly KeyRow[] } & Pick<Seen, "gaps">,
): JSX.Element | null {
  const { rows, gaps } = props;
  const isSilent = rows.length === 0 && gaps.length > 0;
  if (isSilent) return null;
  const total = knownCount(rows.length, gaps.length === 0);
  return <span class="count">{total.toLocaleString("en")}</span>;
}

/** Only a list that was read completely can be empty. */
function Nothing({ all, gaps }: Seen): JSX.Element {
  if (all.length > 0) return <p class="muted">None of them matches the filters.</p>;
  if (gaps.length === 0) return <p class="muted">The workspace has none.</p>;
  return <p class="muted">None was seen, which does not mean that there are none.</p>;
}

function GroupSyncState({ page }: { readonly page: Page }): JSX.Element | null {
  const { enabled, mappings } = page.groupSync;
  if (isUnknown(enabled)) {
    // If the list itself was not read, its gap says so.
    return mappings.length === 0 ? null : (
      <p class="gap">
        Whether group sync is on is <Unseen why={unknownReasons[enabled.unknown]} />.
      </p>
    );
  }
  return (
    <p class="muted">
      {enabled
        ? "Group sync is on."
        : "Group sync is off: these mappings work again as soon as it is on."}
    </p>
  );
}

/** What the policy wants and the workspace lacks has no row. */
function MissingMappings({ page }: { readonly page: Page }): JSX.Element | null {
  const { missingMappings } = page.keys;
  return missingMappings.length === 0 ? null : (
    <FindingGroups page={page} findings={missingMappings} level="h3" />
  );
}
