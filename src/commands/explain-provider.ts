import { explainKey } from "../policy/explain-key.ts";
import type { Finding } from "../policy/finding.ts";
import { gapsInLists } from "../policy/list-gap.ts";
import type { Policy, ProviderPolicy } from "../policy/policy.ts";
import { describePlace } from "../policy/position.ts";
import { providerEntries } from "../policy/provider-entries.ts";
import { nameOf, ofProvider } from "../policy/subject.ts";
import { escapeTerminal } from "../report/escape/escape-terminal.ts";
import { fold } from "../roster/fold.ts";
import { isUnknown } from "../roster/fact.ts";
import type { OidcProvider } from "../roster/model.ts";
import { describeList, listNames } from "./explain-lists.ts";
import { describeFact, heading, placesIn, row, type Page } from "./explain-page.ts";
import { createReasons, describeRules, describeUnused } from "./explain-rules.ts";

/** Returns the page about an OIDC provider of the workspace. */
export function providerPage(
  provider: OidcProvider,
  policy: Policy,
  page: Page,
): readonly string[] {
  const { id, issuer, enabled } = provider;
  const { slug } = ofProvider(provider);
  const entries = providerEntries(policy)(provider);
  const isAbout = ({ subject, object }: Finding) =>
    [subject, object].some((one) => one?.kind === "provider" && one.id === id);
  const title = `OIDC provider ${escapeTerminal(nameOf(ofProvider(provider)))}`;
  return [
    heading(title, page),
    "",
    ...row("permanent id", id, page),
    ...row("slug", slug, page),
    ...row("issuer", describeFact(issuer, false, page.roster), page),
    ...row("on", describeFact(enabled, false, page.roster), page),
    ...describeClaims(provider, page),
    ...describeAccounts(provider, page),
    "",
    ...rest({ policy, page, slug, entries, names: [slug, id], isAbout, isThere: true }),
  ];
}

/** Returns the page about a provider that only the policy names, or undefined if it does not. */
export function absentProviderPage(
  name: string,
  policy: Policy,
  page: Page,
): readonly string[] | undefined {
  const entry = (policy.oidc ?? []).find((one) => fold(one.name.text) === fold(name));
  if (entry === undefined) return undefined;
  const gaps = gapsInLists(page.roster, ["oidc"]);
  const status =
    gaps.length === 0
      ? "not an OIDC provider of the workspace"
      : `not an OIDC provider that was seen: ${gaps.join("; ")}`;
  return [
    heading(`OIDC provider ${escapeTerminal(name)}`, page),
    "",
    ...row("status", status, page),
    "",
    ...rest({
      policy,
      page,
      slug: name,
      entries: [entry],
      names: [name],
      isAbout: () => false,
      isThere: false,
    }),
  ];
}

interface Rest {
  readonly policy: Policy;
  readonly page: Page;
  readonly slug: string;
  readonly entries: readonly ProviderPolicy[];
  readonly names: readonly string[];
  readonly isAbout: (finding: Finding) => boolean;
  readonly isThere: boolean;
}

function rest({ policy, page, slug, entries, names, isAbout, isThere }: Rest): readonly string[] {
  const key = { section: "oidc", isAbout, names, isThere } as const;
  const { rules, exceptions } = explainKey(page.roster, policy, key, page.terminal.clock());
  const lines = entries.flatMap((entry) => describeEntry(entry, page));
  return [
    ...placesIn({ named: [], exceptions }, page, lines),
    "",
    ...describeRules(rules, { page, reasons: createReasons(page) }, () => `OIDC provider ${slug}`),
    ...describeUnused(rules, page),
  ];
}

function describeEntry(entry: ProviderPolicy, page: Page): readonly string[] {
  const { name, issuer, requireClaims, services } = entry;
  const allowed =
    services === "any"
      ? "any"
      : services === "unprivileged"
        ? "any that is not privileged"
        : describeList(services, page);
  return [
    ...row(`oidc.${name.text}`, describePlace(name.position, page.path), page),
    ...row("issuer", issuer ?? "not managed", page),
    ...row(
      "require-claims",
      requireClaims.length === 0 ? "none" : describeList(requireClaims, page),
      page,
    ),
    ...row("services", allowed, page),
  ];
}

function describeClaims({ claims }: OidcProvider, page: Page): readonly string[] {
  const text = isUnknown(claims)
    ? describeFact(claims, false, page.roster)
    : listNames(claims.map(({ name, value }) => `${name} = ${value}`)) || "none";
  return row("claims", text, page);
}

function describeAccounts(provider: OidcProvider, page: Page): readonly string[] {
  const { services, mappings, mappingClaim } = provider;
  const claim = typeof mappingClaim === "string" ? mappingClaim : "the claim";
  const own = isUnknown(services)
    ? describeFact(services, false, page.roster)
    : listNames(services) || "none";
  const mapped = isUnknown(mappings)
    ? describeFact(mappings, false, page.roster)
    : listNames(mappings.map(({ value, service }) => `${claim} = ${value}: ${service}`)) || "none";
  return [...row("service accounts", own, page), ...row("dynamic mappings", mapped, page)];
}
