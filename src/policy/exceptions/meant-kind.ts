/** Which of several holders of privileges with one name the subject of an exception means. */

import { privilegeHolders, type PrivilegeHolder } from "../../roster/repository.ts";
import { targetPrefixes } from "../prefixes.ts";
import type { Finding } from "../finding.ts";
import type { WrittenName } from "../position.ts";
import { anyRule, type PolicyException } from "./exception.ts";

/** Before a name, as `explain` and the lists of repositories have it. */
const prefixes = { user: "person:", ...targetPrefixes } as const;

/** A subject without its prefix. */
export interface Meant {
  /** Undefined: of any kind. */
  readonly kind?: PrivilegeHolder;
  readonly name: WrittenName;
}

/** Returns whom a subject such as `team:docs` means. */
export function readSubject(subject: WrittenName): Meant {
  for (const kind of privilegeHolders) {
    const prefix = prefixes[kind];
    if (!subject.text.startsWith(prefix)) continue;
    return { kind, name: { ...subject, text: subject.text.slice(prefix.length).trim() } };
  }
  return { name: subject };
}

/** Returns the same for an exception. An entry under `leaving` is always about a person. */
export function meantBy({ rule, subject }: Pick<PolicyException, "rule" | "subject">): Meant {
  return rule === anyRule ? { name: subject } : readSubject(subject);
}

/** Returns the kind that a rule gives for whoever has a privilege; undefined for other findings. */
export function holderKindOf({ facts }: Pick<Finding, "facts">): PrivilegeHolder | undefined {
  return privilegeHolders.find((kind) => kind === facts["kind"]);
}

/** Returns whether a finding is about what a subject says: `team:docs` is only about teams. */
export function isOfKind(finding: Finding, kind: Meant["kind"]): boolean {
  const own = finding.subject.kind === "member" ? "user" : finding.subject.kind;
  return kind === undefined || (holderKindOf(finding) ?? own) === kind;
}

/** Returns the different kinds of the holders that findings are about. */
export function holderKindsOf(findings: readonly Finding[]): readonly PrivilegeHolder[] {
  const found = new Set(findings.map(holderKindOf));
  return privilegeHolders.filter((kind) => found.has(kind));
}

export function withPrefix(kind: PrivilegeHolder, name: string): string {
  return `${prefixes[kind]}${name}`;
}

/** Returns whether a subject may mean this account or team of a kind. */
export function namesOne(
  subject: WrittenName,
  isIt: (name: WrittenName) => boolean,
  of: PrivilegeHolder,
): boolean {
  const { kind = of, name } = readSubject(subject);
  return isIt(subject) || (kind === of && isIt(name));
}
