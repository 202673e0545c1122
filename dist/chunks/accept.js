import { t as AuditError } from "./errors.js";
import { t as directoryOf } from "./directory.js";
import { t as fold } from "./fold.js";
import { i as require_dist, n as parsePolicy, r as readSource, t as formatProblems } from "./parse.js";

// src/policy/exceptions/quote.ts
var import_dist = require_dist();
/** Text as a YAML scalar that reads back the same, whatever is in it. */
/** What an editor would not show, or YAML would take for the end of a line. */
const invisible = /[\p{C}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\u{A0}\u{2800}]/gv;
/** Returns the text in double quotes, on one line, with everything invisible escaped. */
function quoteYaml(text) {
	return JSON.stringify(text).replaceAll(invisible, (character) => {
		const code = character.codePointAt(0) ?? 0;
		const hex = (digits) => code.toString(16).toUpperCase().padStart(digits, "0");
		return code > 65535 ? `\\U${hex(8)}` : `\\u${hex(4)}`;
	});
}

// src/policy/exceptions/insert-exceptions.ts
/**
* Puts exceptions into a policy's text. The YAML library's own writer would reflow the file, so the
* place is looked up in the parsed document and the text is cut there: no other byte changes.
*/
/** Returns the text with a splice carried out. */
function applyTextEdit(text, splice) {
	return text.slice(0, splice.start) + splice.text + text.slice(splice.end);
}
/** Returns where and how the entries go into a valid policy; undefined for a layout it cannot tell. */
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
/** Returns an entry on one line, as it stands in a list of either kind. */
function toFlowText(entry) {
	const plain = /* @__PURE__ */ new Set([
		"rule",
		"created",
		"expires"
	]);
	return `{ ${Object.entries(entry).filter(([, value]) => value !== void 0).map(([key, value]) => `${key}: ${plain.has(key) ? value : quoteYaml(String(value))}`).join(", ")} }`;
}
/** There are exceptions in a block list: the new ones follow the last, with the same dash. */
function addToBlockList(list, items, layout) {
	const indent = columnOf(layout.text, list.range?.[0] ?? 0);
	const last = list.items.at(-1);
	return insertLines(afterLine(layout.text, last?.range?.[1] ?? 0), bullets(items, indent), layout);
}
/** There is a list in brackets: the new ones follow the last, or the bracket. */
function addToFlowList(list, items) {
	const last = list.items.at(-1);
	if (last?.range) return insert(last.range[1], `, ${items.join(", ")}`);
	return insert((list.range?.[0] ?? 0) + 1, items.join(", "));
}
/** There is the key with nothing behind it, or with a null written out. */
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
/** There is no such key: it becomes the file's last. */
function append(root, items, layout) {
	const { text } = layout;
	const indent = columnOf(text, (root.items[0]?.key)?.range?.[0] ?? 0);
	const end = /^\.\.\.(?=\s|$)/mu.exec(text.slice(root.range?.[1] ?? 0));
	return insertLines(end === null ? text.length : (root.range?.[1] ?? 0) + end.index, [`${" ".repeat(indent)}exceptions:`, ...bullets(items, indent + 2)], layout);
}
/** The whole policy is one mapping in braces. */
function addToFlowMap(root, items) {
	const last = root.items.at(-1);
	return insert((last?.value ?? last?.key)?.range?.[1] ?? 0, `, exceptions: [${items.join(", ")}]`);
}
function bullets(items, indent) {
	return items.map((item) => `${" ".repeat(indent)}- ${item}`);
}
/** A file that ends without a line break goes on ending without one. */
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
/** Today's findings as exceptions, and a policy's text with them in it. */
/** Returns the open findings that a selection means; never one about an exception. */
function selectFindings(findings, { rule, subject }, roster) {
	const directory = directoryOf(roster);
	const isMeant = subject === void 0 ? () => true : (of) => isNamed(of, subject, directory);
	return findings.filter((finding) => finding.state !== "accepted" && !finding.rule.startsWith("exception-") && (rule === void 0 || finding.rule === rule) && isMeant(finding.subject));
}
/** Returns one entry for each rule, subject and team of the findings, in their order. */
function toEntries(findings, agreement, roster) {
	const directory = directoryOf(roster);
	const entries = /* @__PURE__ */ new Map();
	for (const { rule, subject, object } of findings) {
		const entry = {
			rule,
			subject: nameFor(subject, directory),
			...object?.kind === "team" && { team: survives(object.slug, 255) ? object.slug : object.id },
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
* Returns the policy's text with the entries, one at least, in it. Throws `AuditError` `BAD_POLICY` where the
* result would not read as the old policy and the new exceptions, and nothing else.
*/
function acceptInto(text, path, entries) {
	const splice = insertExceptions(text, entries);
	if (splice === void 0) throw cannotAccept(path, "its layout leaves no place for them");
	const result = applyTextEdit(text, splice);
	const parsed = parsePolicy(result, path);
	if ("problems" in parsed) throw cannotAccept(path, `the result would not be valid (${formatProblems(path, parsed.problems.slice(0, 3)).replaceAll("\n", "; ")})`);
	if (canonical(readSource(result).value) !== canonical(withEntries(text, entries))) throw cannotAccept(path, "the result would say something else besides");
	return {
		text: result,
		policy: parsed.policy,
		splice
	};
}
function cannotAccept(path, reason) {
	return new AuditError("BAD_POLICY", `cannot add exceptions to ${path}: ${reason}. Put "exceptions: []" on a line of its own and try again, or write them by hand.`);
}
/** Returns the old file's data with the entries added: what the new file has to say. */
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
/** A username where it means this account and no other, and survives the file; else its id. */
function nameFor({ kind, id, slug }, directory) {
	const name = {
		text: slug,
		position: nowhere
	};
	const isClean = survives(slug, 320);
	if (kind !== "member") return isClean ? slug : id;
	const isService = directory.service(name) !== void 0;
	return isClean && !isService && directory.member(name)?.id === id ? slug : id;
}
/** True for text that the policy's schema takes as it is: it trims, and limits the length. */
function survives(text, maxLength) {
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