/**
 * What a server can tell about repositories and privileges that contradicts itself, or that it
 * refuses to tell. Lies that agree with each other everywhere cannot be seen, so none of these does.
 */

import fc from "fast-check";

import {
  disrupt,
  editBody,
  editHeaders,
  editText,
  refuse,
  sendHtml,
  type Fault,
} from "../../src/sandbox/faults.ts";
import type { Sandbox } from "../../src/sandbox/server.ts";
import type { SandboxWorkspace } from "../../src/sandbox/wire.ts";

type Row = Record<string, unknown>;
type Strike = Fault["strike"];
type Where = Omit<Fault, "template" | "strike">;

export interface RepositoryLie {
  /** Where, what, and how often. */
  readonly name: string;
  readonly template: string;
  readonly isRename: boolean;
  /** Returns the faults of one run; some change the workspace while it is read. */
  readonly faults: (served: Pick<Sandbox, "change">) => readonly Fault[];
}

const list = "/repos/{owner}/";
const privileges = "/repos/{owner}/{identifier}/privileges";

function onRows(edit: (rows: Row[]) => Row[]): Strike {
  return (reply) =>
    reply.status === 200
      ? editBody((body: Row[] | { privileges: Row[] }) =>
          Array.isArray(body) ? edit(body) : { privileges: edit(body.privileges) },
        )(reply)
      : reply;
}

function onOne(edit: (row: Row) => Row): Strike {
  return onRows((rows) => rows.map((row, at) => (at === rows.length - 1 ? edit(row) : row)));
}

/** The rows of the page before this one again, instead of its own. */
function repeat(count: number): () => Strike {
  return () => {
    let before: Row[] = [];
    return onRows((rows) => {
      const shown = before.length === 0 || rows.length === 0 ? rows : before.slice(-count);
      before = rows;
      return [...shown, ...rows.slice(shown.length)];
    });
  };
}

/** By what a server does. Each makes a new strike, as some remember the page before. */
type Strikes = Readonly<Record<string, () => Strike>>;

function named(strikes: Readonly<Record<string, Strike>>): Strikes {
  return Object.fromEntries(Object.entries(strikes).map(([name, strike]) => [name, () => strike]));
}

/** No answer, or none that says anything. */
const refusals: Strikes = named({
  ...Object.fromEntries(
    [301, 400, 401, 402, 403, 404, 410, 429, 500].map((status) => [status, refuse(status)]),
  ),
  "an hour's wait": refuse(429, { "Retry-After": "3600" }),
  reset: disrupt("reset"),
  cut: disrupt("cut"),
  HTML: sendHtml(200),
  "HTML of a proxy": sendHtml(502),
  nothing: editText(() => ""),
  null: editText(() => "null"),
  "an object": editText(() => "{}"),
  "a list of null": editText(() => "[null]"),
});

function countsBy(by: number): Strike {
  return (reply) => {
    const count = Number(reply.headers["X-Pagination-Count"] ?? 0) + by;
    return editHeaders({ "X-Pagination-Count": String(Math.max(0, count)) })(reply);
  };
}

/** In a field of one row, what is missing and what is no value of it. */
function spoilt(field: string): Strikes {
  return named(
    Object.fromEntries(
      [undefined, null, 7, "Galaxy"].map((value) => [
        `${field} ${value}`,
        onOne((row) => ({ ...row, [field]: value })),
      ]),
    ),
  );
}

const listStrikes: Strikes = {
  ...spoilt("broadcast_state"),
  ...spoilt("default_privilege"),
  ...named({
    "two rows fewer announced": countsBy(-2),
    "a row fewer announced": countsBy(-1),
    "a row more announced": countsBy(1),
    "900 rows more announced": countsBy(900),
    "no page announced": editHeaders({ "X-Pagination-PageTotal": "0" }),
    "9 pages announced": editHeaders({ "X-Pagination-PageTotal": "9" }),
    "no number announced": editHeaders({ "X-Pagination-PageTotal": "x" }),
    "the first row lost": onRows((rows) => rows.slice(1)),
    "the last row lost": onRows((rows) => rows.slice(0, -1)),
    "all rows lost": onRows(() => []),
    "a row twice": onRows((rows) => [...rows, ...rows.slice(0, 1)]),
    "a row in place of another": onRows((rows) => [...rows.slice(1), ...rows.slice(1, 2)]),
    "each row twice, with two states": onRows((rows) => [
      ...rows,
      ...rows.map((row) => ({ ...row, broadcast_state: "Off" })),
    ]),
    "no permanent id": onOne((row) => ({ ...row, slug_perm: undefined })),
    "a slug of two parts": onOne((row) => ({ ...row, slug: "two/parts" })),
    "another workspace's row": onOne((row) => ({ ...row, namespace: "elsewhere" })),
    "another workspace's rows": onRows((rows) =>
      rows.map((row) => ({ ...row, namespace: "elsewhere" })),
    ),
    "another workspace's row as well": onRows((rows) => [
      ...rows,
      ...rows.slice(0, 1).map((row) => ({
        ...row,
        slug: "repo-nowhere",
        slug_perm: "rpnowhere",
        namespace: "elsewhere",
      })),
    ]),
    "deleted at no time": onOne((row) => ({ ...row, deleted_at: 7 })),
    // One row alone with another slug would be a lie that nobody can see.
    "two rows with one slug": onRows((rows) =>
      rows.map((row, at) => (at === 1 ? { ...row, slug: rows[0]?.["slug"] } : row)),
    ),
    "two rows with one slug, once in capitals": onRows((rows) =>
      rows.map((row, at) =>
        at === 0 && rows.length > 1
          ? { ...row, slug: String(rows[1]?.["slug"]).toUpperCase() }
          : row,
      ),
    ),
  }),
  "the page before": repeat(3),
  "the last row of the page before": repeat(1),
};

