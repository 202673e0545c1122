/** The workspace of a commit as the API sends it, for runs against the sandbox. */

import { fernwick, sandboxNow } from "../../../src/sandbox/workspace.ts";
import type { SandboxWorkspace, WireMember } from "../../../src/sandbox/wire.ts";
import type { Commit, WorkspaceRole } from "./history.ts";

const roleNames = {
  owner: "Owner",
  manager: "Manager",
  member: "Member",
  collaborator: "Collaborator",
} as const satisfies Record<WorkspaceRole, WireMember["role"]>;

/** Returns Fernwick's organization with the people and teams of the commit, and the audit's account. */
export function wireWorkspace({ people, teams }: Commit): SandboxWorkspace {
  const { organization, services, saml } = fernwick();
  return {
    organization,
    members: people.map(({ id, username, role }) => ({
      user: username,
      user_id: `person-${id}`,
      user_name: username,
      user_url: "",
      email: `${id}@people.example`,
      role: roleNames[role],
      is_active: true,
      has_two_factor: true,
      joined_at: "2020-01-06T09:00:00.000000Z",
      last_login_at: sandboxNow.replace("000Z", "000000Z"),
      last_login_method: "Password",
      visibility: "Private",
      teams: teams.flatMap(({ slug, managers, members }) => [
        ...managers
          .filter((one) => one === id)
          .map(() => ({ name: slug, slug, role: "Manager" as const })),
        ...members
          .filter((one) => one === id)
          .map(() => ({ name: slug, slug, role: "Member" as const })),
      ]),
    })),
    teams: teams.map(({ id, slug }) => ({
      name: slug,
      slug,
      slug_perm: `team-${id}`,
      description: null,
      visibility: "Visible",
    })),
    services: services.slice(0, 1).map((service) => ({ ...service, teams: [] })),
    invites: [],
    saml,
    groupSync: { enabled: false, mappings: [] },
    oidc: [],
    dynamicMappings: {},
    repositories: [],
  };
}
