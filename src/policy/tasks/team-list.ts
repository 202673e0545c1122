/** The list of a team's members, which Cloudsmith replaces completely. */

import { listCoverage } from "../../roster/coverage.ts";
import type { Roster } from "../../roster/model.ts";
import type { TeamRole } from "../../roster/roles.ts";
import { memoize } from "../../roster/memoize.ts";
import type { Finding } from "../finding.ts";
import { groupByTeam } from "../group-by-team.ts";

export interface TeamAccount {
  readonly user: string;
  readonly role: TeamRole;
  readonly user_kind: "User" | "Service";
}

/**
 * Returns a function that takes a team's id and returns the accounts in it after these findings are
 * resolved; undefined if a list, somebody's teams or a role was not seen, because a person could
 * lose access.
 */
export function teamLists(
  roster: Roster,
  findings: readonly Finding[],
): (team: string) => readonly TeamAccount[] | undefined {
  const isComplete = (["members", "teams", "services"] as const).every(
    (name) => listCoverage(roster.coverage, name).status === "complete",
  );
  const members = groupByTeam(roster.members);
  const services = groupByTeam(roster.services);
  if (!isComplete || members.unknown.length + services.unknown.length > 0) return () => undefined;
  const leavers = findings.filter(
    ({ resolvedBy, object }) => resolvedBy === "remove" && object === undefined,
  );
  const leaving = new Set(leavers.map(({ subject }) => `${subject.kind} ${subject.id}`));
  const byTeam = Map.groupBy(findings, ({ object }) => (object?.kind === "team" ? object.id : ""));
  const listOf = (team: string) => {
    const accounts = new Map<string, { user: string; role: unknown; kind: "User" | "Service" }>();
    for (const { account, role } of members.byTeam.get(team) ?? []) {
      accounts.set(`member ${account.id}`, { user: account.username, role, kind: "User" });
    }
    for (const { account, role } of services.byTeam.get(team) ?? []) {
      accounts.set(`service ${account.slug}`, { user: account.slug, role, kind: "Service" });
    }
    for (const { subject, resolvedBy, facts } of byTeam.get(team) ?? []) {
      const key = `${subject.kind} ${subject.id}`;
      if (resolvedBy === "remove") accounts.delete(key);
      const account = accounts.get(key);
      if (resolvedBy === "change-role" && account !== undefined) account.role = facts["expected"];
      if (resolvedBy === "grant") {
        const kind = subject.kind === "service" ? "Service" : "User";
        accounts.set(key, { user: subject.slug, role: facts["expected"] ?? "Member", kind });
      }
    }
    for (const key of accounts.keys()) if (leaving.has(key)) accounts.delete(key);
    const list = [...accounts.values()].flatMap(({ user, role, kind }) =>
      role === "Manager" || role === "Member" ? [{ user, role, user_kind: kind } as const] : [],
    );
    return list.length === accounts.size ? list : undefined;
  };
  // Each of a team's findings asks, and a list may have thousands of accounts.
  return memoize(new Map<string, ReturnType<typeof listOf>>(), listOf);
}
