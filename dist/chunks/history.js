import { t as count } from "./counting.js";
import { n as describeError } from "./errors.js";
import { n as openNamed } from "./load-roster.js";
import { t as writeWholeFile } from "./whole-file.js";
import { t as artifactNameOf } from "./settings.js";
import { join } from "node:path";
import { existsSync } from "node:fs";

// src/channels/folders.ts
/** The folders that a run may write beside its files: C1's CSV, and the pack of an access review. */
/** Returns the channels to the folders that the settings ask for, and what comes of them. */
function openFolders(settings, input) {
	const written = {};
	const { csv, pack } = settings;
	return {
		channels: [...csv === void 0 ? [] : [csvChannel(csv, settings, input, written)], ...pack === void 0 ? [] : [packChannel(pack, input, written)]],
		written
	};
}
/** Like an artifact, files with gaps get another ending: C1 would read who is missing as removed. */
function csvChannel(path, settings, { log }, written) {
	const load = () => import("./c1-csv.js");
	return {
		task: `write ${path}`,
		early: true,
		load,
		deliver: async ({ coverage }, roster) => {
			const whole = coverage.status === "complete" || settings["allow-partial"];
			const ending = whole ? ".csv" : ".csv.quarantined";
			const { renderEntitlements, renderIdentities } = await load();
			await writeWholeFile(join(path, `identities${ending}`), renderIdentities(roster));
			await writeWholeFile(join(path, `entitlements${ending}`), renderEntitlements(roster));
			if (whole) written.csv = path;
			else log.warn(`the roster has gaps, so the files in ${path} end in ${ending}: C1 would read the missing people as removed. Set allow-partial to write them all the same.`);
		}
	};
}
function packChannel(path, input, written) {
	const { policy } = input;
	const commit = toCommit(input.commit);
	const load = () => import("./pack-folder.js");
	return {
		task: `write ${path}`,
		early: true,
		load,
		deliver: async (report, roster) => {
			const { writePack } = await load();
			await writePack(path, {
				report,
				roster,
				policy,
				commit
			}, input.log);
			written.pack = path;
		}
	};
}
/** Whatever else the variable holds is no commit to be named in evidence. */
function toCommit(text) {
	return text !== void 0 && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u.test(text) ? text : void 0;
}

// src/channels/report-files.ts
/** Their code is loaded when they are asked for; the page brings its script along. */
const renderings = {
	"report-json": rendering(() => import("./json.js"), async ({ renderJson }, report) => renderJson(report)),
	"report-markdown": rendering(() => import("./markdown2.js"), async ({ renderMarkdown }, report) => renderMarkdown(report, { personalData: "full" })),
	"report-html": rendering(() => import("./render-page.js"), async ({ renderPage }, report, { roster, readHistory }) => renderPage(report, roster, await readHistory(report))),
	sarif: {
		...rendering(() => import("./sarif.js"), async ({ renderSarif, countLeftOut, maxResults }, report, { log }) => {
			const leftOut = countLeftOut(report);
			if (leftOut > 0) log.warn(`the SARIF leaves out ${count(leftOut, "finding")}: code scanning takes at most ${count(maxResults, "result")}, and the worst are in it. The other reports have them all.`);
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
/** Returns the channels to the files that the settings ask for, and what comes of them. */
function openReportFiles(settings, given) {
	const written = {};
	return {
		channels: reportFiles.flatMap((name) => {
			const path = settings[name];
			if (path === void 0) return [];
			const { render, ...how } = renderings[name];
			return [{
				task: `write ${path}`,
				...how,
				deliver: async (report, roster) => {
					await writeWholeFile(path, await render(report, {
						...given,
						roster
					}));
					written[name] = path;
				}
			}];
		}),
		written
	};
}

// src/sources/history.ts
/** How drift came to be what it is: the earlier syncs at hand, compared with today's policy. */
/** More than these are no picture any more, and each has to be read whole. */
const most = 11;
/**
* Returns the function that reads the syncs of the audited artifact, or of the one that is about to be
* added to, and of the baseline: of what is there before the run. Without them a report is still whole:
* what cannot be read is a warning.
*/
function toReadHistory(settings, input) {
	const { "from-c1z": fromC1z, c1z, baseline } = settings;
	const given = [fromC1z ?? c1z, baseline].filter((path) => path !== void 0).filter((path) => artifactNameOf(path) !== void 0 || existsSync(path));
	return async (report) => {
		const found = /* @__PURE__ */ new Map();
		for (const path of new Set(given)) for (const sync of await readPast(path, report, input)) found.set(sync.readAt, sync);
		return [...found.values()].filter(({ readAt }) => readAt < report.readAt).sort((a, b) => a.readAt < b.readAt ? -1 : 1).slice(-11);
	};
}
async function readPast(given, { organization, artifact, archive }, input) {
	try {
		const found = await openNamed(given, input);
		if ("missing" in found || !existsSync(found.path)) return [];
		const [{ readOtherSyncs }, { judgePast }] = await Promise.all([import("./read2.js"), import("./past-sync.js")]);
		const without = artifact?.syncId ?? archive?.syncId;
		const which = {
			workspace: organization.id,
			without,
			most
		};
		return await readOtherSyncs(found.path, which, ({ roster }) => judgePast(roster, input.policy));
	} catch (error) {
		input.log.warn(`the page does not show the earlier syncs: ${describeError(error)}`);
		return [];
	}
}

export { openFolders as i, openReportFiles as n, reportFiles as r, toReadHistory as t };