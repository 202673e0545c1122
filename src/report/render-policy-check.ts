/** What can be told of a policy where no roster can be had: that it is valid, and what it changes. */

import type { PolicyChange } from "../policy/policy-changes.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import { policyChangeCounts, policyChangeSentence } from "./policy-changes.ts";

export interface PolicyCheck {
  readonly path: string;
  /** Why the workspace was not looked at: a sentence without a final stop. */
  readonly reason: string;
  /** `new`: there was no policy before; `unknown`: that could not be told. */
  readonly changes: readonly PolicyChange[] | "new" | "unknown";
}

/** More than this is better read in the file. */
const maxLines = 200;

/** Returns the check as GitHub Flavored Markdown; with `counts` it names nobody. */
export function renderPolicyCheck(
  check: PolicyCheck,
  { personalData, now }: { readonly personalData: "full" | "counts"; readonly now: Date },
): string {
  const parts = [
    "### Access audit: only the policy was checked, and it is valid",
    `${escapeMarkdown(`The workspace was not looked at: ${check.reason}`, 600)}. So nothing is known to be well, and nothing to be wrong.`,
    ...describe(check, personalData, now),
  ];
  return `${parts.join("\n\n")}\n`;
}

function describe(
  { changes, path }: PolicyCheck,
  personalData: "full" | "counts",
  now: Date,
): string[] {
  const file = escapeMarkdown(path);
  if (changes === "new") return [`${file} is new.`];
  if (changes === "unknown") return [`What ${file} was before could not be told.`];
  if (changes.length === 0) return [`${file} agrees to what it agreed to before.`];
  const lines =
    personalData === "counts"
      ? policyChangeCounts(changes.map(({ entry }) => entry.kind))
      : changes.map((change) => policyChangeSentence(change, now));
  const items = lines.slice(0, maxLines).map((line) => `- ${escapeMarkdown(line, 600)}`);
  const more = lines.length > maxLines ? [`${lines.length - maxLines} more.`] : [];
  return [`What ${file} would change:`, items.join("\n"), ...more];
}
