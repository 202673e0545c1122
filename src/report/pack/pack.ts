/** The content of an access review, as data: version 1 of the pack's JSON. */

import { z } from "zod";

import { privilegeHolders, privilegeStatuses } from "../../roster/repository.ts";
import { severities } from "../../policy/severity.ts";
import { ReportChanges } from "../changes.ts";
import { Report } from "../report.ts";

const yesNo = z.enum(["yes", "no", "unknown"]);

const AccountTeam = z.strictObject({
  id: z.string(),
  slug: z.string(),
  role: z.string().describe("Manager, Member or unknown"),
});

const PackFinding = z.strictObject({
  rule: z.string(),
  severity: z.enum(severities),
  state: z.enum(["introduced", "existing", "accepted"]),
  message: z.string(),
});

export const PackAccount = z.strictObject({
  kind: z.enum(["member", "service"]),
  id: z.string().describe("permanent id; for a service account, its slug"),
  username: z.string(),
  name: z.string().describe("display name, exactly as in the workspace"),
  email: z.string().nullable().describe("null: not seen, or a service account"),
  role: z.string().describe("workspace role, or unknown"),
  teams: z.array(AccountTeam).nullable().describe("by slug; null: not seen"),
  active: yesNo.nullable().describe("null: a service account has no such state"),
  twoFactor: yesNo.nullable().describe("Cloudsmith's own; null: a service account has none"),
  lastLogin: z
    .string()
    .nullable()
    .describe("a time in UTC, never or unknown; null: not available for service accounts"),
  keyExpires: z
    .string()
    .nullable()
    .describe("of a service account: a time in UTC, never or unknown; null: a member"),
  withoutAccess: z
    .string()
    .nullable()
    .describe("why the roster shows no access; null: it shows some, or this is unknown"),
  inPolicy: z.enum(["named", "allowed", "no", "unknown"]).describe("allowed: by a pattern"),
  places: z.array(z.string()).describe("where the policy names the account"),
  outcome: z
    .enum(["drift", "accepted", "not judged", "nothing found"])
    .describe("not judged: nothing was found, but not every rule could be judged"),
  findings: z.array(PackFinding),
});

const PackInvite = z.strictObject({
  id: z.string(),
  email: z.string().nullable(),
  username: z.string().nullable(),
  role: z.string(),
  teams: z.array(AccountTeam).nullable(),
  inviter: z.string(),
  expires: z.string(),
});

const PackTeam = z.strictObject({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  visibility: z.string().describe("Visible, Hidden or unknown"),
});

const readState = z.strictObject({
  status: z.enum(privilegeStatuses),
  reason: z.string().nullable(),
});

const PackToken = z.strictObject({
  id: z.string(),
  name: z.string().describe("exactly as in the workspace"),
  default: yesNo.describe("whether it is the repository's default token"),
  active: yesNo,
  ends: z.string().describe("a time in UTC, never or unknown"),
  user: z.string().nullable().describe("username or unknown; null: it belongs to no account"),
  createdBy: z.string().describe("username or slug, or unknown"),
  created: z.string().describe("a time in UTC, or unknown"),
  limited: yesNo.describe("whether it has any limit"),
  privateBroadcasts: yesNo.describe("whether it also opens private broadcasts"),
  findings: z.array(PackFinding),
});

const PackRepository = z.strictObject({
  id: z.string(),
  slug: z.string(),
  name: z.string().describe("display name, exactly as in the workspace"),
  broadcast: z.string().describe("the broadcast state, or unknown"),
  defaultPrivilege: z.string().describe("None, Read, Write, Admin or unknown"),
  privileges: z
    .array(
      z.strictObject({
        kind: z.enum(privilegeHolders),
        slug: z.string().describe("of the holder; it may be nobody's"),
        level: z.string().describe("Read, Write, Admin or unknown"),
      }),
    )
    .describe("explicit privileges that were seen"),
  coverage: readState.describe("how reading the privileges ended"),
  place: z.string().nullable().describe("the policy's entry that applies; null: none"),
  findings: z.array(PackFinding).describe("about the repository, or about somebody on it"),
  tokens: z
    .strictObject({
      coverage: readState.describe("how reading the tokens ended"),
      list: z.array(PackToken).describe("entitlement tokens that were seen, by id"),
    })
    .optional()
    .describe("absent if they were not requested"),
});

