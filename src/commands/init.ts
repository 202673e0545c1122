import { existsSync } from "node:fs";

import type { Flags, Terminal } from "./terminal.ts";
import { AuditError } from "../errors.ts";
import { writeWholeFile } from "../files/whole-file.ts";
import { writeFirstPolicy, type FirstPolicy } from "../policy/draft/first-policy.ts";
import { count } from "../roster/count.ts";
import { wrapText } from "../report/terminal/wrap-text.ts";
import { coverageStatus } from "../roster/coverage.ts";
import type { Roster } from "../roster/model.ts";
import { loadRoster } from "../sources/load-roster.ts";
import { toSource } from "../sources/source.ts";
import { toSettings } from "./settings.ts";

/** Drafts a policy from the workspace, and checks that no finding is open with it; returns 0. */
export async function init(
  { force, ...flags }: Flags,
  _: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const settings = toSettings(flags, terminal);
  const path = settings.policy;
  if (existsSync(path) && force !== true) {
    throw new AuditError(
      "BAD_SETTINGS",
      `cannot draft ${path}: it already exists. Name another file with --policy, or replace it with --force.`,
    );
  }
  const { roster } = await loadRoster(toSource(settings), terminal);
  terminal.log.end();
  if (coverageStatus(roster.coverage) !== "complete") {
    const gap = roster.coverage.lists.find(({ reason }) => reason !== null);
    throw new AuditError(
      "CLOUDSMITH_REFUSED",
      `cannot draft ${path}: the workspace was not read completely, so the draft would omit somebody (${gap?.name}: ${gap?.reason}). Use the key of an Owner or a Manager.`,
    );
  }
  const first = writeFirstPolicy(roster, path, terminal.clock());
  await writeWholeFile(path, first.text);
  terminal.out(wrapText(describe(path, roster, first), terminal.columns).join("\n") + "\n");
  return 0;
}

function describe(path: string, roster: Roster, { exceptions, expires }: FirstPolicy): string {
  const drafted = `${path}: ${count(roster.teams.length, "team")}, ${count(roster.services.length, "service account")}, and ${count(exceptions, "exception")} for the current drift.`;
  const proved = "Compared with the workspace, it leaves no open findings";
  return exceptions === 0
    ? `${drafted} ${proved}.`
    : `${drafted} ${proved} until ${expires}. Before that day ends, resolve the findings that each exception covers, or replace TODO with the reason for accepting them.`;
}
