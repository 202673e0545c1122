/** The columns of each kind of key. */

import type { JSX } from "preact";

import { isUnknown, unknownReasons, type Fact } from "../../../../roster/fact.ts";
import { fold } from "../../../../roster/fold.ts";
import { identitiesOf, type Identity } from "../../../../roster/identity.ts";
import type { OidcProvider } from "../../../../roster/model.ts";
import { shownName } from "../../../../roster/visible.ts";
import { FactValue, Text, Unseen, visible } from "../facts.tsx";
import { Tag } from "../marks.tsx";
import type { AccountFacts } from "../../page-data.ts";
import type { Page } from "../model.ts";
import { linkTo, linkToAccount, linkToRepository } from "../route.ts";
import { endOf } from "./key-filter.ts";
import { forKind, type KeyKind, type KeyRow, type RowOf } from "./key-model.ts";
import type { KeyColumn } from "./key-table.tsx";

/** Returns columns of the rows of one kind. */
function columnsOf<Kind extends KeyKind>(
  kind: Kind,
  columns: readonly KeyColumn<RowOf<Kind>>[],
): readonly KeyColumn[] {
  return columns.map(({ cell, ...column }) => ({ ...column, cell: forKind(kind, cell) }));
}

export const keyColumns: Readonly<Record<KeyKind, readonly KeyColumn[]>> = {
  token: columnsOf("token", [
    {
      title: "Token",
      by: "name",
      cell: ({ name, token: { id, isDefault } }) => (
        <>
          <Text of={name} />
          {isDefault === true ? (
            <>
              {" "}
              <Tag>default</Tag>
            </>
          ) : null}
          {name === id ? null : <Id of={id} />}
        </>
      ),
    },
    {
      title: "Repository",
      label: "repository",
      cell: ({ repository }) => (
        <a href={linkToRepository(repository)}>
          <Text of={repository.slug} />
        </a>
      ),
    },
    {
      title: "Active",
      by: "active",
      label: "active",
      cell: ({ token }) => <FactValue fact={token.active} brief />,
    },
    { title: "Ends", by: "end", label: "ends", cell: (row, page) => <End row={row} page={page} /> },
    {
      title: "Created",
      label: "created",
      cell: ({ token: { createdAt, createdBy } }, page) => (
        <Created at={createdAt} by={createdBy} page={page} />
      ),
    },
    {
      title: "Belongs to",
      label: "belongs to",
      cell: ({ token }, page) => <Who of={token.user} page={page} none="–" />,
    },
    {
      title: "Limits",
      label: "limits",
      cell: ({ token }) => <FactValue fact={token.limited} brief />,
    },
    {
      title: "Private broadcasts",
      label: "private broadcasts",
      cell: ({ token }) => <FactValue fact={token.privateBroadcasts} brief />,
    },
  ]),
  provider: columnsOf("provider", [
    { title: "Provider", by: "name", cell: ({ provider }) => <ProviderName of={provider} /> },
    {
      title: "Issuer",
      label: "issuer",
      isLong: true,
      cell: ({ provider }) => <FactValue fact={provider.issuer} />,
    },
    {
      title: "Enabled",
      by: "active",
      label: "enabled",
      cell: ({ active }) => <FactValue fact={active} brief />,
    },
    {
      title: "Claims a token must have",
      label: "claims",
      isLong: true,
      cell: ({ provider }) => <Claims of={provider} />,
    },
    {
      title: "May become",
      label: "may become",
      isLong: true,
      cell: ({ provider }) => <MayBecome of={provider} />,
    },
  ]),
  identity: columnsOf("identity", [
    {
      title: "Service account",
      by: "name",
      cell: ({ identity: { service }, account }, page) => (
        <ServiceName slug={service} account={account} page={page} />
      ),
    },
    {
      title: "Provider",
      label: "by tokens of",
      cell: ({ identity: { provider } }) => <ProviderName of={provider} />,
    },
    {
      title: "Enabled",
      by: "active",
      label: "enabled",
      cell: ({ active }) => <FactValue fact={active} brief />,
    },
    { title: "How", isLong: true, cell: ({ identity }) => <How of={identity} /> },
  ]),
  mapping: columnsOf("mapping", [
    {
      title: "Group",
      by: "name",
      cell: ({ name }) => <Text of={name} />,
    },
    {
      title: "Attribute",
      label: "attribute",
      cell: ({ mapping }) => <code>{visible(mapping.attribute)}</code>,
    },
    {
      title: "Team",
      label: "team",
      cell: ({ mapping, team }) =>
        team === undefined ? (
          <Text of={mapping.team} />
        ) : (
          <a href={linkTo("people", { team: team.id })}>
            <Text of={team.slug} />
          </a>
        ),
    },
    {
      title: "Team role",
      label: "role",
      cell: ({ mapping }) => <FactValue fact={mapping.role} brief />,
    },
  ]),
  service: columnsOf("service", [
    {
      title: "Service account",
      by: "name",
      cell: ({ account }) => <AccountName of={account} />,
    },
    {
      title: "Role",
      label: "role",
      cell: ({ account }) => <FactValue fact={account.role} brief />,
    },
    {
      title: "Key ends",
      by: "end",
      label: "key ends",
      cell: (row, page) => <End row={row} page={page} />,
    },
    {
      title: "Account created",
      label: "created",
      cell: ({ account: { since, by } }, page) => <Created at={since} by={by} page={page} />,
    },
  ]),
};

