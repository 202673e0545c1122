import fc from "fast-check";
import { expect, test } from "vitest";

import { describeGap } from "../../src/policy/list-gap.ts";
import { listStatuses, workspaceLists } from "../../src/roster/coverage.ts";
import { renderMarkdown } from "../../src/report/markdown/markdown.ts";
import { renderTerminal } from "../../src/report/terminal/terminal.ts";
import { propertyRuns } from "../support/property.ts";
import { extent } from "../../src/report/wording.ts";
import { aReport } from "../support/report.ts";

const statuses = fc.constantFrom(...listStatuses.filter((status) => status !== "complete"));
const someLists = fc.uniqueArray(
  fc.record({ name: fc.constantFrom(...workspaceLists), statuses }),
  {
    selector: ({ name }) => name,
    minLength: 1,
  },
);

test("the reason why a rule was not judged is in the text for people, whatever the gap", () => {
  fc.assert(
    fc.property(someLists, (chosen) => {
      const lists = chosen.map(({ name, statuses: status }, at) => ({
        name,
        status,
        count: 0,
        expected: null,
        reason: `cause${at}cause`,
      }));
      const [first] = aReport().rules;
      if (first === undefined) throw new Error("no rule");
      const rules = lists.map((list) => ({
        ...first,
        id: `rule-${list.name}`,
        status: "not-judged" as const,
        reason: describeGap(list),
      }));
      const report = aReport({ verdict: "unknown", rules });
      const shown = { ...report, coverage: { ...report.coverage, lists } };
      const options = { columns: 10_000, colour: false };
      for (const text of [
        renderTerminal(shown, options),
        renderMarkdown(shown, { personalData: "full" }),
      ]) {
        for (const { reason } of lists) expect(text).toContain(reason);
      }
    }),
    propertyRuns(100),
  );
});

test("the size of a roster says what may be more, and no zero that was not seen", () => {
  const { coverage, roster: some } = aReport();
  const roster = { ...some, members: 40, teams: 8, services: 0, invites: 0 };
  const withStatus = (status: "complete" | "partial" | "refused") => ({
    roster,
    coverage: { ...coverage, lists: coverage.lists.map((list) => ({ ...list, status })) },
  });

  expect(extent(withStatus("complete"))).toBe("40 members, 8 teams, 0 service accounts");
  for (const status of ["partial", "refused"] as const) {
    expect(extent(withStatus(status))).toBe(
      "at least 40 members, at least 8 teams, an unknown number of service accounts, an unknown number of pending invites",
    );
  }
});

test("the size of a roster counts the repositories if they were requested", () => {
  const { coverage, roster: some } = aReport();
  const [list] = coverage.lists;
  if (list === undefined) throw new Error("no list");
  const sizeOf = (repositories: number, status: "complete" | "partial") =>
    extent({
      roster: { ...some, repositories },
      coverage: { ...coverage, lists: [{ ...list, name: "repositories", status }] },
    });

  expect(sizeOf(1, "complete")).toMatch(/, 1 repository$/u);
  expect(sizeOf(13, "complete")).toMatch(/, 13 repositories$/u);
  expect(sizeOf(2, "partial")).toMatch(/, at least 2 repositories$/u);
  expect(sizeOf(0, "partial")).toMatch(/, an unknown number of repositories$/u);
});
