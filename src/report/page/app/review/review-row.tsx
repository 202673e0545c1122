import type { JSX } from "preact";

import { count } from "../../../../roster/count.ts";
import { isUnknown } from "../../../../roster/fact.ts";
import { shownName } from "../../../../roster/visible.ts";
import { AllowedBy } from "../allowed-by.tsx";
import { FactValue, Text, visible } from "../facts.tsx";
import { Tag } from "../marks.tsx";
import type { Account, Page } from "../model.ts";
import { linkToAccount } from "../route.ts";
import { WorstFinding } from "../worst-finding.tsx";
import { answers, itemKey, maxNote, type Answer, type ReviewItem } from "./review.ts";
import { grantsOf, seenInWords, standingOf } from "./standing.ts";
import type { ReviewUse } from "./use-review.ts";

interface RowProps {
  readonly page: Page;
  readonly account: Account;
  readonly use: ReviewUse;
  /** The key of the item that the Tab key reaches. */
  readonly current: string;
  readonly open: boolean;
  readonly onToggle: (account: Account) => void;
}

/** An account with its decision; opened, also each of its grants with its own. */
export function ReviewRow(props: RowProps): JSX.Element {
  const { page, account, use, current, open, onToggle } = props;
  const { kind, id, slug, name } = account;
  const grants = grantsOf(account);
  return (
    <li>
      <Item {...{ page, account, use, current }} item={{ kind, id }} label={slug}>
        <p class="title">
          <a href={linkToAccount(account)} tabIndex={-1}>
            <Text of={shownName(name, slug)} />
          </a>{" "}
          {shownName(name, slug) === slug ? null : (
            <span class="muted">
              <Text of={slug} />
            </span>
          )}{" "}
          {kind === "member" ? null : <Tag>{kind}</Tag>}
          {account.active === false ? <Tag tone="gone">inactive</Tag> : null}
          <WorstFinding findings={account.findings} />
        </p>
        <p class="muted">
          <FactValue fact={account.role} brief />,{" "}
          {isUnknown(account.places) ? "teams unknown" : count(account.places.length, "team")}{" "}
          <button
            type="button"
            class="quiet"
            data-grants
            aria-expanded={open}
            tabIndex={current === itemKey({ kind, id }) ? 0 : -1}
            onClick={() => onToggle(account)}
          >
            {open ? "Hide" : "Show"} grants<span class="unseen-word"> of {visible(slug)}</span>
          </button>
        </p>
      </Item>
      {open ? (
        <ul class="grants" aria-label={`Grants of ${visible(slug)}`}>
          {grants.map(({ grant, label }) => (
            <li key={label}>
              <Item
                {...{ page, account, use, current }}
                item={{ kind, id, grant }}
                label={`${label} of ${slug}`}
              >
                <p>
                  <Text of={label} />
                </p>
                {page.allowances === undefined ? null : (
                  <AllowedBy page={page} account={account} path={grant} />
                )}
              </Item>
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}

interface ItemProps {
  readonly page: Page;
  readonly account: Account;
  readonly use: ReviewUse;
  readonly current: string;
  readonly item: ReviewItem;
  readonly label: string;
  readonly children: JSX.Element | readonly (JSX.Element | null)[];
}

const words: Readonly<Record<Answer, string>> = { keep: "Keep", remove: "Remove", ask: "Ask" };

function Item(props: ItemProps): JSX.Element {
  const { page, account, use, current, item, label, children } = props;
  const key = itemKey(item);
  const decision = use.review.decisions.get(key);
  const standing = decision === undefined ? undefined : standingOf(decision, page);
  const counts = standing?.state === "same";
  const tabIndex = current === key ? 0 : -1;
  return (
    <div class={`item ${counts ? (decision?.answer ?? "") : ""}`} data-item={key}>
      <div class="what">{children}</div>
      <div class="toggles" role="group" aria-label={`Decision about ${visible(label)}`}>
        {answers.map((answer) => {
          const pressed = counts && decision?.answer === answer;
          return (
            <button
              key={answer}
              type="button"
              data-answer={answer}
              aria-pressed={pressed}
              tabIndex={tabIndex}
              onClick={() => use.answer(item, account, pressed ? null : answer)}
            >
              {words[answer]}
            </button>
          );
        })}
      </div>
      <input
        type="text"
        aria-label={`Note on ${visible(label)}`}
        placeholder="Note"
        maxLength={maxNote}
        autocomplete="off"
        tabIndex={tabIndex}
        value={decision?.note ?? ""}
        onInput={(event) => use.note(item, account, event.currentTarget.value)}
      />
      {decision === undefined ||
      decision.answer === null ||
      standing?.state !== "changed" ? null : (
        <p class="gap">
          Decided “{decision.answer}” on {decision.decidedAt.slice(0, 10)}; since then{" "}
          {[
            ...standing.added.map((text) => `added: ${seenInWords(text, page)}`),
            ...standing.removed.map((text) => `removed: ${seenInWords(text, page)}`),
          ]
            .map(visible)
            .join("; ")}
          . Decide again.
        </p>
      )}
    </div>
  );
}
