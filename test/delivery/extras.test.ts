/** Labels and assignees are optional: an issue without them is as good. */

import { expect, test } from "vitest";

import { startPlace } from "../support/deliver.ts";
import { invalid, refuse } from "../support/github/route.ts";
import { aReport } from "../support/report.ts";

const wanted = {
  issueLabels: ["access", "drift"],
  issueAssignees: ["amara-okoye", "somebody-who-left"],
};
const settings = { settings: wanted };

function warning(...names: string[]): string {
  return `the tracking issue was opened without ${names.join(", ")}: GitHub did not accept that. Give issue-labels and issue-assignees that can be used in this repository.`;
}

test("an assignee whom GitHub does not know is left out and named, and the others are assigned", async () => {
  const place = await startPlace({ assignable: ["amara-okoye"] });

  const { urls } = await place.deliver(aReport(), settings);

  expect(urls.issue).toMatch(/\/issues\/8$/u);
  expect(place.github.issues).toMatchObject([
    { labels: ["access", "drift"], assignees: ["amara-okoye"] },
  ]);
  expect(place.warnings).toEqual([warning('assignee "somebody-who-left"')]);
});

test("where the refusal names nobody, none of them is assigned and all are named", async () => {
  const place = await startPlace();
  const reply = invalid({ resource: "Issue", field: "assignees", code: "invalid" });
  place.github.fail({ operation: "issues/create", reply });

  await place.deliver(aReport(), settings);

  expect(place.github.issues).toMatchObject([{ labels: ["access", "drift"], assignees: [] }]);
  expect(place.warnings).toEqual([
    warning('assignee "amara-okoye"', 'assignee "somebody-who-left"'),
  ]);
});

test("a label that cannot be one is left out with the others, and they are named", async () => {
  const place = await startPlace();
  const issueLabels = ["access", "l".repeat(51)];

  await place.deliver(aReport(), { settings: { issueLabels } });

  expect(place.github.issues).toMatchObject([{ labels: [] }]);
  expect(place.warnings).toEqual([
    warning('label "access"', `label ${JSON.stringify("l".repeat(51))}`),
  ]);
});

test("what GitHub leaves out without a word is named as well", async () => {
  const place = await startPlace();
  place.github.state.repository.mayLabel = false;

  await place.deliver(aReport(), { settings: { issueLabels: ["access"] } });

  expect(place.github.issues).toMatchObject([{ labels: [] }]);
  expect(place.warnings).toEqual([warning('label "access"')]);
});

test("a token that may open issues but not label them opens it", async () => {
  const place = await startPlace();
  const reply = refuse(403, "You do not have permission to create labels on this repository.");
  place.github.fail({ operation: "issues/create", reply });

  await place.deliver(aReport(), settings);

  expect(place.github.issues).toMatchObject([{ labels: [], assignees: [] }]);
  expect(place.warnings).toHaveLength(1);
});

test("what is refused for another reason is not tried for ever", async () => {
  const place = await startPlace();
  const reply = invalid({ resource: "Issue", field: "title", code: "custom" });
  place.github.fail({ operation: "issues/create", reply, times: 100 });

  await expect(place.deliver(aReport(), settings)).rejects.toThrow(
    "cannot open the tracking issue: GitHub does not accept it (422).",
  );
  const tries = place.github.requests.filter(({ operation }) => operation === "issues/create");
  expect(tries).toHaveLength(2);
});

test("more unknown assignees than anybody would try one by one are left out at last", async () => {
  const place = await startPlace({ assignable: [] });
  const issueAssignees = Array.from({ length: 9 }, (_, at) => `gone-${at}`);

  await place.deliver(aReport(), { settings: { issueAssignees } });

  expect(place.github.issues).toMatchObject([{ assignees: [] }]);
  expect(place.warnings[0]).toContain('"gone-0", assignee "gone-1"');
});
