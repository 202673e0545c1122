/**
 * Explains everything that has a name: people, service accounts, invites, teams, repositories, OIDC
 * providers and groups at the identity provider.
 */

import { requireSameWorkspace } from "../audit.ts";
import { AuditError } from "../errors.ts";
import { shareContext } from "../policy/shared-context.ts";
import { explainAccount, findAccounts } from "../policy/explain-account.ts";
import { gapsInLists } from "../policy/list-gap.ts";
import { findNamed } from "../policy/find-named.ts";
import type { Policy } from "../policy/policy.ts";
import { suggestFirst } from "../policy/suggest.ts";
import { wantsOf } from "../policy/wants.ts";
import type { Roster } from "../roster/model.ts";
import { requestedRepositories } from "../roster/requested.ts";
import { loadRoster } from "../sources/load-roster.ts";
import { readPolicyFile } from "../sources/policy-file.ts";
import { toSource } from "../sources/source.ts";
import { accountPage } from "./explain-account.ts";
import { explainName } from "./explain-name.ts";
import type { Page } from "./explain-page.ts";
import { mappingPage } from "./explain-mapping.ts";
import { absentProviderPage, providerPage } from "./explain-provider.ts";
import { absentRepositoryPage, repositoryPage } from "./explain-repository.ts";
import { absentTeamPage, teamPage } from "./explain-team.ts";
import { toSettings } from "./settings.ts";
import type { Flags, Terminal } from "./terminal.ts";

/** The words before the colon that choose what a name is. */
export const kinds = [
  "rule",
  "person",
  "service",
  "team",
  "repository",
  "provider",
  "mapping",
] as const;
export type Kind = (typeof kinds)[number];

export interface Wanted {
  readonly name: string;
  /** Undefined: all that have the name. */
  readonly kind: Exclude<Kind, "rule"> | undefined;
  /** For suggestions. */
  readonly ruleIds: readonly string[];
}

/** All but rules, in the order of messages. */
const others = kinds.filter((kind) => kind !== "rule");
type Pages = readonly (readonly string[])[];

/**
 * Returns a page for each thing of the workspace with a name, or for the policy's entries if only the
 * policy contains the name. Throws `AuditError` `BAD_SETTINGS` if
 * the workspace cannot be read.
 */
export async function explainNamed(
  wanted: Wanted,
  flags: Flags,
  terminal: Terminal,
): Promise<Pages> {
  const settings = toSettings(flags, terminal);
  if (settings["api-key"] === undefined && settings["from-c1z"] === undefined) {
    throw cannotLookUp(wanted);
  }
  // Whoever asks for a repository wants repositories to be read, unless the settings forbid it.
  const isAsked = wanted.kind === "repository" && settings.repositories === "auto";
  const reading = isAsked ? { ...settings, repositories: "always" as const } : settings;
  const { policy, roster } = await suggestRule(wanted, async () => {
    const policy = await readPolicyFile(settings.policy);
    const { roster } = await loadRoster(toSource(reading, wantsOf(policy)), terminal, { policy });
    return { policy, roster };
  });
  terminal.log.end();
  requireSameWorkspace(policy, roster);
  const context = shareContext(roster, policy, terminal.clock());
  const pages = findPages(wanted, policy, { terminal, roster, path: policy.path, context });
  if (pages.length === 0) {
    // An artifact that has no repositories says no more with another name.
    const canAsk = settings["from-c1z"] === undefined && settings.repositories === "auto";
    throw notFound(wanted, roster, canAsk);
  }
  return pages;
}

function findPages({ name, kind }: Wanted, policy: Policy, page: Page): Pages {
  const has = (one: Wanted["kind"]) => kind === undefined || kind === one;
  const now = page.terminal.clock();
  const accounts = findAccounts(page.roster, name).filter((account) =>
    has(account.kind === "member" ? "person" : "service"),
  );
  const teams = has("team") ? findNamed(page.roster.teams, name) : [];
  const absentTeam =
    has("team") && teams.length === 0 ? absentTeamPage(name, policy, page) : undefined;
  const repositories = has("repository") ? findNamed(page.roster.repositories, name) : [];
  const absentRepository =
    has("repository") && repositories.length === 0
      ? absentRepositoryPage(name, policy, page)
      : undefined;
  const providers = has("provider") ? findNamed(page.roster.oidcProviders, name) : [];
  const absentProvider =
    has("provider") && providers.length === 0 ? absentProviderPage(name, policy, page) : undefined;
  const mapping = has("mapping") ? mappingPage(name, policy, page) : undefined;
  const absent = [absentTeam, absentRepository, absentProvider, mapping].filter(
    (one) => one !== undefined,
  );
  const isPlace = teams.length + repositories.length + providers.length + absent.length > 0;
  return [
    ...accounts.map((account) =>
      accountPage(explainAccount(page.roster, policy, account, now), page),
    ),
    ...(kind === undefined || kind === "person" || kind === "service"
      ? explainName(name, policy, page, { isAccount: accounts.length > 0, isPlace, kind })
      : []),
    ...teams.map((team) => teamPage(team, policy, page)),
    ...repositories.map((repository) => repositoryPage(repository, policy, page)),
    ...providers.map((provider) => providerPage(provider, policy, page)),
    ...absent,
  ];
}

