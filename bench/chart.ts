/** Draws the comparison as an SVG that follows the reader's light or dark theme. */

import type { Contender } from "./contenders.ts";
import type { Comparison, Cost, Results } from "./results.ts";
import { nameOf, grouped } from "./table.ts";

/** The chart's title. */
export const chartTitle =
  "Seconds from start to artifact, this audit compared with a connector on the reference SDK";

const width = 760;
const left = 120;
const barWidth = 420;
const barHeight = 22;
const rowHeight = 28;
const panelHead = 34;
const panelGap = 22;
const grantsPerMember = 6;

const style = `
  .back { fill: #ffffff; } text { font: 13px system-ui, sans-serif; fill: #1f2328; }
  .head { font-weight: 600; } .quiet { fill: #59636e; }
  .ours { fill: #0969da; } .sync { fill: #54aeff; } .pebble { fill: #9198a1; } .sqlite { fill: #c8ced5; }
  @media (prefers-color-scheme: dark) {
    .back { fill: #0d1117; } text { fill: #f0f6fc; } .quiet { fill: #9198a1; }
    .ours { fill: #4493f8; } .sync { fill: #1f6feb; } .pebble { fill: #656c76; } .sqlite { fill: #3d444d; }
  }`;

/** Returns the complete SVG, with a panel for each size at which the SDK was measured. */
export function renderChart({ comparisons }: Results): string {
  const shown = comparisons.filter(({ costs, delayMs }) => delayMs === 0 && costs.pebble);
  let top = 12;
  const panels = shown.map((comparison) => {
    const panel = renderPanel(comparison, top);
    top += heightOf(comparison) + panelGap;
    return panel;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${top}" role="img" aria-label="${chartTitle}">`,
    `<title>${chartTitle}</title>`,
    `<style>${style}\n</style>`,
    `<rect class="back" width="${width}" height="${top}" rx="6"/>`,
    ...panels,
    "</svg>\n",
  ].join("\n");
}

function heightOf({ costs }: Comparison): number {
  return panelHead + Object.keys(costs).length * rowHeight;
}

/** Each panel has its own scale, because the sizes differ by a factor of one hundred. */
function renderPanel({ members, costs }: Comparison, top: number): string {
  const longest = Math.max(...Object.values(costs).map(({ wallMs }) => wallMs.median));
  const grants = grouped(members * grantsPerMember);
  const head = `<text class="head" x="16" y="${top + 18}">${grouped(members)} members, ${grants} grants</text>`;
  const bars = Object.entries(costs).map(([name, cost], index) =>
    renderBar(name as Contender, cost, { top: top + panelHead + index * rowHeight, longest }),
  );
  return [head, ...bars].join("\n");
}

function renderBar(
  name: Contender,
  { wallMs, peakMb }: Cost,
  { top, longest }: { readonly top: number; readonly longest: number },
): string {
  const length = Math.max(2, Math.round((wallMs.median / longest) * barWidth));
  const baseline = top + barHeight / 2 + 5;
  const value = `${(wallMs.median / 1_000).toFixed(1)} s, ${Math.round(peakMb.median)} MB`;
  return [
    `<text class="quiet" x="16" y="${baseline}">${nameOf(name)}</text>`,
    `<rect class="${name}" x="${left}" y="${top}" width="${length}" height="${barHeight}" rx="3"/>`,
    `<text x="${left + length + 8}" y="${baseline}">${value}</text>`,
  ].join("\n");
}
