import type { JSX } from "preact";

import { unknownReasons } from "../../../roster/fact.ts";
import { factInWords } from "../../fact-words.ts";
import { reader, utcMinute, completeness } from "../../wording.ts";
import { ago } from "./ages.ts";
import { visible } from "./facts.tsx";
import { Headings } from "./headings.tsx";
import { Tag } from "./marks.tsx";
import type { Page } from "./model.ts";
import { ScrollingTable } from "./scrolling-table.tsx";

/** Shows what was seen, by which account and when, and what was not seen and why. */
export function Coverage(props: { readonly page: Page; readonly printed?: boolean }): JSX.Element {
  const { page, printed = false } = props;
  const title = <h2 id="coverage">What was seen</h2>;
  if (printed || !isWhole(page)) {
    return (
      <section aria-labelledby="coverage">
        {title}
        <Seen page={page} />
      </section>
    );
  }
  const { readAt } = page.report;
  return (
    <section aria-labelledby="coverage">
      <details class="folded">
        <summary>
          {title} everything, {ago(readAt, page.openedAt)}
        </summary>
        <Seen page={page} />
      </details>
    </section>
  );
}

/** Nothing is missing, so that nobody has to look at the details. */
function isWhole({ report: { coverage } }: Page): boolean {
  return (
    coverage.status === "complete" &&
    coverage.unknowns.length === 0 &&
    coverage.lists.every(({ status }) => status === "complete")
  );
}

function Seen({ page }: { readonly page: Page }): JSX.Element {
  const { report } = page;
  const { lists, unknowns } = report.coverage;
  return (
    <div class="coverage">
      <div>
        <p class={report.coverage.status === "complete" ? undefined : "gap"}>
          Coverage is <strong>{report.coverage.status}</strong>: {completeness(report)}.
        </p>
        <Sources page={page} />
        {unknowns.length === 0 ? null : <Unknowns unknowns={unknowns} />}
      </div>
      <Lists lists={lists} />
    </div>
  );
}

/** The account, the time and the source of the data. */
function Sources({ page: { report, openedAt } }: { readonly page: Page }): JSX.Element {
  return (
    <dl class="facts">
      <dt>Read as</dt>
      <dd>{visible(reader(report))}</dd>
      <dt>Read at</dt>
      <dd>
        <time dateTime={report.readAt}>{utcMinute(report.readAt)}</time>{" "}
        <span class="muted">({ago(report.readAt, openedAt)})</span>
      </dd>
      {report.archive === undefined ? null : (
        <>
          <dt>Read from</dt>
          <dd>{visible(report.archive.path)}</dd>
        </>
      )}
      <dt>Compared with</dt>
      <dd>
        {report.changes === undefined
          ? "no earlier sync"
          : `the sync of ${utcMinute(report.changes.since)}`}
      </dd>
    </dl>
  );
}

type CoverageOf = Page["report"]["coverage"];

function Lists({ lists }: Pick<CoverageOf, "lists">): JSX.Element {
  const explained = lists.some(({ reason, note }) => (reason ?? note ?? null) !== null);
  return (
    <ScrollingTable label="Lists of the workspace" stacked>
      <Headings
        of={[
          "List",
          "Status",
          { number: "Seen" },
          { number: "Announced" },
          explained ? "Why" : null,
        ]}
      />
      <tbody>
        {lists.map(({ name, status, count, expected, reason, note }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>
              <Tag tone={status}>{status.replaceAll("-", " ")}</Tag>
            </td>
            <td class="number" data-label="seen">
              {count.toLocaleString("en")}
            </td>
            <td class="number" data-label="announced">
              {expected?.toLocaleString("en") ?? "–"}
            </td>
            {explained ? <td class="long">{visible(reason ?? note ?? "")}</td> : null}
          </tr>
        ))}
      </tbody>
    </ScrollingTable>
  );
}

function Unknowns({ unknowns }: Pick<CoverageOf, "unknowns">): JSX.Element {
  return (
    <>
      <h3>Facts that were not seen</h3>
      <ul class="plain">
        {unknowns.map(({ list, fact, reason, count }) => (
          <li key={`${list} ${fact} ${reason}`}>
            {factInWords(fact)} of {count.toLocaleString("en")} in {list}: {unknownReasons[reason]}
          </li>
        ))}
      </ul>
    </>
  );
}
