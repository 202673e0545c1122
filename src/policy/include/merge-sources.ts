/** Merges the files of a policy into one value that knows the file and the line of each entry. */

import { fold } from "../../roster/fold.ts";
import { describeLine, type Place } from "../position.ts";
import type { Problem } from "../file/problem.ts";
import type { Path, Source } from "../file/source.ts";
import { quoteWritten } from "../file/written.ts";
import type { IncludedFiles } from "./included-files.ts";
import type { Include } from "./include-schema.ts";
import { readPart, type Part } from "./part-source.ts";
import { toFullPath } from "./paths.ts";

/** Sections whose entries have names; a name may be in one file only. */
const namedSections: Readonly<Record<string, string>> = {
  people: "alias",
  groups: "group",
  roles: "role",
  teams: "team",
  services: "service account",
  repositories: "repository",
  oidc: "OIDC provider",
  rules: "rule",
};
/** Sections that are lists: the entries of all files, one file after the other. */
const lists: ReadonlySet<string> = new Set(["group-sync", "leaving", "exceptions", "custom"]);

/**
 * Returns the policy's data with the sections of its included files, and whether every file has
 * one.
 */
export function mergeSources(
  main: Source,
  path: string,
  includes: readonly Include[],
  { files }: IncludedFiles,
): { readonly source: Source; readonly isComplete: boolean } {
  const root = main.value as Readonly<Record<string, unknown>>;
  const own = { path, source: main, sections: Object.entries(root) };
  const parts = files.map((file) => {
    const include = includes[file.entry] as Include;
    const { line } = main.positionOf(["include", file.entry, "sections"]);
    const about = { path: toFullPath(path, file.path), place: `${path}:${line}` };
    return readPart(file, include, about);
  });
  const merged = createMerge();
  for (const part of [own, ...parts]) {
    for (const [section, value] of part.sections) merged.add(part, section, value);
  }
  const at = (part: Part, place: Place): Place => ({ ...place, path: part.path });
  const located = (part: Part, problems: readonly Problem[]) =>
    problems.map((problem) => ({ ...problem, position: at(part, problem.position) }));
  const source: Source = {
    value: merged.value,
    problems: [
      ...located(own, main.problems),
      ...parts.flatMap((part) => located(part, part.problems)),
      ...merged.problems,
    ],
    positionOf: (of) => {
      const { part, path: inner } = merged.find(of, own);
      return at(part, part.source.positionOf(inner));
    },
    positionWithin: (of, offset) => {
      const { part, path: inner } = merged.find(of, own);
      return at(part, part.source.positionWithin(inner, offset));
    },
    positionOfKey: (of) => {
      const { part, path: inner } = merged.find(of, own);
      return at(part, part.source.positionOfKey(inner));
    },
    writtenAt: (of) => {
      const { part, path: inner } = merged.find(of, own);
      return part.source.writtenAt(inner);
    },
    isRefused: (of) => {
      const { part, path: inner } = merged.find(of, own);
      return part.source.isRefused(inner);
    },
  };
  // A part that cannot be read has no sections.
  return { source, isComplete: parts.every(({ sections }) => sections.length > 0) };
}

interface Found {
  readonly part: Part;
  /** In the part's own file. */
  readonly path: Path;
}

type Owners = Map<string | number, { readonly part: Part; readonly key: string | number }>;

interface Merge {
  readonly value: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
  add(part: Part, section: string, value: unknown): void;
  /** Returns where a path of the merged value is written; in `own` if no file has its section. */
  find(path: Path, own: Part): Found;
}

function createMerge(): Merge {
  // Without a prototype, so that a key named __proto__ is a normal key.
  const value = Object.create(null) as Record<string, unknown>;
  const problems: Problem[] = [];
  const first = new Map<string, Part>();
  const owners = new Map<string, Owners>();
  const folded = new Map<string, Map<string, string>>();

  function addNamed(part: Part, section: string, given: object): void {
    const merged = value[section] as Record<string, unknown>;
    const known = folded.get(section) ?? new Map<string, string>();
    const own = owners.get(section) ?? new Map();
    folded.set(section, known);
    owners.set(section, own);
    const before = new Map(known);
    for (const [name, entry] of Object.entries(given)) {
      const twice = before.get(fold(name));
      if (twice === undefined) {
        known.set(fold(name), name);
        own.set(name, { part, key: name });
        merged[name] = entry;
        continue;
      }
      const position = keyAt(part, [section, name]);
      const other = own.get(twice)?.part ?? part;
      const line = describeLine(keyAt(other, [section, twice]), position);
      const spelled = twice === name ? "" : `, as ${quoteWritten(twice)}`;
      const message = `${namedSections[section]} ${quoteWritten(name)} is defined twice: first on ${line}${spelled}`;
      problems.push({ position, message });
    }
  }

  function addToList(part: Part, section: string, given: readonly unknown[]): void {
    const merged = value[section] as unknown[];
    const own = owners.get(section) ?? new Map();
    owners.set(section, own);
    for (const [key, entry] of given.entries()) {
      own.set(merged.length, { part, key });
      merged.push(entry);
    }
  }

  function add(part: Part, section: string, given: unknown): void {
    const before = first.get(section);
    const isList = lists.has(section);
    // `exceptions:` may be empty, as a place for later entries.
    if (before === undefined || (isList && value[section] === null)) {
      first.set(section, part);
      if (isList && Array.isArray(given)) {
        value[section] = [];
        addToList(part, section, given);
      } else if (isNamed(section, given)) {
        value[section] = Object.create(null);
        addNamed(part, section, given);
      } else value[section] = given;
      return;
    }
    if (isList && given === null) return;
    if (isList && Array.isArray(given) && Array.isArray(value[section])) {
      addToList(part, section, given);
    } else if (isNamed(section, given) && isNamed(section, value[section])) {
      addNamed(part, section, given);
    } else {
      const position = keyAt(part, [section]);
      const line = describeLine(keyAt(before, [section]), position);
      const message = `${quoteWritten(section)} is defined twice: first on ${line}`;
      problems.push({ position, message });
    }
  }

  function find(path: Path, own: Part): Found {
    const [section, key, ...rest] = path;
    if (typeof section !== "string") return { part: own, path };
    const owner = key === undefined ? undefined : owners.get(section)?.get(key);
    if (owner !== undefined) return { part: owner.part, path: [section, owner.key, ...rest] };
    return { part: first.get(section) ?? own, path };
  }

  return { value, problems, add, find };
}

function isNamed(section: string, value: unknown): value is object {
  return (
    Object.hasOwn(namedSections, section) &&
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value)
  );
}

function keyAt({ source, path }: Part, key: Path): Place {
  return { ...source.positionOfKey(key), path };
}
