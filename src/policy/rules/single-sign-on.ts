import { z } from "zod";

import { defineRule } from "../rule.ts";
import { ofWorkspace } from "../subject.ts";

export const singleSignOn = defineRule({
  id: "single-sign-on",
  title: "Single sign-on is off or not enforced",
  explanation:
    "Without single sign-on, a person who leaves the organization keeps a password here. If it is not enforced, people can bypass it.",
  remedy:
    "Turn on SAML and enforce it in the workspace's authentication settings (API: PATCH /orgs/{org}/saml-authentication).",
  fixed: "It is fixed when the settings show SAML enabled and enforced.",
  severity: "off",
  options: z.strictObject({
    enforced: z.boolean().default(true).describe("whether it must be enforced, not only on"),
  }),
  lists: ["saml"],
  evidence: "row",
  resolvedBy: "other",
  *evaluate({ roster, options, readFact }) {
    const enabled = readFact(roster.singleSignOn.enabled, "state of single sign-on");
    if (enabled === undefined) return;
    const enforced = options.enforced
      ? readFact(roster.singleSignOn.enforced, "enforcement of single sign-on")
      : true;
    if (enforced === undefined || (enabled && enforced)) return;
    yield { subject: ofWorkspace(roster.workspace), facts: { enabled, enforced } };
  },
  message: ({ facts }) =>
    facts["enabled"] === true
      ? "single sign-on is on but not enforced, so people can bypass it"
      : "single sign-on is off",
});
