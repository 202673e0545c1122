/** The operators with two operands: the types of their operands, and their implementations. */

import { maxTextLength } from "./limits.ts";
import { reportNullUse } from "./null-use.ts";
import { pathOf, invalid, type Checked, type Scope } from "./scope.ts";
import { strict, strictWithPartial, type Apply } from "./strict.ts";
import type { BinaryExpression, BinaryOperator, Expression } from "./ast.ts";
import {
  bool,
  describeType,
  double,
  duration,
  int,
  isComparable,
  joinTypes,
  listOf,
  string,
  timestamp,
  withoutNull,
  type CelType,
} from "./types.ts";
import {
  equalValues,
  EvaluationError,
  textOf,
  mergeUnknown,
  PartialList,
  UnknownValue,
  type Value,
} from "./values.ts";

/** Returns the operation, with its types checked. */
export function checkBinary(expression: BinaryExpression & Expression, scope: Scope): Checked {
  const left = scope.check(expression.left, scope);
  const right = scope.check(expression.right, scope);
  if (left.type.kind === "wrong" || right.type.kind === "wrong") return invalid;
  const { operator } = expression;
  if (operator === "==" || operator === "!=") return checkEquality(expression, left, right, scope);
  if (operator === "in") return checkIn(expression, left, right, scope);
  const type = resultOf(operator, left.type, right.type);
  if (type !== undefined) {
    return { type, run: strict([left.run, right.run], applyOf(operator, left.type)) };
  }
  for (const [side, { type: sideType }] of [
    [expression.left, left],
    [expression.right, right],
  ] as const) {
    if (reportNullUse(side, sideType, scope)) return invalid;
  }
  scope.report({
    at: expression.at,
    message: `"${operator}" does not take ${describeType(left.type)} and ${describeType(right.type)}${hintOf(left.type, right.type)}`,
  });
  return invalid;
}

function hintOf(left: CelType, right: CelType): string {
  const kinds = `${left.kind} ${right.kind}`;
  if (kinds !== "int double" && kinds !== "double int") return "";
  return ": write 1.0 for a decimal number, or convert with int() or double()";
}

function checkEquality(
  { operator, at, left: leftSide, right: rightSide }: BinaryExpression & Expression,
  left: Checked,
  right: Checked,
  scope: Scope,
): Checked {
  // A repeated test of a value that cannot be null is useless, but harmless.
  const isNever = (side: Expression, { kind }: CelType) =>
    kind !== "nullable" &&
    kind !== "null" &&
    kind !== "nothing" &&
    !scope.notNull.has(pathOf(side) ?? "");
  const neverNull =
    (left.type.kind === "null" && isNever(rightSide, right.type)) ||
    (right.type.kind === "null" && isNever(leftSide, left.type));
  if (neverNull) {
    scope.report({ at, message: "this is never null, so the comparison is useless" });
    return invalid;
  }
  const joined = joinTypes(left.type, right.type);
  if (joined === undefined || !isComparable(joined)) {
    const way = joined?.kind === "list" ? ": ask for its size" : ": compare an id or a slug";
    const hint = joined === undefined ? hintOf(left.type, right.type) : way;
    const message = `cannot compare ${describeType(left.type)} with ${describeType(right.type)}${hint}`;
    scope.report({ at, message });
    return invalid;
  }
  reportUnknownWord(leftSide, right.type, scope);
  reportUnknownWord(rightSide, left.type, scope);
  const isEqual = operator === "==";
  const apply: Apply = ([a = null, b = null], activation) => {
    const equal = equalValues(a, b, activation.charge);
    return equal instanceof UnknownValue ? equal : equal === isEqual;
  };
  return { type: bool, run: strictWithPartial([left.run, right.run], apply) };
}

function checkIn(
  { at, left: leftSide, right: rightSide }: BinaryExpression & Expression,
  left: Checked,
  right: Checked,
  scope: Scope,
): Checked {
  if (reportNullUse(rightSide, right.type, scope)) return invalid;
  const element =
    right.type.kind === "map" ? string : right.type.kind === "list" ? right.type.of : undefined;
  const joined = element === undefined ? undefined : joinTypes(left.type, element);
  if (element === undefined || joined === undefined || !isComparable(joined)) {
    const message = `"in" cannot look for ${describeType(left.type)} in ${describeType(right.type)}`;
    scope.report({ at, message });
    return invalid;
  }
  reportUnknownWord(leftSide, element, scope);
  reportUnknownWord(rightSide, left.type, scope);
  return { type: bool, run: strictWithPartial([left.run, right.run], applyIn) };
}

/**
 * Nobody has a role that does not exist, so the comparison would never match and nobody would
 * notice.
 */
