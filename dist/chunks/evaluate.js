import { n as listCoverage } from "./coverage.js";
import { i as teamVisibilities, n as loginMethods, r as memberVisibilities, t as compareIds } from "./model.js";
import { n as unknown, r as unknownReasons, t as isUnknown } from "./fact.js";
import { $ as describeUnreadTokens, A as remindOf, H as anyRule, I as placeKinds, N as namedPlace, O as indexAccess, P as phraseOf, Q as describeUnread, U as endOf, X as roleNames, Y as daysBefore, Z as toRole, nt as defineRule, t as catalog } from "./catalog.js";
import { x as strictObject } from "./schemas.js";
import { c as ofService, d as ofWorkspace, f as compareSeverities, i as ofMember, l as ofTeam, n as ofInvite, o as ofProvider, p as severities, r as ofMapping, s as ofRepository, u as ofToken } from "./subject.js";
import { s as suggest, t as createNearest } from "./suggest.js";
import { n as serviceRoles, r as teamRoles, t as roles } from "./roles.js";
import { a as privilegeLevels, i as privilegeHolders, n as defaultPrivileges, t as broadcastStates } from "./repository.js";
import { T as targetPrefixes, t as groupByTeam } from "./group-by-team.js";
import { t as describeGap } from "./list-gap.js";
import "./directory.js";
import { t as fold } from "./fold.js";
import { t as shareContext } from "./shared-context.js";
import { createHash } from "node:crypto";

// src/cel/activation.ts
/** Ends an evaluation that takes too long; `compile` turns it into an `EvaluationError`. */
var BudgetExceeded = class extends Error {
	constructor(maxSteps) {
		super(`it took more than ${maxSteps} steps`);
	}
};
/**
* Returns the counter of one budget. It counts steps, not time, so that every machine gets the same
* result.
*/
function createBudget(maxSteps) {
	let charged = 0;
	return (steps) => {
		charged += steps;
		if (charged > maxSteps) throw new BudgetExceeded(maxSteps);
	};
}

// src/cel/types.ts
const bool = { kind: "bool" };
const int = { kind: "int" };
const double = { kind: "double" };
const string = { kind: "string" };
const timestamp = { kind: "timestamp" };
const duration = { kind: "duration" };
const nothing = { kind: "nothing" };
const wrong = { kind: "wrong" };
/** Returns the type of a text that is one of a few. */
function oneOf(values) {
	return {
		kind: "string",
		values
	};
}
function listOf(of) {
	return {
		kind: "list",
		of
	};
}
/** Returns the type of a map. The keys of a map are text. */
function mapOf(of) {
	return {
		kind: "map",
		of
	};
}
/** Returns the type of values that may also be null. */
function nullable(of) {
	return of.kind === "nullable" || of.kind === "null" ? of : {
		kind: "nullable",
		of
	};
}
const scalarNames = {
	bool: "true or false",
	int: "a whole number",
	double: "a decimal number",
	string: "text",
	timestamp: "a time",
	duration: "a duration",
	null: "null",
	nothing: "nothing",
	wrong: "something wrong"
};
/** Returns the type's name for messages, with its article. */
function describeType(type) {
	switch (type.kind) {
		case "nullable": return `${describeType(type.of)} or null`;
		case "list": return `a list (${describeType(type.of)} each)`;
		case "map": return `a map (${describeType(type.of)} each)`;
		case "record": return `a whole ${type.record.name}`;
		default: return scalarNames[type.kind];
	}
}
/** Returns the narrowest type that includes both types; undefined if there is none. */
function joinTypes(a, b) {
	if (a.kind === "wrong" || b.kind === "wrong") return wrong;
	if (a.kind === "nothing") return b;
	if (b.kind === "nothing") return a;
	if (a.kind === "null") return nullable(b);
	if (b.kind === "null") return nullable(a);
	if (a.kind === "nullable" || b.kind === "nullable") {
		const of = joinTypes(withoutNull(a), withoutNull(b));
		return of === void 0 ? void 0 : nullable(of);
	}
	if (a.kind === "list" && b.kind === "list" || a.kind === "map" && b.kind === "map") {
		const of = joinTypes(a.of, b.of);
		return of === void 0 ? void 0 : {
			kind: a.kind,
			of
		};
	}
	if (a.kind === "string" && b.kind === "string") return joinTexts(a.values, b.values);
	if (a.kind === "record" && b.kind === "record") return a.record === b.record ? a : void 0;
	return a.kind === b.kind ? a : void 0;
}
/** Returns the type of values that are not null. */
function withoutNull(type) {
	return type.kind === "nullable" ? type.of : type;
}
/**
* Returns whether values of the type can be compared for equality. Records cannot; only their ids
* can.
*/
function isComparable(type) {
	if (type.kind === "record") return false;
	return "of" in type ? isComparable(type.of) : true;
}
function joinTexts(a, b) {
	return a === void 0 || b === void 0 ? string : oneOf([.../* @__PURE__ */ new Set([...a, ...b])]);
}

// src/cel/scope.ts
/** An expression with a mistake that was already reported. It never runs. */
const invalid = {
	type: wrong,
	run: () => null
};
/** Returns a scope in which these paths cannot be null either. */
function knowing(scope, paths) {
	return paths.length === 0 ? scope : {
		...scope,
		notNull: /* @__PURE__ */ new Set([...scope.notNull, ...paths])
	};
}
/** Returns `member.last_login_at` for a name with fields; undefined for anything else. */
function pathOf(expression) {
	if (expression.kind === "name") return expression.name;
	if (expression.kind !== "field") return void 0;
	const path = pathOf(expression.of);
	return path === void 0 ? void 0 : `${path}.${expression.name}`;
}
/** Returns the paths that cannot be null if the expression's result is `outcome`. */
function pathsNotNull(expression, outcome) {
	switch (expression.kind) {
		case "logic": return outcome === (expression.operator === "&&") ? expression.operands.flatMap((operand) => pathsNotNull(operand, outcome)) : [];
		case "unary": return expression.operator === "!" ? pathsNotNull(expression.operand, !outcome) : [];
		case "binary": {
			const { operator, left, right } = expression;
			if (operator !== (outcome ? "!=" : "==")) return [];
			if (right.kind === "null") return [pathOf(left)].filter((path) => path !== void 0);
			return left.kind === "null" ? [pathOf(right)].filter((path) => path !== void 0) : [];
		}
		case "call": {
			const [argument] = expression.args;
			const path = outcome && expression.name === "has" && expression.target === null && argument !== void 0 ? pathOf(argument) : void 0;
			return path === void 0 ? [] : [path];
		}
		default: return [];
	}
}

// src/cel/null-use.ts
/** Reports a value that may be null where null is not allowed. */
/**
* Reports a value that may be null but is used as if it cannot be. Returns whether it reported one.
*/
function reportNullUse(expression, type, scope) {
	if (type?.kind !== "nullable" && type?.kind !== "null") return false;
	const path = pathOf(expression);
	const message = type.kind === "null" ? "null is not allowed here: compare with == or !=" : `${path ?? "this"} may be null: test it first, as in ${path ?? "x"} != null && …`;
	scope.report({
		at: expression.at,
		message
	});
	return true;
}

// src/cel/values.ts
/** The result depends on a fact that was not seen. */
var UnknownValue = class {
	causes;
	constructor(causes) {
		this.causes = new Map([...causes].map((cause) => [cause.reason, cause]));
	}
};
/** The expression has no result, for example because of a division by zero. */
var EvaluationError = class {
	reason;
	constructor(reason) {
		this.reason = reason;
	}
};
/** A list of which some elements were seen, and which may have others. */
var PartialList = class {
	items;
	/** Why there may be more elements. */
	rest;
	constructor(items, rest) {
		this.items = items;
		this.rest = rest;
	}
};
/** Returns an unknown value that depends on both. */
function mergeUnknown(a, b) {
	if (a === void 0 || a === b) return b;
	if ([...b.causes.keys()].every((reason) => a.causes.has(reason))) return a;
	return new UnknownValue([...a.causes.values(), ...b.causes.values()]);
}
/**
* Returns whether two values are equal; `UnknownValue` if a list may have more elements than were
* seen.
*/
function equalValues(a, b, charge) {
	charge(typeof a === "string" ? 1 + Math.floor(a.length / 16) : 1);
	if (a instanceof PartialList) return a.rest;
	if (b instanceof PartialList) return b.rest;
	if (Array.isArray(a) && Array.isArray(b)) {
		if (a.length !== b.length) return false;
		return every(a.keys(), (at) => equalValues(a[at], b[at], charge));
	}
	if (a instanceof Map && b instanceof Map) {
		if (a.size !== b.size) return false;
		return every(a.keys(), (key) => b.has(key) ? equalValues(a.get(key), b.get(key), charge) : false);
	}
	return a === b;
}
function every(keys, compare) {
	let unknown;
	for (const key of keys) {
		const equal = compare(key);
		if (equal === false) return false;
		if (equal instanceof UnknownValue) unknown = mergeUnknown(unknown, equal);
	}
	return unknown ?? true;
}
/** Returns a value whose type is known to be text. */
function textOf(value) {
	return value;
}

// src/cel/strict.ts
/**
* Returns an operation on the results of the operands. If one of them is unknown, the result is
* unknown; otherwise, if one failed, that failure is the result. A list that may have more elements
* than were seen is unknown, too. `apply` gets no null, because the type checker excludes it.
*/
function strict(operands, apply) {
	return strictly(operands, apply, () => false);
}
/** Like `strict`, for operations that can process null and open lists. */
function strictWithPartial(operands, apply) {
	return strictly(operands, apply, (value) => value === null || value instanceof PartialList);
}
function strictly(operands, apply, isWelcome) {
	return (frame) => {
		frame.activation.charge(1);
		let unknown;
		let failure;
		const values = [];
		for (const run of operands) {
			const value = run(frame);
			values.push(value);
			if (typeof value !== "object" || isWelcome(value)) continue;
			if (value instanceof UnknownValue) unknown = mergeUnknown(unknown, value);
			else if (value instanceof PartialList) unknown = mergeUnknown(unknown, value.rest);
			else if (value instanceof EvaluationError) failure ??= value;
			else if (value === null) failure ??= new EvaluationError("a value is null");
		}
		return unknown ?? failure ?? apply(values, frame.activation);
	};
}

// src/cel/fields.ts
/** Fields of records, elements of lists and entries of maps. */
/** Returns the field of the target before the dot, with its types checked. */
function checkField(expression, of, scope) {
	const { name, at } = expression;
	if (of.type.kind === "wrong") return invalid;
	if (reportNullUse(expression.of, of.type, scope)) return invalid;
	if (of.type.kind === "map") return {
		type: of.type.of,
		run: strict([of.run], ([map]) => entryOf(map, name))
	};
	if (of.type.kind !== "record") {
		scope.report({
			at,
			message: `${describeType(of.type)} has no fields`
		});
		return invalid;
	}
	const { record } = of.type;
	const field = record.fields.get(name);
	if (field === void 0) {
		const hint = scope.suggest(name, [...record.fields.keys()]);
		scope.report({
			at,
			message: `"${name}" is not a field of ${record.name}${hint}`
		});
		return invalid;
	}
	const path = pathOf(expression);
	if (path !== void 0) scope.reads.add(path);
	const isKnown = path !== void 0 && scope.notNull.has(path);
	const { read } = field;
	const run = (frame) => {
		const row = of.run(frame);
		if (row instanceof UnknownValue || row instanceof EvaluationError) return row;
		frame.activation.charge(1);
		return read(row, frame.activation);
	};
	return {
		type: isKnown ? withoutNull(field.type) : field.type,
		run
	};
}
/** Returns `of[index]`, with its types checked. */
function checkIndex(expression, scope) {
	const of = scope.check(expression.of, scope);
	const index = scope.check(expression.index, scope);
	if (of.type.kind === "wrong" || index.type.kind === "wrong") return invalid;
	if (reportNullUse(expression.of, of.type, scope)) return invalid;
	if (reportNullUse(expression.index, index.type, scope)) return invalid;
	const { kind } = of.type;
	const wanted = kind === "list" ? "int" : "string";
	if (kind !== "list" && kind !== "map" || index.type.kind !== wanted) {
		const message = `${describeType(of.type)} cannot be indexed by ${describeType(index.type)}`;
		scope.report({
			at: expression.at,
			message
		});
		return invalid;
	}
	const run = strict([of.run, index.run], ([from, at]) => kind === "map" ? entryOf(from, textOf(at)) : elementOf(from, Number(at)));
	return {
		type: of.type.of,
		run
	};
}
/**
* Returns a list literal. If an element was not seen, the list is open: it may have more elements.
*/
function listRun(items) {
	const guarded = items.map((run) => strictWithPartial([run], ([value = null]) => value));
	return (frame) => {
		frame.activation.charge(1);
		const known = [];
		const causes = [];
		let failure;
		for (const run of guarded) {
			const value = run(frame);
			if (value instanceof UnknownValue) causes.push(...value.causes.values());
			else if (value instanceof EvaluationError) failure ??= value;
			else known.push(value);
		}
		if (causes.length > 0) return new PartialList(known, new UnknownValue(causes));
		return failure ?? known;
	};
}
function entryOf(map, key) {
	const value = map.get(key);
	return value === void 0 ? new EvaluationError(`the map has no entry ${JSON.stringify(key)}`) : value;
}
function elementOf(list, index) {
	const items = list;
	const value = items[index];
	return value === void 0 ? new EvaluationError(`there is no element ${index} in a list of ${items.length}`) : value;
}

// src/cel/limits.ts
/** Limits of an expression. They are far above what a normal expression needs. */
/** Characters in one expression. */
const maxExpressionLength = 4096;
/** Characters in a text that an expression creates. */
const maxTextLength = 65536;

// src/cel/operators.ts
/** The operators with two operands: the types of their operands, and their implementations. */
/** Returns the operation, with its types checked. */
function checkBinary(expression, scope) {
	const left = scope.check(expression.left, scope);
	const right = scope.check(expression.right, scope);
	if (left.type.kind === "wrong" || right.type.kind === "wrong") return invalid;
	const { operator } = expression;
	if (operator === "==" || operator === "!=") return checkEquality(expression, left, right, scope);
	if (operator === "in") return checkIn(expression, left, right, scope);
	const type = resultOf(operator, left.type, right.type);
	if (type !== void 0) return {
		type,
		run: strict([left.run, right.run], applyOf(operator, left.type))
	};
	for (const [side, { type: sideType }] of [[expression.left, left], [expression.right, right]]) if (reportNullUse(side, sideType, scope)) return invalid;
	scope.report({
		at: expression.at,
		message: `"${operator}" does not take ${describeType(left.type)} and ${describeType(right.type)}${hintOf(left.type, right.type)}`
	});
	return invalid;
}
function hintOf(left, right) {
	const kinds = `${left.kind} ${right.kind}`;
	if (kinds !== "int double" && kinds !== "double int") return "";
	return ": write 1.0 for a decimal number, or convert with int() or double()";
}
function checkEquality({ operator, at, left: leftSide, right: rightSide }, left, right, scope) {
	const isNever = (side, { kind }) => kind !== "nullable" && kind !== "null" && kind !== "nothing" && !scope.notNull.has(pathOf(side) ?? "");
	if (left.type.kind === "null" && isNever(rightSide, right.type) || right.type.kind === "null" && isNever(leftSide, left.type)) {
		scope.report({
			at,
			message: "this is never null, so the comparison is useless"
		});
		return invalid;
	}
	const joined = joinTypes(left.type, right.type);
	if (joined === void 0 || !isComparable(joined)) {
		const way = joined?.kind === "list" ? ": ask for its size" : ": compare an id or a slug";
		const hint = joined === void 0 ? hintOf(left.type, right.type) : way;
		const message = `cannot compare ${describeType(left.type)} with ${describeType(right.type)}${hint}`;
		scope.report({
			at,
			message
		});
		return invalid;
	}
	reportUnknownWord(leftSide, right.type, scope);
	reportUnknownWord(rightSide, left.type, scope);
	const isEqual = operator === "==";
	const apply = ([a = null, b = null], activation) => {
		const equal = equalValues(a, b, activation.charge);
		return equal instanceof UnknownValue ? equal : equal === isEqual;
	};
	return {
		type: bool,
		run: strictWithPartial([left.run, right.run], apply)
	};
}
function checkIn({ at, left: leftSide, right: rightSide }, left, right, scope) {
	if (reportNullUse(rightSide, right.type, scope)) return invalid;
	const element = right.type.kind === "map" ? string : right.type.kind === "list" ? right.type.of : void 0;
	const joined = element === void 0 ? void 0 : joinTypes(left.type, element);
	if (element === void 0 || joined === void 0 || !isComparable(joined)) {
		const message = `"in" cannot look for ${describeType(left.type)} in ${describeType(right.type)}`;
		scope.report({
			at,
			message
		});
		return invalid;
	}
	reportUnknownWord(leftSide, element, scope);
	reportUnknownWord(rightSide, left.type, scope);
	return {
		type: bool,
		run: strictWithPartial([left.run, right.run], applyIn)
	};
}
/**
* Nobody has a role that does not exist, so the comparison would never match and nobody would
* notice.
*/
function reportUnknownWord(expression, type, scope) {
	const known = withoutNull(type);
	if (known.kind !== "string" || known.values === void 0) return;
	const literals = expression.kind === "list" ? expression.items : [expression];
	for (const literal of literals) {
		if (literal.kind !== "text" || known.values.includes(String(literal.value))) continue;
		const message = `${JSON.stringify(literal.value)} is not one of ${known.values.join(", ")}${scope.suggest(String(literal.value), known.values)}`;
		scope.report({
			at: literal.at,
			message
		});
	}
}
const applyIn = ([needle = null, haystack = null], activation) => {
	if (haystack instanceof Map) return haystack.has(needle);
	const open = haystack instanceof PartialList;
	const items = open ? haystack.items : haystack;
	let unknown = open ? haystack.rest : void 0;
	for (const item of items) {
		const equal = equalValues(needle, item, activation.charge);
		if (equal === true) return true;
		if (equal instanceof UnknownValue) unknown = mergeUnknown(unknown, equal);
	}
	return unknown ?? false;
};
const ordered = /* @__PURE__ */ new Set([
	"<",
	"<=",
	">",
	">="
]);
const arithmetic = {
	"int + int": int,
	"int - int": int,
	"int * int": int,
	"int / int": int,
	"int % int": int,
	"double + double": double,
	"double - double": double,
	"double * double": double,
	"double / double": double,
	"string + string": string,
	"timestamp + duration": timestamp,
	"duration + timestamp": timestamp,
	"timestamp - duration": timestamp,
	"timestamp - timestamp": duration,
	"duration + duration": duration,
	"duration - duration": duration
};
function resultOf(operator, left, right) {
	if (ordered.has(operator)) return left.kind === right.kind && [
		"int",
		"double",
		"string",
		"timestamp",
		"duration"
	].includes(left.kind) ? bool : void 0;
	if (operator === "+" && left.kind === "list" && right.kind === "list") {
		const of = joinTypes(left.of, right.of);
		return of === void 0 ? void 0 : listOf(of);
	}
	return arithmetic[`${left.kind} ${operator} ${right.kind}`];
}
function applyOf(operator, { kind }) {
	if (kind === "string") return operator === "+" ? joinText : compareText(operator);
	if (kind === "list") return joinLists;
	if (ordered.has(operator)) return ([a, b]) => compare(operator, Number(a), Number(b));
	if (kind === "double") return ([a, b]) => toDouble(operator, Number(a), Number(b));
	if (kind === "int") return ([a, b]) => toInt(operator, Number(a), Number(b));
	return ([a, b]) => inRange(operator === "+" ? Number(a) + Number(b) : Number(a) - Number(b));
}
function compare(operator, a, b) {
	if (operator === "<") return a < b;
	if (operator === "<=") return a <= b;
	return operator === ">" ? a > b : a >= b;
}
/** Orders text by code point, which is also the order of UTF-8 but not of UTF-16. */
function compareText(operator) {
	return ([a, b], activation) => {
		activation.charge(weigh(textOf(a)) + weigh(textOf(b)));
		return compare(operator, Buffer.compare(Buffer.from(textOf(a)), Buffer.from(textOf(b))), 0);
	};
}
const joinText = ([a, b], activation) => {
	const text = textOf(a) + textOf(b);
	activation.charge(weigh(text));
	if (text.length <= 65536) return text;
	return new EvaluationError(`a text became longer than ${maxTextLength} characters`);
};
const joinLists = ([a, b], activation) => {
	const lists = [a, b];
	activation.charge(lists.reduce((size, list) => size + list.length, 0));
	return lists.flat(1);
};
function toDouble(operator, a, b) {
	if (operator === "+") return a + b;
	if (operator === "-") return a - b;
	return operator === "*" ? a * b : a / b;
}
function toInt(operator, a, b) {
	if ((operator === "/" || operator === "%") && b === 0) return new EvaluationError("division by zero");
	if (operator === "/") return wholeNumber(Math.trunc(a / b));
	return wholeNumber(operator === "%" ? a % b : toDouble(operator, a, b));
}
/** Returns the number, or a failure if it is too large to be exact. */
function wholeNumber(value) {
	return Number.isSafeInteger(value) ? value + 0 : new EvaluationError("a whole number became too large");
}
const lastMoment = Date.parse("9999-12-31T23:59:59.999Z");
/** Returns a time or a duration, or a failure if it is out of range. */
function inRange(ms) {
	return Math.abs(ms) <= lastMoment ? ms : new EvaluationError("a time or a duration is out of range");
}
/** Returns the number of steps that one pass over a text costs. */
function weigh(text) {
	return 1 + Math.floor(text.length / 16);
}

// src/cel/time.ts
/** Times and durations as text. */
/**
* Returns a time in RFC 3339 format, in milliseconds; smaller fractions of a second are dropped.
*/
function readTimestamp(text) {
	const [, date = "", fraction = "", zone = ""] = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(\.\d{1,9})?(Z|[\-+]\d{2}:\d{2})$/v.exec(text) ?? [];
	const ms = Date.parse(`${date}${fraction.slice(0, 4)}${zone}`);
	const day = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
	return Number.isFinite(ms) && Number.isFinite(day) && new Date(day).toISOString().startsWith(date.slice(0, 10)) && date !== "" ? ms : new EvaluationError(`${quote$1(text)} is not a time: write it as "2026-12-31T00:00:00Z"`);
}
const unitMs = {
	h: 36e5,
	m: 6e4,
	s: 1e3,
	ms: 1,
	us: .001,
	µs: .001,
	ns: 1e-6
};
/** Returns a duration such as `36h` or `1h30m`, in milliseconds. */
function readDuration(text) {
	const [, sign = "", amounts = ""] = /^([\-+]?)((?:(?:\d+\.?\d*|\.\d+)(?:h|ms|m|s|us|µs|ns))+|0)$/v.exec(text) ?? [];
	if (amounts === "") {
		const days = /^(\d{1,4})d$/v.exec(text);
		const hint = days === null ? "write it as \"36h\", \"90m\" or \"30s\"" : `CEL has no days: write "${Number(days[1]) * 24}h"`;
		return new EvaluationError(`${quote$1(text)} is not a duration: ${hint}`);
	}
	let total = 0;
	for (const [, amount, unit = ""] of amounts.matchAll(/([\d.]+)(h|ms|m|s|us|µs|ns)/gv)) total += Number(amount) * (unitMs[unit] ?? 0);
	return inRange(sign === "-" ? -total : total);
}
/** Returns a duration in CEL's format, in seconds. */
function writeDuration(ms) {
	return `${ms / 1e3}s`;
}
/**
* The parts of a time, in UTC, and a duration in whole units. As in CEL, `getMonth`,
* `getDayOfMonth` and `getDayOfWeek` start at 0.
*/
const timeParts = {
	getFullYear: { ofTimestamp: (time) => time.getUTCFullYear() },
	getMonth: { ofTimestamp: (time) => time.getUTCMonth() },
	getDate: { ofTimestamp: (time) => time.getUTCDate() },
	getDayOfMonth: { ofTimestamp: (time) => time.getUTCDate() - 1 },
	getDayOfWeek: { ofTimestamp: (time) => time.getUTCDay() },
	getHours: {
		ofTimestamp: (time) => time.getUTCHours(),
		ofDuration: (ms) => countUnits(ms, 36e5)
	},
	getMinutes: {
		ofTimestamp: (time) => time.getUTCMinutes(),
		ofDuration: (ms) => countUnits(ms, 6e4)
	},
	getSeconds: {
		ofTimestamp: (time) => time.getUTCSeconds(),
		ofDuration: (ms) => countUnits(ms, 1e3)
	}
};
function countUnits(ms, unit) {
	return Math.trunc(ms / unit) + 0;
}
function quote$1(text) {
	return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}

