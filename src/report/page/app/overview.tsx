import type { JSX } from "preact";

import { openFindings, tally } from "../../tally.ts";
import type { Report } from "../../report.ts";
import { archiveAge, extent, headline, meaning } from "../../wording.ts";
import { Charts } from "./charts.tsx";
import { whyNotCompared } from "./comparison.ts";
import { Coverage } from "./coverage.tsx";
import { visible } from "./facts.tsx";
import { FixFirst } from "./fix-first.tsx";
import { VerdictMark } from "./marks.tsx";
import type { Page } from "./model.ts";
import { linkTo, type Route, type View } from "./route.ts";
import { Trend } from "./trend.tsx";

/** Shows the verdict, its basis, and an overview of the workspace. */
export function Overview(props: {
  readonly page: Page;
  /** Nothing is folded. */
  readonly printed?: boolean;
}): JSX.Element {
  const { page, printed = false } = props;
  const { report } = page;
  return (
    <>
      <section class={`summary ${report.verdict}`} aria-labelledby="verdict">
        <h1 id="verdict">
          <VerdictMark verdict={report.verdict} />
          <span class="headline">{visible(headlineOf(report))}</span>
        </h1>
        {report.archive === undefined ? null : (
          <p>Audited from {visible(archiveAge(report))} when this report was made.</p>
        )}
        <p>{visible(meaning(report))}</p>
        <p class="muted">{extent(report)}</p>
        <Tiles page={page} />
      </section>
      <FixFirst page={page} />
      <Coverage page={page} printed={printed} />
      <Charts page={page} />
      <Trend page={page} printed={printed} />
    </>
  );
}

/** For an unknown verdict, the mark before the headline already says so. */
function headlineOf(report: Report): string {
  if (report.verdict !== "unknown") return headline(report);
  const found = tally(openFindings(report));
  return found === "" ? "" : `found ${found}`;
}

interface Tile {
  readonly name: string;
  /** Null: not known. */
  readonly value: number | null;
  /** Why it is not known. */
  readonly why?: string | undefined;
  readonly tone: string;
  readonly view: View;
  readonly query?: Route["query"];
}

function Tiles({ page }: { readonly page: Page }): JSX.Element {
  return (
    <ul class="tiles">
      {toTiles(page).map(({ name, value, why, tone, view, query }) => (
        <li key={name}>
          <a href={linkTo(view, query)} class={(value ?? 0) === 0 ? "none" : tone}>
            <span class="number">{value?.toLocaleString("en") ?? "–"}</span> <span>{name}</span>
            {value === null ? <span class="why">: {why}</span> : null}
          </a>
        </li>
      ))}
    </ul>
  );
}

function toTiles({ report }: Page): readonly Tile[] {
  const { counts } = report;
  const why = whyNotCompared(report);
  const view = "findings";
  return [
    { name: "errors", value: counts.errors, tone: "error", view, query: { severity: "error" } },
    {
      name: "warnings",
      value: counts.warnings,
      tone: "warning",
      view,
      query: { severity: "warning" },
    },
    { name: "notes", value: counts.notes, tone: "note", view, query: { severity: "note" } },
    {
      name: "new",
      value: why === undefined ? counts.introduced : null,
      why,
      tone: "introduced",
      view,
      query: { state: "introduced" },
    },
    {
      name: "accepted",
      value: counts.accepted,
      tone: "accepted",
      view,
      query: { state: "accepted" },
    },
    {
      name: "resolved",
      value: why === undefined ? counts.resolved : null,
      why,
      tone: "resolved",
      view,
      query: { state: "resolved" },
    },
    { name: "rules not judged", value: counts.notJudged, tone: "unjudged", view: "rules" },
  ];
}
