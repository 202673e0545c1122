/** What precedes a name of the policy that is not a person. */

/** Marks a group in a list of people. No username and no address begins like this. */
export const groupPrefix = "group:";

/** How a repository's lists name what is not a person. */
export const targetPrefixes = { team: "team:", service: "service:" } as const;
