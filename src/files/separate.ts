/** Refuses outputs that would replace each other, or an input. */

import { resolve, sep } from "node:path";

import { AuditError } from "../errors.ts";
import { followLinks } from "./target.ts";

/** A file or a folder, and the setting or argument that names it. */
export interface NamedPath {
  readonly name: string;
  readonly path: string;
}

export interface InputPath extends NamedPath {
  /** The name of the output that may be the same file. */
  readonly mayBe?: string;
}

/** Returns the paths that are given, with their name. */
export function named(
  name: string,
  ...paths: readonly (string | undefined)[]
): readonly NamedPath[] {
  return paths.flatMap((path) => (path === undefined ? [] : [{ name, path }]));
}

/**
 * Throws `AuditError` `BAD_SETTINGS` if two outputs, or an output and an input, are the same file,
 * or if one of them is inside the other one. Links are followed.
 */
export async function requireSeparate(
  outputs: readonly NamedPath[],
  inputs: readonly InputPath[],
): Promise<void> {
  const [written, read] = await Promise.all([locate(outputs), locate(inputs)]);
  for (const [index, output] of written.entries()) {
    const isSame = ({ place }: Located) => place === output.place;
    const overlaps = (one: Located) =>
      isSame(one) || isInside(one.place, output.place) || isInside(output.place, one.place);
    const other = [...written.slice(0, index), ...read].find(
      (one) => one.name !== output.name && one.mayBe !== output.name && overlaps(one),
    );
    if (other === undefined) continue;
    const used = isSame(other)
      ? `${other.name} uses the same file`
      : `${other.name} uses ${JSON.stringify(other.path)}, and one is inside the other`;
    throw new AuditError(
      "BAD_SETTINGS",
      `cannot use ${JSON.stringify(output.path)} for ${output.name}: ${used}. Name another place.`,
    );
  }
}

interface Located extends InputPath {
  readonly place: string;
}

async function locate(paths: readonly InputPath[]): Promise<readonly Located[]> {
  // Reading or writing it will report the problem.
  const find = (path: string) => followLinks(path).catch(() => resolve(path));
  return await Promise.all(paths.map(async (one) => ({ ...one, place: await find(one.path) })));
}

/** Returns whether an absolute path is in a folder, at any depth. */
export function isInside(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}
