import { t as AuditError } from "./errors.js";
import { t as compareIds } from "./model.js";
import { F as placeFor, I as placeKinds, L as placeOf, z as keepsUnchanged } from "./catalog.js";
import { t as fold } from "./fold.js";
import { i as isOfKind, l as limitFor, n as holderKindOf, o as readSubject, r as holderKindsOf, s as withPrefix } from "./evaluate.js";
import { t as directoryOf } from "./directory.js";
import { f as formatProblems, m as parsePolicy, v as readSource, y as require_dist } from "./policy-file.js";

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

// src/policy/exceptions/flow-text.ts
/** Returns an entry on one line, in the form for a list of either style. */
function toFlowText(entry) {
	const plain = /* @__PURE__ */ new Set([
		"rule",
		"role",
		"allow",
		"created",
		"expires"
	]);
	return `{ ${Object.entries(entry).filter(([, value]) => value !== void 0).map(([key, value]) => `${key}: ${plain.has(key) ? value : quoteYaml(String(value))}`).join(", ")} }`;
}

// src/policy/exceptions/order.ts
/** The order of exceptions in a policy, so that two branches seldom add entries in one place. */
/** Returns the entries by rule, subject, place, last day, and role. */
function sortEntries(entries) {
	return entries.toSorted(compareEntries);
}
/**
* Returns, for each sorted entry, the number of existing entries before it: its sorted place if
* these are sorted, else the end.
*/
function placesOf(existing, sorted) {
	const isSorted = existing.every((entry, index) => {
		const next = existing[index + 1];
		return next === void 0 || compareEntries(entry, next) <= 0;
	});
	return sorted.map((entry) => {
		const at = isSorted ? existing.findIndex((other) => compareEntries(other, entry) > 0) : -1;
		return at === -1 ? existing.length : at;
	});
}
function compareEntries(a, b) {
	const other = keyOf(b);
	return keyOf(a).reduce((result, part, index) => result || compareIds(part, other[index] ?? ""), 0);
}
function keyOf({ rule, subject, expires, role, ...entry }) {
	const places = placeKinds.map((kind) => fold(entry[kind] ?? ""));
	return [
		rule,
		fold(subject),
		...places,
		expires,
		role ?? ""
	];
}

