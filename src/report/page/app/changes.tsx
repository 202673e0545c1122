import type { JSX } from "preact";

import { nameOf } from "../../../policy/subject.ts";
import { broadcastStates, defaultPrivileges, privilegeLevels } from "../../../roster/repository.ts";
import { roles } from "../../../roster/roles.ts";
import type { ReportChange } from "../../changes.ts";
import { count } from "../../../roster/count.ts";
import { utcMinute } from "../../wording.ts";
import { visible } from "./facts.tsx";
import { useLongList } from "./long-list.tsx";
import { Tag } from "./marks.tsx";
import { accountKey, type Page } from "./model.ts";
import { linkToAccount } from "./route.ts";

/**
 * Shows the changes since the earlier sync; only the `first` of them until the reader asks for
 * more.
 */
export function Changes(props: { readonly page: Page; readonly first?: number }): JSX.Element {
  const { page, first } = props;
  const { changes } = page.report;
  const entries = [
    ...(changes?.list ?? []).map((change) => ({ change, isNews: false })),
    ...(changes?.appeared ?? []).map((change) => ({ change, isNews: true })),
  ];
  const { shown, more } = useLongList(entries, first);
  if (changes === undefined) {
    return (
      <>
        <h1>Changes</h1>
        <p>
          There is no earlier sync to compare with. Give one as <code>baseline</code>, and what
          changed since then is shown here.
        </p>
      </>
    );
  }
  const { since, until, list, appeared = [], incomplete } = changes;
  const isComplete = appeared.length === 0 && incomplete.length === 0;
  return (
    <>
      <h1>Changes</h1>
      <p>
        {list.length === 0 && isComplete ? "Nothing changed" : count(list.length, "change")} between{" "}
        <time dateTime={since}>{utcMinute(since)}</time> and{" "}
        <time dateTime={until}>{utcMinute(until)}</time>.
      </p>
      {incomplete.length === 0 ? null : (
        <p class="gap">
          Incomplete in one of the two syncs: {incomplete.join(", ")}. What changed there is not
          fully known.
        </p>
      )}
      {[...Map.groupBy(shown, titleOf)].map(([title, group]) => (
        <section key={title}>
          <h2>{title}</h2>
          <ul class="changes">
            {group.map(({ change, isNews }) => (
              <Change key={keyOf(change)} page={page} change={change} isNews={isNews} />
            ))}
          </ul>
        </section>
      ))}
      {more}
    </>
  );
}

/** Returns the heading of a difference: its kind of subject, or that it was not seen before. */
function titleOf({ change, isNews }: { readonly change: ReportChange; readonly isNews: boolean }) {
  return isNews ? "Seen now, not seen before" : kinds[change.subject.kind];
}

const kinds: Readonly<Record<ReportChange["subject"]["kind"], string>> = {
  workspace: "Workspace",
  member: "Members",
  service: "Service accounts",
  team: "Teams",
  invite: "Invites",
  repository: "Repositories",
};

function Change({
  page,
  change,
  isNews,
}: {
  readonly page: Page;
  readonly change: ReportChange;
  readonly isNews: boolean;
}): JSX.Element {
  const { kind, subject, message } = change;
  const account = page.byKey.get(accountKey(subject));
  const name = <bdi>{visible(nameOf(subject))}</bdi>;
  return (
    <li>
      <Tag tone={toneOf(change)}>{isNews ? "seen now" : words[kind]}</Tag>{" "}
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

const words: Readonly<Record<ReportChange["kind"], string>> = {
  joined: "joined",
  left: "left",
  renamed: "renamed",
  role: "role",
  "two-factor": "two-factor",
  active: "activity",
  "team-joined": "into a team",
  "team-left": "left a team",
  "team-role": "team role",
  "team-visibility": "visibility",
  added: "added",
  removed: "removed",
  invited: "invited",
  "invite-taken": "invite accepted",
  "invite-gone": "invite ended",
  setting: "setting",
  "provider-added": "OIDC provider",
  "provider-removed": "OIDC provider removed",
  "provider-changed": "OIDC provider",
  "dynamic-mapping-added": "dynamic mapping",
  "dynamic-mapping-removed": "dynamic mapping removed",
  "mapping-added": "group mapping",
  "mapping-removed": "group mapping removed",
  broadcast: "broadcast",
  "default-privilege": "default privilege",
  "privilege-added": "privilege",
  "privilege-removed": "privilege removed",
  "privilege-changed": "privilege",
  "token-added": "token",
  "token-removed": "token removed",
  "token-changed": "token",
};

/** A change that gives access, or removes a protection, is highlighted. */
function toneOf(change: ReportChange): string {
  const { kind, before, after } = change;
  if (gaining.has(kind) || isRaised(change)) return "gained";
  if (kind === "role") return rankOf(after) < rankOf(before) ? "gained" : "";
  if (kind === "team-role") return after === "Manager" ? "gained" : "";
  return (kind === "two-factor" || kind === "setting") && after === false ? "lost" : "";
}

const gaining: ReadonlySet<ReportChange["kind"]> = new Set([
  "joined",
  "added",
  "invited",
  "invite-taken",
  "team-joined",
  "provider-added",
  "dynamic-mapping-added",
  "mapping-added",
  "privilege-added",
  "token-added",
]);

/** Levels and states are in the order of what they allow. */
const ladders = {
  broadcast: broadcastStates,
  "default-privilege": defaultPrivileges,
  "privilege-changed": privilegeLevels,
} as const satisfies Partial<Record<ReportChange["kind"], readonly string[]>>;

function isRaised({ kind, before, after }: ReportChange): boolean {
  const ladder: readonly unknown[] = kind in ladders ? ladders[kind as keyof typeof ladders] : [];
  return ladder.indexOf(after) > ladder.indexOf(before);
}

function rankOf(role: ReportChange["after"]): number {
  return roles.findIndex((name) => name === role);
}

function keyOf({ kind, subject, object, message }: ReportChange): string {
  return [kind, subject.kind, subject.id, object?.id ?? "", message].join(" ");
}
