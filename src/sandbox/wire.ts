/** A workspace in the API's own format. */

export interface WireTeamReference {
  name: string;
  slug: string;
  role: "Manager" | "Member";
}

export interface WireMember {
  user: string;
  user_id: string;
  user_name: string;
  user_url: string;
  email: string;
  role: "Owner" | "Manager" | "Member" | "Collaborator";
  is_active: boolean;
  has_two_factor: boolean;
  joined_at: string;
  last_login_at: string | null;
  last_login_method: "Unknown" | "Password" | "Social" | "SAML" | "OIDC";
  visibility: "Public" | "Private";
  teams: WireTeamReference[];
}

export interface WireTeam {
  name: string;
  slug: string;
  slug_perm: string;
  description: string | null;
  visibility: "Visible" | "Hidden";
}

export interface WireService {
  name: string;
  slug: string;
  description: string;
  role: "Manager" | "Member";
  teams: WireTeamReference[];
  key: string;
  key_expires_at: string | null;
  created_at: string;
  created_by: string;
  created_by_url: string;
}

export interface WireInvite {
  slug_perm: string;
  email: string;
  user: string | null;
  user_url: string | null;
  role: WireMember["role"];
  teams: { team: string; role: "Manager" | "Member" }[];
  inviter: string;
  inviter_url: string | null;
  org: string;
  expires_at: string;
}

export interface WireSaml {
  saml_auth_enabled: boolean;
  saml_auth_enforced: boolean;
  saml_metadata_inline: string;
  saml_metadata_inline_webapp: string | null;
  saml_metadata_url: string | null;
  saml_metadata_url_webapp: string | null;
}

export interface WireGroupMapping {
  slug_perm: string;
  idp_key: string;
  idp_value: string;
  role: "Manager" | "Member";
  team: string;
}

export interface WireOidcProvider {
  name: string;
  slug: string;
  slug_perm: string;
  provider_url: string;
  enabled: boolean;
  claims: Record<string, string>;
  service_accounts: string[];
  mapping_claim: string | null;
}

export interface WireDynamicMapping {
  claim_value: string;
  service_account: string;
}

export interface WireOrganization {
  name: string;
  slug: string;
  slug_perm: string;
  created_at: string;
  country: string | null;
  location: string | null;
  tagline: string | null;
}

export interface WireRepository {
  active_connection_count: number;
  broadcast_state: "Off" | "Private" | "Internal" | "Public" | "Open-Source";
  cdn_url: string | null;
  content_kind: "Standard" | "Distribution" | "Upstream";
  contextual_auth_realm: boolean;
  copy_own: boolean;
  copy_packages: "Admin" | "Write" | "Read";
  cosign_signing_enabled: boolean;
  created_at: string;
  default_privilege: "Admin" | "Write" | "Read" | "None";
  delete_own: boolean;
  delete_packages: "Admin" | "Write";
  deleted_at: string | null;
  description: string;
  distributes: string[];
  docker_refresh_tokens_enabled: boolean;
  ecdsa_keys: never[];
  enforce_eula: boolean;
  generic_package_index_enabled: boolean;
  gpg_keys: never[];
  index_files: boolean;
  is_open_source: boolean;
  is_private: boolean;
  is_public: boolean;
  is_public_hidden: boolean;
  manage_entitlements_privilege: "Admin" | "Write" | "Read";
  move_own: boolean;
  move_packages: "Admin" | "Write" | "Read";
  name: string;
  namespace: string;
  namespace_url: string;
  npm_upstream_tags_take_precedence: boolean;
  nuget_native_signing_enabled: boolean;
  num_downloads: number;
  num_policy_violated_packages: number;
  num_quarantined_packages: number;
  open_source_license: string | null;
  open_source_project_url: string | null;
  package_count: number;
  package_count_excl_subcomponents: number;
  package_group_count: number;
  proxy_npmjs: boolean;
  proxy_pypi: boolean;
  raw_package_index_enabled: boolean;
  raw_package_index_signatures_enabled: boolean;
  replace_packages: "Admin" | "Write";
  replace_packages_by_default: boolean;
  repository_type: number;
  repository_type_str: "Public" | "Private" | "Open-Source";
  resync_own: boolean;
  resync_packages: "Admin" | "Write";
  scan_own: boolean;
  scan_packages: "Admin" | "Write" | "Read";
  self_html_url: string;
  self_url: string;
  self_webapp_url: string;
  show_setup_all: boolean;
  size: number;
  size_str: string;
  slug: string;
  slug_perm: string;
  storage_region: string;
  strict_npm_validation: boolean;
  tag_pre_releases_as_latest: boolean;
  use_debian_labels: boolean;
  use_default_cargo_upstream: boolean;
  use_entitlements_privilege: "Admin" | "Write" | "Read";
  use_noarch_packages: boolean;
  use_source_packages: boolean;
  use_vulnerability_scanning: boolean;
  user_entitlements_enabled: boolean;
  view_statistics: "Admin" | "Write" | "Read";
}

/** Has all three holders; two of them are null. */
export interface WirePrivilege {
  privilege: "Admin" | "Write" | "Read";
  user: string | null;
  team: string | null;
  service: string | null;
}

/** An entitlement token. `token` is the secret. */
export interface WireToken {
  access_private_broadcasts: boolean;
  clients: number;
  created_at: string;
  created_by: string;
  created_by_url: string;
  default: boolean;
  disable_url: string;
  downloads: number;
  enable_url: string;
  eula_accepted: { identifier: string; number: number };
  eula_accepted_at: string | null;
  eula_accepted_from: string | null;
  eula_required: boolean;
  has_limits: boolean;
  identifier: number | null;
  is_active: boolean;
  is_limited: boolean;
  limit_bandwidth: number | null;
  limit_bandwidth_unit: "Byte" | null;
  limit_date_range_from: string | null;
  limit_date_range_to: string | null;
  limit_num_clients: number | null;
  limit_num_downloads: number | null;
  limit_package_query: string | null;
  limit_path_query: string | null;
  metadata: Record<string, unknown> | null;
  name: string;
  refresh_url: string;
  reset_url: string;
  scheduled_reset_at: string | null;
  scheduled_reset_period: "Never Reset" | null;
  self_url: string;
  slug_perm: string;
  token: string;
  updated_at: string | null;
  updated_by: string | null;
  updated_by_url: string | null;
  usage: string;
  user: string | null;
  user_url: string | null;
}

export interface SandboxRepository {
  row: WireRepository;
  privileges: WirePrivilege[];
  /** Entitlement tokens; absent: none. */
  tokens?: WireToken[];
}

export interface SandboxWorkspace {
  organization: WireOrganization;
  members: WireMember[];
  teams: WireTeam[];
  services: WireService[];
  invites: WireInvite[];
  /** null: the plan does not include single sign-on. */
  saml: WireSaml | null;
  groupSync: { enabled: boolean; mappings: WireGroupMapping[] };
  oidc: WireOidcProvider[];
  /** By the provider's permanent slug. */
  dynamicMappings: Record<string, WireDynamicMapping[]>;
  repositories: SandboxRepository[];
}
