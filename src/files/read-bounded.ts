/** Opens and reads files at a given path: only regular files, and never more than a limit. */

import { constants, type Stats } from "node:fs";
import { open, stat, type FileHandle } from "node:fs/promises";

export interface OpenFile {
  readonly file: FileHandle;
  /** The size when it was opened. Bytes added later are not read. */
  readonly bytes: number;
}

/**
 * Opens a regular file for reading; close it after use. Throws the system's error, such as
 * `ENOENT`, and `Error` for anything else at that path: a folder, a pipe, a device, a socket.
 */
export async function openRegularFile(path: string): Promise<OpenFile> {
  // Check before opening: a pipe would wait for a writer, and opening a device may have an effect.
  requireRegular(await stat(path));
  // Windows does not have this flag, and has no pipes in folders.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    // Check the open file again: the path may have been replaced meanwhile.
    const stats = await file.stat();
    requireRegular(stats);
    return { file, bytes: stats.size };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/**
 * Returns a file's bytes. Throws like `openRegularFile`, and `Error` for a file with more than
 * `maxBytes`, or one whose size changes while it is read.
 */
export async function readBounded(path: string, maxBytes: number): Promise<Buffer> {
  const { file, bytes } = await openRegularFile(path);
  try {
    if (bytes > maxBytes) {
      throw new Error(`it is too large: ${bytes} bytes, but at most ${maxBytes} are read`);
    }
    // One extra byte, to detect that the file grew.
    const buffer = Buffer.alloc(bytes + 1);
    let length = 0;
    while (length < buffer.length) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    if (length !== bytes) throw new Error("its size changed while it was read");
    return buffer.subarray(0, length);
  } finally {
    await file.close();
  }
}

/** Returns a file as UTF-8 text. Throws like `readBounded`. */
export async function readBoundedText(path: string, maxBytes: number): Promise<string> {
  return (await readBounded(path, maxBytes)).toString("utf8");
}

/** Throws `Error` for anything other than a regular file. */
export function requireRegular(stats: Stats): void {
  if (!stats.isFile()) throw new Error(`it is ${kindOf(stats)}, not a file`);
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return "a folder";
  if (stats.isFIFO()) return "a pipe (FIFO)";
  if (stats.isSocket()) return "a socket";
  return "a device";
}
