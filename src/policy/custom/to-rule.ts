/** Turns a custom rule into a rule like the built-in ones. */

import { z } from "zod";

import type { ListName } from "../../roster/coverage.ts";
import type { Roster } from "../../roster/model.ts";
import type { FactValue, Subject } from "../finding.ts";
import { defineRule, type AnyRule } from "../rule.ts";
import {
  ofInvite,
  ofMapping,
  ofMember,
  ofProvider,
  ofRepository,
  ofService,
  ofTeam,
  ofToken,
  ofWorkspace,
} from "../subject.ts";
import { subjectRecords, type RuleSubject } from "./condition.ts";
import type { CustomRule } from "./custom-rule.ts";
import { withoutNull } from "../../cel/types.ts";
import { gapOfTokens } from "./privilege-gap.ts";
import { tokensOf } from "./repository-records.ts";
import { createActivation, type RosterActivation } from "./activation.ts";

interface SubjectRow {
  readonly row: object;
  readonly subject: () => Subject;
  /** For a token: its repository. */
  readonly object?: () => Subject;
}

/**
 * The rule requires only its own list to be complete. Gaps in other lists make a value unknown only
 * where they matter, so that an expression that is true despite a gap is still judged.
 */
const lists: Readonly<Record<RuleSubject, ListName>> = {
  member: "members",
  team: "teams",
  service: "services",
  invite: "invites",
  repository: "repositories",
  token: "repositories",
  oidc_provider: "oidc",
  group_mapping: "group-sync",
  workspace: "organization",
};

const defaultRemedy =
  "Change what violates the rule, or, if the rule is wrong, change the rule in the policy and have the change reviewed.";

/** Returns the rule; the message of its findings is exactly the policy's message. */
export function toRule(custom: CustomRule): AnyRule {
  const { reads, text } = custom.violates;
  return defineRule({
    id: custom.id,
    title: custom.message,
    explanation: `A custom rule of the policy. It checks each ${custom.for.replace("_", " ").replace("oidc", "OIDC")}, and is violated if this is true: ${text.replaceAll(/\s+/gv, " ").trim()}${reads.length === 0 ? "" : ` (it reads ${reads.join(", ")})`}.`,
    remedy: custom.remedy ?? defaultRemedy,
    fixed: "It is fixed when the expression is not true for anything any more.",
    severity: custom.severity,
    options: z.strictObject({}),
    lists: [lists[custom.for]],
    evidence: "row",
    resolvedBy: "other",
    *evaluate({ roster, now, cannotJudge }) {
      const activation = createActivation(roster, now);
      const gap = custom.for === "token" ? gapOfTokens(roster.repositories) : undefined;
      for (const { reason, blind } of gap?.causes.values() ?? []) cannotJudge(reason, blind);
      for (const { row, subject, object } of rows[custom.for](roster)) {
        const answer = custom.violates.ask(row, activation);
        if ("unknown" in answer) {
          for (const { reason, blind } of answer.unknown) cannotJudge(reason, blind);
        } else if ("error" in answer) {
          cannotJudge(`the expression has no result: ${answer.error}`);
        } else if (answer.violated) {
          yield {
            subject: subject(),
            ...(object !== undefined && { object: object() }),
            facts: factsOf(custom, row, activation),
          };
        }
      }
    },
    message: () => custom.message,
  });
}

const rows: Readonly<Record<RuleSubject, (roster: Roster) => readonly SubjectRow[]>> = {
  member: ({ members }) => toRows(members, ofMember),
  team: ({ teams }) => toRows(teams, ofTeam),
  service: ({ services }) => toRows(services, ofService),
  invite: ({ invites }) => toRows(invites, ofInvite),
  repository: ({ repositories }) => toRows(repositories, ofRepository),
  token: ({ repositories }) =>
    repositories.flatMap(tokensOf).map((row) => ({
      row,
      subject: () => ofToken(row.token),
      object: () => ofRepository(row.repository),
    })),
  oidc_provider: ({ oidcProviders }) => toRows(oidcProviders, ofProvider),
  group_mapping: ({ groupSync }) => toRows(groupSync.mappings, ofMapping),
  workspace: (roster) => toRows([roster], ({ workspace }) => ofWorkspace(workspace)),
};

function toRows<Row extends object>(
  entries: readonly Row[],
  toSubject: (row: Row) => Subject,
): readonly SubjectRow[] {
  return entries.map((row) => ({ row, subject: () => toSubject(row) }));
}

/** Returns the simple values that the expression read from the subject itself. */
function factsOf(
  { violates, for: subject }: CustomRule,
  row: object,
  activation: RosterActivation,
) {
  const facts: Record<string, FactValue> = {};
  for (const path of violates.reads) {
    const [root, name = "", ...deeper] = path.split(".");
    const field = subjectRecords[subject].fields.get(name);
    if (root !== subject || field === undefined || deeper.length > 0) continue;
    const value = field.read(row, activation);
    if (typeof value === "object" && value !== null) continue;
    const isTime = withoutNull(field.type).kind === "timestamp" && typeof value === "number";
    facts[name] = isTime ? new Date(value).toISOString() : value;
  }
  return facts;
}
