/** The pack's files: Markdown, JSON and CSV of the same data, each with the coverage on its first line. */

import { createHash } from "node:crypto";

import { markdownTable } from "markdown-table";

import { renderCsv } from "../escape-csv.ts";
import { escapeMarkdown } from "../escape-markdown.ts";
import { escapeJson } from "../visible-text.ts";
import { Pack } from "./pack.ts";
import type { Table } from "./table.ts";
import { toTables } from "./tables.ts";

/** The pack's JSON, by which a folder is known as a pack. */
export const packJson = "access-review.json";

/** The checksums of every other file, for `sha256sum -c`, which knows no first line of another kind. */
export const packChecksums = "SHA256SUMS";

/** Returns the content of each file by its name, checksums last; equal packs are equal bytes. */
export function renderPack(pack: Pack): ReadonlyMap<string, string> {
  const tables = toTables(pack);
  const files = new Map([
    [packJson, renderPackJson(pack)],
    ["access-review.md", renderPackMarkdown(pack, tables)],
    ...tables.map((table) => [`${table.name}.csv`, toCsv(pack, table)] as const),
  ]);
  const sums = [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, text]) => `${createHash("sha256").update(text).digest("hex")}  ${name}\n`);
  return files.set(packChecksums, sums.join(""));
}

/** Keys in the schema's order, and the first one on the first line. */
function renderPackJson(pack: Pack): string {
  const text = JSON.stringify(Pack.parse(pack), null, 2);
  return `${escapeJson(text.replace(/^\{\s+/u, "{ "))}\n`;
}

function renderPackMarkdown(pack: Pack, tables: readonly Table[]): string {
  const parts = [
    escapeMarkdown(pack.notice, 2_000),
    `# Access review of ${escapeMarkdown(pack.organization.slug, 100)}`,
    "Each table is also a CSV file of its own. An account is without access in the roster when it is inactive, or in no team and neither Owner nor Manager; what a repository grants directly, or to everybody, is not in the roster. An outcome says what the rules found of the account itself; `not judged` means that not every rule could be judged, so that finding nothing says nothing.",
    ...tables.map(toMarkdown),
  ];
  return `${parts.join("\n\n")}\n`;
}

function toMarkdown({ title, none, columns, rows }: Table): string {
  if (rows.length === 0) return `## ${title}\n\n${none}`;
  const cells = rows.map((row) =>
    row.map((cell) => escapeMarkdown(cell === null ? "" : String(cell), 1_000)),
  );
  const table = markdownTable([columns, ...cells], { alignDelimiters: false });
  return `## ${title}: ${rows.length}\n\n${table}`;
}

/** A program that reads the table skips the first line; a person cannot. */
function toCsv({ notice }: Pack, { columns, rows }: Table): string {
  return renderCsv([[notice], columns, ...rows]);
}
