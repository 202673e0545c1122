import type { JSX } from "preact";

import { accountColumns } from "./account-columns.ts";
import { FactValue } from "./facts.tsx";
import { useLongList } from "./long-list.tsx";
import { teamsInWords } from "./membership-words.ts";
import { accountKey, type Account } from "./model.ts";
import { linkToAccount } from "./route.ts";
import { WorstFinding } from "./worst-finding.tsx";

/** Shows accounts one below the other, for screens that are too narrow for a table. */
export function AccountCards({ accounts }: { readonly accounts: readonly Account[] }): JSX.Element {
  const { shown, more } = useLongList(accounts);
  if (accounts.length === 0) return <p class="muted">No account matches the filters.</p>;
  return (
    <>
      <ul class="cards" aria-label="Accounts">
        {shown.map((account) => (
          <Card key={accountKey(account)} account={account} />
        ))}
      </ul>
      {more}
    </>
  );
}

/** Leaves out the facts that do not apply to an account of its kind. */
function Card({ account }: { readonly account: Account }): JSX.Element {
  const [name, ...others] = accountColumns;
  const facts = others.filter(
    (column) => column.fact(account) !== null || column.none(account) !== "–",
  );
  return (
    <li>
      <p class="title">
        <a href={linkToAccount(account)}>
          {name === undefined ? null : <FactValue fact={name.fact(account)} />}
        </a>{" "}
        {account.kind === "member" ? null : <span class="kind">{account.kind}</span>}
        <WorstFinding findings={account.findings} />
      </p>
      <dl>
        {facts.map(({ name: key, title, fact, none }) => (
          <div key={key}>
            <dt>{title}</dt>
            <dd>
              <FactValue fact={fact(account)} none={none(account)} brief />
            </dd>
          </div>
        ))}
        <div class="long">
          <dt>Teams</dt>
          <dd>
            <bdi>{teamsInWords(account)}</bdi>
          </dd>
        </div>
      </dl>
    </li>
  );
}
