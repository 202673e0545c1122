import { z } from "zod";

import { isUnknown } from "../../roster/fact.ts";
import { fold } from "../../roster/fold.ts";
import type { OidcProvider } from "../../roster/model.ts";
import { openProviders, orNone, providerEntries } from "../provider-entries.ts";
import { privilegedServices } from "../privileged.ts";
import { defineRule, type RuleContext } from "../rule.ts";
import { nameOf, ofPolicyText, ofProvider, ofService } from "../subject.ts";

export const oidcService = defineRule({
  id: "oidc-service",
  title: "Service account that tokens of an OIDC provider may become, and should not",
  explanation:
    "Whoever has a token that fits the provider becomes this service account, without a key: through the provider's list of service accounts, or through a dynamic mapping from a claim's value. The policy does not list the account for the provider. If the policy lists no service accounts for a provider, only those with the role Manager, or with Admin on a repository that was seen, are reported. Providers that are off are not checked.",
  remedy:
    "Remove the service account from the provider in the workspace's OpenID Connect settings (API: PATCH /orgs/{org}/openid-connect/{slug_perm}/), or list it under services in the provider's entry.",
  fixed:
    "It is fixed when neither the provider's list nor its dynamic mappings name the service account, or the policy lists it.",
  severity: "error",
  section: "oidc",
  options: z.strictObject({}),
  lists: ["oidc"],
  needs:
    "oidc, the dynamic mappings of each provider that has them, and services where only privileged accounts are reported",
  evidence: "row",
  resolvedBy: "remove",
  *evaluate(context) {
    const { roster, policy, readFact } = context;
    const entriesOf = providerEntries(policy);
    const whyPrivileged = privilegedServices(context);
    // An account that the policy does not list is reported whatever it may do.
    const whyIfSeen = privilegedServices({ ...context, ...withoutJudging });
    const accounts = new Map(roster.services.map((service) => [fold(service.slug), service]));
    const byEntry = openProviders(context).flatMap((provider) =>
      orNone(entriesOf(provider)).map((entry) => ({ provider, entry })),
    );
    for (const { provider, entry } of byEntry) {
      const services = entry?.services ?? "unprivileged";
      if (services === "any") continue;
      const listed =
        services === "unprivileged" ? null : new Set(services.map(({ text }) => fold(text)));
      for (const [slug, via] of becomes(provider, context)) {
        if (listed?.has(fold(slug)) === true) continue;
        const why = listed === null ? whyPrivileged(slug) : whyIfSeen(slug);
        if (listed === null && why === null) continue;
        if (readFact(provider.enabled, "state of an OIDC provider") === undefined) continue;
        const account = accounts.get(fold(slug));
        yield {
          subject: account === undefined ? ofPolicyText(slug) : ofService(account),
          object: ofProvider(provider),
          facts: { privilege: why, ...via },
          position: entry?.name.position,
        };
      }
    }
  },
  message: ({ subject, object, facts: { privilege, claim, value, more } }) => {
    const provider = `OIDC provider ${object === undefined ? "" : nameOf(object)}`;
    const who = `service account ${nameOf(subject)}${privilege === null ? "" : `, which has ${privilege === "role Manager" ? "the workspace role Manager" : privilege}`}`;
    const others = typeof more === "number" && more > 0 ? ` and ${more} more` : "";
    const how =
      value === undefined
        ? ""
        : `, if their claim ${claim ?? "for the account"} is ${value}${others}`;
    return `tokens of ${provider} may become ${who}${how}, and the policy does not list it there`;
  },
});

const withoutJudging: Pick<RuleContext<unknown>, "readFact" | "cannotJudge"> = {
  readFact: (fact) => (isUnknown(fact) ? undefined : fact),
  cannotJudge: () => {},
};

type Via = { readonly claim?: string; readonly value?: string; readonly more?: number };

/**
 * Returns the service accounts that a provider's tokens may become, by slug, each with how: empty if
 * the provider's own list names it.
 */
function becomes(
  { services, mappings, mappingClaim }: OidcProvider,
  { readFact }: RuleContext<unknown>,
): ReadonlyMap<string, Via> {
  const found = new Map<string, Via>();
  for (const slug of readFact(services, "service accounts of an OIDC provider") ?? []) {
    found.set(slug, {});
  }
  const mapped = readFact(mappings, "list of dynamic mappings") ?? [];
  const claim = typeof mappingClaim === "string" ? { claim: mappingClaim } : {};
  for (const [slug, rows] of Map.groupBy(mapped, ({ service }) => service)) {
    const [first] = rows;
    if (first === undefined || found.has(slug)) continue;
    const more = rows.length - 1;
    found.set(slug, { ...claim, value: first.value, ...(more > 0 && { more }) });
  }
  return found;
}
