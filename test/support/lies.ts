/** What a roster says of a sandbox's workspace that is not so. */

import { isDeepStrictEqual } from "node:util";

import { listCoverage, workspaceLists, type ListName } from "../../src/roster/coverage.ts";
import type { Roster } from "../../src/roster/model.ts";
import type { Repository } from "../../src/roster/repository.ts";
import { requestedRepositories, sawAllRepositories } from "../../src/roster/requested.ts";
import { isUnknown } from "../../src/roster/fact.ts";
import type { SandboxWorkspace } from "../../src/sandbox/wire.ts";
import { toldBy, tokensIn, tokensToldBy, truthOf, type Told } from "./truth.ts";

/** Returns what a roster tells wrong; of a quiet reading, also what it does not tell. */
export function findLies(roster: Roster, workspace: SandboxWorkspace, quiet: boolean): string[] {
  const [told, truth] = [toldBy(roster), truthOf(workspace)];
  const isWhole = (name: ListName) => listCoverage(roster.coverage, name).status === "complete";
  const lies = workspaceLists.flatMap((name) => {
    const whole = isWhole(name);
    const absent = name === "saml" && workspace.saml === null;
    return [
      ...(quiet && !whole && !absent ? [`${name} is not complete in quiet`] : []),
      ...liesAbout(name, told[name] ?? {}, truth[name] ?? {}, {
        entries: whole,
        memberships: () => whole,
      }),
    ];
  });
  return requestedRepositories(roster)
    ? [...lies, ...liesAboutRepositories(roster, workspace, quiet)]
    : lies;
}

/** The privileges on a repository have a coverage of their own, and only an Owner sees all. */
function liesAboutRepositories(
  roster: Roster,
  workspace: SandboxWorkspace,
  quiet: boolean,
): string[] {
  const name = "repositories";
  const entries = listCoverage(roster.coverage, name).status === "complete";
  const whole = new Set(
    roster.repositories.flatMap(({ id, coverage }) => (coverage.status === "complete" ? [id] : [])),
  );
  const isOwner = roster.coverage.readAs.role === "Owner";
  const missing = isOwner && !sawAllRepositories(roster);
  return [
    ...(quiet && missing ? [`${name} is not complete in quiet`] : []),
    ...(!isOwner && entries ? [`${name} is called complete by somebody who is no Owner`] : []),
    ...liesAbout(name, toldBy(roster)[name] ?? {}, truthOf(workspace)[name] ?? {}, {
      entries,
      memberships: (id) => whole.has(id),
    }),
    ...roster.repositories.flatMap((repository) => liesAboutTokens(repository, workspace)),
  ];
}

/** The tokens of a repository, too. */
function liesAboutTokens(repository: Repository, workspace: SandboxWorkspace): string[] {
  const { slug, id, tokens } = repository;
  if (tokens === undefined) return [];
  const whole = tokens.coverage.status === "complete";
  return liesAbout(`tokens of ${slug}`, tokensToldBy(repository), tokensIn(workspace, id), {
    entries: whole,
    memberships: () => whole,
  });
}

function liesAbout(
  name: string,
  told: Told,
  truth: Told,
  whole: { readonly entries: boolean; readonly memberships: (id: string) => boolean },
): string[] {
  const found: string[] = [];
  for (const [id, facts] of Object.entries(told)) {
    const real = truth[id];
    if (real === undefined) found.push(`${name} has ${id}, who is not there`);
    for (const [fact, value] of Object.entries(facts)) {
      if (!isTrue(fact, value, real?.[fact], whole.memberships(id))) {
        found.push(`${name} tells ${JSON.stringify(value)} as ${fact} of ${id}`);
      }
    }
  }
  if (!whole.entries) return found;
  const missing = Object.keys(truth).filter((id) => !(id in told));
  return [...found, ...missing.map((id) => `${name} is called complete without ${id}`)];
}

/** Display text that is missing is empty; of memberships, a list with gaps may tell some. */
function isTrue(fact: string, told: unknown, real: unknown, whole: boolean): boolean {
  if (isUnknown(told) || told === "" || isDeepStrictEqual(told, real)) return true;
  if (fact === "description" && told === null) return true;
  if (typeof told !== "object" || told === null || Array.isArray(told)) return false;
  if (typeof real !== "object" || real === null) return false;
  const [held, places] = [Object.entries(told), Object.entries(real)];
  return (
    held.every(([team, role]) =>
      places.some(([id, is]) => id === team && (isUnknown(role) || role === is)),
    ) &&
    (!whole || held.length === places.length)
  );
}
