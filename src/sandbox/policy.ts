/** Fernwick's policy, which the demo compares with the workspace. */

const rolesAndTeams = `# Who may have which role and team in the Fernwick workspace. Changed by pull request only.
version: 1
organization: fernwick

# A role that is left out is not managed.
roles:
  owner:
    members: [amara-okoye, jonas-lindqvist]
    min: 2
    max: 2
  manager:
    members: [tamas-varga, mei-tanaka, farid-haddad, lucia-ferreira]
    break-glass: [tamas-varga] # must exist, be active and have two-factor authentication
  member:
    allow: ["*@fernwick.example"] # everybody with a Fernwick address
  collaborator:
    members: [casey@contractor.example, bruno@contractor.example, amina@contractor.example]

# A listed team is managed completely: nobody else should be in it.
# A team's managers are its members as well.
teams:
  platform:
    managers: [amara-okoye]
    members: [priya-raman, kwame-mensah, sofia-rossi, liam-obrien]
    services: [ci-publish-7hq2]
  release:
    managers: [mei-tanaka]
    members: [tamas-varga, nadia-petrova, hana-kim]
  security:
    managers: [farid-haddad]
    members: [wojciech-nowak, elena-vasquez, david-cohen, yuki-mori]
  incident-room:
    managers: [amara-okoye]
    members: [sofia-rossi, elena-vasquez]
  data:
    managers: [lucia-ferreira]
    members: [ruth-adeyemi, anders-holm, chloe-dubois, ravi-menon]
  mobile:
    managers: [grace-nakamura]
    members: [omar-siddiqui, mateo-silva, aisha-bello, tom-fairweather, amina-yusuf]
    services: [mobile-builds-k4]
  docs:
    managers: [ingrid-solberg]
    members: [helga-brandt, peter-novak, bruno-keller, bernard-koch]
    synced: idp # the identity provider decides who is in it
  frontend: { managers: [mina-rahimi], members: any }
unlisted-teams: warning
unlisted-members: note
`;

const repositories = `
# A listed repository is managed completely: nobody else should have a privilege on it.
# Only an Owner sees every repository, so the demo reads with an Owner's key.
repositories:
  platform-core:
    visibility: off # the highest broadcast state that is allowed
    default-privilege: none
    admins: [team:platform]
    write: [service:ci-publish-7hq2]
    read: [team:release]
  customer-releases:
    visibility: off
    default-privilege: none
    admins: [team:platform]
    write: [service:ci-publish-7hq2]
    read: [team:release, team:security]
  firmware:
    visibility: off
    default-privilege: none
    admins:
      - team:release
      - name: liam-obrien # allowed now, expected from that day
        from: 2026-12-01
        until: 2027-02-28
        reason: leads the work on firmware 5
    write: [team:platform]
  mobile-builds:
    write: [service:mobile-builds-k4]
    read: [team:mobile, team:release]
  data-models:
    default-privilege: none
    write: [team:data]
  security-tools:
    admins: [team:security]
  docs-assets:
    write: [service:ci-publish-7hq2]
    read: [team:docs]
  open-instruments:
    visibility: open-source
    privileges: any
  public-sdk:
    visibility: private
    admins: [team:platform]
    read: [team:docs]
  partner-drops:
    visibility: private
    default-privilege: none
    admins: [team:platform]
    read: [team:release]
  incident-*: # every repository whose slug begins so
    admins: [team:incident-room]
  third-party-cache:
    default-privilege: read
    admins: [team:platform]
unlisted-repositories: warning

# Entitlement tokens that every repository may have, by name.
tokens: [Default, ci-*]
`;

const othersAndRules = `
# Service accounts by slug.
services:
  access-audit: { role: manager }
  ci-publish-7hq2: { role: member, teams: [platform], key-expires-within: 60d }
  mobile-builds-k4: { role: manager, key-expires-within: 90d }
  nightly-scan-2: {}

# Who may be invited; nobody as Owner.
invites:
  roles: [member, collaborator]
  domains: [fernwick.example]
  listed: [new.hire@fernwick.example]

# Every rule has a default; these are stricter or looser than that.
rules:
  dormant: { after: 90d, severity: note }
  visibility: { roles: [owner, manager], severity: warning }
  email-domain: { domains: [fernwick.example], severity: note }
  member-without-team: { roles: [collaborator], severity: note }
  single-sign-on: warning
  team-without-manager: note
`;

const keys = `
# What tokens of each OIDC provider must prove, and which service accounts they may become.
oidc:
  github-actions:
    issuer: https://token.actions.githubusercontent.com
    require-claims: [repository_owner, repository]
    services: [access-audit]

# All groups at the identity provider that fill a team.
group-sync:
  - { group: mobile-engineers, team: mobile }
  - { group: writers, team: docs }
  - { group: incident-leads, team: incident-room, role: manager }
`;

/** The policy without repositories, tokens and mappings, which the service account of a Manager can compare completely. */
export const peoplePolicy = rolesAndTeams + othersAndRules;

/** Fernwick's policy, which an Owner can compare completely. */
export const sandboxPolicy = `${rolesAndTeams}${repositories}${othersAndRules}  direct-privilege: note
${keys}`;

/**
 * Further content of the demo's policy: one correct exception, and others that each have a defect.
 */
export const sandboxExceptions = `
# Accepted drift, until the end of a day (UTC).
exceptions:
  - rule: team-member-unexpected
    subject: omar-siddiqui
    team: release
    reason: helps to get release 4.2 out
    approved-by: mei-tanaka
    created: 2026-11-02
    expires: 2026-11-30
  - { rule: two-factor, subject: jonas-lindqvist, reason: hardware key on order, created: 2026-10-01, expires: 2026-11-15 }
  - { rule: inactive-in-team, subject: nadia-petrova, reason: on leave until October, expires: 2026-12-31 }
  - { rule: dormant, subject: casey@contractor.example, reason: TODO, created: 2026-11-02, expires: 2028-12-31 }
`;
