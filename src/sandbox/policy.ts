/** Fernwick's policy, which the demo compares with the workspace. */

export const sandboxPolicy = `# Who may have which role and team in the Fernwick workspace. Changed by pull request only.
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

# Service accounts by slug; this audit uses the first one.
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
