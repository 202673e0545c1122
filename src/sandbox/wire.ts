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

export interface WireOrganization {
  name: string;
  slug: string;
  slug_perm: string;
  created_at: string;
  country: string | null;
  location: string | null;
  tagline: string | null;
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
}
