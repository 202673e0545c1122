import type { JSX } from "preact";

import { utcMinute } from "../../wording.ts";
import type { Page } from "./model.ts";
import { NumberRows } from "./number-rows.tsx";
import { ScrollingTable } from "./scrolling-table.tsx";
import { pointInWords, runsOf, toTrend, type Series, type TrendChart } from "./trend-data.ts";

/** Shows how the workspace changed over the syncs that are available, as lines and as a table. */
export function Trend(props: { readonly page: Page; readonly printed: boolean }): JSX.Element {
  const { page, printed } = props;
  const { history, now } = page;
  const syncs = [...history, now];
  const charts = toTrend(syncs);
  const days = syncs.map(({ readAt }) => readAt.slice(0, 10));
  const labels =
    new Set(days).size === days.length ? days : syncs.map((one) => utcMinute(one.readAt));
  return (
    <section aria-labelledby="trend">
      <h2 id="trend">Trend</h2>
      {history.length === 0 ? (
        <p class="muted">
          Only this sync is available. An artifact that keeps earlier syncs (<code>keep-syncs</code>
          ), or a <code>baseline</code>, shows how the workspace changed.
        </p>
      ) : (
        <>
          <p class="muted">
            Each sync is compared with today's policy, as of the time it was read: the lines show
            changes of the workspace, not of the policy. A gap means that the number is not known; a
            hollow point, that it may be larger.
          </p>
          <div class="trend">
            {charts.map((chart) => (
              <Chart
                key={chart.id}
                chart={chart}
                labels={labels}
                times={syncs.map(({ readAt }) => readAt)}
              />
            ))}
          </div>
          <TrendTable charts={charts} labels={labels} open={printed} />
        </>
      )}
    </section>
  );
}

const size = { width: 320, height: 130, left: 34, right: 10, top: 10, bottom: 20 };

interface ChartProps {
  readonly chart: TrendChart;
  readonly labels: readonly string[];
  readonly times: readonly string[];
}

function Chart({ chart, labels, times }: ChartProps): JSX.Element {
  const { id, title, series } = chart;
  const values = series.flatMap(({ points }) => points.map(({ value }) => value ?? 0));
  const most = Math.max(1, ...values);
  const x = scaleOf(times);
  const y = (value: number) =>
    size.height - size.bottom - (value / most) * (size.height - size.bottom - size.top);
  const last = labels.length - 1;
  return (
    <figure class="chart" aria-labelledby={id}>
      <figcaption id={id}>{title}</figcaption>
      {series.length > 1 ? <Legend series={series} /> : null}
      <svg
        viewBox={`0 0 ${size.width} ${size.height}`}
        role="img"
        aria-label={series.map((one) => describe(one, labels)).join("; ")}
      >
        {[0, most].map((value) => (
          <g key={value}>
            <line
              class="grid"
              x1={size.left}
              x2={size.width - size.right}
              y1={y(value)}
              y2={y(value)}
            />
            <text x={size.left - 6} y={y(value) + 4} text-anchor="end">
              {value.toLocaleString("en")}
            </text>
          </g>
        ))}
        <text x={size.left} y={size.height - 4}>
          {labels[0]?.slice(0, 10)}
        </text>
        <text x={size.width - size.right} y={size.height - 4} text-anchor="end">
          {labels[last]?.slice(0, 10)}
        </text>
        {series.map((one) => (
          <Curve key={one.name} series={one} labels={labels} x={x} y={y} />
        ))}
      </svg>
    </figure>
  );
}

interface CurveProps {
  readonly series: Series;
  readonly labels: readonly string[];
  readonly x: (index: number) => number;
  readonly y: (value: number) => number;
}

function Curve({ series: { name, tone, points }, labels, x, y }: CurveProps): JSX.Element {
  const at = (index: number) => `${x(index)},${y(points[index]?.value ?? 0)}`;
  return (
    <g>
      {runsOf(points).map((run) => (
        <polyline key={run[0]} class={`curve ${tone}`} points={run.map(at).join(" ")} />
      ))}
      {points.map((point, index) =>
        point.value === null ? null : (
          <circle
            key={labels[index]}
            class={`point ${tone}${point.atLeast ? " least" : ""}`}
            cx={x(index)}
            cy={y(point.value)}
            r="3"
          >
            <title>{`${labels[index]}: ${pointInWords(point)} ${name}`}</title>
          </circle>
        ),
      )}
    </g>
  );
}

function Legend({ series }: { readonly series: readonly Series[] }): JSX.Element {
  return (
    <ul class="legend">
      {series.map(({ name, tone }) => (
        <li key={name}>
          <svg viewBox="0 0 28 8" aria-hidden="true">
            <path class={`curve ${tone}`} d="M0 4h28" />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}

function TrendTable(props: {
  readonly charts: readonly TrendChart[];
  readonly labels: readonly string[];
  readonly open: boolean;
}): JSX.Element {
  const { charts, labels, open } = props;
  const series = charts.flatMap((chart) => chart.series);
  return (
    <details class="trend-table" open={open}>
      <summary>
        As a table<span class="unseen-word">: trend</span>
      </summary>
      <ScrollingTable label="Trend">
        <NumberRows
          of="Sync"
          names={series.map(({ name }) => name)}
          rows={labels.map((label, index) => ({
            label,
            values: series.map(({ points }) =>
              pointInWords(points[index] ?? { value: null, atLeast: false }),
            ),
          }))}
        />
      </ScrollingTable>
    </details>
  );
}

/** Returns the position of each sync: by its time, so that a pause looks like one. */
function scaleOf(times: readonly string[]): (index: number) => number {
  const at = times.map((time) => Date.parse(time));
  const first = at[0] ?? 0;
  const span = Math.max(1, (at.at(-1) ?? 0) - first);
  const width = size.width - size.left - size.right - 6;
  return (index) => size.left + 3 + (((at[index] ?? first) - first) / span) * width;
}

function describe({ name, points }: Series, labels: readonly string[]): string {
  return `${name}: ${points.map((point, index) => `${labels[index]} ${pointInWords(point)}`).join(", ")}`;
}
