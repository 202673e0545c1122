import type { JSX } from "preact";

import type { Report, ReportFinding } from "../../report.ts";
import { groupByRule } from "../../wording.ts";
import { visible, visibleProse } from "./facts.tsx";
import { FindingSentence } from "./finding-sentence.tsx";
import { SeverityMark, StateMark } from "./marks.tsx";
import type { Page } from "./model.ts";
import { PolicyPlace } from "./policy-place.tsx";

/**
 * Shows findings by rule, each rule with its explanation and its remedy. A rule's number counts all
 * its findings, also those that are not shown yet.
 */
export function FindingGroups(props: {
  readonly page: Page;
  readonly findings: readonly ReportFinding[];
  /** Default: the findings that are shown. */
  readonly all?: readonly ReportFinding[];
  readonly level?: "h2" | "h3";
}): JSX.Element {
  const { page, findings, all = findings, level = "h2" } = props;
  const byRule = groupByRule(all);
  return (
    <>
      {[...groupByRule(findings)].map(([id, group]) => (
        <Group
          key={id}
          page={page}
          id={id}
          findings={group}
          total={byRule.get(id)?.length ?? group.length}
          level={level}
        />
      ))}
    </>
  );
}

function Group(props: {
  readonly page: Page;
  readonly id: string;
  readonly findings: readonly ReportFinding[];
  readonly total: number;
  readonly level: "h2" | "h3";
}): JSX.Element {
  const { page, id, findings, total, level: Heading } = props;
  const rule = page.report.rules.find((candidate) => candidate.id === id);
  return (
    <section class="group">
      <header>
        <Heading>
          {rule === undefined ? id : visible(rule.title)} <code>{id}</code>
        </Heading>
        <span class="count">{total.toLocaleString("en")}</span>
      </header>
      <Advice rule={rule} remedy={findings[0]?.remedy ?? ""} />
      <ul class="findings">
        {findings.map((finding) => (
          <FindingRow key={finding.fingerprint} page={page} finding={finding} />
        ))}
      </ul>
    </section>
  );
}

function Advice(props: {
  readonly rule: Report["rules"][number] | undefined;
  readonly remedy: string;
}): JSX.Element {
  const { rule, remedy } = props;
  return (
    <details class="advice">
      <summary>Why it matters, and what to do</summary>
      {rule === undefined ? null : <p>{visibleProse(rule.explanation)}</p>}
      <p>{visibleProse(rule?.remedy ?? remedy)}</p>
    </details>
  );
}

function FindingRow({ page, finding }: RowProps): JSX.Element {
  const { severity, state, policy } = finding;
  return (
    <li>
      <SeverityMark severity={severity} />
      <div class="said">
        <p>
          <FindingSentence page={page} finding={finding} />
        </p>
        <Accepted page={page} finding={finding} />
        <OwnRemedy page={page} finding={finding} />
      </div>
      <StateMark state={state} />
      <span class="place">
        {policy === undefined ? null : <PolicyPlace page={page} place={policy} />}
      </span>
    </li>
  );
}

interface RowProps {
  readonly page: Page;
  readonly finding: ReportFinding;
}

/** What to do about this finding, if it is not what the rule says in general. */
function OwnRemedy({ page, finding: { rule, remedy } }: RowProps): JSX.Element | null {
  const general = page.report.rules.find(({ id }) => id === rule)?.remedy;
  return general === undefined || remedy === general ? null : (
    <p class="muted">{visibleProse(remedy)}</p>
  );
}

function Accepted({ page, finding: { accepted } }: RowProps): JSX.Element | null {
  if (accepted === undefined) return null;
  const by = accepted.approvedBy === null ? "" : `, approved by ${visible(accepted.approvedBy)}`;
  return (
    <p class="muted">
      Accepted until {accepted.until}
      {by}: {accepted.reason === null ? "no reason given" : visible(accepted.reason)} (
      <PolicyPlace page={page} place={accepted.policy} />)
    </p>
  );
}
