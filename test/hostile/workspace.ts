/** The workspace that a script spoils, and its parts by the names that scripts use. */

import { peoplePolicy } from "../../src/sandbox/policy.ts";
import type { SandboxWorkspace, WireMember } from "../../src/sandbox/wire.ts";
import { cleanWorkspace } from "../../src/sandbox/workspace.ts";

/** An audit of `workspace()` with it is clean. */
export const policyText = peoplePolicy;

/** It has no rule that somebody could break. */
export const shortPolicy =
  "version: 1\norganization: fernwick\nrules: { team-not-synced: off, single-sign-on: off }\n";

export const self = "/user/self/";
export const organization = "/orgs/{org}/";
export const members = "/orgs/{org}/members/";
export const teams = "/orgs/{org}/teams/";
export const teamMembers = "/orgs/{org}/teams/{team}/members";
export const services = "/orgs/{org}/services/";
export const ownService = "/orgs/{org}/services/{service}/";
export const invites = "/orgs/{org}/invites/";
export const saml = "/orgs/{org}/saml-authentication";
export const groupSync = "/orgs/{org}/saml-group-sync/";
export const groupSyncStatus = "/orgs/{org}/saml-group-sync/status/";
export const oidc = "/orgs/{org}/openid-connect/";
export const dynamicMappings = "/orgs/{org}/openid-connect/{provider_setting}/dynamic-mappings/";
export const repositories = "/repos/{owner}/";
export const tokens = "/entitlements/{owner}/{repo}/";
export const privileges = "/repos/{owner}/{identifier}/privileges";

/** Returns a new workspace in which nothing is wrong, with so many inactive people in it. */
export function workspace(inactive = 3): SandboxWorkspace {
  const made = cleanWorkspace();
  made.members = made.members.filter((member) => member.is_active);
  const model = made.members.find(({ user }) => user === "bernard-koch");
  if (model === undefined) throw new Error("Fernwick has lost Bernard");
  for (let number = 0; number < inactive; number++) made.members.push(inactiveLike(model, number));
  return made;
}

/** Somebody whom the policy lets be a Member, and whom no rule is about. */
export function inactiveLike(model: WireMember, number: number): WireMember {
  const suffix = String(number).padStart(3, "0");
  return {
    ...model,
    user: `away-${suffix}`,
    user_id: `Away${suffix}00xQ`,
    user_name: `Away ${suffix}`,
    email: `away.${suffix}@fernwick.example`,
    is_active: false,
    teams: [],
  };
}