// src/cel/functions.ts
/** The functions of the language: the types of their operands, and their implementations. */
const text = (apply) => {
	return ([a, b = ""], activation) => {
		activation.charge(weigh(textOf(a)) + weigh(textOf(b)));
		return apply(textOf(a), textOf(b));
	};
};
const number$1 = (apply) => {
	return ([a]) => apply(Number(a));
};
const same = ([a = null]) => a;
const textTest = (apply) => ({
	form: "method",
	overloads: [{
		takes: ["string", "string"],
		type: bool,
		apply: text(apply)
	}]
});
const textChange = (apply) => ({
	form: "method",
	overloads: [{
		takes: ["string"],
		type: string,
		apply: text(apply)
	}]
});
const conversion = (type, ...overloads) => ({
	form: "function",
	overloads: overloads.map(([kind, apply]) => ({
		takes: [kind],
		type,
		apply
	}))
});
const definitions = {
	contains: textTest((a, b) => a.includes(b)),
	startsWith: textTest((a, b) => a.startsWith(b)),
	endsWith: textTest((a, b) => a.endsWith(b)),
	lowerAscii: textChange((a) => a.replaceAll(/[A-Z]/gv, (letter) => letter.toLowerCase())),
	upperAscii: textChange((a) => a.replaceAll(/[a-z]/gv, (letter) => letter.toUpperCase())),
	size: {
		form: "both",
		overloads: [
			{
				takes: ["string"],
				type: int,
				apply: text((a) => Array.from(a).length)
			},
			{
				takes: ["list"],
				type: int,
				apply: ([a]) => a.length
			},
			{
				takes: ["map"],
				type: int,
				apply: ([a]) => a.size
			}
		]
	},
	timestamp: conversion(timestamp, ["string", text(readTimestamp)], ["timestamp", same]),
	duration: conversion(duration, ["string", text(readDuration)], ["duration", same]),
	int: conversion(int, ["int", same], ["double", number$1((a) => wholeNumber(Math.trunc(a)))], ["string", text(readInt)], ["timestamp", number$1((a) => Math.floor(a / 1e3))]),
	double: conversion(double, ["double", same], ["int", same], ["string", text(readDouble)]),
	string: conversion(string, ["string", same], ["int", number$1(String)], ["double", number$1(String)], ["bool", ([a]) => a === true ? "true" : "false"], ["timestamp", number$1((a) => new Date(a).toISOString().replace(/\.?0*Z$/v, "Z"))], ["duration", number$1(writeDuration)]),
	...Object.fromEntries(Object.entries(timeParts).map(([name, { ofTimestamp, ofDuration }]) => [name, {
		form: "method",
		overloads: [{
			takes: ["timestamp"],
			type: int,
			apply: number$1((a) => ofTimestamp(new Date(a)))
		}, ...ofDuration === void 0 ? [] : [{
			takes: ["duration"],
			type: int,
			apply: number$1(ofDuration)
		}]]
	}]))
};
/** The names of all functions except `matches`, for suggestions and for the documentation. */
const functionNames = Object.keys(definitions);
/** Returns a call of one of the functions above, with its types checked. */
function checkFunction(call, scope, known) {
	const failed = (at, message) => {
		scope.report({
			at,
			message
		});
		return invalid;
	};
	const definition = Object.hasOwn(definitions, call.name) ? definitions[call.name] : void 0;
	if (definition === void 0) return failed(call.at, `there is no function "${call.name}"${scope.suggest(call.name, known)}`);
	const form = call.target === null ? "function" : "method";
	if (definition.form !== "both" && definition.form !== form) {
		const shape = definition.form === "method" ? `x.${call.name}(…)` : `${call.name}(x)`;
		return failed(call.at, `"${call.name}" is written ${shape}`);
	}
	const operands = call.target === null ? call.args : [call.target, ...call.args];
	const checked = operands.map((operand) => scope.check(operand, scope));
	if (checked.some(({ type }) => type.kind === "wrong")) return invalid;
	const overload = definition.overloads.find(({ takes }) => takes.length === checked.length && takes.every((kind, at) => kind === checked[at]?.type.kind));
	if (overload === void 0) {
		if (operands.map((operand, at) => reportNullUse(operand, checked[at]?.type, scope)).includes(true)) return invalid;
		const found = checked.map(({ type }) => describeType(type)).join(" and ");
		return failed(call.at, `"${call.name}" does not take ${found === "" ? "nothing" : found}`);
	}
	const run = strict(checked.map((operand) => operand.run), overload.apply);
	reportLiteral(call, overload, scope);
	return {
		type: overload.type,
		run
	};
}
/**
* Literals are known when the policy is read, so a date that does not exist is reported then and
* not during a run.
*/
function reportLiteral(call, { apply }, scope) {
	const [literal] = call.args;
	if (call.target !== null || literal?.kind !== "text") return;
	const value = apply([literal.value], { charge: () => void 0 });
	if (value instanceof EvaluationError) scope.report({
		at: literal.at,
		message: value.reason
	});
}
function readInt(text) {
	return /^[\-+]?\d+$/v.test(text) ? wholeNumber(Number(text)) : new EvaluationError(`${quote(text)} is not a whole number`);
}
function readDouble(text) {
	return /^[\-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][\-+]?\d+)?$/v.test(text) ? Number(text) : new EvaluationError(`${quote(text)} is not a decimal number`);
}
/** The text may be of any length: quotes enough of it to find it again. */
function quote(text) {
	return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}

// src/cel/macros.ts
/** Macros, which look like function calls: `has`, and the macros that iterate over a list. */
/** The names of the macros that iterate over a list. */
const macroNames = [
	"all",
	"exists",
	"exists_one",
	"filter",
	"map"
];
/** Returns whether a macro that iterates over a list has this name. */
function isMacro(name) {
	return macroNames.includes(name);
}
/** Returns a macro call such as `target.all(x, test)`, with its types checked. */
function checkMacro(call, scope) {
	const { target } = call;
	const name = call.name;
	const failed = (at, message) => {
		scope.report({
			at,
			message
		});
		return invalid;
	};
	const [variable, first, second] = call.args;
	const hasItsArguments = first !== void 0 && (name === "map" ? [2, 3] : [2]).includes(call.args.length);
	if (target === null || variable?.kind !== "name" || !hasItsArguments) return failed(call.at, `"${name}" is written list.${name}(x, ${shapes[name]})`);
	const list = scope.check(target, scope);
	if (list.type.kind === "wrong") return list;
	if (reportNullUse(target, list.type, scope)) return invalid;
	if (list.type.kind !== "list" && list.type.kind !== "map") return failed(call.at, `"${name}" needs a list, not ${describeType(list.type)}`);
	if (scope.names.has(variable.name)) return failed(variable.at, `"${variable.name}" is already a name: choose another`);
	const item = list.type.kind === "map" ? string : list.type.of;
	const inner = bind(scope, variable.name, item);
	const test = name === "map" && second === void 0 ? void 0 : scope.check(first, inner);
	if (test !== void 0 && test.type.kind !== "bool" && test.type.kind !== "wrong") return failed(first.at, `expected true or false, found ${describeType(test.type)}`);
	const made = name === "map" ? second ?? first : void 0;
	const known = {
		...inner,
		notNull: /* @__PURE__ */ new Set([...inner.notNull, ...pathsNotNull(first, true)])
	};
	const result = made === void 0 ? void 0 : scope.check(made, test === void 0 ? inner : known);
	if (test?.type.kind === "wrong" || result?.type.kind === "wrong") return invalid;
	const run = iterate(list.run, scope.depth, test?.run, result?.run, collectors[name]);
	return {
		type: typeOf(name, item, result?.type),
		run
	};
}
/**
* Returns `has(x.y)`: false if the field is null or the map does not contain the key, true if it
* has a value, and unseen if the value was not seen. A fact that was not seen is not the same as a
* fact that is absent.
*/
function checkHas(call, scope) {
	const [argument] = call.args;
	if (argument?.kind !== "field" || call.args.length !== 1) {
		scope.report({
			at: call.at,
			message: "\"has\" is written has(x.field)"
		});
		return invalid;
	}
	const of = scope.check(argument.of, scope);
	const field = checkField(argument, of, scope);
	if (field.type.kind === "wrong") return field;
	if (of.type.kind !== "map") {
		const run = (frame) => {
			const value = field.run(frame);
			return value instanceof UnknownValue || value instanceof EvaluationError ? value : value !== null;
		};
		return {
			type: bool,
			run
		};
	}
	const run = (frame) => {
		const map = of.run(frame);
		return map instanceof Map ? map.has(argument.name) : map;
	};
	return {
		type: bool,
		run
	};
}
const shapes = {
	all: "test",
	exists: "test",
	exists_one: "test",
	filter: "test",
	map: "value) or list.map(x, test, value"
};
function bind(scope, name, type) {
	const slot = scope.depth;
	const variable = {
		type,
		run: ({ bound }) => bound[slot] ?? null
	};
	return {
		...scope,
		names: new Map([...scope.names, [name, variable]]),
		depth: slot + 1
	};
}
function typeOf(name, item, result) {
	if (name === "filter") return listOf(item);
	return name === "map" && result !== void 0 ? listOf(result) : bool;
}
function iterate(list, slot, test, result, collector) {
	return (frame) => {
		const value = list(frame);
		if (value instanceof UnknownValue || value instanceof EvaluationError) return value;
		const collected = collector();
		const open = value instanceof PartialList ? value.rest : void 0;
		for (const item of itemsOf(value)) {
			frame.activation.charge(1);
			frame.bound[slot] = item;
			const passed = test === void 0 ? true : test(frame);
			const made = result === void 0 || passed !== true ? null : result(frame);
			if (collected.add(item, passed, made)) break;
		}
		return collected.end(open);
	};
}
function itemsOf(value) {
	if (value instanceof PartialList) return value.items;
	return value instanceof Map ? value.keys() : value;
}
const collectors = {
	all: () => quantify(false),
	exists: () => quantify(true),
	exists_one: countOne,
	filter: () => collect((item) => item),
	map: () => collect((_, result) => result)
};
/** One element can decide the result, even if other elements were not seen. */
function quantify(decisive) {
	let unknown;
	let failure;
	let decided = false;
	return {
		add(_, test) {
			if (test === decisive) decided = true;
			if (test instanceof UnknownValue) unknown = mergeUnknown(unknown, test);
			if (test instanceof EvaluationError) failure ??= test;
			return decided;
		},
		end(more) {
			if (decided) return decisive;
			return (more === void 0 ? unknown : mergeUnknown(unknown, more)) ?? failure ?? !decisive;
		}
	};
}
function countOne() {
	let unknown;
	let failure;
	let count = 0;
	return {
		add(_, test) {
			if (test === true) count += 1;
			if (test instanceof UnknownValue) unknown = mergeUnknown(unknown, test);
			if (test instanceof EvaluationError) failure ??= test;
			return false;
		},
		end(more) {
			return (more === void 0 ? unknown : mergeUnknown(unknown, more)) ?? failure ?? count === 1;
		}
	};
}
/** If part of an element was not seen, the resulting list is open: it may have more elements. */
function collect(choose) {
	const items = [];
	let unknown;
	let failure;
	return {
		add(item, test, result) {
			for (const value of [test, test === true ? result : null]) if (value instanceof UnknownValue) unknown = mergeUnknown(unknown, value);
			else if (value instanceof EvaluationError) failure ??= value;
			const value = choose(item, result);
			if (test === true && !(value instanceof UnknownValue || value instanceof EvaluationError)) items.push(value);
			return false;
		},
		end(more) {
			const open = more === void 0 ? unknown : mergeUnknown(unknown, more);
			if (open !== void 0) return new PartialList(items, open);
			return failure ?? items;
		}
	};
}

// node_modules/@bufbuild/re2/dist/esm/UnicodeRangeTable.js
var UnicodeRangeTable = class {
	data;
	isStride1;
	SIZE;
	constructor(data, isStride1 = false) {
		this.data = data;
		this.isStride1 = isStride1;
		this.SIZE = isStride1 ? 2 : 3;
	}
	getLo(index) {
		return this.data[index * this.SIZE];
	}
	getHi(index) {
		return this.data[index * this.SIZE + 1];
	}
	getStride(index) {
		return this.isStride1 ? 1 : this.data[index * this.SIZE + 2];
	}
	get(index) {
		const i = index * this.SIZE;
		return [
			this.data[i],
			this.data[i + 1],
			this.getStride(index)
		];
	}
	get length() {
		return this.data.length / this.SIZE;
	}
};

// node_modules/@bufbuild/re2/dist/esm/UnicodeTables.js
let _B64_MAP = null;
const getB64Map = () => {
	if (!_B64_MAP) {
		_B64_MAP = /* @__PURE__ */ new Uint8Array(256);
		const b = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-";
		for (let i = 0; i < 64; i++) _B64_MAP[b.charCodeAt(i)] = i;
	}
	return _B64_MAP;
};
const decodeVLQ = (str) => {
	const b64 = getB64Map();
	const res = [];
	let value = 0, shift = 0;
	for (let i = 0; i < str.length; i++) {
		const digit = b64[str.charCodeAt(i)];
		value |= (digit & 31) << shift;
		if ((digit & 32) === 0) {
			res.push(value);
			value = 0;
			shift = 0;
		} else shift += 5;
	}
	return res;
};
const decodeRanges = (str, isStride1) => {
	if (str.length === 0) return /* @__PURE__ */ new Uint32Array(0);
	const res = decodeVLQ(str);
	const numRanges = isStride1 ? res.length / 2 : res.length / 3;
	const out = new Uint32Array(numRanges * 3);
	let current = 0, resIdx = 0;
	for (let i = 0; i < numRanges; i++) {
		current += res[resIdx++];
		out[i * 3] = current;
		current += res[resIdx++];
		out[i * 3 + 1] = current;
		out[i * 3 + 2] = isStride1 ? 1 : res[resIdx++];
	}
	return out;
};
const decodeOrbit = (str) => {
	const res = decodeVLQ(str);
	const map = /* @__PURE__ */ new Map();
	let currentKey = 0;
	for (let i = 0; i < res.length; i += 2) {
		currentKey += res[i];
		map.set(currentKey, res[i + 1]);
	}
	return map;
};
const mergeRanges = (a, b) => {
	if (b.length === 0) return a;
	if (a.length === 0) return b;
	const points = [];
	const push = (arr) => {
		for (let i = 0; i < arr.length; i += 3) {
			const lo = arr[i], hi = arr[i + 1], stride = arr[i + 2];
			if (stride === 1) points.push([lo, hi]);
			else for (let cp = lo; cp <= hi; cp += stride) points.push([cp, cp]);
		}
	};
	push(a);
	push(b);
	points.sort((x, y) => x[0] - y[0]);
	const merged = [];
	for (const [lo, hi] of points) {
		const last = merged[merged.length - 1];
		if (last && last[1] + 1 >= lo) {
			if (hi > last[1]) last[1] = hi;
		} else merged.push([lo, hi]);
	}
	const out = new Uint32Array(merged.length * 3);
	for (let i = 0; i < merged.length; i++) {
		out[i * 3] = merged[i][0];
		out[i * 3 + 1] = merged[i][1];
		out[i * 3 + 2] = 1;
	}
	return out;
};
const sweepPlatform = (pattern) => {
	const re = new RegExp(pattern, "u");
	const ranges = [];
	let start = -1;
	for (let cp = 0; cp <= 1114111; cp++) if (re.test(String.fromCodePoint(cp))) {
		if (start < 0) start = cp;
	} else if (start >= 0) {
		ranges.push(start, cp - 1, 1);
		start = -1;
	}
	if (start >= 0) ranges.push(start, 1114111, 1);
	return Uint32Array.from(ranges);
};
var LazyDecoder = class {
	initializer;
	cache;
	constructor(initializer) {
		this.initializer = initializer;
		this.cache = /* @__PURE__ */ new Map();
	}
	has(key) {
		return key in this.initializer;
	}
	get(key) {
		const cached = this.cache.get(key);
		if (cached !== void 0 || this.cache.has(key)) return cached ?? null;
		const fn = this.initializer[key];
		const val = fn ? fn() : null;
		this.cache.set(key, val);
		return val;
	}
};
let _CASE_ORBIT = null;
const getCASE_ORBIT = () => {
	if (!_CASE_ORBIT) _CASE_ORBIT = decodeOrbit("rDqpII-LsD+0HGrpIsCxJzElODoODrOnByP-Mz+HTieNj-HCweD1fDxeB+9HBwfC1FE2eBxfBjeE1eDmpII0fjB4c+BgkHChkHKikHDjkHBkkHImkHZnkHhhGlkH9O70H-Io8HBp8HBq8HBr8HBs8HBt8HBu8HBv8HJ48HB58HB68HB78HB88HB98HB+8HB-8HJo9HBp9HBq9HBr9HBs9HBt9HBu9HBv9HM89HLlaFs+HQwcQwdQ8-HzJpdErCBlGgphBokHjMu+pBBv+pBDy+pBBz+pBB0+pBB1+pBw5Um4+BBl4+B68cg17CBh17CBi17CBj17CBk17CBl17CBm17CBn17CBo17CBp17CBq17CBr17CBs17CBt17CBu17CBv17CBw17CBx17CBy17CBz17CB017CB117CB217CB317CB417CD717CB817CB917CB+17CB-17CBg27CBh27CBi27CBj27CBk27CBl27CBm27CBn27CBo27CBp27CBq27CBr27CBs27CBt27CBu27CBv27CBw27CBx27CBy27CBz27C");
	return _CASE_ORBIT;
};
const _DELTA_CATEGORIES = /*#__PURE__*/ new LazyDecoder({
	L: () => decodeRanges("pkHBBh6iBCBNCBkvXzBB36BbBKWB9JCB8lBJBCDDClBBCaaCt-Bt-BBfBgkG68DBmoHdBjhDsBBz8HxmWxmWBcBDgwhCgwhCBsTB", false),
	LC: () => decodeRanges("pkHBh6iBCNC0rZVLV", true),
	Ll: () => decodeRanges("qkHj6iBj6iBO1sZ1sZBUB", false),
	Lm: () => decodeRanges("uqjChBhBx+XCBpBBB", false),
	Lo: () => decodeRanges("guhCzBB36BDBCzLzLBBB8lBJBCDDClBBCaaCt-Bt-BBfBgkG68DBmoHdBmhDnBB18HxmWxmWBcBDgwhCgwhCBsTB", false),
	Lu: () => decodeRanges("pkHi6iBi6iBBOOC0rZ0rZBUB", false),
	M: () => decodeRanges("3kCymhCymhCBDBvM8lB8lBBHBCDDCDBCEBCPPB47C47CkuQRB-lhBBB", false),
	Mc: () => decodeRanges("49kCCBIDDCDBCBBCvavaswSCB", false),
	Mn: () => decodeRanges("3kCymhCymhCBDBvM-lB-lBBEBOECPBB47CkuQkuQBKBECB-lhBBB", false),
	N: () => decodeRanges("gqjCJnsCTtoBJ3pRJ3hDJ37XJ4nGJ", true),
	Nd: () => decodeRanges("gqjCJnsCTtoBJ3pRJ3hDJ37XJ4nGJ", true),
	P: () => decodeRanges("u6GBBwBvv8Bvv8BmzBBBCBBpgCssUssUBBBwkeAB", false),
	Pd: () => decodeRanges("urjCA", true),
	Po: () => decodeRanges("u6GBBwB1i+B1i+BBCCBpgCpgCssUCBwkeAB", false),
	S: () => decodeRanges("nhJCBz+CDBlPBBK-82B-82BBxzvBxzvBBuHBRzNB-vKJBFBBoOGGvBIIWDDKiHiHBjBB", false),
	Sm: () => decodeRanges("usjCB", true),
	So: () => decodeRanges("nhJCBz+CDBlPBBKxwmDxwmDBuHBRzNB-vKJBFBBoOGGvBIIWDDKiHiHBjBB", false)
});
const _DELTA_SCRIPTS = /*#__PURE__*/ new LazyDecoder({
	Arabic: () => decodeRanges("3kCrxhCrxhCBBB4BAB", false),
	Balinese: () => decodeRanges("u6GBwBA", true),
	Common: () => decodeRanges("nhJCBz+CDBlPBBKxwmDxwmDB4HBHzNB-vKJBFBBoOGGvBIIWDDKiHiHBjBB", false),
	Cyrillic: () => decodeRanges("pkHB", true),
	Egyptian_Hieroglyphs: () => decodeRanges("gjtC68D", true),
	Han: () => decodeRanges("w-6FtT", true),
	Kawi: () => decodeRanges("66nCA", true),
	Khitan_Small_Script: () => decodeRanges("-njDA", true),
	Latin: () => decodeRanges("r+pBCNC", true),
	Myanmar: () => decodeRanges("w2lCT", true)
});
const _NEW_SCRIPTS = /*#__PURE__*/ new LazyDecoder({
	Garay: () => new UnicodeRangeTable(decodeRanges("gqjClBEcJB", true)),
	Gurung_Khema: () => new UnicodeRangeTable(decodeRanges("go4C5B", true)),
	Kirat_Rai: () => new UnicodeRangeTable(decodeRanges("gq7C5B", true)),
	Ol_Onal: () => new UnicodeRangeTable(decodeRanges("wu5DqBFA", true)),
	Sunuwar: () => new UnicodeRangeTable(decodeRanges("g+mChBPJ", true)),
	Todhri: () => new UnicodeRangeTable(decodeRanges("guhCzB", true)),
	Tulu_Tigalari: () => new UnicodeRangeTable(decodeRanges("g8kCJBCDDClBBCJBCDDCDBCJBCBBJBB", false))
});
const STABLE_CATEGORY_NAMES = /* @__PURE__ */ new Set([
	"C",
	"Cc",
	"Cf",
	"Cn",
	"Co",
	"Cs",
	"L",
	"LC",
	"Ll",
	"Lm",
	"Lo",
	"Lt",
	"Lu",
	"M",
	"Mc",
	"Me",
	"Mn",
	"N",
	"Nd",
	"Nl",
	"No",
	"P",
	"Pc",
	"Pd",
	"Pe",
	"Pf",
	"Pi",
	"Po",
	"Ps",
	"S",
	"Sc",
	"Sk",
	"Sm",
	"So",
	"Z",
	"Zl",
	"Zp",
	"Zs"
]);
const STABLE_SCRIPT_NAMES = /* @__PURE__ */ new Set([
	"Adlam",
	"Ahom",
	"Anatolian_Hieroglyphs",
	"Arabic",
	"Armenian",
	"Avestan",
	"Balinese",
	"Bamum",
	"Bassa_Vah",
	"Batak",
	"Bengali",
	"Bhaiksuki",
	"Bopomofo",
	"Brahmi",
	"Braille",
	"Buginese",
	"Buhid",
	"Canadian_Aboriginal",
	"Carian",
	"Caucasian_Albanian",
	"Chakma",
	"Cham",
	"Cherokee",
	"Chorasmian",
	"Common",
	"Coptic",
	"Cuneiform",
	"Cypriot",
	"Cypro_Minoan",
	"Cyrillic",
	"Deseret",
	"Devanagari",
	"Dives_Akuru",
	"Dogra",
	"Duployan",
	"Egyptian_Hieroglyphs",
	"Elbasan",
	"Elymaic",
	"Ethiopic",
	"Georgian",
	"Glagolitic",
	"Gothic",
	"Grantha",
	"Greek",
	"Gujarati",
	"Gunjala_Gondi",
	"Gurmukhi",
	"Han",
	"Hangul",
	"Hanifi_Rohingya",
	"Hanunoo",
	"Hatran",
	"Hebrew",
	"Hiragana",
	"Imperial_Aramaic",
	"Inherited",
	"Inscriptional_Pahlavi",
	"Inscriptional_Parthian",
	"Javanese",
	"Kaithi",
	"Kannada",
	"Katakana",
	"Kawi",
	"Kayah_Li",
	"Kharoshthi",
	"Khitan_Small_Script",
	"Khmer",
	"Khojki",
	"Khudawadi",
	"Lao",
	"Latin",
	"Lepcha",
	"Limbu",
	"Linear_A",
	"Linear_B",
	"Lisu",
	"Lycian",
	"Lydian",
	"Mahajani",
	"Makasar",
	"Malayalam",
	"Mandaic",
	"Manichaean",
	"Marchen",
	"Masaram_Gondi",
	"Medefaidrin",
	"Meetei_Mayek",
	"Mende_Kikakui",
	"Meroitic_Cursive",
	"Meroitic_Hieroglyphs",
	"Miao",
	"Modi",
	"Mongolian",
	"Mro",
	"Multani",
	"Myanmar",
	"Nabataean",
	"Nag_Mundari",
	"Nandinagari",
	"New_Tai_Lue",
	"Newa",
	"Nko",
	"Nushu",
	"Nyiakeng_Puachue_Hmong",
	"Ogham",
	"Ol_Chiki",
	"Old_Hungarian",
	"Old_Italic",
	"Old_North_Arabian",
	"Old_Permic",
	"Old_Persian",
	"Old_Sogdian",
	"Old_South_Arabian",
	"Old_Turkic",
	"Old_Uyghur",
	"Oriya",
	"Osage",
	"Osmanya",
	"Pahawh_Hmong",
	"Palmyrene",
	"Pau_Cin_Hau",
	"Phags_Pa",
	"Phoenician",
	"Psalter_Pahlavi",
	"Rejang",
	"Runic",
	"Samaritan",
	"Saurashtra",
	"Sharada",
	"Shavian",
	"Siddham",
	"SignWriting",
	"Sinhala",
	"Sogdian",
	"Sora_Sompeng",
	"Soyombo",
	"Sundanese",
	"Syloti_Nagri",
	"Syriac",
	"Tagalog",
	"Tagbanwa",
	"Tai_Le",
	"Tai_Tham",
	"Tai_Viet",
	"Takri",
	"Tamil",
	"Tangsa",
	"Tangut",
	"Telugu",
	"Thaana",
	"Thai",
	"Tibetan",
	"Tifinagh",
	"Tirhuta",
	"Toto",
	"Ugaritic",
	"Unknown",
	"Vai",
	"Vithkuqi",
	"Wancho",
	"Warang_Citi",
	"Yezidi",
	"Yi",
	"Zanabazar_Square"
]);
const NEW_SCRIPT_NAMES = /* @__PURE__ */ new Set([
	"Garay",
	"Gurung_Khema",
	"Kirat_Rai",
	"Ol_Onal",
	"Sunuwar",
	"Todhri",
	"Tulu_Tigalari"
]);
const _sweepCache = /* @__PURE__ */ new Map();
const _foldCache = /* @__PURE__ */ new Map();
const buildForProperty = (name) => {
	if (NEW_SCRIPT_NAMES.has(name)) return _NEW_SCRIPTS.get(name);
	let kind = null;
	let pattern = null;
	if (STABLE_CATEGORY_NAMES.has(name)) {
		kind = "category";
		pattern = `\\p{General_Category=${name}}`;
	} else if (STABLE_SCRIPT_NAMES.has(name)) {
		kind = "script";
		pattern = `\\p{Script=${name}}`;
	} else return null;
	const cacheKey = `${kind}:${name}`;
	const cached = _sweepCache.get(cacheKey);
	if (cached) return cached;
	const base = sweepPlatform(pattern);
	const delta = kind === "category" ? _DELTA_CATEGORIES.get(name) : _DELTA_SCRIPTS.get(name);
	const merged = delta ? mergeRanges(base, delta) : base;
	const table = new UnicodeRangeTable(merged);
	_sweepCache.set(cacheKey, table);
	return table;
};
const buildFoldOverlay = (name) => {
	const cached = _foldCache.get(name);
	if (cached !== void 0) return cached;
	const base = buildForProperty(name);
	if (!base) {
		_foldCache.set(name, null);
		return null;
	}
	const inBase = (r) => {
		let lo = 0, hi = base.length;
		while (lo < hi) {
			const m = lo + hi >> 1;
			const rlo = base.getLo(m), rhi = base.getHi(m);
			if (r < rlo) hi = m;
			else if (r > rhi) lo = m + 1;
			else return (r - rlo) % base.getStride(m) === 0;
		}
		return false;
	};
	const orbit = getCASE_ORBIT();
	const simpleFold = (r) => {
		const folded = orbit.get(r);
		if (folded !== void 0) return folded;
		const s = String.fromCodePoint(r);
		const lower = s.toLowerCase();
		if (lower.length === s.length) {
			const lowerCp = lower.codePointAt(0);
			if (lowerCp !== void 0 && lowerCp !== r) return lowerCp;
		}
		const upper = s.toUpperCase();
		if (upper.length === s.length) {
			const upperCp = upper.codePointAt(0);
			if (upperCp !== void 0 && upperCp !== r) return upperCp;
		}
		return r;
	};
	const extras = /* @__PURE__ */ new Set();
	for (let i = 0; i < base.length; i++) {
		const lo = base.getLo(i), hi = base.getHi(i), stride = base.getStride(i);
		for (let cp = lo; cp <= hi; cp += stride) {
			let r = simpleFold(cp);
			while (r !== cp) {
				if (!inBase(r)) extras.add(r);
				r = simpleFold(r);
			}
		}
	}
	if (extras.size === 0) {
		_foldCache.set(name, null);
		return null;
	}
	const sorted = Array.from(extras).sort((a, b) => a - b);
	const merged = [];
	for (const cp of sorted) {
		const last = merged[merged.length - 1];
		if (last && last[1] + 1 === cp) last[1] = cp;
		else merged.push([cp, cp]);
	}
	const out = new Uint32Array(merged.length * 3);
	for (let i = 0; i < merged.length; i++) {
		out[i * 3] = merged[i][0];
		out[i * 3 + 1] = merged[i][1];
		out[i * 3 + 2] = 1;
	}
	const table = new UnicodeRangeTable(out);
	_foldCache.set(name, table);
	return table;
};
const getUpper = () => {
	const table = buildForProperty("Lu");
	if (table === null) throw new Error("Upper: missing Lu property");
	return table;
};
const UnicodeTables = {
	get CASE_ORBIT() {
		return getCASE_ORBIT();
	},
	STABLE_CATEGORY_NAMES,
	STABLE_SCRIPT_NAMES,
	NEW_SCRIPT_NAMES,
	buildForProperty,
	buildFoldOverlay,
	CATEGORIES: {
		has: (name) => STABLE_CATEGORY_NAMES.has(name),
		get: (name) => buildForProperty(name)
	},
	SCRIPTS: {
		has: (name) => STABLE_SCRIPT_NAMES.has(name) || NEW_SCRIPT_NAMES.has(name),
		get: (name) => buildForProperty(name)
	},
	FOLD_CATEGORIES: {
		has: (name) => STABLE_CATEGORY_NAMES.has(name),
		get: (name) => buildFoldOverlay(name)
	},
	FOLD_SCRIPT: {
		has: (name) => STABLE_SCRIPT_NAMES.has(name) || NEW_SCRIPT_NAMES.has(name),
		get: (name) => buildFoldOverlay(name)
	},
	get Upper() {
		return getUpper();
	},
	_deltaCategoryRanges: (name) => _DELTA_CATEGORIES.get(name),
	_deltaScriptRanges: (name) => _DELTA_SCRIPTS.get(name),
	_newScriptTable: (name) => _NEW_SCRIPTS.get(name)
};

