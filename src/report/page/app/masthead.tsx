import type { JSX } from "preact";

import { keyKinds } from "./keys/key-model.ts";
import type { Page } from "./model.ts";
import { Text } from "./facts.tsx";
import { VerdictMark } from "./marks.tsx";
import { linkTo, views, type Route, type View } from "./route.ts";
import { useCurrentLink } from "./use-current-link.ts";
import { shownName } from "../../../roster/visible.ts";

/** Shows the workspace, the verdict, and links to every view. */
export function Masthead({
  page,
  view,
}: {
  readonly page: Page;
  readonly view: Route["view"];
}): JSX.Element {
  const { organization, verdict } = page.report;
  const here = parents[view] ?? view;
  const links = useCurrentLink(here);
  const shown = views.filter((name) => name !== "repositories" || page.repositories !== undefined);
  return (
    <header class="masthead">
      <div class="title">
        <p class="workspace">
          <strong>
            <Text of={shownName(organization.name, organization.slug)} />
          </strong>{" "}
          <span class="muted">
            <Text of={organization.slug} />
          </span>
        </p>
        <VerdictMark verdict={verdict} />
      </div>
      <nav aria-label="Views" ref={links}>
        <ul>
          {shown.map((name) => (
            <li key={name}>
              <a href={linkTo(name)} aria-current={name === here ? "page" : undefined}>
                {names[name]} <Count of={countOf(name, page)} />
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}

/** The tabs of views that have none of their own. */
const parents: Readonly<Partial<Record<Route["view"], View>>> = {
  account: "people",
  repository: "repositories",
};

const names: Readonly<Record<View, string>> = {
  overview: "Overview",
  findings: "Findings",
  people: "Access",
  repositories: "Repositories",
  keys: "Keys and identities",
  review: "Review",
  changes: "Changes",
  exceptions: "Exceptions",
  rules: "Rules",
};

function Count({ of }: { readonly of: number | undefined }): JSX.Element | null {
  return of === undefined ? null : <span class="count">{of.toLocaleString("en")}</span>;
}

function countOf(view: View, { report, accounts, repositories, keys }: Page): number | undefined {
  const { errors, warnings, notes } = report.counts;
  const rows = keyKinds.reduce((sum, kind) => sum + keys.rows[kind].length, 0);
  const counts: Readonly<Partial<Record<View, number | undefined>>> = {
    findings: errors + warnings + notes,
    people: accounts.length,
    repositories: repositories?.list.length,
    keys: rows === 0 ? undefined : rows,
    changes: report.changes?.list.length,
    exceptions: report.exceptions.length,
  };
  return counts[view];
}
