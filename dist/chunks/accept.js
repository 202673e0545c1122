import { t as AuditError } from "./errors.js";
import { t as directoryOf } from "./directory.js";
import { t as fold } from "./fold.js";
import { c as require_dist, r as parsePolicy, s as readSource, t as formatProblems } from "./parse.js";

// src/policy/exceptions/quote.ts
var import_dist = require_dist();
/** Writes text as a YAML scalar that reads back unchanged, whatever the text contains. */
/** Characters that an editor does not show, or that YAML reads as the end of a line. */
const invisible = /[\p{C}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\u{A0}\u{2800}]/gv;
/** Returns the text in double quotes, on one line, with every invisible character escaped. */
function quoteYaml(text) {
	return JSON.stringify(text).replaceAll(invisible, (character) => {
		const code = character.codePointAt(0) ?? 0;
		const hex = (digits) => code.toString(16).toUpperCase().padStart(digits, "0");
		return code > 65535 ? `\\U${hex(8)}` : `\\u${hex(4)}`;
	});
}

// src/policy/exceptions/insert-exceptions.ts
/**
* Inserts exceptions into a policy's text. The YAML library's own writer would reformat the file,
* so this finds the place in the parsed document and edits the text there: no other byte changes.
*/
/** Returns the text with the edit applied. */
function applyTextEdit(text, splice) {
	return text.slice(0, splice.start) + splice.text + text.slice(splice.end);
}
/**
* Returns the edit that adds the entries to a valid policy; undefined for a layout that it does not
* support.
*/
function insertExceptions(text, entries) {
	const document = (0, import_dist.parseDocument)(text, {
		version: "1.2",
		schema: "core",
		uniqueKeys: false
	});
	const root = document.contents;
	if (document.errors.length > 0 || !(0, import_dist.isMap)(root)) return void 0;
	const layout = {
		text,
		eol: /\r?\n/u.exec(text)?.[0] ?? "\n"
	};
	const items = entries.map(toFlowText);
	const pair = root.items.find(({ key }) => (0, import_dist.isScalar)(key) && key.value === "exceptions");
	if (pair === void 0) return root.flow ? addToFlowMap(root, items) : append(root, items, layout);
	const value = pair.value;
	if ((0, import_dist.isSeq)(value)) return value.flow ? addToFlowList(value, items) : addToBlockList(value, items, layout);
	return (0, import_dist.isScalar)(value) && value.value === null ? fillEmpty(pair.key, value, root.flow === true, items, layout) : void 0;
}
/** Returns an entry on one line, in the form for a list of either style. */
function toFlowText(entry) {
	const plain = /* @__PURE__ */ new Set([
		"rule",
		"created",
		"expires"
	]);
	return `{ ${Object.entries(entry).filter(([, value]) => value !== void 0).map(([key, value]) => `${key}: ${plain.has(key) ? value : quoteYaml(String(value))}`).join(", ")} }`;
}
/**
* The exceptions are in a block list: adds the new ones after the last, with the same indentation.
*/
function addToBlockList(list, items, layout) {
	const indent = columnOf(layout.text, list.range?.[0] ?? 0);
	const last = list.items.at(-1);
	return insertLines(afterLine(layout.text, last?.range?.[1] ?? 0), bullets(items, indent), layout);
}
/**
* The exceptions are in a list in brackets: adds the new ones after the last, or after the bracket.
*/
function addToFlowList(list, items) {
	const last = list.items.at(-1);
	if (last?.range) return insert(last.range[1], `, ${items.join(", ")}`);
	return insert((list.range?.[0] ?? 0) + 1, items.join(", "));
}
/** The key has no value, or a written null. */
function fillEmpty(key, value, inFlow, items, layout) {
	const [start = 0, end = 0] = value.range ?? [];
	if (end > start) return {
		start,
		end,
		text: `[${items.join(", ")}]`
	};
	if (inFlow) return insert(layout.text.indexOf(":", key.range?.[1] ?? 0) + 1, ` [${items.join(", ")}]`);
	const indent = columnOf(layout.text, key.range?.[0] ?? 0) + 2;
	return insertLines(afterLine(layout.text, key.range?.[1] ?? 0), bullets(items, indent), layout);
}
/** The key does not exist: appends it to the file. */
function append(root, items, layout) {
	const { text } = layout;
	const indent = columnOf(text, (root.items[0]?.key)?.range?.[0] ?? 0);
	const end = /^\.\.\.(?=\s|$)/mu.exec(text.slice(root.range?.[1] ?? 0));
	return insertLines(end === null ? text.length : (root.range?.[1] ?? 0) + end.index, [`${" ".repeat(indent)}exceptions:`, ...bullets(items, indent + 2)], layout);
}
/** The policy is one mapping in braces. */
function addToFlowMap(root, items) {
	const last = root.items.at(-1);
	return insert((last?.value ?? last?.key)?.range?.[1] ?? 0, `, exceptions: [${items.join(", ")}]`);
}
function bullets(items, indent) {
	return items.map((item) => `${" ".repeat(indent)}- ${item}`);
}
/** If the file ends without a line break, the result does too. */
function insertLines(at, lines, { text, eol }) {
	const block = lines.join(eol);
	return insert(at, at === 0 || text[at - 1] === "\n" ? block + eol : eol + block);
}
function insert(at, text) {
	return {
		start: at,
		end: at,
		text
	};
}
/** Returns the start of the next line, or the end of the text. */
function afterLine(text, offset) {
	if (text[offset - 1] === "\n") return offset;
	const newline = text.indexOf("\n", offset);
	return newline === -1 ? text.length : newline + 1;
}
function columnOf(text, offset) {
	const start = text.lastIndexOf("\n", offset - 1) + 1;
	return offset - start - (text.codePointAt(start) === 65279 ? 1 : 0);
}

