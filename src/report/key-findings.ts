/** Which findings are about which token, OIDC provider, group mapping or key. */

import { fold } from "../roster/fold.ts";
import type { Identity } from "../roster/identity.ts";
import type { ReportFinding } from "./report.ts";

type Findings = readonly ReportFinding[];

/** Each function returns the findings about one thing, in the report's order. */
export interface KeyFindings {
  readonly token: (token: { readonly id: string }, repository: { readonly id: string }) => Findings;
  /** What the provider itself checks and whether it is listed, not whom its tokens become. */
  readonly provider: (provider: { readonly id: string }) => Findings;
  readonly identity: (identity: Identity) => Findings;
  readonly mapping: (mapping: { readonly id: string }) => Findings;
  /** The key of a service account. */
  readonly serviceKey: (service: { readonly slug: string }) => Findings;
  /** Group mappings that the policy lists and the workspace does not have. */
  readonly missingMappings: Findings;
}

/** Returns the findings by what they are about. */
export function indexKeyFindings(findings: Findings): KeyFindings {
  const bySubject = Map.groupBy(findings, ({ subject: { kind, id } }) => `${kind}/${id}`);
  const byProvider = Map.groupBy(
    findings.filter(({ object }) => object?.kind === "provider"),
    ({ object }) => object?.id,
  );
  const about = (kind: string, id: string) => bySubject.get(`${kind}/${id}`) ?? [];
  return {
    token: ({ id }, repository) =>
      about("token", id).filter(
        ({ object }) => object?.kind !== "repository" || object.id === repository.id,
      ),
    provider: ({ id }) => about("provider", id),
    identity: ({ provider, service }) =>
      (byProvider.get(provider.id) ?? []).filter(
        ({ subject }) => fold(subject.slug) === fold(service),
      ),
    mapping: ({ id }) => about("mapping", id),
    serviceKey: ({ slug }) =>
      about("service", slug).filter(({ rule }) => rule === "service-key-expiry"),
    missingMappings: findings.filter(({ rule }) => rule === "group-sync-missing"),
  };
}
