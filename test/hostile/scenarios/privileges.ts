/** Privileges that contradict themselves or never end, and repositories with hostile names. */

import { refuse } from "../../../src/sandbox/faults.ts";
import type { SandboxWorkspace, WirePrivilege, WireRepository } from "../../../src/sandbox/wire.ts";
import { hostileTexts } from "../../support/hostile-text.ts";
import { having, one, onRows, owner, sync, type Expected, type Row } from "../repository-sync.ts";
import type { Scenario } from "../scenario.ts";
import type { Script } from "../stand-in.ts";
import { privileges as template } from "../workspace.ts";

const json = { "Content-Type": "application/json" };

/** The privileges of the only repository are these. */
function held(body: unknown): Partial<Script> {
  return { workspace: one, faults: [{ template, strike: refuse(200, {}, body) }] };
}

const team = (slug: string, privilege: unknown = "Read"): Row => ({
  user: null,
  team: slug,
  service: null,
  privilege,
});
const partial = (because: RegExp): Expected => ({
  code: 2,
  of: ["partial"],
  because,
  unseen: true,
});

/** Answers each page of the only repository's privileges with rows of its own. */
function paged(rowsOf: (page: number) => readonly Row[]): Partial<Script> {
  return {
    workspace: one,
    raw: (ask, response) => {
      if (ask.template !== template) return false;
      const page = Number(ask.query.get("page"));
      response.writeHead(200, json).end(JSON.stringify({ privileges: rowsOf(page) }));
      return true;
    },
  };
}

const fullPage = (page: number) =>
  Array.from({ length: 500 }, (_, at) => team(`team-${page * 500 + at}`));

const rows: readonly Scenario[] = [
  sync("null in place of privileges", held(null), partial(/not a list of privileges|not JSON/u)),
  sync("a list of null", held({ privileges: [null] }), partial(/is not a privilege/u)),
  sync(
    "two levels of one team",
    held({ privileges: [team("docs"), team("docs", "Admin")] }),
    partial(/it gives team "docs" two privileges/u),
  ),
  sync(
    "one row for a team and a person",
    held({ privileges: [{ ...team("docs"), user: "amara-okoye" }] }),
    partial(/several accounts/u),
  ),
  sync(
    "a privilege of nobody",
    held({ privileges: [{ privilege: "Admin" }] }),
    partial(/does not say who/u),
  ),
  sync(
    "levels that are numbers, lists and mappings",
    held({ privileges: [team("a", 9e99), team("b", []), team("c", {}), team("d", null)] }),
    partial(/the privilege of team "a" is not known/u),
  ),
  sync("pages that never end", paged(fullPage), partial(/it does not end/u)),
  sync(
    "the first page for ever",
    paged(() => fullPage(0)),
    partial(/its pages repeat/u),
  ),
  sync(
    "one row a page, for ever",
    paged((page) => [team(`team-${page}`)]),
    partial(/it does not end/u),
  ),
  sync(
    "a million rows in one reply",
    paged(() => Array.from({ length: 1_000_000 }, () => team("x"))),
    partial(/larger than 4 MiB|more than 250000 values/u),
  ),
  sync(
    "100000 levels of nesting",
    {
      workspace: one,
      raw: (ask, response) => {
        if (ask.template !== template) return false;
        response.writeHead(200, json).end(`{"privileges":${"[".repeat(100_000)}`);
        return true;
      },
    },
    partial(/nested more than 64 levels/u),
  ),
  sync(
    "slugs that match nobody, and names of every object",
    {
      workspace: having((made) => {
        made.repositories = made.repositories.slice(0, 1);
        for (const { privileges: own } of made.repositories) {
          const names = ["__proto__", "constructor", "nobody-at-all", "toString"];
          own.push(...names.map((slug) => team(slug) as unknown as WirePrivilege));
        }
      }),
    },
    { code: 0, of: ["complete"] },
  ),
];

/** Returns the workspace whose first repository has these facts. */
function named(facts: Partial<WireRepository>): SandboxWorkspace {
  return having(({ repositories: [first] }) => Object.assign(first?.row ?? {}, facts));
}

const texts: readonly Scenario[] = [
  sync(
    "hostile names",
    {
      workspace: having((made) => {
        for (const [at, { row }] of made.repositories.entries()) {
          row.name = (hostileTexts[at] ?? "").toWellFormed();
        }
      }),
    },
    { code: 0, of: ["complete"] },
  ),
  ...["::error::pwned", "##[error]pwned", "refresh", "<img/src=x>", "$(id)"].map((slug) =>
    sync(
      `one is called ${slug}`,
      { workspace: named({ slug }) },
      slug.includes("/")
        ? { code: 2, status: "partial", reason: /lacks a required field/u }
        : {
            code: 2,
            of: ["complete", "partial"],
            because: /no request can contain its slug/u,
            saysNot: /^(?:::|##\[)/mu,
          },
    ),
  ),
  sync(
    "the key in a repository's name",
    { faults: onRows((rows) => rows.map((row) => ({ ...row, name: `x ${owner} y` }))) },
    { code: 2, status: "partial", reason: /repeats the credential/u, count: 0 },
  ),
  sync(
    "the key in the slug of a team",
    held({ privileges: [team(owner)] }),
    partial(/repeats the credential/u),
  ),
];

export const privileges: readonly Scenario[] = [...rows, ...texts];