// node_modules/@bufbuild/re2/dist/esm/Unicode.js
/**
* Utilities for dealing with Unicode better than JS does.
*/
const MAX_RUNE = 1114111;
const MAX_ASCII = 127;
const MAX_BMP = 65535;
const MAX_FOLD = 125251;
const MIN_HIGH_SURROGATE = 55296;
const MAX_HIGH_SURROGATE = 56319;
const MIN_LOW_SURROGATE = 56320;
const MAX_LOW_SURROGATE = 57343;
const MIN_SUPPLEMENTARY_CODE_POINT = 65536;
function simpleFold(r) {
	const folded = UnicodeTables.CASE_ORBIT.get(r);
	if (folded !== void 0) return folded;
	const s = String.fromCodePoint(r);
	const lower = s.toLowerCase();
	if (lower.length === s.length) {
		const lowerCp = lower.codePointAt(0);
		if (lowerCp !== void 0 && lowerCp !== r) return lowerCp;
	}
	const upper = s.toUpperCase();
	if (upper.length === s.length) {
		const upperCp = upper.codePointAt(0);
		if (upperCp !== void 0 && upperCp !== r) return upperCp;
	}
	return r;
}
function equalsIgnoreCase(r1, r2) {
	if (r1 < 0 || r2 < 0) return false;
	if (r1 === r2) return true;
	if (r1 <= 127 && r2 <= 127) {
		if (65 <= r1 && r1 <= 90) r1 |= 32;
		if (65 <= r2 && r2 <= 90) r2 |= 32;
		return r1 === r2;
	}
	for (let r = simpleFold(r1); r !== r1; r = simpleFold(r)) if (r === r2) return true;
	return false;
}

// node_modules/@bufbuild/re2/dist/esm/chars.js
const codePointAtOrThrow = (s, i) => {
	const cp = s.codePointAt(i);
	if (cp === void 0) throw new Error(`codePointAt(${i}) returned undefined for ${JSON.stringify(s)}`);
	return cp;
};

// node_modules/@bufbuild/re2/dist/esm/Utils.js
/**
* Various constants and helper utilities.
*/
const METACHARACTERS = "\\.+*?()|[]{}^$";
const EMPTY_BEGIN_LINE = 1;
const EMPTY_END_LINE = 2;
const EMPTY_WORD_BOUNDARY = 16;
const EMPTY_NO_WORD_BOUNDARY = 32;
function emptyInts() {
	return [];
}
function isalnum(c) {
	return 48 <= c && c <= 57 || 97 <= c && c <= 122 || 65 <= c && c <= 90;
}
function unhex(c) {
	if (48 <= c && c <= 57) return c - 48;
	if (97 <= c && c <= 102) return c - 97 + 10;
	if (65 <= c && c <= 70) return c - 65 + 10;
	return -1;
}
function stringToRunes(str) {
	return Array.from(String(str)).map((s) => codePointAtOrThrow(s, 0));
}
function runeToString(r) {
	return String.fromCodePoint(r);
}
function isWordRune(r) {
	return 97 <= r && r <= 122 || 65 <= r && r <= 90 || 48 <= r && r <= 57 || r === 95;
}
function emptyOpContext(r1, r2) {
	let op = 0;
	if (r1 < 0) op |= 5;
	if (r1 === 10) op |= 1;
	if (r2 < 0) op |= 10;
	if (r2 === 10) op |= 2;
	if (isWordRune(r1) !== isWordRune(r2)) op |= 16;
	else op |= 32;
	return op;
}
/**
* Returns a string that quotes all regular expression metacharacters inside the argument text;
* the returned string is a regular expression matching the literal text. For example,
* {@code quoteMeta("[foo]").equals("\\[foo\\]")}.
* @param {string} str
* @returns {string}
*/
function quoteMeta(str) {
	return str.split("").map((s) => {
		if (METACHARACTERS.indexOf(s) >= 0) return `\\${s}`;
		return s;
	}).join("");
}
function charCount(codePoint) {
	return codePoint > 65535 ? 2 : 1;
}

// node_modules/@bufbuild/re2/dist/esm/MachineInput.js
var MachineUTF16Input = class MachineUTF16Input {
	charSequence;
	start;
	end;
	constructor(charSequence, start = 0, end = charSequence.length) {
		this.charSequence = charSequence;
		this.start = start;
		this.end = end;
	}
	static EOF() {
		return -8;
	}
	endPos() {
		return this.end;
	}
	hasString(prefilter, pos) {
		const idx = this.charSequence.indexOf(prefilter.str, this.start + pos);
		return idx !== -1 && idx <= this.end - prefilter.str.length;
	}
	step(pos) {
		pos += this.start;
		if (pos >= this.end) return MachineUTF16Input.EOF();
		const c1 = this.charSequence.charCodeAt(pos);
		if (c1 < 55296 || c1 > 56319 || pos + 1 >= this.end) return c1 << 3 | 1;
		const c2 = this.charSequence.charCodeAt(pos + 1);
		if (c2 >= 56320 && c2 <= 57343) return (c1 - MIN_HIGH_SURROGATE) * 1024 + (c2 - MIN_LOW_SURROGATE) + MIN_SUPPLEMENTARY_CODE_POINT << 3 | 2;
		return c1 << 3 | 1;
	}
	index(re2, pos) {
		pos += this.start;
		const i = this.charSequence.indexOf(re2.prefix, pos);
		return i < 0 ? i : i - pos;
	}
	context(pos) {
		pos += this.start;
		const r1 = pos > 0 && pos <= this.charSequence.length ? this.charSequence.codePointAt(pos - 1) : -1;
		const r2 = pos < this.charSequence.length ? this.charSequence.codePointAt(pos) : -1;
		if (r1 === void 0 || r2 === void 0) throw new Error("invalid state");
		return emptyOpContext(r1, r2);
	}
	prefixLength(re2) {
		return re2.prefix.length;
	}
};
function fromUTF16(charSequence, start = 0, end = charSequence.length) {
	return new MachineUTF16Input(charSequence, start, end);
}

// node_modules/@bufbuild/re2/dist/esm/Inst.js
/**
* A single instruction in the regular expression virtual machine.
*
* @see http://swtch.com/~rsc/regexp/regexp2.html
*/
var Inst = class Inst {
	static ALT = 1;
	static ALT_MATCH = 2;
	static CAPTURE = 3;
	static EMPTY_WIDTH = 4;
	static FAIL = 5;
	static MATCH = 6;
	static NOP = 7;
	static RUNE = 8;
	static RUNE1 = 9;
	static RUNE_ANY = 10;
	static RUNE_ANY_NOT_NL = 11;
	op;
	out;
	arg;
	runes;
	static isRuneOp(op) {
		return Inst.RUNE <= op && op <= Inst.RUNE_ANY_NOT_NL;
	}
	constructor(op) {
		this.op = op;
		this.out = 0;
		this.arg = 0;
		this.runes = [];
	}
	matchRune(r) {
		if (this.runes.length === 1) {
			const r0 = this.runes[0];
			if ((this.arg & 1) !== 0) return equalsIgnoreCase(r0, r);
			return r === r0;
		}
		const len = this.runes.length;
		if (len === 2 || len === 4 || len === 6 || len === 8) {
			for (let j = 0; j < len; j += 2) {
				if (r < this.runes[j]) return false;
				if (r <= this.runes[j + 1]) return true;
			}
			return false;
		}
		let lo = 0;
		let hi = this.runes.length / 2 | 0;
		while (lo < hi) {
			const m = lo + hi >> 1;
			if (this.runes[2 * m] <= r) {
				if (r <= this.runes[2 * m + 1]) return true;
				lo = m + 1;
			} else hi = m;
		}
		return false;
	}
};

// node_modules/@bufbuild/re2/dist/esm/DFA.js
const hashPCs = (pcs) => {
	let h = -2128831035;
	for (let i = 0; i < pcs.length; i++) {
		h ^= pcs[i];
		h = Math.imul(h, 16777619);
	}
	return h;
};
const arraysEqual = (a, b) => {
	if (a.length !== b.length) return false;
	for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
	return true;
};
var DFAState = class {
	nfaStates;
	isMatch;
	hasEmptyWidth;
	matchIDs;
	nextAscii;
	nextMap;
	constructor(nfaStates, isMatch, hasEmptyWidth, matchIDs = []) {
		this.nfaStates = nfaStates;
		this.isMatch = isMatch;
		this.hasEmptyWidth = hasEmptyWidth;
		this.matchIDs = matchIDs;
		this.nextAscii = new Array(127 + 1).fill(null);
		this.nextMap = /* @__PURE__ */ new Map();
	}
};
var DFA = class DFA {
	prog;
	stateCache;
	stateCount;
	startState;
	stateLimit;
	cacheClears;
	failed;
	static MAX_CACHE_CLEARS = 5;
	constructor(prog) {
		this.prog = prog;
		this.stateCache = /* @__PURE__ */ new Map();
		this.stateCount = 0;
		this.startState = null;
		this.stateLimit = 1e4;
		this.cacheClears = 0;
		this.failed = false;
	}
	computeClosure(pcs) {
		const closure = /* @__PURE__ */ new Set();
		const stack = [...pcs];
		let isMatch = false;
		let hasEmptyWidth = false;
		const matchIDs = [];
		while (stack.length > 0) {
			const pc = stack.pop();
			if (pc === void 0) throw new Error("invalid state");
			if (closure.has(pc)) continue;
			closure.add(pc);
			const inst = this.prog.getInst(pc);
			switch (inst.op) {
				case Inst.MATCH:
					isMatch = true;
					if (!matchIDs.includes(inst.arg)) matchIDs.push(inst.arg);
					break;
				case Inst.ALT:
				case Inst.ALT_MATCH:
					stack.push(inst.out);
					stack.push(inst.arg);
					break;
				case Inst.NOP:
				case Inst.CAPTURE:
					stack.push(inst.out);
					break;
				case Inst.EMPTY_WIDTH: hasEmptyWidth = true;
			}
		}
		const sortedPCs = Int32Array.from(closure).sort();
		matchIDs.sort((a, b) => a - b);
		return {
			pcs: sortedPCs,
			isMatch,
			hasEmptyWidth,
			matchIDs
		};
	}
	resolveEmptyWidth(nfaStates, context) {
		const resolved = /* @__PURE__ */ new Set();
		const stack = [];
		let isMatch = false;
		for (let i = 0; i < nfaStates.length; i++) {
			const pc = nfaStates[i];
			const inst = this.prog.getInst(pc);
			if (inst.op === Inst.EMPTY_WIDTH) {
				if ((inst.arg & ~context) === 0) stack.push(inst.out);
			} else {
				resolved.add(pc);
				if (inst.op === Inst.MATCH) isMatch = true;
			}
		}
		while (stack.length > 0) {
			const pc = stack.pop();
			if (pc === void 0) throw new Error("invalid state");
			if (resolved.has(pc)) continue;
			resolved.add(pc);
			const inst = this.prog.getInst(pc);
			switch (inst.op) {
				case Inst.MATCH:
					isMatch = true;
					break;
				case Inst.ALT:
				case Inst.ALT_MATCH:
					stack.push(inst.out);
					stack.push(inst.arg);
					break;
				case Inst.NOP:
				case Inst.CAPTURE:
					stack.push(inst.out);
					break;
				case Inst.EMPTY_WIDTH: if ((inst.arg & ~context) === 0) stack.push(inst.out);
			}
		}
		return {
			resolvedPCs: resolved,
			isMatch
		};
	}
	getState(pcs) {
		const closureResult = this.computeClosure(pcs);
		const sortedPCs = closureResult.pcs;
		const hash = hashPCs(sortedPCs);
		let bucket = this.stateCache.get(hash);
		if (bucket) for (let i = 0; i < bucket.length; i++) {
			const state = bucket[i];
			if (arraysEqual(state.nfaStates, sortedPCs)) return state;
		}
		else {
			bucket = [];
			this.stateCache.set(hash, bucket);
		}
		if (this.failed) return null;
		if (this.stateCount >= this.stateLimit) {
			this.stateCache.clear();
			this.stateCount = 0;
			this.startState = null;
			this.cacheClears++;
			if (this.cacheClears >= DFA.MAX_CACHE_CLEARS) this.failed = true;
			return null;
		}
		const state = new DFAState(sortedPCs, closureResult.isMatch, closureResult.hasEmptyWidth, closureResult.matchIDs);
		bucket.push(state);
		this.stateCount++;
		return state;
	}
	step(state, charCode, anchor, context) {
		let cacheKey = 0;
		if (state.hasEmptyWidth) {
			cacheKey = charCode * 128 + (context & 63) * 2 + (anchor === 0 ? 0 : 1);
			const cached = state.nextMap.get(cacheKey);
			if (cached !== void 0 || state.nextMap.has(cacheKey)) return cached ?? null;
		} else if (anchor === 0 && charCode <= 127) {
			const next = state.nextAscii[charCode];
			if (next !== null) return next;
		} else {
			cacheKey = charCode + (anchor === 0 ? 0 : MAX_RUNE + 1);
			const cached = state.nextMap.get(cacheKey);
			if (cached !== void 0 || state.nextMap.has(cacheKey)) return cached ?? null;
		}
		let activePCs;
		if (state.hasEmptyWidth) {
			const { resolvedPCs } = this.resolveEmptyWidth(state.nfaStates, context);
			activePCs = resolvedPCs;
		} else activePCs = state.nfaStates;
		const nextPCs = [];
		const iterPCs = activePCs instanceof Set ? activePCs : state.nfaStates;
		for (const pc of iterPCs) {
			const inst = this.prog.getInst(pc);
			if (Inst.isRuneOp(inst.op) && inst.matchRune(charCode)) nextPCs.push(inst.out);
		}
		if (anchor === 0) nextPCs.push(this.prog.start);
		const nextState = this.getState(nextPCs);
		if (state.hasEmptyWidth) state.nextMap.set(cacheKey, nextState);
		else if (anchor === 0 && charCode <= 127) state.nextAscii[charCode] = nextState;
		else {
			cacheKey = charCode + (anchor === 0 ? 0 : MAX_RUNE + 1);
			state.nextMap.set(cacheKey, nextState);
		}
		return nextState;
	}
	match(input, pos, anchor) {
		if (!this.startState) {
			this.startState = this.getState([this.prog.start]);
			if (!this.startState) return null;
		}
		const endPos = input.endPos();
		let currentState = this.startState;
		let prevRune = -1;
		if (pos > 0) {
			const r = input.step(pos - 1) >> 3;
			if (r >= 0) prevRune = r;
		}
		if (currentState.isMatch) {
			if (anchor === 2) {
				if (pos === endPos) return true;
			} else return true;
		}
		let i = pos;
		while (i < endPos) {
			const r = input.step(i);
			const rune = r >> 3;
			const width = r & 7;
			if (width === 0) break;
			const context = emptyOpContext(prevRune, rune);
			if (currentState.hasEmptyWidth) {
				const { isMatch } = this.resolveEmptyWidth(currentState.nfaStates, context);
				if (isMatch) {
					if (anchor === 2) {} else return true;
				}
			}
			if (!currentState.hasEmptyWidth && anchor === 0 && rune <= 127) currentState = currentState.nextAscii[rune] || this.step(currentState, rune, anchor, context);
			else currentState = this.step(currentState, rune, anchor, context);
			if (currentState === null) return null;
			if (currentState.isMatch) {
				if (anchor === 2) {
					if (i + width === endPos) return true;
				} else return true;
			}
			if (currentState.nfaStates.length === 0) {
				if (anchor !== 0) return false;
			}
			prevRune = rune;
			i += width;
		}
		if (currentState.hasEmptyWidth) {
			const endContext = emptyOpContext(prevRune, -1);
			const { isMatch } = this.resolveEmptyWidth(currentState.nfaStates, endContext);
			if (isMatch) return true;
		}
		return false;
	}
};

// node_modules/@bufbuild/re2/dist/esm/Regexp.js
/**
* Regular expression abstract syntax tree. Produced by parser, used by compiler.
*/
var Regexp = class Regexp {
	static Op = {
		NO_MATCH: 0,
		EMPTY_MATCH: 1,
		LITERAL: 2,
		CHAR_CLASS: 3,
		ANY_CHAR_NOT_NL: 4,
		ANY_CHAR: 5,
		BEGIN_LINE: 6,
		END_LINE: 7,
		BEGIN_TEXT: 8,
		END_TEXT: 9,
		WORD_BOUNDARY: 10,
		NO_WORD_BOUNDARY: 11,
		CAPTURE: 12,
		STAR: 13,
		PLUS: 14,
		QUEST: 15,
		REPEAT: 16,
		CONCAT: 17,
		ALTERNATE: 18,
		LEFT_PAREN: 19,
		VERTICAL_BAR: 20
	};
	static isPseudoOp(op) {
		return op >= Regexp.Op.LEFT_PAREN;
	}
	static emptySubs() {
		return [];
	}
	static fromRegexp(re) {
		const regex = new Regexp(re.op);
		regex.flags = re.flags;
		regex.subs = re.subs;
		regex.runes = re.runes;
		regex.cap = re.cap;
		regex.min = re.min;
		regex.max = re.max;
		regex.name = re.name;
		regex.namedGroups = re.namedGroups;
		return regex;
	}
	op;
	flags;
	subs;
	runes;
	min;
	max;
	cap;
	name;
	namedGroups;
	constructor(op) {
		this.op = op;
		this.flags = 0;
		this.subs = Regexp.emptySubs();
		this.runes = [];
		this.min = 0;
		this.max = 0;
		this.cap = 0;
		this.name = null;
		this.namedGroups = /* @__PURE__ */ new Map();
	}
	reinit() {
		this.flags = 0;
		this.subs = Regexp.emptySubs();
		this.runes = [];
		this.cap = 0;
		this.min = 0;
		this.max = 0;
		this.name = null;
		this.namedGroups = /* @__PURE__ */ new Map();
	}
	maxCap() {
		let m = 0;
		if (this.op === Regexp.Op.CAPTURE) m = this.cap;
		if (this.subs !== null) for (let sub of this.subs) {
			const n = sub.maxCap();
			if (m < n) m = n;
		}
		return m;
	}
};

// node_modules/@bufbuild/re2/dist/esm/Prefilter.js
var Prefilter = class Prefilter {
	type;
	subs;
	str;
	static Type = {
		NONE: 0,
		EXACT: 1,
		AND: 2,
		OR: 3
	};
	constructor(type) {
		this.type = type;
		this.subs = [];
		this.str = "";
	}
	eval(input, pos) {
		switch (this.type) {
			case Prefilter.Type.NONE: return true;
			case Prefilter.Type.EXACT: return input.hasString(this, pos);
			case Prefilter.Type.AND:
				for (let i = 0; i < this.subs.length; i++) if (!this.subs[i].eval(input, pos)) return false;
				return true;
			case Prefilter.Type.OR:
				for (let i = 0; i < this.subs.length; i++) if (this.subs[i].eval(input, pos)) return true;
				return false;
			default: return true;
		}
	}
};
const fromRegexp = (re) => {
	if (!re) return new Prefilter(Prefilter.Type.NONE);
	switch (re.op) {
		case Regexp.Op.NO_MATCH:
		case Regexp.Op.EMPTY_MATCH:
		case Regexp.Op.BEGIN_LINE:
		case Regexp.Op.END_LINE:
		case Regexp.Op.BEGIN_TEXT:
		case Regexp.Op.END_TEXT:
		case Regexp.Op.WORD_BOUNDARY:
		case Regexp.Op.NO_WORD_BOUNDARY:
		case Regexp.Op.CHAR_CLASS:
		case Regexp.Op.ANY_CHAR_NOT_NL:
		case Regexp.Op.ANY_CHAR: return new Prefilter(Prefilter.Type.NONE);
		case Regexp.Op.LITERAL: {
			if (re.runes.length === 0 || (re.flags & 1) !== 0) return new Prefilter(Prefilter.Type.NONE);
			const pf = new Prefilter(Prefilter.Type.EXACT);
			let str = "";
			for (let i = 0; i < re.runes.length; i++) str += String.fromCodePoint(re.runes[i]);
			pf.str = str;
			return pf;
		}
		case Regexp.Op.CAPTURE:
		case Regexp.Op.PLUS: return fromRegexp(re.subs[0]);
		case Regexp.Op.REPEAT:
			if (re.min >= 1) return fromRegexp(re.subs[0]);
			return new Prefilter(Prefilter.Type.NONE);
		case Regexp.Op.CONCAT: {
			const pf = new Prefilter(Prefilter.Type.AND);
			for (const sub of re.subs) pf.subs.push(fromRegexp(sub));
			return pf;
		}
		case Regexp.Op.ALTERNATE: {
			const pf = new Prefilter(Prefilter.Type.OR);
			for (const sub of re.subs) pf.subs.push(fromRegexp(sub));
			return pf;
		}
		default: return new Prefilter(Prefilter.Type.NONE);
	}
};
const simplify$1 = (pf) => {
	if (pf.type === Prefilter.Type.EXACT || pf.type === Prefilter.Type.NONE) return pf;
	if (pf.type === Prefilter.Type.AND) {
		const newSubs = [];
		for (const sub of pf.subs) {
			const s = simplify$1(sub);
			if (s.type !== Prefilter.Type.NONE) {
				if (s.type === Prefilter.Type.AND) newSubs.push(...s.subs);
				else newSubs.push(s);
			}
		}
		if (newSubs.length === 0) return new Prefilter(Prefilter.Type.NONE);
		if (newSubs.length === 1) return newSubs[0];
		pf.subs = newSubs;
		return pf;
	}
	if (pf.type === Prefilter.Type.OR) {
		const newSubs = [];
		for (const sub of pf.subs) {
			const s = simplify$1(sub);
			if (s.type === Prefilter.Type.NONE) return new Prefilter(Prefilter.Type.NONE);
			if (s.type === Prefilter.Type.OR) newSubs.push(...s.subs);
			else newSubs.push(s);
		}
		if (newSubs.length === 0) return new Prefilter(Prefilter.Type.NONE);
		if (newSubs.length === 1) return newSubs[0];
		const seen = /* @__PURE__ */ new Set();
		const uniqueSubs = [];
		for (const sub of newSubs) if (sub.type === Prefilter.Type.EXACT) {
			if (!seen.has(sub.str)) {
				seen.add(sub.str);
				uniqueSubs.push(sub);
			}
		} else uniqueSubs.push(sub);
		pf.subs = uniqueSubs;
		return pf;
	}
	return pf;
};
const PrefilterTree = { build: (re) => simplify$1(fromRegexp(re)) };

