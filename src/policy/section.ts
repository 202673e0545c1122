/** The sections of a policy without which the rules about them are off. */

export const ruleSections = ["repositories", "oidc", "group-sync"] as const;
export type RuleSection = (typeof ruleSections)[number];

/** Returns whether a policy file, or a part of it, has the section. */
export function hasSection(
  file: { readonly [Section in RuleSection]?: unknown },
  section: RuleSection,
): boolean {
  return file[section] !== undefined;
}
