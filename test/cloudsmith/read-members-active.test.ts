import { expect, onTestFinished, test } from "vitest";

import { AuditError } from "../../src/errors.ts";
import { renderMarkdown } from "../../src/report/markdown/markdown.ts";
import { renderTerminal } from "../../src/report/terminal/terminal.ts";
import { startSandbox } from "../../src/sandbox/server.ts";
import { activeSemantics } from "../../src/sandbox/lists.ts";
import { fernwick } from "../../src/sandbox/workspace.ts";
import { auditSandbox } from "../support/audit.ts";

async function reportOf(semantics: (typeof activeSemantics)[number], everybodyActive: boolean) {
  const workspace = fernwick();
  if (everybodyActive) workspace.members = workspace.members.filter(({ is_active }) => is_active);
  const sandbox = await startSandbox({ workspace, activeSemantics: semantics });
  onTestFinished(() => sandbox.close());
  const audited = await auditSandbox(sandbox);
  if (audited instanceof AuditError) throw audited;
  return audited.result.report;
}

test.each(activeSemantics.filter((semantics) => semantics !== "inactive-by-default"))(
  "where nobody is inactive, %s: the report says what is not known apart",
  async (semantics) => {
    const report = await reportOf(semantics, true);
    const members = report.coverage.lists.find(({ name }) => name === "members");

    expect(members).toMatchObject({ status: "complete", reason: null, count: 38, expected: 38 });
    expect(members?.note).toContain("no member is inactive");
    const printed = renderTerminal(report, { columns: 400, colour: false, quiet: false });
    expect(printed.replaceAll(/\s+/gu, " ")).toContain(`members: ${members?.note}`);
    expect(renderMarkdown(report, { personalData: "full" })).toContain("inactive");
    // What is edited in place says it on no run.
    expect(renderMarkdown(report, { personalData: "full", stable: true })).not.toContain(
      "no member is inactive",
    );
  },
);

test.each(activeSemantics)(
  "where somebody is inactive, %s: nothing is left open",
  async (semantics) => {
    const report = await reportOf(semantics, false);

    expect(report.coverage.lists.map(({ note }) => note).filter(Boolean)).toEqual([]);
  },
);
