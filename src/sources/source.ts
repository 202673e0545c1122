/** Resolves, once, what a run reads from its settings. */

import { dayMs } from "../clock.ts";
import type { Wants } from "../policy/wants.ts";
import type { RepositoriesRequest } from "../roster/requested.ts";
import type { ArtifactRef, Settings } from "../settings.ts";

/** Where the roster comes from. */
export type Source = WorkspaceSource | ArtifactSource | NoSource;

interface Readable {
  /** The slug of the workspace that the settings name. */
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
  /** Whether repositories with their privileges are read, and also their entitlement tokens. */
  readonly repositories: RepositoriesRequest;
}

export interface ArtifactSource extends Readable, DatedArtifact {
  readonly kind: "artifact";
}

/** Only the policy is checked. */
export interface NoSource {
  readonly kind: "none";
  /** The reason, as a sentence without a final period. */
  readonly reason: string;
}

/** An artifact and the maximum age of its roster. */
export interface DatedArtifact {
  readonly ref: ArtifactRef;
  /** In milliseconds; `Infinity` means no limit. */
  readonly maxAgeMs: number;
}

/** The earlier artifact to compare with. */
export interface Baseline extends DatedArtifact {
  /** The maximum percentage of people or teams that may be missing since then. */
  readonly maxShrinkPercent: number;
}

/** The credential from the settings; valid if exactly one of API key and OIDC service is set. */
export interface Credential {
  readonly apiKey: string | undefined;
  readonly oidcService: string | undefined;
  readonly oidcAudience: string | undefined;
}

/** Returns what a run with these settings reads, for a policy that wants this. */
export function toSource(settings: Settings, policy?: Wants): WorkspaceSource | ArtifactSource {
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
    repositories: toRequest(settings, policy),
    baseline,
  };
}

/** Tokens are read only if the policy has rules about them. */
function toRequest(
  { repositories, "c1z-repositories": inArtifact }: Settings,
  policy: Wants | undefined,
): RepositoriesRequest {
  if (repositories === "never") return "none";
  const wanted = policy?.repositories ?? "none";
  const isRequested = repositories === "always" || inArtifact;
  return isRequested && wanted === "none" ? "all" : wanted;
}

/** Long enough for a daily workflow that fails over a long weekend. */
const defaultMaxAgeMs = 7 * dayMs;

/** A workflow artifact has a default limit, because the user did not choose that specific one. */
function toDated(ref: ArtifactRef, { "max-age": given }: Settings): DatedArtifact {
  return { ref, maxAgeMs: given ?? ("file" in ref ? Infinity : defaultMaxAgeMs) };
}
