import type { JSX } from "preact";

import { isUnknown } from "../../../../roster/fact.ts";
import { shownName } from "../../../../roster/visible.ts";
import type { PageHolder } from "../../repositories.ts";
import { FactValue, Text } from "../facts.tsx";
import { Tag } from "../marks.tsx";
import { accountKey, type Page } from "../model.ts";
import { linkTo, linkToAccount } from "../route.ts";
import type { Held } from "./repository-model.ts";

/** Enough names for a cell; the repository's page has all. */
const maxNamed = 6;

/** Shows the first holders with their levels, and how many more there are. */
export function HolderList({ held }: { readonly held: readonly Held[] }): JSX.Element | null {
  if (held.length === 0) return null;
  const rest = held.length - maxNamed;
  return (
    <ul class="holders">
      {held.slice(0, maxNamed).map(({ holder, level }) => (
        <li key={holder.slug}>
          <Text of={holder.slug} /> <FactValue fact={level} brief />
          <Nobody holder={holder} />
        </li>
      ))}
      {rest > 0 ? <li class="muted">and {rest.toLocaleString("en")} more</li> : null}
    </ul>
  );
}

const kindNames = { user: "person", team: "team", service: "service account" } as const;

/** Shows a holder with a link to its account, or to the repositories of its team. */
export function HolderName(props: {
  readonly page: Page;
  readonly holder: PageHolder;
}): JSX.Element {
  const { page, holder } = props;
  const account = page.byKey.get(accountKey(holder.subject));
  const name = <Text of={holder.slug} />;
  const href =
    account !== undefined
      ? linkToAccount(account)
      : holder.subject.kind === "team"
        ? linkTo("repositories", { team: holder.subject.id })
        : undefined;
  return (
    <>
      {kindNames[holder.kind]} {href === undefined ? name : <a href={href}>{name}</a>}
      {account === undefined || shownName(account.name, account.slug) === account.slug ? null : (
        <span class="muted">
          {" "}
          <Text of={account.name} />
        </span>
      )}
      <Nobody holder={holder} />
    </>
  );
}

/** Says that the workspace has nobody with this slug, or that this was not seen. */
function Nobody({ holder: { isNobody } }: { readonly holder: PageHolder }): JSX.Element | null {
  if (isNobody === false) return null;
  return (
    <>
      {" "}
      <Tag tone={isUnknown(isNobody) ? "unknown" : "lost"}>
        {isUnknown(isNobody) ? "not seen" : "nobody"}
      </Tag>
    </>
  );
}
