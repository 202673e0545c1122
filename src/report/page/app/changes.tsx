import type { JSX } from "preact";

import { nameOf } from "../../../policy/subject.ts";
import type { ReportChange } from "../../changes.ts";
import { count } from "../../counting.ts";
import { utcMinute } from "../../wording.ts";
import { visible } from "./facts.tsx";
import { Tag } from "./marks.tsx";
import { accountKey, type Page } from "./model.ts";
import { linkToAccount } from "./route.ts";

/** Shows what changed since the sync before. */
export function Changes({ page }: { readonly page: Page }): JSX.Element {
  const { changes } = page.report;
  if (changes === undefined) {
    return (
      <>
        <h1>Changes</h1>
        <p>
          There is no earlier sync to compare with. Give one as <code>baseline</code>, and what
          changed since is told here.
        </p>
      </>
    );
  }
  const { since, until, list, incomplete } = changes;
  return (
    <>
      <h1>Changes</h1>
      <p>
        {list.length === 0 ? "Nothing changed" : count(list.length, "change")} between{" "}
        <time dateTime={since}>{utcMinute(since)}</time> and{" "}
        <time dateTime={until}>{utcMinute(until)}</time>.
      </p>
      {incomplete.length === 0 ? null : (
        <p class="gap">
          Not whole in one of the two: {incomplete.join(", ")}. Who came or went there is not told.
        </p>
      )}
      {[...Map.groupBy(list, ({ subject }) => subject.kind)].map(([kind, group]) => (
        <section key={kind}>
          <h2>{kinds[kind]}</h2>
          <ul class="changes">
            {group.map((change) => (
              <Change key={keyOf(change)} page={page} change={change} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

const kinds: Readonly<Record<ReportChange["subject"]["kind"], string>> = {
  workspace: "Workspace",
  member: "Members",
  service: "Service accounts",
  team: "Teams",
  invite: "Invites",
};

function Change({
  page,
  change,
}: {
  readonly page: Page;
  readonly change: ReportChange;
}): JSX.Element {
  const { kind, subject, message } = change;
  const account = page.byKey.get(accountKey(subject));
  const name = <bdi>{visible(nameOf(subject))}</bdi>;
  return (
    <li>
      <Tag tone={kind}>{kind.replaceAll("-", " ")}</Tag>{" "}
      <span>
        {account === undefined ? (
          <strong>{name}</strong>
        ) : (
          <a href={linkToAccount(account)}>{name}</a>
        )}{" "}
        {visible(message)}
      </span>
    </li>
  );
}

function keyOf({ kind, subject, object, message }: ReportChange): string {
  return [kind, subject.kind, subject.id, object?.id ?? "", message].join(" ");
}
