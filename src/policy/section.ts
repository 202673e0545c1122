/** The sections of a policy without which the rules about them are off. */

export const ruleSections = ["repositories", "tokens", "oidc", "group-sync"] as const;
export type RuleSection = (typeof ruleSections)[number];

type PartOfFile = { readonly [Section in Exclude<RuleSection, "repositories">]?: unknown } & {
  readonly repositories?: ReadonlyMap<unknown, { readonly tokens?: unknown }> | undefined;
};

/**
 * Returns whether a policy file, or a part of it, has the section; `tokens` may also be in the
 * entry of a repository.
 */
export function hasSection(file: PartOfFile, section: RuleSection): boolean {
  if (file[section] !== undefined) return true;
  const entries = [...(file.repositories?.values() ?? [])];
  return section === "tokens" && entries.some(({ tokens }) => tokens !== undefined);
}

const unlistedRules = {
  repositories: "repository-unlisted",
  "group-sync": "group-sync-unexpected",
} as const;

/**
 * Returns whether a policy reports what the section does not list. It may do so without the section:
 * then it lists nothing.
 */
export function reportsUnlisted(
  { rules }: { readonly rules: ReadonlyMap<string, { readonly severity: string }> },
  section: keyof typeof unlistedRules,
): boolean {
  return (rules.get(unlistedRules[section])?.severity ?? "off") !== "off";
}
