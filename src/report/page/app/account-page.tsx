import type { JSX } from "preact";

import { AccessPaths } from "./access-paths.tsx";
import { Back, Missing, NameAndSlug } from "./detail-page.tsx";
import { FactValue } from "./facts.tsx";
import { FindingGroups } from "./finding-groups.tsx";
import { Tag } from "./marks.tsx";
import type { Account, Page } from "./model.ts";
import { AccountRepositories } from "./repositories/account-repositories.tsx";
import { AccountReview } from "./review/account-review.tsx";
import type { ReviewUse } from "./review/use-review.ts";
import { linkTo } from "./route.ts";
import { UnjudgedRules } from "./rules.tsx";
import { useEscape } from "./use-escape.ts";

interface AccountPageProps {
  readonly page: Page;
  readonly account: Account | undefined;
  readonly use: ReviewUse;
}

const back = { all: "accounts", href: linkTo("people") };

/**
 * Shows one account: its facts, every way in which it gets access, what a reviewer decided, and its
 * findings.
 */
export function AccountPage({ page, account, use }: AccountPageProps): JSX.Element {
  useEscape(back.href);
  if (account === undefined) return <Missing what="account" {...back} />;
  return (
    <>
      <Back {...back} />
      <h1>
        <NameAndSlug name={account.name} slug={account.slug} />{" "}
        {account.kind === "member" ? null : <Tag>{account.kind}</Tag>}
        {account.active === false ? <Tag tone="gone">inactive</Tag> : null}
      </h1>
      <Facts account={account} />
      <AccessPaths page={page} account={account} />
      <AccountRepositories page={page} account={account} />
      <AccountReview page={page} account={account} use={use} />
      <Verdicts page={page} account={account} />
    </>
  );
}

const sinceNames = { member: "Joined", service: "Made", invite: "" } as const;
const untilNames = { member: "", service: "Key expires", invite: "Invite expires" } as const;
const byNames = { member: "", service: "Created by", invite: "Invited by" } as const;

function Facts({ account }: { readonly account: Account }): JSX.Element {
  const { kind } = account;
  const isMember = kind === "member";
  const facts = [
    [isMember || kind === "invite" ? "E-mail" : "", account.email, "–"],
    ["Workspace role", account.role, "–"],
    [isMember ? "Active" : "", account.active, "–"],
    [isMember ? "Two-factor" : "", account.twoFactor, "–"],
    [isMember ? "Last login" : "", account.lastLoginAt, "never"],
    [isMember ? "Last login by" : "", account.lastLoginMethod, "–"],
    [isMember ? "Visibility" : "", account.visibility, "–"],
    [sinceNames[kind], account.since, "–"],
    [untilNames[kind], account.until, "never"],
    [byNames[kind], account.by, "–"],
    ["Permanent id", account.id, "–"],
  ] as const;
  return (
    <dl class="facts columns">
      {facts
        .filter(([name]) => name !== "")
        .map(([name, fact, none]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <FactValue fact={fact} none={none} />
            </dd>
          </div>
        ))}
    </dl>
  );
}

function Verdicts({
  page,
  account,
}: {
  readonly page: Page;
  readonly account: Account;
}): JSX.Element {
  const { rules } = page.report;
  const found = new Set(account.findings.map(({ rule }) => rule));
  const silent = rules.filter(({ id, status }) => status === "judged" && !found.has(id));
  return (
    <section class="verdicts" aria-labelledby="rules">
      <h2 id="rules">What the rules say</h2>
      {account.findings.length === 0 ? <p>No finding is about this account.</p> : null}
      <FindingGroups page={page} findings={account.findings} level="h3" />
      <UnjudgedRules page={page} />
      <details class="advice">
        <summary>
          {silent.length} {silent.length === 1 ? "rule was" : "rules were"} judged and found nothing
          about this account
        </summary>
        <p>{silent.map(({ id }) => id).join(", ")}</p>
      </details>
    </section>
  );
}
