/**
 * Entitlement tokens that are refused, torn or hostile. Each way of not seeing them must leave their
 * rules not judged, and no byte of their secrets may come out.
 */

import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { expect } from "vitest";

import type { PrivilegeCoverage } from "../../../src/roster/repository.ts";
import { makeKeys } from "../../../src/sandbox/callers.ts";
import {
  disrupt,
  editBody,
  editHeaders,
  refuse,
  sendHtml,
  type Fault,
} from "../../../src/sandbox/faults.ts";
import { secretMark, toToken } from "../../../src/sandbox/tokens.ts";
import type { SandboxWorkspace, WireToken } from "../../../src/sandbox/wire.ts";
import { hostileTexts } from "../../support/hostile-text.ts";
import { findLies } from "../../support/lies.ts";
import { having, one, owner, type Row } from "../repository-sync.ts";
import type { Outcome, Scenario } from "../scenario.ts";
import type { Script } from "../stand-in.ts";
import {
  privileges,
  repositories,
  shortPolicy,
  tokens as template,
  workspace,
} from "../workspace.ts";

const policy = `${shortPolicy}tokens: [Default, "ci-*"]\n`;
const json = { "Content-Type": "application/json" };
const rules = ["token-unlisted", "token-without-end", "token-orphaned", "token-broadcasts"];

interface Expected {
  readonly code: 0 | 1 | 2;
  /** How the tokens of each repository were read, without repeats. */
  readonly of?: readonly PrivilegeCoverage["status"][];
  /** In the reason of each rule that was not judged. */
  readonly because?: RegExp;
  /** Default: all of the rules if there is a reason, else none. */
  readonly notJudged?: readonly string[];
  readonly deadline?: number;
  readonly key?: string;
  readonly policy?: string;
  /** Set if every reply alike tells a lie that nobody can see. */
  readonly unseen?: true;
  readonly saysNot?: RegExp;
}

/** An audit by an Owner whose policy has a list of tokens for all repositories. */
function audit(name: string, script: Partial<Script>, expected: Expected): Scenario {
  const { code, key = owner, deadline = 20, saysNot } = expected;
  return {
    name: `tokens: ${name}`,
    script: { pageSize: 500, ...script },
    policy: expected.policy ?? policy,
    env: { CLOUDSMITH_API_KEY: key },
    flags: ["--fail-on", "note"],
    deadline,
    ends: { end: "exit", code, ...(saysNot !== undefined && { saysNot }) },
    check: (outcome) => expectHonest(outcome, script.workspace ?? workspace(), expected),
  };
}

async function expectHonest(
  { roster, report, printed, cwd, standIn }: Outcome,
  served: SandboxWorkspace,
  {
    code,
    of = ["complete"],
    because,
    notJudged = because === undefined ? [] : rules,
    unseen,
  }: Expected,
): Promise<void> {
  if (roster === undefined || report === undefined) throw new Error("there is no artifact");
  const statuses = new Set(
    roster.repositories.map(({ tokens }) => String(tokens?.coverage.status)),
  );
  expect([...statuses].toSorted()).toEqual(of);
  if (unseen === undefined) expect(findLies(roster, served, false)).toEqual([]);
  const judged = report.rules.filter(({ id }) => rules.includes(id));
  expect(judged).toHaveLength(rules.length);
  for (const { id, status, reason } of judged) {
    expect(status, id).toBe(notJudged.includes(id) ? "not-judged" : "judged");
    if (notJudged.includes(id)) expect(reason, id).toMatch(because ?? /./u);
  }
  if (code === 0) expect(report.verdict).toBe("clean");
  const texts = [printed, JSON.stringify(report)];
  for (const file of ["out.c1z", "report.json"]) {
    texts.push(await readFile(join(cwd, file), "latin1"));
  }
  texts.push(JSON.stringify(roster));
  for (const text of texts) expect(text).not.toContain(secretMark);
  expect(standIn.requests.some(({ query }) => query.has("show_tokens"))).toBe(false);
}

const onTokens = (edit: (rows: Row[]) => unknown, times?: number): readonly Fault[] => [
  { template, query: "page=1", strike: editBody(edit), ...(times !== undefined && { times }) },
];

/** The tokens of the only repository are these. */
function held(body: unknown): Partial<Script> {
  return { workspace: one, faults: [{ template, strike: refuse(200, {}, body) }] };
}

/** Answers each page of the only repository's tokens with rows of its own. */
function paged(rowsOf: (page: number) => readonly unknown[]): Partial<Script> {
  return {
    workspace: one,
    raw: (ask, response) => {
      if (ask.template !== template) return false;
      const page = Number(ask.query.get("page"));
      response.writeHead(200, json).end(JSON.stringify(rowsOf(page)));
      return true;
    },
  };
}

/** Short rows, so that a page is below the limit of a reply. */
const fullPage = (page: number) =>
  Array.from({ length: 500 }, (_, at) => ({ slug_perm: `tk${page * 500 + at}`, name: "ci-x" }));

const seen: readonly Scenario[] = [
  audit("an Owner's audit is the whole truth", {}, { code: 0 }),
  audit(
    "no repository at all",
    { workspace: having((made) => (made.repositories = [])) },
    {
      code: 0,
      of: [],
    },
  ),
  audit("503 once", { faults: [{ template, times: 1, strike: refuse(503) }] }, { code: 0 }),
  audit(
    "a reset connection, once",
    { faults: [{ template, times: 1, strike: disrupt("reset") }] },
    { code: 0 },
  ),
  audit(
    "a token that the policy does not list",
    {
      workspace: having(({ repositories: [first] }) => {
        first?.tokens?.push(toToken("platform-core", "stray", "tkStray"));
      }),
    },
    { code: 1 },
  ),
];

