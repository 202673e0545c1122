/** Macros, which look like function calls: `has`, and the macros that iterate over a list. */

import { checkField } from "./fields.ts";
import { reportNullUse } from "./null-use.ts";
import { pathsNotNull, invalid, type Checked, type Scope } from "./scope.ts";
import type { Frame, Run } from "./strict.ts";
import type { CallExpression, Expression } from "./ast.ts";
import { bool, describeType, listOf, string, type CelType } from "./types.ts";
import { EvaluationError, mergeUnknown, PartialList, UnknownValue, type Value } from "./values.ts";

/** The names of the macros that iterate over a list. */
export const macroNames = ["all", "exists", "exists_one", "filter", "map"] as const;
type MacroName = (typeof macroNames)[number];

/** Builds the result of a macro from the elements of a list, one after the other. */
interface Collector {
  /** Returns true if no further element can change the result. */
  add(item: Value, test: Value, result: Value): boolean;
  end(more: UnknownValue | undefined): Value;
}

/** Returns whether a macro that iterates over a list has this name. */
export function isMacro(name: string): name is MacroName {
  return (macroNames as readonly string[]).includes(name);
}

/** Returns a macro call such as `target.all(x, test)`, with its types checked. */
export function checkMacro(call: CallExpression & Expression, scope: Scope): Checked {
  const { target } = call;
  const name = call.name as MacroName;
  const failed = (at: number, message: string): Checked => {
    scope.report({ at, message });
    return invalid;
  };
  const [variable, first, second] = call.args;
  const arity = name === "map" ? [2, 3] : [2];
  const hasItsArguments = first !== undefined && arity.includes(call.args.length);
  if (target === null || variable?.kind !== "name" || !hasItsArguments) {
    return failed(call.at, `"${name}" is written list.${name}(x, ${shapes[name]})`);
  }
  const list = scope.check(target, scope);
  if (list.type.kind === "wrong") return list;
  if (reportNullUse(target, list.type, scope)) return invalid;
  if (list.type.kind !== "list" && list.type.kind !== "map") {
    return failed(call.at, `"${name}" needs a list, not ${describeType(list.type)}`);
  }
  if (scope.names.has(variable.name)) {
    return failed(variable.at, `"${variable.name}" is already a name: choose another`);
  }
  const item = list.type.kind === "map" ? string : list.type.of;
  const inner = bind(scope, variable.name, item);
  const test = name === "map" && second === undefined ? undefined : scope.check(first, inner);
  if (test !== undefined && test.type.kind !== "bool" && test.type.kind !== "wrong") {
    return failed(first.at, `expected true or false, found ${describeType(test.type)}`);
  }
  const made = name === "map" ? (second ?? first) : undefined;
  const known = { ...inner, notNull: new Set([...inner.notNull, ...pathsNotNull(first, true)]) };
  const result =
    made === undefined ? undefined : scope.check(made, test === undefined ? inner : known);
  if (test?.type.kind === "wrong" || result?.type.kind === "wrong") {
    return invalid;
  }
  const run = iterate(list.run, scope.depth, test?.run, result?.run, collectors[name]);
  return { type: typeOf(name, item, result?.type), run };
}

/**
 * Returns `has(x.y)`: false if the field is null or the map does not contain the key, true if it
 * has a value, and unseen if the value was not seen. A fact that was not seen is not the same as a
 * fact that is absent.
 */
export function checkHas(call: CallExpression & Expression, scope: Scope): Checked {
  const [argument] = call.args;
  if (argument?.kind !== "field" || call.args.length !== 1) {
    scope.report({ at: call.at, message: '"has" is written has(x.field)' });
    return invalid;
  }
  const of = scope.check(argument.of, scope);
  const field = checkField(argument, of, scope);
  if (field.type.kind === "wrong") return field;
  if (of.type.kind !== "map") {
    const run: Run = (frame) => {
      const value = field.run(frame);
      return value instanceof UnknownValue || value instanceof EvaluationError
        ? value
        : value !== null;
    };
    return { type: bool, run };
  }
  const run: Run = (frame) => {
    const map = of.run(frame);
    return map instanceof Map ? map.has(argument.name) : map;
  };
  return { type: bool, run };
}

const shapes: Readonly<Record<MacroName, string>> = {
  all: "test",
  exists: "test",
  exists_one: "test",
  filter: "test",
  map: "value) or list.map(x, test, value",
};

function bind(scope: Scope, name: string, type: CelType): Scope {
  const slot = scope.depth;
  const variable: Checked = { type, run: ({ bound }) => bound[slot] ?? null };
  return { ...scope, names: new Map([...scope.names, [name, variable]]), depth: slot + 1 };
}

function typeOf(name: MacroName, item: CelType, result: CelType | undefined): CelType {
  if (name === "filter") return listOf(item);
  return name === "map" && result !== undefined ? listOf(result) : bool;
}

function iterate(
  list: Run,
  slot: number,
  test: Run | undefined,
  result: Run | undefined,
  collector: () => Collector,
): Run {
  return (frame: Frame) => {
    const value = list(frame);
    if (value instanceof UnknownValue || value instanceof EvaluationError) return value;
    const collected = collector();
    const open = value instanceof PartialList ? value.rest : undefined;
    for (const item of itemsOf(value)) {
      frame.activation.charge(1);
      frame.bound[slot] = item;
      const passed = test === undefined ? true : test(frame);
      const made = result === undefined || passed !== true ? null : result(frame);
      if (collected.add(item, passed, made)) break;
    }
    return collected.end(open);
  };
}

function itemsOf(value: Value): Iterable<Value> {
  if (value instanceof PartialList) return value.items;
  return value instanceof Map ? (value.keys() as Iterable<Value>) : (value as readonly Value[]);
}

const collectors: Readonly<Record<MacroName, () => Collector>> = {
  all: () => quantify(false),
  exists: () => quantify(true),
  exists_one: countOne,
  filter: () => collect((item) => item),
  map: () => collect((_, result) => result),
};

/** One element can decide the result, even if other elements were not seen. */
function quantify(decisive: boolean): Collector {
  let unknown: UnknownValue | undefined;
  let failure: EvaluationError | undefined;
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
      const open = more === undefined ? unknown : mergeUnknown(unknown, more);
      return open ?? failure ?? !decisive;
    },
  };
}

function countOne(): Collector {
  let unknown: UnknownValue | undefined;
  let failure: EvaluationError | undefined;
  let count = 0;
  return {
    add(_, test) {
      if (test === true) count += 1;
      if (test instanceof UnknownValue) unknown = mergeUnknown(unknown, test);
      if (test instanceof EvaluationError) failure ??= test;
      return false;
    },
    end(more) {
      const open = more === undefined ? unknown : mergeUnknown(unknown, more);
      return open ?? failure ?? count === 1;
    },
  };
}

/** If part of an element was not seen, the resulting list is open: it may have more elements. */
function collect(choose: (item: Value, result: Value) => Value): Collector {
  const items: Value[] = [];
  let unknown: UnknownValue | undefined;
  let failure: EvaluationError | undefined;
  return {
    add(item, test, result) {
      for (const value of [test, test === true ? result : null]) {
        if (value instanceof UnknownValue) unknown = mergeUnknown(unknown, value);
        else if (value instanceof EvaluationError) failure ??= value;
      }
      const value = choose(item, result);
      if (test === true && !(value instanceof UnknownValue || value instanceof EvaluationError))
        items.push(value);
      return false;
    },
    end(more) {
      const open = more === undefined ? unknown : mergeUnknown(unknown, more);
      if (open !== undefined) return new PartialList(items, open);
      return failure ?? items;
    },
  };
}
