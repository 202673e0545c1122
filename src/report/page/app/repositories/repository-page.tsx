import type { JSX } from "preact";
import { useMemo } from "preact/hooks";

import { isUnknown } from "../../../../roster/fact.ts";
import { count } from "../../../../roster/count.ts";
import { shownName } from "../../../../roster/visible.ts";
import type { PageAllowance } from "../../allowances.ts";
import type { ReportFinding } from "../../../report.ts";
import { PolicyLines } from "../allowed-by.tsx";
import { Back, Missing, NameAndSlug } from "../detail-page.tsx";
import { FactValue, Text } from "../facts.tsx";
import { FindingGroups } from "../finding-groups.tsx";
import { Headings } from "../headings.tsx";
import { useLongList } from "../long-list.tsx";
import type { Account, Page } from "../model.ts";
import { linkTo, linkToAccount } from "../route.ts";
import { ScrollingTable } from "../scrolling-table.tsx";
import { useEscape } from "../use-escape.ts";
import { HolderName } from "./holders.tsx";
import { Limits } from "./limits.tsx";
import { ReachCells } from "./reach-cells.tsx";
import type { Repository } from "./repository-model.ts";
import { accountsOf, type Reach } from "./repository-paths.ts";
import { ReadState } from "./repository-table.tsx";

interface PageProps {
  readonly page: Page;
  readonly repository: Repository;
}

const back = { all: "repositories", href: linkTo("repositories") };

/** Shows one repository: its settings, every path to it, the people with a path, and its findings. */
export function RepositoryPage(props: {
  readonly page: Page;
  readonly repository: Repository | undefined;
}): JSX.Element {
  const { page, repository } = props;
  useEscape(back.href);
  if (repository === undefined) return <Missing what="repository" {...back} />;
  const { name, slug, findings } = repository;
  return (
    <>
      <Back {...back} />
      <h1>
        <NameAndSlug name={name} slug={slug} />
      </h1>
      <Limits page={page} />
      <Paths key={`paths ${repository.id}`} page={page} repository={repository} />
      <People key={`people ${repository.id}`} page={page} repository={repository} />
      <section class="verdicts" aria-labelledby="rules">
        <h2 id="rules">What the rules say</h2>
        {findings.length === 0 ? <p>No finding is about this repository.</p> : null}
        <FindingGroups page={page} findings={findings} level="h3" />
      </section>
    </>
  );
}

function Paths({ page, repository }: PageProps): JSX.Element {
  const { held, broadcast, defaultPrivilege, coverage } = repository;
  const { shown, more } = useLongList(held);
  const hasLines = page.repositories?.hasLines === true;
  const policy = (findings: readonly ReportFinding[], lines: readonly PageAllowance[]) =>
    hasLines ? (
      <td class="long">
        <PolicyLines page={page} findings={findings} lines={lines} />
      </td>
    ) : null;
  const about = (rule: string) => repository.findings.filter((finding) => finding.rule === rule);
  return (
    <section aria-labelledby="paths">
      <h2 id="paths">Paths of access</h2>
      <p class={coverage.status === "complete" ? undefined : "gap"}>
        Privileges read: <ReadState coverage={coverage} />
      </p>
      <ScrollingTable label="Paths of access" stacked>
        <Headings of={["Who", "Level", "Source", hasLines ? "In the policy" : null]} />
        <tbody>
          {shown.map(({ holder, level, findings, lines }) => (
            <tr key={`${holder.kind} ${holder.slug}`}>
              <th scope="row">
                <HolderName page={page} holder={holder} />
              </th>
              <td>
                <FactValue fact={level} />
              </td>
              <td>privilege on the repository</td>
              {policy(findings, lines)}
            </tr>
          ))}
          <tr>
            <th scope="row">every member, except Collaborators</th>
            <td>
              <FactValue fact={defaultPrivilege} />
            </td>
            <td>default privilege of the repository</td>
            {policy(about("repository-default-privilege"), repository.defaultLines)}
          </tr>
          <tr>
            <th scope="row">others, to download</th>
            <td>
              <FactValue fact={broadcast} />
            </td>
            <td>broadcast state</td>
            {policy(about("repository-public"), repository.broadcastLines)}
          </tr>
          <tr>
            <th scope="row">
              <a href={linkTo("people", { role: "Owner" })}>every Owner</a>
            </th>
            <td>Admin</td>
            <td>implicit: Owners have Admin on every repository</td>
            {hasLines ? <td class="muted">no line is needed</td> : null}
          </tr>
        </tbody>
      </ScrollingTable>
      {more}
      <Tokens page={page} repository={repository} />
    </section>
  );
}

/** Whoever has a token needs no account, so no table of paths has them. */
function Tokens({ page, repository: { id } }: PageProps): JSX.Element {
  const at = page.repositories?.list.findIndex((one) => one.id === id) ?? -1;
  const coverage = page.tokenCoverage?.[at] ?? null;
  if (coverage === null) return <p class="muted">Entitlement tokens were not read.</p>;
  const tokens = page.keys.rows.token.filter(
    (row) => row.kind === "token" && row.repository.id === id,
  );
  return (
    <p class={coverage.status === "complete" ? undefined : "gap"}>
      <a href={linkTo("keys", { kind: "token", q: id })}>
        {count(tokens.length, "entitlement token")}
      </a>{" "}
      seen: <ReadState coverage={coverage} />
    </p>
  );
}

/** Everybody with a path, except through the default privilege. */
function People({ page, repository }: PageProps): JSX.Element {
  const unseen = page.accounts.filter(
    ({ role, places }) => isUnknown(role) || isUnknown(places),
  ).length;
  const reached = useMemo(() => accountsOf(page, repository), [page, repository]);
  const { shown, more } = useLongList(reached);
  return (
    <section aria-labelledby="people">
      <h2 id="people">Accounts with a path, without the default privilege</h2>
      {unseen === 0 ? null : (
        <p class="gap">
          The role or the teams of {count(unseen, "account")} were not seen, so there may be more
          paths.
        </p>
      )}
      {reached.length === 0 ? (
        <p class="muted">None was seen.</p>
      ) : (
        <ScrollingTable label="Accounts with a path" stacked>
          <Headings of={["Account", "Highest seen", "Paths"]} />
          <tbody>
            {shown.map((reach) => (
              <AccountRow key={`${reach.of.kind}/${reach.of.id}`} reach={reach} />
            ))}
          </tbody>
        </ScrollingTable>
      )}
      {more}
    </section>
  );
}

function AccountRow({ reach }: { readonly reach: Reach<Account> }): JSX.Element {
  const { of: account } = reach;
  return (
    <tr>
      <th scope="row">
        <a href={linkToAccount(account)}>
          <Text of={shownName(account.name, account.slug)} />
        </a>{" "}
        {account.kind === "member" ? null : <span class="muted">{account.kind}</span>}
      </th>
      <ReachCells reach={reach} />
    </tr>
  );
}