function reportUnknownWord(expression: Expression, type: CelType, scope: Scope): void {
  const known = withoutNull(type);
  if (known.kind !== "string" || known.values === undefined) return;
  const literals = expression.kind === "list" ? expression.items : [expression];
  for (const literal of literals) {
    if (literal.kind !== "text" || known.values.includes(String(literal.value))) continue;
    const word = JSON.stringify(literal.value);
    const message = `${word} is not one of ${known.values.join(", ")}${scope.suggest(String(literal.value), known.values)}`;
    scope.report({ at: literal.at, message });
  }
}

const applyIn: Apply = ([needle = null, haystack = null], activation) => {
  if (haystack instanceof Map) return haystack.has(needle);
  const open = haystack instanceof PartialList;
  const items = (open ? haystack.items : haystack) as readonly Value[];
  let unknown = open ? haystack.rest : undefined;
  for (const item of items) {
    const equal = equalValues(needle, item, activation.charge);
    if (equal === true) return true;
    if (equal instanceof UnknownValue) unknown = mergeUnknown(unknown, equal);
  }
  return unknown ?? false;
};

const ordered: ReadonlySet<BinaryOperator> = new Set(["<", "<=", ">", ">="]);
const arithmetic: Readonly<Record<string, CelType>> = {
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
  "duration - duration": duration,
};

function resultOf(operator: BinaryOperator, left: CelType, right: CelType): CelType | undefined {
  if (ordered.has(operator)) {
    const kinds = ["int", "double", "string", "timestamp", "duration"];
    return left.kind === right.kind && kinds.includes(left.kind) ? bool : undefined;
  }
  if (operator === "+" && left.kind === "list" && right.kind === "list") {
    const of = joinTypes(left.of, right.of);
    return of === undefined ? undefined : listOf(of);
  }
  return arithmetic[`${left.kind} ${operator} ${right.kind}`];
}

function applyOf(operator: BinaryOperator, { kind }: CelType): Apply {
  if (kind === "string") return operator === "+" ? joinText : compareText(operator);
  if (kind === "list") return joinLists;
  if (ordered.has(operator)) return ([a, b]) => compare(operator, Number(a), Number(b));
  if (kind === "double") return ([a, b]) => toDouble(operator, Number(a), Number(b));
  if (kind === "int") return ([a, b]) => toInt(operator, Number(a), Number(b));
  return ([a, b]) => inRange(operator === "+" ? Number(a) + Number(b) : Number(a) - Number(b));
}

function compare(operator: BinaryOperator, a: number, b: number): boolean {
  if (operator === "<") return a < b;
  if (operator === "<=") return a <= b;
  return operator === ">" ? a > b : a >= b;
}

/** Orders text by code point, which is also the order of UTF-8 but not of UTF-16. */
function compareText(operator: BinaryOperator): Apply {
  return ([a, b], activation) => {
    activation.charge(weigh(textOf(a)) + weigh(textOf(b)));
    return compare(operator, Buffer.compare(Buffer.from(textOf(a)), Buffer.from(textOf(b))), 0);
  };
}

const joinText: Apply = ([a, b], activation) => {
  const text = textOf(a) + textOf(b);
  activation.charge(weigh(text));
  if (text.length <= maxTextLength) return text;
  return new EvaluationError(`a text became longer than ${maxTextLength} characters`);
};

const joinLists: Apply = ([a, b], activation) => {
  const lists = [a, b] as readonly (readonly Value[])[];
  activation.charge(lists.reduce((size, list) => size + list.length, 0));
  return lists.flat(1);
};

function toDouble(operator: BinaryOperator, a: number, b: number): number {
  if (operator === "+") return a + b;
  if (operator === "-") return a - b;
  return operator === "*" ? a * b : a / b;
}

function toInt(operator: BinaryOperator, a: number, b: number): Value {
  if ((operator === "/" || operator === "%") && b === 0)
    return new EvaluationError("division by zero");
  if (operator === "/") return wholeNumber(Math.trunc(a / b));
  return wholeNumber(operator === "%" ? a % b : toDouble(operator, a, b));
}

/** Returns the number, or a failure if it is too large to be exact. */
export function wholeNumber(value: number): Value {
  // Adding zero turns negative zero, which does not exist for integers, into zero.
  return Number.isSafeInteger(value)
    ? value + 0
    : new EvaluationError("a whole number became too large");
}

const lastMoment = Date.parse("9999-12-31T23:59:59.999Z");

/** Returns a time or a duration, or a failure if it is out of range. */
export function inRange(ms: number): Value {
  return Math.abs(ms) <= lastMoment
    ? ms
    : new EvaluationError("a time or a duration is out of range");
}

/** Returns the number of steps that one pass over a text costs. */
export function weigh(text: string): number {
  return 1 + Math.floor(text.length / 16);
}
