/** Fernwick's OIDC providers and group mappings: as its policy wants them, and as they drifted. */

import type { SandboxWorkspace, WireGroupMapping, WireOidcProvider } from "./wire.ts";

type Keys = Pick<SandboxWorkspace, "oidc" | "dynamicMappings"> & {
  readonly mappings: WireGroupMapping[];
};

/** Returns what shows each rule about keys once. */
export function driftedKeys(): Keys {
  return {
    // Of any repository of the organization, and for one more service account.
    oidc: [github({ repository_owner: "fernwick" }, ["access-audit", "ci-publish-7hq2"]), gitlab()],
    dynamicMappings: {
      oiL4bTq8Yc2w: [{ claim_value: "fernwick/firmware", service_account: "ci-publish-7hq2" }],
    },
    mappings: [
      toMapping("gsM7tWq2Kd4x", "mobile-engineers", "mobile"),
      toMapping("gsC3vKp9Ra6n", "contractors", "mobile"),
      toMapping("gsR8xJn4Wb1f", "data-leads", "data", "Manager"),
      toMapping("gsS5dHy7Qz2k", "incident-leads", "incident-room"),
    ],
  };
}

/** Returns the same without drift. */
export function wantedKeys(): Keys {
  return {
    oidc: [
      github({ repository_owner: "fernwick", repository: "fernwick/governance" }, ["access-audit"]),
    ],
    dynamicMappings: {},
    mappings: [
      toMapping("gsM7tWq2Kd4x", "mobile-engineers", "mobile"),
      toMapping("gsD1cVy8Hn5p", "writers", "docs"),
      toMapping("gsS5dHy7Qz2k", "incident-leads", "incident-room", "Manager"),
    ],
  };
}

function github(claims: WireOidcProvider["claims"], services: string[]): WireOidcProvider {
  return {
    name: "GitHub Actions",
    slug: "github-actions",
    slug_perm: "oiG9rVn3Hz6b",
    provider_url: "https://token.actions.githubusercontent.com",
    enabled: true,
    claims,
    service_accounts: services,
    mapping_claim: null,
  };
}

function gitlab(): WireOidcProvider {
  return {
    name: "GitLab",
    slug: "gitlab",
    slug_perm: "oiL4bTq8Yc2w",
    provider_url: "https://gitlab.com",
    enabled: true,
    claims: { namespace_path: "fernwick" },
    service_accounts: [],
    mapping_claim: "project_path",
  };
}

function toMapping(
  slug_perm: string,
  idp_value: string,
  team: string,
  role: WireGroupMapping["role"] = "Member",
): WireGroupMapping {
  return { slug_perm, idp_key: "groups", idp_value, role, team };
}
