/** Compiles the text of a rule's condition into a function that answers for each row. */

import type { ExpressionProblem } from "../../cel/ast.ts";
import { compile, type Environment } from "../../cel/compile.ts";
import type { RecordType } from "../../cel/types.ts";
import { describeType, timestamp } from "../../cel/types.ts";
import { EvaluationError, UnknownValue, type UnknownCause, type Value } from "../../cel/values.ts";
import { suggest } from "../suggest.ts";
import { invite, member, service } from "./account-records.ts";
import type { RosterActivation } from "./activation.ts";
import { repository, token } from "./repository-records.ts";
import { groupMapping, oidcProvider, team, workspace } from "./workspace-records.ts";

export const ruleSubjects = [
  "member",
  "team",
  "service",
  "invite",
  "repository",
  "token",
  "oidc_provider",
  "group_mapping",
  "workspace",
] as const;
/** What a rule is evaluated for, one row after the other. */
export type RuleSubject = (typeof ruleSubjects)[number];

export const subjectRecords: Readonly<Record<RuleSubject, RecordType>> = {
  member,
  team,
  service,
  invite,
  repository,
  token,
  oidc_provider: oidcProvider,
  group_mapping: groupMapping,
  workspace,
};

/** The answer for one row, or the reason why there is none. */
export type Answer =
  | { readonly violated: boolean }
  | { readonly unknown: readonly UnknownCause[] }
  | { readonly error: string };

export interface Condition {
  readonly text: string;
  /** Paths that the condition reads, such as `member.role`, sorted. */
  readonly reads: readonly string[];
  /** Pure, except for the steps that it charges to `activation`. Throws nothing. */
  readonly ask: (row: object, activation: RosterActivation) => Answer;
}

export type CompiledCondition =
  | { readonly condition: Condition }
  | { readonly problems: readonly ExpressionProblem[] };

const variables: Environment["variables"] = new Map([
  [
    "workspace",
    {
      type: { kind: "record", record: workspace } as const,
      read: (activation) => (activation as RosterActivation).roster,
    },
  ],
  ["now", { type: timestamp, read: (activation) => (activation as RosterActivation).now }],
]);

/** Returns the condition, or all mistakes in its text. Throws nothing because of the text. */
export function compileCondition(text: string, subject: RuleSubject): CompiledCondition {
  const type = { kind: "record", record: subjectRecords[subject] } as const;
  const compiled = compile(
    text,
    { parameters: [{ name: subject, type }], variables, suggest },
    {
      kind: "bool",
      problem: (found) =>
        `the complete expression must be true or false, but it is ${describeType(found)}`,
    },
  );
  if ("problems" in compiled) return compiled;
  const { reads, evaluate } = compiled.program;
  const ask: Condition["ask"] = (row, activation) => toAnswer(evaluate(activation, [row]));
  return { condition: { text, reads, ask } };
}

function toAnswer(value: Value): Answer {
  if (value instanceof UnknownValue) return { unknown: [...value.causes.values()] };
  if (value instanceof EvaluationError) return { error: value.reason };
  return { violated: value === true };
}
