import { n as requireSameWorkspace, t as wantsOf } from "./wants.js";
import { t as AuditError } from "./errors.js";
import { H as anyRule, M as nameException, V as addDays, j as driftOf, k as longestOf, ot as Day, q as toDay, t as catalog } from "./catalog.js";
import { o as readSubject, t as evaluate } from "./evaluate.js";
import { a as applyTextEdits, c as dashOf, d as rangeOf, f as startOfItem, i as afterLine, l as insert, n as acceptInto, o as columnOf, p as startOfLine, r as selectFindings, s as commentColumn, t as toEntries, u as parseForEdits } from "./to-entries.js";
import { t as isUnknown } from "./fact.js";
import { t as fold } from "./fold.js";
import { t as directoryOf } from "./directory.js";
import { c as suggestFirst } from "./suggest.js";
import { n as ofInvite } from "./subject.js";
import { D as hasEnded, n as allowedPlaces, u as placesOfPeople } from "./group-by-team.js";
import { a as joinNames, o as shareGaps } from "./list-gap.js";
import { t as count } from "./count.js";
import { a as openPolicyFiles, d as openDiskFolder, f as formatProblems, i as maxPolicyBytes, m as parsePolicy, o as readPolicyBytes, p as openPolicy, u as toValid, v as readSource, x as toFullPath, y as require_dist } from "./policy-file.js";
import { n as loadRoster, t as toSource } from "./source.js";
import { n as readBounded } from "./read-bounded.js";
import { t as writeWholeFile } from "./whole-file.js";
import { t as escapeLine } from "./terminal.js";
import { t as toSettings } from "./settings2.js";

// src/policy/exceptions/nobody.ts
/** Recognizes a name that belongs to nobody. */
const lists = /* @__PURE__ */ new Set([
	"members",
	"services",
	"teams"
]);
/**
* Returns what to do about a name that matches nobody, as sentences with the name that is probably
* meant; undefined if it matches somebody or something, or may match what was not seen.
*/
function adviseOnNobody(name, { findings, roster }) {
	const directory = directoryOf(roster);
	const written = {
		text: name,
		position: {
			line: 1,
			column: 1
		}
	};
	if (directory.members(written).length > 0) return void 0;
	if (isUnknown(directory.mayBeHidden(written)) || !isComplete(roster)) return void 0;
	const { members, services, teams, workspace } = roster;
	const subjects = [
		...members.map(({ username }) => ({
			id: username,
			slug: username
		})),
		...services.map(({ slug }) => ({
			id: slug,
			slug
		})),
		...roster.invites.map(ofInvite),
		...teams,
		workspace,
		...findings.map(({ subject }) => subject)
	];
	const wanted = fold(readSubject(written).name.text);
	if (subjects.some(({ id, slug }) => fold(id) === wanted || fold(slug) === wanted)) return;
	const slugs = subjects.map(({ slug }) => slug);
	return `${suggestFirst(name, slugs)}Give a username, a permanent id, an e-mail address or a slug.`;
}
function isComplete({ coverage }) {
	return coverage.lists.every(({ name, status }) => !lists.has(name) || status === "complete");
}

// src/sources/exceptions-file.ts
/**
* Returns a policy, and its file for new exceptions: the main file, or an included file if the main
* file has no exceptions and only this file may have them. Throws `AuditError` `BAD_POLICY`.
*/
async function openForExceptions(path) {
	const bytes = await readPolicyBytes(path);
	const read = await openPolicyFiles({
		path,
		bytes,
		folder: openDiskFolder(path)
	});
	const { opened, files, parsed } = read;
	const policy = toValid(parsed, path);
	const allowed = files.files.filter(({ entry }) => opened.includes[entry]?.sections.includes("exceptions"));
	const own = hasExceptions(read.text) ? void 0 : chooseOne(allowed);
	if (own === void 0) {
		const parse = (text) => openPolicy(text).parse(path, files);
		return {
			policy,
			target: {
				path,
				text: read.text,
				parse
			}
		};
	}
	const parse = (text) => {
		const changed = files.files.map((file) => file === own ? {
			...own,
			text
		} : file);
		return opened.parse(path, {
			...files,
			files: changed
		});
	};
	return {
		policy,
		target: {
			path: toFullPath(path, own.path),
			text: own.text,
			parse
		}
	};
}
/** If several files may have exceptions, the only one that has some. */
function chooseOne(allowed) {
	const used = allowed.filter(({ text }) => hasExceptions(text));
	const candidates = used.length > 0 ? used : allowed;
	return candidates.length === 1 ? candidates[0] : void 0;
}
function hasExceptions(text) {
	return Object.hasOwn(Object(readSource(text).value), "exceptions");
}

