import { z } from "zod";

import type { Claim, OidcProvider } from "../../roster/model.ts";
import { openProviders, orNone, providerEntries } from "../provider-entries.ts";
import type { ProviderPolicy } from "../policy.ts";
import type { WrittenName } from "../position.ts";
import { defineRule, type Drift, type RuleContext } from "../rule.ts";
import { isSameIssuer, sharedIssuer } from "../shared-issuers.ts";
import { nameOf, ofProvider } from "../subject.ts";

type Fault = Pick<Drift, "facts" | "key" | "position">;

export const oidcClaims = defineRule({
  id: "oidc-claims",
  title: "OIDC provider that checks too few claims of a token",
  explanation:
    "Whoever has a token of the issuer that fits the provider's claims becomes one of its service accounts, without a key. The issuer of a public service, such as GitHub Actions, gives tokens to everybody. A provider without claims admits them all, the audience (aud) alone is chosen by whoever requests the token, and the issuer (iss) is the same in all of them. The policy says which claims a provider must check, and which issuer it has. Providers that are off are not checked.",
  remedy:
    "Add the claims in the workspace's OpenID Connect settings (API: PATCH /orgs/{org}/openid-connect/{slug_perm}/), for example repository and environment for GitHub Actions, each with a complete value.",
  fixed: "It is fixed when the provider shows the claims and the issuer that the policy requires.",
  severity: "error",
  section: "oidc",
  options: z.strictObject({}),
  lists: ["oidc"],
  evidence: "row",
  resolvedBy: "other",
  *evaluate(context) {
    const { readFact } = context;
    const entriesOf = providerEntries(context.policy);
    for (const provider of openProviders(context)) {
      const faults = orNone(entriesOf(provider)).flatMap((entry) =>
        [...faultsOf(provider, entry, context)].map((fault) => ({
          position: entry?.name.position,
          ...fault,
        })),
      );
      if (faults.length === 0) continue;
      if (readFact(provider.enabled, "state of an OIDC provider") === undefined) continue;
      for (const fault of faults) yield { ...fault, subject: ofProvider(provider) };
    }
  },
  message: ({ subject, facts: { fault, claim, value, issuer, expected, service } }) => {
    const provider = `OIDC provider ${nameOf(subject)}`;
    const everybody =
      service === undefined
        ? `of ${issuer ?? "its issuer"}`
        : `of ${service}, which everybody can use`;
    switch (fault) {
      case "none":
        return `${provider} checks no claims: it admits every token ${everybody}`;
      case "audience":
        return `${provider} checks only the audience, which whoever requests a token can choose: it admits every token ${everybody}`;
      case "issuer-only":
        return `${provider} checks only the issuer, which every token of it names: it admits every token ${everybody}`;
      case "wildcard":
        return `${provider} accepts any text in claim ${claim}: ${value}`;
      case "missing":
        return `${provider} does not check claim ${claim}, which the policy requires`;
      default:
        return `${provider} has the issuer ${issuer}; allowed: ${expected}`;
    }
  },
});

function* faultsOf(
  { claims, issuer }: OidcProvider,
  entry: ProviderPolicy | undefined,
  { readFact }: RuleContext<unknown>,
): Generator<Fault> {
  const seenIssuer = typeof issuer === "string" ? issuer : null;
  if (entry?.issuer != null) {
    const found = readFact(issuer, "issuer of an OIDC provider");
    if (found !== undefined && !isSameIssuer(found, entry.issuer)) {
      yield { key: "issuer", facts: { fault: "issuer", issuer: found, expected: entry.issuer } };
    }
  }
  const known = readFact(claims, "claims of an OIDC provider");
  if (known === undefined) return;
  const service = seenIssuer === null ? undefined : sharedIssuer(seenIssuer);
  const about = { issuer: seenIssuer, ...(service !== undefined && { service }) };
  if (known.length === 0) yield { key: "none", facts: { fault: "none", ...about } };
  else if (known.every(({ name }) => name === "iss")) {
    yield { key: "issuer-only", facts: { fault: "issuer-only", ...about } };
  } else if (known.every(({ name }) => name === "aud" || name === "iss")) {
    yield { key: "audience", facts: { fault: "audience", ...about } };
  }
  for (const claim of known) {
    if (!hasWildcard(claim)) continue;
    const { name, value } = claim;
    yield { key: `wildcard ${name}`, facts: { fault: "wildcard", claim: name, value } };
  }
  const checked = new Set(known.map(({ name }) => name));
  yield* missingClaims(entry?.requireClaims ?? [], checked);
}

function* missingClaims(
  required: readonly WrittenName[],
  checked: ReadonlySet<string>,
): Generator<Fault> {
  for (const { text, position } of required) {
    if (checked.has(text)) continue;
    yield { key: `missing ${text}`, facts: { fault: "missing", claim: text }, position };
  }
}

/**
 * True if a value ends in a wildcard. Source: a trailing `.*` is a wildcard in Cloudsmith's claims
 * (its documentation on OpenID Connect). A value that is not text is JSON.
 */
function hasWildcard({ value }: Claim): boolean {
  return textsIn(value).some((text) => text === "*" || text.endsWith(".*"));
}

function textsIn(value: string): readonly string[] {
  if (!/^[[{]/u.test(value)) return [value];
  try {
    return [value, ...textsOf(JSON.parse(value))];
  } catch {
    return [value];
  }
}

function textsOf(json: unknown): readonly string[] {
  if (typeof json === "string") return [json];
  return typeof json === "object" && json !== null ? Object.values(json).flatMap(textsOf) : [];
}
