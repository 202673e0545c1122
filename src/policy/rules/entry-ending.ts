import { z } from "zod";

import { count } from "../../roster/count.ts";
import { fold } from "../../roster/fold.ts";
import { hasEnded } from "../begun.ts";
import { endOf } from "../exceptions/exception.ts";
import { endingEntries } from "../names.ts";
import { daysBefore, daysOption } from "../options.ts";
import { defineRule } from "../rule.ts";
import { nameOf, ofPolicyText } from "../subject.ts";

export const entryEnding = defineRule({
  id: "entry-ending",
  title: "Entry of the policy that ends soon, or has ended",
  explanation:
    "An entry with until counts to the end of that day, in UTC. After it, the policy no longer names the person there, and the access that the person still has is drift.",
  remedy:
    "Remove the entry from the policy after its last day, or set a later day if the access is still needed.",
  fixed: "It is fixed when the entry is removed, or has a later end.",
  severity: "note",
  options: z.strictObject({
    before: daysOption(14, "how long before its last day an entry is reported"),
  }),
  lists: [],
  evidence: "row",
  resolvedBy: "policy",
  *evaluate({ written, options, now }) {
    const entries = Map.groupBy(endingEntries(written), ({ name: { text, until } }) =>
      JSON.stringify([fold(text), until]),
    );
    for (const [first, ...others] of entries.values()) {
      const until = first?.name.until;
      if (first === undefined || until === undefined) continue;
      const ended = hasEnded({ until }, now);
      if (!ended && daysBefore(new Date(endOf({ expires: until })), options.before) > now) continue;
      yield {
        subject: ofPolicyText(first.name.text),
        facts: { place: first.place, others: others.length, until, ended },
        position: first.name.position,
        key: until,
      };
    }
  },
  message: ({ subject, facts: { place, others, until, ended } }) => {
    const also = others === 0 ? "" : ` and ${count(Number(others), "more place")}`;
    return `the entry for "${nameOf(subject)}" (${place}${also}) ${ended === true ? "ended" : "ends"} on ${until}`;
  },
});
