/**
 * Turns the syntax tree of an expression into a function that evaluates it, and checks all types.
 */

import { checkField, checkIndex, listRun } from "./fields.ts";
import { checkFunction, functionNames } from "./functions.ts";
import { checkHas, checkMacro, isMacro, macroNames } from "./macros.ts";
import { reportNullUse } from "./null-use.ts";
import { checkBinary, wholeNumber } from "./operators.ts";
import { compilePattern } from "./pattern.ts";
import { knowing, pathsNotNull, invalid, type Checked, type Scope } from "./scope.ts";
import { strict, strictWithPartial, type Run } from "./strict.ts";
import type {
  CallExpression,
  ChoiceExpression,
  Expression,
  LiteralExpression,
  LogicExpression,
} from "./ast.ts";
import {
  bool,
  describeType,
  double,
  int,
  joinTypes,
  listOf,
  mapOf,
  nothing,
  string,
  withoutNull,
  wrong,
  type CelType,
} from "./types.ts";
import { EvaluationError, mergeUnknown, textOf, UnknownValue, type Value } from "./values.ts";

const callable = [...functionNames, "matches", "has", ...macroNames];

/** Returns the checked expression. Reports mistakes to `scope.report`. */
export function checkExpression(expression: Expression, scope: Scope): Checked {
  switch (expression.kind) {
    case "name": {
      const found = scope.names.get(expression.name);
      if (found !== undefined) {
        const isKnown = scope.notNull.has(expression.name);
        return isKnown ? { ...found, type: withoutNull(found.type) } : found;
      }
      const hint = scope.suggest(expression.name, [...scope.names.keys()]);
      return failed(scope, expression.at, `there is no "${expression.name}" here${hint}`);
    }
    case "field":
      return checkField(expression, checkExpression(expression.of, scope), scope);
    case "index":
      return checkIndex(expression, scope);
    case "call":
      return checkCall(expression, scope);
    case "unary":
      return expression.operator === "!"
        ? checkNot(expression.operand, scope)
        : checkMinus(expression.operand, scope);
    case "binary":
      return checkBinary(expression, scope);
    case "logic":
      return checkLogic(expression, scope);
    case "choice":
      return checkChoice(expression, scope);
    case "list":
      return checkList(expression.items, scope);
    case "map":
      return checkMap(expression.entries, scope);
    default:
      return checkLiteral(expression);
  }
}

function failed({ report }: Scope, at: number, message: string): Checked {
  report({ at, message });
  return invalid;
}

const literalTypes: Readonly<Record<LiteralExpression["kind"], CelType>> = {
  text: string,
  bool,
  int,
  double,
  null: { kind: "null" },
};

function checkLiteral({ kind, value }: LiteralExpression): Checked {
  return { type: literalTypes[kind], run: () => value };
}

function checkCall(call: CallExpression & Expression, scope: Scope): Checked {
  if (call.name === "has" && call.target === null) return checkHas(call, scope);
  if (isMacro(call.name)) return checkMacro(call, scope);
  if (call.name === "matches") return checkMatches(call, scope);
  return checkFunction(call, scope, callable);
}

/**
 * The pattern must be a literal, so that it is compiled once, and a mistake in it is reported when
 * the policy is read.
 */
function checkMatches(call: CallExpression & Expression, scope: Scope): Checked {
  const operands = call.target === null ? call.args : [call.target, ...call.args];
  const [text, pattern] = operands;
  if (text === undefined || pattern?.kind !== "text" || operands.length !== 2) {
    return failed(scope, call.at, '"matches" is written x.matches("pattern")');
  }
  const subject = checkAs("string", text, scope);
  const compiled = compilePattern(String(pattern.value));
  if ("problem" in compiled) return failed(scope, pattern.at, compiled.problem);
  if (subject === undefined) return invalid;
  const run = strict([subject], ([value], activation) => {
    const subjectText = textOf(value);
    activation.charge(1 + subjectText.length * compiled.size);
    return compiled.test(subjectText);
  });
  return { type: bool, run };
}

/**
 * Returns the expression if it is of that kind; otherwise reports the mistake and returns
 * undefined.
 */
function checkAs(kind: "bool" | "string", expression: Expression, scope: Scope): Run | undefined {
  const { type, run } = scope.check(expression, scope);
  if (type.kind === kind) return run;
  if (type.kind === "wrong" || reportNullUse(expression, type, scope)) return undefined;
  const wanted = kind === "bool" ? "true or false" : "text";
  scope.report({
    at: expression.at,
    message: `expected ${wanted}, found ${describeType(type)}`,
  });
  return undefined;
}

