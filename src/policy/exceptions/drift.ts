/** Exceptions as the subjects of findings. */

import type { Finding } from "../finding.ts";
import { fold } from "../../roster/fold.ts";
import type { Drift } from "../rule.ts";
import { nameOf, ofPolicyText } from "../subject.ts";
import { placePhrase, type NamedPlaces } from "./place.ts";
import { anyRule, type PolicyException } from "./exception.ts";

/** Returns a rule's finding about an exception, at the exception's line. */
export function driftOf(exception: PolicyException, facts: Finding["facts"] = {}): Drift {
  const { rule, team, repository, provider, expires, subject, position, limit } = exception;
  const key: unknown[] = [rule, team === null ? null : fold(team), expires];
  if (repository !== undefined) key.push({ repository: fold(repository) });
  if (provider !== undefined) key.push({ provider: fold(provider) });
  return {
    subject: ofPolicyText(subject.text),
    facts: {
      rule,
      team,
      ...(repository !== undefined && { repository }),
      ...(provider !== undefined && { provider }),
      expires,
      ...limit,
      ...facts,
    },
    position,
    key: JSON.stringify(limit === undefined ? key : [...key, limit.role, limit.allow]),
  };
}

/** Returns the beginning of a sentence about an exception. */
export function nameException({ subject, facts }: Pick<Finding, "subject" | "facts">): string {
  if (facts["rule"] === anyRule) return `the entry under leaving for "${nameOf(subject)}"`;
  const role = facts["role"] === undefined ? "" : ` for role ${facts["role"]}`;
  const { team, repository, provider } = facts as NamedPlaces;
  const place = placePhrase({ team, repository, provider });
  return `exception for ${nameOf(subject)} from rule ${facts["rule"]}${role}${place}`;
}
