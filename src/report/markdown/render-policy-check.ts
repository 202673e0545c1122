/** The check of a policy without a roster: whether it is valid, and what it changes. */

import { count } from "../../roster/count.ts";
import { escapeMarkdown } from "../escape/escape-markdown.ts";
import type { TestOutcome } from "../../policy/tests/outcome.ts";
import type { DescribedChange } from "../policy-changes.ts";
import { describeWithheld, type Withheld } from "../withheld.ts";
import { policyChangeItems } from "./markdown-sections.ts";

export interface PolicyCheck {
  readonly path: string;
  /** Why the workspace was not read: a sentence without a final period. */
  readonly reason: string;
  /** `new`: there was no policy before; `unknown`: the earlier policy could not be compared. */
  readonly changes: readonly DescribedChange[] | "new" | "unknown";
  /** Undefined if the policy has no tests. */
  readonly tests?: TestOutcome | undefined;
}

export interface PolicyCheckOptions {
  readonly personalData: "full" | "counts";
  /** For `counts`: why names are left out; default: the repository may be public. */
  readonly withheld?: Withheld | undefined;
  /** Longer changes are easier to read in the file. */
  readonly maxLines?: number;
}

type Lines = Required<Omit<PolicyCheckOptions, "withheld">>;

/** Returns the check as GitHub Flavored Markdown; with `counts` it contains no names. */
export function renderPolicyCheck(
  check: PolicyCheck,
  { personalData, withheld = "unknown", maxLines = 200 }: PolicyCheckOptions,
): string {
  const failed = check.tests?.failing.length ?? 0;
  const result = failed === 0 ? "it is valid" : `${count(failed, "policy test")} failed`;
  const parts = [
    `### Access audit: only the policy was checked, and ${result}`,
    `${escapeMarkdown(`The workspace was not read: ${check.reason}`, 600)}. So it is not known whether the workspace matches the policy.`,
    ...describeTests(check, { personalData, maxLines }),
    ...describe(check, { personalData, maxLines }),
    ...(personalData === "counts" ? [escapeMarkdown(describeWithheld(withheld), 600)] : []),
  ];
  return `${parts.join("\n\n")}\n`;
}

function describeTests({ tests }: PolicyCheck, { personalData, maxLines }: Lines): string[] {
  if (tests === undefined) return [];
  const { count: all, failing } = tests;
  if (failing.length === 0) return [`Policy tests: all ${all} pass.`];
  const line = `Policy tests: ${failing.length} of ${all} failed.`;
  if (personalData === "counts") return [line];
  const items = failing
    .slice(0, maxLines)
    .map(({ name, first }) => `- ${escapeMarkdown(name, 300)}: ${escapeMarkdown(first, 300)}`);
  return [line, items.join("\n")];
}

function describe({ changes, path }: PolicyCheck, { personalData, maxLines }: Lines): string[] {
  const file = escapeMarkdown(path);
  if (changes === "new") return [`${file} is new.`];
  if (changes === "unknown") return [`The earlier version of ${file} is not known.`];
  if (changes.length === 0) return [`${file} allows the same as before.`];
  const anonymous = personalData === "counts";
  const full = policyChangeItems(changes, { anonymous, listed: true });
  // What weakens the policy is always listed.
  const items =
    full.split("\n").length <= maxLines
      ? full
      : policyChangeItems(changes, { anonymous, listed: false });
  return [`What ${file} would change:`, items];
}
