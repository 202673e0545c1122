/** Records: values with fields. Their rows are the roster's own entries. */

import { isUnknown, unknownReasons, type Fact } from "../../roster/fact.ts";
import type { Field, RecordType } from "../../cel/types.ts";
import type { CelType } from "../../cel/types.ts";
import { UnknownValue, type Value } from "../../cel/values.ts";
import type { RosterActivation } from "./activation.ts";

export interface FieldDefinition<Row> {
  readonly type: CelType;
  readonly about: string;
  readonly read: (row: Row, activation: RosterActivation) => Fact<Value>;
  /** False if the row shows that there may be a value, although the plan is said to lack it. */
  readonly planMayLack?: false;
}

/** The end of a sentence after "was not seen", which says where a record's facts are missing. */
type Extent =
  | " for every account"
  | " for every team"
  | " for every repository"
  | " for every provider"
  | " for every mapping"
  | "";

/**
 * Returns a record whose unseen facts are unknown values. The type of the rows is checked here and
 * not visible to users of the record.
 */
export function defineRecord<Row extends object>(
  name: string,
  extent: Extent,
  fields: Readonly<Record<string, FieldDefinition<Row>>>,
): RecordType {
  const entries = Object.entries(fields).map(
    ([field, { type, about, read, planMayLack = true }]) => {
      const sentence = `the ${field} of ${name} was not seen${extent}`;
      const unseen = createUnknown(sentence, planMayLack);
      const guarded: Field["read"] = (row, activation) => {
        const value = read(row as Row, activation as RosterActivation);
        return isUnknown(value) ? unseen(value.unknown) : value;
      };
      return [field, { type, about, read: guarded }] as const;
    },
  );
  return { name, fields: new Map(entries) };
}

/** Returns a time of the roster as a timestamp for expressions. */
export function toTime<T extends string | null>(fact: Fact<T>): Fact<number | null> {
  if (fact === null) return null;
  return isUnknown<string>(fact) ? fact : Date.parse(fact);
}

/** Creates one value for each reason, however many accounts lack the fact. */
function createUnknown(
  sentence: string,
  planMayLack: boolean,
): (reason: keyof typeof unknownReasons) => UnknownValue {
  const made = new Map<string, UnknownValue>();
  return (reason) => {
    const cached = made.get(reason);
    if (cached !== undefined) return cached;
    const blind = !planMayLack || reason !== "not-in-plan";
    const unseen = new UnknownValue([{ reason: `${sentence}: ${unknownReasons[reason]}`, blind }]);
    made.set(reason, unseen);
    return unseen;
  };
}