// src/policy/exceptions/text-edit.ts
/**
* Edits of a policy's text at places that the parsed document shows. The YAML library's own writer
* would reformat the file.
*/
/** Returns the text with all edits applied; they do not overlap. */
function applyTextEdits(text, edits) {
	return edits.toSorted((a, b) => b.start - a.start).reduce((left, edit) => left.slice(0, edit.start) + edit.text + left.slice(edit.end), text);
}
/** Returns the edit that inserts a text. */
function insert(at, text) {
	return {
		start: at,
		end: at,
		text
	};
}
/** Parses a policy for edits: its lists keep their tokens. */
function parseForEdits(text) {
	return (0, import_dist.parseDocument)(text, {
		version: "1.2",
		schema: "core",
		uniqueKeys: false,
		keepSourceTokens: true
	});
}
/** Returns where a parsed node begins and where its value ends. */
function rangeOf(node) {
	const { range } = node;
	if (!range) throw new Error("bug: a parsed node has no place in its text");
	return {
		start: range[0],
		end: range[1]
	};
}
/** Returns the offset of the dash before an item of a block list. */
function dashOf(list, index) {
	const { items } = list.srcToken;
	return (items[index]?.start.find(({ type }) => type === "seq-item-ind"))?.offset ?? 0;
}
/** Returns where the lines of a block list's item begin, with the comment directly above it. */
function startOfItem(text, list, index) {
	const dash = dashOf(list, index);
	const column = columnOf(text, dash);
	let start = startOfLine(text, dash);
	while (start > 0) {
		const above = startOfLine(text, start - 1);
		const indent = commentColumn(text.slice(above, start));
		if (indent === void 0 || index > 0 && indent > column) break;
		start = above;
	}
	return start;
}
/** Returns the column of the comment on a line; undefined if the line is not only a comment. */
function commentColumn(line) {
	return /^ *(?=#)/u.exec(line)?.[0].length;
}
/** Returns the start of the next line, or the end of the text. */
function afterLine(text, offset) {
	if (text[offset - 1] === "\n") return offset;
	const newline = text.indexOf("\n", offset);
	return newline === -1 ? text.length : newline + 1;
}
function startOfLine(text, offset) {
	return text.lastIndexOf("\n", offset - 1) + 1;
}
/** Returns the number of characters before an offset in its line; a byte order mark is none. */
function columnOf(text, offset) {
	const start = startOfLine(text, offset);
	return offset - start - (text.codePointAt(start) === 65279 ? 1 : 0);
}

// src/policy/exceptions/insert-exceptions.ts
/**
* Inserts exceptions into a policy's text. The YAML library's own writer would reformat the file,
* so this finds the place in the parsed document and edits the text there: no other byte changes.
*/
/**
* Returns the edits that add sorted entries to a valid policy; undefined for a layout that it does
* not support.
*/
function insertExceptions(text, sorted) {
	const document = parseForEdits(text);
	const root = document.contents;
	if (document.errors.length > 0 || !(0, import_dist.isMap)(root)) return void 0;
	const layout = {
		text,
		eol: /\r?\n/u.exec(text)?.[0] ?? "\n"
	};
	const items = sorted.map(toFlowText);
	const pair = root.items.find(({ key }) => (0, import_dist.isScalar)(key) && key.value === "exceptions");
	if (pair === void 0) return [root.flow ? addToFlowMap(root, items) : append(root, items, layout)];
	const value = pair.value;
	if ((0, import_dist.isSeq)(value)) {
		const existing = value.items.map((item) => item.toJS(document));
		const places = placesOf(existing, sorted);
		return [...new Set(places)].map((place) => {
			const added = items.filter((_, index) => places[index] === place);
			return value.flow ? addToFlowList(value, added, place) : addToBlockList(value, added, {
				place,
				layout
			});
		});
	}
	return (0, import_dist.isScalar)(value) && value.value === null ? [fillEmpty(pair.key, value, root.flow === true, items, layout)] : void 0;
}
/**
* The exceptions are in a block list: adds the new ones before the one at the place and its
* comment, or after the last, with the same indentation.
*/
function addToBlockList(list, items, { place, layout }) {
	const { text } = layout;
	const lines = bullets(items, columnOf(text, dashOf(list, 0)));
	if (place < list.items.length) return insertLines(startOfItem(text, list, place), lines, layout);
	return insertLines(afterLine(text, rangeOf(list.items.at(-1)).end), lines, layout);
}
/**
* The exceptions are in a list in brackets: adds the new ones before the one at the place, after
* the last, or after the bracket.
*/
function addToFlowList(list, items, place) {
	const text = items.join(", ");
	if (list.items.length === 0) return insert(rangeOf(list).start + 1, text);
	if (place < list.items.length) return insert(rangeOf(list.items[place]).start, `${text}, `);
	return insert(rangeOf(list.items.at(-1)).end, `, ${text}`);
}
/** The key has no value, or a written null. */
function fillEmpty(key, value, inFlow, items, layout) {
	const { start, end } = rangeOf(value);
	if (end > start) return {
		start,
		end,
		text: `[${items.join(", ")}]`
	};
	const name = rangeOf(key);
	if (inFlow) {
		const colon = layout.text.indexOf(":", name.end) + 1;
		return insert(colon, ` [${items.join(", ")}]`);
	}
	const indent = columnOf(layout.text, name.start) + 2;
	return insertLines(afterLine(layout.text, name.end), bullets(items, indent), layout);
}
/** The key does not exist: appends it to the file. */
function append(root, items, layout) {
	const { text } = layout;
	const indent = columnOf(text, rangeOf(root.items[0]?.key).start);
	const last = rangeOf(root).end;
	const end = /^\.\.\.(?=\s|$)/mu.exec(text.slice(last));
	return insertLines(end === null ? text.length : last + end.index, [`${" ".repeat(indent)}exceptions:`, ...bullets(items, indent + 2)], layout);
}
/** The policy is one mapping in braces. */
function addToFlowMap(root, items) {
	const last = root.items.at(-1);
	const { end } = rangeOf(last?.value ?? last?.key);
	return insert(end, `, exceptions: [${items.join(", ")}]`);
}
function bullets(items, indent) {
	return items.map((item) => `${" ".repeat(indent)}- ${item}`);
}
/** If the file ends without a line break, the result does too. */
function insertLines(at, lines, { text, eol }) {
	const block = lines.join(eol);
	const startsLine = at === 0 || text[at - 1] === "\n";
	return insert(at, startsLine ? block + eol : eol + block);
}

// src/policy/exceptions/accept.ts
/** Selects findings to accept, and inserts exceptions into a policy's text. */
/** Returns the open findings that match a selection; never one about an exception. */
function selectFindings(findings, { rule, subject }, roster) {
	const directory = directoryOf(roster);
	const matchesSubject = subject === void 0 ? () => true : (of) => isMeant(of, subject, directory);
	return findings.filter((finding) => finding.state !== "accepted" && !finding.rule.startsWith("exception-") && (rule === void 0 || finding.rule === rule) && matchesSubject(finding));
}
/**
* Returns the text of a policy's file with the entries, of which there is at least one. `parse`
* returns the policy with another text of that file. Throws `AuditError` `BAD_POLICY` if the result
* would not contain exactly the old policy and the new exceptions.
*/
function acceptInto(text, path, entries, parse = (changed) => parsePolicy(changed, path)) {
	const sorted = sortEntries(entries);
	const edits = insertExceptions(text, sorted);
	if (edits === void 0) throw cannotAccept(path, "there is no place for them in its layout");
	const result = applyTextEdits(text, edits);
	const parsed = parse(result);
	if ("problems" in parsed) throw cannotAccept(path, `the result would not be valid (${formatProblems(path, parsed.problems.slice(0, 3)).replaceAll("\n", "; ")})`);
	if (canonical(readSource(result).value) !== canonical(withEntries(text, sorted))) throw cannotAccept(path, "the result would contain other changes");
	return {
		text: result,
		policy: parsed.policy,
		edits
	};
}
function cannotAccept(path, reason) {
	return new AuditError("BAD_POLICY", `cannot add exceptions to ${path}: ${reason}. Put "exceptions: []" on a line of its own and try again, or add them by hand.`);
}
/** Returns the old file's data with the sorted entries: the expected content of the new file. */
function withEntries(text, sorted) {
	const old = readSource(text).value;
	const existing = old["exceptions"] ?? [];
	const places = placesOf(existing, sorted);
	const addedAt = (index) => sorted.filter((_, at) => places[at] === index);
	return {
		...old,
		exceptions: [...existing.flatMap((entry, index) => [...addedAt(index), entry]), ...addedAt(existing.length)]
	};
}
function canonical(value) {
	return JSON.stringify(value);
}
const nowhere$1 = {
	line: 1,
	column: 1
};
/** A name may say its kind, as in an exception: `team:docs`. */
function isMeant(finding, text, directory) {
	const { kind, name } = readSubject({
		text,
		position: nowhere$1
	});
	return isNamed(finding.subject, text, directory) || isOfKind(finding, kind) && isNamed(finding.subject, name.text, directory);
}
function isNamed(subject, text, directory) {
	if ([subject.id, subject.slug].some((name) => fold(name) === fold(text))) return true;
	return subject.kind === "member" && directory.members({
		text,
		position: nowhere$1
	}).some(({ id }) => id === subject.id);
}

// src/policy/exceptions/to-entries.ts
/** Turns findings into entries under `exceptions`. */
/**
* Returns the entries that cover the chosen findings, sorted: one for each rule and subject if no
* other finding would be covered by it, else one for each place.
*/
function toEntries(chosen, agreement, { findings, roster }) {
	const directory = directoryOf(roster);
	const isShared = findSharedNames(findings);
	const named = chosen.map((finding) => ({
		finding,
		name: nameFor(finding, directory, isShared(finding))
	}));
	const isChosen = new Set(chosen);
	const others = Map.groupBy(findings.filter((finding) => !isChosen.has(finding)), ({ rule }) => rule);
	const entries = [...Map.groupBy(named, ({ finding, name }) => JSON.stringify([finding.rule, fold(name)])).values()].flatMap((group) => {
		const [first] = group;
		if (first === void 0) return [];
		const { rule } = first.finding;
		const places = group.map(({ finding }) => placeOf(finding));
		if (new Set(places.map((place) => place?.id)).size > 1 && places.every((place) => place !== void 0) && !(others.get(rule) ?? []).some((other) => mayMean(first.name, other, first.finding))) return [{
			rule,
			subject: first.name,
			...agreement
		}];
		return group.map(({ finding, name }) => ({
			rule,
			subject: name,
			...placeFor(finding),
			...limitFor(finding),
			...agreement
		}));
	});
	return sortEntries(distinct(entries));
}
/** Returns whether an exception for a name may also cover another finding of the rule. */
function mayMean(name, { subject }, of) {
	return subject.kind === of.subject.kind && subject.id === of.subject.id || [subject.id, subject.slug].some((other) => fold(other) === fold(name));
}
/** The first of several equal entries gives the spelling of the names. */
function distinct(entries) {
	const seen = /* @__PURE__ */ new Map();
	for (const entry of entries) {
		const { rule, subject, role, allow } = entry;
		const places = placeKinds.map((kind) => fold(entry[kind] ?? ""));
		const key = JSON.stringify([
			rule,
			fold(subject),
			...places,
			role,
			allow
		]);
		if (!seen.has(key)) seen.set(key, entry);
	}
	return [...seen.values()];
}
const nowhere = {
	line: 1,
	column: 1
};
/** Returns a function that says whether a name alone would not mean this finding's holder. */
function findSharedNames(findings) {
	const keyOf = ({ rule, subject }) => JSON.stringify([rule, fold(subject.slug)]);
	const byName = Map.groupBy(findings, keyOf);
	return (finding) => holderKindsOf(byName.get(keyOf(finding)) ?? []).length > 1 || readSubject({
		text: finding.subject.slug,
		position: nowhere
	}).kind !== void 0;
}
/**
* Returns the username if it refers to this account only and the file can contain it; otherwise the
* id. Another holder of privileges that shares the name has its kind before it.
*/
function nameFor(finding, directory, isShared) {
	const { kind, id, slug } = finding.subject;
	const name = {
		text: slug,
		position: nowhere
	};
	const isClean = keepsUnchanged(slug, 320);
	if (kind !== "member") {
		const own = isClean ? slug : id;
		const holder = holderKindOf(finding);
		return isShared && holder !== void 0 ? withPrefix(holder, own) : own;
	}
	if (isShared) return id;
	const isService = directory.service(name) !== void 0;
	return isClean && !isService && directory.member(name)?.id === id ? slug : id;
}

export { applyTextEdits as a, dashOf as c, rangeOf as d, startOfItem as f, quoteYaml as h, afterLine as i, insert as l, toFlowText as m, acceptInto as n, columnOf as o, startOfLine as p, selectFindings as r, commentColumn as s, toEntries as t, parseForEdits as u };