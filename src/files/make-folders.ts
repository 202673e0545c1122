/** Creates folders. */

import { mkdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";

/**
 * Creates a folder and the folders above it; does nothing if it exists. Throws the system's error.
 * Node's own recursive `mkdir` never returns where the system refuses with ENOENT, as in /proc.
 */
export async function makeFolders(path: string): Promise<void> {
  const folder = resolve(path);
  try {
    await mkdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (await isFolder(folder)) return;
    const parent = dirname(folder);
    if (code !== "ENOENT" || parent === folder) throw error;
    await makeFolders(parent);
    // Others may create the same folders meanwhile.
    await mkdir(folder).catch(async (second: unknown) => {
      if (!(await isFolder(folder))) throw second;
    });
  }
}

async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
