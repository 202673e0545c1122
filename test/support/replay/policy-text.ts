/** The policy of a commit: what a governance team would generate from its files. */

import { workspaceRoles, type Commit } from "./history.ts";

/**
 * Returns the text of the policy that allows exactly what the commit says. It names people by
 * username, because that is what people write.
 */
export function policyText(workspace: string, { people, teams }: Commit): string {
  const usernames = new Map(people.map(({ id, username }) => [id, username]));
  const lines = ["version: 1", `organization: ${quote(workspace)}`, "roles:"];
  for (const role of workspaceRoles) {
    const names = people.filter((person) => person.role === role).map(({ username }) => username);
    lines.push(`  ${role}:`, ...list("    members", names));
  }
  if (teams.length > 0) lines.push("teams:");
  for (const { slug, managers, members } of teams) {
    const named = (ids: readonly string[]) => ids.map((id) => usernames.get(id) ?? "");
    lines.push(`  ${quote(slug)}:`);
    lines.push(...list("    managers", named(managers)), ...list("    members", named(members)));
  }
  lines.push("unlisted-members: error", "unlisted-teams: warning");
  return `${lines.join("\n")}\n`;
}

/** Every entry has a line of its own, so that a change of one name is a change of one line. */
function list(key: string, names: readonly string[]): string[] {
  if (names.length === 0) return [`${key}: []`];
  const indent = " ".repeat(key.length - key.trimStart().length + 2);
  return [`${key}:`, ...names.map((name) => `${indent}- ${quote(name)}`)];
}

/** A name such as `null` or `1e3` would be read as something else without quotes. */
function quote(text: string): string {
  return JSON.stringify(text);
}
