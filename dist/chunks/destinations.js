import { t as count } from "./count.js";
import { t as writeWholeFile } from "./whole-file.js";

// src/channels/artifact.ts
/**
* Returns the target of the artifact; undefined for no artifact. The sync's end is the time of
* writing.
*/
function toArtifactTarget({ artifact, allowPartial }, clock) {
	if (artifact === void 0) return void 0;
	const load = () => import("./write.js");
	return {
		path: artifact.path,
		withRepositories: artifact.withRepositories,
		allowPartial,
		load,
		write: async (contents, path) => {
			const keepSyncs = path === artifact.path ? artifact.keepSyncs : 1;
			const { writeArtifact } = await load();
			const { sha256, syncId } = await writeArtifact({
				...contents,
				withRepositories: artifact.withRepositories,
				path,
				keepSyncs,
				endedAt: clock()
			});
			return {
				path,
				sha256,
				syncId
			};
		}
	};
}

// src/channels/report-files.ts
/** Their code is loaded only if they are requested; the page contains its script. */
const renderings = {
	"report-json": rendering(() => import("./json.js"), async ({ renderJson }, report) => renderJson(report)),
	"report-markdown": rendering(() => import("./markdown2.js"), async ({ renderMarkdown }, report) => renderMarkdown(report, { personalData: "full" })),
	"report-html": rendering(() => import("./render-page.js"), async ({ renderPage }, report, { roster, past, policy, findLinks }) => {
		const link = await findLinks?.(report, [policy.path, ...policy.files ?? []]);
		const lineUrl = (path, line) => link?.({
			path,
			line,
			column: 1
		});
		return renderPage(report, roster, past, {
			policy,
			lineUrl
		});
	}),
	sarif: {
		...rendering(() => import("./sarif.js"), async ({ renderSarif, countLeftOut, maxResults }, report, { log }) => {
			const leftOut = countLeftOut(report);
			if (leftOut > 0) log.warn(`the SARIF leaves out ${count(leftOut, "finding")}: code scanning accepts at most ${count(maxResults, "result")}, and it contains the most severe ones. The other reports contain all of them.`);
			return renderSarif(report);
		}),
		early: true
	}
};
function rendering(load, render) {
	return {
		load,
		render: async (...given) => render(await load(), ...given)
	};
}
const reportFiles = Object.keys(renderings);
/** Returns the channels to the requested files, and an object with what they wrote. */
function openReportFiles(paths, { log, findLinks }) {
	const written = {};
	return {
		channels: reportFiles.flatMap((name) => {
			const path = paths[name];
			if (path === void 0) return [];
			const { render, ...how } = renderings[name];
			return [{
				task: `write ${path}`,
				...how,
				deliver: async (report, audited) => {
					await writeWholeFile(path, await render(report, {
						...audited,
						log,
						findLinks
					}));
					written[name] = path;
				}
			}];
		}),
		written
	};
}

// src/channels/destinations.ts
/** Returns the destinations that the settings name. */
function toDestinations(settings) {
	const { c1z, "keep-syncs": keepSyncs, "c1z-repositories": withRepositories } = settings;
	const { csv, pack } = settings;
	const reports = reportFiles.map((name) => [name, settings[name]]);
	return {
		artifact: c1z === void 0 ? void 0 : {
			path: c1z,
			keepSyncs,
			withRepositories
		},
		allowPartial: settings["allow-partial"],
		reports: Object.fromEntries(reports.filter(([, path]) => path !== void 0)),
		csv,
		pack
	};
}

export { toArtifactTarget as i, openReportFiles as n, reportFiles as r, toDestinations as t };