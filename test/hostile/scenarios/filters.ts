/** What `is_active` may mean, and lies about it. */

import { refuse } from "../../../src/sandbox/faults.ts";
import type { SandboxWorkspace, WireMember } from "../../../src/sandbox/wire.ts";
import type { Scenario } from "../scenario.ts";
import { inactiveLike, members, workspace } from "../workspace.ts";

type Filter = "default" | "true" | "false";
/** What the members list shows for each value of the filter. */
type Reading = (filter: Filter, everyone: readonly WireMember[]) => readonly WireMember[];

const active = (all: readonly WireMember[]) => all.filter((row) => row.is_active);
const inactive = (all: readonly WireMember[]) => all.filter((row) => !row.is_active);

/** Each is possible, and no public source says which is true. `true` is active in all of them. */
const readings: Readonly<Record<string, Reading>> = {
  "the default is everyone": (filter, all) =>
    filter === "default" ? all : filter === "true" ? active(all) : inactive(all),
  "the default is the active ones": (filter, all) =>
    filter === "false" ? inactive(all) : active(all),
  "false is the default, everyone": (filter, all) => (filter === "true" ? active(all) : all),
  "false is the default, the inactive ones": (filter, all) =>
    filter === "true" ? active(all) : inactive(all),
};

function filterOf(query: URLSearchParams): Filter {
  const text = query.get("is_active");
  return text === "true" || text === "false" ? text : "default";
}

function bySort(rows: readonly WireMember[]): WireMember[] {
  return rows.toSorted((a, b) => (a.user_name < b.user_name ? -1 : 1));
}

/** Serves a workspace's members by a reading. */
function serve(made: SandboxWorkspace, reading: Reading): NonNullable<Scenario["script"]> {
  return {
    workspace: made,
    rows: { [members]: (query) => bySort(reading(filterOf(query), made.members)) },
  };
}

const everyone = workspace(0).members.length;

/** How many inactive people there are beside the active ones. */
const populations = [0, 3, 20, everyone, everyone + 4] as const;

const whole: Scenario[] = Object.entries(readings).flatMap(([name, reading]) =>
  populations.map((count): Scenario => {
    // A default list without a row proves nothing: one that is broken looks the same.
    const empty = name.endsWith("the inactive ones") && name.startsWith("false") && count === 0;
    return {
      name: `${name}, of ${everyone} active and ${count} inactive people`,
      script: serve(workspace(count), reading),
      ends: { end: empty ? "honest" : "whole" },
    };
  }),
);

const partial = (reason = /./u): Scenario["ends"] => ({
  end: "partial",
  lists: { members: reason },
});

/** Returns the rows with one of them made active, or not. */
function flip(rows: readonly WireMember[], at: number): WireMember[] {
  return rows.map((row, index) => (index === at ? { ...row, is_active: !row.is_active } : row));
}

/** Serves one filter's rows by a lie, and the others by a reading. */
function lie(
  reading: keyof typeof readings,
  about: Filter,
  edit: (rows: readonly WireMember[]) => readonly WireMember[],
  count = 3,
): NonNullable<Scenario["script"]> {
  const honest = readings[reading];
  if (honest === undefined) throw new Error(`there is no reading ${reading}`);
  return serve(workspace(count), (filter, all) => {
    const rows = honest(filter, all);
    return filter === about ? edit(bySort(rows)) : rows;
  });
}

const all = "the default is everyone";
const hides = "the default is the active ones";
const inactiveOnly = "false is the default, the inactive ones";
const without = (at: number) => (rows: readonly WireMember[]) =>
  rows.filter((_, index) => index !== at);

/** JSON has no undefined: the field is gone. */
const withoutActivity = (row: WireMember) => ({ ...row, is_active: undefined });

const lies: Scenario[] = [
  {
    name: "the list of the active begins with an inactive row",
    script: lie(all, "true", (rows) => flip(rows, 0)),
    ends: partial(),
  },
  {
    name: "the list of the inactive begins with an active row",
    script: lie(all, "false", (rows) => flip(rows, 0)),
    ends: partial(),
  },
  {
    name: "the list of the inactive, which is read beside the active, has an active row",
    script: lie(hides, "false", (rows) => flip(rows, rows.length - 1)),
    ends: partial(),
  },
  {
    name: "the default list, of the active ones, has an inactive row",
    script: lie(hides, "default", (rows) => flip(rows, 20)),
    ends: partial(),
  },
  {
    name: "the default list lacks an active member",
    script: lie(all, "default", without(5)),
    ends: partial(),
  },
  {
    name: "the default list lacks an inactive member",
    script: lie(all, "default", (rows) => rows.filter(({ user }) => user !== "away-001")),
    ends: partial(),
  },
  {
    name: "the default list lacks an active member, and has the one who is inactive",
    script: lie(all, "default", without(5), 1),
    ends: partial(),
  },
  {
    name: "the default list lacks an active member, and nobody is inactive",
    script: lie(all, "default", without(5), 0),
    ends: partial(),
  },
  {
    name: "the list of the active counts one whom the default list does not have",
    script: lie(all, "true", (rows) => [...rows, ...rows.slice(0, 1)]),
    ends: partial(),
  },
  {
    name: "an active and an inactive list have somebody in common",
    script: lie(hides, "false", (rows) => [
      ...rows,
      ...workspace()
        .members.slice(4, 5)
        .map((row) => ({ ...row, is_active: false })),
    ]),
    ends: partial(),
  },
  {
    name: "a default list of the inactive has an active row among them",
    script: lie(inactiveOnly, "default", (rows) => flip(rows, 1)),
    ends: partial(),
  },
  {
    name: "a default list of the inactive lacks one whom the filter has",
    script: lie(inactiveOnly, "default", without(1)),
    ends: partial(),
  },
  {
    name: "the list of the active is empty",
    script: lie(all, "true", () => []),
    ends: partial(),
  },
  {
    name: "the list of the inactive is of people whom the default list does not have",
    script: lie(all, "false", (rows) => {
      const [model] = rows;
      return model === undefined ? [] : [90, 91, 92].map((at) => inactiveLike(model, at));
    }),
    // Where the default list is everyone, nobody is taken from this one.
    ends: { end: "honest" },
  },
  {
    name: "no row says whether anybody is active",
    script: {
      rows: { [members]: () => bySort(workspace().members).map(withoutActivity) },
    },
    ends: { end: "exit", code: 2 },
  },
  ...(["true", "false"] as const).map((filter): Scenario => ({
    name: `403 on the list with is_active=${filter}`,
    script: {
      faults: [{ template: members, query: `is_active=${filter}`, strike: refuse(403) }],
    },
    ends: partial(),
  })),
];

export const filters: readonly Scenario[] = [...whole, ...lies];
