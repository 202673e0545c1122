import type { JSX } from "preact";

import type { ReportFinding } from "../../report.ts";
import { describeFinding } from "../../wording.ts";
import { visible } from "./facts.tsx";
import { keyKinds } from "./keys/key-model.ts";
import { accountKey, type Page } from "./model.ts";
import { linkTo, linkToAccount, linkToRepository } from "./route.ts";

interface SentenceProps {
  readonly page: Page;
  readonly finding: ReportFinding;
}

/** Says whom a finding is about, with a link to it, and what it is. */
export function FindingSentence({ page, finding }: SentenceProps): JSX.Element {
  const { who, what } = describeFinding(finding);
  const href = hrefOf(page, finding);
  const name = <bdi>{visible(who)}</bdi>;
  return (
    <>
      {href === undefined ? <strong>{name}</strong> : <a href={href}>{name}</a>}{" "}
      <span>{visible(what)}</span>
    </>
  );
}

function hrefOf(page: Page, { subject }: ReportFinding): string | undefined {
  const account = page.byKey.get(accountKey(subject));
  if (account !== undefined) return linkToAccount(account);
  if (subject.kind === "repository" && page.repositories?.byId.has(subject.id) === true) {
    return linkToRepository(subject);
  }
  const kind = keyKinds.find((name) => name === subject.kind);
  // Its id leaves just this one.
  if (kind !== undefined) return linkTo("keys", { kind, q: subject.id });
  const isTeam = subject.kind === "team" && page.teams.some(({ id }) => id === subject.id);
  return isTeam ? linkTo("people", { team: subject.id }) : undefined;
}