/** Reads, and if that fails, also says which rule was probably meant. */
async function suggestRule<Result>(
  { name, kind, ruleIds }: Wanted,
  read: () => Promise<Result>,
): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    const suggestion = kind === undefined ? suggestFirst(name, ruleIds).trim() : "";
    if (!(error instanceof AuditError) || suggestion === "") throw error;
    const { code, message, problems } = error;
    const also = `No rule has the id ${JSON.stringify(name)}. ${suggestion}`;
    throw new AuditError(code, `${message} ${also}`, { cause: error, problems });
  }
}

function cannotLookUp({ name, kind, ruleIds }: Wanted): AuditError {
  const noRule = kind === undefined ? "there is no rule with that id, and " : "";
  const [suggestion, list] =
    kind === undefined
      ? [suggestFirst(name, ruleIds), "Run explain without an argument for the rules, or set"]
      : ["", "Set"];
  return new AuditError(
    "BAD_SETTINGS",
    `cannot explain ${JSON.stringify(name)}: ${noRule}no account, no team and no repository can be looked up without an API key. ${suggestion}${list} CLOUDSMITH_API_KEY or --from-c1z.`,
  );
}

const missing = {
  person: "no member or invited person with that username, permanent id or e-mail address",
  service: "no service account with that slug",
  team: "no team with that slug, permanent id or name",
  repository: "no repository with that slug, permanent id or name",
  provider: "no OIDC provider with that slug, permanent id or name",
  mapping: "no group mapping with that group or permanent id",
} as const;

function joinAnd(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join("");
  return `${parts.slice(0, -1).join(", ")}, and ${parts.at(-1)}`;
}

/** `canAsk`: repositories are read if the name asks for them. */
function notFound({ name, kind, ruleIds }: Wanted, roster: Roster, canAsk: boolean): AuditError {
  const names = {
    person: roster.members.map(({ username }) => username),
    service: roster.services.map(({ slug }) => slug),
    team: roster.teams.map(({ slug }) => slug),
    repository: roster.repositories.map(({ slug }) => slug),
    provider: roster.oidcProviders.map(({ slug }) => slug),
    mapping: roster.groupSync.mappings.map(({ value }) => value),
  };
  const looked = kind === undefined ? others : [kind];
  const known = [...(kind === undefined ? ruleIds : []), ...looked.flatMap((one) => names[one])];
  const none = [
    ...(kind === undefined ? ["no rule with that id"] : []),
    ...looked.map((one) => missing[one]),
  ];
  const gaps = [
    ...gapsInLists(roster, ["members", "services", "invites", "teams"]),
    ...gapsInLists(roster, [
      ...(looked.includes("provider") ? (["oidc"] as const) : []),
      ...(looked.includes("mapping") ? (["group-sync"] as const) : []),
    ]),
    ...(looked.includes("repository") ? gapOfRepositories(roster) : []),
  ];
  const isUnread = looked.includes("repository") && !requestedRepositories(roster);
  const repository =
    isUnread && canAsk ? `For a repository, write ${JSON.stringify(`repository:${name}`)}. ` : "";
  const unseen = gaps.length === 0 ? "" : `, as far as was seen (${gaps.join("; ")})`;
  return new AuditError(
    "BAD_SETTINGS",
    `cannot explain ${JSON.stringify(name)}: the policy does not name it, and there is ${joinAnd(none)}${unseen}. ${suggestFirst(name, known)}${repository}Run explain without an argument for the rules.`,
  );
}

function gapOfRepositories(roster: Roster): readonly string[] {
  return requestedRepositories(roster)
    ? gapsInLists(roster, ["repositories"])
    : ["repositories were not requested"];
}
