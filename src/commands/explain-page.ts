/** What the pages of `explain` about an account and about a name have in common. */

import { styleText } from "node:util";

import type { ExceptionUse } from "../policy/exceptions/exception.ts";
import type { ExplainedRule } from "../policy/explained-rule.ts";
import type { Finding } from "../policy/finding.ts";
import { shareGaps } from "../policy/list-gap.ts";
import type { PlacedName } from "../policy/names.ts";
import { describePlace } from "../policy/position.ts";
import type { AnyRule } from "../policy/rule.ts";
import { escapeTerminal } from "../report/escape/escape-terminal.ts";
import { padText, wrapText } from "../report/terminal/wrap-text.ts";
import { count } from "../roster/count.ts";
import type { Membership, Roster } from "../roster/model.ts";
import { isUnknown, unknownReasons, type Fact } from "../roster/fact.ts";
import type { Terminal } from "./terminal.ts";

export interface Page {
  readonly terminal: Terminal;
  readonly roster: Roster;
  readonly path: string;
}

export function heading(text: string, { terminal }: Page): string {
  return terminal.colour ? styleText("bold", text, { validateStream: false }) : text;
}

export function row(label: string, text: string, page: Page): readonly string[] {
  const columns = Math.max(24, Math.min(page.terminal.columns, 120));
  const start = `  ${padText(escapeTerminal(label), 24)}  `;
  const width = columns - start.length;
  if (width < 36 && label !== "") {
    return [
      ...wrapText(escapeTerminal(label), columns - 2).map((line) => `  ${line}`),
      ...wrapText(escapeTerminal(text, 8_000), columns - 4).map((line) => `    ${line}`),
    ];
  }
  return wrapText(escapeTerminal(text, 8_000), width).map(
    (line, index) => (index === 0 ? start : " ".repeat(start.length)) + line,
  );
}

/** Returns which rules are off, and how many others do not look at this account or team. */
export function describeUnused(rules: readonly ExplainedRule[], page: Page): readonly string[] {
  const off = rules.filter(({ outcome }) => outcome === "off").map(({ result }) => result.rule.id);
  const others = rules.filter(({ outcome }) => outcome === "indifferent").length;
  return [
    ...(off.length === 0 ? [] : row("off", off.join(", "), page)),
    ...(others === 0 ? [] : row("not applicable", count(others, "other rule"), page)),
  ];
}

interface InPolicy {
  readonly named: readonly PlacedName[];
  readonly exceptions: readonly ExceptionUse[];
}

/** Returns the lines that name the account, and its exceptions. */
export function placesIn({ named, exceptions }: InPolicy, page: Page): readonly string[] {
  const { path } = page;
  return [
    heading("In the policy", page),
    ...(named.length === 0 ? row("", "nowhere", page) : []),
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

/**
 * Returns a function that says why a rule was not judged. A reason that several rules have is given
 * once, with the first of them; `said` is what the page says before.
 */
export function createReasons({ roster }: Page, said = ""): (rule: string, why: string) => string {
  const share = shareGaps(roster.coverage.lists);
  const first = new Map<string, string>();
  return (rule, why) => {
    const reason = share(why);
    const isSaid = why !== "" && [why, reason].some((text) => said.includes(text));
    if (isSaid) return "not judged, for the reason above";
    const same = first.get(reason);
    if (same !== undefined) return `not judged, for the same reason as ${same}`;
    first.set(reason, rule);
    return `not judged: ${reason}`;
  };
}

/** Returns a rule's findings in one line; `line` is where the policy sets the rule. */
export function describeFindings(
  rule: AnyRule,
  findings: readonly Finding[],
  line: string,
  { path }: Page,
): string {
  return findings
    .map((finding) => {
      const { exception, position: at } = finding;
      const state =
        exception === undefined
          ? finding.severity
          : `accepted until ${exception.expires} (${describePlace(exception.position, path)})`;
      const place = at === undefined ? line : describePlace(at, path);
      return `${state}: ${rule.message(finding)} (${place})`;
    })
    .join("; ");
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
