/** What a change of the policy does, for a person at a terminal: weakenings first, all in full. */

import { effects, type Effect } from "../../policy/effects.ts";
import type { DescribedChange } from "../policy-changes.ts";
import { noPolicyChanges } from "../policy-words.ts";
import { createPage, heading, prose, toText, type PageOptions } from "./terminal-page.ts";
import { severityFormats, type Format } from "./terminal-style.ts";

const titles: Readonly<Record<Effect, string>> = {
  weakens: "Weakens the policy",
  grants: "Grants",
  changes: "Other changes",
  removes: "Removals",
};

/** Returns the changes by their effect, with a final newline. */
export function renderPolicyChanges(
  changes: readonly DescribedChange[],
  options: PageOptions,
): string {
  const page = createPage(options);
  if (changes.length === 0) return toText([prose("", noPolicyChanges, page)]);
  const byEffect = Map.groupBy(changes, ({ effect = "changes" }) => effect);
  return toText(
    effects.flatMap((effect) => {
      const group = byEffect.get(effect) ?? [];
      if (group.length === 0) return [];
      const format: Format = effect === "weakens" ? severityFormats.error : "bold";
      const lines = group.flatMap((change) => prose("  ", sentenceOf(change), page));
      return [[...heading(`${titles[effect]} (${group.length})`, format, page), ...lines]];
    }),
  );
}

function sentenceOf({ message, weakening }: DescribedChange): string {
  if (weakening === undefined) return message;
  const { label, detail } = weakening;
  return detail === "" ? label : `${label}: ${detail}`;
}
