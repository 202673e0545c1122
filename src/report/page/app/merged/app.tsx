/** The frame around every view of a merged report: the current view, and links to the others. */

import type { JSX } from "preact";

import { count } from "../../../../roster/count.ts";
import { utcMinute } from "../../../wording.ts";
import { VerdictMark } from "../marks.tsx";
import { linkTo, type Route, type View } from "../route.ts";
import { useCurrentLink } from "../use-current-link.ts";
import { useNewContent } from "../use-new-content.ts";
import { usePrinting } from "../use-printing.ts";
import { useRoute, type Narrow } from "../use-route.ts";
import { Changes } from "./changes.tsx";
import type { MergedPage } from "./model.ts";
import { Overview, Summary, Unreadable } from "./overview.tsx";
import { People } from "./people.tsx";
import { Rules } from "./rules.tsx";
import { WorkspaceTable } from "./workspace-table.tsx";

/** Shows the page. When it is printed, shows everything. */
export function App({ page }: { readonly page: MergedPage }): JSX.Element {
  const { route, narrow } = useRoute();
  const printing = usePrinting();
  const views = viewsOf(page);
  const view = views.find((name) => name === route.view) ?? "overview";
  const main = useNewContent(view);
  const links = useCurrentLink(view);
  const Shown = shown[view];
  return (
    <>
      <button class="skip" type="button" onClick={() => main.current?.focus()}>
        Skip to the content
      </button>
      <header class="masthead">
        <div class="title">
          <p class="workspace">
            <strong>{count(page.counts.workspaces, "workspace")}</strong>{" "}
            <span class="muted">merged at {utcMinute(page.generatedAt)}</span>
          </p>
          <VerdictMark verdict={page.verdict} />
        </div>
        <nav aria-label="Views" ref={links}>
          <ul>
            {views.map((name) => (
              <li key={name}>
                <a href={linkTo(name)} aria-current={name === view ? "page" : undefined}>
                  {names[name]}{" "}
                  <span class="count">{countOf(name, page).toLocaleString("en")}</span>
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <main ref={main} tabIndex={-1} aria-label={names[view]}>
        {printing ? (
          <Everything page={page} />
        ) : (
          <Shown page={page} query={route.query} narrow={narrow} />
        )}
      </main>
      <footer>
        {page.tool.name} {page.tool.version}
      </footer>
    </>
  );
}

type MergedView = Extract<View, "overview" | "rules" | "people" | "changes">;

const names: Readonly<Record<MergedView, string>> = {
  overview: "Workspaces",
  rules: "Rules",
  people: "People",
  changes: "Changes",
};

function viewsOf({ previous }: MergedPage): readonly MergedView[] {
  const always = ["overview", "rules", "people"] as const;
  return previous === undefined ? always : [...always, "changes"];
}

function countOf(view: MergedView, page: MergedPage): number {
  const counts: Readonly<Record<MergedView, number>> = {
    overview: page.workspaces.length,
    rules: page.rules.length,
    people: page.people.length + page.peopleLeftOut,
    changes: page.previous?.workspaces.length ?? 0,
  };
  return counts[view];
}

interface ShownProps {
  readonly page: MergedPage;
  readonly query: Route["query"];
  readonly narrow: Narrow;
}

const shown: Readonly<Record<MergedView, (props: ShownProps) => JSX.Element>> = {
  overview: (props) => <Overview {...props} />,
  rules: ({ page }) => <Rules page={page} />,
  people: ({ page }) => <People page={page} />,
  changes: ({ page }) => <Changes page={page} />,
};

/** Everything for paper, without controls. */
function Everything({ page }: { readonly page: MergedPage }): JSX.Element {
  return (
    <>
      <Summary page={page} />
      <Unreadable page={page} />
      <h1>Workspaces</h1>
      <WorkspaceTable workspaces={page.workspaces} openedAt={page.openedAt} />
      <Rules page={page} />
      <People page={page} />
      <Changes page={page} />
    </>
  );
}
