/** Puts the adapters together as the settings say; shared by both entries. */

import type { AuditInput } from "../audit.ts";
import type { Policy } from "../policy/policy.ts";
import type { Settings } from "../settings.ts";
import { toolName, version } from "../version.ts";
import type { Dependencies } from "./dependencies.ts";
import { loadRoster } from "./load-roster.ts";

/** Returns the part of an audit's input that both entries share. */
export function toAuditInput(
  settings: Settings,
  policy: Policy,
  dependencies: Dependencies,
): Omit<AuditInput, "channels"> {
  return {
    policy,
    failOn: settings["fail-on"],
    allowPartial: settings["allow-partial"],
    // What was read from an artifact is in one already.
    artifactPath: settings["from-c1z"] === undefined ? settings.c1z : undefined,
    tool: { name: toolName, version },
    clock: dependencies.clock,
    log: dependencies.log,
    readRoster: () =>
      loadRoster(settings, settings.organization ?? policy.organization, dependencies),
    writeArtifact: toWriteArtifact(settings, dependencies),
  };
}

/** Returns the function that writes an artifact which ends now. */
export function toWriteArtifact(
  settings: Settings,
  { clock }: Pick<Dependencies, "clock">,
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
