/** Puts the adapters together as the settings say; shared by both entries. */

import { readFile } from "node:fs/promises";

import type { AuditInput, Channel } from "./audit.ts";
import { readRoster } from "./cloudsmith/read-roster.ts";
import { createTransport } from "./cloudsmith/transport.ts";
import { writeArtifact } from "./c1z/write.ts";
import { AuditError, describeError } from "./errors.ts";
import { writeWholeFile } from "./files.ts";
import type { Logger } from "./log.ts";
import { formatProblems, parsePolicy } from "./policy/parse.ts";
import type { Policy } from "./policy/policy.ts";
import type { Problem } from "./policy/source.ts";
import { renderJson } from "./report/json.ts";
import { renderMarkdown } from "./report/markdown.ts";
import type { Roster } from "./roster/model.ts";
import type { Settings } from "./settings.ts";
import { toolName, version } from "./version.ts";

/** What a run has beside its settings. */
export interface Surroundings {
  readonly clock: () => Date;
  readonly log: Logger;
}

/** Returns the policy of a file. Throws `AuditError` `BAD_POLICY` with every problem in it. */
export async function readPolicyFile(path: string): Promise<Policy> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new AuditError(
      "BAD_POLICY",
      missing
        ? `cannot read policy "${path}": there is no such file. In a workflow, run actions/checkout before this action; elsewhere, name the file with policy, or write one ("demo" makes an example).`
        : `cannot read policy "${path}": ${describeError(error)}.`,
      { cause: error },
    );
  });
  const parsed = parsePolicy(text, path);
  if ("policy" in parsed) return parsed.policy;
  throw badFile(path, parsed.problems);
}

/** Returns the error that tells everything wrong with a file. */
export function badFile(path: string, problems: readonly Problem[]): AuditError {
  return new AuditError("BAD_POLICY", formatProblems(path, problems), {
    places: problems.map(({ position, message }) => ({ path, ...position, message })),
  });
}

/** Returns the roster of the workspace that the settings, or else the policy, name. */
export async function readWorkspace(
  settings: Settings,
  organization: string | undefined,
  { clock, log }: Surroundings,
): Promise<Roster> {
  const apiKey = settings["api-key"];
  if (organization === undefined) {
    throw new AuditError(
      "BAD_SETTINGS",
      "cannot tell which workspace to read: organization is not set. Give the workspace's slug.",
    );
  }
  if (apiKey === undefined) {
    throw new AuditError(
      "BAD_SETTINGS",
      "cannot sign in to Cloudsmith: there is no API key. Set api-key in a workflow (from a secret), or CLOUDSMITH_API_KEY on the command line.",
    );
  }
  const transport = createTransport({
    apiUrl: settings["api-url"],
    apiKey,
    userAgent: `${toolName}/${version}`,
    deadlineMs: settings.deadline,
    log,
  });
  try {
    return await readRoster({ transport, organization, now: clock(), log });
  } finally {
    await transport.close();
  }
}

/** Returns the part of an audit's input that both entries share. */
export function toAuditInput(
  settings: Settings,
  policy: Policy,
  surroundings: Surroundings,
): Omit<AuditInput, "channels"> {
  return {
    policy,
    failOn: settings["fail-on"],
    allowPartial: settings["allow-partial"],
    artifactPath: settings.c1z,
    tool: { name: toolName, version },
    clock: surroundings.clock,
    log: surroundings.log,
    readRoster: () =>
      readWorkspace(settings, settings.organization ?? policy.organization, surroundings),
    writeArtifact: toWriteArtifact(surroundings),
  };
}

/** Returns the function that writes an artifact which ends now. */
export function toWriteArtifact({
  clock,
}: Pick<Surroundings, "clock">): AuditInput["writeArtifact"] {
  return async (roster, path) => {
    const { sha256, syncId } = await writeArtifact({ roster, path, endedAt: clock() });
    return { path, sha256, syncId };
  };
}

/** Returns the channels to the files that the settings ask for. */
export function fileChannels(settings: Settings): Channel[] {
  const channels: Channel[] = [];
  const json = settings["report-json"];
  if (json !== undefined) {
    channels.push({
      task: `write ${json}`,
      deliver: (report) => writeWholeFile(json, renderJson(report)),
    });
  }
  const markdown = settings["report-markdown"];
  if (markdown !== undefined) {
    channels.push({
      task: `write ${markdown}`,
      deliver: (report) =>
        writeWholeFile(markdown, renderMarkdown(report, { personalData: "full" })),
    });
  }
  return channels;
}
