import type { JSX } from "preact";

import type { Report } from "../../report.ts";
import { visible } from "./facts.tsx";
import { SeverityMark, Tag } from "./marks.tsx";
import type { Page } from "./model.ts";
import { linkTo } from "./route.ts";
import { ScrollingTable } from "./scrolling-table.tsx";

type Rule = Report["rules"][number];

/** Shows every rule: those that could not be judged first, with why. */
export function Rules({ page }: { readonly page: Page }): JSX.Element {
  const of = (status: Rule["status"]) => page.report.rules.filter((rule) => rule.status === status);
  const off = of("off");
  return (
    <>
      <h1>Rules</h1>
      <RuleTable title="Not judged" rules={of("not-judged")} />
      <RuleTable title="Judged" rules={of("judged")} />
      {off.length === 0 ? null : (
        <>
          <h2>Off</h2>
          <p class="muted">{off.map(({ id }) => id).join(", ")}</p>
        </>
      )}
    </>
  );
}

/** Shows rules under a title; nothing where there is none. */
export function RuleTable({
  title,
  rules,
}: {
  readonly title: string;
  readonly rules: readonly Rule[];
}): JSX.Element | null {
  if (rules.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <ScrollingTable label={`Rules: ${title.toLowerCase()}`}>
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col">Severity</th>
            <th scope="col" class="number">
              Findings
            </th>
            <th scope="col">
              {rules.some(({ reason }) => reason !== null) ? "Why" : "What it looks for"}
            </th>
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <Row key={rule.id} rule={rule} />
          ))}
        </tbody>
      </ScrollingTable>
    </>
  );
}

function Row({ rule }: { readonly rule: Rule }): JSX.Element {
  const { id, title, severity, findings, reason } = rule;
  return (
    <tr>
      <th scope="row">
        <code>{id}</code>
      </th>
      <td>{severity === "off" ? <Tag>off</Tag> : <SeverityMark severity={severity} />}</td>
      <td class="number">
        {findings === 0 ? (
          "0"
        ) : (
          <a href={linkTo("findings", { rule: id, state: "all" })}>{findings}</a>
        )}
      </td>
      <td>{visible(reason ?? title)}</td>
    </tr>
  );
}
