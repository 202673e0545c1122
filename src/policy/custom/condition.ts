/** The text of a rule's condition to something that can be asked of each row. */

import { maxSteps } from "../../cel/limits.ts";
import { member, service, invite } from "./account-records.ts";
import { checkExpression } from "../../cel/checker.ts";
import { parseExpression } from "../../cel/parser.ts";
import type { RecordType } from "./record.ts";
import type { Scope } from "../../cel/scope.ts";
import type { ExpressionProblem } from "../../cel/ast.ts";
import { describeType, timestamp, type CelType } from "../../cel/types.ts";
import { Failure, Unseen, type Unsighted } from "../../cel/values.ts";
import { team, workspace } from "./workspace-records.ts";
import { OutOfSteps, type World } from "./activation.ts";

export const ruleSubjects = ["member", "team", "service", "invite", "workspace"] as const;
/** What a rule is asked of, one after the other. */
export type RuleSubject = (typeof ruleSubjects)[number];

export const subjectRecords: Readonly<Record<RuleSubject, RecordType>> = {
  member,
  team,
  service,
  invite,
  workspace,
};

/** The answer for one row, or why there is none. */
export type Answer =
  | { readonly violated: boolean }
  | { readonly unseen: readonly Unsighted[] }
  | { readonly failure: string };

export interface Condition {
  readonly text: string;
  /** Paths that it reads, such as `member.role`, sorted. */
  readonly reads: readonly string[];
  /** Pure but for the steps it takes from `world`; throws nothing. */
  readonly ask: (row: object, world: World) => Answer;
}

export type CompiledCondition =
  | { readonly condition: Condition }
  | { readonly problems: readonly ExpressionProblem[] };

/** Returns the condition, or everything that is wrong with it. Throws nothing for what it says. */
export function compileCondition(text: string, subject: RuleSubject): CompiledCondition {
  const parsed = parseExpression(text);
  if ("problem" in parsed) return { problems: [parsed.problem] };
  const problems: ExpressionProblem[] = [];
  const reads = new Set<string>();
  const scope: Scope = {
    names: new Map([
      ["workspace", { type: recordOf(workspace), run: ({ world }) => world.roster }],
      ["now", { type: timestamp, run: ({ world }) => world.now }],
      [subject, { type: recordOf(subjectRecords[subject]), run: ({ bound }) => bound[0] ?? null }],
    ]),
    depth: 1,
    notNull: new Set(),
    reads,
    complain: (problem) => problems.push(problem),
    check: checkExpression,
  };
  const { type, run } = checkExpression(parsed.expression, scope);
  if (type.kind !== "bool" && type.kind !== "wrong") {
    const message = `the whole expression must be true or false, it is ${describeType(type)}`;
    problems.push({ at: parsed.expression.at, message });
  }
  if (problems.length > 0) return { problems };
  const ask: Condition["ask"] = (row, world) => {
    try {
      return toAnswer(run({ world, bound: [row] }));
    } catch (error) {
      if (!(error instanceof OutOfSteps)) throw error;
      return { failure: `it took more than ${maxSteps} steps` };
    }
  };
  const roots = new Set<string>([subject, "workspace"]);
  // What a macro binds has a name of its own, which says nothing outside the expression.
  const told = [...reads].filter((path) => roots.has(path.split(".", 1)[0] ?? ""));
  return { condition: { text, reads: told.sort(), ask } };
}

function recordOf(record: RecordType): CelType {
  return { kind: "record", record };
}

function toAnswer(value: unknown): Answer {
  if (value instanceof Unseen) return { unseen: [...value.causes.values()] };
  if (value instanceof Failure) return { failure: value.reason };
  return { violated: value === true };
}
