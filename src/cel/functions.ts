/** The functions of the language: the types of their operands, and their implementations. */

import { weigh, wholeNumber } from "./operators.ts";
import { reportNullUse } from "./null-use.ts";
import { invalid, type Checked, type Scope } from "./scope.ts";
import { strict, type Apply } from "./strict.ts";
import type { CallExpression, Expression } from "./ast.ts";
import { readDuration, readTimestamp, timeParts, writeDuration } from "./time.ts";
import {
  bool,
  describeType,
  double,
  duration,
  int,
  string,
  timestamp,
  type CelType,
} from "./types.ts";
import { EvaluationError, textOf, type Value } from "./values.ts";

interface Overload {
  /** Kinds of the operands. The target of a method is the first. */
  readonly takes: readonly CelType["kind"][];
  readonly type: CelType;
  readonly apply: Apply;
}

interface Definition {
  readonly form: "function" | "method" | "both";
  readonly overloads: readonly Overload[];
}

const text = (apply: (a: string, b: string) => Value): Overload["apply"] => {
  return ([a, b = ""], activation) => {
    activation.charge(weigh(textOf(a)) + weigh(textOf(b)));
    return apply(textOf(a), textOf(b));
  };
};
const number = (apply: (a: number) => Value): Apply => {
  return ([a]) => apply(Number(a));
};
const same: Apply = ([a = null]) => a;

const textTest = (apply: (a: string, b: string) => boolean): Definition => ({
  form: "method",
  overloads: [{ takes: ["string", "string"], type: bool, apply: text(apply) }],
});
const textChange = (apply: (a: string) => string): Definition => ({
  form: "method",
  overloads: [{ takes: ["string"], type: string, apply: text(apply) }],
});
const conversion = (type: CelType, ...overloads: readonly [CelType["kind"], Apply][]) =>
  ({
    form: "function",
    overloads: overloads.map(([kind, apply]) => ({ takes: [kind], type, apply })),
  }) satisfies Definition;

const definitions: Readonly<Record<string, Definition>> = {
  contains: textTest((a, b) => a.includes(b)),
  startsWith: textTest((a, b) => a.startsWith(b)),
  endsWith: textTest((a, b) => a.endsWith(b)),
  lowerAscii: textChange((a) => a.replaceAll(/[A-Z]/gv, (letter) => letter.toLowerCase())),
  upperAscii: textChange((a) => a.replaceAll(/[a-z]/gv, (letter) => letter.toUpperCase())),
  size: {
    form: "both",
    overloads: [
      { takes: ["string"], type: int, apply: text((a) => Array.from(a).length) },
      { takes: ["list"], type: int, apply: ([a]) => (a as readonly Value[]).length },
      { takes: ["map"], type: int, apply: ([a]) => (a as ReadonlyMap<string, Value>).size },
    ],
  },
  timestamp: conversion(timestamp, ["string", text(readTimestamp)], ["timestamp", same]),
  duration: conversion(duration, ["string", text(readDuration)], ["duration", same]),
  int: conversion(
    int,
    ["int", same],
    ["double", number((a) => wholeNumber(Math.trunc(a)))],
    ["string", text(readInt)],
    ["timestamp", number((a) => Math.floor(a / 1000))],
  ),
  double: conversion(double, ["double", same], ["int", same], ["string", text(readDouble)]),
  string: conversion(
    string,
    ["string", same],
    ["int", number(String)],
    ["double", number(String)],
    ["bool", ([a]) => (a === true ? "true" : "false")],
    ["timestamp", number((a) => new Date(a).toISOString().replace(/\.?0*Z$/v, "Z"))],
    ["duration", number(writeDuration)],
  ),
  ...Object.fromEntries(
    Object.entries(timeParts).map(([name, { ofTimestamp, ofDuration }]): [string, Definition] => [
      name,
      {
        form: "method",
        overloads: [
          { takes: ["timestamp"], type: int, apply: number((a) => ofTimestamp(new Date(a))) },
          ...(ofDuration === undefined
            ? []
            : [{ takes: ["duration"], type: int, apply: number(ofDuration) } as const]),
        ],
      },
    ]),
  ),
};

/** The names of all functions except `matches`, for suggestions and for the documentation. */
export const functionNames = Object.keys(definitions);

/** Returns a call of one of the functions above, with its types checked. */
export function checkFunction(
  call: CallExpression & Expression,
  scope: Scope,
  known: readonly string[],
): Checked {
  const failed = (at: number, message: string): Checked => {
    scope.report({ at, message });
    return invalid;
  };
  const definition = Object.hasOwn(definitions, call.name) ? definitions[call.name] : undefined;
  if (definition === undefined) {
    return failed(call.at, `there is no function "${call.name}"${scope.suggest(call.name, known)}`);
  }
  const form = call.target === null ? "function" : "method";
  if (definition.form !== "both" && definition.form !== form) {
    const shape = definition.form === "method" ? `x.${call.name}(…)` : `${call.name}(x)`;
    return failed(call.at, `"${call.name}" is written ${shape}`);
  }
  const operands = call.target === null ? call.args : [call.target, ...call.args];
  const checked = operands.map((operand) => scope.check(operand, scope));
  if (checked.some(({ type }) => type.kind === "wrong")) return invalid;
  const overload = definition.overloads.find(
    ({ takes }) =>
      takes.length === checked.length && takes.every((kind, at) => kind === checked[at]?.type.kind),
  );
  if (overload === undefined) {
    const nulls = operands.map((operand, at) => reportNullUse(operand, checked[at]?.type, scope));
    if (nulls.includes(true)) return invalid;
    const found = checked.map(({ type }) => describeType(type)).join(" and ");
    return failed(call.at, `"${call.name}" does not take ${found === "" ? "nothing" : found}`);
  }
  const run = strict(
    checked.map((operand) => operand.run),
    overload.apply,
  );
  reportLiteral(call, overload, scope);
  return { type: overload.type, run };
}

/**
 * Literals are known when the policy is read, so a date that does not exist is reported then and
 * not during a run.
 */
function reportLiteral(call: CallExpression, { apply }: Overload, scope: Scope): void {
  const [literal] = call.args;
  if (call.target !== null || literal?.kind !== "text") return;
  const value = apply([literal.value], { charge: () => undefined });
  if (value instanceof EvaluationError) scope.report({ at: literal.at, message: value.reason });
}

function readInt(text: string): Value {
  return /^[\-+]?\d+$/v.test(text)
    ? wholeNumber(Number(text))
    : new EvaluationError(`${quote(text)} is not a whole number`);
}

function readDouble(text: string): Value {
  return /^[\-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][\-+]?\d+)?$/v.test(text)
    ? Number(text)
    : new EvaluationError(`${quote(text)} is not a decimal number`);
}

/** The text may be of any length: quotes enough of it to find it again. */
function quote(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
