/** Recognizes a name that belongs to nobody. */

import { isUnknown } from "../../roster/fact.ts";
import { fold } from "../../roster/fold.ts";
import { directoryOf } from "../directory.ts";
import { suggestFirst } from "../suggest.ts";
import { ofInvite } from "../subject.ts";
import { readSubject } from "./meant-kind.ts";
import type { Found } from "./to-entries.ts";

const lists = new Set<string>(["members", "services", "teams"]);

/**
 * Returns what to do about a name that matches nobody, as sentences with the name that is probably
 * meant; undefined if it matches somebody or something, or may match what was not seen.
 */
export function adviseOnNobody(name: string, { findings, roster }: Found): string | undefined {
  const directory = directoryOf(roster);
  const written = { text: name, position: { line: 1, column: 1 } };
  if (directory.members(written).length > 0) return undefined;
  if (isUnknown(directory.mayBeHidden(written)) || !isComplete(roster)) return undefined;
  const { members, services, teams, workspace } = roster;
  const subjects = [
    ...members.map(({ username }) => ({ id: username, slug: username })),
    ...services.map(({ slug }) => ({ id: slug, slug })),
    ...roster.invites.map(ofInvite),
    ...teams,
    workspace,
    ...findings.map(({ subject }) => subject),
  ];
  const wanted = fold(readSubject(written).name.text);
  if (subjects.some(({ id, slug }) => fold(id) === wanted || fold(slug) === wanted)) {
    return undefined;
  }
  const slugs = subjects.map(({ slug }) => slug);
  return `${suggestFirst(name, slugs)}Give a username, a permanent id, an e-mail address or a slug.`;
}

function isComplete({ coverage }: Found["roster"]): boolean {
  return coverage.lists.every(({ name, status }) => !lists.has(name) || status === "complete");
}
