/** Rules on invites. */

import { unknown } from "../../../src/roster/fact.ts";
import { anInvite } from "../../support/roster.ts";
import type { RuleCase } from "./rule-case.ts";

export const invitesCases: readonly RuleCase[] = [
  {
    says: "an invite as Owner, by default",
    rule: "invite-owner",
    roster: { invites: [anInvite({ role: "Owner" }), anInvite({ id: "b", role: "Manager" })] },
    finds: ["error new.hire@fernwick.example"],
  },
  {
    says: "an invite as Owner that the policy allows",
    rule: "invite-owner",
    policy: "invites: {roles: [owner]}",
    roster: { invites: [anInvite({ role: "Owner" })] },
    finds: [],
  },
  {
    says: "an invite whose role was not seen",
    rule: "invite-owner",
    roster: { invites: [anInvite({ role: unknown("missing") })] },
    finds: [],
    notJudged: /role of an invite/u,
  },
  {
    says: "an invite to a role, or of somebody, that nobody agreed to",
    rule: "invite-unlisted",
    policy: "invites: {roles: [member], listed: [a@x.example, bo]}",
    roster: {
      invites: [
        anInvite({ id: "a", email: "A@x.example", role: "Manager" }),
        anInvite({ id: "b", email: unknown("redacted"), username: "bo" }),
        anInvite({ id: "c", email: "c@x.example" }),
      ],
    },
    finds: ["warning A@x.example", "warning c@x.example"],
  },
  {
    says: "an invite to an address that was not seen",
    rule: "invite-unlisted",
    policy: "invites: {listed: [a@x.example]}",
    roster: { invites: [anInvite({ email: unknown("redacted") })] },
    finds: [],
    notJudged: /e-mail address was not seen/u,
  },
  {
    says: "an invite to another domain",
    rule: "invite-domain",
    policy: "invites: {domains: [fernwick.example]}",
    roster: { invites: [anInvite(), anInvite({ id: "b", email: "x@fernwick.exmaple" })] },
    finds: ["error x@fernwick.exmaple"],
  },
  {
    says: "an invite to an address that is hidden",
    rule: "invite-domain",
    policy: "invites: {domains: [fernwick.example]}",
    roster: { invites: [anInvite({ email: unknown("redacted") })] },
    finds: [],
    notJudged: /e-mail address was not seen/u,
  },
  {
    says: "an invite that is over",
    rule: "invite-expired",
    roster: {
      invites: [anInvite({ expiresAt: "2026-11-22T00:00:00.000Z" }), anInvite({ id: "b" })],
    },
    finds: ["note new.hire@fernwick.example"],
  },
  {
    says: "an invite whose end was not seen",
    rule: "invite-expired",
    roster: { invites: [anInvite({ expiresAt: unknown("malformed") })] },
    finds: [],
    notJudged: /end of an invite/u,
  },
];