// src/policy/exceptions/accept.ts
/** Turns today's findings into exceptions, and inserts them into a policy's text. */
/** Returns the open findings that match a selection; never one about an exception. */
function selectFindings(findings, { rule, subject }, roster) {
	const directory = directoryOf(roster);
	const matchesSubject = subject === void 0 ? () => true : (of) => isNamed(of, subject, directory);
	return findings.filter((finding) => finding.state !== "accepted" && !finding.rule.startsWith("exception-") && (rule === void 0 || finding.rule === rule) && matchesSubject(finding.subject));
}
/** Returns one entry for each rule, subject and team of the findings, in their order. */
function toEntries(findings, agreement, roster) {
	const directory = directoryOf(roster);
	const entries = /* @__PURE__ */ new Map();
	for (const { rule, subject, object } of findings) {
		const entry = {
			rule,
			subject: nameFor(subject, directory),
			...object?.kind === "team" && { team: keepsUnchanged(object.slug, 255) ? object.slug : object.id },
			...agreement
		};
		const key = JSON.stringify([
			rule,
			fold(entry.subject),
			fold(entry.team ?? "")
		]);
		if (!entries.has(key)) entries.set(key, entry);
	}
	return [...entries.values()];
}
/**
* Returns the text of a policy's file with the entries, of which there is at least one. `parse`
* returns the policy with another text of that file. Throws `AuditError` `BAD_POLICY` if the result
* would not contain exactly the old policy and the new exceptions.
*/
function acceptInto(text, path, entries, parse = (changed) => parsePolicy(changed, path)) {
	const splice = insertExceptions(text, entries);
	if (splice === void 0) throw cannotAccept(path, "there is no place for them in its layout");
	const result = applyTextEdit(text, splice);
	const parsed = parse(result);
	if ("problems" in parsed) throw cannotAccept(path, `the result would not be valid (${formatProblems(path, parsed.problems.slice(0, 3)).replaceAll("\n", "; ")})`);
	if (canonical(readSource(result).value) !== canonical(withEntries(text, entries))) throw cannotAccept(path, "the result would contain other changes");
	return {
		text: result,
		policy: parsed.policy,
		splice
	};
}
function cannotAccept(path, reason) {
	return new AuditError("BAD_POLICY", `cannot add exceptions to ${path}: ${reason}. Put "exceptions: []" on a line of its own and try again, or add them by hand.`);
}
/** Returns the old file's data with the entries added: the expected content of the new file. */
function withEntries(text, entries) {
	const old = readSource(text).value;
	return {
		...old,
		exceptions: [...old["exceptions"] ?? [], ...entries]
	};
}
function canonical(value) {
	return JSON.stringify(value);
}
const nowhere = {
	line: 1,
	column: 1
};
/**
* Returns the username if it refers to this account only and the file can contain it; otherwise the
* id.
*/
function nameFor({ kind, id, slug }, directory) {
	const name = {
		text: slug,
		position: nowhere
	};
	const isClean = keepsUnchanged(slug, 320);
	if (kind !== "member") return isClean ? slug : id;
	const isService = directory.service(name) !== void 0;
	return isClean && !isService && directory.member(name)?.id === id ? slug : id;
}
/**
* Returns whether the policy's schema keeps the text unchanged; it trims texts and limits their
* length.
*/
function keepsUnchanged(text, maxLength) {
	return text !== "" && text.trim() === text && text.length <= maxLength;
}
function isNamed(subject, text, directory) {
	if ([subject.id, subject.slug].some((name) => fold(name) === fold(text))) return true;
	return subject.kind === "member" && directory.members({
		text,
		position: nowhere
	}).some(({ id }) => id === subject.id);
}

export { quoteYaml as i, selectFindings as n, toEntries as r, acceptInto as t };