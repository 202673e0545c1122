import type { JSX } from "preact";
import { useMemo } from "preact/hooks";

import { severities } from "../../../policy/severity.ts";
import { count } from "../../../roster/count.ts";
import type { Report } from "../../report.ts";
import { whyNotCompared } from "./comparison.ts";
import {
  chosenState,
  filterFindings,
  findingStates,
  type FindingStates,
} from "./finding-filter.ts";
import { FindingGroups } from "./finding-groups.tsx";
import {
  Choice,
  FilterChoices,
  Filters,
  isNarrowed,
  optionsOf,
  Remaining,
  Search,
} from "./filters.tsx";
import { useLongList } from "./long-list.tsx";
import { SeverityMark } from "./marks.tsx";
import type { Page } from "./model.ts";
import { linkTo, type Route } from "./route.ts";
import type { Narrow } from "./use-route.ts";

interface FindingsProps {
  readonly page: Page;
  readonly query: Route["query"];
  readonly narrow: Narrow;
}

/** Shows the findings by rule, filtered as the reader chose. */
export function Findings({ page, query, narrow }: FindingsProps): JSX.Element {
  const { report } = page;
  const found = useMemo(() => filterFindings(report, query), [report, query]);
  const { shown, more } = useLongList(found);
  return (
    <>
      <h1>Findings</h1>
      <Filters label="Filter the findings">
        <Search label="Search findings" value={query["q"] ?? ""} onSearch={(q) => narrow({ q })} />
        <SeverityChoice report={report} query={query} narrow={narrow} />
        <Choice
          label="State"
          value={chosenState(query)}
          options={findingStates.map((state) => [state, stateNames[state]])}
          onChoose={(state) => narrow({ state: state === "open" ? "" : state })}
        />
        <FilterChoices
          query={query}
          narrow={narrow}
          of={[["rule", "Rule", "every rule", optionsOf(rulesOf(report))]]}
        />
      </Filters>
      <Remaining query={query} narrow={narrow} clearable={filterNames}>
        {found.length === 0 ? nothing(report, query) : count(found.length, "finding")}
      </Remaining>
      <NotJudged report={report} />
      <FindingGroups page={page} findings={shown} all={found} />
      {more}
    </>
  );
}

const filterNames = ["severity", "rule", "state", "q"] as const;

function nothing(report: Report, query: Route["query"]): string {
  const why = whyNotCompared(report);
  const state = chosenState(query);
  if (why !== undefined && (state === "introduced" || state === "resolved")) {
    return `Nothing was compared: ${why}.`;
  }
  return isNarrowed(query, filterNames)
    ? "No finding matches the filters."
    : "There is no open finding.";
}

/** If a rule was not judged, the absence of findings means nothing. */
function NotJudged({ report }: { readonly report: Report }): JSX.Element | null {
  const { notJudged } = report.counts;
  if (notJudged === 0) return null;
  return (
    <p class="gap">
      <a href={linkTo("rules")}>{count(notJudged, "rule")}</a> could not be judged, so there may be
      more.
    </p>
  );
}

const stateNames: Readonly<Record<FindingStates, string>> = {
  open: "open",
  introduced: "open, new",
  existing: "open, existing",
  accepted: "accepted",
  resolved: "resolved",
  all: "open and accepted",
};

function SeverityChoice({
  report,
  query,
  narrow,
}: Omit<FindingsProps, "page"> & { report: Report }): JSX.Element {
  const chosen = query["severity"] ?? "";
  const others = useMemo(() => filterFindings(report, { ...query, severity: "" }), [report, query]);
  return (
    <div class="toggles" role="group" aria-label="Severity">
      {severities.map((severity) => (
        <button
          key={severity}
          type="button"
          aria-pressed={severity === chosen}
          onClick={() => narrow({ severity: severity === chosen ? "" : severity })}
        >
          <SeverityMark severity={severity} />{" "}
          <span class="count">
            {others.filter((finding) => finding.severity === severity).length.toLocaleString("en")}
          </span>
        </button>
      ))}
    </div>
  );
}

function rulesOf({ findings, resolved }: Report): readonly string[] {
  return [...new Set([...findings, ...resolved].map(({ rule }) => rule))].toSorted();
}
