import { f as compareSeverities, p as severities } from "./subject.js";
import { t as count } from "./count.js";
import { n as escapeMarkdown, r as linkTo, t as codeSpan } from "./escape-markdown.js";
import { n as markdownTable, t as tableOptions } from "./table-options.js";
import { a as summarizeChanges, r as changeSentences } from "./changes.js";
import { t as describeAcceptance } from "./exceptions.js";
import { C as openFindings, T as tally, _ as sentenceOf, c as groupByRule, d as meaning, f as notJudgedByReason, g as remediesOf, h as reader, i as describeFinding, l as headline, m as placeOf$1, n as archiveAge, o as extent, p as notesOf, r as completeness, s as gapsOf, y as utcMinute } from "./wording.js";
import { r as policyChangeCounts } from "./policy-changes.js";
import { n as noPolicyChanges } from "./policy-words.js";
import { t as fold } from "./fold.js";
import { n as shorten } from "./visible-text.js";

// src/report/withheld.ts
const reasons = {
	requested: "because the input personal-data is counts",
	public: "because this repository is public",
	unknown: "because it is not known whether this repository is public"
};
/** Returns two sentences. They replace the place of the full report, because there is none. */
function describeWithheld(why) {
	return `Names of people, teams and accounts are left out of this text, of the log and of the job summary, and no report is written to a file, ${reasons[why]}. The input personal-data: full shows them to everybody who can read this repository, so the repository should be private.`;
}

// src/report/markdown/place-cell.ts
/** A finding's place in the policy, as a cell of a table. */
/** Returns the place, as a link if its address is known; empty if the finding has no place. */
function placeCell(finding, toAddress) {
	const place = placeOf$1(finding);
	if (place === null || finding.policy === void 0) return "";
	const text = codeSpan(place);
	const address = toAddress?.(finding.policy);
	return address === void 0 ? text : linkTo(address, text) ?? text;
}

// src/report/removals.ts
/** Counts the removals of a policy change: they take access away, so their number is enough. */
/**
* Returns the removals among the changes as a few sentences, such as `79 people leave 12 teams`;
* contains no names.
*/
function countRemovals(changes) {
	const removals = changes.filter(({ effect }) => effect === "removes");
	const granted = new Set(changes.filter(({ effect }) => effect === "grants").map(placeOf));
	const fromTeams = removals.filter((change) => change.about === "team" && !granted.has(placeOf(change)));
	const fromRoles = removals.filter(({ about }) => about === "role");
	const others = removals.filter(({ about }) => about !== "team" && about !== "role");
	const services = fromTeams.filter(({ part }) => part === "services");
	const members = fromTeams.filter((change) => !services.includes(change));
	const people = distinct(fromRoles, ({ item }) => item);
	return [
		...leaving(members, "person leaves", "people leave"),
		...leaving(services, "service account leaves", "service accounts leave"),
		...people === 0 ? [] : [`${count(people, "name is", "names are")} no longer listed for a workspace role`],
		...others.length === 0 ? [] : [count(others.length, "other removal")]
	];
}
function leaving(changes, ...words) {
	if (changes.length === 0) return [];
	const accounts = distinct(changes, ({ item }) => item);
	return [`${count(accounts, ...words)} ${count(distinct(changes, ({ name }) => name), "team")}`];
}
function placeOf({ name = "", item = "" }) {
	return JSON.stringify([fold(name), fold(item)]);
}
function distinct(changes, of) {
	return new Set(changes.map((change) => fold(of(change) ?? ""))).size;
}

