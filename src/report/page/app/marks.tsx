/** Marks that differ by shape and word, not only by color. */

import type { ComponentChildren, JSX } from "preact";

import type { Severity } from "../../../policy/severity.ts";
import type { Report, ReportFinding } from "../../report.ts";

const shapes: Readonly<Record<Severity, string>> = {
  error: "M5 1h6l4 4v6l-4 4H5l-4-4V5zM5.5 5.5l5 5m0-5l-5 5",
  warning: "M8 1.5l7 13H1zM8 6v4m0 2v.6",
  note: "M8 1a7 7 0 1 0 0 14A7 7 0 1 0 8 1zM8 7v5M8 4v.6",
};

/** Shows a severity as a shape with its word; with `bare`, without the word. */
export function SeverityMark(props: {
  readonly severity: Severity;
  readonly bare?: boolean;
}): JSX.Element {
  const { severity, bare = false } = props;
  return (
    <span class={`severity ${severity}`}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        <path d={shapes[severity]} />
      </svg>
      <span class={bare ? "unseen-word" : undefined}>{severity}</span>
    </span>
  );
}

const stateWords = { introduced: "new", existing: "existing", accepted: "accepted" } as const;

/** Returns the page's word for a finding's state. */
export function stateWord(state: ReportFinding["state"]): string {
  return stateWords[state];
}

export function StateMark({ state }: { readonly state: ReportFinding["state"] }): JSX.Element {
  return <Tag tone={state}>{stateWord(state)}</Tag>;
}

/** A word in a frame. */
export function Tag(props: {
  readonly tone?: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return <span class={`tag ${props.tone ?? ""}`}>{props.children}</span>;
}

const verdictWords = { clean: "Clean", drift: "Drift", unknown: "Unknown" } as const;
const verdictShapes = {
  clean: "M8 1a7 7 0 1 0 0 14A7 7 0 1 0 8 1zM4.6 8.2l2.3 2.3 4.5-4.8",
  drift: shapes.error,
  unknown:
    "M8 1a7 7 0 1 0 0 14A7 7 0 1 0 8 1zM5.9 6.2a2.1 2.1 0 1 1 2.9 2C8.2 8.500 8 8.900 8 9.600M8 11.500v.6",
} as const;

export function VerdictMark({ verdict }: { readonly verdict: Report["verdict"] }): JSX.Element {
  return (
    <span class={`verdict ${verdict}`}>
      <svg viewBox="0 0 16 16" width="22" height="22" aria-hidden="true">
        <path d={verdictShapes[verdict]} />
      </svg>
      {verdictWords[verdict]}
    </span>
  );
}
