/**
 * The entitlement tokens of Fernwick's repositories. Each row contains what must never reach an
 * output: the secret, and addresses and remarks that repeat it.
 */

import { notFound, forbidden, toPage, type Answer } from "./answer.ts";
import type { VisibleRepository } from "./repository-view.ts";
import type { SandboxRepository, WireToken } from "./wire.ts";

/** Begins every secret, so that a search finds any of them. */
export const secretMark = "ENTL-SECRET";

/** Returns a token that has everything a row can have; the given facts replace the usual ones. */
export function toToken(
  repository: string,
  name: string,
  id: string,
  facts: Partial<WireToken> = {},
): WireToken {
  const createdBy = facts.created_by ?? "amara-okoye";
  const secret = (of: string) => `${secretMark}-${of}-${id}`;
  const address = (action: string) =>
    `https://api.cloudsmith.io/v1/entitlements/fernwick/${repository}/${id}/${action}?token=${secret(action)}`;
  return {
    access_private_broadcasts: false,
    clients: 3,
    created_at: "2023-04-11T08:30:00.000000Z",
    created_by: createdBy,
    created_by_url: `https://api.cloudsmith.io/v1/users/profile/${createdBy}/`,
    default: false,
    disable_url: address("disable"),
    downloads: 1204,
    enable_url: address("enable"),
    eula_accepted: { identifier: secretMark, number: 1 },
    eula_accepted_at: "2024-01-09T10:00:00.000000Z",
    eula_accepted_from: secret("eula"),
    eula_required: false,
    has_limits: true,
    identifier: null,
    is_active: true,
    is_limited: false,
    limit_bandwidth: null,
    limit_bandwidth_unit: "Byte",
    limit_date_range_from: null,
    limit_date_range_to: "2027-03-31T23:59:59.000000Z",
    limit_num_clients: null,
    limit_num_downloads: null,
    limit_package_query: secret("query"),
    limit_path_query: null,
    metadata: { note: secret("metadata") },
    name,
    refresh_url: address("refresh"),
    reset_url: address("reset"),
    scheduled_reset_at: null,
    scheduled_reset_period: "Never Reset",
    self_url: address("self"),
    slug_perm: id,
    token: secret("token"),
    updated_at: "2025-11-03T12:00:00.000000Z",
    updated_by: createdBy,
    updated_by_url: `https://api.cloudsmith.io/v1/users/profile/${createdBy}/`,
    usage: secret("usage"),
    user: null,
    user_url: null,
    ...facts,
  };
}

/** Returns the token that a repository has from its creation: nobody uses it any more. */
export function defaultToken({ slug, slug_perm: id }: SandboxRepository["row"]): WireToken {
  return toToken(slug, "Default", `tk${id.slice(2)}0`, {
    default: true,
    has_limits: false,
    is_active: false,
    limit_date_range_to: null,
  });
}

/** Gives each repository its tokens as they should be. */
export function addTokens(repositories: readonly SandboxRepository[]): void {
  for (const repository of repositories) repository.tokens = [defaultToken(repository.row)];
  const of = (slug: string) => repositories.find(({ row }) => row.slug === slug)?.tokens;
  of("customer-releases")?.push(toToken("customer-releases", "ci-mirror", "tkB9sLw3Jt6k1"));
}

/** Gives some repositories tokens that should not be. */
export function addDriftedTokens(repositories: readonly SandboxRepository[]): void {
  const add = (slug: string, name: string, id: string, facts: Partial<WireToken>) => {
    const found = repositories.find(({ row }) => row.slug === slug);
    if (found === undefined) throw new Error(`no repository ${slug}`);
    (found.tokens ??= []).push(toToken(slug, name, id, facts));
  };
  add("partner-drops", "Acme download", "tkK0cEv6Uo1q1", {});
  add("firmware", "ci-firmware", "tkC1vHm8Fy5d1", {
    has_limits: false,
    limit_date_range_to: null,
  });
  // Whoever created it is gone.
  add("mobile-builds", "ci-mobile", "tkD6qUb0Ra9x1", { created_by: "gone-person" });
  add("third-party-cache", "ci-cache", "tkM4dRk7Wh2p1", { access_private_broadcasts: true });
}

/** Returns a page of the tokens that an account may see; `manage_entitlements_privilege` is Admin. */
export function answerTokens(found: VisibleRepository | undefined, query: URLSearchParams): Answer {
  if (found === undefined) return notFound;
  return found.isAdmin ? toPage(found.repository.tokens ?? [], query) : forbidden;
}
