/** The shape of `include`: the files that belong to a policy, and what each may contain. */

import { z } from "zod";

/** The sections of a policy that may stand in an included file. */
export const partSections = [
  "people",
  "groups",
  "roles",
  "teams",
  "services",
  "invites",
  "repositories",
  "tokens",
  "oidc",
  "group-sync",
  "unlisted-members",
  "unlisted-teams",
  "unlisted-repositories",
  "unlisted-mappings",
  "rules",
  "leaving",
  "exceptions",
  "custom",
] as const;
export type PartSection = (typeof partSections)[number];

/**
 * The extensions keep a policy from reading other files, such as Git's configuration. `**` is refused, so
 * that a file in an unexpected folder does not become part of the policy.
 */
const FilePattern = z
  .string()
  .max(1_000)
  .regex(
    /^(?!\.{1,2}\/|.*\/\.{0,2}\/|.*\*\*)(?!\/)[^\\:\n\r]*\.ya?ml$/u,
    'a path below the folder of this file, such as "teams/*.yml": it ends in .yml or .yaml, and ".." and "**" are not allowed',
  )
  .describe(
    'the path of a file, relative to the folder of this file; "*" matches any text within one name',
  )
  .meta({ examples: ["teams/*.yml"] });

const Include = z
  .strictObject({
    files: FilePattern,
    sections: z
      .array(z.enum(partSections).describe("a section of the policy"))
      .min(1)
      .describe("the only sections that may stand in these files"),
  })
  .describe("files that belong to the policy, and the sections that they may contain")
  .meta({ examples: [{ files: "teams/*.yml", sections: ["teams"] }] });

export type Include = z.infer<typeof Include>;

export const Includes = z
  .array(Include)
  .max(200)
  .describe("other files of this policy; only this file can include files");
