import type { JSX } from "preact";

import { count } from "../../../../roster/count.ts";
import { visibleOnly } from "../../../wording.ts";
import { visible } from "../facts.tsx";
import type { Page } from "../model.ts";

/** Says what was not seen of the repositories, and what the API does not report at all. */
export function Limits({ page }: { readonly page: Page }): JSX.Element {
  const { coverage } = page.report;
  const list = coverage.lists.find(({ name }) => name === "repositories");
  const { partial = 0, refused = 0, unknown = 0 } = coverage.privileges ?? {};
  const unread = partial + refused + unknown;
  return (
    <>
      <p class="muted">
        The API does not report the workspace’s default privilege. So the page shows the privileges
        and paths that were seen, and never says what somebody can do in total.
      </p>
      {list === undefined || list.status === "complete" ? null : (
        <p class="gap">
          The list of repositories is {list.status.replaceAll("-", " ")}:{" "}
          {visible(list.reason ?? "no reason was recorded")}.
        </p>
      )}
      {coverage.visibleOnly === true ? (
        <p class="gap">By decision of the policy, {visibleOnly}.</p>
      ) : null}
      {unread === 0 ? null : (
        <p class="gap">
          The privileges of {count(unread, "repository", "repositories")} were not read completely,
          so there may be more paths.
        </p>
      )}
    </>
  );
}
