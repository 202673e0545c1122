import type { JSX } from "preact";

import { filterAccounts } from "./account-filter.ts";
import { Changes } from "./changes.tsx";
import { Exceptions } from "./exceptions.tsx";
import { FactValue, Text, visible } from "./facts.tsx";
import { FindingGroups } from "./finding-groups.tsx";
import { Headings } from "./headings.tsx";
import { filterKinds } from "./keys/key-filter.ts";
import { KeySections } from "./keys/key-sections.tsx";
import { teamsInWords } from "./membership-words.ts";
import type { Account, Page } from "./model.ts";
import { Overview } from "./overview.tsx";
import { most, Rest } from "./printed-rest.tsx";
import { Limits } from "./repositories/limits.tsx";
import { filterRepositories } from "./repositories/repository-filter.ts";
import { RepositoryTable } from "./repositories/repository-table.tsx";
import { PrintedReview } from "./review/printed-review.tsx";
import type { Review } from "./review/review.ts";
import { Rules } from "./rules.tsx";
import { shownName } from "../../../roster/visible.ts";

/** Shows all views one after the other, without controls. */
export function PrintedReport(props: {
  readonly page: Page;
  readonly review: Review;
}): JSX.Element {
  const { page, review } = props;
  const { findings } = page.report;
  const { repositories } = page;
  const accounts = filterAccounts(page.accounts, {});
  return (
    <>
      <Overview page={page} printed />
      <h1>Findings</h1>
      {findings.length === 0 ? <p>None.</p> : null}
      <FindingGroups page={page} findings={findings.slice(0, most)} all={findings} />
      <Rest of={findings.length} />
      <h1>Access</h1>
      <Accounts accounts={accounts.slice(0, most)} />
      <Rest of={accounts.length} />
      {repositories === undefined ? null : (
        <>
          <h1>Repositories</h1>
          <Limits page={page} />
          <RepositoryTable
            repositories={filterRepositories(repositories.list, {}).slice(0, most)}
          />
          <Rest of={repositories.list.length} />
        </>
      )}
      <h1>Keys and identities</h1>
      <KeySections page={page} rows={filterKinds(page, {})} first={most} />
      <PrintedReview page={page} review={review} />
      <Changes page={page} first={most} />
      <Exceptions page={page} />
      <Rules page={page} />
    </>
  );
}

function Accounts({ accounts }: { readonly accounts: readonly Account[] }): JSX.Element {
  return (
    <table class="accounts">
      <Headings of={["Account", "Role", "Active", "Two-factor", "Last login", "Teams"]} />
      <tbody>
        {accounts.map((account) => (
          <tr key={`${account.kind}/${account.id}`}>
            <th scope="row">
              <Text of={shownName(account.name, account.slug)} />{" "}
              <span class="muted">
                {account.kind === "member" ? visible(account.slug) : account.kind}
              </span>
            </th>
            <td>
              <FactValue fact={account.role} />
            </td>
            <td>
              <FactValue fact={account.active} />
            </td>
            <td>
              <FactValue fact={account.twoFactor} />
            </td>
            <td>
              <FactValue
                fact={account.lastLoginAt}
                none={account.kind === "member" ? "never" : "–"}
              />
            </td>
            <td>{teamsInWords(account)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
