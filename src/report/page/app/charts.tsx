/** Bar charts, and the same numbers as tables. */

import type { JSX } from "preact";

import { toFigures, type Figure, type FigureRow } from "./figures.ts";
import { SeverityMark } from "./marks.tsx";
import type { Page } from "./model.ts";
import { NumberRows } from "./number-rows.tsx";

/** Shows the charts of the workspace. */
export function Charts({ page }: { readonly page: Page }): JSX.Element {
  return (
    <section aria-labelledby="charts">
      <h2 id="charts">At a glance</h2>
      <Hatch />
      <div class="charts">
        {toFigures(page).map((figure) => (
          <Chart key={figure.id} figure={figure} />
        ))}
      </div>
    </section>
  );
}

/** The pattern with which the style sheet fills some bars. */
function Hatch(): JSX.Element {
  return (
    <svg class="hatch" width="0" height="0" aria-hidden="true">
      <pattern
        id="hatch"
        width="5"
        height="5"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="5" height="5" />
        <path d="M0 0v5" />
      </pattern>
    </svg>
  );
}

function Chart({ figure }: { readonly figure: Figure }): JSX.Element {
  const { id, title, parts, cut, rows } = figure;
  const most = Math.max(1, ...rows.map(total));
  return (
    <figure class={figure.long === true ? "chart long" : "chart"} aria-labelledby={`chart-${id}`}>
      <figcaption id={`chart-${id}`}>{title}</figcaption>
      {parts.length > 1 ? <Legend figure={figure} /> : null}
      <ul class="bars">
        {rows.slice(0, cut?.drawn).map((row) => (
          <li key={row.label}>
            <Label row={row} />
            <Bar figure={figure} row={row} most={most} />
            <span class="value">{total(row).toLocaleString("en")}</span>
          </li>
        ))}
      </ul>
      {cut === undefined || rows.length <= cut.drawn ? null : (
        <p>
          <a href={cut.href}>and {rows.length - cut.drawn} more</a>
        </p>
      )}
      <NumberTable figure={figure} />
    </figure>
  );
}

function Label({ row }: { readonly row: FigureRow }): JSX.Element {
  const { label, href, severity } = row;
  return (
    <span class="label" title={label}>
      {severity === undefined ? null : <SeverityMark severity={severity} bare />}
      {href === undefined ? label : <a href={href}>{label}</a>}
    </span>
  );
}

function Bar(props: {
  readonly figure: Figure;
  readonly row: FigureRow;
  readonly most: number;
}): JSX.Element {
  const { figure, row, most } = props;
  const segments = figure.parts.map(({ name, tone }, index) => {
    const value = row.values[index] ?? 0;
    const before = row.values.slice(0, index).reduce((sum, one) => sum + one, 0);
    return { name, tone, value, start: (before / most) * 100, share: (value / most) * 100 };
  });
  const label = segments.map(({ name, value }) => `${value} ${name}`).join(", ");
  return (
    <svg class="bar" width="100%" height="14" role="img" aria-label={`${row.label}: ${label}`}>
      {segments
        .filter(({ value }) => value > 0)
        .map(({ name, tone, start, share }) => (
          <rect key={name} class={tone} x={`${start}%`} width={`${share}%`} height="14" />
        ))}
    </svg>
  );
}

function Legend({ figure: { parts, rows } }: { readonly figure: Figure }): JSX.Element | null {
  const shown = parts.filter((_, index) => rows.some(({ values }) => (values[index] ?? 0) > 0));
  if (shown.length === 1 && shown[0] === parts[0]) return null;
  return (
    <ul class="legend">
      {shown.map(({ name, tone }) => (
        <li key={name}>
          <svg width="12" height="12" aria-hidden="true">
            <rect class={tone} width="12" height="12" />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}

function NumberTable({
  figure: { title, of, parts, rows },
}: {
  readonly figure: Figure;
}): JSX.Element {
  return (
    <details>
      <summary>
        As a table<span class="unseen-word">: {title}</span>
      </summary>
      <table>
        <NumberRows
          of={of}
          names={parts.map(({ name }) => name)}
          rows={rows.map(({ label, values }) => ({
            label,
            values: values.map((value) => value.toLocaleString("en")),
          }))}
        />
      </table>
    </details>
  );
}

function total({ values }: FigureRow): number {
  return values.reduce((sum, value) => sum + value, 0);
}
