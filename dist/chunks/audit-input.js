import { i as version, n as toolName } from "./version.js";
import { t as loadRoster } from "./load-roster.js";

// src/sources/audit-input.ts
/** Returns the part of an audit's input that both entries share. */
function toAuditInput(settings, policy, dependencies) {
	return {
		policy,
		failOn: settings["fail-on"],
		allowPartial: settings["allow-partial"],
		artifactPath: settings["from-c1z"] === void 0 ? settings.c1z : void 0,
		tool: {
			name: toolName,
			version
		},
		clock: dependencies.clock,
		log: dependencies.log,
		readRoster: () => loadRoster(settings, settings.organization ?? policy.organization, dependencies),
		writeArtifact: toWriteArtifact(settings, dependencies)
	};
}
/** Returns the function that writes an artifact which ends now. */
function toWriteArtifact(settings, { clock }) {
	const load = () => import("./write.js");
	const write = async (roster, path) => {
		const keepSyncs = path === settings.c1z ? settings["keep-syncs"] : 1;
		const { writeArtifact } = await load();
		const { sha256, syncId } = await writeArtifact({
			roster,
			path,
			keepSyncs,
			endedAt: clock()
		});
		return {
			path,
			sha256,
			syncId
		};
	};
	return Object.assign(write, { load });
}

export { toWriteArtifact as n, toAuditInput as t };