function asRead(rows: readonly Row[]): Row[] {
  return rows.map((row) => ({ ...row, privilege: "Read" }));
}

/** Nothing counts privileges, so rows that are only left out are a lie that nobody can see. */
const privilegeStrikes: Strikes = {
  ...spoilt("privilege"),
  ...named({
    "no list": editText(() => JSON.stringify({ privileges: null })),
    "9000 rows announced": editHeaders({ "X-Pagination-Count": "9000" }),
    "no number announced": editHeaders({ "X-Pagination-Count": "x" }),
    "Read as well": onRows((rows) => [...rows, ...asRead(rows)]),
    "Read before": onRows((rows) => [...asRead(rows), ...rows]),
    "Read before in the first row": onRows((rows) => [...asRead(rows.slice(0, 1)), ...rows]),
    "Read before in the last row": onRows((rows) => [...asRead(rows.slice(-1)), ...rows]),
    "a person and a team": onOne((row) => ({ ...row, user: "amber", team: "team-birch" })),
    nobody: onOne((row) => ({ ...row, user: null, team: null, service: null })),
    "a row of null": onRows((rows) => [...rows, null as never]),
  }),
};

const anyTimes: fc.Arbitrary<Where> = fc.constantFrom<Where[]>({}, {}, { times: 1 }, { times: 3 });

function anyLie(
  template: string,
  strikes: Strikes,
  places: readonly Where[],
): fc.Arbitrary<RepositoryLie> {
  return fc
    .record({
      // A refusal hides everything, and is noticed everywhere: the other lies are harder to see.
      strike: fc.oneof(
        { weight: 1, arbitrary: fc.constantFrom(...Object.entries(refusals)) },
        { weight: 3, arbitrary: fc.constantFrom(...Object.entries(strikes)) },
      ),
      where: fc.constantFrom(...places),
      times: anyTimes,
    })
    .map(({ strike: [name, strike], where, times }) => ({
      name: `${template} ${where.query ?? ""}: ${name}, ${times.times ?? "always"}`,
      template,
      isRename: false,
      faults: () => [{ template, ...where, ...times, strike: strike() }],
    }));
}

const listLie = anyLie(list, listStrikes, [
  {},
  { query: "page_size=500" },
  { query: "page=1&page_size=500" },
  { query: "page=2&page_size=500" },
]);

const privilegeLie = anyLie(privileges, privilegeStrikes, [
  {},
  { query: "page=1" },
  { query: "page=2" },
]);

/** Who has a privilege is not known without the lists of people, teams and programs. */
const holderLie = fc
  .constantFrom("/orgs/{org}/members/", "/orgs/{org}/teams/", "/orgs/{org}/services/")
  .chain((template) =>
    anyLie(
      template,
      named({
        "900 rows announced": editHeaders({ "X-Pagination-Count": "900" }),
        "the first row lost": onRows((rows) => rows.slice(1)),
      }),
      [{}],
    ),
  );

type Edit = (workspace: SandboxWorkspace) => void;

/** Slugs pass from one repository to another one, so that a request is about another one. */
const renames: Readonly<Record<string, Edit>> = {
  "two change their slugs": ({ repositories: [one, other] }) => {
    if (one === undefined || other === undefined) return;
    [one.row.slug, other.row.slug] = [other.row.slug, one.row.slug];
  },
  "each has the next one's slug": ({ repositories }) => {
    const slugs = repositories.map(({ row }) => row.slug);
    for (const [at, { row }] of repositories.entries()) {
      row.slug = slugs[(at + 1) % slugs.length] ?? row.slug;
    }
  },
  "a new one has a renamed one's slug": ({ repositories }) => {
    const [one] = repositories;
    if (one === undefined) return;
    const row = { ...one.row, slug_perm: "rpnew", created_at: "2026-11-01T00:00:00.000000Z" };
    one.row.slug = "repo-renamed";
    repositories.push({ row, privileges: [] });
  },
};

const renameLie: fc.Arbitrary<RepositoryLie> = fc
  .record({
    rename: fc.constantFrom(...Object.entries(renames)),
    template: fc.constantFrom(list, privileges),
    query: fc.constantFrom("page=1", "page=2", "page_size=1"),
  })
  .map(({ rename: [name, edit], template, query }) => ({
    name: `${template} ${query}: ${name}`,
    template,
    isRename: true,
    faults: ({ change }) => [
      {
        template,
        query,
        times: 1,
        strike: (reply) => {
          change(edit);
          return reply;
        },
      },
    ],
  }));

const anyRepositoryLie = fc.oneof(
  { weight: 4, arbitrary: listLie },
  { weight: 4, arbitrary: privilegeLie },
  { weight: 1, arbitrary: holderLie },
  { weight: 2, arbitrary: renameLie },
);

/**
 * Returns one lie, or two: each may be what makes the other one be noticed. Two about one list may
 * agree, and a second rename may undo the first one before the list is read again: nobody can see
 * that.
 */
export const anyRepositoryLies: fc.Arbitrary<readonly RepositoryLie[]> = fc.oneof(
  { weight: 2, arbitrary: anyRepositoryLie.map((lie) => [lie]) },
  {
    weight: 1,
    arbitrary: fc.uniqueArray(anyRepositoryLie, {
      minLength: 2,
      maxLength: 2,
      comparator: mayAgree,
    }),
  },
);

function mayAgree(one: RepositoryLie, other: RepositoryLie): boolean {
  return one.template === other.template || (one.isRename && other.isRename);
}
