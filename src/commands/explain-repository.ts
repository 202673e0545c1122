import {
  explainAbsentRepository,
  explainRepository,
  type RepositoryExplanation,
  type RepositoryFact,
} from "../policy/explain-repository.ts";
import type { Policy, RepositoryPolicy } from "../policy/policy.ts";
import { describePlace } from "../policy/position.ts";
import { indexHolders } from "../policy/privilege-holders.ts";
import { nameOf, ofRepository } from "../policy/subject.ts";
import { isWildcard } from "../policy/wildcard.ts";
import { escapeTerminal } from "../report/escape/escape-terminal.ts";
import { count } from "../roster/count.ts";
import type { Privilege, Repository } from "../roster/repository.ts";
import { accessToRepository } from "./explain-access.ts";
import { describeList, listNames } from "./explain-lists.ts";
import { describeFact, heading, placesIn, row, termsOf, type Page } from "./explain-page.ts";
import { describeTokenCount, tokenListRow, tokenRow } from "./explain-tokens.ts";
import {
  createReasons,
  describeRules,
  describeRulesOfAbsent,
  describeUnused,
} from "./explain-rules.ts";

/** Returns the page about a repository of the workspace. */
export function repositoryPage(
  repository: Repository,
  policy: Policy,
  page: Page,
): readonly string[] {
  const explanation = explainRepository(page.roster, policy, repository, page.terminal.clock());
  const reasons = createReasons(page);
  return [
    heading(`repository ${escapeTerminal(nameOf(ofRepository(repository)))}`, page),
    "",
    ...row("permanent id", repository.id, page),
    ...row("slug", repository.slug, page),
    ...row("broadcast state", describeFact(repository.broadcast, false, page.roster), page),
    ...row(
      "default privilege",
      describeFact(repository.defaultPrivilege, false, page.roster),
      page,
    ),
    ...row("privileges", describePrivileges(repository, page), page),
    ...tokenRow(repository, page),
    "",
    ...accessToRepository(repository, page),
    "",
    ...inPolicy(explanation, page),
    "",
    ...describeRules(explanation.rules, { page, reasons }, (fact) =>
      describeRepositoryFact(fact, repository, page),
    ),
    ...describeUnused(explanation.rules, page),
  ];
}

/** Returns the page about a repository that only the policy names, or undefined if it does not. */
export function absentRepositoryPage(
  name: string,
  policy: Policy,
  page: Page,
): readonly string[] | undefined {
  const explanation = explainAbsentRepository(page.roster, policy, name, page.terminal.clock());
  if (explanation === undefined) return undefined;
  const { status, rules } = explanation;
  const reasons = createReasons(page, status);
  return [
    heading(`repository ${escapeTerminal(name)}`, page),
    "",
    ...row("status", status, page),
    "",
    ...inPolicy(explanation, page),
    "",
    ...describeRulesOfAbsent(rules, { page, reasons }),
  ];
}

function describePrivileges({ privileges, coverage }: Repository, page: Page): string {
  const none = coverage.status === "complete" ? "none" : "none that was seen";
  if (privileges.length === 0) return none;
  const { holderOf } = indexHolders(page.context);
  const inWords = (privilege: Privilege) => {
    const { kind, slug, level } = privilege;
    const nobody = holderOf(privilege).isNobody === true ? ", nobody has this name" : "";
    const holder = kind === "user" ? slug : `${kind}:${slug}`;
    return `${holder} (${describeFact(level, false, page.roster)}${nobody})`;
  };
  return listNames(privileges.map(inWords));
}

function inPolicy(
  { entries, exceptions }: Pick<RepositoryExplanation, "entries" | "exceptions">,
  page: Page,
): readonly string[] {
  const rows =
    entries.length === 0
      ? tokenListRow(undefined, page)
      : entries.flatMap((entry) => describeEntry(entry, page));
  return placesIn({ named: [], exceptions }, page, rows);
}

function describeEntry(entry: RepositoryPolicy, page: Page): readonly string[] {
  const { name, anyPrivilege, visibility, defaultPrivilege } = entry;
  const pattern = isWildcard(name.text) ? ", a pattern for the slugs of repositories" : "";
  const place = `${describePlace(name.position, page.path)}${pattern}${termsOf(name)}`;
  const limit = (value: string | null) => (value === null ? "not managed" : `at most ${value}`);
  const lists = ["admins", "write", "read"] as const;
  return [
    ...row(`repositories.${name.text}`, place, page),
    ...row("visibility", limit(visibility), page),
    ...row("default-privilege", limit(defaultPrivilege), page),
    ...(anyPrivilege
      ? row("privileges", "any", page)
      : lists.flatMap((list) => row(list, describeList(entry[list], page), page))),
    ...tokenListRow(entry, page),
  ];
}

function describeRepositoryFact(fact: RepositoryFact, repository: Repository, page: Page): string {
  const { privileges, coverage } = repository;
  // A number alone would look like all of them.
  const seen = coverage.status === "complete" ? "" : " seen";
  const facts: Readonly<Record<RepositoryFact, () => string>> = {
    name: () => `repository ${repository.slug}`,
    broadcast: () => `broadcast state ${describeFact(repository.broadcast, false, page.roster)}`,
    defaultPrivilege: () =>
      `default privilege ${describeFact(repository.defaultPrivilege, false, page.roster)}`,
    privileges: () => `${count(privileges.length, "privilege")}${seen}`,
    tokens: () => describeTokenCount(repository),
  };
  return facts[fact]();
}
