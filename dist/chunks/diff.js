import { n as readNewestTwo, t as readArtifact } from "./read.js";
import { t as AuditError } from "./errors.js";
import { S as string, g as literal, x as strictObject } from "./schemas.js";
import { i as summarizeChanges, n as changeSentences, r as describeChanges, t as ReportChanges } from "./changes.js";
import { n as escapeMarkdown } from "./escape-markdown.js";
import { i as toText, n as heading, r as prose, t as createPage } from "./terminal-page.js";
import { t as escapeJson } from "./visible-text.js";
import { y as utcMinute } from "./wording.js";
import { n as named, r as requireSeparate } from "./separate.js";
import { r as isSameWorkspace } from "./same-workspace.js";
import { t as toSettings } from "./settings2.js";
import { t as writeReports } from "./write-reports.js";

// src/report/render-changes.ts
/** The changes between two syncs without an audit, for `diff`. */
const ChangeReport = strictObject({
	version: literal(1),
	organization: strictObject({
		id: string(),
		slug: string(),
		name: string()
	}),
	changes: ReportChanges
}).describe("What changed in a workspace between two syncs");
/** Returns the report on the changes of a workspace. */
function toChangeReport({ id, slug, name }, changes) {
	return {
		version: 1,
		organization: {
			id,
			slug,
			name
		},
		changes
	};
}
/** Returns the changes as text with a final newline. */
function renderChangesTerminal(report, options) {
	const page = createPage(options);
	return toText([
		heading(titleOf(report), "bold", page),
		changeSentences(report.changes).flatMap((sentence) => prose("  ", sentence, page)),
		heading(summarizeChanges(report.changes), "bold", page)
	]);
}
/** Returns the changes as GitHub Flavored Markdown. */
function renderChangesMarkdown(report) {
	const items = changeSentences(report.changes).map((sentence) => `- ${escapeMarkdown(sentence, 500)}`);
	return `### ${escapeMarkdown(titleOf(report))}\n\n${items.join("\n")}\n`;
}
/** Returns the changes as indented JSON; equal changes are equal bytes. */
function renderChangesJson(report) {
	return `${escapeJson(JSON.stringify(ChangeReport.parse(report), null, 2))}\n`;
}
function titleOf({ organization, changes }) {
	return `Changes in ${organization.slug} from ${utcMinute(changes.since)} to ${utcMinute(changes.until)}`;
}

// src/commands/diff.ts
/**
* Prints what changed between the newest syncs of two artifacts, or the two newest of one. Returns
* 0; with --exit-code, 1 if something changed, and 2 if a compared list is incomplete. Always
* returns 2 if a file cannot be written.
*/
async function diff(flags, [first = "", second], terminal) {
	const { exitCode, ...rest } = flags;
	const settings = toSettings(rest, terminal);
	await requireSeparate([...named("--report-json", settings["report-json"]), ...named("--report-markdown", settings["report-markdown"])], [...named("the earlier artifact", first), ...named("the later artifact", second)]);
	const [{ roster: before }, { roster: after }] = second === void 0 ? await readNewestTwo(first) : await Promise.all([readArtifact(first), readArtifact(second)]);
	if (!isSameWorkspace(before.workspace, after.workspace)) {
		const found = [before.workspace, after.workspace].map(({ slug, id }) => `"${slug}" (${id})`);
		throw new AuditError("BAD_SETTINGS", `cannot compare "${first}" with "${second ?? first}": they are from different workspaces, ${found.join(" and ")}. Name two artifacts of the same one.`);
	}
	const changes = describeChanges(before, after);
	const report = toChangeReport(after.workspace, changes);
	terminal.out(renderChangesTerminal(report, terminal));
	const files = [{
		path: settings["report-json"],
		render: () => renderChangesJson(report)
	}, {
		path: settings["report-markdown"],
		render: () => renderChangesMarkdown(report)
	}];
	if (!await writeReports(files, terminal)) return 2;
	if (exitCode !== true) return 0;
	if (changes.incomplete.length > 0) return 2;
	return changes.list.length > 0 || changes.appeared !== void 0 ? 1 : 0;
}

export { diff };