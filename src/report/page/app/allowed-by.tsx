import type { JSX } from "preact";

import type { ReportFinding } from "../../report.ts";
import type { PageAllowance } from "../allowances.ts";
import { findingsAbout, linesFor, type AccessPath } from "./account-lines.ts";
import { Text, Unseen, visible } from "./facts.tsx";
import { SeverityMark, StateMark } from "./marks.tsx";
import type { Account, Page } from "./model.ts";
import { PolicyPlace } from "./policy-place.tsx";

interface AllowedByProps {
  readonly page: Page;
  readonly account: Account;
  readonly path: AccessPath;
}

/** Shows the lines of the policy that allow a role or a team, and the findings about it. */
export function AllowedBy({ page, account, path }: AllowedByProps): JSX.Element {
  const lines = linesFor(page, account, path) ?? [];
  return <PolicyLines page={page} findings={findingsAbout(account, path)} lines={lines} />;
}

/** Shows findings, and lines of the policy that allow something. */
export function PolicyLines(props: {
  readonly page: Page;
  readonly findings: readonly ReportFinding[];
  readonly lines: readonly PageAllowance[];
}): JSX.Element {
  const { page, findings, lines } = props;
  if (findings.length + lines.length === 0) return <span class="muted">no line of the policy</span>;
  return (
    <ul class="plain">
      {findings.map((finding) => (
        <Found key={finding.fingerprint} page={page} finding={finding} />
      ))}
      {lines.map((line) => (
        <li key={`${line.section} ${line.text} ${line.place?.line}`}>
          <Line page={page} line={line} />
        </li>
      ))}
    </ul>
  );
}

/** Shows a finding as an entry of a list: its severity, its rule and its line. */
export function Found(props: {
  readonly page: Page;
  readonly finding: ReportFinding;
}): JSX.Element {
  const { page, finding } = props;
  const { severity, state, rule, policy } = finding;
  return (
    <li>
      {state === "accepted" ? <StateMark state={state} /> : <SeverityMark severity={severity} />}{" "}
      <code>{visible(rule)}</code>{" "}
      {policy === undefined ? null : <PolicyPlace page={page} place={policy} />}
    </li>
  );
}

function Line({ page, line }: { readonly page: Page; readonly line: PageAllowance }): JSX.Element {
  const { by, section, text, place } = line;
  const where = place === undefined ? null : <PolicyPlace page={page} place={place} />;
  if (by === "unmanaged") {
    return (
      <span class="muted">
        the policy does not manage <code>{visible(section)}</code>
      </span>
    );
  }
  return (
    <>
      <code>{visible(section)}</code>{" "}
      {by === "uncertain" ? (
        <Unseen why="an e-mail address or a list that was not seen may match a name there" />
      ) : by === "anybody" ? (
        "allows anybody"
      ) : (
        <>
          {verbs[by]} <Text of={text} />
        </>
      )}{" "}
      {where}
    </>
  );
}

const verbs = { named: "lists", pattern: "allows", limit: "allows at most" } as const;
