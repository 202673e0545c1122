import fc from "fast-check";
import { expect, test } from "vitest";

import { describeGap } from "../../src/policy/list-gap.ts";
import { listStatuses, workspaceLists } from "../../src/roster/coverage.ts";
import { renderMarkdown } from "../../src/report/markdown/markdown.ts";
import { renderTerminal } from "../../src/report/terminal/terminal.ts";
import { propertyRuns } from "../support/property.ts";
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
