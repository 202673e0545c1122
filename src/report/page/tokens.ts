/** The entitlement tokens of the roster's repositories in columns. */

import type { PrivilegeCoverage, Repository } from "../../roster/repository.ts";
import type { EntitlementToken } from "../../roster/token.ts";
import { packColumn, unpackColumn, type Column } from "./column.ts";

/** One row for each token in every column, except those of the coverage. */
export interface PageTokens {
  /** The position of the token's repository. */
  readonly repository: readonly number[];
  readonly id: readonly string[];
  readonly name: readonly string[];
  readonly active: Column<boolean>;
  readonly isDefault: Column<boolean>;
  readonly user: Column<string | null>;
  readonly createdBy: Column<string>;
  readonly createdAt: Column<string>;
  readonly endsAt: Column<string | null>;
  readonly limited: Column<boolean>;
  readonly privateBroadcasts: Column<boolean>;
  /** For each repository, how reading its tokens ended; null: they were not requested. */
  readonly status: Column<PrivilegeCoverage["status"] | null>;
  readonly reason: Column<string | null>;
}

/** A token of the page, with the position of its repository. */
export interface PlacedToken {
  readonly repository: number;
  readonly token: EntitlementToken;
}

/** Returns the tokens; undefined if they were requested of no repository. */
export function packTokens(repositories: readonly Repository[]): PageTokens | undefined {
  if (repositories.every(({ tokens }) => tokens === undefined)) return undefined;
  const placed = repositories.flatMap(({ tokens }, repository) =>
    (tokens?.list ?? []).map((token) => ({ repository, token })),
  );
  const tokens = placed.map(({ token }) => token);
  return {
    repository: placed.map(({ repository }) => repository),
    id: tokens.map(({ id }) => id),
    name: tokens.map(({ name }) => name),
    active: packColumn(tokens.map(({ active }) => active)),
    isDefault: packColumn(tokens.map(({ isDefault }) => isDefault)),
    user: packColumn(tokens.map(({ user }) => user)),
    createdBy: packColumn(tokens.map(({ createdBy }) => createdBy)),
    createdAt: packColumn(tokens.map(({ createdAt }) => createdAt)),
    endsAt: packColumn(tokens.map(({ endsAt }) => endsAt)),
    limited: packColumn(tokens.map(({ limited }) => limited)),
    privateBroadcasts: packColumn(tokens.map(({ privateBroadcasts }) => privateBroadcasts)),
    status: packColumn(repositories.map((one) => one.tokens?.coverage.status ?? null)),
    reason: packColumn(repositories.map((one) => one.tokens?.coverage.reason ?? null)),
  };
}

/** Returns the tokens of columns, one for each row. */
export function unpackTokens(data: PageTokens): readonly PlacedToken[] {
  const facts = {
    active: unpackColumn(data.active),
    isDefault: unpackColumn(data.isDefault),
    user: unpackColumn(data.user),
    createdBy: unpackColumn(data.createdBy),
    createdAt: unpackColumn(data.createdAt),
    endsAt: unpackColumn(data.endsAt),
    limited: unpackColumn(data.limited),
    privateBroadcasts: unpackColumn(data.privateBroadcasts),
  };
  return data.id.map((id, row) => {
    const own = Object.fromEntries(
      Object.entries(facts).map(([fact, values]) => [fact, values[row]]),
    ) as { [Name in keyof typeof facts]: (typeof facts)[Name][number] };
    return {
      repository: data.repository[row] ?? -1,
      token: { id, name: data.name[row] ?? "", ...own },
    };
  });
}

/** Returns how reading the tokens of each repository ended; null: they were not requested. */
export function unpackTokenCoverage(data: PageTokens): readonly (PrivilegeCoverage | null)[] {
  const reasons = unpackColumn(data.reason);
  return unpackColumn(data.status).map((status, row) => {
    const reason = reasons[row];
    if (typeof status !== "string") return null;
    return { status, reason: typeof reason === "string" ? reason : null };
  });
}
