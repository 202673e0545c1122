/** Reads one included file: only the sections that the policy allows in it. */

import { readSource, type Source } from "../file/source.ts";
import type { Problem } from "../file/problem.ts";
import { quoteWritten } from "../file/written.ts";
import { suggest } from "../suggest.ts";
import type { IncludedFile } from "./included-files.ts";
import type { Include } from "./include-schema.ts";

/** The data of one file of a policy. */
export interface Part {
  /** As reports name it. */
  readonly path: string;
  readonly source: Source;
  /** The allowed sections, by name. */
  readonly sections: readonly (readonly [string, unknown])[];
}

/** Returns an included file's data and its problems; `place` is where the policy includes it. */
export function readPart(
  { text, problem }: IncludedFile,
  { sections: allowed }: Include,
  about: { readonly path: string; readonly place: string },
): Part & { readonly problems: readonly Problem[] } {
  const source = readSource(text);
  const { path } = about;
  const start = { line: 1, column: 1 };
  if (problem !== undefined) return { path, source, sections: [], problems: [problem] };
  const { value, problems } = source;
  if (value === undefined && problems.length > 0) return { path, source, sections: [], problems };
  const few = `it needs at least one of these sections: ${allowed.join(", ")}`;
  if (value === undefined || value === null) {
    const message = `the file is empty: ${few}`;
    return { path, source, sections: [], problems: [...problems, { position: start, message }] };
  }
  if (typeof value !== "object" || Array.isArray(value)) {
    const message = `expected a mapping: ${few}`;
    return { path, source, sections: [], problems: [...problems, { position: start, message }] };
  }
  const isAllowed = ([name]: readonly [string, unknown]) =>
    (allowed as readonly string[]).includes(name);
  const sections = Object.entries(value);
  const refused = sections
    .filter((section) => !isAllowed(section))
    .map(([name]) => ({
      position: source.positionOfKey([name]),
      message: `${quoteWritten(name)} is not allowed in this file: ${about.place} allows only ${allowed.join(", ")}${suggest(name, allowed)}`,
    }));
  return {
    path,
    source,
    sections: sections.filter(isAllowed),
    problems: [...problems, ...refused],
  };
}
