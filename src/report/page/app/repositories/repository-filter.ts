/** Filters and orders repositories as the reader chose. */

import { isUnknown, type Fact } from "../../../../roster/fact.ts";
import { compareIds } from "../../../../roster/model.ts";
import { broadcastStates } from "../../../../roster/repository.ts";
import { shownName } from "../../../../roster/visible.ts";
import { weigh } from "../account-filter.ts";
import type { Route } from "../route.ts";
import { orderIn, type ChosenOrder } from "../sort-order.ts";
import { rankOf, type Held, type Repository } from "./repository-model.ts";

/** The orders, by their names in the page's URL. */
export const orders = [
  "name",
  "broadcast",
  "default",
  "read",
  "teams",
  "people",
  "services",
  "findings",
] as const;
export type Order = (typeof orders)[number];

/** Returns the order in a query; by name if it contains none. */
export function chosenOrder(query: Route["query"]): ChosenOrder<Order> {
  return orderIn(orders, query);
}

/** Returns the repositories that match a query, in its order; an unknown fact matches `unknown`. */
export function filterRepositories(
  repositories: readonly Repository[],
  query: Route["query"],
): readonly Repository[] {
  const words = (query["q"] ?? "").toLowerCase().split(/\s+/u).filter(Boolean);
  const { broadcast = "", default: privilege = "", read = "", team = "", level = "" } = query;
  const { by, descending } = chosenOrder(query);
  const compare = comparisons[by];
  return repositories
    .filter(
      (repository) =>
        (broadcast === "" || wordOf(repository.broadcast) === broadcast) &&
        (privilege === "" || wordOf(repository.defaultPrivilege) === privilege) &&
        (read === "" || repository.coverage.status === read) &&
        holds(repository, team, level) &&
        words.every((word) => repository.searched.includes(word)),
    )
    .sort((a, b) => (descending ? compare(b, a) : compare(a, b)) || byName(a, b));
}

/** A team and a level are chosen together: the team has that level. */
function holds({ held }: Repository, team: string, level: string): boolean {
  if (team === "" && level === "") return true;
  return held.some(
    (one) => (team === "" || isTeam(one, team)) && (level === "" || wordOf(one.level) === level),
  );
}

function isTeam({ holder: { subject } }: Held, team: string): boolean {
  return subject.kind === "team" && subject.id === team;
}

function wordOf(fact: Fact<string>): string {
  return isUnknown(fact) ? "unknown" : fact;
}

type Compare = (a: Repository, b: Repository) => number;

const byName: Compare = (a, b) =>
  compareIds(nameOf(a), nameOf(b)) || compareIds(a.slug, b.slug) || compareIds(a.id, b.id);

function nameOf({ name, slug }: Repository): string {
  return shownName(name, slug).toLowerCase();
}

const comparisons: Readonly<Record<Order, Compare>> = {
  name: byName,
  broadcast: (a, b) => opennessOf(b) - opennessOf(a),
  default: (a, b) => rankOf(b.defaultPrivilege) - rankOf(a.defaultPrivilege),
  read: (a, b) => Number(isRead(a)) - Number(isRead(b)),
  teams: (a, b) => heldBy(b, "team").length - heldBy(a, "team").length,
  people: (a, b) => heldBy(b, "user").length - heldBy(a, "user").length,
  services: (a, b) => heldBy(b, "service").length - heldBy(a, "service").length,
  findings: (a, b) => weigh(b) - weigh(a),
};

/** A state that was not seen is the first, because it may be the most public. */
function opennessOf({ broadcast }: Repository): number {
  return isUnknown(broadcast) ? broadcastStates.length : broadcastStates.indexOf(broadcast);
}

function isRead({ coverage }: Repository): boolean {
  return coverage.status === "complete";
}

/** Returns the privileges of one kind of holder, highest level first. */
export function heldBy({ held }: Repository, kind: Held["holder"]["kind"]): readonly Held[] {
  return held.filter(({ holder }) => holder.kind === kind);
}