function checkNot(operand: Expression, scope: Scope): Checked {
  const run = checkAs("bool", operand, scope);
  return run === undefined
    ? invalid
    : { type: bool, run: strict([run], ([value]) => value !== true) };
}

function checkMinus(operand: Expression, scope: Scope): Checked {
  const { type, run } = scope.check(operand, scope);
  if (type.kind === "wrong" || reportNullUse(operand, type, scope)) return invalid;
  if (type.kind === "double") return { type: double, run: strict([run], ([n]) => -Number(n)) };
  if (type.kind === "int")
    return { type: int, run: strict([run], ([n]) => wholeNumber(-Number(n))) };
  return failed(scope, operand.at, `"-" does not take ${describeType(type)}`);
}

/**
 * One false operand makes an "and" false, even if other operands were not seen; one true operand
 * makes an "or" true.
 */
function checkLogic({ operator, operands }: LogicExpression, scope: Scope): Checked {
  const decisive = operator === "||";
  const runs: Run[] = [];
  let here = scope;
  for (const operand of operands) {
    const run = checkAs("bool", operand, here);
    if (run !== undefined) runs.push(run);
    // The next operand matters only if this one did not decide the result.
    here = knowing(here, pathsNotNull(operand, !decisive));
  }
  if (runs.length < operands.length) return invalid;
  const run: Run = (frame) => {
    frame.activation.charge(1);
    let unknown: UnknownValue | undefined;
    let failure: EvaluationError | undefined;
    for (const operand of runs) {
      const value = operand(frame);
      if (value === decisive) return decisive;
      if (value instanceof UnknownValue) unknown = mergeUnknown(unknown, value);
      else if (value instanceof EvaluationError) failure ??= value;
    }
    return unknown ?? failure ?? !decisive;
  };
  return { type: bool, run };
}

function checkChoice(expression: ChoiceExpression & Expression, scope: Scope): Checked {
  const { condition, yes, no } = expression;
  const test = checkAs("bool", condition, scope);
  const left = scope.check(yes, knowing(scope, pathsNotNull(condition, true)));
  const right = scope.check(no, knowing(scope, pathsNotNull(condition, false)));
  const type = joinTypes(left.type, right.type);
  if (type === undefined) {
    const message = `the two outcomes differ: ${describeType(left.type)} and ${describeType(right.type)}`;
    return failed(scope, expression.at, message);
  }
  if (test === undefined || type.kind === "wrong") return invalid;
  const run: Run = (frame) => {
    frame.activation.charge(1);
    const value = test(frame);
    if (value === true) return left.run(frame);
    return value === false ? right.run(frame) : value;
  };
  return { type, run };
}

function checkList(items: readonly Expression[], scope: Scope): Checked {
  const checked = items.map((item) => scope.check(item, scope));
  const type = joinElements(items, checked, scope);
  return {
    type: type.kind === "wrong" ? wrong : listOf(type),
    run: listRun(checked.map(({ run }) => run)),
  };
}

function checkMap(entries: readonly (readonly [Expression, Expression])[], scope: Scope): Checked {
  const keys = entries.map(([key]) => checkAs("string", key, scope));
  const values = entries.map(([, value]) => scope.check(value, scope));
  const type = joinElements(
    entries.map(([, value]) => value),
    values,
    scope,
  );
  const runs = keys.filter((key) => key !== undefined);
  if (runs.length < keys.length || type.kind === "wrong") return invalid;
  const run = strictWithPartial([...runs, ...values.map((value) => value.run)], (operands) => {
    const map = new Map<Value, Value>();
    for (const [at, key] of operands.slice(0, runs.length).entries()) {
      if (map.has(key))
        return new EvaluationError(`a map has the entry ${JSON.stringify(key)} twice`);
      map.set(key, operands[runs.length + at] ?? null);
    }
    return map;
  });
  return { type: mapOf(type), run };
}

/** Returns the type of the elements of a list or a map. */
function joinElements(
  items: readonly Expression[],
  checked: readonly Checked[],
  scope: Scope,
): CelType {
  let joined: CelType = nothing;
  for (const [at, { type }] of checked.entries()) {
    const wider = joinTypes(joined, type);
    if (wider === undefined) {
      const message = `the others here are ${describeType(joined)}, this is ${describeType(type)}`;
      scope.report({ at: items[at]?.at ?? 0, message });
      return wrong;
    }
    joined = wider;
  }
  return joined;
}
