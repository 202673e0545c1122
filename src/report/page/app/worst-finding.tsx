import type { JSX } from "preact";

import { severities } from "../../../policy/severity.ts";
import { SeverityMark } from "./marks.tsx";
import type { Account } from "./model.ts";

/** Shows the severity of an account's worst open finding, and how many it has; nothing without one. */
export function WorstFinding({ findings }: Pick<Account, "findings">): JSX.Element | null {
  const open = findings.filter(({ state }) => state !== "accepted");
  const worst = severities.find((severity) =>
    open.some((finding) => finding.severity === severity),
  );
  if (worst === undefined) return null;
  return (
    <span class="worst">
      <SeverityMark severity={worst} bare />
      <span class="unseen-word">findings: </span>
      {open.length}
    </span>
  );
}
