/** Records: what has fields. Their rows are the roster's own entries. */

import { isUnknown, unknownReasons, type Fact } from "../../roster/model.ts";
import type { CelType } from "../../cel/types.ts";
import { Unseen, type Value } from "../../cel/values.ts";
import type { World } from "./activation.ts";

export interface Field {
  readonly type: CelType;
  /** For the documentation. */
  readonly about: string;
  readonly read: (row: object, world: World) => Value;
}

export interface RecordType {
  readonly name: string;
  readonly fields: ReadonlyMap<string, Field>;
}

export interface FieldDefinition<Row> {
  readonly type: CelType;
  readonly about: string;
  readonly read: (row: Row, world: World) => Fact<Value>;
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
    const unseen = createUnseen(`the ${field} of ${name} was not seen${extent}`);
    const guarded = (row: object, world: World): Value => {
      const value = read(row as Row, world);
      return isUnknown(value) ? unseen(value.unknown) : value;
    };
    return [field, { type, about, read: guarded }] as const;
  });
  return { name, fields: new Map(entries) };
}

/** One value for each reason, however many accounts lack the fact. */
function createUnseen(sentence: string): (reason: keyof typeof unknownReasons) => Unseen {
  const made = new Map<string, Unseen>();
  return (reason) => {
    const known = made.get(reason);
    if (known !== undefined) return known;
    const blind = reason !== "not-in-plan";
    const unseen = new Unseen([{ reason: `${sentence}: ${unknownReasons[reason]}`, blind }]);
    made.set(reason, unseen);
    return unseen;
  };
}
