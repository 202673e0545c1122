/** Which of several holders of privileges with one name the subject of an exception means. */

import { privilegeHolders, type PrivilegeHolder } from "../../roster/repository.ts";
import type { Finding } from "../finding.ts";
import type { WrittenName } from "../position.ts";
import { toTarget, type Target } from "../target.ts";
import { targetPrefixes } from "../file/people-schema.ts";
import { anyRule, type PolicyException } from "./exception.ts";

/** Returns the kind that a rule gives for whoever has a privilege; undefined for other findings. */
export function holderKindOf({ facts }: Pick<Finding, "facts">): PrivilegeHolder | undefined {
  return privilegeHolders.find((kind) => kind === facts["kind"]);
}

/** Returns whom a subject such as `team:docs` means. An entry under `leaving` is about a person. */
export function meantBy({ rule, subject }: Pick<PolicyException, "rule" | "subject">): Target {
  return rule === anyRule ? { kind: "user", name: subject } : toTarget(subject);
}

/** Returns whether a finding is about what a subject says: `team:docs` is only about teams. */
export function isOfKind(finding: Finding, { kind }: Target): boolean {
  if (kind === "user") return true;
  return (holderKindOf(finding) ?? finding.subject.kind) === kind;
}

/** Returns the different kinds of the holders that findings are about. */
export function holderKindsOf(findings: readonly Finding[]): readonly PrivilegeHolder[] {
  const found = new Set(findings.map(holderKindOf));
  return privilegeHolders.filter((kind) => found.has(kind));
}

/** Returns a name as a list of a repository has it, such as `team:docs`. */
export function withPrefix(kind: PrivilegeHolder, name: string): string {
  return kind === "user" ? name : `${targetPrefixes[kind]}${name}`;
}

/** Returns whether a written name is one of these; `of` is what their kind is called in lists. */
export function namesOne(
  written: Pick<WrittenName, "text">,
  isIt: (name: WrittenName) => boolean,
  of: PrivilegeHolder,
): boolean {
  const name: WrittenName = { text: written.text, position: { line: 1, column: 1 } };
  const target = toTarget(name);
  return isIt(name) || (target.kind === of && isIt(target.name));
}