// src/commands/policy-text.ts
/** The text of the policy that a command edits. */
/** Writes the file, unless it was changed while the workspace was read. */
async function replacePolicyText(path, before, text) {
	if ((await readBounded(path, maxPolicyBytes).catch(() => void 0))?.equals(Buffer.from(before)) !== true) throw new AuditError("BAD_POLICY", `cannot write ${path}: it was changed or removed while the workspace was read. Run accept again.`);
	await writeWholeFile(path, text, { place: "Make the file and its folder writable." });
}

// src/policy/exceptions/remove-items.ts
var import_dist = require_dist();
/** These lists may be empty in a policy without brackets. */
const mayBeNull = /* @__PURE__ */ new Set(["exceptions", "leaving"]);
/** Returns the edits that remove the items at the paths; undefined if one of them is in no list. */
function removeItems(text, paths) {
	const document = parseForEdits(text);
	const edits = [];
	const byList = Map.groupBy(paths, (path) => JSON.stringify(path.slice(0, -1)));
	for (const [key, items] of byList) {
		const path = JSON.parse(key);
		const list = document.getIn(path, true);
		const removed = new Set(items.map((item) => Number(item.at(-1))));
		if (!(0, import_dist.isSeq)(list) || [...removed].some((index) => list.items[index] === void 0)) return;
		if (list.flow === true) {
			edits.push(...removeLines(text, list, removed) ?? removeInline(text, list, removed));
			continue;
		}
		edits.push(...[...removed].map((index) => ({
			start: startOfItem(text, list, index),
			end: endOfItem(text, list, index),
			text: ""
		})));
		if (removed.size === list.items.length && !(path.length === 1 && mayBeNull.has(path[0]))) edits.push(insert(afterColon(text, document, path), " []"));
	}
	return edits;
}
/** Returns the end of a block list's item, with comments that are further to the right. */
function endOfItem(text, list, index) {
	const column = columnOf(text, dashOf(list, index));
	let end = afterLine(text, rangeOf(list.items[index]).end);
	while (end < text.length) {
		const next = afterLine(text, end + 1);
		const indent = commentColumn(text.slice(end, next));
		if (indent === void 0 || indent <= column) break;
		end = next;
	}
	return end;
}
/** For a list in brackets with each removed item on lines of its own; else undefined. */
function removeLines(text, list, removed) {
	const edits = [...removed].map((index) => {
		const range = rangeOf(list.items[index]);
		let start = startOfLine(text, range.start);
		const end = afterLine(text, range.end);
		if (!(/^\s*$/u.test(text.slice(start, range.start)) && /^\s*(?:,\s*)?(?:(?<=\s)#.*\s*)?$/u.test(text.slice(range.end, end)))) return void 0;
		while (commentColumn(text.slice(startOfLine(text, start - 1), start)) !== void 0) start = startOfLine(text, start - 1);
		return {
			start,
			end,
			text: ""
		};
	});
	return edits.includes(void 0) ? void 0 : edits.filter((edit) => edit !== void 0);
}
/** Removes each item up to the next one, and the last ones from the end of the item before them. */
function removeInline(text, list, removed) {
	const last = list.items.findLastIndex((_, index) => !removed.has(index));
	const edits = [...removed].filter((index) => index < last).map((index) => ({
		start: rangeOf(list.items[index]).start,
		end: rangeOf(list.items[index + 1]).start,
		text: ""
	}));
	if (last === list.items.length - 1) return edits;
	const { end } = rangeOf(list.items.at(-1));
	const comma = last === -1 ? /^\s*,/u.exec(text.slice(end))?.[0].length ?? 0 : 0;
	const start = last === -1 ? rangeOf(list.items[0]).start : rangeOf(list.items[last]).end;
	return [...edits, {
		start,
		end: end + comma,
		text: ""
	}];
}
/** Returns the offset after the colon of a key. */
function afterColon(text, document, path) {
	const parent = document.getIn(path.slice(0, -1), true);
	const pair = (0, import_dist.isMap)(parent) ? parent.items.find(({ key }) => (0, import_dist.isScalar)(key) && key.value === path.at(-1)) : void 0;
	return text.indexOf(":", rangeOf(pair?.key).end) + 1;
}

// src/policy/exceptions/prune.ts
/** Finds entries of a policy that have no effect any more, and removes them from its text. */
/**
* Returns the exceptions that cover nothing or have expired, and the entries of lists that have
* ended, in the file's order. Never an exception that was not judged.
*/
function findPrunable(text, request) {
	const source = readSource(text);
	return [...findUnused(source, request), ...findEnded(source, request)].toSorted((a, b) => a.position.line - b.position.line || a.position.column - b.position.column);
}
function findUnused(source, { evaluation, isHere, rule, subject }) {
	const isComplete = evaluation.rules.every(({ status }) => status !== "not-judged");
	const chosen = evaluation.exceptions.filter(({ exception, status }) => isHere(exception.position) && (status === "expired" || status === "unused" && (exception.rule !== "any rule" || isComplete)) && (rule === void 0 || exception.rule === rule) && (subject === void 0 || fold(exception.subject.text) === fold(subject)));
	const uses = new Map(chosen.map((use) => [keyOf(use.exception.position), use]));
	return ["exceptions", "leaving"].flatMap((section) => itemsAt(source.value, section).flatMap((_, index) => {
		const path = [section, index];
		const position = source.positionOf(path);
		const use = uses.get(keyOf(position));
		return use === void 0 ? [] : [{
			path,
			position,
			what: describe(use)
		}];
	}));
}
function describe({ exception, status, why }) {
	const reason = status === "expired" ? `it expired on ${exception.expires}` : why;
	return `${nameException(driftOf(exception))}: ${reason}`;
}
/** Sections with lists whose entries can have a last day. */
const sections = [
	"groups",
	"roles",
	"teams",
	"invites",
	"repositories",
	"tokens",
	"oidc"
];
function findEnded(source, { now, rule, subject }) {
	if (rule !== void 0) return [];
	const find = (value, path) => {
		if (typeof value !== "object" || value === null) return [];
		if (!Array.isArray(value)) return Object.entries(value).flatMap(([key, inner]) => find(inner, [...path, key]));
		return value.flatMap((entry, index) => {
			const { name, until } = Object(entry);
			if (name === void 0 || until === void 0 || !hasEnded({ until }, now)) return [];
			if (subject !== void 0 && fold(name) !== fold(subject)) return [];
			const what = `entry "${name}" in ${path.join(".")}: it ended on ${until}`;
			return [{
				path: [...path, index],
				position: source.positionOf([...path, index]),
				what
			}];
		});
	};
	return sections.flatMap((section) => find(fieldAt(source.value, section), [section]));
}
/**
* Returns the policy's text without the entries. Throws `AuditError` `BAD_POLICY` if the result
* would not be exactly the policy without them.
*/
function removeEntries(text, path, entries, parse = (changed) => parsePolicy(changed, path)) {
	const edits = removeItems(text, entries.map((entry) => entry.path));
	const result = edits === void 0 ? text : applyTextEdits(text, edits);
	const parsed = parse(result);
	const isRight = JSON.stringify(withoutNulls(readSource(result).value)) === JSON.stringify(withoutNulls(withoutEntries(readSource(text).value, entries)));
	if ("policy" in parsed && isRight) return result;
	const reason = "problems" in parsed ? `the result would not be valid (${formatProblems(path, parsed.problems.slice(0, 3)).replaceAll("\n", "; ")})` : "the result would contain other changes";
	throw new AuditError("BAD_POLICY", `cannot remove entries from ${path}: ${reason}. Remove them by hand; --dry-run lists them.`);
}
/** Returns the expected data of the file. */
function withoutEntries(value, entries) {
	const left = structuredClone(value);
	for (const { path } of entries.toReversed()) path.slice(0, -1).reduce((inner, key) => fieldAt(inner, key), left).splice(Number(path.at(-1)), 1);
	return left;
}
/** An empty section of exceptions is written as nothing. */
function withoutNulls(value) {
	const file = { ...value };
	for (const section of ["exceptions", "leaving"]) if (Object.hasOwn(file, section)) file[section] ??= [];
	return file;
}
function itemsAt(value, key) {
	const list = fieldAt(value, key);
	return Array.isArray(list) ? list : [];
}
function fieldAt(value, key) {
	return value?.[key];
}
function keyOf({ line, column }) {
	return `${line}:${column}`;
}

// src/commands/prune.ts
/** Removes the entries, and prints each of them with the reason; returns 0. */
async function prune(request, { out }) {
	const { target, mainPath, evaluation, now, selection, dryRun } = request;
	const { path, text: before } = target;
	const isHere = (place) => (place.path ?? mainPath) === path;
	const entries = findPrunable(before, {
		evaluation,
		now,
		isHere,
		...selection
	});
	if (entries.length === 0) {
		out(`nothing to prune: ${describeRest(evaluation)}\n`);
		return 0;
	}
	const text = removeEntries(before, path, entries, (changed) => target.parse(changed));
	if (!dryRun) await replacePolicyText(path, before, text);
	const what = count(entries.length, "entry", "entries");
	out(`${path}: ${dryRun ? "would remove" : "removed"} ${what}\n`);
	for (const { position, what: entry } of entries) out(`  ${escapeLine(`line ${position.line}: ${entry}`)}\n`);
	return 0;
}
/** An exception that was not judged stays, because it may cover something. */
function describeRest({ exceptions }) {
	const none = "no exception is unused or expired, and no entry has ended";
	const unjudged = exceptions.filter(({ status }) => status === "not-judged").length;
	if (unjudged === 0) return none;
	return `${none}; ${count(unjudged, "exception was", "exceptions were")} not judged`;
}

// src/commands/accept.ts
const texts = [
	"rule",
	"subject",
	"expires",
	"reason",
	"owner",
	"ticket",
	"approved-by"
];
/** Flags of this command only, which are not settings of an audit. */
const ownFlags = /* @__PURE__ */ new Set([
	...texts,
	"dry-run",
	"prune"
]);
const defaultDays = 30;
/**
* Writes the current findings into the policy as dated exceptions, or removes entries without an
* effect; returns 0.
*/
async function accept(flags, _, terminal) {
	const { settings, policy, target, selection, agreement, now } = await prepare(flags, terminal);
	const { roster } = await loadRoster(toSource(settings, wantsOf(policy)), terminal, { policy });
	terminal.log.end();
	requireSameWorkspace(policy, roster);
	const evaluation = evaluate(roster, policy, now);
	const { findings, rules } = evaluation;
	const { rule: only } = selection;
	warnAboutNotJudged(rules.filter(({ rule }) => only === void 0 || rule.id === only), roster, terminal);
	if (flags["prune"] === true) {
		const dryRun = flags["dry-run"] === true;
		requireSomebody(selection, {
			findings,
			roster
		}, namesIn(policy));
		return await prune({
			target,
			mainPath: settings.policy,
			evaluation,
			now,
			selection,
			dryRun
		}, terminal);
	}
	requireSomebody(selection, {
		findings,
		roster
	});
	const chosen = selectFindings(findings, selection, roster);
	if (chosen.length === 0) {
		terminal.out(`nothing to accept: ${escapeLine(describeNone(selection))}\n`);
		return 0;
	}
	const entries = toEntries(chosen, agreement, {
		findings,
		roster
	});
	const accepted = acceptInto(target.text, target.path, entries, (text) => target.parse(text));
	requireCovered(chosen, evaluate(roster, accepted.policy, now).findings, target.path);
	if (flags["dry-run"] === true) {
		const lines = accepted.edits.map(({ text }) => text.replaceAll("\r", "").replace(/^\n|\n$/gu, ""));
		terminal.out(`${lines.join("\n")}\n`);
		return 0;
	}
	await replacePolicyText(target.path, target.text, accepted.text);
	terminal.out(`${target.path}: ${count(entries.length, "exception")} until ${agreement.expires}, covering ${count(chosen.length, "finding")}\n`);
	return 0;
}
/** Warns once for each reason. */
function warnAboutNotJudged(rules, { coverage }, { log }) {
	const share = shareGaps(coverage.lists);
	const blind = rules.filter(({ status }) => status === "not-judged");
	for (const [reason, group] of Map.groupBy(blind, (result) => share(result.reason ?? "no reason was recorded"))) {
		const verb = group.length === 1 ? "was" : "were";
		log.warn(`${joinNames(group.map(({ rule }) => rule.id))} ${verb} not judged: ${reason}`);
	}
}
function describeNone({ rule, subject }) {
	const what = `open finding${rule === void 0 ? "" : ` of ${rule}`}`;
	return subject === void 0 ? `there is no ${what}` : `${subject} has no ${what}`;
}
/**
* Throws `AuditError` `BAD_SETTINGS` if `--subject` matches nobody. `others` are further names that
* are not a mistake.
*/
function requireSomebody({ subject }, found, others = []) {
	if (subject === void 0) return;
	const advice = adviseOnNobody(subject, found);
	if (advice === void 0 || others.some(({ text }) => fold(text) === fold(subject))) return;
	throw new AuditError("BAD_SETTINGS", `cannot accept findings of ${JSON.stringify(subject)}: the name matches nobody in the workspace, and nothing that was found. ${advice}`);
}
/** Somebody who left may still have entries to prune. */
function namesIn(policy) {
	return [...[...placesOfPeople(policy), ...allowedPlaces(policy)].map(({ name }) => name), ...policy.exceptions.map(({ subject }) => subject)];
}
async function prepare(flags, terminal) {
	requirePruneAlone(flags);
	const shared = Object.entries(flags).filter(([name]) => !ownFlags.has(name));
	const settings = toSettings(Object.fromEntries(shared), terminal);
	const { policy, target } = await openForExceptions(settings.policy);
	const now = terminal.clock();
	return {
		settings,
		policy,
		now,
		target,
		selection: {
			rule: toRule(textOf(flags, "rule"), policy),
			subject: toSubject(textOf(flags, "subject"), policy)
		},
		agreement: toAgreement(flags, policy, now)
	};
}
/** The other flags describe new exceptions. */
function requirePruneAlone(flags) {
	const other = texts.find((name) => !["rule", "subject"].includes(name) && name in flags);
	if (flags["prune"] !== true || other === void 0) return;
	throw new AuditError("BAD_SETTINGS", `cannot prune with --${other}: --prune only removes entries. Run accept once with --prune, and once without.`);
}
/** Checks with the same roster that the new policy accepts the selected findings. */
function requireCovered(chosen, now, path) {
	const meant = new Set(chosen.map(({ fingerprint }) => fingerprint));
	const open = now.find((finding) => meant.has(finding.fingerprint) && finding.state !== "accepted");
	if (open === void 0) return;
	throw new AuditError("BAD_POLICY", `cannot write ${path}: no name distinguishes "${open.subject.slug}" (${open.rule}) from another account, so no exception would cover it. Exclude it with --rule or --subject.`);
}
function toRule(id, policy) {
	if (id === void 0 || policy.rules.has(id) && !id.startsWith("exception-")) return id;
	const ids = catalog.map((rule) => rule.id).filter((known) => !known.startsWith("exception-"));
	throw new AuditError("BAD_SETTINGS", `cannot accept findings of ${JSON.stringify(id)}: there is no such rule, or it takes no exceptions. ${suggestFirst(id, ids)}Run explain for the list.`);
}
/** An alias of the policy stands for its account. */
function toSubject(name, { aliases }) {
	if (name === void 0) return void 0;
	return aliases.find((alias) => fold(alias.name.text) === fold(name))?.account ?? name;
}
function toAgreement(flags, policy, now) {
	const owner = textOf(flags, "owner");
	const ticket = textOf(flags, "ticket");
	const approvedBy = textOf(flags, "approved-by");
	return {
		reason: textOf(flags, "reason") ?? "TODO",
		...owner !== void 0 && { owner },
		...ticket !== void 0 && { ticket },
		...approvedBy !== void 0 && { "approved-by": approvedBy },
		created: toDay(now),
		expires: toLastDay(textOf(flags, "expires"), longestOf(policy), now)
	};
}
/**
* Returns the last day of `--expires` (a day or a number of days), at most `longest` days from now.
*/
function toLastDay(given, longest, now) {
	const limit = addDays(now, longest);
	const fail = (reason) => new AuditError("BAD_SETTINGS", `cannot accept until ${JSON.stringify(given)}: ${reason}. Give a day such as ${limit}, or a number of days such as "30d".`);
	if (given === void 0) return addDays(now, Math.min(defaultDays, longest));
	const days = /^([1-9]\d{0,3})d$/u.exec(given)?.[1];
	const day = days === void 0 ? given : addDays(now, Number(days));
	if (!Day.safeParse(day).success) throw fail("it is not a day");
	if (day < toDay(now)) throw fail("it is in the past");
	if (day > limit) throw fail(`the policy limits an exception to ${longest} days`);
	return day;
}
function textOf(flags, name) {
	const value = flags[name];
	return typeof value === "string" ? value.trim() : void 0;
}

export { accept };