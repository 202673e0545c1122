/** Decides under which name an artifact is written, and says why if it is not the usual one. */

import { AuditError, describeError, settingName } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Load } from "../preload.ts";
import { coverageStatus } from "../roster/coverage.ts";
import { whyNoRepository } from "../roster/lost-repositories.ts";
import type { Roster } from "../roster/model.ts";
import type { UnlistedMembers } from "../roster/unlisted.ts";
import type { Report } from "./report.ts";

export type Artifact = NonNullable<Report["artifact"]>;

/** What an artifact contains: a roster, and the members that the policy does not name. */
export interface ArchivedContents {
  readonly roster: Roster;
  /** Undefined if there is no policy, or if it does not report unlisted members. */
  readonly unlisted?: UnlistedMembers | undefined;
}

/** What is to be archived, and what would be missing from it. */
export interface Archivable extends ArchivedContents {
  /**
   * What the baseline has of repositories and the roster does not, although nobody saw that it is
   * gone: a sentence without a final period.
   */
  readonly lostRepositories?: string | undefined;
}

/** Where the artifact goes, and how it is written. */
export interface ArtifactTarget {
  readonly path: string;
  /** Whether the artifact is also to show C1 the repositories. Default: no. */
  readonly withRepositories?: boolean;
  /** Whether a roster with gaps may be written under that path. */
  readonly allowPartial: boolean;
  readonly load?: Load;
  write(contents: ArchivedContents, path: string): Promise<Artifact>;
}

export interface Archived {
  readonly artifact: Artifact | undefined;
  readonly quarantined: boolean;
  readonly failed: boolean;
}

/**
 * Writes the artifact, if requested. A roster with gaps goes to `<name>.quarantined`, because C1
 * would treat missing people as removed; the extension excludes it from an upload of `*.c1z`. The
 * same is true for repositories that are missing from an artifact that is to have them.
 */
export async function archive(
  {
    artifact: target,
    log,
  }: { readonly artifact: ArtifactTarget | undefined; readonly log: Logger },
  { roster, unlisted, lostRepositories }: Archivable,
): Promise<Archived> {
  if (target === undefined) return { artifact: undefined, quarantined: false, failed: false };
  const hasGaps = coverageStatus(roster.coverage) !== "complete";
  const missing =
    target.withRepositories === true ? (lostRepositories ?? whyNoRepository(roster)) : null;
  const quarantined = (hasGaps || missing !== null) && !target.allowPartial;
  const path = quarantined ? `${target.path}.quarantined` : target.path;
  try {
    const artifact = await target.write({ roster, unlisted }, path);
    if (missing !== null) {
      log.warn(`the artifact lacks repositories that C1 would treat as removed: ${missing}`);
    }
    if (quarantined) {
      const [what, who] = hasGaps
        ? ["the roster has", "people"]
        : ["its repositories have", "access"];
      log.warn(
        `${what} gaps, so the artifact is ${path} and not ${target.path}: C1 would treat the missing ${who} as removed. Set ${settingName("allow-partial")} to write it anyway.`,
      );
    }
    return { artifact, quarantined, failed: false };
  } catch (error) {
    log.error(
      error instanceof AuditError
        ? error.message
        : `cannot write ${path}: ${describeError(error)}.`,
    );
    return { artifact: undefined, quarantined, failed: true };
  }
}
