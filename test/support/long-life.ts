/** What happens in the long life of an issue and a comment, and what a run writes then. */

import { expect } from "vitest";

import { AuditError } from "../../src/errors.ts";
import { aFinding, aMember, aReport } from "./report.ts";
import { issueTitle } from "./sequence.ts";

export const person = (name: string, slug: string) =>
  aFinding({ rule: "two-factor", subject: aMember(name, slug) });
const { changes: _, ...withDrift } = aReport({
  resolved: [],
  findings: [person("Sofia", "sofia")],
});
export const drift = withDrift;
export const more = { ...drift, findings: [...drift.findings, person("Liam", "liam")] };
export const most = { ...more, findings: [...more.findings, person("Ada", "ada")] };
export const clean = { ...drift, verdict: "clean" as const, findings: [] };

export const outage = new AuditError(
  "CLOUDSMITH_UNREACHABLE",
  "cannot read /orgs/: no answer. Try again.",
);
export const brokenKey = new AuditError(
  "CLOUDSMITH_REFUSED",
  "cannot sign in: it has expired. Renew it.",
);
export const newPath = "policies/access.yml";
export const moved = { settings: { policyPath: newPath } };
export const note = "\n\nAmara: Liam stays until May, see IT-4711.";

export const including = (text: string) => expect.stringContaining(text) as string;
export const comment = (text: string) => ({
  operation: "issues/create-comment",
  number: 8,
  id: expect.any(Number) as number,
  body: including(text),
});
export const update = (text: string, turn = {}) => ({
  operation: "issues/update",
  number: 8,
  title: issueTitle,
  body: including(text),
  ...turn,
});
/** The notice leaves the title alone. */
export const notice = (text: string) => ({
  operation: "issues/update",
  number: 8,
  body: including(text),
});
export const closing = { state: "closed", state_reason: "completed" };
export const reopening = { state: "open", state_reason: "reopened" };
