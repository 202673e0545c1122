import { existsSync } from "node:fs";

import type { Flags, Terminal } from "./terminal.ts";
import { AuditError } from "../errors.ts";
import { cannotWrite } from "../files/cannot-write.ts";
import { named, requireSeparate } from "../files/separate.ts";
import { findFileTarget } from "../files/target.ts";
import { writeWholeFile } from "../files/whole-file.ts";
import { writeFirstPolicy, type FirstPolicy } from "../policy/draft/first-policy.ts";
import { gapsInLists } from "../policy/list-gap.ts";
import { describeUnread } from "../policy/unread-privileges.ts";
import { count } from "../roster/count.ts";
import { escapeTerminal } from "../report/escape/escape-terminal.ts";
import { wrapText } from "../report/terminal/wrap-text.ts";
import { coverageStatus } from "../roster/coverage.ts";
import type { Roster } from "../roster/model.ts";
import { requestedRepositories } from "../roster/requested.ts";
import { fileOf, type ArtifactRef } from "../settings.ts";
import { loadRoster } from "../sources/load-roster.ts";
import { readPolicyFile } from "../sources/policy-file.ts";
import { toSource } from "../sources/source.ts";
import { toolName } from "../version.ts";
import { schemaPlace, toSchemaPath, writeSchemaFile } from "./schema-file.ts";
import { toSettings } from "./settings.ts";

const defaultPolicy = "access-policy.yml";

/** Drafts a policy from the workspace, and checks that no finding is open with it; returns 0. */
export async function init(
  flags: Flags,
  _: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const { force, "any-above": anyAbove, ...shared } = flags;
  const options = toOptions(anyAbove);
  const settings = toSettings(shared, terminal);
  const path = settings.policy;
  if (existsSync(path) && force !== true) {
    throw new AuditError(
      "BAD_SETTINGS",
      `cannot draft ${path}: it already exists. To add exceptions for new findings, run accept. Or name another file with --policy, or replace it with --force.`,
    );
  }
  await requireTargets(path, settings["from-c1z"]);
  const organization = await findOrganization(settings);
  const { roster } = await loadRoster(
    withTokens(toSource({ ...settings, organization })),
    terminal,
  );
  terminal.log.end();
  if (coverageStatus(roster.coverage) !== "complete") {
    const gap = roster.coverage.lists.find(({ reason }) => reason !== null);
    throw new AuditError(
      "CLOUDSMITH_REFUSED",
      `cannot draft ${path}: the workspace was not read completely, so the draft would omit somebody (${gap?.name}: ${gap?.reason}). Use the key of an Owner or a Manager.`,
    );
  }
  const first = writeFirstPolicy(roster, path, terminal.clock(), options);
  await writeWholeFile(path, first.text);
  const print = (...paragraphs: readonly string[]) => {
    const lines = paragraphs.flatMap((text) => wrapText(text, terminal.columns));
    terminal.out(`${lines.join("\n")}\n`);
  };
  print(
    describe(path, roster, first),
    ...describeGaps(roster),
    ...(first.shortened === undefined ? [] : [first.shortened]),
  );
  print(await writeSchemaFile(path, { replace: force === true }), describeNext(path, first));
  return 0;
}

/** Whoever asks for repositories gets a policy for all of them, so their tokens are read, too. */
function withTokens(source: ReturnType<typeof toSource>): ReturnType<typeof toSource> {
  return source.kind === "workspace" && source.repositories === "all"
    ? { ...source, repositories: "with-tokens" }
    : source;
}

/** Checks both files before the first one is written. */
async function requireTargets(path: string, from: ArtifactRef | undefined): Promise<void> {
  const schema = toSchemaPath(path);
  for (const target of [{ path }, { path: schema, place: schemaPlace }]) {
    await findFileTarget(target.path).catch((error: unknown) => {
      throw cannotWrite(target, error);
    });
  }
  await requireSeparate(
    [...named("--policy", path), ...named("the schema", schema)],
    named("--from-c1z", fileOf(from)),
  );
}

function toOptions(anyAbove: Flags[string]): { readonly anyAbove?: number } {
  if (typeof anyAbove !== "string") return {};
  if (/^\d{1,6}$/u.test(anyAbove)) return { anyAbove: Number(anyAbove) };
  throw new AuditError(
    "BAD_SETTINGS",
    `cannot use --any-above ${JSON.stringify(anyAbove)}: it is not a number of people. Give a number such as 200.`,
  );
}

/** Without --organization and an artifact, the workspace is the one of the policy that exists. */
async function findOrganization({
  organization,
  policy,
  "from-c1z": artifact,
  "api-key": key,
}: ReturnType<typeof toSettings>): Promise<string | undefined> {
  if (organization !== undefined || artifact !== undefined) return organization;
  const path = [policy, defaultPolicy].find((file) => existsSync(file));
  const known = path === undefined ? undefined : await readOrganization(path);
  if (known !== undefined) return known;
  const reason = path === undefined ? "no workspace is given" : `${path} is not valid`;
  const also = key === undefined ? " Also set CLOUDSMITH_API_KEY." : "";
  throw new AuditError(
    "BAD_SETTINGS",
    `cannot draft ${policy}: ${reason}. Give the workspace's slug with --organization, the short name in its address.${also}`,
  );
}

/** Returns the workspace of a policy; undefined if the policy is not valid. */
async function readOrganization(path: string): Promise<string | undefined> {
  try {
    return (await readPolicyFile(path)).organization;
  } catch (error) {
    if (error instanceof AuditError && error.code === "BAD_POLICY") return undefined;
    throw error;
  }
}

function describe(path: string, roster: Roster, { exceptions, expires }: FirstPolicy): string {
  const repositories = requestedRepositories(roster)
    ? `, ${count(roster.repositories.length, "repository", "repositories")}`
    : "";
  const drafted = `${path}: ${count(roster.teams.length, "team")}, ${count(roster.services.length, "service account")}${repositories}, and ${count(exceptions, "exception")} for the current drift.`;
  const proved = "Compared with the workspace, it leaves no findings";
  if (exceptions === 0) return `${drafted} ${proved}.`;
  const warnings = `${count(exceptions, "warning")} of exception-unexplained, one for each TODO`;
  return `${drafted} ${proved} except ${warnings}, until ${expires}. Before that day ends, resolve what each exception covers, or replace TODO with the reason for accepting it.`;
}

/** A gap in repositories stops no draft, but what was not seen is not in it. */
function describeGaps(roster: Roster): readonly string[] {
  if (!requestedRepositories(roster)) return [];
  const unread = describeUnread(roster.repositories);
  const gaps = [
    ...gapsInLists(roster, ["repositories"]),
    ...(unread === undefined ? [] : [unread]),
  ];
  return gaps.length === 0
    ? []
    : [
        `Not every repository was seen, and the draft says nothing about the rest: ${gaps.map((gap) => escapeTerminal(gap)).join("; ")}.`,
      ];
}

function describeNext(path: string, { exceptions }: FirstPolicy): string {
  const file = path === defaultPolicy ? "" : ` --policy ${path}`;
  const next = `Next: run ${toolName} check${file}, commit the policy, and run the workflow. Then read the policy`;
  return exceptions === 0
    ? `${next} line by line.`
    : `${next}, replace each TODO, and run ${toolName} check --strict${file}`;
}
