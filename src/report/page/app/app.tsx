/** The frame around every view: the current view, and links to the others. */

import type { JSX } from "preact";

import { AccountPage } from "./account-page.tsx";
import { Changes } from "./changes.tsx";
import { Exceptions } from "./exceptions.tsx";
import { visible } from "./facts.tsx";
import { Findings } from "./findings.tsx";
import { KeysView } from "./keys/keys-view.tsx";
import { Masthead } from "./masthead.tsx";
import type { Page } from "./model.ts";
import { Overview } from "./overview.tsx";
import { People } from "./people.tsx";
import { PrintedReport } from "./printed-report.tsx";
import { RepositoriesView } from "./repositories/repositories-view.tsx";
import type { Repository } from "./repositories/repository-model.ts";
import { RepositoryPage } from "./repositories/repository-page.tsx";
import { ReviewView } from "./review/review-view.tsx";
import { useReview, type ReviewUse } from "./review/use-review.ts";
import type { Route } from "./route.ts";
import { Rules } from "./rules.tsx";
import { useNewContent } from "./use-new-content.ts";
import { usePrinting } from "./use-printing.ts";
import { useRoute, type Narrow } from "./use-route.ts";

/** Shows the page. When it is printed, shows everything, unless the view is one account. */
export function App(props: { readonly page: Page; readonly clock: () => Date }): JSX.Element {
  const { page, clock } = props;
  const use = useReview(page, clock);
  const { route, narrow } = useRoute();
  const printing = usePrinting();
  const place = `${route.view} ${route.account} ${route.repository ?? ""}`;
  const main = useNewContent(place);
  const Shown = shown[route.view];
  const showsAll = printing && route.view !== "account" && route.view !== "repository";
  return (
    <>
      <button class="skip" type="button" onClick={() => main.current?.focus()}>
        Skip to the content
      </button>
      <Masthead page={page} view={route.view} />
      <main
        ref={main}
        tabIndex={-1}
        class={`view-${route.view}`}
        aria-label={visible(labelOf(page, route))}
      >
        {showsAll ? (
          <PrintedReport page={page} review={use.review} />
        ) : (
          <Shown page={page} route={route} narrow={narrow} use={use} />
        )}
      </main>
      <Footer page={page} />
    </>
  );
}

/** Shows the inputs and the tool from which the page was built. */
function Footer({ page }: { readonly page: Page }): JSX.Element {
  return (
    <footer>
      {page.report.tool.name} {page.report.tool.version} · policy{" "}
      <code>{visible(page.report.policy.path)}</code>{" "}
      <code title={page.report.policy.sha256}>{page.report.policy.sha256.slice(0, 12)}</code> ·
      roster <code title={page.report.rosterDigest}>{page.report.rosterDigest.slice(0, 12)}</code>
    </footer>
  );
}

interface ShownProps {
  readonly page: Page;
  readonly route: Route;
  readonly narrow: Narrow;
  readonly use: ReviewUse;
}

const shown: Readonly<Record<Route["view"], (props: ShownProps) => JSX.Element>> = {
  overview: ({ page }) => <Overview page={page} />,
  findings: ({ page, route, narrow }) => (
    <Findings page={page} query={route.query} narrow={narrow} />
  ),
  people: ({ page, route, narrow }) => <People page={page} query={route.query} narrow={narrow} />,
  repositories: ({ page, route, narrow }) => (
    <RepositoriesView page={page} query={route.query} narrow={narrow} />
  ),
  keys: ({ page, route, narrow }) => <KeysView page={page} query={route.query} narrow={narrow} />,
  review: ({ page, route, narrow, use }) => (
    <ReviewView page={page} query={route.query} narrow={narrow} use={use} />
  ),
  changes: ({ page }) => <Changes page={page} />,
  exceptions: ({ page }) => <Exceptions page={page} />,
  rules: ({ page }) => <Rules page={page} />,
  account: ({ page, route, use }) => (
    <AccountPage page={page} account={page.byKey.get(route.account)} use={use} />
  ),
  repository: ({ page, route }) => (
    <RepositoryPage page={page} repository={repositoryOf(page, route)} />
  ),
};

function repositoryOf({ repositories }: Page, { repository = "" }: Route): Repository | undefined {
  return repositories?.byId.get(repository);
}

function labelOf(page: Page, route: Route): string {
  const { view, account } = route;
  if (view === "repository") return repositoryOf(page, route)?.slug ?? view;
  return view === "account" ? (page.byKey.get(account)?.slug ?? "account") : view;
}
