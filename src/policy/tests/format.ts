/** The shape of a file of policy tests. */

import { z } from "zod";

import { listNames } from "../../roster/coverage.ts";
import { Day, dayOr } from "../day.ts";
import { mapOf } from "../file/mapping.ts";
import { roleNames } from "../options.ts";

const Name = z.string().trim().min(1).max(320);

const yesNo = z.union([z.boolean(), z.literal("unknown")]);
const teamRole = z.enum(["manager", "member", "unknown"]);

/**
 * `[platform]` makes an account a member of the team; `{ platform: manager }` gives it that role.
 */
const Memberships = z.union([z.array(Name).max(1_000), mapOf(Name, teamRole)]);

const Member = z
  .strictObject({
    id: Name.describe("the permanent id (user_id)"),
    name: z.string().max(320).describe("the display name"),
    email: Name.describe("an address, or unknown"),
    role: z.enum([...roleNames, "unknown"]),
    active: yesNo,
    "two-factor": yesNo,
    joined: dayOr("unknown"),
    "last-login": dayOr("never", "unknown"),
    "last-login-method": z.enum(["password", "social", "saml", "oidc", "unknown"]),
    visibility: z.enum(["public", "private", "unknown"]),
    teams: Memberships,
  })
  .partial();

const Team = z
  .strictObject({ id: Name, name: z.string().max(320), visibility: z.enum(["visible", "hidden"]) })
  .partial();

const Service = z
  .strictObject({
    name: z.string().max(320),
    role: z.enum(["manager", "member", "unknown"]),
    created: dayOr("unknown"),
    "key-expires": dayOr("never", "unknown"),
    teams: Memberships,
  })
  .partial();

const Invite = z
  .strictObject({
    id: Name,
    role: z.enum([...roleNames, "unknown"]),
    inviter: Name,
    expires: dayOr("unknown"),
    teams: Memberships,
  })
  .partial();

/** An entry without a value: the account exists and is healthy. */
function entries<Entry extends z.ZodType>(entry: Entry) {
  return mapOf(Name, z.union([z.literal("absent"), entry]).nullable()).optional();
}

const Found = mapOf(Name, z.array(Name).max(1_000)).optional();

const PolicyTest = z.strictObject({
  name: z.string().trim().min(1).max(500).describe("what the test checks, as a sentence"),
  today: Day.optional().describe("only for this test"),
  members: entries(Member),
  teams: entries(Team),
  services: entries(Service),
  invites: entries(Invite),
  "single-sign-on": z.strictObject({ enabled: yesNo, enforced: yesNo }).partial().optional(),
  "group-sync": z
    .strictObject({
      enabled: yesNo,
      feeds: z
        .array(Name)
        .max(1_000)
        .describe("the teams it fills; if left out: those of the policy"),
    })
    .partial()
    .optional(),
  "read-as": Name.optional().describe("the service account or user that the audit uses"),
  gaps: z.array(z.enum(listNames)).optional().describe("lists that were not read completely"),
  findings: Found.describe("the subjects by rule; if left out: none"),
  accepted: Found.describe("the same, for findings that an exception covers"),
  "not-judged": z.array(Name).max(1_000).optional().describe("rules; if left out: none"),
});

export const PolicyTestFile = z
  .strictObject({
    version: z.literal(1),
    today: Day.describe("the day on which the tests take place"),
    tests: z.array(PolicyTest).min(1).max(10_000),
  })
  .describe("Rosters, and what a policy must find in them");

export type PolicyTestFile = z.infer<typeof PolicyTestFile>;
export type PolicyTestEntry = z.infer<typeof PolicyTest>;
export type MemberEntry = z.infer<typeof Member>;
export type TeamEntry = z.infer<typeof Team>;
export type ServiceEntry = z.infer<typeof Service>;
export type InviteEntry = z.infer<typeof Invite>;
export type MembershipsEntry = z.infer<typeof Memberships>;
