/**
 * Fernwick, a fictional workspace of about forty people in which almost every rule has a finding.
 */

import { driftedKeys, wantedKeys } from "./keys.ts";
import {
  people,
  services,
  teams,
  type Person,
  type ServiceEntry,
  type TeamPlaces,
} from "./people.ts";
import { driftedRepositories, wantedRepositories } from "./repositories.ts";
import type {
  SandboxWorkspace,
  WireInvite,
  WireMember,
  WireService,
  WireTeam,
  WireTeamReference,
} from "./wire.ts";

/** The time for which Fernwick is written; at a later time, more of its people would be dormant. */
export const sandboxNow = "2026-11-23T09:00:00.000Z";

const recentLogin = "2026-11-20T07:00:00.000000Z";
const teamNames = new Map(teams.map(([slug, name]) => [slug, name]));

/** Returns a new copy of the workspace, which a test may change before it is served. */
export function fernwick(): SandboxWorkspace {
  const { mappings, oidc, dynamicMappings } = driftedKeys();
  return {
    organization: {
      name: "Fernwick",
      slug: "fernwick",
      slug_perm: "wsT6kDq0Rm8u",
      created_at: "2021-01-04T08:00:00.000000Z",
      country: "Sweden",
      location: "Uppsala",
      tagline: "Instruments for quiet places",
    },
    members: people.map((person, index) => toMember(person, index)),
    teams: teams.map(([slug, name, slug_perm, description, hidden]): WireTeam => ({
      name,
      slug,
      slug_perm,
      description,
      visibility: hidden ?? "Visible",
    })),
    services: services.map(toService),
    invites: invites(),
    saml: {
      saml_auth_enabled: true,
      saml_auth_enforced: false,
      saml_metadata_inline: "",
      saml_metadata_inline_webapp: null,
      saml_metadata_url_webapp: null,
      saml_metadata_url: "https://login.fernwick.example/saml/metadata",
    },
    groupSync: { enabled: true, mappings },
    oidc,
    dynamicMappings,
    repositories: driftedRepositories(),
  };
}

/** Returns Fernwick as its policy wants it: everything that the rules find is corrected. */
export function cleanWorkspace(): SandboxWorkspace {
  const workspace = fernwick();
  const change = (user: string, changes: Partial<WireMember>) => {
    const member = workspace.members.find((candidate) => candidate.user === user);
    if (member === undefined) throw new Error(`nobody is called ${user}`);
    Object.assign(member, changes);
  };
  change("jonas-lindqvist", { has_two_factor: true, visibility: "Private" });
  change("wojciech-nowak", { role: "Member" });
  change("tamas-varga", { is_active: true, has_two_factor: true, last_login_at: recentLogin });
  change("lucia-ferreira", { role: "Manager" });
  change("kwame-mensah", { teams: toReferences({ platform: "Member" }) });
  change("omar-siddiqui", { teams: toReferences({ mobile: "Member" }) });
  change("yuki-mori", { teams: toReferences({ security: "Member" }) });
  change("helga-brandt", { last_login_at: recentLogin });
  change("casey-doyle", { last_login_at: recentLogin, last_login_method: "Password" });
  change("casey-doyle", { teams: [{ name: "Frontend", slug: "frontend", role: "Member" }] });
  change("mina-rahimi", { teams: [{ name: "Frontend", slug: "frontend", role: "Manager" }] });
  change("hugo-martin", { email: "hugo.martin@fernwick.example" });
  change("noah-fischer", { email: "noah.fischer@fernwick.example" });
  change("zanele-dlamini", { teams: [] });
  change("oskar-weiss", { teams: [] });
  const bernard: Person = [
    "Bk3zWm8Qv1Xs",
    "bernard-koch",
    "Bernard Koch",
    "Member",
    "2026-11-20",
    { docs: "Member" },
  ];
  workspace.members.push(toMember(bernard, people.length));
  workspace.teams = workspace.teams.filter((team) => team.slug !== "skunkworks");
  workspace.teams.push({
    name: "Frontend",
    slug: "frontend",
    slug_perm: "tmK0vZr5Je1b",
    description: null,
    visibility: "Visible",
  });
  workspace.services = workspace.services
    .filter(({ slug }) => slug !== "legacy-deployer-x9")
    .map((service) =>
      service.slug === "mobile-builds-k4"
        ? { ...service, role: "Manager", key_expires_at: "2026-12-31T00:00:00.000000Z" }
        : service,
    );
  workspace.services.push(
    toService(["nightly-scan-2", "nightly scan", "Member", {}, "Looks for known holes"]),
  );
  workspace.invites = workspace.invites.filter(({ role }) => role === "Member");
  if (workspace.saml !== null) workspace.saml.saml_auth_enforced = true;
  const { mappings, ...keys } = wantedKeys();
  workspace.groupSync.mappings = mappings;
  Object.assign(workspace, keys);
  workspace.repositories = wantedRepositories();
  return workspace;
}

function toMember(person: Person, index: number): WireMember {
  const [user_id, user, user_name, role, lastLogin, places, unusual] = person;
  const day = String((index % 27) + 1).padStart(2, "0");
  return {
    user,
    user_id,
    user_name,
    user_url: profileUrl(user),
    email: `${user.replace("-", ".")}@fernwick.example`,
    role,
    is_active: true,
    has_two_factor: true,
    joined_at: `${2021 + (index % 5)}-0${(index % 9) + 1}-${day}T09:12:44.100000Z`,
    last_login_at: lastLogin === null ? null : `${lastLogin}T07:55:02.000000Z`,
    last_login_method: "Password",
    visibility: "Private",
    teams: toReferences(places),
    ...unusual,
  };
}

function toService([slug, name, role, places, description]: ServiceEntry): WireService {
  return {
    name,
    slug,
    description,
    role,
    teams: toReferences(places),
    key: `********${slug.slice(-4)}`,
    key_expires_at: slug === "ci-publish-7hq2" ? "2027-01-01T00:00:00.000000Z" : null,
    created_at: "2024-04-08T10:00:00.000000Z",
    created_by: "amara-okoye",
    created_by_url: profileUrl("amara-okoye"),
  };
}

function invites(): WireInvite[] {
  return [
    {
      slug_perm: "ivT9nR2cLe7x",
      email: "temp@contractr.example",
      user: null,
      user_url: null,
      role: "Collaborator",
      teams: [],
      inviter: "jonas-lindqvist",
      inviter_url: null,
      org: "fernwick",
      expires_at: "2026-11-01T09:00:00.000000Z",
    },
    {
      slug_perm: "ivB3mK8xTq0z",
      email: "new.hire@fernwick.example",
      user: null,
      user_url: null,
      role: "Member",
      teams: [{ team: "platform", role: "Member" }],
      inviter: "amara-okoye",
      inviter_url: profileUrl("amara-okoye"),
      org: "fernwick",
      expires_at: "2026-12-08T09:00:00.000000Z",
    },
    {
      slug_perm: "ivS6pD1yGw4n",
      email: "cfo@fernwick.example",
      user: null,
      user_url: null,
      role: "Owner",
      teams: [],
      inviter: "jonas-lindqvist",
      inviter_url: null,
      org: "fernwick",
      expires_at: "2026-12-03T09:00:00.000000Z",
    },
  ];
}

function toReferences(places: TeamPlaces): WireTeamReference[] {
  return Object.entries(places).map(([slug, role]) => ({
    name: teamNames.get(slug) ?? slug,
    slug,
    role,
  }));
}

function profileUrl(user: string): string {
  return `https://api.cloudsmith.io/v1/users/profile/${user}/`;
}
