import { z } from "zod";

import { providerEntries } from "../provider-entries.ts";
import { defineRule } from "../rule.ts";
import { nameOf, ofProvider } from "../subject.ts";
import { createNearest, meantFact, meantHint } from "../suggest.ts";

export const oidcUnlisted = defineRule({
  id: "oidc-unlisted",
  title: "OIDC provider that the policy does not name",
  explanation:
    "Tokens of this issuer become service accounts, and the policy does not say which ones, or what the tokens must prove. A provider that is off admits nobody until somebody turns it on.",
  remedy:
    "Name the provider under oidc in the policy, or delete it in the workspace's OpenID Connect settings (API: DELETE /orgs/{org}/openid-connect/{slug_perm}/).",
  fixed: "It is fixed when the policy names the provider, or the workspace no longer shows it.",
  severity: "warning",
  section: "oidc",
  options: z.strictObject({}),
  lists: ["oidc"],
  evidence: "row",
  resolvedBy: "other",
  *evaluate({ roster, policy }) {
    const entriesOf = providerEntries(policy);
    const names = new Set(roster.oidcProviders.flatMap(entriesOf));
    const unused = (policy.oidc ?? []).filter((entry) => !names.has(entry));
    const nearest = createNearest(unused.map(({ name }) => name.text));
    for (const provider of roster.oidcProviders) {
      if (entriesOf(provider).length > 0) continue;
      const { issuer, enabled, slug } = provider;
      yield {
        subject: ofProvider(provider),
        facts: {
          issuer: typeof issuer === "string" ? issuer : null,
          enabled: typeof enabled === "boolean" ? enabled : null,
          ...meantFact(nearest(slug)),
        },
      };
    }
  },
  message: ({ subject, facts }) => {
    const { issuer, enabled } = facts;
    const state = enabled === false ? ", and is off" : "";
    const of = typeof issuer === "string" ? ` (issuer ${issuer})` : "";
    return `OIDC provider ${nameOf(subject)}${of} is not in the policy${state}${meantHint(facts)}`;
  },
});