// node_modules/@bufbuild/re2/dist/esm/Prog.js
/**
* A list of instruction pointers waiting to be patched.
* Tracks both `head` and `tail` to allow O(1) appending during compilation.
* * Values are encoded integers, not standard memory pointers:
* - Program instruction index: `l >> 1`
* - Patch `.out` field if: `(l & 1) === 0`
* - Patch `.arg` field if: `(l & 1) === 1`
* - `0` denotes an empty list.
* * @see https://swtch.com/~rsc/regexp/regexp1.html
*/
var PatchList = class {
	head;
	tail;
	/**
	* @param {number} head - Encoded pointer to the start of the patch list.
	* @param {number} tail - Encoded pointer to the end of the patch list.
	*/
	constructor(head = 0, tail = 0) {
		this.head = head;
		this.tail = tail;
	}
};
/**
* A Prog is a compiled regular expression program.
*/
var Prog = class {
	inst;
	start;
	numCap;
	constructor() {
		this.inst = [];
		this.start = 0;
		this.numCap = 2;
	}
	getInst(pc) {
		return this.inst[pc];
	}
	numInst() {
		return this.inst.length;
	}
	addInst(op) {
		this.inst.push(new Inst(op));
	}
	skipNop(pc) {
		let i = this.inst[pc];
		while (i.op === Inst.NOP || i.op === Inst.CAPTURE) {
			i = this.inst[pc];
			pc = i.out;
		}
		return i;
	}
	prefix() {
		let prefix = "";
		let i = this.skipNop(this.start);
		if (!Inst.isRuneOp(i.op) || i.runes.length !== 1) return [i.op === Inst.MATCH, prefix];
		while (Inst.isRuneOp(i.op) && i.runes.length === 1 && (i.arg & 1) === 0) {
			prefix += String.fromCodePoint(i.runes[0]);
			i = this.skipNop(i.out);
		}
		return [i.op === Inst.MATCH, prefix];
	}
	startCond() {
		let flag = 0;
		let pc = this.start;
		loop: for (;;) {
			const i = this.inst[pc];
			switch (i.op) {
				case Inst.EMPTY_WIDTH:
					flag |= i.arg;
					break;
				case Inst.FAIL: return -1;
				case Inst.CAPTURE:
				case Inst.NOP: break;
				default: break loop;
			}
			pc = i.out;
		}
		return flag;
	}
	next(l) {
		const i = this.inst[l >> 1];
		if ((l & 1) === 0) return i.out;
		return i.arg;
	}
	patch(l, val) {
		let head = l.head;
		while (head !== 0) {
			const i = this.inst[head >> 1];
			if ((head & 1) === 0) {
				head = i.out;
				i.out = val;
			} else {
				head = i.arg;
				i.arg = val;
			}
		}
	}
	append(l1, l2) {
		if (l1.head === 0) return l2;
		if (l2.head === 0) return l1;
		const i = this.inst[l1.tail >> 1];
		if ((l1.tail & 1) === 0) i.out = l2.head;
		else i.arg = l2.head;
		return new PatchList(l1.head, l2.tail);
	}
};

// node_modules/@bufbuild/re2/dist/esm/exceptions.js
var RE2JSException = class extends Error {
	/** @param {string} message */
	constructor(message) {
		super(message);
		this.name = "RE2JSException";
	}
};
/**
* An exception thrown by the parser if the pattern was invalid.
*/
var RE2JSSyntaxException = class extends RE2JSException {
	error;
	input;
	/**
	* @param {string} error
	* @param {string|null} [input=null]
	*/
	constructor(error, input = null) {
		let message = `error parsing regexp: ${error}`;
		if (input) message += `: \`${input}\``;
		super(message);
		this.name = "RE2JSSyntaxException";
		this.message = message;
		/** @type {string} */
		this.error = error;
		/** @type {string|null} */
		this.input = input;
	}
	/**
	* Retrieves the description of the error.
	* @returns {string}
	*/
	getDescription() {
		return this.error;
	}
	/**
	* Retrieves the erroneous regular-expression pattern.
	* @returns {string|null}
	*/
	getPattern() {
		return this.input;
	}
};
/**
* An exception thrown by the compiler
*/
var RE2JSCompileException = class extends RE2JSException {
	/** @param {string} message */
	constructor(message) {
		super(message);
		this.name = "RE2JSCompileException";
	}
};
/**
* An exception thrown by flags
*/
var RE2JSFlagsException = class extends RE2JSException {
	/** @param {string} message */
	constructor(message) {
		super(message);
		this.name = "RE2JSFlagsException";
	}
};

// node_modules/@bufbuild/re2/dist/esm/Compiler.js
/**
* A fragment of a compiled regular expression program.
*
* @see http://swtch.com/~rsc/regexp/regexp1.html
* @class
*/
var Frag = class {
	i;
	out;
	nullable;
	constructor(i = 0, out = new PatchList(), nullable = false) {
		this.i = i;
		this.out = out;
		this.nullable = nullable;
	}
};
/**
* Compiler from {@code Regexp} (RE2 abstract syntax) to {@code RE2} (compiled regular expression).
*
* The only entry point is {@link #compileRegexp}.
*/
var Compiler = class Compiler {
	prog;
	static ANY_RUNE_NOT_NL() {
		return [
			0,
			9,
			11,
			MAX_RUNE
		];
	}
	static ANY_RUNE() {
		return [0, MAX_RUNE];
	}
	static compileRegexp(re) {
		const c = new Compiler();
		const f = c.compile(re);
		c.prog.patch(f.out, c.newInst(Inst.MATCH).i);
		c.prog.start = f.i;
		return c.prog;
	}
	constructor() {
		this.prog = new Prog();
		this.newInst(Inst.FAIL);
	}
	newInst(op) {
		this.prog.addInst(op);
		return new Frag(this.prog.numInst() - 1, new PatchList(), true);
	}
	nop() {
		const f = this.newInst(Inst.NOP);
		f.out = new PatchList(f.i << 1, f.i << 1);
		return f;
	}
	fail() {
		return new Frag();
	}
	cap(arg) {
		const f = this.newInst(Inst.CAPTURE);
		f.out = new PatchList(f.i << 1, f.i << 1);
		this.prog.getInst(f.i).arg = arg;
		if (this.prog.numCap < arg + 1) this.prog.numCap = arg + 1;
		return f;
	}
	cat(f1, f2) {
		if (f1.i === 0 || f2.i === 0) return this.fail();
		this.prog.patch(f1.out, f2.i);
		return new Frag(f1.i, f2.out, f1.nullable && f2.nullable);
	}
	alt(f1, f2) {
		if (f1.i === 0) return f2;
		if (f2.i === 0) return f1;
		const f = this.newInst(Inst.ALT);
		const i = this.prog.getInst(f.i);
		i.out = f1.i;
		i.arg = f2.i;
		f.out = this.prog.append(f1.out, f2.out);
		f.nullable = f1.nullable || f2.nullable;
		return f;
	}
	loop(f1, nongreedy) {
		const f = this.newInst(Inst.ALT);
		const i = this.prog.getInst(f.i);
		if (nongreedy) {
			i.arg = f1.i;
			f.out = new PatchList(f.i << 1, f.i << 1);
		} else {
			i.out = f1.i;
			f.out = new PatchList(f.i << 1 | 1, f.i << 1 | 1);
		}
		this.prog.patch(f1.out, f.i);
		return f;
	}
	quest(f1, nongreedy) {
		const f = this.newInst(Inst.ALT);
		const i = this.prog.getInst(f.i);
		if (nongreedy) {
			i.arg = f1.i;
			f.out = new PatchList(f.i << 1, f.i << 1);
		} else {
			i.out = f1.i;
			f.out = new PatchList(f.i << 1 | 1, f.i << 1 | 1);
		}
		f.out = this.prog.append(f.out, f1.out);
		return f;
	}
	star(f1, nongreedy) {
		if (f1.nullable) return this.quest(this.plus(f1, nongreedy), nongreedy);
		return this.loop(f1, nongreedy);
	}
	plus(f1, nongreedy) {
		return new Frag(f1.i, this.loop(f1, nongreedy).out, f1.nullable);
	}
	empty(op) {
		const f = this.newInst(Inst.EMPTY_WIDTH);
		this.prog.getInst(f.i).arg = op;
		f.out = new PatchList(f.i << 1, f.i << 1);
		return f;
	}
	rune(runes, flags) {
		const f = this.newInst(Inst.RUNE);
		f.nullable = false;
		const i = this.prog.getInst(f.i);
		i.runes = runes;
		flags &= 1;
		if (runes.length !== 1 || simpleFold(runes[0]) === runes[0]) flags &= ~1;
		i.arg = flags;
		f.out = new PatchList(f.i << 1, f.i << 1);
		if ((flags & 1) === 0 && runes.length === 1 || runes.length === 2 && runes[0] === runes[1]) i.op = Inst.RUNE1;
		else if (runes.length === 2 && runes[0] === 0 && runes[1] === 1114111) i.op = Inst.RUNE_ANY;
		else if (runes.length === 4 && runes[0] === 0 && runes[1] === 9 && runes[2] === 11 && runes[3] === 1114111) i.op = Inst.RUNE_ANY_NOT_NL;
		return f;
	}
	compile(re) {
		switch (re.op) {
			case Regexp.Op.NO_MATCH: return this.fail();
			case Regexp.Op.EMPTY_MATCH: return this.nop();
			case Regexp.Op.LITERAL:
				if (re.runes.length === 0) return this.nop();
				let f = null;
				for (let r of re.runes) {
					const f1 = this.rune([r], re.flags);
					f = f === null ? f1 : this.cat(f, f1);
				}
				return f;
			case Regexp.Op.CHAR_CLASS: return this.rune(re.runes, re.flags);
			case Regexp.Op.ANY_CHAR_NOT_NL: return this.rune(Compiler.ANY_RUNE_NOT_NL(), 0);
			case Regexp.Op.ANY_CHAR: return this.rune(Compiler.ANY_RUNE(), 0);
			case Regexp.Op.BEGIN_LINE: return this.empty(1);
			case Regexp.Op.END_LINE: return this.empty(2);
			case Regexp.Op.BEGIN_TEXT: return this.empty(4);
			case Regexp.Op.END_TEXT: return this.empty(8);
			case Regexp.Op.WORD_BOUNDARY: return this.empty(16);
			case Regexp.Op.NO_WORD_BOUNDARY: return this.empty(32);
			case Regexp.Op.CAPTURE: {
				const bra = this.cap(re.cap << 1);
				const sub = this.compile(re.subs[0]);
				const ket = this.cap(re.cap << 1 | 1);
				return this.cat(this.cat(bra, sub), ket);
			}
			case Regexp.Op.STAR: return this.star(this.compile(re.subs[0]), (re.flags & 32) !== 0);
			case Regexp.Op.PLUS: return this.plus(this.compile(re.subs[0]), (re.flags & 32) !== 0);
			case Regexp.Op.QUEST: return this.quest(this.compile(re.subs[0]), (re.flags & 32) !== 0);
			case Regexp.Op.CONCAT: {
				if (re.subs.length === 0) return this.nop();
				let f = null;
				for (let sub of re.subs) {
					const f1 = this.compile(sub);
					f = f === null ? f1 : this.cat(f, f1);
				}
				if (f === null) throw new Error("invalid frag");
				return f;
			}
			case Regexp.Op.ALTERNATE: {
				if (re.subs.length === 0) return this.nop();
				let f = null;
				for (let sub of re.subs) {
					const f1 = this.compile(sub);
					f = f === null ? f1 : this.alt(f, f1);
				}
				if (f === null) throw new Error("invalid frag");
				return f;
			}
			default: throw new RE2JSCompileException("regexp: unhandled case in compile");
		}
	}
};

// node_modules/@bufbuild/re2/dist/esm/Simplify.js
function simplify(re) {
	switch (re.op) {
		case Regexp.Op.CAPTURE: {
			const sub = simplify(re.subs[0]);
			if (sub !== re.subs[0]) {
				const nre = Regexp.fromRegexp(re);
				nre.runes = [];
				nre.subs = [sub];
				return nre;
			}
			return re;
		}
		case Regexp.Op.CONCAT:
		case Regexp.Op.ALTERNATE: {
			const newSubs = [];
			let changed = false;
			for (let i = 0; i < re.subs.length; i++) {
				const sub = re.subs[i];
				const nsub = simplify(sub);
				if (nsub !== sub) changed = true;
				if (re.op === Regexp.Op.CONCAT) {
					if (nsub.op === Regexp.Op.NO_MATCH) return new Regexp(Regexp.Op.NO_MATCH);
					if (nsub.op === Regexp.Op.EMPTY_MATCH) {
						changed = true;
						continue;
					}
					if (nsub.op === Regexp.Op.CONCAT) {
						changed = true;
						newSubs.push(...nsub.subs);
						continue;
					}
				} else if (re.op === Regexp.Op.ALTERNATE) {
					if (nsub.op === Regexp.Op.NO_MATCH) {
						changed = true;
						continue;
					}
					if (nsub.op === Regexp.Op.ALTERNATE) {
						changed = true;
						newSubs.push(...nsub.subs);
						continue;
					}
				}
				newSubs.push(nsub);
			}
			if (changed) {
				if (newSubs.length === 0) return new Regexp(re.op === Regexp.Op.CONCAT ? Regexp.Op.EMPTY_MATCH : Regexp.Op.NO_MATCH);
				if (newSubs.length === 1) return newSubs[0];
				const nre = Regexp.fromRegexp(re);
				nre.runes = [];
				nre.subs = newSubs;
				return nre;
			}
			return re;
		}
		case Regexp.Op.CHAR_CLASS:
			if (re.runes === null) return re;
			if (re.runes.length === 0) return new Regexp(Regexp.Op.NO_MATCH);
			if (re.runes.length === 2 && re.runes[0] === 0 && re.runes[1] === 1114111) return new Regexp(Regexp.Op.ANY_CHAR);
			if (re.runes.length === 4 && re.runes[0] === 0 && re.runes[1] === 9 && re.runes[2] === 11 && re.runes[3] === 1114111) return new Regexp(Regexp.Op.ANY_CHAR_NOT_NL);
			return re;
		case Regexp.Op.STAR:
		case Regexp.Op.PLUS:
		case Regexp.Op.QUEST: {
			const sub = simplify(re.subs[0]);
			return simplify1(re.op, re.flags, sub, re);
		}
		case Regexp.Op.REPEAT: {
			if (re.min === 0 && re.max === 0) return new Regexp(Regexp.Op.EMPTY_MATCH);
			const sub = simplify(re.subs[0]);
			if (re.max === -1) {
				if (re.min === 0) return simplify1(Regexp.Op.STAR, re.flags, sub, null);
				if (re.min === 1) return simplify1(Regexp.Op.PLUS, re.flags, sub, null);
				const nre = new Regexp(Regexp.Op.CONCAT);
				const subs = [];
				for (let i = 0; i < re.min - 1; i++) subs.push(sub);
				subs.push(simplify1(Regexp.Op.PLUS, re.flags, sub, null));
				nre.subs = subs.slice(0);
				return simplify(nre);
			}
			if (re.min === 1 && re.max === 1) return sub;
			let prefixSubs = null;
			if (re.min > 0) {
				prefixSubs = [];
				for (let i = 0; i < re.min; i++) prefixSubs.push(sub);
			}
			if (re.max > re.min) {
				let suffix = simplify1(Regexp.Op.QUEST, re.flags, sub, null);
				for (let i = re.min + 1; i < re.max; i++) {
					const nre2 = new Regexp(Regexp.Op.CONCAT);
					nre2.subs = [sub, suffix];
					suffix = simplify1(Regexp.Op.QUEST, re.flags, nre2, null);
				}
				if (prefixSubs === null) return suffix;
				prefixSubs.push(suffix);
			}
			if (prefixSubs !== null) {
				const prefix = new Regexp(Regexp.Op.CONCAT);
				prefix.subs = prefixSubs.slice(0);
				return simplify(prefix);
			}
			return new Regexp(Regexp.Op.NO_MATCH);
		}
	}
	return re;
}
function simplify1(op, flags, sub, re) {
	if (sub.op === Regexp.Op.EMPTY_MATCH) return sub;
	if (sub.op === Regexp.Op.NO_MATCH) {
		if (op === Regexp.Op.PLUS) return sub;
		return new Regexp(Regexp.Op.EMPTY_MATCH);
	}
	if (op === sub.op && (flags & 32) === (sub.flags & 32)) return sub;
	if (re !== null && re.op === op && (re.flags & 32) === (flags & 32) && sub === re.subs[0]) return re;
	const nre = new Regexp(op);
	nre.flags = flags;
	nre.subs = [sub];
	return nre;
}

// node_modules/@bufbuild/re2/dist/esm/CharGroup.js
var CharGroup = class {
	sign;
	cls;
	constructor(sign, cls) {
		this.sign = sign;
		this.cls = cls;
	}
};
const code1 = [48, 57];
const code2 = [
	9,
	10,
	12,
	13,
	32,
	32
];
const code3 = [
	48,
	57,
	65,
	90,
	95,
	95,
	97,
	122
];
let _PERL_GROUPS = null;
const getPerlGroups = () => {
	if (!_PERL_GROUPS) _PERL_GROUPS = /* @__PURE__ */ new Map([
		["\\d", new CharGroup(1, code1)],
		["\\D", new CharGroup(-1, code1)],
		["\\s", new CharGroup(1, code2)],
		["\\S", new CharGroup(-1, code2)],
		["\\w", new CharGroup(1, code3)],
		["\\W", new CharGroup(-1, code3)]
	]);
	return _PERL_GROUPS;
};
const code4 = [
	48,
	57,
	65,
	90,
	97,
	122
];
const code5 = [
	65,
	90,
	97,
	122
];
const code6 = [0, 127];
const code7 = [
	9,
	9,
	32,
	32
];
const code8 = [
	0,
	31,
	127,
	127
];
const code9 = [48, 57];
const code10 = [33, 126];
const code11 = [97, 122];
const code12 = [32, 126];
const code13 = [
	33,
	47,
	58,
	64,
	91,
	96,
	123,
	126
];
const code14 = [
	9,
	13,
	32,
	32
];
const code15 = [65, 90];
const code16 = [
	48,
	57,
	65,
	90,
	95,
	95,
	97,
	122
];
const code17 = [
	48,
	57,
	65,
	70,
	97,
	102
];
let _POSIX_GROUPS = null;
const getPosixGroups = () => {
	if (!_POSIX_GROUPS) _POSIX_GROUPS = /* @__PURE__ */ new Map([
		["[:alnum:]", new CharGroup(1, code4)],
		["[:^alnum:]", new CharGroup(-1, code4)],
		["[:alpha:]", new CharGroup(1, code5)],
		["[:^alpha:]", new CharGroup(-1, code5)],
		["[:ascii:]", new CharGroup(1, code6)],
		["[:^ascii:]", new CharGroup(-1, code6)],
		["[:blank:]", new CharGroup(1, code7)],
		["[:^blank:]", new CharGroup(-1, code7)],
		["[:cntrl:]", new CharGroup(1, code8)],
		["[:^cntrl:]", new CharGroup(-1, code8)],
		["[:digit:]", new CharGroup(1, code9)],
		["[:^digit:]", new CharGroup(-1, code9)],
		["[:graph:]", new CharGroup(1, code10)],
		["[:^graph:]", new CharGroup(-1, code10)],
		["[:lower:]", new CharGroup(1, code11)],
		["[:^lower:]", new CharGroup(-1, code11)],
		["[:print:]", new CharGroup(1, code12)],
		["[:^print:]", new CharGroup(-1, code12)],
		["[:punct:]", new CharGroup(1, code13)],
		["[:^punct:]", new CharGroup(-1, code13)],
		["[:space:]", new CharGroup(1, code14)],
		["[:^space:]", new CharGroup(-1, code14)],
		["[:upper:]", new CharGroup(1, code15)],
		["[:^upper:]", new CharGroup(-1, code15)],
		["[:word:]", new CharGroup(1, code16)],
		["[:^word:]", new CharGroup(-1, code16)],
		["[:xdigit:]", new CharGroup(1, code17)],
		["[:^xdigit:]", new CharGroup(-1, code17)]
	]);
	return _POSIX_GROUPS;
};

// node_modules/@bufbuild/re2/dist/esm/CharClass.js
/**
* A "builder"-style helper class for manipulating character classes represented as an array of
* pairs of runes [lo, hi], each denoting an inclusive interval.
*
* All methods mutate the internal state and return {@code this}, allowing operations to be chained.
*/
var CharClass = class CharClass {
	static cmp(array, i, pivotFrom, pivotTo) {
		const cmp = array[i] - pivotFrom;
		return cmp !== 0 ? cmp : pivotTo - array[i + 1];
	}
	static qsortIntPair(array, left, right) {
		const pivotIndex = ((left + right) / 2 | 0) & -2;
		const pivotFrom = array[pivotIndex];
		const pivotTo = array[pivotIndex + 1];
		let i = left;
		let j = right;
		while (i <= j) {
			while (i < right && CharClass.cmp(array, i, pivotFrom, pivotTo) < 0) i += 2;
			while (j > left && CharClass.cmp(array, j, pivotFrom, pivotTo) > 0) j -= 2;
			if (i <= j) {
				if (i !== j) {
					let temp = array[i];
					array[i] = array[j];
					array[j] = temp;
					temp = array[i + 1];
					array[i + 1] = array[j + 1];
					array[j + 1] = temp;
				}
				i += 2;
				j -= 2;
			}
		}
		if (left < j) CharClass.qsortIntPair(array, left, j);
		if (i < right) CharClass.qsortIntPair(array, i, right);
	}
	r;
	len;
	constructor(r = emptyInts()) {
		this.r = r;
		this.len = r.length;
	}
	toArray() {
		if (this.len === this.r.length) return this.r;
		return this.r.slice(0, this.len);
	}
	cleanClass() {
		if (this.len < 4) return this;
		CharClass.qsortIntPair(this.r, 0, this.len - 2);
		let w = 2;
		for (let i = 2; i < this.len; i += 2) {
			const lo = this.r[i];
			const hi = this.r[i + 1];
			if (lo <= this.r[w - 1] + 1) {
				if (hi > this.r[w - 1]) this.r[w - 1] = hi;
				continue;
			}
			this.r[w] = lo;
			this.r[w + 1] = hi;
			w += 2;
		}
		this.len = w;
		return this;
	}
	appendLiteral(x, flags) {
		return (flags & 1) !== 0 ? this.appendFoldedRange(x, x) : this.appendRange(x, x);
	}
	appendRange(lo, hi) {
		if (this.len > 0) {
			for (let i = 2; i <= 4; i += 2) if (this.len >= i) {
				const rlo = this.r[this.len - i];
				const rhi = this.r[this.len - i + 1];
				if (lo <= rhi + 1 && rlo <= hi + 1) {
					if (lo < rlo) this.r[this.len - i] = lo;
					if (hi > rhi) this.r[this.len - i + 1] = hi;
					return this;
				}
			}
		}
		this.r[this.len++] = lo;
		this.r[this.len++] = hi;
		return this;
	}
	appendFoldedRange(lo, hi) {
		if (lo <= 65 && hi >= 125251) return this.appendRange(lo, hi);
		if (hi < 65 || lo > 125251) return this.appendRange(lo, hi);
		if (lo < 65) {
			this.appendRange(lo, 65 - 1);
			lo = 65;
		}
		if (hi > 125251) {
			this.appendRange(MAX_FOLD + 1, hi);
			hi = MAX_FOLD;
		}
		for (let c = lo; c <= hi; c++) {
			this.appendRange(c, c);
			for (let f = simpleFold(c); f !== c; f = simpleFold(f)) this.appendRange(f, f);
		}
		return this;
	}
	appendClass(x) {
		for (let i = 0; i < x.length; i += 2) this.appendRange(x[i], x[i + 1]);
		return this;
	}
	appendFoldedClass(x) {
		for (let i = 0; i < x.length; i += 2) this.appendFoldedRange(x[i], x[i + 1]);
		return this;
	}
	appendNegatedClass(x) {
		let nextLo = 0;
		for (let i = 0; i < x.length; i += 2) {
			const lo = x[i];
			const hi = x[i + 1];
			if (nextLo <= lo - 1) this.appendRange(nextLo, lo - 1);
			nextLo = hi + 1;
		}
		if (nextLo <= 1114111) this.appendRange(nextLo, MAX_RUNE);
		return this;
	}
	appendTable(table) {
		for (let i = 0; i < table.length; ++i) {
			const lo = table.getLo(i);
			const hi = table.getHi(i);
			const stride = table.getStride(i);
			if (stride === 1) {
				this.appendRange(lo, hi);
				continue;
			}
			for (let c = lo; c <= hi; c += stride) this.appendRange(c, c);
		}
		return this;
	}
	appendNegatedTable(table) {
		let nextLo = 0;
		for (let i = 0; i < table.length; ++i) {
			const lo = table.getLo(i);
			const hi = table.getHi(i);
			const stride = table.getStride(i);
			if (stride === 1) {
				if (nextLo <= lo - 1) this.appendRange(nextLo, lo - 1);
				nextLo = hi + 1;
				continue;
			}
			for (let c = lo; c <= hi; c += stride) {
				if (nextLo <= c - 1) this.appendRange(nextLo, c - 1);
				nextLo = c + 1;
			}
		}
		if (nextLo <= 1114111) this.appendRange(nextLo, MAX_RUNE);
		return this;
	}
	appendTableWithSign(table, sign) {
		return sign < 0 ? this.appendNegatedTable(table) : this.appendTable(table);
	}
	negateClass() {
		let nextLo = 0;
		let w = 0;
		for (let i = 0; i < this.len; i += 2) {
			const lo = this.r[i];
			const hi = this.r[i + 1];
			if (nextLo <= lo - 1) {
				this.r[w] = nextLo;
				this.r[w + 1] = lo - 1;
				w += 2;
			}
			nextLo = hi + 1;
		}
		this.len = w;
		if (nextLo <= 1114111) {
			this.r[this.len++] = nextLo;
			this.r[this.len++] = MAX_RUNE;
		}
		return this;
	}
	appendClassWithSign(x, sign) {
		return sign < 0 ? this.appendNegatedClass(x) : this.appendClass(x);
	}
	appendGroup(g, foldCase) {
		let cls = g.cls;
		if (foldCase) cls = new CharClass().appendFoldedClass(cls).cleanClass().toArray();
		return this.appendClassWithSign(cls, g.sign);
	}
};

