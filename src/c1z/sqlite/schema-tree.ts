/**
 * Checks the page tree of a database's schema. SQLite reads it before any query, and a page that
 * occurs in it repeatedly would be read without end.
 */

import { closeSync, openSync, readSync } from "node:fs";

const interior = 5;
const headerBytes = 100;
/** The schema of an artifact takes two or three pages. */
const maxPages = 1_000;

/** Throws `Error` if the schema's pages are not a tree, or if there are more than 1,000. */
export function requireSchemaTree(path: string): void {
  const file = openSync(path, "r");
  try {
    const read = (position: number, length: number) => {
      const buffer = Buffer.alloc(length);
      readSync(file, buffer, 0, length, position);
      return buffer;
    };
    const sizeField = read(16, 2).readUInt16BE(0);
    const pageBytes = sizeField === 1 ? 65_536 : sizeField;
    // SQLite itself reports best that a file is not a database.
    if (pageBytes < 512) return;
    const seen = new Set([1]);
    for (const page of seen) {
      for (const child of childrenOf(read((page - 1) * pageBytes, pageBytes), page)) {
        if (seen.has(child) || seen.size === maxPages) throw new Error("its schema is damaged");
        seen.add(child);
      }
    }
  } finally {
    closeSync(file);
  }
}

/** Returns the child pages of a page; none for a leaf and for a page that is not part of a tree. */
function childrenOf(page: Buffer, number: number): number[] {
  const at = number === 1 ? headerBytes : 0;
  if (page[at] !== interior) return [];
  const cells = Math.min(page.readUInt16BE(at + 3), Math.floor((page.length - at - 12) / 2));
  const children = Array.from({ length: cells }, (_, index) => {
    const cell = page.readUInt16BE(at + 12 + index * 2);
    return cell + 4 <= page.length ? page.readUInt32BE(cell) : 0;
  });
  return [...children, page.readUInt32BE(at + 8)];
}
