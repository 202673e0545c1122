/** Fields of records, elements of lists and entries of maps. */

import { reportNullUse } from "./null-use.ts";
import { pathOf, invalid, type Checked, type Scope } from "./scope.ts";
import { strict, strictWithPartial, type Run } from "./strict.ts";
import type { Expression, FieldExpression } from "./ast.ts";
import { describeType, withoutNull } from "./types.ts";
import { EvaluationError, PartialList, textOf, UnknownValue, type Value } from "./values.ts";

/** Returns the field of the target before the dot, with its types checked. */
export function checkField(
  expression: FieldExpression & Expression,
  of: Checked,
  scope: Scope,
): Checked {
  const { name, at } = expression;
  if (of.type.kind === "wrong") return invalid;
  if (reportNullUse(expression.of, of.type, scope)) return invalid;
  if (of.type.kind === "map") {
    return { type: of.type.of, run: strict([of.run], ([map]) => entryOf(map, name)) };
  }
  if (of.type.kind !== "record") {
    scope.report({ at, message: `${describeType(of.type)} has no fields` });
    return invalid;
  }
  const { record } = of.type;
  const field = record.fields.get(name);
  if (field === undefined) {
    const hint = scope.suggest(name, [...record.fields.keys()]);
    scope.report({ at, message: `"${name}" is not a field of ${record.name}${hint}` });
    return invalid;
  }
  const path = pathOf(expression);
  if (path !== undefined) scope.reads.add(path);
  const isKnown = path !== undefined && scope.notNull.has(path);
  const { read } = field;
  const run: Run = (frame) => {
    const row = of.run(frame);
    if (row instanceof UnknownValue || row instanceof EvaluationError) return row;
    frame.activation.charge(1);
    return read(row as object, frame.activation);
  };
  return { type: isKnown ? withoutNull(field.type) : field.type, run };
}

/** Returns `of[index]`, with its types checked. */
export function checkIndex(
  expression: Expression & { readonly of: Expression; readonly index: Expression },
  scope: Scope,
): Checked {
  const of = scope.check(expression.of, scope);
  const index = scope.check(expression.index, scope);
  if (of.type.kind === "wrong" || index.type.kind === "wrong") return invalid;
  if (reportNullUse(expression.of, of.type, scope)) return invalid;
  if (reportNullUse(expression.index, index.type, scope)) return invalid;
  const { kind } = of.type;
  const wanted = kind === "list" ? "int" : "string";
  if ((kind !== "list" && kind !== "map") || index.type.kind !== wanted) {
    const message = `${describeType(of.type)} cannot be indexed by ${describeType(index.type)}`;
    scope.report({ at: expression.at, message });
    return invalid;
  }
  const run = strict([of.run, index.run], ([from, at]) =>
    kind === "map" ? entryOf(from, textOf(at)) : elementOf(from, Number(at)),
  );
  return { type: of.type.of, run };
}

/**
 * Returns a list literal. If an element was not seen, the list is open: it may have more elements.
 */
export function listRun(items: readonly Run[]): Run {
  const guarded = items.map((run) => strictWithPartial([run], ([value = null]) => value));
  return (frame) => {
    frame.activation.charge(1);
    const known: Value[] = [];
    const causes = [];
    let failure: EvaluationError | undefined;
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

function entryOf(map: Value | undefined, key: string): Value {
  const value = (map as ReadonlyMap<string, Value>).get(key);
  return value === undefined
    ? new EvaluationError(`the map has no entry ${JSON.stringify(key)}`)
    : value;
}

function elementOf(list: Value | undefined, index: number): Value {
  const items = list as readonly Value[];
  const value = items[index];
  return value === undefined
    ? new EvaluationError(`there is no element ${index} in a list of ${items.length}`)
    : value;
}