// node_modules/@bufbuild/re2/dist/esm/Parser.js
var StringIterator = class {
	str;
	position;
	constructor(str) {
		this.str = str;
		this.position = 0;
	}
	pos() {
		return this.position;
	}
	rewindTo(pos) {
		this.position = pos;
	}
	more() {
		return this.position < this.str.length;
	}
	peek() {
		return codePointAtOrThrow(this.str, this.position);
	}
	skip(n) {
		this.position += n;
	}
	skipString(s) {
		this.position += s.length;
	}
	pop() {
		const r = codePointAtOrThrow(this.str, this.position);
		this.position += charCount(r);
		return r;
	}
	lookingAt(s) {
		return this.str.startsWith(s, this.position);
	}
	rest() {
		return this.str.substring(this.position);
	}
	from(beforePos) {
		return this.str.substring(beforePos, this.position);
	}
	toString() {
		return this.rest();
	}
};
/**
* A parser of regular expression patterns.
*
* The only public entry point is {@link #parse(String pattern, int flags)}.
*/
var Parser$1 = class Parser$1 {
	static ERR_INVALID_CHAR_RANGE = "invalid character class range";
	static ERR_INVALID_ESCAPE = "invalid escape sequence";
	static ERR_INVALID_NAMED_CAPTURE = "invalid named capture";
	static ERR_INVALID_PERL_OP = "invalid or unsupported Perl syntax";
	static ERR_INVALID_REPEAT_OP = "invalid nested repetition operator";
	static ERR_INVALID_REPEAT_SIZE = "invalid repeat count";
	static ERR_MISSING_BRACKET = "missing closing ]";
	static ERR_MISSING_PAREN = "missing closing )";
	static ERR_MISSING_REPEAT_ARGUMENT = "missing argument to repetition operator";
	static ERR_TRAILING_BACKSLASH = "trailing backslash at end of expression";
	static ERR_DUPLICATE_NAMED_CAPTURE = "duplicate capture group name";
	static ERR_UNEXPECTED_PAREN = "unexpected )";
	static ERR_NESTING_DEPTH = "expression nests too deeply";
	static ERR_LARGE = "expression too large";
	static ERR_BAD_EXPRESSION = "expression not valid";
	static MAX_HEIGHT = 1e3;
	static MAX_SIZE = 3355443;
	static MAX_RUNES = 33554432;
	static ANY_TABLE = new UnicodeRangeTable(new Uint32Array([
		0,
		MAX_RUNE,
		1
	]));
	static ASCII_TABLE = new UnicodeRangeTable(new Uint32Array([
		0,
		127,
		1
	]));
	static ASCII_FOLD_TABLE = new UnicodeRangeTable(new Uint32Array([
		0,
		127,
		1,
		383,
		383,
		1,
		8490,
		8490,
		1
	]));
	static unicodeTable(name) {
		if (name === "Any") return {
			tab: Parser$1.ANY_TABLE,
			fold: Parser$1.ANY_TABLE,
			sign: 1
		};
		if (name === "Ascii") return {
			tab: Parser$1.ASCII_TABLE,
			fold: Parser$1.ASCII_FOLD_TABLE,
			sign: 1
		};
		if (name === "Assigned") return {
			tab: UnicodeTables.CATEGORIES.get("Cn"),
			fold: UnicodeTables.CATEGORIES.get("Cn"),
			sign: -1
		};
		if (name === "Lc") return {
			tab: UnicodeTables.CATEGORIES.get("LC"),
			fold: UnicodeTables.FOLD_CATEGORIES.get("LC"),
			sign: 1
		};
		if (UnicodeTables.CATEGORIES.has(name)) return {
			tab: UnicodeTables.CATEGORIES.get(name),
			fold: UnicodeTables.FOLD_CATEGORIES.get(name),
			sign: 1
		};
		if (UnicodeTables.SCRIPTS.has(name)) return {
			tab: UnicodeTables.SCRIPTS.get(name),
			fold: UnicodeTables.FOLD_SCRIPT.get(name),
			sign: 1
		};
		return null;
	}
	static minFoldRune(r) {
		if (r < 65 || r > 125251) return r;
		let min = r;
		const r0 = r;
		for (r = simpleFold(r); r !== r0; r = simpleFold(r)) if (min > r) min = r;
		return min;
	}
	static literalRegexp(s, flags) {
		const re = new Regexp(Regexp.Op.LITERAL);
		re.flags = flags;
		re.runes = stringToRunes(s);
		return re;
	}
	/**
	* Parse regular expression pattern {@code pattern} with mode flags {@code flags}.
	* @param {string} pattern
	* @param {number} flags
	*/
	static parse(pattern, flags) {
		return new Parser$1(pattern, flags).parseInternal();
	}
	static parseRepeat(t) {
		const start = t.pos();
		if (!t.more() || !t.lookingAt("{")) return -1;
		t.skip(1);
		const min = Parser$1.parseInt(t);
		if (min === -1) return -1;
		if (!t.more()) return -1;
		let max;
		if (!t.lookingAt(",")) max = min;
		else {
			t.skip(1);
			if (!t.more()) return -1;
			if (t.lookingAt("}")) max = -1;
			else {
				max = Parser$1.parseInt(t);
				if (max === -1) return -1;
			}
		}
		if (!t.more() || !t.lookingAt("}")) return -1;
		t.skip(1);
		if (min < 0 || min > 1e3 || max === -2 || max > 1e3 || max >= 0 && min > max) throw new RE2JSSyntaxException(Parser$1.ERR_INVALID_REPEAT_SIZE, t.from(start));
		return min << 16 | max & MAX_BMP;
	}
	static isValidCaptureName(name) {
		if (name.length === 0) return false;
		for (let i = 0; i < name.length; i++) {
			const c = codePointAtOrThrow(name, i);
			if (c !== 95 && !isalnum(c)) return false;
		}
		return true;
	}
	static parseInt(t) {
		const start = t.pos();
		while (t.more() && t.peek() >= 48 && t.peek() <= 57) t.skip(1);
		const n = t.from(start);
		if (n.length === 0 || n.length > 1 && n.codePointAt(0) === 48) return -1;
		if (n.length > 8) return -2;
		return parseInt(n, 10);
	}
	static isCharClass(re) {
		return re.op === Regexp.Op.LITERAL && re.runes.length === 1 || re.op === Regexp.Op.CHAR_CLASS || re.op === Regexp.Op.ANY_CHAR_NOT_NL || re.op === Regexp.Op.ANY_CHAR;
	}
	static matchRune(re, r) {
		switch (re.op) {
			case Regexp.Op.LITERAL: return re.runes.length === 1 && re.runes[0] === r;
			case Regexp.Op.CHAR_CLASS:
				for (let i = 0; i < re.runes.length; i += 2) if (re.runes[i] <= r && r <= re.runes[i + 1]) return true;
				return false;
			case Regexp.Op.ANY_CHAR_NOT_NL: return r !== 10;
			case Regexp.Op.ANY_CHAR: return true;
		}
		return false;
	}
	static mergeCharClass(dst, src) {
		switch (dst.op) {
			case Regexp.Op.ANY_CHAR: break;
			case Regexp.Op.ANY_CHAR_NOT_NL:
				if (Parser$1.matchRune(src, 10)) dst.op = Regexp.Op.ANY_CHAR;
				break;
			case Regexp.Op.CHAR_CLASS:
				if (src.op === Regexp.Op.LITERAL) dst.runes = new CharClass(dst.runes).appendLiteral(src.runes[0], src.flags).toArray();
				else dst.runes = new CharClass(dst.runes).appendClass(src.runes).toArray();
				break;
			case Regexp.Op.LITERAL:
				if (src.runes[0] === dst.runes[0] && src.flags === dst.flags) break;
				dst.op = Regexp.Op.CHAR_CLASS;
				dst.runes = new CharClass().appendLiteral(dst.runes[0], dst.flags).appendLiteral(src.runes[0], src.flags).toArray();
		}
	}
	static parseEscape(t) {
		const startPos = t.pos();
		t.skip(1);
		if (!t.more()) throw new RE2JSSyntaxException(Parser$1.ERR_TRAILING_BACKSLASH);
		let c = t.pop();
		switch (c) {
			case 49:
			case 50:
			case 51:
			case 52:
			case 53:
			case 54:
			case 48:
			case 55: {
				if (c !== 48 && (!t.more() || t.peek() < 48 || t.peek() > 55)) break;
				let r = c - 48;
				for (let i = 1; i < 3; i++) {
					if (!t.more() || t.peek() < 48 || t.peek() > 55) break;
					r = r * 8 + t.peek() - 48;
					t.skip(1);
				}
				return r;
			}
			case 120: {
				if (!t.more()) break;
				c = t.pop();
				if (c === 123) {
					let nhex = 0;
					let r = 0;
					while (true) {
						if (!t.more()) throw new RE2JSSyntaxException(Parser$1.ERR_INVALID_ESCAPE, t.from(startPos));
						c = t.pop();
						if (c === 125) break;
						const v = unhex(c);
						if (v < 0) throw new RE2JSSyntaxException(Parser$1.ERR_INVALID_ESCAPE, t.from(startPos));
						r = r * 16 + v;
						if (r > 1114111) throw new RE2JSSyntaxException(Parser$1.ERR_INVALID_ESCAPE, t.from(startPos));
						nhex++;
					}
					if (nhex === 0) break;
					return r;
				}
				const x = unhex(c);
				if (!t.more()) break;
				c = t.pop();
				const y = unhex(c);
				if (x < 0 || y < 0) break;
				return x * 16 + y;
			}
			case 97: return 7;
			case 102: return 12;
			case 110: return 10;
			case 114: return 13;
			case 116: return 9;
			case 118: return 11;
			default: if (c <= 127 && !isalnum(c)) return c;
		}
		throw new RE2JSSyntaxException(Parser$1.ERR_INVALID_ESCAPE, t.from(startPos));
	}
	static parseClassChar(t, wholeClassPos) {
		if (!t.more()) throw new RE2JSSyntaxException(Parser$1.ERR_MISSING_BRACKET, t.from(wholeClassPos));
		if (t.lookingAt("\\")) return Parser$1.parseEscape(t);
		return t.pop();
	}
	static concatRunes(x, y) {
		const r = new Array(x.length + y.length);
		for (let i = 0; i < x.length; i++) r[i] = x[i];
		for (let i = 0; i < y.length; i++) r[x.length + i] = y[i];
		return r;
	}
	wholeRegexp;
	flags;
	numCap;
	namedGroups;
	stack;
	free;
	numRegexp;
	numRunes;
	repeats;
	height;
	size;
	constructor(wholeRegexp, flags = 0) {
		this.wholeRegexp = wholeRegexp;
		this.flags = flags;
		this.numCap = 0;
		this.namedGroups = /* @__PURE__ */ new Map();
		this.stack = [];
		this.free = null;
		this.numRegexp = 0;
		this.numRunes = 0;
		this.repeats = 0;
		this.height = null;
		this.size = null;
	}
	newRegexp(op) {
		let re = this.free;
		if (re !== null && re.subs !== null && re.subs.length > 0) {
			this.free = re.subs[0];
			re.reinit();
			re.op = op;
		} else {
			re = new Regexp(op);
			this.numRegexp += 1;
		}
		return re;
	}
	reuse(re) {
		if (this.height !== null) this.height.delete(re);
		if (re.subs !== null && re.subs.length > 0) re.subs[0] = this.free;
		this.free = re;
	}
	checkLimits(re) {
		if (this.numRunes > Parser$1.MAX_RUNES) throw new RE2JSSyntaxException(Parser$1.ERR_LARGE);
		this.checkSize(re);
		this.checkHeight(re);
	}
	checkSize(re) {
		if (this.size === null) {
			if (this.repeats === 0) this.repeats = 1;
			if (re.op === Regexp.Op.REPEAT) {
				let n = re.max;
				if (n === -1) n = re.min;
				if (n <= 0) n = 1;
				if (n > Parser$1.MAX_SIZE / this.repeats) this.repeats = Parser$1.MAX_SIZE;
				else this.repeats *= n;
			}
			if (this.numRegexp < Parser$1.MAX_SIZE / this.repeats) return;
			this.size = /* @__PURE__ */ new Map();
			for (let reEx of this.stack) this.checkSize(reEx);
		}
		if (this.calcSize(re, true) > Parser$1.MAX_SIZE) throw new RE2JSSyntaxException(Parser$1.ERR_LARGE);
	}
	calcSize(re, force = false) {
		if (!force && this.size !== null) {
			const cached = this.size.get(re);
			if (cached !== void 0) return cached;
		}
		let size = 0;
		switch (re.op) {
			case Regexp.Op.LITERAL:
				size = re.runes.length;
				break;
			case Regexp.Op.CAPTURE:
			case Regexp.Op.STAR:
				size = 2 + this.calcSize(re.subs[0]);
				break;
			case Regexp.Op.PLUS:
			case Regexp.Op.QUEST:
				size = 1 + this.calcSize(re.subs[0]);
				break;
			case Regexp.Op.CONCAT:
				for (let sub of re.subs) size = size + this.calcSize(sub);
				break;
			case Regexp.Op.ALTERNATE:
				for (let sub of re.subs) size = size + this.calcSize(sub);
				if (re.subs.length > 1) size = size + re.subs.length - 1;
				break;
			case Regexp.Op.REPEAT: {
				let sub = this.calcSize(re.subs[0]);
				if (re.max === -1) {
					if (re.min === 0) size = 2 + sub;
					else size = 1 + re.min * sub;
					break;
				}
				size = re.max * sub + (re.max - re.min);
				break;
			}
		}
		size = Math.max(1, size);
		this.size?.set(re, size);
		return size;
	}
	checkHeight(re) {
		if (this.numRegexp < Parser$1.MAX_HEIGHT) return;
		if (this.height === null) {
			this.height = /* @__PURE__ */ new Map();
			for (let reEx of this.stack) this.checkHeight(reEx);
		}
		if (this.calcHeight(re, true) > Parser$1.MAX_HEIGHT) throw new RE2JSSyntaxException(Parser$1.ERR_NESTING_DEPTH);
	}
	calcHeight(re, force = false) {
		if (!force && this.height !== null) {
			const cached = this.height.get(re);
			if (cached !== void 0) return cached;
		}
		let h = 1;
		for (let sub of re.subs) {
			const hsub = this.calcHeight(sub);
			if (h < 1 + hsub) h = 1 + hsub;
		}
		this.height?.set(re, h);
		return h;
	}
	pop() {
		return this.stack.pop();
	}
	popToPseudo() {
		const n = this.stack.length;
		let i = n;
		while (i > 0 && !Regexp.isPseudoOp(this.stack[i - 1].op)) i--;
		const r = this.stack.slice(i, n);
		this.stack = this.stack.slice(0, i);
		return r;
	}
	push(re) {
		this.numRunes += re.runes.length;
		if (re.op === Regexp.Op.CHAR_CLASS && re.runes.length === 2 && re.runes[0] === re.runes[1]) {
			if (this.maybeConcat(re.runes[0], this.flags & ~1)) return null;
			re.op = Regexp.Op.LITERAL;
			re.runes = [re.runes[0]];
			re.flags = this.flags & ~1;
		} else if (re.op === Regexp.Op.CHAR_CLASS && re.runes.length === 4 && re.runes[0] === re.runes[1] && re.runes[2] === re.runes[3] && simpleFold(re.runes[0]) === re.runes[2] && simpleFold(re.runes[2]) === re.runes[0] || re.op === Regexp.Op.CHAR_CLASS && re.runes.length === 2 && re.runes[0] + 1 === re.runes[1] && simpleFold(re.runes[0]) === re.runes[1] && simpleFold(re.runes[1]) === re.runes[0]) {
			if (this.maybeConcat(re.runes[0], this.flags | 1)) return null;
			re.op = Regexp.Op.LITERAL;
			re.runes = [re.runes[0]];
			re.flags = this.flags | 1;
		} else this.maybeConcat(-1, 0);
		this.stack.push(re);
		this.checkLimits(re);
		return re;
	}
	maybeConcat(r, flags) {
		const n = this.stack.length;
		if (n < 2) return false;
		const re1 = this.stack[n - 1];
		const re2 = this.stack[n - 2];
		if (re1.op !== Regexp.Op.LITERAL || re2.op !== Regexp.Op.LITERAL || (re1.flags & 1) !== (re2.flags & 1)) return false;
		re2.runes = Parser$1.concatRunes(re2.runes, re1.runes);
		if (r >= 0) {
			re1.runes = [r];
			re1.flags = flags;
			return true;
		}
		this.pop();
		this.reuse(re1);
		return false;
	}
	newLiteral(r, flags) {
		const re = this.newRegexp(Regexp.Op.LITERAL);
		re.flags = flags;
		if ((flags & 1) !== 0) r = Parser$1.minFoldRune(r);
		re.runes = [r];
		return re;
	}
	literal(r) {
		this.push(this.newLiteral(r, this.flags));
	}
	op(op) {
		const re = this.newRegexp(op);
		re.flags = this.flags;
		return this.push(re);
	}
	repeat(op, min, max, beforePos, t, lastRepeatPos) {
		let flags = this.flags;
		if (t.more() && t.lookingAt("?")) {
			t.skip(1);
			flags ^= 32;
		}
		if (lastRepeatPos !== -1) throw new RE2JSSyntaxException(Parser$1.ERR_INVALID_REPEAT_OP, t.from(lastRepeatPos));
		const n = this.stack.length;
		if (n === 0) throw new RE2JSSyntaxException(Parser$1.ERR_MISSING_REPEAT_ARGUMENT, t.from(beforePos));
		const sub = this.stack[n - 1];
		if (Regexp.isPseudoOp(sub.op)) throw new RE2JSSyntaxException(Parser$1.ERR_MISSING_REPEAT_ARGUMENT, t.from(beforePos));
		const re = this.newRegexp(op);
		re.min = min;
		re.max = max;
		re.flags = flags;
		re.subs = [sub];
		this.stack[n - 1] = re;
		this.checkLimits(re);
		if (op === Regexp.Op.REPEAT && (min >= 2 || max >= 2) && !this.repeatIsValid(re, 1e3)) throw new RE2JSSyntaxException(Parser$1.ERR_INVALID_REPEAT_SIZE, t.from(beforePos));
	}
	repeatIsValid(re, n) {
		if (re.op === Regexp.Op.REPEAT) {
			let m = re.max;
			if (m === 0) return true;
			if (m < 0) m = re.min;
			if (m > n) return false;
			if (m > 0) n = Math.trunc(n / m);
		}
		for (let sub of re.subs) if (!this.repeatIsValid(sub, n)) return false;
		return true;
	}
	concat() {
		this.maybeConcat(-1, 0);
		const subs = this.popToPseudo();
		if (subs.length === 0) return this.push(this.newRegexp(Regexp.Op.EMPTY_MATCH));
		return this.push(this.collapse(subs, Regexp.Op.CONCAT));
	}
	alternate() {
		const subs = this.popToPseudo();
		if (subs.length > 0) this.cleanAlt(subs[subs.length - 1]);
		if (subs.length === 0) return this.push(this.newRegexp(Regexp.Op.NO_MATCH));
		return this.push(this.collapse(subs, Regexp.Op.ALTERNATE));
	}
	cleanAlt(re) {
		if (re.op === Regexp.Op.CHAR_CLASS) {
			re.runes = new CharClass(re.runes).cleanClass().toArray();
			if (re.runes.length === 2 && re.runes[0] === 0 && re.runes[1] === 1114111) {
				re.runes = [];
				re.op = Regexp.Op.ANY_CHAR;
			} else if (re.runes.length === 4 && re.runes[0] === 0 && re.runes[1] === 9 && re.runes[2] === 11 && re.runes[3] === 1114111) {
				re.runes = [];
				re.op = Regexp.Op.ANY_CHAR_NOT_NL;
			}
		}
	}
	collapse(subs, op) {
		if (subs.length === 1) return subs[0];
		let len = 0;
		for (let sub of subs) len += sub.op === op ? sub.subs.length : 1;
		let newsubs = new Array(len).fill(null);
		let i = 0;
		for (let sub of subs) if (sub.op === op) {
			for (let j = 0; j < sub.subs.length; j++) newsubs[i++] = sub.subs[j];
			this.reuse(sub);
		} else newsubs[i++] = sub;
		let re = this.newRegexp(op);
		re.subs = newsubs;
		if (op === Regexp.Op.ALTERNATE) {
			if (re.subs.length === 1) {
				const old = re;
				re = re.subs[0];
				this.reuse(old);
			}
		}
		return re;
	}
	parseInternal() {
		if ((this.flags & 2) !== 0) return Parser$1.literalRegexp(this.wholeRegexp, this.flags);
		let lastRepeatPos = -1;
		let min = -1;
		let max = -1;
		const t = new StringIterator(this.wholeRegexp);
		while (t.more()) {
			let repeatPos = -1;
			switch (t.peek()) {
				case 40:
					if (t.lookingAt("(?")) {
						this.parsePerlFlags(t);
						break;
					}
					const lparen = this.op(Regexp.Op.LEFT_PAREN);
					if (lparen === null) throw new Error("op(LEFT_PAREN) unexpectedly returned null");
					lparen.cap = ++this.numCap;
					t.skip(1);
					break;
				case 124:
					this.parseVerticalBar();
					t.skip(1);
					break;
				case 41:
					this.parseRightParen();
					t.skip(1);
					break;
				case 94:
					if ((this.flags & 16) !== 0) this.op(Regexp.Op.BEGIN_TEXT);
					else this.op(Regexp.Op.BEGIN_LINE);
					t.skip(1);
					break;
				case 36:
					if ((this.flags & 16) !== 0) {
						const endText = this.op(Regexp.Op.END_TEXT);
						if (endText === null) throw new Error("op(END_TEXT) unexpectedly returned null");
						endText.flags |= 256;
					} else this.op(Regexp.Op.END_LINE);
					t.skip(1);
					break;
				case 46:
					if ((this.flags & 8) !== 0) this.op(Regexp.Op.ANY_CHAR);
					else this.op(Regexp.Op.ANY_CHAR_NOT_NL);
					t.skip(1);
					break;
				case 91:
					this.parseClass(t);
					break;
				case 42:
				case 43:
				case 63: {
					repeatPos = t.pos();
					let op = null;
					switch (t.pop()) {
						case 42:
							op = Regexp.Op.STAR;
							break;
						case 43:
							op = Regexp.Op.PLUS;
							break;
						case 63: op = Regexp.Op.QUEST;
					}
					if (op === null) throw new Error("repeat op unexpectedly null");
					this.repeat(op, min, max, repeatPos, t, lastRepeatPos);
					break;
				}
				case 123: {
					repeatPos = t.pos();
					const minMax = Parser$1.parseRepeat(t);
					if (minMax < 0) {
						t.rewindTo(repeatPos);
						this.literal(t.pop());
						break;
					}
					min = minMax >> 16;
					max = (minMax & MAX_BMP) << 16 >> 16;
					this.repeat(Regexp.Op.REPEAT, min, max, repeatPos, t, lastRepeatPos);
					break;
				}
				case 92: {
					const savedPos = t.pos();
					t.skip(1);
					let handled = false;
					if (t.more()) switch (t.pop()) {
						case 65:
							this.op(Regexp.Op.BEGIN_TEXT);
							handled = true;
							break;
						case 98:
							this.op(Regexp.Op.WORD_BOUNDARY);
							handled = true;
							break;
						case 66:
							this.op(Regexp.Op.NO_WORD_BOUNDARY);
							handled = true;
							break;
						case 67: throw new RE2JSSyntaxException(Parser$1.ERR_INVALID_ESCAPE, "\\C");
						case 81: {
							let lit = t.rest();
							const i = lit.indexOf("\\E");
							if (i >= 0) {
								lit = lit.substring(0, i);
								t.skipString(lit);
								t.skipString("\\E");
							} else t.skipString(lit);
							let j = 0;
							while (j < lit.length) {
								const codepoint = codePointAtOrThrow(lit, j);
								this.literal(codepoint);
								j += charCount(codepoint);
							}
							handled = true;
							break;
						}
						case 122:
							this.op(Regexp.Op.END_TEXT);
							handled = true;
							break;
						default: t.rewindTo(savedPos);
					}
					else t.rewindTo(savedPos);
					if (handled) break;
					const re = this.newRegexp(Regexp.Op.CHAR_CLASS);
					re.flags = this.flags;
					if (t.lookingAt("\\p") || t.lookingAt("\\P")) {
						const cc = new CharClass();
						if (this.parseUnicodeClass(t, cc)) {
							re.runes = cc.toArray();
							this.push(re);
							break;
						}
					}
					const cc = new CharClass();
					if (this.parsePerlClassEscape(t, cc)) {
						re.runes = cc.toArray();
						this.push(re);
						break;
					}
					t.rewindTo(savedPos);
					this.reuse(re);
					this.literal(Parser$1.parseEscape(t));
					break;
				}
				default: this.literal(t.pop());
			}
			lastRepeatPos = repeatPos;
		}
		this.concat();
		if (this.swapVerticalBar()) this.pop();
		this.alternate();
		if (this.stack.length !== 1) throw new RE2JSSyntaxException(Parser$1.ERR_MISSING_PAREN, this.wholeRegexp);
		this.stack[0].namedGroups = this.namedGroups;
		return this.stack[0];
	}
	parsePerlFlags(t) {
		const startPos = t.pos();
		if (t.lookingAt("(?P<") || t.lookingAt("(?<")) {
			const s = t.rest();
			const begin = s.charAt(2) === "P" ? 4 : 3;
			const end = s.indexOf(">");
			if (end < 0) throw new RE2JSSyntaxException(Parser$1.ERR_INVALID_NAMED_CAPTURE, s);
			const name = s.substring(begin, end);
			t.skipString(name);
			t.skip(begin + 1);
			if (!Parser$1.isValidCaptureName(name)) throw new RE2JSSyntaxException(Parser$1.ERR_INVALID_NAMED_CAPTURE, s.substring(0, end + 1));
			const re = this.op(Regexp.Op.LEFT_PAREN);
			if (re === null) throw new Error("op(LEFT_PAREN) unexpectedly returned null");
			re.cap = ++this.numCap;
			if (this.namedGroups.get(name)) throw new RE2JSSyntaxException(Parser$1.ERR_DUPLICATE_NAMED_CAPTURE, name);
			this.namedGroups.set(name, this.numCap);
			re.name = name;
			return;
		}
		t.skip(2);
		let flags = this.flags;
		let sign = 1;
		let sawFlag = false;
		loop: while (t.more()) {
			const c = t.pop();
			switch (c) {
				case 105:
					flags |= 1;
					sawFlag = true;
					break;
				case 109:
					flags &= ~16;
					sawFlag = true;
					break;
				case 115:
					flags |= 8;
					sawFlag = true;
					break;
				case 85:
					flags |= 32;
					sawFlag = true;
					break;
				case 45:
					if (sign < 0) break loop;
					sign = -1;
					flags = ~flags;
					sawFlag = false;
					break;
				case 58:
				case 41:
					if (sign < 0) {
						if (!sawFlag) break loop;
						flags = ~flags;
					}
					if (c === 58) this.op(Regexp.Op.LEFT_PAREN);
					this.flags = flags;
					return;
				default: break loop;
			}
		}
		throw new RE2JSSyntaxException(Parser$1.ERR_INVALID_PERL_OP, t.from(startPos));
	}
	parseVerticalBar() {
		this.concat();
		if (!this.swapVerticalBar()) this.op(Regexp.Op.VERTICAL_BAR);
	}
	swapVerticalBar() {
		const n = this.stack.length;
		if (n >= 3 && this.stack[n - 2].op === Regexp.Op.VERTICAL_BAR && Parser$1.isCharClass(this.stack[n - 1]) && Parser$1.isCharClass(this.stack[n - 3])) {
			let re1 = this.stack[n - 1];
			let re3 = this.stack[n - 3];
			if (re1.op > re3.op) {
				const tmp = re3;
				re3 = re1;
				re1 = tmp;
				this.stack[n - 3] = re3;
			}
			Parser$1.mergeCharClass(re3, re1);
			this.reuse(re1);
			this.pop();
			return true;
		}
		if (n >= 2) {
			const re1 = this.stack[n - 1];
			const re2 = this.stack[n - 2];
			if (re2.op === Regexp.Op.VERTICAL_BAR) {
				if (n >= 3) this.cleanAlt(this.stack[n - 3]);
				this.stack[n - 2] = re1;
				this.stack[n - 1] = re2;
				return true;
			}
		}
		return false;
	}
	parseRightParen() {
		this.concat();
		if (this.swapVerticalBar()) this.pop();
		this.alternate();
		if (this.stack.length < 2) throw new RE2JSSyntaxException(Parser$1.ERR_UNEXPECTED_PAREN, this.wholeRegexp);
		const re1 = this.pop();
		if (re1 === void 0) throw new RE2JSSyntaxException(Parser$1.ERR_BAD_EXPRESSION, this.wholeRegexp);
		const re2 = this.pop();
		if (re2 === void 0 || re2.op !== Regexp.Op.LEFT_PAREN) throw new RE2JSSyntaxException(Parser$1.ERR_UNEXPECTED_PAREN, this.wholeRegexp);
		this.flags = re2.flags;
		if (re2.cap === 0) this.push(re1);
		else {
			re2.op = Regexp.Op.CAPTURE;
			re2.subs = [re1];
			this.push(re2);
		}
	}
	parsePerlClassEscape(t, cc) {
		const beforePos = t.pos();
		if (!t.more() || t.pop() !== 92 || !t.more()) return false;
		t.pop();
		const p = t.from(beforePos);
		const g = getPerlGroups().get(p);
		if (g === void 0) return false;
		cc.appendGroup(g, (this.flags & 1) !== 0);
		return true;
	}
	parseNamedClass(t, cc) {
		const cls = t.rest();
		const i = cls.indexOf(":]");
		if (i < 0) return false;
		const name = cls.substring(0, i + 2);
		t.skipString(name);
		const g = getPosixGroups().get(name);
		if (g === void 0) throw new RE2JSSyntaxException(Parser$1.ERR_INVALID_CHAR_RANGE, name);
		cc.appendGroup(g, (this.flags & 1) !== 0);
		return true;
	}
	parseUnicodeClass(t, cc) {
		const startPos = t.pos();
		if ((this.flags & 128) === 0 || !t.lookingAt("\\p") && !t.lookingAt("\\P")) return false;
		t.skip(1);
		let sign = 1;
		let c = t.pop();
		if (c === 80) sign = -1;
		if (!t.more()) {
			t.rewindTo(startPos);
			throw new RE2JSSyntaxException(Parser$1.ERR_INVALID_CHAR_RANGE, t.rest());
		}
		c = t.pop();
		let name;
		if (c !== 123) name = runeToString(c);
		else {
			const rest = t.rest();
			const end = rest.indexOf("}");
			if (end < 0) {
				t.rewindTo(startPos);
				throw new RE2JSSyntaxException(Parser$1.ERR_INVALID_CHAR_RANGE, t.rest());
			}
			name = rest.substring(0, end);
			t.skipString(name);
			t.skip(1);
		}
		if (!(name.length === 0) && name.codePointAt(0) === 94) {
			sign = 0 - sign;
			name = name.substring(1);
		}
		const pair = Parser$1.unicodeTable(name);
		if (pair === null) throw new RE2JSSyntaxException(Parser$1.ERR_INVALID_CHAR_RANGE, t.from(startPos));
		if (pair.sign < 0) sign = 0 - sign;
		const tab = pair.tab;
		const fold = pair.fold;
		if (tab === null) throw new RE2JSSyntaxException(Parser$1.ERR_INVALID_CHAR_RANGE, t.from(startPos));
		if ((this.flags & 1) === 0 || fold === null) cc.appendTableWithSign(tab, sign);
		else {
			const tmp = new CharClass().appendTable(tab).appendTable(fold).cleanClass().toArray();
			cc.appendClassWithSign(tmp, sign);
		}
		return true;
	}
	parseClass(t) {
		const startPos = t.pos();
		t.skip(1);
		const re = this.newRegexp(Regexp.Op.CHAR_CLASS);
		re.flags = this.flags;
		const cc = new CharClass();
		let sign = 1;
		if (t.more() && t.lookingAt("^")) {
			sign = -1;
			t.skip(1);
			if ((this.flags & 4) === 0) cc.appendRange(10, 10);
		}
		let first = true;
		while (!t.more() || t.peek() !== 93 || first) {
			first = false;
			const beforePos = t.pos();
			if (t.lookingAt("[:")) {
				if (this.parseNamedClass(t, cc)) continue;
				t.rewindTo(beforePos);
			}
			if (this.parseUnicodeClass(t, cc)) continue;
			if (this.parsePerlClassEscape(t, cc)) continue;
			t.rewindTo(beforePos);
			const lo = Parser$1.parseClassChar(t, startPos);
			let hi = lo;
			if (t.more() && t.lookingAt("-")) {
				t.skip(1);
				if (t.more() && t.lookingAt("]")) t.skip(-1);
				else {
					hi = Parser$1.parseClassChar(t, startPos);
					if (hi < lo) throw new RE2JSSyntaxException(Parser$1.ERR_INVALID_CHAR_RANGE, t.from(beforePos));
				}
			}
			if ((this.flags & 1) === 0) cc.appendRange(lo, hi);
			else cc.appendFoldedRange(lo, hi);
		}
		t.skip(1);
		cc.cleanClass();
		if (sign < 0) cc.negateClass();
		re.runes = cc.toArray();
		this.push(re);
	}
};

