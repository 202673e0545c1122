/** The tables of accounts, teams and invites. */

import { shownName } from "../../roster/visible.ts";
import type { Pack, PackAccount } from "./pack.ts";
import { tableOf, type Table } from "./table.ts";

/**
 * Returns the tables of all accounts, of those without access, and of those that the policy does
 * not name.
 */
export function accountTables({ accounts }: Pack): readonly Table[] {
  return [
    populationTable(accounts),
    withoutAccessTable(accounts.filter(({ withoutAccess }) => withoutAccess !== null)),
    notInPolicyTable(
      accounts.filter(({ inPolicy }) => inPolicy === "no" || inPolicy === "unknown"),
    ),
  ];
}

function populationTable(accounts: readonly PackAccount[]): Table {
  const heading = { name: "accounts", title: "Every account", none: "No account was seen." };
  return tableOf(heading, accounts, {
    ...whoColumns,
    email: ({ email }) => email,
    role: ({ role }) => role,
    teams: ({ teams }) => describeTeams(teams),
    active: ({ active }) => active,
    "two-factor": ({ twoFactor }) => twoFactor,
    "last login": ({ lastLogin }) => lastLogin,
    "key expires": ({ keyExpires }) => keyExpires,
    "in the policy": ({ inPolicy, places }) => [inPolicy, ...places].join(" "),
    outcome: ({ outcome }) => outcome,
    findings: ({ findings }) => findings.map(describeFinding).join(", "),
  });
}

function withoutAccessTable(accounts: readonly PackAccount[]): Table {
  const heading = {
    name: "without-access",
    title: "Accounts with no access in the roster",
    none: "None was seen.",
  };
  return tableOf(heading, accounts, {
    ...whoColumns,
    role: ({ role }) => role,
    "last login": ({ lastLogin }) => lastLogin,
    why: ({ withoutAccess }) => withoutAccess,
  });
}

function notInPolicyTable(accounts: readonly PackAccount[]): Table {
  const heading = {
    name: "not-in-policy",
    title: "Accounts that the policy does not name",
    none: "The policy names every account that was seen.",
  };
  return tableOf(heading, accounts, {
    ...whoColumns,
    role: ({ role }) => role,
    teams: ({ teams }) => describeTeams(teams),
    "in the policy": ({ inPolicy }) => inPolicy,
  });
}

/** Returns every team with its managers and the number of its accounts. */
export function teamsTable({ teams, accounts }: Pack): Table {
  const held = accounts.flatMap(({ username, teams: places }) =>
    (places ?? []).map(({ id, role }) => ({ id, role, username })),
  );
  const byTeam = Map.groupBy(held, ({ id }) => id);
  const of = ({ id }: Pack["teams"][number]) => byTeam.get(id) ?? [];
  return tableOf({ name: "teams", title: "Teams", none: "No team was seen." }, teams, {
    id: ({ id }) => id,
    slug: ({ slug }) => slug,
    name: ({ name, slug }) => shownName(name, slug),
    visibility: ({ visibility }) => visibility,
    "accounts seen": (team) => of(team).length,
    managers: (team) =>
      of(team)
        .filter(({ role }) => role === "Manager")
        .map(({ username }) => username)
        .join(", "),
  });
}

/** Returns the pending invites. */
export function invitesTable({ invites }: Pack): Table {
  return tableOf({ name: "invites", title: "Pending invites", none: "None was seen." }, invites, {
    id: ({ id }) => id,
    email: ({ email }) => email,
    username: ({ username }) => username,
    role: ({ role }) => role,
    teams: ({ teams }) => describeTeams(teams),
    "invited by": ({ inviter }) => inviter,
    expires: ({ expires }) => expires,
  });
}

const whoColumns = {
  kind: ({ kind }: PackAccount) => kind,
  id: ({ id }: PackAccount) => id,
  username: ({ username }: PackAccount) => username,
  name: ({ name, username }: PackAccount) => shownName(name, username),
} as const;

function describeTeams(teams: PackAccount["teams"]): string {
  if (teams === null) return "unknown";
  return teams.map(({ slug, role }) => `${slug} (${role})`).join(", ");
}

/** Returns a finding for a cell: its rule and severity. */
export function describeFinding({
  rule,
  severity,
  state,
}: PackAccount["findings"][number]): string {
  return `${rule} (${state === "accepted" ? state : severity})`;
}