const PackProvider = z.strictObject({
  id: z.string(),
  slug: z.string(),
  name: z.string().describe("exactly as in the workspace"),
  issuer: z.string().describe("or unknown"),
  enabled: yesNo,
  claims: z
    .array(z.strictObject({ name: z.string(), value: z.string() }))
    .nullable()
    .describe("that a token must have; null: not seen"),
  mappingClaim: z
    .string()
    .nullable()
    .describe("the claim that chooses the service account, or unknown; null: none does"),
  isComplete: z.boolean().describe("whether all service accounts that tokens may become were seen"),
  mayBecome: z.array(
    z.strictObject({
      service: z.string().describe("slug of the service account; it may be nobody's"),
      value: z
        .string()
        .nullable()
        .describe("of the mapping claim; null: the provider's own list names the account"),
      findings: z.array(PackFinding),
    }),
  ),
  findings: z.array(PackFinding).describe("about the provider itself"),
});

const PackGroupSync = z.strictObject({
  enabled: yesNo,
  mappings: z.array(
    z.strictObject({
      id: z.string(),
      attribute: z.string(),
      group: z.string().describe("the attribute's value at the identity provider"),
      team: z.strictObject({ id: z.string(), slug: z.string() }),
      role: z.string().describe("Manager, Member or unknown"),
      findings: z.array(PackFinding),
    }),
  ),
});

const PackServiceKey = z.strictObject({
  slug: z.string().describe("of the service account"),
  name: z.string(),
  role: z.string().describe("workspace role, or unknown"),
  created: z.string().describe("when the account was created: a time in UTC, or unknown"),
  createdBy: z.string().describe("username, or unknown"),
  expires: z.string().describe("a time in UTC, never or unknown"),
  findings: z.array(PackFinding).describe("about the key"),
});

const { organization, verdict, counts, coverage, rules, findings, exceptions, tool } = Report.shape;

export const Pack = z
  .strictObject({
    notice: z.string().describe("how much of the workspace was seen; it is first on purpose"),
    kind: z.literal("access-review-pack"),
    version: z.literal(1),
    tool,
    organization,
    readAt: Report.shape.readAt,
    archive: z
      .strictObject({ path: z.string(), syncId: z.string() })
      .nullable()
      .describe("the artifact that was audited; null: the workspace itself was read"),
    generatedAt: Report.shape.generatedAt,
    verdict,
    counts,
    population: z
      .strictObject({
        members: z.int().nonnegative(),
        services: z.int().nonnegative(),
        invites: z.int().nonnegative(),
        rosterDigest: Report.shape.rosterDigest,
      })
      .describe("the number of accounts at readAt, and the digest of the roster"),
    policy: z.strictObject({
      path: z.string(),
      sha256: z.string(),
      commit: z.string().nullable().describe("the commit that was checked out; null: not known"),
    }),
    coverage,
    accounts: z.array(PackAccount).describe("members by id, then service accounts by slug"),
    teams: z.array(PackTeam).describe("by id"),
    invites: z.array(PackInvite),
    repositories: z
      .array(PackRepository)
      .optional()
      .describe("by id; absent if they were not requested"),
    oidcProviders: z
      .array(PackProvider)
      .optional()
      .describe("by id; absent in packs of earlier versions, as are the next two"),
    groupSync: PackGroupSync.optional(),
    serviceKeys: z.array(PackServiceKey).optional().describe("by slug"),
    rules,
    findings,
    exceptions,
    changesSince: z
      .enum(["last pack", "baseline"])
      .nullable()
      .describe("the earlier pack of the folder, or otherwise the baseline; null: neither"),
    changes: ReportChanges.nullable().describe("null: there was no earlier roster to compare with"),
  })
  .describe("The evidence of one access review");

export type Pack = z.infer<typeof Pack>;
export type PackFinding = z.infer<typeof PackFinding>;
export type PackAccount = z.infer<typeof PackAccount>;
export type PackRepository = z.infer<typeof PackRepository>;
