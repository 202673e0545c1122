/** An access policy after parsing: what was agreed, and on which line of the file it says so. */

import type { Role } from "../roster/model.ts";
import type { PolicyException } from "./exceptions/exception.ts";
import type { CustomRule } from "./custom/custom-rule.ts";
import type { Position, Severity } from "./finding.ts";

/** A name as somebody wrote it: a username, a permanent id or an e-mail address. */
export interface WrittenName {
  readonly text: string;
  readonly position: Position;
}

export interface RolePolicy {
  readonly role: Role;
  /** Who may hold the role, and should; null: anybody. */
  readonly members: readonly WrittenName[] | null;
  /** How many active people should hold it. */
  readonly min: number | null;
  readonly max: number | null;
  readonly position: Position;
}

/** A listed team is managed as a whole: a list that is left out means nobody. */
export interface TeamPolicy {
  readonly name: WrittenName;
  readonly managers: readonly WrittenName[];
  readonly members: readonly WrittenName[];
  readonly services: readonly WrittenName[];
}

export interface RuleSetting {
  readonly severity: Severity | "off";
  /** Already parsed by the rule's own schema. */
  readonly options: unknown;
  /** Where the file sets the rule; undefined for a default. */
  readonly position: Position | undefined;
}

export interface Policy {
  readonly path: string;
  /** Of the file's bytes, in hexadecimal. */
  readonly sha256: string;
  readonly organization: string;
  readonly roles: readonly RolePolicy[];
  readonly teams: readonly TeamPolicy[];
  readonly custom: readonly CustomRule[];
  /** One entry for every rule of the catalog, and for every custom one. */
  readonly rules: ReadonlyMap<string, RuleSetting>;
  /** In the file's order. */
  readonly exceptions: readonly PolicyException[];
}
