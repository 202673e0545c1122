/** Reads who has which explicit privilege on one repository. */

import { isUnknown, unknown } from "../roster/fact.ts";
import { compareIds } from "../roster/model.ts";
import {
  privilegeHolders,
  whyHolderTwice,
  type Privilege,
  type PrivilegeHolder,
} from "../roster/repository.ts";
import { endpoint } from "./endpoints.ts";
import {
  readRows,
  unreachableRepository,
  type RowFormat,
  type RowListing,
} from "./repository-rows.ts";
import type { Transport } from "./transport.ts";
import { PrivilegeRow, Privileges } from "./wire.ts";

const privilegeFormat: RowFormat<Privilege> = {
  what: "privileges",
  rowsIn: (body) => Privileges.safeParse(body).data?.privileges,
  toRow: toPrivilege,
  keyOf: ({ kind, slug }) => `${kind} ${slug}`,
  merge: ({ kind, slug }) => ({
    row: { kind, slug, level: unknown("malformed") },
    problem: `it gives ${kind} "${slug}" two privileges`,
  }),
  whyUnseen: ({ kind, slug, level }) =>
    isUnknown(level) ? `the privilege of ${kind} "${slug}" is not known` : null,
  whyContradictory: whyHolderTwice,
  compare: (a, b) => {
    const byKind = privilegeHolders.indexOf(a.kind) - privilegeHolders.indexOf(b.kind);
    return byKind === 0 ? compareIds(a.slug, b.slug) : byKind;
  },
};

/** Returns the privileges, sorted by kind and slug. Throws only for errors of the run itself. */
export async function readPrivileges(
  transport: Transport,
  owner: string,
  repository: string,
): Promise<RowListing<Privilege>> {
  return (
    unreachableRepository(repository) ??
    readRows(
      transport,
      endpoint("/repos/{owner}/{identifier}/privileges", { owner, identifier: repository }),
      privilegeFormat,
    )
  );
}

/** Returns the privilege in a row, or why the row contains none, without a final period. */
function toPrivilege(row: unknown): Privilege | string {
  const parsed = PrivilegeRow.safeParse(row);
  if (!parsed.success) return "one of its rows is not a privilege";
  const { privilege: level, ...holders } = parsed.data;
  const [found, ...others] = privilegeHolders.flatMap((kind: PrivilegeHolder) => {
    const slug = holders[kind];
    return slug === null ? [] : [{ kind, slug, level }];
  });
  if (found === undefined) return "one of its rows does not say who has the privilege";
  return others.length === 0 ? found : "one of its rows gives one privilege to several accounts";
}
