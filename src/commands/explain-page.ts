/** What all pages of `explain` about a name have in common. */

import { styleText } from "node:util";

import type { ExceptionUse } from "../policy/exceptions/exception.ts";
import type { SharedContext } from "../policy/shared-context.ts";
import type { PlacedName } from "../policy/names.ts";
import { describePlace } from "../policy/position.ts";
import { escapeTerminal } from "../report/escape/escape-terminal.ts";
import { padText, wrapText } from "../report/terminal/wrap-text.ts";
import type { Membership, Roster } from "../roster/model.ts";
import { isUnknown, unknownReasons, type Fact } from "../roster/fact.ts";
import type { Terminal } from "./terminal.ts";

export interface Page {
  readonly terminal: Terminal;
  readonly roster: Roster;
  /** The policy's. */
  readonly path: string;
  /** Of roster and policy. */
  readonly context: SharedContext;
}

export function heading(text: string, { terminal }: Page): string {
  return terminal.colour ? styleText("bold", text, { validateStream: false }) : text;
}

const labelWidth = 24;

export function row(label: string, text: string, page: Page): readonly string[] {
  const columns = Math.max(24, Math.min(page.terminal.columns, 120));
  const name = escapeTerminal(label);
  const indent = " ".repeat(2 + labelWidth + 2);
  const width = columns - indent.length;
  if (width < 36 && label !== "") {
    return [
      ...wrapText(name, columns - 2).map((line) => `  ${line}`),
      ...wrapText(escapeTerminal(text, 8_000), columns - 4).map((line) => `    ${line}`),
    ];
  }
  const lines = wrapText(escapeTerminal(text, 8_000), width);
  // A label that is too long has a line of its own, so that all texts begin in one column.
  if (wrapText(name, labelWidth).length > 1) {
    return [`  ${name}`, ...lines.map((line) => indent + line)];
  }
  const start = `  ${padText(name, labelWidth)}  `;
  return lines.map((line, index) => (index === 0 ? start : indent) + line);
}

interface InPolicy {
  readonly named: readonly PlacedName[];
  readonly exceptions: readonly ExceptionUse[];
}

/** Returns the policy's lines that name it, after the rows of its own entries, and its exceptions. */
export function placesIn(
  { named, exceptions }: InPolicy,
  page: Page,
  entries: readonly string[] = [],
): readonly string[] {
  const { path } = page;
  return [
    heading("In the policy", page),
    ...(named.length + entries.length === 0 ? row("", "nowhere", page) : []),
    ...entries,
    ...named.flatMap(({ place, name }) =>
      row(place, `${describePlace(name.position, path)}${termsOf(name)}`, page),
    ),
    ...exceptions.flatMap(({ exception, status, covers, why }) =>
      row(
        "exception",
        `from rule ${exception.rule} until ${exception.expires}, ${status}${why === null ? `, covers ${covers}` : ` (${why})`}; ${describePlace(exception.position, path)}`,
        page,
      ),
    ),
  ];
}

/** Returns through which group somebody is listed, and on which days. */
export function termsOf({ via, from, until, reason }: PlacedName["name"]): string {
  return [
    ...(via === undefined ? [] : [`through ${via}`]),
    ...(from === undefined ? [] : [`from ${from}`]),
    ...(until === undefined ? [] : [`until ${until}`]),
    ...(reason === undefined ? [] : [`reason: ${reason}`]),
  ]
    .map((term) => `, ${term}`)
    .join("");
}

/** Returns a fact in words; for a fact that was not seen, the reason. */
export function describeFact(
  value: Fact<string | boolean | null | readonly Membership[]>,
  isTime: boolean,
  roster: Roster,
): string {
  if (isUnknown(value)) return `unknown (${unknownReasons[value.unknown]})`;
  if (value === null) return "never";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return isTime ? value.slice(0, 10) : value;
  const teams = value.map(({ team, role }) => {
    const slug = roster.teams.find(({ id }) => id === team)?.slug ?? team;
    return `${slug} (${isUnknown(role) ? "role unknown" : role})`;
  });
  return teams.length === 0 ? "none" : teams.join(", ");
}
