/** The files below a folder, to compare them with what they are later. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Returns the bytes of each file in the folder and below it, by path and in Base64. */
export async function readFiles(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const contents = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [path, await readFile(path, "base64")] as const;
  });
  return Object.fromEntries(await Promise.all(contents));
}
