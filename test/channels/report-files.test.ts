import { join } from "node:path";

import { expect, test } from "vitest";

import { openReportFiles } from "../../src/channels/report-files.ts";
import { silentLogger } from "../../src/log.ts";
import { makeFolder } from "../support/process.ts";
import { aRoster } from "../support/roster.ts";
import { policyOf } from "../support/policy.ts";
import { aReport } from "../support/report.ts";

test("what is left out is a warning in the log as well", async () => {
  const [finding] = aReport().findings;
  if (finding === undefined) throw new Error("the report has no finding");
  const findings = Array.from({ length: 25_001 }, () => ({
    ...finding,
    state: "existing" as const,
  }));
  const sarif = join(await makeFolder(), "a.sarif");
  const warnings: string[] = [];
  const log = { ...silentLogger, warn: (message: string) => void warnings.push(message) };
  const { channels, written } = openReportFiles({ sarif }, { log });

  await channels[0]?.deliver(aReport({ findings }), {
    roster: aRoster(),
    policy: policyOf(""),
    past: [],
  });

  expect(written).toEqual({ sarif });

  expect(warnings).toEqual([
    "the SARIF leaves out 1 finding: code scanning accepts at most 25,000 results, and it contains the most severe ones. The other reports contain all of them.",
  ]);
});
