/** Records: what has fields. Their rows are the roster's own entries. */

import { isUnknown, unknownReasons, type Fact } from "../../roster/fact.ts";
import type { Field, RecordType } from "../../cel/types.ts";
import type { CelType } from "../../cel/types.ts";
import { UnknownValue, type Value } from "../../cel/values.ts";
import type { RosterActivation } from "./activation.ts";

export interface FieldDefinition<Row> {
  readonly type: CelType;
  readonly about: string;
  readonly read: (row: Row, activation: RosterActivation) => Fact<Value>;
}

/** Where a record's unseen facts are missing, as it reads after "was not seen". */
type Extent = " for every account" | " for every team" | "";

/** Returns a record whose unseen facts are unseen values; the rows' type is checked here and forgotten. */
export function defineRecord<Row extends object>(
  name: string,
  extent: Extent,
  fields: Readonly<Record<string, FieldDefinition<Row>>>,
): RecordType {
  const entries = Object.entries(fields).map(([field, { type, about, read }]) => {
    const unseen = createUnknown(`the ${field} of ${name} was not seen${extent}`);
    const guarded: Field["read"] = (row, activation) => {
      const value = read(row as Row, activation as RosterActivation);
      return isUnknown(value) ? unseen(value.unknown) : value;
    };
    return [field, { type, about, read: guarded }] as const;
  });
  return { name, fields: new Map(entries) };
}

/** One value for each reason, however many accounts lack the fact. */
function createUnknown(sentence: string): (reason: keyof typeof unknownReasons) => UnknownValue {
  const made = new Map<string, UnknownValue>();
  return (reason) => {
    const known = made.get(reason);
    if (known !== undefined) return known;
    const blind = reason !== "not-in-plan";
    const unseen = new UnknownValue([{ reason: `${sentence}: ${unknownReasons[reason]}`, blind }]);
    made.set(reason, unseen);
    return unseen;
  };
}
