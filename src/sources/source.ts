/** What a run reads, resolved once from its settings. */

import { dayMs } from "../clock.ts";
import type { Policy } from "../policy/policy.ts";
import type { ArtifactRef, Settings } from "../settings.ts";

/** Where the roster comes from. */
export type Source = WorkspaceSource | ArtifactSource | NoSource;

interface Readable {
  /** The workspace that the settings name, by its slug. */
  readonly requested: string | undefined;
  readonly baseline: Baseline | undefined;
}

export interface WorkspaceSource extends Readable {
  readonly kind: "workspace";
  /** The requested workspace, or else the policy's. */
  readonly organization: string | undefined;
  readonly apiUrl: string;
  readonly credential: Credential;
  readonly deadlineMs: number;
}

export interface ArtifactSource extends Readable, DatedArtifact {
  readonly kind: "artifact";
}

/** Only the policy is checked. */
export interface NoSource {
  readonly kind: "none";
  /** Why: a sentence without a final stop. */
  readonly reason: string;
}

/** An artifact, and how old its roster may be. */
export interface DatedArtifact {
  readonly ref: ArtifactRef;
  /** Milliseconds; `Infinity` for no limit. */
  readonly maxAgeMs: number;
}

/** The earlier artifact to compare with. */
export interface Baseline extends DatedArtifact {
  /** How many percent of people or teams may be missing since. */
  readonly maxShrinkPercent: number;
}

/** How to sign in to Cloudsmith, as given: one of both, if it is valid. */
export interface Credential {
  readonly apiKey: string | undefined;
  readonly oidcService: string | undefined;
  readonly oidcAudience: string | undefined;
}

/** Returns what a run with these settings reads. */
export function toSource(
  settings: Settings,
  policy?: Pick<Policy, "organization">,
): WorkspaceSource | ArtifactSource {
  const { organization: requested, "from-c1z": from, baseline: earlier } = settings;
  const baseline: Baseline | undefined =
    earlier === undefined
      ? undefined
      : { ...toDated(earlier, settings), maxShrinkPercent: settings["max-shrink"] };
  if (from !== undefined) {
    return { kind: "artifact", ...toDated(from, settings), requested, baseline };
  }
  return {
    kind: "workspace",
    requested,
    organization: requested ?? policy?.organization,
    apiUrl: settings["api-url"],
    credential: {
      apiKey: settings["api-key"],
      oidcService: settings["oidc-service"],
      oidcAudience: settings["oidc-audience"],
    },
    deadlineMs: settings.deadline,
    baseline,
  };
}

/** A daily workflow may fail over a long weekend. */
const defaultMaxAgeMs = 7 * dayMs;

/** A workflow's artifact has a limit of its own, because nobody chose that very one. */
function toDated(ref: ArtifactRef, { "max-age": given }: Settings): DatedArtifact {
  return { ref, maxAgeMs: given ?? ("file" in ref ? Infinity : defaultMaxAgeMs) };
}
