/** The repositories of Fernwick, in a shorter form than the API's. */

import { addDriftedTokens, addTokens } from "./tokens.ts";
import type { SandboxRepository, WirePrivilege, WireRepository } from "./wire.ts";

type Level = WirePrivilege["privilege"];

/** Who has which privilege: `team platform`, `user casey-doyle`, `service ci-publish-7hq2`. */
type Privileges = Readonly<Record<string, Level>>;

/** Slug, display name, permanent id, privileges, unusual facts. */
type RepositoryEntry = readonly [
  slug: string,
  name: string,
  id: string,
  privileges: Privileges,
  unusual?: Partial<WireRepository>,
];

/** The repositories as they should be. */
const wanted: readonly RepositoryEntry[] = [
  [
    "platform-core",
    "Platform Core",
    "rpA4nXe7Qz2c",
    { "team platform": "Admin", "team release": "Read", "service ci-publish-7hq2": "Write" },
  ],
  [
    "customer-releases",
    "Customer Releases",
    "rpB9sLw3Jt6k",
    {
      "team platform": "Admin",
      "team release": "Read",
      "team security": "Read",
      "service ci-publish-7hq2": "Write",
    },
  ],
  ["firmware", "Firmware", "rpC1vHm8Fy5d", { "team release": "Admin", "team platform": "Write" }],
  [
    "mobile-builds",
    "Mobile Builds",
    "rpD6qUb0Ra9x",
    { "team mobile": "Read", "team release": "Read", "service mobile-builds-k4": "Write" },
  ],
  ["data-models", "Data Models", "rpE3kPo5Ng7w", { "team data": "Write" }],
  ["security-tools", "Security Tools", "rpF8zTi2Vc4j", { "team security": "Admin" }],
  [
    "docs-assets",
    "Docs Assets",
    "rpG5mYr1Ke0s",
    { "team docs": "Read", "service ci-publish-7hq2": "Write" },
  ],
  [
    "open-instruments",
    "Open Instruments",
    "rpH2bWd9Lx3u",
    { "team platform": "Admin" },
    { broadcast_state: "Open-Source" },
  ],
  ["public-sdk", "Public SDK", "rpJ7fGa4Sn8h", { "team platform": "Admin", "team docs": "Read" }],
  [
    "partner-drops",
    "Partner Drops",
    "rpK0cEv6Uo1q",
    { "team platform": "Admin", "team release": "Read" },
    { broadcast_state: "Private" },
  ],
  ["incident-tools", "Incident Tools", "rpL9yIj3Bt5z", { "team incident-room": "Admin" }],
  [
    "third-party-cache",
    "Third-party Cache",
    "rpM4dRk7Wh2p",
    { "team platform": "Admin" },
    { default_privilege: "Read" },
  ],
];

/** One more repository, which nobody wanted. */
const legacy: RepositoryEntry = [
  "legacy-archive",
  "Legacy Archive",
  "rpN6xQs1Ci8f",
  { "service legacy-deployer-x9": "Admin", "user eva-janssen": "Write" },
];

/** Returns Fernwick's repositories as they should be. */
export function wantedRepositories(): SandboxRepository[] {
  const repositories = wanted.map((entry, index) => toRepository(entry, index));
  addTokens(repositories);
  return repositories;
}

/** Returns Fernwick's repositories as they are: a privilege of null is missing. */
export function driftedRepositories(): SandboxRepository[] {
  const repositories = wantedRepositories();
  const change = (
    slug: string,
    privileges: Readonly<Record<string, Level | null>>,
    facts: Partial<WireRepository> = {},
  ) => {
    const found = repositories.find(({ row }) => row.slug === slug);
    const [, , , before] = wanted.find(([name]) => name === slug) ?? [];
    if (found === undefined || before === undefined) throw new Error(`no repository ${slug}`);
    const merged = Object.entries({ ...before, ...privileges });
    const left = merged.filter((entry): entry is [string, Level] => entry[1] !== null);
    found.privileges = toPrivileges(Object.fromEntries(left));
    Object.assign(found.row, facts);
  };
  // A team that should not have it, and one with the wrong level, in which an inactive Manager is.
  change("platform-core", { "team data": "Write", "team release": "Write" });
  // A person of their own, beside the teams.
  change("firmware", { "user liam-obrien": "Admin" });
  change("mobile-builds", { "team release": null });
  change("data-models", {}, { default_privilege: "Write" });
  // A team with a Collaborator, at the wrong level.
  change("docs-assets", { "team docs": "Write" });
  change("public-sdk", {}, { broadcast_state: "Public", ...visibility("Public") });
  // Slugs that are nobody's.
  change("third-party-cache", { "team build-guild": "Read", "user gone-person": "Write" });
  addDriftedTokens(repositories);
  return [...repositories, toRepository(legacy, repositories.length)];
}

