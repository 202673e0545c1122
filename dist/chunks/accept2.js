import { n as requireSameWorkspace } from "./audit.js";
import { t as AuditError } from "./errors.js";
import { t as writeWholeFile } from "./whole-file.js";
import { n as readBounded } from "./read-bounded.js";
import { o as longestOf, t as catalog } from "./catalog.js";
import { T as Day, _ as createNearest, b as meantFact, w as suggestFirst, x as meantHint } from "./break-glass.js";
import { t as evaluate } from "./evaluate.js";
import { n as selectFindings, r as toEntries, t as acceptInto } from "./accept.js";
import { p as addDays, y as toDay } from "./subject.js";
import { t as escapeTerminal } from "./escape-terminal.js";
import { t as count } from "./count.js";
import { n as openPolicy, s as readSource, u as toFullPath } from "./parse.js";
import { a as openPolicyFiles, d as openDiskFolder, i as maxPolicyBytes, o as readPolicyBytes, u as toValid } from "./policy-file.js";
import { n as loadRoster, t as toSource } from "./source.js";
import { t as toSettings } from "./settings2.js";
import { realpath } from "node:fs/promises";

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

// src/commands/accept.ts
/** Flags of this command only, which are not settings of an audit. */
const ownFlags = /* @__PURE__ */ new Set([...[
	"rule",
	"subject",
	"expires",
	"reason",
	"owner",
	"ticket",
	"approved-by"
], "dry-run"]);
const defaultDays = 30;
/** Writes the current findings into the policy as dated exceptions; returns 0. */
async function accept(flags, _, terminal) {
	const { settings, policy, target, selection, agreement, now } = await prepare(flags, terminal);
	const { roster } = await loadRoster(toSource(settings, policy), terminal, { policy });
	terminal.log.end();
	requireSameWorkspace(policy, roster);
	const { findings, rules } = evaluate(roster, policy, now);
	for (const { rule, status, reason } of rules) if (status === "not-judged") terminal.log.warn(`${rule.id} was not judged: ${reason}`);
	const chosen = selectFindings(findings, selection, roster);
	if (chosen.length === 0) {
		terminal.out(`nothing to accept: there is no such finding${hint(selection, findings, roster)}\n`);
		return 0;
	}
	const entries = toEntries(chosen, agreement, roster);
	const accepted = acceptInto(target.text, target.path, entries, (text) => target.parse(text));
	requireCovered(chosen, evaluate(roster, accepted.policy, now).findings, target.path);
	if (flags["dry-run"] === true) {
		terminal.out(`${accepted.splice.text.replaceAll("\r", "").replace(/^\n|\n$/gu, "")}\n`);
		return 0;
	}
	await replace(target.path, target.text, accepted.text);
	terminal.out(`${target.path}: ${count(entries.length, "exception")} until ${agreement.expires}, covering ${count(chosen.length, "finding")}\n`);
	return 0;
}
/** Suggests a similar name for a misspelled subject, which selects nothing. */
function hint({ rule, subject }, findings, roster) {
	if (subject === void 0) return "";
	const possible = selectFindings(findings, {
		rule,
		subject: void 0
	}, roster);
	const nearest = createNearest(possible.map((finding) => finding.subject.slug));
	return escapeTerminal(meantHint(meantFact(nearest(subject))));
}
async function prepare(flags, terminal) {
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
			subject: textOf(flags, "subject")
		},
		agreement: toAgreement(flags, policy, now)
	};
}
/** Checks with the same roster that the new policy accepts the selected findings. */
function requireCovered(chosen, now, path) {
	const meant = new Set(chosen.map(({ fingerprint }) => fingerprint));
	const open = now.find((finding) => meant.has(finding.fingerprint) && finding.state !== "accepted");
	if (open === void 0) return;
	throw new AuditError("BAD_POLICY", `cannot write ${path}: no name distinguishes "${open.subject.slug}" (${open.rule}) from another account, so no exception would cover it. Exclude it with --rule or --subject.`);
}
/** Writes the file, unless it was changed while the workspace was read. */
async function replace(path, before, text) {
	if (!(await readBounded(path, maxPolicyBytes)).equals(Buffer.from(before))) throw new AuditError("BAD_POLICY", `cannot write ${path}: it was changed while the workspace was read. Run accept again.`);
	await writeWholeFile(await realpath(path), text);
}
function toRule(id, policy) {
	if (id === void 0 || policy.rules.has(id) && !id.startsWith("exception-")) return id;
	const ids = catalog.map((rule) => rule.id).filter((known) => !known.startsWith("exception-"));
	throw new AuditError("BAD_SETTINGS", `cannot accept findings of ${JSON.stringify(id)}: there is no such rule, or it takes no exceptions. ${suggestFirst(id, ids)}Run explain for the list.`);
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
	return typeof value === "string" && value.trim() !== "" ? value.trim() : void 0;
}

export { accept };