// src/report/markdown/markdown-sections.ts
/** The sections of the Markdown report; each returns an empty string if it has no content. */
function coverageSection(report, { anonymous, stable }) {
	const size = stable ? "" : `: ${extent(report)}`;
	const notes = stable ? [] : notesOf(report).map((note) => ` ${escapeMarkdown(note, 300)}.`);
	const line = `Read as ${escapeMarkdown(reader(report, anonymous), 120)}${size}; ${completeness(report)}.${notes.join("")}`;
	const gaps = gapsOf(report);
	if (gaps.length === 0) return line;
	const rows = gaps.map(({ list, seen, reason, mayQuote }) => [
		list,
		escapeMarkdown(seen),
		anonymous && mayQuote ? "" : escapeMarkdown(reason ?? "")
	]);
	return `${line}\n\n${markdownTable([[
		"List",
		"Seen",
		"Why incomplete"
	], ...rows], tableOptions)}`;
}
/**
* Returns what a pull request changes in the policy, in words. What weakens the policy comes first and
* is always listed; `listed: false` counts the rest. Removals are counted where there are many.
*/
function policySection({ base }, how) {
	if (base === void 0) return "";
	const { changes, sha256 } = base;
	if (changes.length === 0) return sha256 === null ? "" : noPolicyChanges;
	return `This change:\n\n${policyChangeItems(changes, how)}`;
}
/** Returns the changes of a policy as a list, see `policySection`. */
function policyChangeItems(changes, { anonymous, listed }) {
	if (anonymous) return toItems(anonymousLines(changes));
	const weakenings = changes.flatMap(({ weakening }) => weakening === void 0 ? [] : [weakeningLine(weakening)]);
	const rest = changes.filter(({ weakening }) => weakening === void 0);
	const removals = rest.filter(({ effect }) => effect === "removes");
	const others = rest.filter(({ effect }) => effect !== "removes");
	return toItems([
		...weakenings,
		...listed ? others.map(messageLine) : countLines("other change", others),
		...listed && removals.length <= maxRemovals ? removals.map(messageLine) : countRemovals(rest)
	]);
}
/** More removals than these are counted: they take access away, and the report's file lists them. */
const maxRemovals = 5;
/** Every part is escaped by itself, so that the label's asterisks are the only ones. */
function weakeningLine({ label, detail }) {
	const what = `**${escapeMarkdown(label, 500)}**`;
	return detail === "" ? what : `${what}: ${escapeMarkdown(detail, 500)}`;
}
function messageLine({ message }) {
	return escapeMarkdown(message, 500);
}
function countLines(what, changes) {
	return changes.length === 0 ? [] : [count(changes.length, what)];
}
function anonymousLines(changes) {
	const weakened = changes.filter(({ weakening }) => weakening !== void 0);
	return [...policyChangeCounts(weakened.map(({ about }) => about)).map((line) => `**weakens the policy**: ${line}`), ...policyChangeCounts(changes.filter(({ weakening }) => weakening === void 0).map(({ about }) => about))];
}
function toItems(lines) {
	return lines.map((line) => `- ${line}`).join("\n");
}
function trackingSection(tracking) {
	if (tracking === void 0) return "";
	const { heartbeat, held } = tracking;
	if (held.length === 0) return heartbeat;
	return `${heartbeat}\n\n**Found by an earlier run and not resolved**, because this run could not judge the rule:\n\n${held.map(({ rule, count: number }) => `- ${codeSpan(rule)}: ${number}`).join("\n")}`;
}
function findingsTable(findings, toAddress) {
	if (findings.length === 0) return "";
	const rows = findings.map((finding) => {
		const { who, what } = describeFinding(finding);
		return [
			finding.state === "introduced" ? `**${finding.severity}**, new` : finding.severity,
			codeSpan(finding.rule),
			escapeMarkdown(who),
			escapeMarkdown(what),
			placeCell(finding, toAddress)
		];
	});
	return markdownTable([[
		"Severity",
		"Rule",
		"Who",
		"What",
		"Policy"
	], ...rows], tableOptions);
}
const taskTitles = {
	invite: "Invite or create",
	grant: "Grant",
	"change-role": "Change roles",
	remove: "Remove",
	other: "Other"
};
/** Returns the tasks in the workspace after the merge, in their order. */
function tasksSection(tasks) {
	if (tasks.length === 0) return "";
	const groups = [...Map.groupBy(tasks, ({ action }) => action)].map(([action, group]) => {
		const items = [...Map.groupBy(group, ({ todo }) => todo)].map(([todo, same]) => {
			const rules = [...new Set(same.map(({ rule }) => codeSpan(rule)))].join(", ");
			return `- ${escapeMarkdown(todo, 500)} (${rules})`;
		});
		return `${taskTitles[action]}:\n\n${items.join("\n")}`;
	});
	return `**To do after merging: ${tasks.length}**\n\n${groups.join("\n\n")}`;
}
/** Returns the number of tasks of each kind. */
function taskCounts({ tasks = [] }) {
	if (tasks.length === 0) return "";
	const counts = [...Map.groupBy(tasks, ({ action }) => action)].map(([action, group]) => `- ${taskTitles[action]}: ${group.length}`);
	return `**To do after merging: ${tasks.length}**\n\n${counts.join("\n")}`;
}
/** Returns the findings that exist without the pull request, in a folded section. */
function existingSection(findings, toAddress) {
	if (findings.length === 0) return "";
	return folded(`Existing: ${findings.length}`, findingsTable(findings, toAddress));
}
/** Returns the number of findings of each rule, without any name. */
function countsTable(report, counted) {
	const rows = severities.flatMap((severity) => [...groupByRule(counted.filter((finding) => finding.severity === severity))].map(([rule, findings]) => [
		severity,
		codeSpan(rule),
		titleOf(report, rule),
		String(findings.length)
	]));
	if (rows.length === 0) return "";
	return markdownTable([[
		"Severity",
		"Rule",
		"Description",
		"Findings"
	], ...rows], tableOptions);
}
function remediesSection(report, findings) {
	const rules = [...groupByRule(findings)];
	if (rules.length === 0) return "";
	return folded("What to do", rules.flatMap(([rule, group]) => remediesOf(group).map((remedy) => {
		const text = escapeMarkdown(remedy, 1e3);
		return `- ${codeSpan(rule)} (${titleOf(report, rule)}): ${text}`;
	})).join("\n"));
}
function notJudgedSection(report, { anonymous }) {
	const { notJudged } = report.counts;
	if (notJudged === 0) return "";
	const items = notJudgedByReason(report).map(({ rules, reason }) => {
		const why = anonymous || reason === null ? "" : `: ${escapeMarkdown(reason, 500)}`;
		return `- ${rules.map((rule) => codeSpan(rule)).join(", ")}${why}`;
	});
	const verb = notJudged === 1 ? "was" : "were";
	return `**${count(notJudged, "rule")} ${verb} not judged**, so there may be more findings:\n\n${items.join("\n")}`;
}
function changesSection({ changes }, { listed, tracking = false }) {
	if (changes === void 0) return "";
	const since = utcMinute(changes.since);
	const when = tracking && changes.sinceCoverage === "complete" ? `Since the last complete sync, ${since}` : `Since ${since}`;
	const { list, appeared = [] } = changes;
	const title = `${when}: ${summarizeChanges(changes)}`;
	if (!listed || list.length + appeared.length === 0) return `${title}.`;
	return folded(title, changeSentences(changes).map((sentence) => `- ${escapeMarkdown(sentence, 500)}`).join("\n"));
}
function resolvedSection(report, { listed }) {
	const { resolved, base } = report;
	if (resolved.length === 0) return "";
	const title = `${base === void 0 ? "Resolved since the last run" : "Resolved by this change"}: ${resolved.length}`;
	return listed ? folded(title, bullets(resolved, report)) : `${title}.`;
}
function acceptedSection(report, { listed }) {
	const { findings, counts } = report;
	if (counts.accepted === 0) return "";
	const accepted = findings.filter((finding) => finding.state === "accepted");
	const title = `Accepted by the policy: ${counts.accepted}`;
	return listed && accepted.length > 0 ? folded(title, bullets(accepted, report)) : `${title}.`;
}
function footer(report, { runUrl, fullReport, stable }) {
	const { tool, readAt, rosterDigest } = report;
	const run = runUrl === void 0 ? void 0 : linkTo(runUrl, "this run");
	return `<sub>${[
		...stable ? [] : [`Read ${utcMinute(readAt)}`, `roster ${codeSpan(rosterDigest.slice(0, 12))}`],
		escapeMarkdown(`${tool.name} ${tool.version}`),
		...fullReport === void 0 ? [] : [`full report: ${escapeMarkdown(fullReport)}`],
		...run === void 0 ? [] : [run]
	].join(" · ")}</sub>`;
}
function bullets(findings, report) {
	return findings.map((finding) => {
		const acceptance = describeAcceptance(finding, report);
		const until = acceptance === "" ? "" : `; ${escapeMarkdown(acceptance, 500)}`;
		return `- ${codeSpan(finding.rule)}: ${escapeMarkdown(sentenceOf(finding), 500)}${until}`;
	}).join("\n");
}
function titleOf({ rules }, id) {
	return escapeMarkdown(rules.find((rule) => rule.id === id)?.title ?? "");
}
/** `title` is our own text: it is not escaped inside the HTML block. */
function folded(title, body) {
	return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

// src/report/markdown/markdown.ts
/**
* The report as GitHub Flavored Markdown: the job summary, and the body of a comment or an issue.
*/
/**
* Returns the report. If it would be too long, places are not links. If it is still too long, complete
* sections shrink to counts, and then complete rows are removed, the mildest findings first. The text
* says how many were removed and where they are.
*/
function renderMarkdown(report, options) {
	const maxBytes = options.maxBytes ?? Infinity;
	const all = openFindings(report).length;
	const full = compose(report, options, {
		rows: all,
		lists: "full",
		remedies: true
	});
	if (Buffer.byteLength(full) <= maxBytes) return full;
	if (options.toAddress !== void 0) return renderMarkdown(report, {
		...options,
		toAddress: void 0
	});
	for (const remedies of [true, false]) {
		const render = (rows) => compose(report, options, {
			rows,
			lists: "counts",
			remedies
		});
		const rows = largest(Math.min(all, Math.floor(maxBytes / 40)), (rows) => Buffer.byteLength(render(rows)) <= maxBytes);
		if (rows > 0 || rows === 0 && !remedies) return render(rows);
	}
	return shortest(report, options, maxBytes);
}
/** Returns the heading and as many lines on the policy's changes as fit: weakenings come first. */
function shortest(report, options, maxBytes) {
	const anonymous = options.personalData === "counts";
	const lines = policySection(report, {
		anonymous,
		listed: false
	}).split("\n");
	const render = (shown) => {
		const left = lines.length - shown;
		const more = left === 0 ? [] : [`- **and ${left} more**, in the JSON report`];
		const text = [...lines.slice(0, shown), ...more].join("\n");
		return `${heading(report, options)}\n${text === "" ? "" : `\n${text}\n`}`;
	};
	const shown = largest(lines.length, (number) => Buffer.byteLength(render(number)) <= maxBytes);
	return truncate(render(Math.max(0, shown)), maxBytes);
}
function compose(report, options, cut) {
	const { stable = false } = options;
	const sections = options.personalData === "counts" ? counted(report, options) : detailed(report, options, cut);
	return `${[
		heading(report, options),
		report.archive === void 0 || stable ? "" : escapeMarkdown(`Audited from ${archiveAge(report)}.`, 600),
		escapeMarkdown(meaning(report), 600),
		policySection(report, {
			anonymous: options.personalData === "counts",
			listed: cut.lists === "full"
		}),
		trackingSection(options.tracking),
		...sections,
		footer(report, {
			runUrl: options.runUrl,
			fullReport: options.personalData === "counts" ? void 0 : options.fullReport,
			stable
		})
	].filter((part) => part !== "").join("\n\n")}\n`;
}
function counted(report, { stable = false, withheld = "unknown" }) {
	return [
		coverageSection(report, {
			anonymous: true,
			stable
		}),
		taskCounts(report),
		countsTable(report, openFindings(report).filter(isAnswered(report))),
		notJudgedSection(report, { anonymous: true }),
		stable ? "" : changesSection(report, { listed: false }),
		resolvedSection(report, { listed: false }),
		alreadyCount(report),
		acceptedSection(report, { listed: false }),
		escapeMarkdown(describeWithheld(withheld), 600)
	];
}
function detailed(report, options, cut) {
	const open = openFindings(report);
	const [shown, left] = keepWorst(open, cut.rows);
	const listed = cut.lists === "full";
	const isNew = isAnswered(report);
	const isElsewhere = (finding) => !isNew(finding) && finding.task === void 0;
	const shownTasks = new Set(shown.map(({ fingerprint }) => fingerprint));
	return [
		coverageSection(report, {
			anonymous: false,
			stable: options.stable ?? false
		}),
		findingsTable(shown.filter(isNew), options.toAddress),
		tasksSection((report.tasks ?? []).filter(({ finding }) => shownTasks.has(finding))),
		left.length === 0 ? "" : leftOut(left, options),
		cut.remedies ? remediesSection(report, open.filter(isNew)) : "",
		notJudgedSection(report, { anonymous: false }),
		options.stable === true ? "" : changesSection(report, {
			listed,
			tracking: options.tracking !== void 0
		}),
		resolvedSection(report, { listed }),
		existingSection(shown.filter(isElsewhere), options.toAddress),
		acceptedSection(report, { listed })
	];
}
function alreadyCount(report) {
	const already = openFindings(report).length - report.counts.introduced;
	return report.base === void 0 || already === 0 ? "" : `Existing: ${already}.`;
}
/**
* On a pull request, selects the defects that it introduces; other sections list tasks and existing
* findings.
*/
function isAnswered({ base }) {
	return base === void 0 ? () => true : ({ state, task }) => state === "introduced" && task === void 0;
}
function heading(report, { personalData }) {
	return `### ${personalData === "counts" ? "Access audit" : `Access audit of ${escapeMarkdown(report.organization.slug, 100)}`}: ${headline(report)}`;
}
function leftOut(left, options) {
	const where = options.fullReport === void 0 ? "left out, because the text would be too long" : `in ${escapeMarkdown(options.fullReport)}`;
	return `**${count(left.length, "more finding")}** (${tally(left)}) ${left.length === 1 ? "is" : "are"} ${where}.`;
}
/** Splits off the mildest findings, and keeps the order of both parts. */
function keepWorst(findings, rows) {
	const kept = new Set(findings.toSorted(compareSeverities).slice(0, rows));
	return [findings.filter((f) => kept.has(f)), findings.filter((f) => !kept.has(f))];
}
/**
* Returns the largest number up to `most` that fits, if every smaller number fits too; -1 if none
* does.
*/
function largest(most, fits) {
	let low = -1;
	let high = most;
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if (fits(middle)) low = middle;
		else high = middle - 1;
	}
	return low;
}
function truncate(text, maxBytes) {
	let length = Math.min(text.length, maxBytes);
	while (length > 0 && Buffer.byteLength(shorten(text, length)) > maxBytes) length -= 1;
	return length > 0 ? shorten(text, length) : "";
}

export { describeWithheld as i, changesSection as n, policyChangeItems as r, renderMarkdown as t };