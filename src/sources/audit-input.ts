/** Puts the adapters together as the settings say; shared by both entries. */

import type { AuditInput, ReadRoster } from "../audit.ts";
import { requireAskedWorkspace } from "./agreed-workspace.ts";
import { readRoster } from "../cloudsmith/read-roster.ts";
import { createTransport, type SignIn } from "../cloudsmith/transport.ts";
import { AuditError, describeError } from "../errors.ts";
import { readBounded } from "../files/read-bounded.ts";
import { openNamed, type OpenArtifact } from "./named-artifact.ts";
import type { Logger } from "../log.ts";
import { readProxies } from "../network/proxy.ts";
import { decodePolicyText } from "../policy/file/decode.ts";
import { formatProblems, maxProblems, parsePolicy } from "../policy/file/parse.ts";
import type { Policy } from "../policy/policy.ts";
import type { Problem } from "../policy/file/source.ts";
import type { Roster } from "../roster/model.ts";
import { findShrinkage, quarantine } from "../roster/shrink.ts";
import { maxAgeOf, type Settings } from "../settings.ts";
import { explainAge } from "./artifact-age.ts";
import { toolName, version } from "../version.ts";

/** What a run has beside its settings. */
export interface Surroundings {
  readonly clock: () => Date;
  readonly log: Logger;
  /** Names the proxies; default: none. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Where there is one: GitHub's ID token for this job, and how to keep secrets out of its log. */
  readonly gitHubIdToken?: {
    readonly get: (audience: string | undefined, deadline: AbortSignal) => Promise<string>;
    readonly onSecret: (secret: string) => void;
  };
  /** False where everybody reads the log; default true. */
  readonly quoteReplies?: boolean;
  /** Where there are workflow artifacts: finds one by its name. */
  readonly openArtifact?: OpenArtifact;
}

/** Nobody writes a policy, or its tests, that come near it. */
export const maxPolicyBytes = 16 * 1024 ** 2;

/**
 * Returns the policy of a file, which reports call `name`. Throws `AuditError` `BAD_POLICY` with
 * every problem in it.
 */
export async function readPolicyFile(path: string, name = path): Promise<Policy> {
  const bytes = await readBounded(path, maxPolicyBytes).catch((error: unknown) => {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new AuditError(
      "BAD_POLICY",
      missing
        ? `cannot read policy "${path}": there is no such file. In a workflow, run actions/checkout before this action; elsewhere, name the file with policy, or draft one with "init".`
        : `cannot read policy "${path}": ${describeError(error)}.`,
      { cause: error },
    );
  });
  return toPolicy(decodeFile(name, bytes), name);
}

/** Returns the text of a policy or of its tests. Throws `AuditError` `BAD_POLICY` where it is not UTF-8. */
export function decodeFile(path: string, bytes: Uint8Array): string {
  const decoded = decodePolicyText(bytes);
  if ("text" in decoded) return decoded.text;
  throw badFile(path, [decoded.problem]);
}

/** Returns the policy of a text. Throws `AuditError` `BAD_POLICY` with every problem in it. */
export function toPolicy(text: string, path: string): Policy {
  const parsed = parsePolicy(text, path);
  if ("policy" in parsed) return parsed.policy;
  throw badFile(path, parsed.problems);
}

/** Returns the error that tells everything wrong with a file. */
export function badFile(path: string, problems: readonly Problem[]): AuditError {
  return new AuditError("BAD_POLICY", formatProblems(path, problems), {
    places: problems
      .slice(0, maxProblems)
      .map(({ position, message }) => ({ path, ...position, message })),
  });
}

/**
 * Returns the roster of the workspace that the settings, or else the policy, name, and the baseline.
 * Lists that shrank beyond belief since that one are not counted as whole.
 */
export async function readTrusted(
  settings: Settings,
  organization: string | undefined,
  surroundings: Surroundings,
): Promise<ReadRoster> {
  const path = settings.baseline;
  const baseline = await readBaseline(settings, surroundings);
  const read = await readSource(settings, organization, surroundings);
  const { roster } = read;
  if (baseline === undefined) return { ...read, baseline };
  if (baseline.workspace.id !== roster.workspace.id) {
    throw new AuditError(
      "BAD_SETTINGS",
      `cannot compare with baseline "${path}": it is of workspace "${baseline.workspace.slug}", not "${roster.workspace.slug}". Name an earlier artifact of the same workspace.`,
    );
  }
  const shrinkages = findShrinkage(baseline, roster, settings["max-shrink"]);
  for (const { list, reason } of shrinkages) {
    surroundings.log.warn(`the list of ${list} shrank since ${baseline.readAt}: ${reason}`);
  }
  return { ...read, roster: quarantine(roster, shrinkages), baseline };
}

