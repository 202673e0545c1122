import { isUnknown } from "../roster/fact.ts";
import type { Member, Membership, ServiceAccount } from "../roster/model.ts";

export interface InTeam<Account> {
  readonly account: Account;
  readonly role: Membership["role"];
}

export interface TeamGroups<Account> {
  /** By the team's id, in the order of the accounts. */
  readonly byTeam: ReadonlyMap<string, readonly InTeam<Account>[]>;
  /** The accounts whose teams are unknown: they may be in any team. */
  readonly unknown: readonly Account[];
}

/** Returns the accounts, grouped by their teams. */
export function groupByTeam<Account extends Member | ServiceAccount>(
  accounts: readonly Account[],
): TeamGroups<Account> {
  const byTeam = new Map<string, InTeam<Account>[]>();
  const unknown: Account[] = [];
  for (const account of accounts) {
    if (isUnknown(account.teams)) {
      unknown.push(account);
      continue;
    }
    for (const { team, role } of account.teams) {
      const group = byTeam.get(team);
      if (group === undefined) byTeam.set(team, [{ account, role }]);
      else group.push({ account, role });
    }
  }
  return { byTeam, unknown };
}
