import type { JSX } from "preact";

import type { Report, ReportFinding } from "../../report.ts";
import { describeFinding, groupByRule, placeOf } from "../../wording.ts";
import { visible } from "./facts.tsx";
import { SeverityMark, StateMark } from "./marks.tsx";
import { accountKey, type Page } from "./model.ts";
import { linkToAccount } from "./route.ts";

/** Shows findings by rule, each rule with its explanation and its remedy. */
export function FindingGroups(props: {
  readonly page: Page;
  readonly findings: readonly ReportFinding[];
  readonly level?: "h2" | "h3";
}): JSX.Element {
  const { page, findings, level = "h2" } = props;
  return (
    <>
      {[...groupByRule(findings)].map(([id, group]) => (
        <Group key={id} page={page} id={id} findings={group} level={level} />
      ))}
    </>
  );
}

function Group(props: {
  readonly page: Page;
  readonly id: string;
  readonly findings: readonly ReportFinding[];
  readonly level: "h2" | "h3";
}): JSX.Element {
  const { page, id, findings, level: Heading } = props;
  const rule = page.report.rules.find((candidate) => candidate.id === id);
  return (
    <section class="group">
      <header>
        <Heading>
          {rule === undefined ? id : visible(rule.title)} <code>{id}</code>
        </Heading>
        <span class="count">{findings.length.toLocaleString("en")}</span>
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
      {rule === undefined ? null : <p>{rule.explanation}</p>}
      <p>{rule?.remedy ?? remedy}</p>
    </details>
  );
}

function FindingRow({
  page,
  finding,
}: {
  readonly page: Page;
  readonly finding: ReportFinding;
}): JSX.Element {
  const { severity, state, subject } = finding;
  const { who, what } = describeFinding(finding);
  const account = page.byKey.get(accountKey(subject));
  const place = placeOf(finding);
  return (
    <li>
      <SeverityMark severity={severity} />
      <div class="said">
        <p>
          {account === undefined ? (
            <strong>
              <bdi>{visible(who)}</bdi>
            </strong>
          ) : (
            <a href={linkToAccount(account)}>
              <bdi>{visible(who)}</bdi>
            </a>
          )}{" "}
          <span>{visible(what)}</span>
        </p>
        <Accepted finding={finding} />
      </div>
      <StateMark state={state} />
      <code class="place">{place === null ? "" : visible(place)}</code>
    </li>
  );
}

function Accepted({
  finding: { accepted },
}: {
  readonly finding: ReportFinding;
}): JSX.Element | null {
  if (accepted === undefined) return null;
  const by = accepted.approvedBy === null ? "" : `, approved by ${visible(accepted.approvedBy)}`;
  return (
    <p class="muted">
      Accepted until {accepted.until}
      {by}: {accepted.reason === null ? "no reason given" : visible(accepted.reason)}
    </p>
  );
}
