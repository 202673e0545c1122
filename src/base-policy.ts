/** The policy before a pull request, and what the pull request changes in it. */

import { AuditError } from "./errors.ts";
import type { Logger } from "./log.ts";
import { parsePolicy } from "./policy/parse.ts";
import { comparePolicies, type PolicyChange } from "./policy/policy-changes.ts";
import type { Policy } from "./policy/policy.ts";

export interface BasePolicy {
  /** Undefined where there was none, or none that could be used. */
  readonly policy: Policy | undefined;
  readonly invalid: boolean;
}

/** Returns the policy before a pull request; undefined where the run is none, or cannot look. */
export async function readBasePolicy(
  readText: (() => Promise<string | undefined>) | undefined,
  path: string,
  log: Logger,
): Promise<BasePolicy | undefined> {
  if (readText === undefined) return undefined;
  const text = await readText();
  if (text === undefined) return { policy: undefined, invalid: false };
  const parsed = parsePolicy(text, path);
  if ("policy" in parsed) return { policy: parsed.policy, invalid: false };
  log.warn(
    `${path} was not valid before this pull request, so all that it finds counts as there already`,
  );
  return { policy: undefined, invalid: true };
}

/** Returns what changed; `new` where there was no policy, `unknown` where that could not be told. */
export function changesSince(
  base: BasePolicy | undefined,
  policy: Policy,
): readonly PolicyChange[] | "new" | "unknown" {
  if (base?.policy !== undefined) return comparePolicies(base.policy, policy);
  return base === undefined || base.invalid ? "unknown" : "new";
}

/**
 * Returns the error that a pull request's policy was read with, in better words where the pull request
 * took the policy away.
 */
export async function explainDeleted(
  given: unknown,
  readText: (() => Promise<string | undefined>) | undefined,
  path: string,
): Promise<unknown> {
  const cause = given instanceof AuditError ? given.cause : undefined;
  const isMissing = (cause as NodeJS.ErrnoException | undefined)?.code === "ENOENT";
  if (!isMissing || readText === undefined) return given;
  // Where that cannot be told, the error stands as it is.
  const before = await readText().catch(() => undefined);
  if (before === undefined) return given;
  return new AuditError(
    "BAD_POLICY",
    `cannot audit without a policy: this pull request deletes "${path}", or moves it. Keep it, or name its new place with policy.`,
    { cause: given },
  );
}
