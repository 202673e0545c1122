import type { JSX } from "preact";

import { count } from "../../../roster/count.ts";
import type { Report } from "../../report.ts";
import { visible } from "./facts.tsx";
import { Headings } from "./headings.tsx";
import { SeverityMark, Tag } from "./marks.tsx";
import type { Page } from "./model.ts";
import { linkTo } from "./route.ts";
import { ScrollingTable } from "./scrolling-table.tsx";

type Rule = Report["rules"][number];

/** Shows every rule: first those that were not judged, with the reason. */
export function Rules({ page }: { readonly page: Page }): JSX.Element {
  const of = (status: Rule["status"]) => page.report.rules.filter((rule) => rule.status === status);
  const off = of("off");
  return (
    <>
      <h1>Rules</h1>
      <UnjudgedRules page={page} />
      <RuleTable rules={of("judged")} />
      {off.length === 0 ? null : (
        <>
          <h2>Off</h2>
          <p class="muted">{off.map(({ id }) => id).join(", ")}</p>
        </>
      )}
    </>
  );
}

/** Shows the rules that were not judged, grouped by reason. */
export function UnjudgedRules({ page }: { readonly page: Page }): JSX.Element | null {
  const rules = page.report.rules.filter(({ status }) => status === "not-judged");
  if (rules.length === 0) return null;
  return (
    <>
      <h2>Not judged</h2>
      {[...Map.groupBy(rules, ({ reason }) => reason)].map(([reason, group]) => (
        <section key={reason} class="group unjudged">
          <header>
            <p>{visible(reason ?? "no reason was recorded")}</p>
            <span class="count">{group.length}</span>
          </header>
          <ul class="findings">
            {group.map((rule) => (
              <Unjudged key={rule.id} rule={rule} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

/** The findings about rows that were seen are valid, even if the rule was not judged. */
function Unjudged({ rule }: { readonly rule: Rule }): JSX.Element {
  const { id, title, severity, findings } = rule;
  return (
    <li>
      <Severity of={severity} />
      <p class="said">
        {visible(title)} <code class="muted">{id}</code>
      </p>
      {findings === 0 ? <span /> : <Found id={id} findings={findings} />}
    </li>
  );
}

function Found({ id, findings }: Pick<Rule, "id" | "findings">): JSX.Element {
  return <a href={linkTo("findings", { rule: id, state: "all" })}>{count(findings, "finding")}</a>;
}

function Severity({ of }: { readonly of: Rule["severity"] }): JSX.Element {
  return of === "off" ? <Tag>off</Tag> : <SeverityMark severity={of} />;
}

function RuleTable({ rules }: { readonly rules: readonly Rule[] }): JSX.Element | null {
  if (rules.length === 0) return null;
  return (
    <>
      <h2>Judged</h2>
      <ScrollingTable label="Rules that were judged" stacked>
        <Headings of={["Rule", "Severity", { number: "Findings" }, "What it looks for"]} />
        <tbody>
          {rules.map(({ id, title, severity, findings }) => (
            <tr key={id}>
              <th scope="row">
                <code>{id}</code>
              </th>
              <td>
                <Severity of={severity} />
              </td>
              <td class="number" data-label="findings">
                {findings === 0 ? "0" : <Found id={id} findings={findings} />}
              </td>
              <td class="long">{visible(title)}</td>
            </tr>
          ))}
        </tbody>
      </ScrollingTable>
    </>
  );
}
