import type { JSX } from "preact";

import { severities } from "../../../policy/severity.ts";
import type { ReportFinding } from "../../report.ts";
import { openFindings } from "../../tally.ts";
import { visibleProse } from "./facts.tsx";
import { FindingSentence } from "./finding-sentence.tsx";
import { SeverityMark } from "./marks.tsx";
import type { Page } from "./model.ts";
import { PolicyPlace } from "./policy-place.tsx";
import { linkTo } from "./route.ts";

const most = 5;

/** Shows the worst open findings, each with what to do; nothing if there is none. */
export function FixFirst({ page }: { readonly page: Page }): JSX.Element | null {
  const worst = worstFirst(openFindings(page.report));
  if (worst.length === 0) return null;
  return (
    <section aria-labelledby="first">
      <h2 id="first">Fix first</h2>
      <ol class="first">
        {worst.slice(0, most).map((finding) => (
          <Item key={finding.fingerprint} page={page} finding={finding} />
        ))}
      </ol>
      {worst.length <= most ? null : (
        <p>
          <a href={linkTo("findings")}>All {worst.length.toLocaleString("en")} open findings</a>
        </p>
      )}
    </section>
  );
}

function Item(props: { readonly page: Page; readonly finding: ReportFinding }): JSX.Element {
  const { page, finding } = props;
  const { severity, policy, remedy } = finding;
  return (
    <li>
      <SeverityMark severity={severity} />
      <p class="said">
        <FindingSentence page={page} finding={finding} />
      </p>
      <p class="place">
        {policy === undefined ? null : <PolicyPlace page={page} place={policy} />}
      </p>
      <p class="remedy">{visibleProse(remedy)}</p>
    </li>
  );
}

/**
 * Of findings that are equally bad, the first one of each rule comes before the second one of any, so
 * that one rule with many findings does not hide the others.
 */
function worstFirst(findings: readonly ReportFinding[]): readonly ReportFinding[] {
  const groups = Map.groupBy(findings, (finding) => `${rankOf(finding)} ${finding.rule}`);
  return [...groups.values()]
    .flatMap((group) => group.map((finding, index) => ({ finding, index })))
    .sort((a, b) => rankOf(a.finding) - rankOf(b.finding) || a.index - b.index)
    .map(({ finding }) => finding);
}

/** By severity; of the same severity, new findings first. */
function rankOf({ severity, state }: ReportFinding): number {
  return 2 * severities.indexOf(severity) + (state === "introduced" ? 0 : 1);
}
