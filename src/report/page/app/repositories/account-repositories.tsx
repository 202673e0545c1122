import type { JSX } from "preact";
import { useMemo } from "preact/hooks";

import { count } from "../../../../roster/count.ts";
import { isUnknown, unknownReasons } from "../../../../roster/fact.ts";
import { shownName } from "../../../../roster/visible.ts";
import { PolicyLines } from "../allowed-by.tsx";
import { Text, Unseen } from "../facts.tsx";
import { Headings } from "../headings.tsx";
import { useLongList } from "../long-list.tsx";
import type { Account, Page } from "../model.ts";
import { linkToRepository } from "../route.ts";
import { ScrollingTable } from "../scrolling-table.tsx";
import { Limits } from "./limits.tsx";
import { ReachCells } from "./reach-cells.tsx";
import type { Repositories, Repository } from "./repository-model.ts";
import { reachOf, type Reach } from "./repository-paths.ts";

interface OfAccount {
  readonly page: Page;
  readonly account: Account;
}

/** Shows the paths of an account to repositories; nothing if they were not requested. */
export function AccountRepositories({ page, account }: OfAccount): JSX.Element | null {
  const { repositories } = page;
  if (repositories === undefined) return null;
  return (
    <section aria-labelledby="repositories">
      <h2 id="repositories">Repositories</h2>
      <Limits page={page} />
      <Unlisted repositories={repositories} account={account} />
      <Table key={account.id} page={page} account={account} repositories={repositories} />
    </section>
  );
}

/** What may give the account more paths than the table shows. */
function Unlisted(props: {
  readonly repositories: Repositories;
  readonly account: Account;
}): JSX.Element {
  const { repositories, account } = props;
  const { places, kind, role } = account;
  const unseen = repositories.list.filter(({ held }) =>
    held.some(({ holder }) => isUnknown(holder.isNobody)),
  );
  return (
    <>
      {isUnknown(role) ? (
        <p class="gap">
          Whether this is an Owner, with Admin on every repository, is{" "}
          <Unseen why={unknownReasons[role.unknown]} />.
        </p>
      ) : null}
      {isUnknown(places) ? (
        <p class="gap">
          Paths through teams: <Unseen why={unknownReasons[places.unknown]} />.
        </p>
      ) : null}
      {unseen.length === 0 ? null : (
        <p class="gap">
          {count(unseen.length, "repository has", "repositories have")} privileges of teams or
          accounts that were not seen.
        </p>
      )}
      {kind === "service" ? (
        <p class="muted">
          Whether a service account has a repository’s default privilege is not documented, so it is
          not listed here.
        </p>
      ) : null}
    </>
  );
}

function Table(props: OfAccount & { readonly repositories: Repositories }): JSX.Element {
  const { page, account, repositories } = props;
  const { list, hasLines } = repositories;
  const reached = useMemo(() => reachOf(list, account), [list, account]);
  const { shown, more } = useLongList(reached);
  if (reached.length === 0) return <p class="muted">No path to a repository was seen.</p>;
  return (
    <>
      <ScrollingTable label="Paths to repositories" stacked>
        <Headings of={["Repository", "Highest seen", "Paths", hasLines ? "In the policy" : null]} />
        <tbody>
          {shown.map((reach) => (
            <Row key={reach.of.id} page={page} account={account} reach={reach} />
          ))}
        </tbody>
      </ScrollingTable>
      {more}
    </>
  );
}

function Row(props: OfAccount & { readonly reach: Reach<Repository> }): JSX.Element {
  const { page, account, reach } = props;
  const { of: repository } = reach;
  const shown = shownName(repository.name, repository.slug);
  return (
    <tr>
      <th scope="row">
        <a href={linkToRepository(repository)}>
          <Text of={shown} />
        </a>
      </th>
      <ReachCells reach={reach} />
      {page.repositories?.hasLines === true ? (
        <td class="long">
          <Policy page={page} account={account} reach={reach} />
        </td>
      ) : null}
    </tr>
  );
}

/** The lines and findings of all paths, and what the rules report about the account itself. */
function Policy(props: OfAccount & { readonly reach: Reach<Repository> }): JSX.Element {
  const { page, account, reach } = props;
  const { of: repository, paths } = reach;
  const lines = paths.flatMap(({ via, held }) =>
    via === "default" ? repository.defaultLines : (held?.lines ?? []),
  );
  const own = account.findings.filter(({ object }) => object?.id === repository.id);
  const findings = paths.flatMap(({ via, held }) =>
    via === "default"
      ? repository.findings.filter(({ rule }) => rule === "repository-default-privilege")
      : (held?.findings ?? []),
  );
  return (
    <PolicyLines
      page={page}
      findings={[...new Set([...findings, ...own])]}
      lines={[...new Set(lines)]}
    />
  );
}
