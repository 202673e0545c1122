/** Reads CSV as others do, and as a spreadsheet would misread it. */

import { spawnSync } from "node:child_process";

import { parse } from "csv-parse/sync";

/** Returns the rows as a strict RFC 4180 parser reads them; throws on any fault. */
export function parseCsv(text: string): string[][] {
  return parse(text, { relax_column_count: true, record_delimiter: "\r\n" });
}

const python = ["python3", "python"].find(
  (name) => spawnSync(name, ["-c", "import csv, json"]).status === 0,
);

/** Whether there is a Python to read with. */
export const hasPython = python !== undefined;

/** Returns the rows as Python's own csv module reads them, strictly. */
export function parseCsvInPython(text: string): string[][] {
  const program =
    "import csv, io, json, sys; " +
    "text = io.TextIOWrapper(sys.stdin.buffer, encoding='utf-8', newline=''); " +
    "print(json.dumps(list(csv.reader(text, strict=True))))";
  const run = spawnSync(python ?? "", ["-c", program], { input: text, encoding: "utf8" });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as string[][];
}

/** Returns the cells that a spreadsheet might run, spaces and quotes at their start taken away. */
export function formulasOf(text: string): string[] {
  // Where the semicolon parts cells, what is quoted for commas is not: every one is believed to part.
  const cells = [...parseCsv(text).flat(), ...text.split(/[;\r\n]/v)];
  return cells
    .map((cell) => cell.replace(/^[\s"]+/v, ""))
    .filter((cell) => /^[=+\-@＝＋－＠]/v.test(cell));
}