function toRepository(
  [slug, name, id, privileges, unusual]: RepositoryEntry,
  index: number,
): SandboxRepository {
  const month = String((index % 9) + 1).padStart(2, "0");
  const row = repositoryRow("fernwick", slug, {
    name,
    slug_perm: id,
    created_at: `2022-${month}-14T10:${String(index + 10)}:00.000000Z`,
    ...visibility(unusual?.broadcast_state ?? "Off"),
    ...unusual,
  });
  return { row, privileges: toPrivileges(privileges) };
}

/** Returns the row of a private repository of a workspace, except for the given facts. */
export function repositoryRow(
  namespace: string,
  slug: string,
  facts: Partial<WireRepository>,
): WireRepository {
  return {
    ...ordinary,
    slug,
    namespace,
    namespace_url: `https://api.cloudsmith.io/v1/namespaces/${namespace}/`,
    cdn_url: `https://dl.cloudsmith.example/basic/${namespace}/${slug}/`,
    self_html_url: `https://cloudsmith.example/~${namespace}/repos/${slug}/`,
    self_url: `https://api.cloudsmith.io/v1/repos/${namespace}/${slug}/`,
    self_webapp_url: `https://app.cloudsmith.example/${namespace}/${slug}`,
    ...facts,
  };
}

/** Returns the privileges as the API sends them. */
export function toPrivileges(privileges: Privileges): WirePrivilege[] {
  return Object.entries(privileges).map(([who, privilege]) => {
    const [kind = "", slug = ""] = who.split(" ");
    return { privilege, user: null, team: null, service: null, [kind]: slug };
  });
}

/** The older fields say the same as the broadcast. */
function visibility(broadcast: WireRepository["broadcast_state"]): Partial<WireRepository> {
  const isOpen = broadcast === "Open-Source";
  const isPublic = broadcast === "Public";
  return {
    repository_type: isOpen ? 3 : isPublic ? 1 : 2,
    repository_type_str: isOpen ? "Open-Source" : isPublic ? "Public" : "Private",
    is_open_source: isOpen,
    is_public: isPublic || isOpen,
    is_private: !isPublic && !isOpen,
    open_source_license: isOpen ? "Apache-2.0" : null,
  };
}

/** What the repositories have in common. */
const ordinary: WireRepository = {
  name: "",
  slug: "",
  slug_perm: "",
  namespace: "",
  namespace_url: "",
  created_at: "",
  deleted_at: null,
  description: "",
  broadcast_state: "Off",
  default_privilege: "None",
  repository_type: 2,
  repository_type_str: "Private",
  is_open_source: false,
  is_private: true,
  is_public: false,
  is_public_hidden: false,
  active_connection_count: 0,
  cdn_url: null,
  content_kind: "Standard",
  contextual_auth_realm: true,
  copy_own: true,
  copy_packages: "Read",
  cosign_signing_enabled: false,
  delete_own: true,
  delete_packages: "Admin",
  distributes: [],
  docker_refresh_tokens_enabled: false,
  ecdsa_keys: [],
  enforce_eula: false,
  generic_package_index_enabled: false,
  gpg_keys: [],
  index_files: true,
  manage_entitlements_privilege: "Admin",
  move_own: true,
  move_packages: "Admin",
  npm_upstream_tags_take_precedence: false,
  nuget_native_signing_enabled: false,
  num_downloads: 0,
  num_policy_violated_packages: 0,
  num_quarantined_packages: 0,
  open_source_license: null,
  open_source_project_url: null,
  package_count: 0,
  package_count_excl_subcomponents: 0,
  package_group_count: 0,
  proxy_npmjs: false,
  proxy_pypi: false,
  raw_package_index_enabled: false,
  raw_package_index_signatures_enabled: false,
  replace_packages: "Write",
  replace_packages_by_default: false,
  resync_own: true,
  resync_packages: "Admin",
  scan_own: true,
  scan_packages: "Read",
  self_html_url: "",
  self_url: "",
  self_webapp_url: "",
  show_setup_all: false,
  size: 0,
  size_str: "0 bytes",
  storage_region: "default",
  strict_npm_validation: false,
  tag_pre_releases_as_latest: false,
  use_debian_labels: false,
  use_default_cargo_upstream: false,
  use_entitlements_privilege: "Read",
  use_noarch_packages: false,
  use_source_packages: false,
  use_vulnerability_scanning: true,
  user_entitlements_enabled: false,
  view_statistics: "Read",
};
