/** Rules on service accounts. */

import { unknown } from "../../../src/roster/fact.ts";
import { aService, aTeam } from "../../support/roster.ts";
import { gapIn, inPlatform, platform, type RuleCase } from "./rule-case.ts";

export const servicesCases: readonly RuleCase[] = [
  {
    says: "a service account that nobody listed, but not the audit's own",
    rule: "service-unlisted",
    policy: "services: {ci-publish-7hq2: {}}",
    roster: {
      services: [aService(), aService({ slug: "rogue" }), aService({ slug: "access-audit" })],
    },
    finds: ["error rogue"],
  },
  {
    says: "service accounts are not managed where the policy says nothing of them",
    rule: "service-unlisted",
    roster: { services: [aService({ slug: "rogue" })] },
    finds: [],
  },
  {
    says: "a list of service accounts with gaps",
    rule: "service-unlisted",
    policy: "services: {}",
    roster: { coverage: gapIn("services") },
    finds: [],
    notJudged: /list of services/u,
  },
  {
    says: "a service account that is not there",
    rule: "service-missing",
    policy: "services: {CI-publish-7hq2: {}, gone: {}}",
    roster: { services: [aService()] },
    finds: ["warning gone"],
  },
  {
    says: "whether it is there cannot be told from a list with gaps",
    rule: "service-missing",
    policy: "services: {gone: {}}",
    roster: { coverage: gapIn("services") },
    finds: [],
    notJudged: /list of services/u,
  },
  {
    says: "another role, a team too many and a team too few",
    rule: "service-role",
    policy: "services: {ci-publish-7hq2: {role: manager, teams: [release]}}",
    roster: {
      teams: [platform, aTeam({ slug: "release" })],
      services: [aService({ teams: inPlatform("Member") })],
    },
    finds: [
      "error ci-publish-7hq2",
      "error ci-publish-7hq2 in platform",
      "error ci-publish-7hq2 in release",
    ],
  },
  {
    says: "a role that was not seen",
    rule: "service-role",
    policy: "services: {ci-publish-7hq2: {role: manager}}",
    roster: { services: [aService({ role: unknown("unrecognised") })] },
    finds: [],
    notJudged: /role of a service account/u,
  },
  {
    says: "keys that never end or end too late, for all and for one",
    rule: "service-key-expiry",
    policy:
      "services: {own: {key-expires-within: 200d}}\nrules: {service-key-expiry: {within: 30d}}",
    roster: {
      services: [
        aService({ slug: "never" }),
        aService({ slug: "late", keyExpiresAt: "2027-02-01T00:00:00.000Z" }),
        aService({ slug: "soon", keyExpiresAt: "2026-12-01T00:00:00.000Z" }),
        aService({ slug: "own", keyExpiresAt: "2027-02-01T00:00:00.000Z" }),
      ],
    },
    finds: ["warning late", "warning never"],
  },
  {
    says: "a key whose end was not seen",
    rule: "service-key-expiry",
    policy: "rules: {service-key-expiry: {within: 30d}}",
    roster: { services: [aService({ keyExpiresAt: unknown("missing") })] },
    finds: [],
    notJudged: /end of a key/u,
  },
];
