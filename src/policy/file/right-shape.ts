/** Finds the shape that was probably meant, where a value has a shape that the schema rejects. */

import { z } from "zod";

import { fold } from "../../roster/fold.ts";
import { formsAt } from "./schema-keys.ts";
import type { Path } from "./source.ts";

/** What a list or a name alone most often means in an entry with several lists. */
const mainKeys = ["members", "listed", "teams", "read"];

/** Nobody is called this, so it is not to be put in a list of names. */
const notNames = new Set(["all", "any", "anybody", "everybody", "everyone", "nobody", "none"]);

/**
 * Returns the value in a shape that the schema accepts; undefined if none is obvious. Where the
 * schema also accepts words, any other word is probably a misspelled one, and not a name.
 */
export function rightShape(
  schema: z.ZodType,
  path: Path,
  value: unknown,
  { acceptsWords = false } = {},
): unknown {
  const isWord = typeof value === "string" && /^\p{L}+$/u.test(value);
  const isName = typeof value === "string" && !notNames.has(fold(value));
  const allowed = { any: !isWord, main: isWord ? isName && !acceptsWords : true };
  for (const form of formsAt(schema, path)) {
    const meant = reshape(form, value, allowed);
    if (meant !== undefined) return meant;
  }
  return undefined;
}

/** Returns the key beside the one at a path that accepts only certain texts, and this one. */
export function keyBeside(schema: z.ZodType, path: Path, value: string): string | undefined {
  const options = formsAt(schema, path.slice(0, -1)).flatMap((form) =>
    form instanceof z.ZodObject ? Object.entries<z.ZodType>(form.shape) : [],
  );
  return options.find(
    ([key, option]) => key !== path.at(-1) && accepts(option, value) && isCertain(option),
  )?.[0];
}

/** Which keys a value without a key may be for, besides those with a choice of words. */
interface Allowed {
  readonly any: boolean;
  readonly main: boolean;
}

function reshape(form: z.ZodType, value: unknown, allowed: Allowed): unknown {
  if (form instanceof z.ZodArray) {
    return allowed.any || allowed.main ? toList(form, value) : undefined;
  }
  if (form instanceof z.ZodRecord) {
    return toEntries(value, () => form.valueType as z.ZodType, namesIn(value));
  }
  if (form instanceof z.ZodObject) return toMapping(form, value, allowed);
  // One value in a list of its own.
  return Array.isArray(value) && value.length === 1 && accepts(form, value[0])
    ? (value[0] as unknown)
    : undefined;
}

function toList(form: z.ZodArray, value: unknown): unknown {
  if (typeof value === "string") return accepts(form, [value]) ? [value] : undefined;
  if (!isMapping(value)) return undefined;
  const keys = Object.keys(value);
  if (keys.length === 0) return [];
  const { element } = form;
  if (element instanceof z.ZodObject) {
    return keys.every((key) => Object.hasOwn(element.shape, key)) ? [value] : undefined;
  }
  const isEmpty = Object.values(value).every((item) => item === null || isEmptyMapping(item));
  return isEmpty && accepts(form, keys) ? keys : undefined;
}

function toMapping(form: z.ZodObject, value: unknown, allowed: Allowed): unknown {
  const shape = form.shape as Readonly<Record<string, z.ZodType>>;
  const names = namesIn(value);
  if (names?.every((name) => Object.hasOwn(shape, name)) === true) {
    const entries = toEntries(value, (name) => shape[name], names);
    if (entries !== undefined) return entries;
  }
  const isMain = ([key]: readonly [string, unknown]) => mainKeys.includes(key);
  const options = Object.entries(shape)
    .filter(([key]) => key !== "severity")
    .sort((a, b) => Number(isMain(b)) - Number(isMain(a)));
  // An option that accepts only certain texts comes first: what it accepts is meant for it.
  const certain = options.flatMap(([key, option]) => {
    const forms = formsAt(option, []).filter(isCertain);
    return forms.map((form) => [key, form] as const);
  });
  const main = mainKeys.flatMap((key) => options.filter(([name]) => name === key));
  const keys = [...certain, ...(allowed.main ? main : []), ...(allowed.any ? options : [])];
  for (const [key, option] of keys) {
    for (const item of candidates(value, option)) {
      if (accepts(option, item)) return { [key]: item };
    }
  }
  return undefined;
}

/** Returns what an option may have instead of a value without a key. */
function candidates(value: unknown, option: z.ZodType): readonly unknown[] {
  if (Array.isArray(value)) return [value];
  if (typeof value === "string") return [value, [value]];
  // A number of days without its unit, for an option that does not accept just any text.
  return typeof value === "number" && !accepts(option, "x") ? [`${value}d`] : [];
}

/** Returns the names that a list consists of, or the keys of the mappings in a list. */
function namesIn(value: unknown): readonly string[] | undefined {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (items.length === 0 || isMapping(value)) return undefined;
  const names = items.flatMap((item) => {
    if (typeof item === "string") return [item];
    return isMapping(item) ? Object.keys(item) : [undefined];
  });
  const known = names.filter((name) => name !== undefined);
  return known.length === names.length && new Set(known).size === known.length ? known : undefined;
}

/** Returns a mapping with the names as keys, where each of them can have an entry. */
function toEntries(
  value: unknown,
  schemaOf: (name: string) => z.ZodType | undefined,
  names: readonly string[] | undefined,
): unknown {
  if (names === undefined) return undefined;
  const mappings: readonly object[] = Array.isArray(value) ? value.filter(isMapping) : [];
  const given = new Map(mappings.flatMap((item) => Object.entries(item) as [string, unknown][]));
  const entries: [string, unknown][] = [];
  for (const name of names) {
    const item = given.has(name) ? given.get(name) : emptyEntry(schemaOf(name));
    if (item === undefined) return undefined;
    entries.push([name, item]);
  }
  return Object.fromEntries(entries);
}

/** Returns the shortest entry that says no more than its name: a rule is on, as by default. */
function emptyEntry(schema: z.ZodType | undefined): unknown {
  const usual = schema?.meta()?.["default"];
  const word = usual === "off" ? "warning" : usual;
  return [word, {}].find(
    (item) => item !== undefined && schema !== undefined && accepts(schema, item),
  );
}

function isCertain(form: z.ZodType): boolean {
  return !accepts(form, "x") && !accepts(form, ["x"]);
}

function accepts(schema: z.ZodType, value: unknown): boolean {
  return schema.safeParse(value).success;
}

function isMapping(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isEmptyMapping(value: unknown): boolean {
  return isMapping(value) && Object.keys(value).length === 0;
}
