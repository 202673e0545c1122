/** Whatever a change allows on one repository more than before is in a weakening. */

import fc from "fast-check";
import { expect, test } from "vitest";

import type { Policy, RepositoryPolicy } from "../../src/policy/policy.ts";
import { fitsWildcard, mostSpecific } from "../../src/policy/wildcard.ts";
import { describePolicyChanges, isWeakening } from "../../src/report/policy-changes.ts";
import { broadcastStates } from "../../src/roster/repository.ts";
import { policyOf } from "../support/policy.ts";
import { propertyRuns } from "../support/property.ts";

const now = new Date("2026-11-23T09:00:00.000Z");
const names = ["p", "p-x", "p-*", "*", "p-x-*", "*-x", "s-*"] as const;
const repositories = ["p", "p-x", "p-x-y", "p-y", "q", "q-x", "s-1", "s-x"] as const;
const holders = ["jo", "team:a"] as const;

const entry = fc.oneof(
  fc.constant("privileges: any"),
  fc
    .subarray([...holders])
    .chain((some) => fc.constantFrom("admins", "read").map((list) => `${list}: [${some.join()}]`)),
);
const limit = fc.constantFrom("", ", visibility: off", ", visibility: public");
const section = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...names), entry, limit), {
    selector: ([name]) => name,
    maxLength: 5,
  })
  .map(
    (entries) =>
      `repositories: { ${entries.map(([name, lists, most]) => `"${name}": { ${lists}${most} }`).join(", ")} }`,
  );

/** Returns everything that an entry allows; nothing without an entry. */
function allowedBy(one: RepositoryPolicy | undefined): readonly string[] {
  if (one === undefined) return [];
  const has = (list: RepositoryPolicy["read"], name: string) =>
    one.anyPrivilege || list.some(({ text }) => text === name);
  return [
    ...holders.filter((name) => has(one.admins, name)).map((name) => `${name} Admin`),
    ...holders.filter((name) => has([...one.admins, ...one.read], name)),
    ...(one.anyPrivilege ? ["anybody"] : []),
  ];
}

/** Returns how public an entry lets a repository be; a repository without an entry is reported. */
function publicityOf(one: RepositoryPolicy | undefined): number {
  if (one === undefined) return Infinity;
  return one.visibility === null ? Infinity : broadcastStates.indexOf(one.visibility);
}

function entryFor({ repositories: entries }: Policy, name: string): RepositoryPolicy | undefined {
  const all = entries ?? [];
  const patterns = all.filter((one) => one.name.text.includes("*"));
  return (
    all.find((one) => one.name.text === name) ??
    mostSpecific(patterns.filter((one) => fitsWildcard(one.name.text, name)))
  );
}

test("what a repository's entry allows more than the one before is a weakening", () => {
  fc.assert(
    fc.property(section, section, (was, is) => {
      const [before, after] = [policyOf(was), policyOf(is)];
      const grown = repositories.filter((name) => {
        const [old, present] = [entryFor(before, name), entryFor(after, name)];
        const isLost = old !== undefined && present === undefined;
        const isMore = allowedBy(present).some((what) => !allowedBy(old).includes(what));
        return isLost || isMore || publicityOf(present) > publicityOf(old);
      });
      const weakened = describePolicyChanges(before, after, now).some(isWeakening);
      expect(weakened ? [] : grown).toEqual([]);
    }),
    propertyRuns(500),
  );
});
