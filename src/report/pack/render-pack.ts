/**
 * The pack's files: Markdown, JSON and CSV of the same data. The first line of Markdown and JSON says
 * how much was seen; the name of a CSV file says whether rows may be missing.
 */

import { markdownTable } from "markdown-table";

import { createHash } from "node:crypto";

import { count } from "../../roster/count.ts";
import { csvParts, type Cell } from "../escape/escape-csv.ts";
import { escapeMarkdown } from "../escape/escape-markdown.ts";
import { tableOptions } from "../markdown/table-options.ts";
import { joinParts } from "../text-parts.ts";
import { escapeJson } from "../escape/visible-text.ts";
import { Pack } from "./pack.ts";
import type { Table } from "./table.ts";
import { toTables } from "./tables.ts";

/** The pack's JSON file, which marks a folder as a pack. */
export const packJson = "access-review.json";

/**
 * The checksums of all other files, for `sha256sum -c`, which does not allow another kind of first
 * line.
 */
export const packChecksums = "SHA256SUMS";

/**
 * A longer table is not readable, and no viewer shows it as a table; the CSV file has every row.
 */
const maxMarkdownRows = 10_000;

/**
 * Returns the files by their names, each in parts. Read all parts once and in this order, because
 * the last file has the checksums of the parts that were read. Equal packs give equal bytes.
 */
export function renderPack(pack: Pack): ReadonlyMap<string, Iterable<Uint8Array>> {
  const tables = toTables(pack);
  const sums = new Map<string, string>();
  const files = new Map<string, Iterable<Uint8Array>>();
  const add = (name: string, parts: Iterable<string>) =>
    files.set(
      name,
      hashed(parts, (sum) => sums.set(name, sum)),
    );
  add(packJson, joinParts(jsonParts(pack)));
  add("access-review.md", joinParts(markdownParts(pack, tables)));
  for (const table of tables) add(table.file, csvParts(csvRows(table)));
  return files.set(packChecksums, checksumLines(sums));
}

function* hashed(parts: Iterable<string>, done: (sum: string) => void): Generator<Uint8Array> {
  const hash = createHash("sha256");
  for (const part of parts) {
    const bytes = Buffer.from(part);
    hash.update(bytes);
    yield bytes;
  }
  done(hash.digest("hex"));
}

function* checksumLines(sums: ReadonlyMap<string, string>): Generator<Uint8Array> {
  for (const [name, sum] of [...sums].sort(([a], [b]) => (a < b ? -1 : 1))) {
    yield Buffer.from(`${sum}  ${name}\n`);
  }
}

/**
 * Keys in the schema's order, the first one on the first line; one line for each entry of a list.
 */
function* jsonParts({ accounts, ...rest }: Pack): Generator<string> {
  const parsed = { ...Pack.omit({ accounts: true }).parse(rest), accounts };
  let before = "{ ";
  for (const key of Pack.keyof().options) {
    const value = parsed[key];
    if (value === undefined) continue;
    yield `${before}${JSON.stringify(key)}: `;
    if (Array.isArray(value)) yield* listParts(value);
    else yield escapeJson(JSON.stringify(value, null, 2).replaceAll("\n", "\n  "));
    before = ",\n  ";
  }
  yield "\n}\n";
}

function* listParts(list: readonly unknown[]): Generator<string> {
  let before = "[\n    ";
  for (const entry of list) {
    yield before + escapeJson(JSON.stringify(entry));
    before = ",\n    ";
  }
  yield list.length === 0 ? "[]" : "\n  ]";
}

function* markdownParts(pack: Pack, tables: readonly Table[]): Generator<string> {
  yield `${escapeMarkdown(pack.notice, 2_000)}\n\n`;
  yield `# Access review of ${escapeMarkdown(pack.organization.slug, 100)}\n\n`;
  yield "Each table is also a CSV file of its own. An account has no access in the roster if it is inactive, or if it is in no team, is neither Owner nor Manager, and has no path to a repository that was seen; without the table of repositories, what a repository grants to an account or to everybody is not in the roster. An outcome says what the rules found about the account itself; `not judged` means that not every rule could be judged, so that there may be more findings.\n";
  for (const table of tables) yield* tableParts(table);
}

function* tableParts({ file, title, none, columns, size, rows }: Table): Generator<string> {
  if (size === 0) {
    yield `\n## ${title}\n\n${none}\n`;
    return;
  }
  yield `\n## ${title}: ${size}\n\n`;
  const cells = Iterator.from(rows)
    .take(maxMarkdownRows)
    .map((row) => row.map((cell) => escapeMarkdown(cell === null ? "" : String(cell), 1_000)));
  yield `${markdownTable([columns, ...cells], tableOptions)}\n`;
  const left = size - maxMarkdownRows;
  if (left > 0) yield `\nand ${count(left, "row")} more in ${file}\n`;
}

function* csvRows({ columns, rows }: Table): Generator<readonly Cell[]> {
  yield columns;
  yield* rows;
}
