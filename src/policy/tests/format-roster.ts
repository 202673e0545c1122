/**
 * The shape of a test's roster, as far as it differs from what the policy describes. A custom rule
 * can read nothing that cannot be set here.
 */

import { z } from "zod";

import { listNames } from "../../roster/coverage.ts";
import { dayOr } from "../day.ts";
import { mapOf } from "../file/mapping.ts";
import { defaultPrivilegeNames, visibilityNames } from "../file/repository-schema.ts";
import { roleNames } from "../role-names.ts";

export const Name = z.string().trim().min(1).max(320);

const maxNames = 1_000;
const yesNo = z.union([z.boolean(), z.literal("unknown")]);
const teamRole = z.enum(["manager", "member", "unknown"]);
const DisplayName = z.string().max(320).describe("the display name");
const Id = Name.describe("the permanent id");
/** A fact that is text: the word unknown means that it was not seen. */
const TextOrUnknown = Name.describe("a text, or unknown");
const Description = z.string().max(4_096).nullable().describe("without a value: none");

/**
 * `[platform]` makes an account a member of the team; `{ platform: manager }` gives it that role.
 */
const Memberships = z.union([
  z.array(Name).max(maxNames),
  z.literal("unknown"),
  mapOf(Name, teamRole),
]);

const Workspace = z
  .strictObject({ id: Id, slug: Name, name: DisplayName, created: dayOr("unknown") })
  .partial();

const Member = z
  .strictObject({
    id: Name.describe("the permanent id (user_id)"),
    name: DisplayName,
    email: Name.describe("an address, or unknown"),
    role: z.enum([...roleNames, "unknown"]),
    active: yesNo,
    "two-factor": yesNo,
    joined: dayOr("unknown"),
    "last-login": dayOr("never", "unknown"),
    "last-login-method": z
      .enum(["password", "social", "saml", "oidc", "not-recorded", "unknown"])
      .describe("not-recorded: the workspace itself says Unknown"),
    visibility: z.enum(["public", "private", "unknown"]),
    teams: Memberships,
  })
  .partial();

const Team = z
  .strictObject({
    id: Id,
    name: DisplayName,
    description: Description,
    visibility: z.enum(["visible", "hidden", "unknown"]),
  })
  .partial();

const Service = z
  .strictObject({
    name: DisplayName,
    description: Description,
    role: z.enum(["manager", "member", "unknown"]),
    created: dayOr("unknown"),
    "created-by": Name.describe("a username, or unknown"),
    "key-expires": dayOr("never", "unknown"),
    teams: Memberships,
  })
  .partial();

const Invite = z
  .strictObject({
    id: Id,
    email: Name.describe("an address, or unknown; if left out: the entry's key"),
    username: Name.nullable().describe("without a value: no account yet"),
    role: z.enum([...roleNames, "unknown"]),
    inviter: Name.describe("a username, or unknown"),
    expires: dayOr("unknown"),
    teams: Memberships,
  })
  .partial();

/** Left out: an active token that ends in a year, which belongs to nobody. */
const Token = z
  .strictObject({
    id: Id,
    active: yesNo,
    default: yesNo,
    user: TextOrUnknown.nullable().describe("without a value: nobody"),
    "created-by": Name.describe("a username or a service account's slug, or unknown"),
    created: dayOr("unknown"),
    ends: dayOr("never", "unknown"),
    limited: yesNo,
    "private-broadcasts": yesNo,
  })
  .partial();

const Repository = z
  .strictObject({
    id: Id,
    name: DisplayName,
    broadcast: z.enum([...visibilityNames, "unknown"]),
    "default-privilege": z.enum([...defaultPrivilegeNames, "unknown"]),
    privileges: mapOf(
      Name.describe("team:SLUG, service:SLUG or a person"),
      z.enum(["read", "write", "admin", "unknown"]),
    ).describe("all its privileges; if left out: those of the policy"),
    gap: z
      .enum(["partial", "refused", "unknown"])
      .describe("its privileges were not read completely; those that are given were seen"),
    tokens: mapOf(Name, Token.nullable()).describe("its entitlement tokens by name"),
    "token-gap": z
      .enum(["partial", "refused", "unknown"])
      .describe("its tokens were not read completely; those that are given were seen"),
  })
  .partial();

const Provider = z
  .strictObject({
    id: Id,
    name: DisplayName,
    issuer: TextOrUnknown,
    enabled: yesNo,
    services: z.union([z.array(Name).max(maxNames), z.literal("unknown")]),
    claims: z.union([z.literal("unknown"), mapOf(Name, z.string().max(4_096))]),
    "mapping-claim": TextOrUnknown.nullable().describe(
      "without a value: none; if left out: none, or sub if there are mappings",
    ),
    mappings: z
      .union([
        z.literal("unknown"),
        mapOf(z.string().min(1).max(4_096), z.union([Name, z.array(Name).max(maxNames)])),
      ])
      .describe("service accounts by value of the claim"),
  })
  .partial();

const ListedProvider = Provider.extend({ slug: Name.optional() });

/** A team that the identity provider fills, with what the mapping says if that matters. */
const Feed = z.union([
  Name,
  z.strictObject({
    team: Name,
    id: Id.optional(),
    role: teamRole.optional(),
    attribute: z.string().max(320).optional(),
    value: z.string().max(320).optional(),
  }),
]);

const GroupSync = z
  .strictObject({
    enabled: yesNo,
    feeds: z
      .array(Feed)
      .max(maxNames)
      .describe("the teams it fills; if left out: those of the policy"),
  })
  .partial();

/** An entry without a value: the account exists and is healthy. */
function entries<Entry extends z.ZodType>(entry: Entry) {
  return mapOf(Name, z.union([z.literal("absent"), entry]).nullable());
}

/** The keys that `defaults` and each test have. */
export const rosterShape = {
  workspace: Workspace.optional(),
  members: entries(Member).optional(),
  teams: entries(Team).optional(),
  services: entries(Service).optional(),
  invites: entries(Invite).optional(),
  repositories: entries(Repository).optional(),
  "oidc-providers": z
    .union([z.array(ListedProvider).max(maxNames), entries(Provider)])
    .optional()
    .describe("by slug, or as a list"),
  "single-sign-on": z.strictObject({ enabled: yesNo, enforced: yesNo }).partial().optional(),
  "group-sync": GroupSync.optional(),
  "read-as": Name.optional().describe("the service account or user that the audit uses"),
  gaps: z.array(z.enum(listNames)).optional().describe("lists that were not read completely"),
};

const RosterFragment = z.strictObject(rosterShape);

/** What differs from the roster that the policy describes. */
export type RosterFragment = z.infer<typeof RosterFragment>;
/** An entry of a section, after its name. */
export type Entry<Fields> = Fields | "absent" | null;
export type MemberEntry = z.infer<typeof Member>;
export type TeamEntry = z.infer<typeof Team>;
export type ServiceEntry = z.infer<typeof Service>;
export type InviteEntry = z.infer<typeof Invite>;
export type TokenEntry = z.infer<typeof Token>;
export type RepositoryEntry = z.infer<typeof Repository>;
export type ProviderEntry = z.infer<typeof Provider>;
export type ProvidersEntry = NonNullable<RosterFragment["oidc-providers"]>;
export type FeedEntry = z.infer<typeof Feed>;
export type MembershipsEntry = z.infer<typeof Memberships>;