const refused: readonly Scenario[] = [
  ...[401, 402, 403, 404].map((status) =>
    audit(
      `${status} on one repository's tokens`,
      { faults: [{ template, times: 1, strike: refuse(status) }] },
      {
        code: 2,
        of: ["complete", "refused"],
        because: new RegExp(String.raw`\b${status}\b`, "u"),
      },
    ),
  ),
  audit(
    "403 on all tokens",
    { faults: [{ template, strike: refuse(403) }] },
    { code: 2, of: ["refused"], because: /403/u },
  ),
  audit(
    "500 for good",
    { faults: [{ template, strike: refuse(500) }] },
    { code: 2, of: ["partial"], because: /500|deadline|did not answer/u, deadline: 3 },
  ),
  audit(
    "tokens that never come",
    { raw: (ask) => ask.template === template },
    { code: 2, of: ["partial"], because: /deadline/u, deadline: 3 },
  ),
  audit(
    "a status that is not known",
    { faults: [{ template, strike: refuse(418, {}, { detail: "teapot" }) }] },
    { code: 2, of: ["partial"], because: /418/u },
  ),
  audit(
    "a page of HTML",
    { workspace: one, faults: [{ template, strike: sendHtml(200) }] },
    { code: 2, of: ["partial"], because: /not JSON|deadline/u, deadline: 4 },
  ),
  audit(
    "a Manager who sees hardly any repository",
    {},
    {
      code: 2,
      key: makeKeys().service,
      of: ["refused"],
      because: /list of repositories is partial/u,
    },
  ),
  audit(
    "the list of repositories is refused",
    { faults: [{ template: repositories, strike: refuse(403) }] },
    { code: 2, of: [], because: /list of repositories is refused/u },
  ),
  audit(
    "privileges that are refused change nothing",
    { faults: [{ template: privileges, strike: refuse(403) }] },
    { code: 0 },
  ),
  audit(
    "the rate limit does not allow them before the deadline",
    {
      faults: [
        {
          template: privileges,
          strike: editHeaders({
            Date: new Date().toUTCString(),
            "X-RateLimit-Remaining": "22",
            "X-RateLimit-Limit": "60",
            "X-RateLimit-Reset": String(Math.floor(Date.now() / 1_000) + 3_600),
          }),
        },
      ],
    },
    { code: 2, of: ["partial"], because: /it takes about 24 more requests/u },
  ),
];

const torn: readonly Scenario[] = [
  audit("null in place of tokens", held(null), {
    code: 2,
    of: ["partial"],
    because: /not a list of entitlement tokens|not JSON/u,
  }),
  audit("a mapping in place of tokens", held({ results: [] }), {
    code: 2,
    of: ["partial"],
    because: /not a list of entitlement tokens/u,
  }),
  audit("rows of numbers", held([1, 2]), {
    code: 2,
    of: ["partial"],
    because: /is not an entitlement token/u,
  }),
  audit(
    "a row that is lost, where a count is announced",
    { faults: onTokens((rows) => rows.slice(1), 1) },
    { code: 2, of: ["complete", "partial"], because: /rows were received, but/u },
  ),
  audit(
    "one token twice with different values",
    { workspace: one, faults: onTokens(([row]) => [row, { ...row, name: "ci-other" }]) },
    { code: 2, of: ["partial"], because: /occurs twice with different values/u, unseen: true },
  ),
  audit(
    "facts of other kinds",
    {
      workspace: one,
      faults: onTokens((rows) =>
        rows.map((row) => ({
          ...row,
          is_active: "yes",
          limit_date_range_to: 7,
          created_by: [],
          user: {},
          access_private_broadcasts: null,
        })),
      ),
    },
    { code: 2, because: /was not seen/u, notJudged: rules.slice(1) },
  ),
  audit("pages that never end", paged(fullPage), {
    code: 2,
    of: ["partial"],
    because: /it does not end/u,
    unseen: true,
  }),
  audit(
    "the first page for ever",
    paged(() => fullPage(0)),
    { code: 2, of: ["partial"], because: /its pages repeat/u, unseen: true },
  ),
  audit(
    "a million rows in one reply",
    paged(() => Array.from({ length: 1_000_000 }, () => 1)),
    { code: 2, of: ["partial"], because: /larger than 4 MiB|more than 250000 values/u },
  ),
];

const texts: readonly Scenario[] = [
  audit(
    "hostile names",
    {
      workspace: having(({ repositories: [first] }) => {
        const hostile = hostileTexts.map((text, at): WireToken =>
          toToken("platform-core", `ci-${text.toWellFormed()}`, `tkHostile${at}`),
        );
        first?.tokens?.push(...hostile);
      }),
    },
    { code: 0, saysNot: /^(?:::|##\[)/mu },
  ),
  audit(
    "the key in a token's name",
    { workspace: one, faults: onTokens((rows) => rows.map((row) => ({ ...row, name: owner }))) },
    { code: 2, of: ["partial"], because: /repeats the credential/u },
  ),
];

export const tokens: readonly Scenario[] = [...seen, ...refused, ...torn, ...texts];