// node_modules/@bufbuild/re2/dist/esm/RE2.js
var RE2 = class RE2 {
	expr;
	prog;
	numSubexp;
	cond;
	prefix;
	prefixComplete;
	prefixRune;
	dfa;
	prefilter;
	namedGroups;
	static compile(expr) {
		return RE2.compileImpl(expr, 212);
	}
	static compileImpl(expr, mode) {
		return new RE2(expr, mode);
	}
	constructor(expr, mode) {
		let re = Parser$1.parse(expr, mode);
		re = simplify(re);
		const prefilter = PrefilterTree.build(re);
		const prog = Compiler.compileRegexp(re);
		this.prefilter = prefilter.type === Prefilter.Type.NONE ? null : prefilter;
		const [prefixCompl, prefixStr] = prog.prefix();
		this.prefixComplete = prefixCompl;
		this.prefix = prefixStr;
		this.prefixRune = 0;
		if (this.prefix.length > 0) {
			const cp = this.prefix.codePointAt(0);
			if (cp === void 0) throw new Error("RE2: prefix has no code point");
			this.prefixRune = cp;
		}
		this.namedGroups = re.namedGroups;
		this.expr = expr;
		this.prog = prog;
		this.numSubexp = re.maxCap();
		this.cond = prog.startCond();
		this.dfa = new DFA(this.prog);
	}
	matchPrefixComplete(input, pos, anchor, ncap) {
		if ((anchor === 1 || anchor === 2) && pos !== 0) return null;
		let matchStart = -1;
		let matchEnd = -1;
		const pLen = input.prefixLength(this);
		if (anchor === 0) {
			const idx = input.index(this, pos);
			if (idx < 0) return null;
			matchStart = pos + idx;
			matchEnd = matchStart + pLen;
		} else if (anchor === 2) {
			if (input.endPos() !== pLen) return null;
			if (input.index(this, 0) !== 0) return null;
			matchStart = 0;
			matchEnd = pLen;
		} else if (anchor === 1) {
			if (input.index(this, 0) !== 0) return null;
			matchStart = 0;
			matchEnd = pLen;
		}
		if (matchStart < 0) return null;
		if (ncap > 0) {
			const matchcap = new Int32Array(ncap).fill(-1);
			matchcap[0] = matchStart;
			matchcap[1] = matchEnd;
			return Array.from(matchcap);
		}
		return [];
	}
	executeEngine(input, pos, anchor, ncap) {
		if (this.prefixComplete && (ncap === 0 || this.numSubexp === 0)) return this.matchPrefixComplete(input, pos, anchor, ncap);
		if (this.prefilter !== null && anchor === 0) {
			if (!this.prefilter.eval(input, pos)) return null;
		}
		const dfaResult = this.dfa.match(input, pos, anchor);
		if (dfaResult !== null) return dfaResult ? [] : null;
		return this._nfaFallback(input, pos, anchor) ? [] : null;
	}
	_nfaFallback(input, pos, anchor) {
		const prog = this.prog;
		const endPos = input.endPos();
		const addState = (set, visited, pc, context) => {
			if (pc < 0 || pc >= prog.numInst() || visited.has(pc)) return;
			visited.add(pc);
			const inst = prog.getInst(pc);
			switch (inst.op) {
				case Inst.ALT:
				case Inst.ALT_MATCH:
					addState(set, visited, inst.out, context);
					addState(set, visited, inst.arg, context);
					break;
				case Inst.NOP:
				case Inst.CAPTURE:
					addState(set, visited, inst.out, context);
					break;
				case Inst.EMPTY_WIDTH:
					if ((inst.arg & ~context) === 0) addState(set, visited, inst.out, context);
					break;
				default: set.add(pc);
			}
		};
		let current = /* @__PURE__ */ new Set();
		let next = /* @__PURE__ */ new Set();
		let prevRune = -1;
		if (pos > 0) {
			const r = input.step(pos - 1) >> 3;
			if (r >= 0) prevRune = r;
		}
		for (let i = pos; i <= endPos; i++) {
			const rune = i < endPos ? input.step(i) >> 3 : -1;
			const width = i < endPos ? input.step(i) & 7 : 0;
			const context = emptyOpContext(prevRune, rune);
			if (anchor === 0 || i === pos) addState(current, /* @__PURE__ */ new Set(), prog.start, context);
			if (anchor !== 2) {
				for (const pc of current) if (prog.getInst(pc).op === Inst.MATCH) return true;
			}
			if (i >= endPos || width === 0) break;
			next.clear();
			for (const pc of current) {
				const inst = prog.getInst(pc);
				if (Inst.isRuneOp(inst.op) && inst.matchRune(rune)) {
					const nextContext = emptyOpContext(rune, i + width < endPos ? input.step(i + width) >> 3 : -1);
					addState(next, /* @__PURE__ */ new Set(), inst.out, nextContext);
				}
			}
			if (anchor === 0) {
				const nextRune = i + width < endPos ? input.step(i + width) >> 3 : -1;
				const nextContext = emptyOpContext(rune, nextRune);
				addState(next, /* @__PURE__ */ new Set(), prog.start, nextContext);
			}
			prevRune = rune;
			[current, next] = [next, current];
			i += width - 1;
		}
		const endContext = emptyOpContext(prevRune, -1);
		const visited = /* @__PURE__ */ new Set();
		const finalSet = /* @__PURE__ */ new Set();
		for (const pc of current) addState(finalSet, visited, pc, endContext);
		for (const pc of finalSet) if (prog.getInst(pc).op === Inst.MATCH) return true;
		return false;
	}
	numberOfCapturingGroups() {
		return this.numSubexp;
	}
	reset() {}
	toString() {
		return this.expr;
	}
	match(s) {
		return this.executeEngine(fromUTF16(s), 0, 0, 0) !== null;
	}
};

// node_modules/@bufbuild/re2/dist/esm/index.js
/**
* A compiled representation of an RE2 regular expression
*/
var RE2JS = class RE2JS {
	patternInput;
	flagsInput;
	re2Input;
	/**
	* Flag: case insensitive matching.
	*/
	static CASE_INSENSITIVE = 1;
	/**
	* Flag: dot ({@code .}) matches all characters, including newline.
	*/
	static DOTALL = 2;
	/**
	* Flag: multiline matching: {@code ^} and {@code $} match at beginning and end of line, not just
	* beginning and end of input.
	*/
	static MULTILINE = 4;
	/**
	* Flag: Unicode groups (e.g. {@code \p{Greek}} ) will be syntax errors.
	*/
	static DISABLE_UNICODE_GROUPS = 8;
	/**
	* Returns a literal pattern string for the specified string.
	*
	* @param {string} str The string to be literalized
	* @returns {string} A literal string replacement
	*/
	static quote(str) {
		return quoteMeta(str);
	}
	/**
	* Helper: create new RE2JS with given regex and flags.
	* @param {string} regex
	* @param {number} [flags=0]
	* @returns {RE2JS}
	*/
	static compile(regex, flags = 0) {
		return new RE2JS(regex, flags);
	}
	static validateFlags(flags) {
		if ((flags & ~(RE2JS.MULTILINE | RE2JS.DOTALL | RE2JS.CASE_INSENSITIVE | RE2JS.DISABLE_UNICODE_GROUPS)) !== 0) throw new RE2JSFlagsException("Flags should only be a combination of MULTILINE, DOTALL, CASE_INSENSITIVE, DISABLE_UNICODE_GROUPS");
	}
	static buildRegexWithFlags(regex, flags = 0) {
		let fregex = regex;
		if ((flags & RE2JS.CASE_INSENSITIVE) !== 0) fregex = `(?i)${fregex}`;
		if ((flags & RE2JS.DOTALL) !== 0) fregex = `(?s)${fregex}`;
		if ((flags & RE2JS.MULTILINE) !== 0) fregex = `(?m)${fregex}`;
		return fregex;
	}
	/**
	* Matches a string against a regular expression.
	*
	* @param {string} regex the regular expression
	* @param {string} input the input
	* @returns {boolean} true if the regular expression matches the entire input
	* @throws RE2JSSyntaxException if the regular expression is malformed
	*/
	static matches(regex, input) {
		return RE2JS.compile(regex).testExact(input);
	}
	/**
	* @param {string} pattern
	* @param {number} flags
	*/
	constructor(pattern, flags = 0) {
		let re2Flags = 212;
		if ((flags & RE2JS.DISABLE_UNICODE_GROUPS) !== 0) re2Flags &= ~128;
		RE2JS.validateFlags(flags);
		const fregex = RE2JS.buildRegexWithFlags(pattern, flags);
		this.patternInput = pattern;
		this.flagsInput = flags;
		this.re2Input = RE2.compileImpl(fregex, re2Flags);
	}
	/**
	* Releases memory used by internal caches associated with this pattern.
	*/
	reset() {
		this.re2Input.reset();
	}
	/**
	* Returns the flags used in the constructor.
	* @returns {number}
	*/
	flags() {
		return this.flagsInput;
	}
	/**
	* Returns the pattern used in the constructor.
	* @returns {string}
	*/
	pattern() {
		return this.patternInput;
	}
	re2() {
		return this.re2Input;
	}
	/**
	* Matches a string against a regular expression.
	*
	* @param {string} input the input
	* @returns {boolean} true if the regular expression matches the entire input
	*/
	matches(input) {
		return this.testExact(input);
	}
	/**
	* Tests whether the regular expression matches any part of the input string.
	*
	* @param {string} input - The input string to test against.
	* @returns {boolean} `true` if the pattern is found anywhere in the input, `false` otherwise.
	*/
	test(input) {
		return this.re2Input.match(input);
	}
	/**
	* Tests whether the regular expression matches the ENTIRE input string.
	*
	* @param {string} input - The input string to test against.
	* @returns {boolean} `true` if the exact input string fully matches the pattern, `false` otherwise.
	*/
	testExact(input) {
		return this.re2Input.executeEngine(fromUTF16(input), 0, 2, 0) !== null;
	}
	toString() {
		return this.patternInput;
	}
	/**
	* Returns the number of capturing groups in this matcher's pattern.
	*/
	groupCount() {
		return this.re2Input.numberOfCapturingGroups();
	}
	/**
	* Return a map of the capturing groups in this matcher's pattern.
	*/
	namedGroups() {
		return this.re2Input.namedGroups;
	}
};

// src/cel/pattern.ts
/** Regular expressions in RE2's syntax, which never backtracks. */
/**
* Returns the pattern, or its mistake: a message that starts in lower case and has no final period.
*/
function compilePattern(source) {
	if (source.length > 256) return { problem: `the pattern is longer than ${256} characters` };
	try {
		const pattern = RE2JS.compile(source);
		return {
			test: (text) => pattern.test(text),
			size: 1 + Math.floor(pattern.re2Input.prog.inst.length / 4)
		};
	} catch (error) {
		if (!(error instanceof RE2JSException)) throw error;
		return { problem: `the pattern is not valid in RE2: ${error.message.replace(/^error parsing regexp: /v, "")}` };
	}
}

// src/cel/checker.ts
/**
* Turns the syntax tree of an expression into a function that evaluates it, and checks all types.
*/
const callable = [
	...functionNames,
	"matches",
	"has",
	...macroNames
];
/** Returns the checked expression. Reports mistakes to `scope.report`. */
function checkExpression(expression, scope) {
	switch (expression.kind) {
		case "name": {
			const found = scope.names.get(expression.name);
			if (found !== void 0) return scope.notNull.has(expression.name) ? {
				...found,
				type: withoutNull(found.type)
			} : found;
			const hint = scope.suggest(expression.name, [...scope.names.keys()]);
			return failed(scope, expression.at, `there is no "${expression.name}" here${hint}`);
		}
		case "field": return checkField(expression, checkExpression(expression.of, scope), scope);
		case "index": return checkIndex(expression, scope);
		case "call": return checkCall(expression, scope);
		case "unary": return expression.operator === "!" ? checkNot(expression.operand, scope) : checkMinus(expression.operand, scope);
		case "binary": return checkBinary(expression, scope);
		case "logic": return checkLogic(expression, scope);
		case "choice": return checkChoice(expression, scope);
		case "list": return checkList(expression.items, scope);
		case "map": return checkMap(expression.entries, scope);
		default: return checkLiteral(expression);
	}
}
function failed({ report }, at, message) {
	report({
		at,
		message
	});
	return invalid;
}
const literalTypes = {
	text: string,
	bool,
	int,
	double,
	null: { kind: "null" }
};
function checkLiteral({ kind, value }) {
	return {
		type: literalTypes[kind],
		run: () => value
	};
}
function checkCall(call, scope) {
	if (call.name === "has" && call.target === null) return checkHas(call, scope);
	if (isMacro(call.name)) return checkMacro(call, scope);
	if (call.name === "matches") return checkMatches(call, scope);
	return checkFunction(call, scope, callable);
}
/**
* The pattern must be a literal, so that it is compiled once, and a mistake in it is reported when
* the policy is read.
*/
function checkMatches(call, scope) {
	const operands = call.target === null ? call.args : [call.target, ...call.args];
	const [text, pattern] = operands;
	if (text === void 0 || pattern?.kind !== "text" || operands.length !== 2) return failed(scope, call.at, "\"matches\" is written x.matches(\"pattern\")");
	const subject = checkAs("string", text, scope);
	const compiled = compilePattern(String(pattern.value));
	if ("problem" in compiled) return failed(scope, pattern.at, compiled.problem);
	if (subject === void 0) return invalid;
	const run = strict([subject], ([value], activation) => {
		const subjectText = textOf(value);
		activation.charge(1 + subjectText.length * compiled.size);
		return compiled.test(subjectText);
	});
	return {
		type: bool,
		run
	};
}
/**
* Returns the expression if it is of that kind; otherwise reports the mistake and returns
* undefined.
*/
function checkAs(kind, expression, scope) {
	const { type, run } = scope.check(expression, scope);
	if (type.kind === kind) return run;
	if (type.kind === "wrong" || reportNullUse(expression, type, scope)) return void 0;
	const wanted = kind === "bool" ? "true or false" : "text";
	scope.report({
		at: expression.at,
		message: `expected ${wanted}, found ${describeType(type)}`
	});
}
function checkNot(operand, scope) {
	const run = checkAs("bool", operand, scope);
	return run === void 0 ? invalid : {
		type: bool,
		run: strict([run], ([value]) => value !== true)
	};
}
function checkMinus(operand, scope) {
	const { type, run } = scope.check(operand, scope);
	if (type.kind === "wrong" || reportNullUse(operand, type, scope)) return invalid;
	if (type.kind === "double") return {
		type: double,
		run: strict([run], ([n]) => -Number(n))
	};
	if (type.kind === "int") return {
		type: int,
		run: strict([run], ([n]) => wholeNumber(-Number(n)))
	};
	return failed(scope, operand.at, `"-" does not take ${describeType(type)}`);
}
/**
* One false operand makes an "and" false, even if other operands were not seen; one true operand
* makes an "or" true.
*/
function checkLogic({ operator, operands }, scope) {
	const decisive = operator === "||";
	const runs = [];
	let here = scope;
	for (const operand of operands) {
		const run = checkAs("bool", operand, here);
		if (run !== void 0) runs.push(run);
		here = knowing(here, pathsNotNull(operand, !decisive));
	}
	if (runs.length < operands.length) return invalid;
	const run = (frame) => {
		frame.activation.charge(1);
		let unknown;
		let failure;
		for (const operand of runs) {
			const value = operand(frame);
			if (value === decisive) return decisive;
			if (value instanceof UnknownValue) unknown = mergeUnknown(unknown, value);
			else if (value instanceof EvaluationError) failure ??= value;
		}
		return unknown ?? failure ?? !decisive;
	};
	return {
		type: bool,
		run
	};
}
function checkChoice(expression, scope) {
	const { condition, yes, no } = expression;
	const test = checkAs("bool", condition, scope);
	const left = scope.check(yes, knowing(scope, pathsNotNull(condition, true)));
	const right = scope.check(no, knowing(scope, pathsNotNull(condition, false)));
	const type = joinTypes(left.type, right.type);
	if (type === void 0) {
		const message = `the two outcomes differ: ${describeType(left.type)} and ${describeType(right.type)}`;
		return failed(scope, expression.at, message);
	}
	if (test === void 0 || type.kind === "wrong") return invalid;
	const run = (frame) => {
		frame.activation.charge(1);
		const value = test(frame);
		if (value === true) return left.run(frame);
		return value === false ? right.run(frame) : value;
	};
	return {
		type,
		run
	};
}
function checkList(items, scope) {
	const checked = items.map((item) => scope.check(item, scope));
	const type = joinElements(items, checked, scope);
	return {
		type: type.kind === "wrong" ? wrong : listOf(type),
		run: listRun(checked.map(({ run }) => run))
	};
}
function checkMap(entries, scope) {
	const keys = entries.map(([key]) => checkAs("string", key, scope));
	const values = entries.map(([, value]) => scope.check(value, scope));
	const type = joinElements(entries.map(([, value]) => value), values, scope);
	const runs = keys.filter((key) => key !== void 0);
	if (runs.length < keys.length || type.kind === "wrong") return invalid;
	const run = strictWithPartial([...runs, ...values.map((value) => value.run)], (operands) => {
		const map = /* @__PURE__ */ new Map();
		for (const [at, key] of operands.slice(0, runs.length).entries()) {
			if (map.has(key)) return new EvaluationError(`a map has the entry ${JSON.stringify(key)} twice`);
			map.set(key, operands[runs.length + at] ?? null);
		}
		return map;
	});
	return {
		type: mapOf(type),
		run
	};
}
/** Returns the type of the elements of a list or a map. */
function joinElements(items, checked, scope) {
	let joined = nothing;
	for (const [at, { type }] of checked.entries()) {
		const wider = joinTypes(joined, type);
		if (wider === void 0) {
			const message = `the others here are ${describeType(joined)}, this is ${describeType(type)}`;
			scope.report({
				at: items[at]?.at ?? 0,
				message
			});
			return wrong;
		}
		joined = wider;
	}
	return joined;
}

// src/cel/ast.ts
/**
* The syntax tree of an expression. Offsets are in UTF-16 code units from the expression's start.
*/
const relations = [
	"==",
	"!=",
	"<=",
	">=",
	"<",
	">",
	"in"
];
const sums = ["+", "-"];
const products = [
	"*",
	"/",
	"%"
];
/** Stops parsing at the first text that is not CEL. Never leaves this folder. */
var ExpressionSyntaxError = class extends Error {
	at;
	constructor(at, message) {
		super(message);
		this.at = at;
	}
};

