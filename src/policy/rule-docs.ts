/** Renders the catalog as a page for people: docs/rules.md is generated from it. */

import { z } from "zod";

import { catalog } from "./catalog.ts";
import type { AnyRule } from "./rule.ts";

/** Returns the page, as Markdown. */
export function renderRuleDocs(): string {
  const index = catalog.map(
    ({ id, severity, title }) => `| [\`${id}\`](#${id}) | ${severity} | ${title} |`,
  );
  return `${[
    "# The rules",
    "Generated from the catalog by `npm run docs`; change the rules, not this page.",
    'A rule is set under `rules` in the policy by its severity (`error`, `warning`, `note` or `off`), or by options with or without `severity`. A rule whose facts or lists were not seen is not judged: it reports nothing and resolves nothing. "Reported in spite of gaps" means that the findings of such a rule are true anyway.',
    ["| Rule | By default | |", "| --- | --- | --- |", ...index].join("\n"),
    ...catalog.map(toSection),
  ].join("\n\n")}\n`;
}

function toSection(rule: AnyRule): string {
  const { id, title, explanation, remedy, fixed, lists, evidence, section } = rule;
  const needs = needsOf(rule) ?? "nothing but the policy";
  const gaps = evidence === "row" && lists.length > 0 ? "; reported in spite of gaps" : "";
  return [
    `## ${id}`,
    `**${title}.** ${explanation}`,
    `What to do: ${remedy}`,
    fixed,
    `Needs to see completely: ${needs}${gaps}.`,
    ...(section === undefined ? [] : [`It is off if the policy has no \`${section}\`.`]),
    ...tableOf(optionsOf(rule)),
  ].join("\n\n");
}

/** Returns what a rule needs to see besides the policy; undefined for nothing. */
export function needsOf({ needs, lists }: AnyRule): string | undefined {
  return needs ?? (lists.length === 0 ? undefined : lists.join(", "));
}

export interface RuleOption {
  readonly name: string;
  /** Undefined if leaving the option out has a meaning of its own. */
  readonly usual: unknown;
  readonly description: string;
}

/** Returns the options of a rule, without its severity. */
export function optionsOf({ options }: AnyRule): readonly RuleOption[] {
  const { properties = {} } = z.toJSONSchema(options, { io: "input" });
  return Object.entries(properties as Readonly<Record<string, z.core.JSONSchema.BaseSchema>>).map(
    ([name, { description = "", default: usual }]) => ({ name, usual, description }),
  );
}

function tableOf(options: readonly RuleOption[]): string[] {
  const rows = options.map(
    ({ name, usual, description }) =>
      `| \`${name}\` | ${usual === undefined ? "" : `\`${JSON.stringify(usual)}\``} | ${description} |`,
  );
  return rows.length === 0
    ? []
    : [["| Option | By default | |", "| --- | --- | --- |", ...rows].join("\n")];
}