/** A first run has nothing to compare with; whatever else is wrong with a baseline ends the run. */
async function readBaseline(
  settings: Settings,
  surroundings: Surroundings,
): Promise<Roster | undefined> {
  const { baseline: given } = settings;
  if (given === undefined) return undefined;
  const found = await openNamed(given, surroundings);
  if ("path" in found) {
    const { readArtifact } = await import("../c1z/read.ts");
    const { roster } = await readArtifact(found.path);
    const stale = explainStale(settings, given, roster, surroundings);
    if (stale !== undefined) {
      surroundings.log.warn(
        `the baseline ${given} is old, so what changed since may be much: ${stale}`,
      );
    }
    return roster;
  }
  surroundings.log.warn(
    `there is no baseline yet, so nothing guards against a roster that shrank: ${found.missing}`,
  );
  return undefined;
}

async function readSource(
  settings: Settings,
  organization: string | undefined,
  surroundings: Surroundings,
): Promise<Omit<ReadRoster, "baseline">> {
  const given = settings["from-c1z"];
  if (given === undefined) {
    return { roster: await readWorkspace(settings, organization, surroundings) };
  }
  const found = await openNamed(given, surroundings);
  if ("missing" in found) {
    throw new AuditError(
      "ARTIFACT_FAILED",
      `cannot audit ${given}: ${found.missing}. A workflow like examples/scheduled-audit.yml leaves one, so run that first.`,
    );
  }
  const [{ readArtifact }, { describeOthers }] = await Promise.all([
    import("../c1z/read.ts"),
    import("../c1z/describe-others.ts"),
  ]);
  const { roster, syncId, others } = await readArtifact(found.path);
  requireAskedWorkspace(settings, roster, given);
  const beside = describeOthers(given, others);
  if (beside !== undefined) surroundings.log.info(beside);
  const stale = explainStale(settings, given, roster, surroundings);
  if (stale !== undefined) {
    surroundings.log.warn(`${given} says nothing about the workspace of today: ${stale}`);
  }
  return { roster, archive: { path: given, syncId, ...(stale !== undefined && { stale }) } };
}

function explainStale(
  settings: Settings,
  given: string,
  { readAt }: Roster,
  { clock }: Surroundings,
): string | undefined {
  return explainAge(readAt, { maxAgeMs: maxAgeOf(settings, given), now: clock() });
}

async function readWorkspace(
  settings: Settings,
  organization: string | undefined,
  surroundings: Surroundings,
): Promise<Roster> {
  const { clock, log, quoteReplies } = surroundings;
  if (organization === undefined) {
    throw new AuditError(
      "BAD_SETTINGS",
      "cannot tell which workspace to read: organization is not set. Give the workspace's slug.",
    );
  }
  const transport = createTransport({
    apiUrl: settings["api-url"],
    organization,
    signIn: toSignIn(settings, surroundings),
    userAgent: `${toolName}/${version}`,
    deadlineMs: settings.deadline,
    log,
    quoteReplies,
    proxies: readProxies(surroundings.env ?? {}),
  });
  try {
    return await readRoster({ transport, organization, now: clock(), log });
  } finally {
    await transport.close();
  }
}

function toSignIn(settings: Settings, { gitHubIdToken }: Surroundings): SignIn {
  const { "api-key": apiKey, "oidc-service": service, "oidc-audience": audience } = settings;
  if (apiKey !== undefined && service !== undefined) {
    throw new AuditError(
      "BAD_SETTINGS",
      "cannot tell how to sign in to Cloudsmith: both api-key and oidc-service are set. Keep one of them.",
    );
  }
  if (apiKey !== undefined) return { apiKey };
  if (service === undefined) {
    throw new AuditError(
      "BAD_SETTINGS",
      "cannot sign in to Cloudsmith: there is no credential. In a workflow, set api-key (from a secret) or oidc-service; on the command line, set CLOUDSMITH_API_KEY.",
    );
  }
  if (gitHubIdToken === undefined) {
    throw new AuditError(
      "BAD_SETTINGS",
      "cannot use oidc-service: only a job of GitHub Actions has an ID token to exchange. On the command line, set CLOUDSMITH_API_KEY.",
    );
  }
  const { get, onSecret } = gitHubIdToken;
  return { oidc: { service, getIdToken: (deadline) => get(audience, deadline), onSecret } };
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
    // What was read from an artifact is in one already.
    artifactPath: settings["from-c1z"] === undefined ? settings.c1z : undefined,
    tool: { name: toolName, version },
    clock: surroundings.clock,
    log: surroundings.log,
    readRoster: () =>
      readTrusted(settings, settings.organization ?? policy.organization, surroundings),
    writeArtifact: toWriteArtifact(settings, surroundings),
  };
}

/** Returns the function that writes an artifact which ends now. */
export function toWriteArtifact(
  settings: Settings,
  { clock }: Pick<Surroundings, "clock">,
): AuditInput["writeArtifact"] {
  const load = () => import("../c1z/write.ts");
  const write: AuditInput["writeArtifact"] = async (roster, path) => {
    // What is quarantined stands for itself: no earlier sync makes it look whole.
    const keepSyncs = path === settings.c1z ? settings["keep-syncs"] : 1;
    const { writeArtifact } = await load();
    const { sha256, syncId } = await writeArtifact({ roster, path, keepSyncs, endedAt: clock() });
    return { path, sha256, syncId };
  };
  return Object.assign(write, { load });
}
