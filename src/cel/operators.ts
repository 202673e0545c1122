/** The operators with two operands: what they take, and what they do. */

import { suggest } from "../policy/suggest.ts";
import { maxTextLength } from "./limits.ts";
import { complainOfNull } from "./null-use.ts";
import { pathOf, refused, type Checked, type Scope } from "./scope.ts";
import { strict, strictOpen, type Apply } from "./strict.ts";
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
  Failure,
  textOf,
  mergeUnseen,
  OpenList,
  Unseen,
  type Value,
} from "./values.ts";

/** Returns the operation, its types checked. */
export function checkBinary(expression: BinaryExpression & Expression, scope: Scope): Checked {
  const left = scope.check(expression.left, scope);
  const right = scope.check(expression.right, scope);
  if (left.type.kind === "wrong" || right.type.kind === "wrong") return refused;
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
    if (complainOfNull(side, sideType, scope)) return refused;
  }
  scope.complain({
    at: expression.at,
    message: `"${operator}" does not take ${describeType(left.type)} and ${describeType(right.type)}${hintOf(left.type, right.type)}`,
  });
  return refused;
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
  // To test again what is known not to be null any more says nothing either, but does no harm.
  const isNever = (side: Expression, { kind }: CelType) =>
    kind !== "nullable" &&
    kind !== "null" &&
    kind !== "nothing" &&
    !scope.notNull.has(pathOf(side) ?? "");
  const neverNull =
    (left.type.kind === "null" && isNever(rightSide, right.type)) ||
    (right.type.kind === "null" && isNever(leftSide, left.type));
  if (neverNull) {
    scope.complain({ at, message: "this is never null, so the comparison says nothing" });
    return refused;
  }
  const joined = joinTypes(left.type, right.type);
  if (joined === undefined || !isComparable(joined)) {
    const way = joined?.kind === "list" ? ": ask for its size" : ": compare an id or a slug";
    const hint = joined === undefined ? hintOf(left.type, right.type) : way;
    const message = `cannot compare ${describeType(left.type)} with ${describeType(right.type)}${hint}`;
    scope.complain({ at, message });
    return refused;
  }
  complainOfWord(leftSide, right.type, scope);
  complainOfWord(rightSide, left.type, scope);
  const isEqual = operator === "==";
  const apply: Apply = ([a = null, b = null], world) => {
    const equal = equalValues(a, b, world.spend);
    return equal instanceof Unseen ? equal : equal === isEqual;
  };
  return { type: bool, run: strictOpen([left.run, right.run], apply) };
}

function checkIn(
  { at, left: leftSide, right: rightSide }: BinaryExpression & Expression,
  left: Checked,
  right: Checked,
  scope: Scope,
): Checked {
  if (complainOfNull(rightSide, right.type, scope)) return refused;
  const element =
    right.type.kind === "map" ? string : right.type.kind === "list" ? right.type.of : undefined;
  const joined = element === undefined ? undefined : joinTypes(left.type, element);
  if (element === undefined || joined === undefined || !isComparable(joined)) {
    const message = `"in" does not find ${describeType(left.type)} in ${describeType(right.type)}`;
    scope.complain({ at, message });
    return refused;
  }
  complainOfWord(leftSide, element, scope);
  complainOfWord(rightSide, left.type, scope);
  return { type: bool, run: strictOpen([left.run, right.run], applyIn) };
}

/** A role that does not exist is held by nobody: the comparison would be silent for ever. */
function complainOfWord(expression: Expression, type: CelType, scope: Scope): void {
  const known = withoutNull(type);
  if (known.kind !== "string" || known.values === undefined) return;
  const literals = expression.kind === "list" ? expression.items : [expression];
  for (const literal of literals) {
    if (literal.kind !== "text" || known.values.includes(String(literal.value))) continue;
    const word = JSON.stringify(literal.value);
    const message = `${word} is not one of ${known.values.join(", ")}${suggest(String(literal.value), known.values)}`;
    scope.complain({ at: literal.at, message });
  }
}

const applyIn: Apply = ([needle = null, haystack = null], world) => {
  if (haystack instanceof Map) return haystack.has(needle);
  const open = haystack instanceof OpenList;
  const items = (open ? haystack.items : haystack) as readonly Value[];
  let unseen = open ? haystack.more : undefined;
  for (const item of items) {
    const equal = equalValues(needle, item, world.spend);
    if (equal === true) return true;
    if (equal instanceof Unseen) unseen = mergeUnseen(unseen, equal);
  }
  return unseen ?? false;
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

/** Text is ordered by code point, which UTF-8 keeps and UTF-16 does not. */
function compareText(operator: BinaryOperator): Apply {
  return ([a, b], world) => {
    world.spend(weigh(textOf(a)) + weigh(textOf(b)));
    return compare(operator, Buffer.compare(Buffer.from(textOf(a)), Buffer.from(textOf(b))), 0);
  };
}

const joinText: Apply = ([a, b], world) => {
  const text = textOf(a) + textOf(b);
  world.spend(weigh(text));
  if (text.length <= maxTextLength) return text;
  return new Failure(`a text became longer than ${maxTextLength} characters`);
};

const joinLists: Apply = ([a, b], world) => {
  const lists = [a, b] as readonly (readonly Value[])[];
  world.spend(lists.reduce((size, list) => size + list.length, 0));
  return lists.flat(1);
};

function toDouble(operator: BinaryOperator, a: number, b: number): number {
  if (operator === "+") return a + b;
  if (operator === "-") return a - b;
  return operator === "*" ? a * b : a / b;
}

function toInt(operator: BinaryOperator, a: number, b: number): Value {
  if ((operator === "/" || operator === "%") && b === 0) return new Failure("division by zero");
  if (operator === "/") return wholeNumber(Math.trunc(a / b));
  return wholeNumber(operator === "%" ? a % b : toDouble(operator, a, b));
}

/** Returns the number, or a failure where it is too large to be exact. */
export function wholeNumber(value: number): Value {
  // Adding zero turns a negative zero, which whole numbers do not have, into zero.
  return Number.isSafeInteger(value) ? value + 0 : new Failure("a whole number became too large");
}

const lastMoment = Date.parse("9999-12-31T23:59:59.999Z");

/** Returns a time or a duration, or a failure where no calendar has it. */
export function inRange(ms: number): Value {
  return Math.abs(ms) <= lastMoment ? ms : new Failure("a time or a duration is out of range");
}

/** Returns how many steps it takes to look at a text once. */
export function weigh(text: string): number {
  return 1 + Math.floor(text.length / 16);
}
