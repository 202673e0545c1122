/**
 * Combines the defaults of a test file with a test. Sections are combined entry by entry and field
 * by field; the test decides. Each other value of the test, such as a list, replaces the default.
 */

import { fold } from "../../roster/fold.ts";
import type { Entry, ProvidersEntry, RosterFragment } from "./format-roster.ts";
import { toProviderEntries } from "./oidc-providers.ts";

type Entries<Fields> = ReadonlyMap<string, Entry<Fields>>;

/** Returns what a test's roster differs in, from the file's defaults and the test's own fragment. */
export function withDefaults(
  defaults: RosterFragment | undefined,
  own: RosterFragment,
): RosterFragment {
  if (defaults === undefined) return own;
  const both: RosterFragment = {
    ...defaults,
    ...own,
    workspace: { ...defaults.workspace, ...own.workspace },
    "single-sign-on": { ...defaults["single-sign-on"], ...own["single-sign-on"] },
    "group-sync": { ...defaults["group-sync"], ...own["group-sync"] },
  };
  return {
    ...both,
    members: combine(defaults.members, own.members),
    teams: combine(defaults.teams, own.teams),
    services: combine(defaults.services, own.services),
    invites: combine(defaults.invites, own.invites),
    repositories: combine(defaults.repositories, own.repositories),
    "oidc-providers": combineProviders(defaults["oidc-providers"], own["oidc-providers"]),
  };
}

/** A list in a test contains all providers; entries by slug change those of the defaults. */
function combineProviders(
  defaults: ProvidersEntry | undefined,
  own: ProvidersEntry | undefined,
): ProvidersEntry | undefined {
  if (defaults === undefined || Array.isArray(own)) return own;
  return combine(new Map(toProviderEntries(defaults)), own);
}

function combine<Fields extends object>(
  defaults: Entries<Fields> | undefined,
  own: Entries<Fields> | undefined,
): Map<string, Entry<Fields>> {
  const combined = new Map(defaults);
  const names = new Map([...combined.keys()].map((name) => [fold(name), name]));
  for (const [name, entry] of own ?? []) {
    const before = names.get(fold(name));
    if (before === undefined) combined.set(name, entry);
    else combined.set(before, combineEntry(combined.get(before), entry));
  }
  return combined;
}

function combineEntry<Fields extends object>(
  before: Entry<Fields> | undefined,
  own: Entry<Fields>,
): Entry<Fields> {
  if (own === "absent") return own;
  const fields = before === undefined || before === "absent" ? null : before;
  return fields === null || own === null ? (own ?? fields) : { ...fields, ...own };
}
