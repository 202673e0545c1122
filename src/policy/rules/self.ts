import { z } from "zod";

import type { Roster } from "../../roster/model.ts";
import { unknown } from "../../roster/fact.ts";
import { fold } from "../../roster/fold.ts";
import { mustBeNamed, namedIn } from "../named.ts";
import { daysOption, daysBefore } from "../options.ts";
import type { Policy } from "../policy.ts";
import { defineRule, type Drift, type RuleContext } from "../rule.ts";
import { isOwnMember, isOwnService } from "../self.ts";
import { nameOf, ofMember, ofService } from "../subject.ts";

export const self = defineRule({
  id: "self",
  title: "The audit's own account is not in the policy, or its key expires soon",
  explanation:
    "The audit reads the workspace with this account. If the policy does not name it, somebody may remove it, and then the audit can no longer read the workspace. The other rules about unlisted accounts do not report it. The audit also cannot read the workspace after the account's key expires. The rule ignores a key that expired before the workspace was read, because the audit cannot have used it.",
  remedy:
    "List the account in the policy, so that everybody who changes the policy knows what the account is for.",
  fixed: "It is fixed when the policy names the account, and its key ends later or is not needed.",
  severity: "note",
  options: z.strictObject({
    before: daysOption(14, "how long before the end of its key the rule reports it"),
  }),
  lists: [],
  evidence: "row",
  resolvedBy: "policy",
  *evaluate({ roster, policy, directory, options, now, readFact }) {
    const listed = new Set((policy.services ?? []).map(({ name }) => fold(name.text)));
    for (const service of policy.services === null ? [] : roster.services) {
      if (!isOwnService(roster, service) || listed.has(fold(service.slug))) continue;
      yield { subject: ofService(service), facts: {} };
    }
    yield* keyEnd({ roster, policy, before: options.before, now, readFact });
    const isNamed = namedIn(policy, directory);
    const isManaged = mustBeNamed(policy);
    for (const member of isManaged ? roster.members : []) {
      if (!isOwnMember(roster, member) || isNamed(member) !== false) continue;
      yield { subject: ofMember(member), facts: {} };
    }
  },
  remedyOf: ({ facts }) =>
    facts["keyExpiresAt"] === undefined
      ? undefined
      : "Refresh the account's key (API: POST /orgs/{org}/services/{service}/refresh/) and store the new one where the audit reads it, before the old one ends; or sign in without a stored key, with oidc-service.",
  message: ({ subject, facts }) =>
    typeof facts["keyExpiresAt"] === "string"
      ? `the key of service account ${nameOf(subject)}, which this audit uses, ends on ${facts["keyExpiresAt"].slice(0, 10)}`
      : `${subject.kind === "service" ? "service account " : ""}${nameOf(subject)} is the account that this audit uses, and is not in the policy`,
});

/** Yields a finding if the audit's own service account has a key that ends soon. */
function* keyEnd(given: {
  readonly roster: Roster;
  readonly policy: Policy;
  readonly before: string;
  readonly now: Date;
  readonly readFact: RuleContext<unknown>["readFact"];
}): Iterable<Drift> {
  const { roster, policy, before, now, readFact } = given;
  const { kind, slug } = roster.coverage.readAs;
  if (kind !== "service" || slug === null) return;
  const own = roster.services.find((service) => isOwnService(roster, service));
  const list = roster.coverage.lists.find(({ name }) => name === "services");
  // A complete list without the account that read it is a gap, which the reader of the list
  // reports.
  if (own === undefined && list?.status === "complete") return;
  const unseen = unknown(list?.status === "not-in-plan" ? "not-in-plan" : "not-listed");
  const keyExpiresAt = readFact(
    own?.keyExpiresAt === undefined ? unseen : own.keyExpiresAt,
    "end of the audit's own key",
  );
  if (own === undefined || keyExpiresAt === undefined || keyExpiresAt === null) return;
  const end = new Date(keyExpiresAt);
  // A key that had ended by then cannot have read the workspace, so the audit signs in another way.
  if (end <= new Date(roster.readAt) || daysBefore(end, before) > now) return;
  const entry = policy.services?.find(({ name }) => fold(name.text) === fold(own.slug));
  yield {
    subject: ofService(own),
    facts: { keyExpiresAt },
    position: entry?.name.position,
    key: "key",
    resolvedBy: "other",
  };
}