function Id({ of }: { readonly of: string }): JSX.Element {
  return (
    <>
      {" "}
      <span class="muted">
        <Text of={of} />
      </span>
    </>
  );
}

/** An end that has passed is one: whatever it belongs to no longer works. */
function End({ row, page }: { readonly row: KeyRow; readonly page: Page }): JSX.Element {
  const { endsAt = null } = row;
  const isPast = endOf(row, page.report.generatedAt) === "past";
  return (
    <>
      <FactValue fact={endsAt} none="no end" brief />
      {isPast ? (
        <>
          {" "}
          <Tag>ended</Tag>
        </>
      ) : null}
    </>
  );
}

function Created(props: {
  readonly at: Fact<string | null>;
  readonly by: Fact<string | null>;
  readonly page: Page;
}): JSX.Element {
  const { at, by, page } = props;
  return (
    <>
      <FactValue fact={at} brief /> <span class="muted">by</span>{" "}
      <Who of={by} page={page} none="–" />
    </>
  );
}

/** An account by the username or the slug that the workspace gives, with a link if it is there. */
function Who(props: {
  readonly of: Fact<string | null>;
  readonly page: Page;
  readonly none: string;
}): JSX.Element {
  const { of, page, none } = props;
  const account = typeof of === "string" ? page.bySlug.get(fold(of)) : undefined;
  const value = <FactValue fact={of} none={none} brief />;
  return account === undefined ? value : <a href={linkToAccount(account)}>{value}</a>;
}

function AccountName({ of: account }: { readonly of: AccountFacts }): JSX.Element {
  const shown = shownName(account.name, account.slug);
  return (
    <>
      <a href={linkToAccount(account)}>
        <Text of={shown} />
      </a>
      {shown === account.slug ? null : <Id of={account.slug} />}
    </>
  );
}

/** A slug that a provider names may be nobody's, or of an account that was not seen. */
function ServiceName(props: {
  readonly slug: string;
  readonly account: AccountFacts | undefined;
  readonly page: Page;
}): JSX.Element {
  const { slug, account, page } = props;
  if (account !== undefined) return <AccountName of={account} />;
  const list = page.report.coverage.lists.find(({ name }) => name === "services");
  const isNobody = list?.status === "complete";
  return (
    <>
      <Text of={slug} />{" "}
      <Tag tone={isNobody ? "lost" : "unknown"}>{isNobody ? "nobody" : "not seen"}</Tag>
    </>
  );
}

function ProviderName({ of: { id, slug, name } }: { readonly of: OidcProvider }): JSX.Element {
  const own = slug === "" ? id : slug;
  const shown = shownName(name, own);
  return (
    <>
      <Text of={shown} />
      {shown === own ? null : <Id of={own} />}
    </>
  );
}

function Claims({ of: { claims } }: { readonly of: OidcProvider }): JSX.Element {
  if (isUnknown(claims)) return <Unseen why={unknownReasons[claims.unknown]} />;
  if (claims.length === 0) return <>none</>;
  return (
    <ul class="plain">
      {claims.map(({ name, value }) => (
        <li key={name}>
          <code>{visible(name)}</code> = <code>{visible(value)}</code>
        </li>
      ))}
    </ul>
  );
}

/** Enough names for a cell; the table below has all. */
const maxNamed = 6;

function MayBecome({ of: provider }: { readonly of: OidcProvider }): JSX.Element {
  const { services, mappingClaim, mappings } = provider;
  const names = [...new Set(identitiesOf(provider).map(({ service }) => service))];
  const rest = names.length - maxNamed;
  return (
    <ul class="plain">
      {names.slice(0, maxNamed).map((name) => (
        <li key={name}>
          <Text of={name} />
        </li>
      ))}
      {rest > 0 ? <li class="muted">and {rest.toLocaleString("en")} more</li> : null}
      {isUnknown(services) ? (
        <li>
          its own list: <Unseen why={unknownReasons[services.unknown]} />
        </li>
      ) : null}
      {mappingClaim === null ? null : (
        <li class="muted">
          chosen by claim <FactValue fact={mappingClaim} />
        </li>
      )}
      {isUnknown(mappings) ? (
        <li>
          dynamic mappings: <Unseen why={unknownReasons[mappings.unknown]} />
        </li>
      ) : null}
      {names.length === 0 && !isUnknown(services) && !isUnknown(mappings) ? <li>nobody</li> : null}
    </ul>
  );
}

function How({ of: { provider, value } }: { readonly of: Identity }): JSX.Element {
  if (value === null) return <>the provider’s own list</>;
  const { mappingClaim } = provider;
  return (
    <>
      dynamic mapping:{" "}
      {typeof mappingClaim === "string" ? (
        <code>{visible(mappingClaim)}</code>
      ) : (
        <>
          claim <FactValue fact={mappingClaim} none="–" />
        </>
      )}{" "}
      = <code>{visible(value)}</code>
    </>
  );
}