// src/cel/lexer.ts
/** Splits the text of an expression into tokens. */
const space = /(?:\s|\/\/[^\n]*)+/vy;
const name = /[A-Za-z_][A-Za-z0-9_]*/vy;
const number = /0[xX][0-9A-Fa-f]+|(?:\d+\.\d+|\.\d+)(?:[eE][\-+]?\d+)?|\d+(?:[eE][\-+]?\d+)|\d+/vy;
const symbol = /&&|\|\||[=!<>]=|[!<>+\-*\/%?:.,\(\)\[\]\{\}]/vy;
const opening = /[rR]?(?:"""|'''|"|')/vy;
const misspelled = {
	"=": "write \"==\" to compare",
	"&": "write \"&&\" for \"and\"",
	"|": "write \"||\" for \"or\""
};
/** Returns the tokens, the last of kind `end`. Throws `ExpressionSyntaxError`. */
function tokenize(text) {
	const tokens = [];
	let at = 0;
	while (at < text.length) {
		const gap = match(space, text, at);
		if (gap !== void 0) {
			at += gap.length;
			continue;
		}
		const token = readToken(text, at);
		tokens.push(token);
		at = token.end;
	}
	return [...tokens, {
		kind: "end",
		value: "",
		at: text.length
	}];
}
function readToken(text, at) {
	const quote = match(opening, text, at);
	if (quote !== void 0) return readText(text, at, quote);
	const word = match(name, text, at);
	if (word !== void 0) {
		const next = text[at + word.length];
		if (/^[bB][rR]?$|^[rR][bB]$/v.test(word) && (next === "\"" || next === "'")) throw new ExpressionSyntaxError(at, "bytes are not supported: write text without the b");
		return {
			kind: "name",
			value: word,
			at,
			end: at + word.length
		};
	}
	const digits = match(number, text, at);
	if (digits !== void 0) return readNumber(text, at, digits);
	const sign = match(symbol, text, at);
	if (sign !== void 0) return {
		kind: "symbol",
		value: sign,
		at,
		end: at + sign.length
	};
	const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
	const hint = misspelled[character];
	throw new ExpressionSyntaxError(at, `${JSON.stringify(character)} is not understood here${hint === void 0 ? "" : `: ${hint}`}`);
}
function readNumber(text, at, digits) {
	const end = at + digits.length;
	const next = text[end] ?? "";
	if (/[uU]/v.test(next)) throw new ExpressionSyntaxError(end, "unsigned numbers are not supported");
	if (/[A-Za-z_0-9]/v.test(next)) throw new ExpressionSyntaxError(end, "a number ends in a letter");
	const value = Number(digits);
	if (/^0[xX]|^\d+$/v.test(digits)) {
		if (!Number.isSafeInteger(value)) throw new ExpressionSyntaxError(at, "the number is too large");
		return {
			kind: "int",
			value,
			at,
			end
		};
	}
	if (!Number.isFinite(value)) throw new ExpressionSyntaxError(at, "the number is too large");
	return {
		kind: "double",
		value,
		at,
		end
	};
}
function readText(text, at, opener) {
	const raw = /^[rR]/v.test(opener);
	const quote = raw ? opener.slice(1) : opener;
	const parts = [];
	let position = at + opener.length;
	while (!text.startsWith(quote, position)) {
		const character = text[position];
		if (character === void 0 || quote.length === 1 && /[\n\r]/v.test(character)) throw new ExpressionSyntaxError(at, "the text has no closing quote");
		if (character === "\\" && !raw) {
			const escape = readEscape(text, position);
			parts.push(escape.value);
			position += escape.length;
		} else {
			parts.push(character);
			position += 1;
		}
	}
	return {
		kind: "text",
		value: parts.join(""),
		at,
		end: position + quote.length
	};
}
const escapes = {
	a: "\x07",
	b: "\b",
	f: "\f",
	n: "\n",
	r: "\r",
	t: "	",
	v: "\v",
	"\\": "\\",
	"?": "?",
	"\"": "\"",
	"'": "'",
	"`": "`"
};
const codes = /\\(?:[xX]([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))|\\([0-3][0-7]{2})/vy;
function readEscape(text, at) {
	const simple = escapes[text[at + 1] ?? ""];
	if (simple !== void 0) return {
		value: simple,
		length: 2
	};
	codes.lastIndex = at;
	const [whole, ...groups] = codes.exec(text) ?? [];
	const hexadecimal = groups[0] ?? groups[1] ?? groups[2];
	const code = hexadecimal === void 0 ? Number.parseInt(groups[3] ?? "", 8) : Number.parseInt(hexadecimal, 16);
	if (whole === void 0 || !(code <= 1114111 && !(code >= 55296 && code <= 57343))) throw new ExpressionSyntaxError(at, `the backslash does not start a known escape: write \\\\ for a backslash, or r before the quote`);
	return {
		value: String.fromCodePoint(code),
		length: whole.length
	};
}
function match(pattern, text, at) {
	pattern.lastIndex = at;
	return pattern.exec(text)?.[0];
}

// src/cel/parser.ts
/**
* Parses the text of an expression into its syntax tree, by the grammar of CEL's language
* definition.
*/
/** Returns the tree, or the first syntax error. Throws nothing because of the text. */
function parseExpression(text) {
	if (text.length > 4096) return { problem: {
		at: 0,
		message: `the expression is longer than ${maxExpressionLength} characters`
	} };
	try {
		const tokens = tokenize(text);
		return { expression: new Parser(tokens).parseAll() };
	} catch (error) {
		if (!(error instanceof ExpressionSyntaxError)) throw error;
		return { problem: {
			at: error.at,
			message: error.message
		} };
	}
}
const literals = {
	true: true,
	false: false,
	null: null
};
const reserved = new Set("as break const continue else for function if import let loop package namespace return var void while".split(" "));
const levels = [
	relations,
	sums,
	products
];
var Parser = class {
	#tokens;
	#position = 0;
	#depth = 0;
	constructor(tokens) {
		this.#tokens = tokens;
	}
	parseAll() {
		const expression = this.#parseChoice();
		if (this.#peek().kind !== "end") throw unexpected(this.#peek(), "an operator or the end");
		return expression;
	}
	/** Every nested expression passes through here, so that no text can exhaust the stack. */
	#parseChoice() {
		this.#depth += 1;
		if (this.#depth > 50) throw tooDeep(this.#peek().at);
		const condition = this.#parseLogic("||", () => this.#parseLogic("&&", () => this.#parseBinary(0)));
		const { at } = this.#peek();
		let expression = condition;
		if (this.#accept("?")) {
			const yes = this.#parseLogic("||", () => this.#parseLogic("&&", () => this.#parseBinary(0)));
			this.#expect(":");
			const no = this.#parseChoice();
			expression = node(at, {
				kind: "choice",
				condition,
				yes,
				no
			}, [
				condition,
				yes,
				no
			]);
		}
		this.#depth -= 1;
		return expression;
	}
	#parseLogic(operator, next) {
		const first = next();
		const { at } = this.#peek();
		const operands = [first];
		while (this.#accept(operator)) operands.push(next());
		return operands.length === 1 ? first : node(at, {
			kind: "logic",
			operator,
			operands
		}, operands);
	}
	#parseBinary(level) {
		const operators = levels[level];
		if (operators === void 0) return this.#parseUnary();
		let left = this.#parseBinary(level + 1);
		for (;;) {
			const { at } = this.#peek();
			const operator = operators.find((candidate) => this.#is(candidate));
			if (operator === void 0) return left;
			this.#position += 1;
			const right = this.#parseBinary(level + 1);
			left = node(at, {
				kind: "binary",
				operator,
				left,
				right
			}, [left, right]);
		}
	}
	#parseUnary() {
		const signs = [];
		for (const sign of ["!", "-"]) {
			if (!this.#is(sign)) continue;
			for (let token = this.#peek(); this.#accept(sign); token = this.#peek()) signs.push(token);
			break;
		}
		let expression = this.#parseMember();
		for (const { at, value } of signs.toReversed()) expression = node(at, {
			kind: "unary",
			operator: value === "!" ? "!" : "-",
			operand: expression
		}, [expression]);
		return expression;
	}
	#parseMember() {
		let of = this.#parsePrimary();
		for (;;) {
			const { at } = this.#peek();
			if (this.#accept(".")) {
				const token = this.#peek();
				if (token.kind !== "name") throw unexpected(token, "a field's name");
				this.#position += 1;
				const name = String(token.value);
				if (this.#accept("(")) {
					const args = this.#parseList(")");
					of = node(token.at, {
						kind: "call",
						name,
						target: of,
						args
					}, [of, ...args]);
				} else of = node(token.at, {
					kind: "field",
					of,
					name
				}, [of]);
			} else if (this.#accept("[")) {
				const index = this.#parseChoice();
				this.#expect("]");
				of = node(at, {
					kind: "index",
					of,
					index
				}, [of, index]);
			} else return of;
		}
	}
	#parsePrimary() {
		const token = this.#peek();
		const { at, kind, value } = token;
		this.#position += 1;
		if (kind === "text" || kind === "int" || kind === "double") return node(at, {
			kind,
			value
		}, []);
		if (kind === "name") return this.#parseName(token, String(value));
		if (kind === "symbol" && value === "(") {
			const inner = this.#parseChoice();
			this.#expect(")");
			return inner;
		}
		if (kind === "symbol" && value === "[") {
			const items = this.#parseList("]");
			return node(at, {
				kind: "list",
				items
			}, items);
		}
		if (kind === "symbol" && value === "{") return this.#parseMap(at);
		throw unexpected(token, "a value");
	}
	#parseName(token, name) {
		const { at } = token;
		const literal = Object.hasOwn(literals, name) ? literals[name] : void 0;
		if (literal === null) return node(at, {
			kind: "null",
			value: null
		}, []);
		if (literal !== void 0) return node(at, {
			kind: "bool",
			value: literal
		}, []);
		if (name === "in") throw unexpected(token, "a value");
		if (reserved.has(name)) throw new ExpressionSyntaxError(at, `"${name}" is a reserved word of CEL`);
		if (!this.#accept("(")) return node(at, {
			kind: "name",
			name
		}, []);
		const args = this.#parseList(")");
		return node(at, {
			kind: "call",
			name,
			target: null,
			args
		}, args);
	}
	#parseList(close) {
		const items = [];
		while (!this.#is(close)) {
			items.push(this.#parseChoice());
			if (!this.#accept(",")) break;
			if (close === ")" && this.#is(close)) throw unexpected(this.#peek(), "a value");
		}
		this.#expect(close);
		return items;
	}
	#parseMap(at) {
		const entries = [];
		while (!this.#is("}")) {
			const key = this.#parseChoice();
			this.#expect(":");
			entries.push([key, this.#parseChoice()]);
			if (!this.#accept(",")) break;
		}
		this.#expect("}");
		return node(at, {
			kind: "map",
			entries
		}, entries.flat());
	}
	#peek() {
		return this.#tokens[this.#position] ?? {
			kind: "end",
			value: "",
			at: this.#tokens.at(-1)?.at ?? 0
		};
	}
	#is(value) {
		const token = this.#peek();
		return (token.kind === "symbol" || token.kind === "name") && token.value === value;
	}
	#accept(value) {
		if (!this.#is(value)) return false;
		this.#position += 1;
		return true;
	}
	#expect(value) {
		if (!this.#accept(value)) throw unexpected(this.#peek(), `"${value}"`);
	}
};
function node(at, content, parts) {
	const height = 1 + parts.reduce((highest, part) => Math.max(highest, part.height), 0);
	if (height > 50) throw tooDeep(at);
	return {
		...content,
		at,
		height
	};
}
function tooDeep(at) {
	return new ExpressionSyntaxError(at, `the expression is nested more than ${50} deep`);
}
function unexpected({ kind, value, at }, wanted) {
	const found = kind === "end" ? "the expression ends" : `found ${JSON.stringify(value)}`;
	return new ExpressionSyntaxError(at, `${found}, expected ${wanted}`);
}

// src/cel/compile.ts
/** Turns the text of an expression into a program: parses it and checks its types. */
/**
* Returns the program, or all mistakes in the text. `expected` names the kind of type that the
* complete expression must have. Throws nothing because of the text.
*/
function compile(text, { parameters, variables, suggest }, expected) {
	const parsed = parseExpression(text);
	if ("problem" in parsed) return { problems: [parsed.problem] };
	const problems = [];
	const reads = /* @__PURE__ */ new Set();
	const names = /* @__PURE__ */ new Map();
	for (const [name, { type, read }] of variables) names.set(name, {
		type,
		run: ({ activation }) => read(activation)
	});
	for (const [slot, { name, type }] of parameters.entries()) names.set(name, {
		type,
		run: ({ bound }) => bound[slot] ?? null
	});
	const { type, run } = checkExpression(parsed.expression, {
		names,
		depth: parameters.length,
		notNull: /* @__PURE__ */ new Set(),
		reads,
		report: (problem) => problems.push(problem),
		check: checkExpression,
		suggest
	});
	if (type.kind !== expected.kind && type.kind !== "wrong") problems.push({
		at: parsed.expression.at,
		message: expected.problem(type)
	});
	if (problems.length > 0) return { problems };
	const evaluate = (activation, values) => {
		try {
			return run({
				activation,
				bound: [...values]
			});
		} catch (error) {
			if (!(error instanceof BudgetExceeded)) throw error;
			return new EvaluationError(error.message);
		}
	};
	return { program: {
		type,
		reads: [...reads].filter((path) => names.has(path.split(".", 1)[0] ?? "")).sort(),
		evaluate
	} };
}

// src/policy/custom/record.ts
/** Records: values with fields. Their rows are the roster's own entries. */
/**
* Returns a record whose unseen facts are unknown values. The type of the rows is checked here and
* not visible to users of the record.
*/
function defineRecord(name, extent, fields) {
	const entries = Object.entries(fields).map(([field, { type, about, read, planMayLack = true }]) => {
		const unseen = createUnknown(`the ${field} of ${name} was not seen${extent}`, planMayLack);
		const guarded = (row, activation) => {
			const value = read(row, activation);
			return isUnknown(value) ? unseen(value.unknown) : value;
		};
		return [field, {
			type,
			about,
			read: guarded
		}];
	});
	return {
		name,
		fields: new Map(entries)
	};
}
/** Returns a time of the roster as a timestamp for expressions. */
function toTime(fact) {
	if (fact === null) return null;
	return isUnknown(fact) ? fact : Date.parse(fact);
}
/** Creates one value for each reason, however many accounts lack the fact. */
function createUnknown(sentence, planMayLack) {
	const made = /* @__PURE__ */ new Map();
	return (reason) => {
		const cached = made.get(reason);
		if (cached !== void 0) return cached;
		const blind = !planMayLack || reason !== "not-in-plan";
		const unseen = new UnknownValue([{
			reason: `${sentence}: ${unknownReasons[reason]}`,
			blind
		}]);
		made.set(reason, unseen);
		return unseen;
	};
}

// src/policy/custom/privilege-gap.ts
/** What was not seen of the privileges and tokens that expressions read. */
/** Returns why a repository may have more privileges than were seen; undefined if all were seen. */
function gapOfPrivileges(repositories) {
	return toGap(describeUnread(repositories));
}
/** Returns the same for entitlement tokens. */
function gapOfTokens(repositories) {
	return toGap(describeUnreadTokens(repositories));
}
function toGap(reason) {
	return reason === void 0 ? void 0 : new UnknownValue([{
		reason,
		blind: true
	}]);
}

// src/policy/custom/repository-records.ts
const privilege = defineRecord("privilege", " for every repository", {
	kind: {
		type: oneOf(privilegeHolders),
		about: "whether a person, a team or a service account has it",
		read: ({ kind }) => kind
	},
	slug: {
		type: string,
		about: "the person's username, or the slug of the team or service account",
		read: ({ slug }) => slug
	},
	level: {
		type: oneOf(privilegeLevels),
		about: "its level",
		read: ({ level }) => level
	}
});
/** Returns the tokens of a repository, as far as they were seen. */
function tokensOf(repository) {
	return (repository.tokens?.list ?? []).map((token) => ({
		token,
		repository
	}));
}
const token = defineRecord("token", " for every repository", {
	id: {
		type: string,
		about: "the permanent id",
		read: (row) => row.token.id
	},
	name: {
		type: string,
		about: "the name",
		read: (row) => row.token.name
	},
	active: {
		type: bool,
		about: "whether it works",
		read: (row) => row.token.active
	},
	is_default: {
		type: bool,
		about: "whether it is the repository's default token",
		read: (row) => row.token.isDefault
	},
	user: {
		type: nullable(string),
		about: "username of the account that it belongs to; null: none",
		read: (row) => row.token.user
	},
	created_by: {
		type: string,
		about: "username or slug of the account that created it",
		read: (row) => row.token.createdBy
	},
	created_at: {
		type: timestamp,
		about: "when it was created",
		read: (row) => toTime(row.token.createdAt)
	},
	ends_at: {
		type: nullable(timestamp),
		about: "when it ends; null: never",
		read: (row) => toTime(row.token.endsAt)
	},
	limited: {
		type: bool,
		about: "whether it has any limit, such as a number of downloads",
		read: (row) => row.token.limited
	},
	private_broadcasts: {
		type: bool,
		about: "whether it opens private broadcasts",
		read: (row) => row.token.privateBroadcasts
	},
	repository: {
		type: string,
		about: "the repository's slug",
		read: (row) => row.repository.slug
	},
	repository_id: {
		type: string,
		about: "the repository's permanent id",
		read: (row) => row.repository.id
	}
});
const repository = defineRecord("repository", " for every repository", {
	id: {
		type: string,
		about: "the permanent id",
		read: ({ id }) => id
	},
	slug: {
		type: string,
		about: "the slug",
		read: ({ slug }) => slug
	},
	name: {
		type: string,
		about: "the display name",
		read: ({ name }) => name
	},
	broadcast: {
		type: oneOf(broadcastStates),
		about: "who can download without a privilege",
		read: ({ broadcast }) => broadcast
	},
	default_privilege: {
		type: oneOf(defaultPrivileges),
		about: "what every member has, except Collaborators",
		read: ({ defaultPrivilege }) => defaultPrivilege
	},
	privileges: {
		type: listOf({
			kind: "record",
			record: privilege
		}),
		about: "its explicit privileges",
		read: (row) => {
			const gap = gapOfPrivileges([row]);
			return gap === void 0 ? row.privileges : new PartialList(row.privileges, gap);
		}
	},
	tokens: {
		type: listOf({
			kind: "record",
			record: token
		}),
		about: "its entitlement tokens",
		read: (row) => {
			const gap = gapOfTokens([row]);
			return gap === void 0 ? tokensOf(row) : new PartialList([...tokensOf(row)], gap);
		}
	}
});
const access = defineRecord("access", " for every repository", {
	repository: {
		type: string,
		about: "the repository's slug",
		read: ({ repository: { slug } }) => slug
	},
	repository_id: {
		type: string,
		about: "the repository's permanent id",
		read: ({ repository: { id } }) => id
	},
	level: {
		type: oneOf(privilegeLevels),
		about: "the privilege's level",
		read: ({ privilege: { level } }) => level
	},
	path: {
		type: string,
		about: "\"direct\", or \"team:\" and the slug of the team that has the privilege",
		read: ({ through }) => through === null ? "direct" : `${targetPrefixes.team}${through.team.slug}`
	}
});

// src/policy/custom/account-records.ts
/**
* Accounts as records for expressions. The documentation also shows these names and descriptions.
*/
/** An account's membership in a team; facts about the team come from the list of teams. */
const membership = defineRecord("membership", " for every account", {
	id: {
		type: string,
		about: "the team's permanent id",
		read: ({ team }) => team
	},
	slug: {
		type: string,
		about: "the team's slug",
		read: ({ team }, { teamOf }) => teamOf(team)?.slug ?? unknown("not-listed")
	},
	name: {
		type: string,
		about: "the team's display name",
		read: ({ team }, { teamOf }) => teamOf(team)?.name ?? unknown("not-listed")
	},
	visibility: {
		type: oneOf(teamVisibilities),
		about: "whether people outside the team see it",
		read: ({ team }, { teamOf }) => teamOf(team)?.visibility ?? unknown("not-listed")
	},
	role: {
		type: oneOf(teamRoles),
		about: "the role in the team",
		read: ({ role }) => role
	}
});
const memberFields = {
	id: {
		type: string,
		about: "the permanent id",
		read: ({ id }) => id
	},
	username: {
		type: string,
		about: "the username",
		read: ({ username }) => username
	},
	name: {
		type: string,
		about: "the display name; may be empty",
		read: ({ name }) => name
	},
	email: {
		type: string,
		about: "the e-mail address",
		read: ({ email }) => email
	},
	role: {
		type: oneOf(roles),
		about: "the workspace role",
		read: ({ role }) => role
	},
	active: {
		type: bool,
		about: "whether the account is active",
		read: ({ active }) => active
	},
	two_factor: {
		type: bool,
		about: "Cloudsmith's own second factor",
		read: ({ twoFactor }) => twoFactor
	},
	joined_at: {
		type: timestamp,
		about: "when the account joined",
		read: ({ joinedAt }) => toTime(joinedAt)
	},
	last_login_at: {
		type: nullable(timestamp),
		about: "the last login; null: never logged in",
		read: ({ lastLoginAt }) => toTime(lastLoginAt)
	},
	last_login_method: {
		type: oneOf(loginMethods),
		about: "the method of the last login",
		read: ({ lastLoginMethod }) => lastLoginMethod
	},
	visibility: {
		type: oneOf(memberVisibilities),
		about: "whether outsiders see the membership",
		read: ({ visibility }) => visibility
	},
	teams: {
		type: listOf({
			kind: "record",
			record: membership
		}),
		about: "the teams the account is in",
		read: ({ teams }, activation) => toTeams(teams, activation)
	},
	privileges: {
		type: listOf({
			kind: "record",
			record: access
		}),
		about: "its privileges on repositories, directly and through teams",
		read: ({ username, teams }, { accessOf }) => accessOf({
			kind: "user",
			slug: username
		}, teams)
	}
};
const serviceFields = {
	slug: {
		type: string,
		about: "the slug",
		read: ({ slug }) => slug
	},
	name: {
		type: string,
		about: "the display name",
		read: ({ name }) => name
	},
	description: {
		type: nullable(string),
		about: "the description; null: none",
		read: ({ description }) => description
	},
	role: {
		type: oneOf(serviceRoles),
		about: "the workspace role",
		read: ({ role }) => role
	},
	created_at: {
		type: timestamp,
		about: "when it was created",
		read: ({ createdAt }) => toTime(createdAt)
	},
	created_by: {
		type: string,
		about: "username of the account that created it",
		read: ({ createdBy }) => createdBy
	},
	key_expires_at: {
		type: nullable(timestamp),
		about: "when its key expires; null: never",
		read: ({ keyExpiresAt }) => toTime(keyExpiresAt)
	},
	teams: {
		type: listOf({
			kind: "record",
			record: membership
		}),
		about: "the teams it is in",
		read: ({ teams }, activation) => toTeams(teams, activation)
	},
	privileges: {
		type: listOf({
			kind: "record",
			record: access
		}),
		about: "its privileges on repositories, directly and through teams",
		read: ({ slug, teams }, { accessOf }) => accessOf({
			kind: "service",
			slug
		}, teams)
	}
};
const member = defineRecord("member", " for every account", memberFields);
const service = defineRecord("service", " for every account", serviceFields);
const teamMember = defineRecord("team member", " for every account", {
	...ofAccount(memberFields),
	team_role: {
		type: oneOf(teamRoles),
		about: "the role in the team",
		read: ({ role }) => role
	}
});
const teamService = defineRecord("team service", " for every account", {
	...ofAccount(serviceFields),
	team_role: {
		type: oneOf(teamRoles),
		about: "the role in the team",
		read: ({ role }) => role
	}
});
const invite = defineRecord("invite", " for every account", {
	id: {
		type: string,
		about: "the permanent id",
		read: ({ id }) => id
	},
	email: {
		type: string,
		about: "the address it was sent to",
		read: ({ email }) => email
	},
	username: {
		type: nullable(string),
		about: "the username; null: no account yet",
		read: ({ username }) => username
	},
	role: {
		type: oneOf(roles),
		about: "the workspace role it gives",
		read: ({ role }) => role
	},
	inviter: {
		type: string,
		about: "username of the person who sent it",
		read: ({ inviter }) => inviter
	},
	expires_at: {
		type: timestamp,
		about: "when it expires",
		read: ({ expiresAt }) => toTime(expiresAt)
	},
	teams: {
		type: listOf({
			kind: "record",
			record: membership
		}),
		about: "the teams it gives",
		read: ({ teams }, activation) => toTeams(teams, activation)
	}
});
/** A team that is not in the list of teams may contain accounts that were not seen. */
function toTeams(teams, { list }) {
	return isUnknown(teams) ? teams : list(teams, "teams");
}
function ofAccount(fields) {
	return Object.fromEntries(Object.entries(fields).map(([name, { type, about, read }]) => [name, {
		type,
		about,
		read: ({ account }, activation) => read(account, activation)
	}]));
}

// src/policy/custom/workspace-records.ts
/** Teams and the workspace as expressions see them. */
const team = defineRecord("team", " for every team", {
	id: {
		type: string,
		about: "the permanent id",
		read: ({ id }) => id
	},
	slug: {
		type: string,
		about: "the slug",
		read: ({ slug }) => slug
	},
	name: {
		type: string,
		about: "the display name",
		read: ({ name }) => name
	},
	description: {
		type: nullable(string),
		about: "the description; null: none",
		read: ({ description }) => description
	},
	visibility: {
		type: oneOf(teamVisibilities),
		about: "whether people outside the team see it",
		read: ({ visibility }) => visibility
	},
	members: {
		type: each(teamMember),
		about: "its members: all fields of a member, and `team_role`",
		read: (row, { membersOf }) => membersOf(row)
	},
	services: {
		type: each(teamService),
		about: "its service accounts: all fields of a service, and `team_role`",
		read: (row, { servicesOf }) => servicesOf(row)
	},
	privileges: {
		type: each(access),
		about: "its privileges on repositories",
		read: ({ slug }, { accessOf }) => accessOf({
			kind: "team",
			slug
		}, [])
	}
});
const singleSignOn = defineRecord("single sign-on", "", {
	enabled: {
		type: bool,
		about: "whether SAML is on",
		read: ({ enabled }) => enabled
	},
	enforced: {
		type: bool,
		about: "whether people must sign in with SAML",
		read: ({ enforced }) => enforced
	}
});
const groupMapping = defineRecord("group mapping", " for every mapping", {
	id: {
		type: string,
		about: "the permanent id",
		read: ({ id }) => id
	},
	team_id: {
		type: string,
		about: "the team's permanent id",
		read: (row) => row.team
	},
	role: {
		type: oneOf(teamRoles),
		about: "the role it gives",
		read: ({ role }) => role
	},
	attribute: {
		type: string,
		about: "the attribute at the identity provider",
		read: ({ attribute }) => attribute
	},
	value: {
		type: string,
		about: "the attribute's value",
		read: ({ value }) => value
	}
});
const groupSync = defineRecord("group sync", "", {
	enabled: {
		type: bool,
		about: "whether group sync is on",
		read: ({ enabled }) => enabled
	},
	mappings: {
		type: each(groupMapping),
		about: "the mappings from attribute values to teams",
		read: ({ mappings }, { list }) => list(mappings, "group-sync")
	}
});
const dynamicMapping = defineRecord("dynamic mapping", "", {
	value: {
		type: string,
		about: "the value of the claim",
		read: ({ value }) => value
	},
	service: {
		type: string,
		about: "the service account's slug",
		read: ({ service }) => service
	}
});
const oidcProvider = defineRecord("OIDC provider", " for every provider", {
	id: {
		type: string,
		about: "the permanent id",
		read: ({ id }) => id
	},
	slug: {
		type: string,
		about: "the slug",
		read: ({ slug }) => slug
	},
	name: {
		type: string,
		about: "the display name",
		read: ({ name }) => name
	},
	issuer: {
		type: string,
		about: "the issuer's address",
		read: ({ issuer }) => issuer
	},
	enabled: {
		type: bool,
		about: "whether it is on",
		read: ({ enabled }) => enabled
	},
	services: {
		type: listOf(string),
		about: "slugs of the service accounts its tokens may become",
		read: ({ services }) => services
	},
	claims: {
		type: mapOf(string),
		about: "claims that a token must carry, by name",
		read: ({ claims }) => isUnknown(claims) ? claims : new Map(claims.map(({ name, value }) => [name, value]))
	},
	mapping_claim: {
		type: nullable(string),
		about: "the claim that chooses the service account; null: none",
		read: ({ mappingClaim }) => mappingClaim
	},
	mappings: {
		type: each(dynamicMapping),
		about: "service accounts by value of that claim",
		read: ({ mappings }) => mappings,
		planMayLack: false
	}
});
const workspace = defineRecord("workspace", "", {
	id: {
		type: string,
		about: "the permanent id",
		read: (row) => row.workspace.id
	},
	slug: {
		type: string,
		about: "the slug",
		read: (row) => row.workspace.slug
	},
	name: {
		type: string,
		about: "the display name",
		read: (row) => row.workspace.name
	},
	created_at: {
		type: timestamp,
		about: "when it was created",
		read: (row) => toTime(row.workspace.createdAt)
	},
	members: {
		type: each(member),
		about: "all members",
		read: ({ members }, { list }) => list(members, "members")
	},
	teams: {
		type: each(team),
		about: "all teams",
		read: ({ teams }, { list }) => list(teams, "teams")
	},
	services: {
		type: each(service),
		about: "all service accounts",
		read: ({ services }, { list }) => list(services, "services")
	},
	invites: {
		type: each(invite),
		about: "all pending invites",
		read: ({ invites }, { list }) => list(invites, "invites")
	},
	single_sign_on: {
		type: {
			kind: "record",
			record: singleSignOn
		},
		about: "single sign-on (SAML)",
		read: (row) => row.singleSignOn
	},
	group_sync: {
		type: {
			kind: "record",
			record: groupSync
		},
		about: "teams filled by the identity provider",
		read: (row) => row.groupSync
	},
	oidc_providers: {
		type: each(oidcProvider),
		about: "issuers whose tokens become service accounts",
		read: ({ oidcProviders }, { list }) => list(oidcProviders, "oidc")
	},
	repositories: {
		type: each(repository),
		about: "all repositories",
		read: ({ repositories }, { list }) => list(repositories, "repositories")
	}
});
function each(record) {
	return listOf({
		kind: "record",
		record
	});
}

// src/policy/custom/condition.ts
const ruleSubjects = [
	"member",
	"team",
	"service",
	"invite",
	"repository",
	"token",
	"oidc_provider",
	"group_mapping",
	"workspace"
];
const subjectRecords = {
	member,
	team,
	service,
	invite,
	repository,
	token,
	oidc_provider: oidcProvider,
	group_mapping: groupMapping,
	workspace
};
const variables = /* @__PURE__ */ new Map([["workspace", {
	type: {
		kind: "record",
		record: workspace
	},
	read: (activation) => activation.roster
}], ["now", {
	type: timestamp,
	read: (activation) => activation.now
}]]);
/** Returns the condition, or all mistakes in its text. Throws nothing because of the text. */
function compileCondition(text, subject) {
	const type = {
		kind: "record",
		record: subjectRecords[subject]
	};
	const compiled = compile(text, {
		parameters: [{
			name: subject,
			type
		}],
		variables,
		suggest
	}, {
		kind: "bool",
		problem: (found) => `the complete expression must be true or false, but it is ${describeType(found)}`
	});
	if ("problems" in compiled) return compiled;
	const { reads, evaluate } = compiled.program;
	const ask = (row, activation) => toAnswer(evaluate(activation, [row]));
	return { condition: {
		text,
		reads,
		ask
	} };
}
function toAnswer(value) {
	if (value instanceof UnknownValue) return { unknown: [...value.causes.values()] };
	if (value instanceof EvaluationError) return { error: value.reason };
	return { violated: value === true };
}

// src/policy/custom/limits.ts
/**
* Steps in the evaluation of one rule over the complete roster: an operator, a call and an element
* of a list take one each, long texts more.
*/
const maxSteps = 2e7;

// src/policy/custom/activation.ts
/** The data that an expression can use during its evaluation. */
/** Returns the activation of one rule, with its full budget of steps. */
function createActivation(roster, now, steps = maxSteps) {
	const gaps = /* @__PURE__ */ new Map();
	const gapOf = (name) => {
		if (!gaps.has(name)) gaps.set(name, findGap$1(roster, name));
		return gaps.get(name);
	};
	const list = (rows, ...lists) => {
		const unknown = lists.map(gapOf).filter((gap) => gap !== void 0);
		return unknown.length === 0 ? rows : new PartialList(rows, unknown.reduce(mergeUnknown));
	};
	const teams = new Map(roster.teams.map((team) => [team.id, team]));
	const members = once(() => toGroups(roster.members, "team members"));
	const services = once(() => toGroups(roster.services, "teams of service accounts"));
	const inTeam = (groups, team, name) => {
		return withGap(list(groups.byTeam.get(team.id) ?? [], name, "teams"), groups.gap);
	};
	const access = once(() => ({
		of: indexAccess(roster),
		gap: gapOfPrivileges(roster.repositories)
	}));
	return {
		roster,
		now: now.getTime(),
		teamOf: (id) => teams.get(id),
		membersOf: (team) => inTeam(members(), team, "members"),
		servicesOf: (team) => inTeam(services(), team, "services"),
		accessOf: (holder, memberships) => {
			const { of, gap } = access();
			const known = isUnknown(memberships) ? [] : memberships;
			const needed = isUnknown(memberships) || known.length > 0 ? ["teams"] : [];
			return withGap(withGap(list(of(holder, known), "repositories", ...needed), gap), isUnknown(memberships) ? unseenTeams(memberships) : void 0);
		},
		list,
		charge: createBudget(steps)
	};
}
function findGap$1({ coverage }, name) {
	const list = listCoverage(coverage, name);
	if (list.status === "complete") return void 0;
	return new UnknownValue([{
		reason: describeGap(list),
		blind: list.status !== "not-in-plan"
	}]);
}
/** Returns the list as one that may have more elements, if there is a gap. */
function withGap(rows, gap) {
	if (gap === void 0) return rows;
	const known = rows instanceof PartialList ? rows : new PartialList(rows, gap);
	return new PartialList(known.items, mergeUnknown(known.rest, gap));
}
function unseenTeams({ unknown: why }) {
	const reason = `the teams were not seen for every account: ${unknownReasons[why]}`;
	return new UnknownValue([{
		reason,
		blind: why !== "not-in-plan"
	}]);
}
function toGroups(accounts, name) {
	const { byTeam, unknown } = groupByTeam(accounts);
	let gap;
	for (const { teams } of unknown) {
		if (!isUnknown(teams)) continue;
		const why = teams.unknown;
		const reason = `the ${name} were not seen for every account: ${unknownReasons[why]}`;
		gap = mergeUnknown(gap, new UnknownValue([{
			reason,
			blind: why !== "not-in-plan"
		}]));
	}
	return {
		byTeam,
		gap
	};
}
function once(make) {
	let made;
	return () => (made ??= { value: make() }).value;
}

// src/policy/custom/to-rule.ts
/** Turns a custom rule into a rule like the built-in ones. */
/**
* The rule requires only its own list to be complete. Gaps in other lists make a value unknown only
* where they matter, so that an expression that is true despite a gap is still judged.
*/
const lists = {
	member: "members",
	team: "teams",
	service: "services",
	invite: "invites",
	repository: "repositories",
	token: "repositories",
	oidc_provider: "oidc",
	group_mapping: "group-sync",
	workspace: "organization"
};
const defaultRemedy = "Change what violates the rule, or, if the rule is wrong, change the rule in the policy and have the change reviewed.";
/** Returns the rule; the message of its findings is exactly the policy's message. */
function toRule(custom) {
	const { reads, text } = custom.violates;
	return defineRule({
		id: custom.id,
		title: custom.message,
		explanation: `A custom rule of the policy. It checks each ${custom.for.replace("_", " ").replace("oidc", "OIDC")}, and is violated if this is true: ${text.replaceAll(/\s+/gv, " ").trim()}${reads.length === 0 ? "" : ` (it reads ${reads.join(", ")})`}.`,
		remedy: custom.remedy ?? defaultRemedy,
		fixed: "It is fixed when the expression is not true for anything any more.",
		severity: custom.severity,
		options: strictObject({}),
		lists: [lists[custom.for]],
		evidence: "row",
		resolvedBy: "other",
		*evaluate({ roster, now, cannotJudge }) {
			const activation = createActivation(roster, now);
			const gap = custom.for === "token" ? gapOfTokens(roster.repositories) : void 0;
			for (const { reason, blind } of gap?.causes.values() ?? []) cannotJudge(reason, blind);
			for (const { row, subject, object } of rows[custom.for](roster)) {
				const answer = custom.violates.ask(row, activation);
				if ("unknown" in answer) for (const { reason, blind } of answer.unknown) cannotJudge(reason, blind);
				else if ("error" in answer) cannotJudge(`the expression has no result: ${answer.error}`);
				else if (answer.violated) yield {
					subject: subject(),
					...object !== void 0 && { object: object() },
					facts: factsOf(custom, row, activation)
				};
			}
		},
		message: () => custom.message
	});
}
const rows = {
	member: ({ members }) => toRows(members, ofMember),
	team: ({ teams }) => toRows(teams, ofTeam),
	service: ({ services }) => toRows(services, ofService),
	invite: ({ invites }) => toRows(invites, ofInvite),
	repository: ({ repositories }) => toRows(repositories, ofRepository),
	token: ({ repositories }) => repositories.flatMap(tokensOf).map((row) => ({
		row,
		subject: () => ofToken(row.token),
		object: () => ofRepository(row.repository)
	})),
	oidc_provider: ({ oidcProviders }) => toRows(oidcProviders, ofProvider),
	group_mapping: ({ groupSync }) => toRows(groupSync.mappings, ofMapping),
	workspace: (roster) => toRows([roster], ({ workspace }) => ofWorkspace(workspace))
};
function toRows(entries, toSubject) {
	return entries.map((row) => ({
		row,
		subject: () => toSubject(row)
	}));
}
/** Returns the simple values that the expression read from the subject itself. */
function factsOf({ violates, for: subject }, row, activation) {
	const facts = {};
	for (const path of violates.reads) {
		const [root, name = "", ...deeper] = path.split(".");
		const field = subjectRecords[subject].fields.get(name);
		if (root !== subject || field === void 0 || deeper.length > 0) continue;
		const value = field.read(row, activation);
		if (typeof value === "object" && value !== null) continue;
		facts[name] = withoutNull(field.type).kind === "timestamp" && typeof value === "number" ? new Date(value).toISOString() : value;
	}
	return facts;
}

// src/policy/exceptions/limit.ts
/** The only rule whose exceptions have a limit. */
const limitedRule = "role-count";
/** Returns the limit that covers a finding of `role-count` as it is; undefined for other findings. */
function limitFor({ rule, facts }) {
	if (rule !== "role-count") return void 0;
	const role = roleNames.find((name) => toRole(name) === facts["role"]);
	const allow = numberIn(facts);
	return role === void 0 || allow === void 0 ? void 0 : {
		role,
		allow
	};
}
/** Returns whether an exception's limit covers a finding; an exception without one covers any. */
function isWithinLimit({ limit }, { facts }) {
	if (limit === void 0) return true;
	const found = numberIn(facts);
	if (toRole(limit.role) !== facts["role"] || found === void 0) return false;
	return isTooFew(facts) ? found >= limit.allow : found <= limit.allow;
}
/** Returns why a limit does not cover any of the findings, without a final period. */
function whyBeyondLimit(limit, findings) {
	const same = findings.find(({ facts }) => facts["role"] === toRole(limit.role));
	if (same === void 0) return `there is such a finding, but about role ${[...new Set(findings.map(({ facts }) => String(facts["role"])))].join(", ")}`;
	const bound = isTooFew(same.facts) ? "least" : "most";
	return `there are ${numberIn(same.facts)} people with role ${toRole(limit.role)}, and it allows at ${bound} ${limit.allow}`;
}
/** Returns whether an exception to `role-count` covers any role and any number. */
function isUnlimited({ rule, limit }) {
	return rule === "role-count" && limit === void 0;
}
/** A finding counts the people who have the role, or those whom the policy lists for it. */
function numberIn(facts) {
	const found = facts["listed"] ?? facts["count"];
	return typeof found === "number" ? found : void 0;
}
function isTooFew({ count, min, listed }) {
	return listed === void 0 && typeof min === "number" && Number(count) < min;
}

// src/policy/exceptions/meant-kind.ts
/** Which of several holders of privileges with one name the subject of an exception means. */
/** Before a name, as `explain` and the lists of repositories have it. */
const prefixes = {
	user: "person:",
	...targetPrefixes
};
/** Returns whom a subject such as `team:docs` means. */
function readSubject(subject) {
	for (const kind of privilegeHolders) {
		const prefix = prefixes[kind];
		if (!subject.text.startsWith(prefix)) continue;
		return {
			kind,
			name: {
				...subject,
				text: subject.text.slice(prefix.length).trim()
			}
		};
	}
	return { name: subject };
}
/** Returns the same for an exception. An entry under `leaving` is always about a person. */
function meantBy({ rule, subject }) {
	return rule === "any rule" ? { name: subject } : readSubject(subject);
}
/** Returns the kind that a rule gives for whoever has a privilege; undefined for other findings. */
function holderKindOf({ facts }) {
	return privilegeHolders.find((kind) => kind === facts["kind"]);
}
/** Returns whether a finding is about what a subject says: `team:docs` is only about teams. */
function isOfKind(finding, kind) {
	const own = finding.subject.kind === "member" ? "user" : finding.subject.kind;
	return kind === void 0 || (holderKindOf(finding) ?? own) === kind;
}
/** Returns the different kinds of the holders that findings are about. */
function holderKindsOf(findings) {
	const found = new Set(findings.map(holderKindOf));
	return privilegeHolders.filter((kind) => found.has(kind));
}
function withPrefix(kind, name) {
	return `${prefixes[kind]}${name}`;
}
/** Returns whether a subject may mean this account or team of a kind. */
function namesOne(subject, isIt, of) {
	const { kind = of, name } = readSubject(subject);
	return isIt(subject) || kind === of && isIt(name);
}

// src/policy/exceptions/apply.ts
/** Applies the policy's exceptions to the findings of rules. */
/** Returns the results with covered findings accepted, and the use of each exception. Pure. */
function applyExceptions(results, input) {
	const index = indexFindings(results.flatMap(({ findings }) => findings), input.exceptions);
	const repeats = results.flatMap((result) => result.repeats ?? []);
	const elsewhere = {
		index: indexFindings(repeats.map(({ finding }) => finding), []),
		ruleOf: new Map(repeats.map(({ finding, by }) => [finding, by]))
	};
	const rules = new Map(results.map((result) => [result.rule.id, toCandidates(result)]));
	const covered = /* @__PURE__ */ new Map();
	const uses = input.exceptions.map((exception) => {
		const found = isExpired(exception, input.now) ? [] : findCovered(exception, index, input);
		for (const finding of found) if (!covered.has(finding)) covered.set(finding, exception);
		const candidates = rules.get(exception.rule);
		return toUse(exception, found.length, {
			candidates,
			index,
			elsewhere,
			...input
		});
	});
	const accept = (finding) => {
		const exception = covered.get(finding);
		return exception === void 0 ? finding : {
			...finding,
			state: "accepted",
			exception
		};
	};
	return {
		results: results.map((result) => ({
			...result,
			findings: result.findings.map(accept)
		})),
		uses
	};
}
/** Returns whether the last day of an exception is over. */
function isExpired(exception, now) {
	return now.getTime() >= endOf(exception);
}
function indexFindings(findings, exceptions) {
	const coversAnyRule = exceptions.some(({ rule }) => rule === anyRule);
	const index = /* @__PURE__ */ new Map();
	for (const finding of findings) {
		const { kind, id, slug } = finding.subject;
		const names = kind === "member" ? [id] : /* @__PURE__ */ new Set([fold(id), fold(slug)]);
		for (const name of names) for (const rule of coversAnyRule ? [finding.rule, anyRule] : [finding.rule]) {
			const key = keyOf(rule, kind, name);
			const filed = index.get(key);
			if (filed === void 0) index.set(key, [finding]);
			else filed.push(finding);
		}
	}
	return index;
}
function keyOf(rule, kind, name) {
	return JSON.stringify([
		rule,
		kind === "member" || kind === "service" ? kind : "other",
		name
	]);
}
function findCovered(exception, index, { directory }) {
	const found = findMeant(exception, index, directory);
	const kinds = holderKindsOf(found).length;
	return (isAmbiguous(exception, directory) ? kinds > 0 : kinds > 1) ? [] : found;
}
/** Returns the findings with the subject's name, of all kinds that the subject may mean. */
function findMeant(exception, index, directory) {
	const { rule } = exception;
	const { kind, name } = meantBy(exception);
	const get = (kind, key) => index.get(keyOf(rule, kind, key)) ?? [];
	const found = get("other", fold(name.text)).filter((finding) => rule !== "any rule" || isAboutPerson(finding));
	if (kind !== void 0 || !isAmbiguous(exception, directory)) {
		const member = directory.member(name);
		if (member !== void 0) found.push(...get("member", member.id));
		if (member === void 0 || kind === "service") found.push(...get("service", fold(name.text)));
	}
	return found.filter((finding) => isOfKind(finding, kind) && isWithinLimit(exception, finding) && isAtPlace(exception, finding));
}
/** A privilege of nobody may be a team's. */
function isAboutPerson(finding) {
	const { kind } = finding.subject;
	return kind === "invite" || kind === "policy" && (holderKindOf(finding) ?? "user") === "user";
}
/** A team, a repository and a provider may have the same name. */
function isAtPlace(exception, { object }) {
	const place = namedPlace(exception);
	if (place === void 0) return true;
	return (place.kind === "team" ? object?.kind !== "repository" && object?.kind !== "provider" : object?.kind === place.kind) && object !== void 0 && [object.id, object.slug].map(fold).includes(fold(place.name));
}
/** A name that matches two accounts refers to neither: a guess could accept somebody's drift. */
function isAmbiguous({ subject }, directory) {
	const service = directory.service(subject) === void 0 ? 0 : 1;
	return directory.members(subject).length + service > 1;
}
function toCandidates({ status, findings }) {
	return {
		status,
		nearest: createNearest(findings.map(({ subject }) => subject.slug))
	};
}
function toUse(exception, covers, input) {
	const { directory, now, remind, candidates } = input;
	const use = (status, why = null) => ({
		exception,
		status,
		covers,
		why
	});
	if (isExpired(exception, now)) return use("expired");
	if (covers > 0) return use(daysBefore(new Date(endOf(exception)), remind) <= now ? "expiring" : "used");
	if (exception.rule === "any rule") return use("unused", "nothing is found about this person");
	if (candidates === void 0 || candidates.status === "not-judged") return use("not-judged", `${exception.rule} was not judged`);
	const hidden = directory.mayBeHidden(exception.subject);
	if (isUnknown(hidden)) {
		const reason = unknownReasons[hidden.unknown];
		return use("not-judged", `the e-mail address was not seen for every account: ${reason}`);
	}
	return use("unused", whyUnused(exception, candidates, input));
}
function whyUnused(exception, { status, nearest }, { index, elsewhere: { ruleOf, ...repeated }, ...input }) {
	if (status === "off") return "the rule is off";
	if (isAmbiguous(exception, input.directory)) return "the name matches more than one account, so the exception covers nothing";
	const kinds = holderKindsOf(findMeant(exception, index, input.directory));
	if (kinds.length > 1) {
		const { text } = exception.subject;
		const choices = kinds.map((kind) => withPrefix(kind, text));
		return `the name matches ${kinds.map((kind) => kindWords[kind]).join(" and ")}, so the exception covers nothing: write ${choices.join(" or ")}`;
	}
	const [repeat] = findCovered(exception, repeated.index, input);
	if (repeat !== void 0) return `${ruleOf.get(repeat)} reports the same, so write the exception to that rule`;
	const { limit, ...unlimited } = exception;
	const beyond = limit === void 0 ? [] : findCovered(unlimited, index, input);
	if (limit !== void 0 && beyond.length > 0) return whyBeyondLimit(limit, beyond);
	const anywhere = withoutPlace(exception);
	const kind = namedPlace(exception)?.kind ?? "team";
	const elsewhere = findCovered(anywhere, index, input);
	if (elsewhere.length > 0) {
		const places = elsewhere.flatMap(({ object }) => object?.kind === kind ? [object.slug] : []);
		const what = kind === "provider" ? "an OIDC provider" : `a ${kind}`;
		return places.length === 0 ? `there is such a finding, but it is not about ${what}` : `there is such a finding, but ${phraseOf(kind)} ${[...new Set(places)].join(", ")}`;
	}
	const suggestion = isKnown(exception, input.directory) ? void 0 : nearest(exception.subject.text);
	return `there is no such finding${suggestion === void 0 ? "" : `: perhaps ${suggestion} is meant`}`;
}
const kindWords = {
	user: "a person",
	team: "a team",
	service: "a service account"
};
function withoutPlace(exception) {
	const places = Object.fromEntries(placeKinds.map((kind) => [kind, void 0]));
	return {
		...exception,
		...places,
		team: null
	};
}
function isKnown({ subject }, directory) {
	return directory.members(subject).length > 0 || directory.service(subject) !== void 0;
}

// src/policy/report-once.ts
/**
* Returns the results, each statement only with the rule of the highest severity; of several, with
* the specific or else the first one. What a rule does not report because of that is in its `repeats`.
*/
function reportOnce(results) {
	const reporters = /* @__PURE__ */ new Map();
	for (const result of results) for (const statement of result.statements.values()) {
		const other = reporters.get(statement);
		if (other === void 0 || isWorse(result, other)) reporters.set(statement, result);
	}
	return results.map(({ statements, ...result }) => {
		const reporterOf = (finding) => {
			const statement = statements.get(finding);
			return statement === void 0 ? void 0 : reporters.get(statement)?.rule.id;
		};
		const repeats = result.findings.flatMap((finding) => {
			const by = reporterOf(finding);
			return by === void 0 || by === result.rule.id ? [] : [{
				finding,
				by
			}];
		});
		if (repeats.length === 0) return result;
		const repeated = new Set(repeats.map(({ finding }) => finding));
		const findings = result.findings.filter((finding) => !repeated.has(finding));
		return {
			...result,
			findings,
			repeats
		};
	});
}
function isWorse(one, other) {
	const rankOf = ({ severity, rule }) => 2 * severities.indexOf(severity) + (rule.specific ? 0 : 1);
	return rankOf(one) < rankOf(other);
}

// src/policy/evaluate.ts
/** Compares a roster with a policy. */
/**
* Returns the result of every rule for the roster. Pure: the same arguments give the same result.
* An earlier roster of the workspace changes no finding; it only helps to say what happened to
* somebody.
*/
function evaluate(roster, written, now, baseline) {
	const shared = {
		...shareContext(roster, written, now),
		baseline
	};
	const { policy } = shared;
	const isLate = (rule) => rule.stage === "exceptions";
	const early = catalog.filter((rule) => !isLate(rule));
	const custom = policy.custom.map(toRule);
	const first = reportOnce([...early, ...custom].map((rule) => judge(rule, shared)));
	const { results, uses } = applyExceptions(first, {
		exceptions: policy.exceptions,
		directory: shared.directory,
		now,
		remind: remindOf(policy)
	});
	const late = {
		...shared,
		exceptions: uses
	};
	const last = reportOnce(catalog.filter(isLate).map((rule) => judge(rule, late)));
	const rules = [
		...results.slice(0, early.length),
		...last,
		...results.slice(early.length)
	];
	return {
		rules,
		findings: rules.flatMap((result) => result.findings).sort(compareSeverities),
		exceptions: uses
	};
}
function judge(rule, shared) {
	const setting = shared.policy.rules.get(rule.id);
	if (setting === void 0) throw new Error(`bug: the policy has no setting for ${rule.id}`);
	const { severity, options } = setting;
	const statements = /* @__PURE__ */ new Map();
	const base = {
		rule,
		severity,
		reason: null,
		blind: false,
		findings: [],
		statements
	};
	if (severity === "off") return {
		...base,
		status: "off"
	};
	const gap = findGap(rule, shared.roster);
	if (gap !== void 0 && (gap.status === "not-in-plan" || rule.evidence === "list")) {
		const blind = gap.status !== "not-in-plan";
		return {
			...base,
			status: "not-judged",
			reason: describeGap(gap),
			blind
		};
	}
	const gaps = new UnseenFacts();
	const readFact = (fact, name) => {
		if (!isUnknown(fact)) return fact;
		gaps.add(name, fact.unknown);
	};
	const cannotJudge = (reason, blind = true) => gaps.addReason(reason, blind);
	const found = /* @__PURE__ */ new Map();
	for (const drift of rule.evaluate({
		...shared,
		options,
		readFact,
		cannotJudge
	})) {
		const { position } = setting;
		const finding = toFinding(rule, severity, drift, position, shared.roster.workspace.id);
		if (found.has(finding.fingerprint)) continue;
		found.set(finding.fingerprint, finding);
		if (drift.states !== void 0) statements.set(finding, drift.states);
	}
	const findings = [...found.values()].sort(compareFindings);
	const reason = gap === void 0 ? gaps.toReason() : describeGap(gap);
	return {
		rule,
		severity,
		status: reason === null ? "judged" : "not-judged",
		reason,
		blind: gap !== void 0 || gaps.blind,
		findings,
		statements
	};
}
/**
* Returns one of the rule's lists that is not complete. Prefers a list that the plan includes;
* otherwise returns one that it does not include.
*/
function findGap(rule, { coverage }) {
	const gaps = rule.lists.map((name) => listCoverage(coverage, name)).filter((list) => list.status !== "complete");
	return gaps.find((list) => list.status !== "not-in-plan") ?? gaps[0];
}
function toFinding(rule, severity, drift, settingPosition, workspaceId) {
	const position = drift.position ?? settingPosition;
	return {
		rule: rule.id,
		severity,
		state: "existing",
		subject: drift.subject,
		...drift.object !== void 0 && { object: drift.object },
		facts: drift.facts,
		resolvedBy: drift.resolvedBy ?? rule.resolvedBy,
		fingerprint: fingerprint(rule.id, workspaceId, drift),
		...position !== void 0 && { position }
	};
}
/** Names, slugs and times may change, so only permanent ids identify a finding. */
function fingerprint(rule, workspaceId, { subject, object, key }) {
	const parts = [
		rule,
		workspaceId,
		subject.kind,
		subject.id
	];
	parts.push(object?.kind ?? "", object?.id ?? "", key ?? "");
	return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}
function compareFindings(a, b) {
	return compareIds(a.subject.slug, b.subject.slug) || compareIds(a.object?.slug ?? "", b.object?.slug ?? "") || compareIds(a.fingerprint, b.fingerprint);
}
var UnseenFacts = class {
	#sentences = /* @__PURE__ */ new Set();
	/** True if a fact is missing that the plan includes. */
	blind = false;
	add(name, reason) {
		this.addReason(`the ${name} was not seen for every account: ${unknownReasons[reason]}`, true);
	}
	addReason(sentence, blind) {
		this.#sentences.add(sentence);
		this.blind ||= blind;
	}
	toReason() {
		return this.#sentences.size === 0 ? null : [...this.#sentences].join("; ");
	}
};

export { namesOne as a, isUnlimited as c, toRule as d, compileCondition as f, isOfKind as i, limitFor as l, maxExpressionLength as m, holderKindOf as n, readSubject as o, ruleSubjects as p, holderKindsOf as r, withPrefix as s, evaluate as t, limitedRule as u };