/** Names of people and teams, each used once in a history. */

import type { Random } from "../random.ts";

const first = [
  "amara",
  "bo",
  "chidi",
  "dana",
  "eun-ji",
  "farid",
  "greta",
  "hana",
  "ivo",
  "jonas",
  "kwame",
  "lena",
  "mateo",
  "nadia",
  "omar",
  "priya",
] as const;
const last = [
  "okoye",
  "lind",
  "raman",
  "petrova",
  "mensah",
  "rossi",
  "kim",
  "varga",
  "siddiqui",
  "costa",
  "novak",
  "ito",
  "berg",
  "silva",
  "haddad",
  "moreau",
] as const;
const subjects = [
  "platform",
  "release",
  "docs",
  "security",
  "mobile",
  "data",
  "billing",
  "search",
  "edge",
  "support",
] as const;

export interface Names {
  person(): string;
  team(): string;
}

/** Returns functions that return a new name each. Some names differ only at their end, as in life. */
export function createNames(random: Random): Names {
  const used = new Map<string, number>();
  const once = (name: string) => {
    const count = (used.get(name) ?? 0) + 1;
    used.set(name, count);
    return count === 1 ? name : `${name}-${count}`;
  };
  return {
    person: () => once(`${random.pick(first)}-${random.pick(last)}`),
    team: () => once(random.pick(subjects)),
  };
}
