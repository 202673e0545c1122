/** Checks the policy alone, in a run without a roster. */

import { changesSince } from "../sources/base-policy.ts";
import { describeError } from "../errors.ts";
import type { BasePolicy } from "../policy/base-policy.ts";
import type { Policy } from "../policy/policy.ts";
import { policyTest } from "../policy/rules/policy-test.ts";
import { describeFailingTest, type TestOutcome } from "../policy/tests/outcome.ts";
import { count } from "../roster/count.ts";
import { renderPolicyCheck } from "../report/markdown/render-policy-check.ts";
import { isWeakening } from "../report/policy-changes.ts";
import type { FailOn } from "../report/verdict.ts";
import { printAnnotation, printLine, printNoVerdict } from "./log.ts";
import type { Outputs } from "./outputs.ts";
import type { Proposal } from "./policies.ts";
import { writeSummary } from "./summary.ts";

/** Lines have at most 600 characters, so this many fit into a comment. */
const maxCommentLines = 40;
/** GitHub shows ten errors per step. */
const maxAnnotatedTests = 9;

interface Check extends Proposal {
  readonly policy: Policy;
  readonly base: BasePolicy | undefined;
  /** Why there is no roster, as a sentence without a final period. */
  readonly reason: string;
  readonly failOn: FailOn;
  readonly weakenings: "allow" | "fail";
  readonly outputs: Outputs;
  readonly now: Date;
}

/**
 * Reports what the policy changes and which of its tests fail. Returns the exit code. Without a
 * roster, a valid policy is neutral (neither clean nor a failure), because the author cannot change
 * that.
 */
export async function checkPolicyOnly(env: NodeJS.ProcessEnv, check: Check): Promise<0 | 1 | 2> {
  const { policy, base, reason, github, outputs, log, now } = check;
  const { tests } = policy;
  const changes = changesSince(base, policy, now);
  const weakened = Array.isArray(changes) ? changes.filter(isWeakening).length : undefined;
  const isTooWeak = check.weakenings === "fail" && (weakened ?? 0) > 0;
  const result = { path: policy.path, reason, changes, tests };
  const { personalData, withheld } = github;
  const options = { personalData, withheld };
  const isSummarized = await deliver(
    () => writeSummary(env, renderPolicyCheck(result, options)),
    log.error,
  );
  const failed = tests?.failing.length ?? 0;
  const comment = renderPolicyCheck(result, { ...options, maxLines: maxCommentLines });
  const isCommented = await deliver(() => github.commentText?.(comment), log.error);
  const isDelivered = isSummarized && isCommented;
  if (isDelivered) outputs.deliveredNothing();
  if (weakened !== undefined) outputs.countWeakenings(weakened);
  if (failed > 0 || isTooWeak) outputs.foundDefects();
  // A policy that is not checked out has no lines in this run.
  if (github.personalData === "full" && check.pull === undefined) annotateTests(tests);
  printResult({ failed, weakened: isTooWeak ? weakened : undefined }, reason);
  if (!isDelivered) return 2;
  return (failed > 0 || isTooWeak) && check.failOn !== "never" ? 1 : 0;
}

function printResult(
  { failed, weakened }: { readonly failed: number; readonly weakened: number | undefined },
  reason: string,
): void {
  const why = `the workspace was not read: ${reason}`;
  const problems = [
    ...(failed > 0 ? [`${count(failed, "policy test")} failed`] : []),
    ...(weakened === undefined ? [] : [`the policy is weakened in ${count(weakened, "place")}`]),
  ];
  if (problems.length > 0) {
    const text = problems.join(", ");
    printAnnotation("error", `${text}, and ${why}`);
    printLine(`verdict: drift (${text}; only the policy was checked)`);
    return;
  }
  printAnnotation(
    "notice",
    `the policy is valid, and ${why}; the job's summary says what the policy would change`,
  );
  printNoVerdict("neutral: only the policy was checked");
}

/** Annotates the first failing tests; one error more is used for the verdict. */
function annotateTests(tests: TestOutcome | undefined): void {
  const { path = "", failing = [] } = tests ?? {};
  for (const test of failing.slice(0, maxAnnotatedTests)) {
    const { line, column } = test.position;
    const place = { title: policyTest.id, file: path, startLine: line, startColumn: column };
    printAnnotation("error", describeFailingTest(test), place);
  }
  const left = failing.length - maxAnnotatedTests;
  if (left > 0) printLine(`and ${count(left, "failing test")} more, without an annotation`);
}

async function deliver(
  write: () => Promise<void> | undefined,
  onError: (message: string) => void,
): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    onError(describeError(error));
    return false;
  }
}
