/** The pack as tables: its Markdown and its CSV files both show these. */

import type { ListName } from "../../roster/coverage.ts";
import { changeSentences } from "../changes.ts";
import type { Cell } from "../escape/escape-csv.ts";
import { isGap, placeOf, visibleOnly } from "../wording.ts";
import { accountTables, invitesTable, teamsTable } from "./account-tables.ts";
import { isListComplete, knownCount } from "../known-count.ts";
import { countCovered } from "./count-covered.ts";
import { hasTokens, isInPlan, keyTables } from "./key-tables.ts";
import { findMissing, noComparison, type Missing } from "./missing.ts";
import type { Pack } from "./pack.ts";
import { repositoryTables } from "./repository-tables.ts";
import { fileOf, tableOf, type Table } from "./table.ts";

/** Returns the pack's tables, in reading order. */
export function toTables(pack: Pack): readonly Table[] {
  const missing = findMissing(pack);
  const partial = new Set<string>(missing.flatMap(({ incomplete }) => incomplete));
  const tables = [
    aboutTable(pack),
    coverageTable(pack, missing, partial),
    ...accountTables(pack),
    teamsTable(pack),
    invitesTable(pack),
    ...repositoryTables(pack),
    ...keyTables(pack),
    findingsTable(pack),
    exceptionsTable(pack),
    changesTable(pack),
    rulesTable(pack),
  ];
  return tables.map((table) => ({ ...table, file: fileOf(table.name, partial.has(table.name)) }));
}

function aboutTable(pack: Pack): Table {
  const { organization, population, policy, coverage, counts, tool, repositories } = pack;
  const seen = (number: number, list: ListName) => knownCount(number, isListComplete(pack, list));
  const findings = (number: number) => knownCount(number, counts.notJudged === 0);
  const lines: readonly (readonly [what: string, value: Cell])[] = [
    ["workspace", organization.slug],
    ["workspace id", organization.id],
    ["read at", pack.readAt],
    ["written at", pack.generatedAt],
    ["read from", pack.archive === null ? "the workspace" : pack.archive.path],
    ["read as", coverage.readAs.slug ?? "unknown"],
    ["role of the reader", coverage.readAs.role ?? "unknown"],
    ["coverage", coverage.status + (coverage.visibleOnly === true ? `; ${visibleOnly}` : "")],
    ["what was seen", pack.notice],
    ["verdict", pack.verdict],
    ["members", seen(population.members, "members")],
    ["service accounts", seen(population.services, "services")],
    ["pending invites", seen(population.invites, "invites")],
    ...(repositories === undefined
      ? []
      : [["repositories", seen(repositories.length, "repositories")] as const]),
    ...keyCounts(pack),
    ["roster digest (SHA-256)", population.rosterDigest],
    ["policy", policy.path],
    ["policy digest (SHA-256)", policy.sha256],
    ["policy commit", policy.commit ?? "unknown"],
    ["changes since", describeSince(pack)],
    ["errors", findings(counts.errors)],
    ["warnings", findings(counts.warnings)],
    ["notes", findings(counts.notes)],
    ["accepted findings", findings(counts.accepted)],
    ["rules not judged", counts.notJudged],
    ["tool", `${tool.name} ${tool.version}`],
  ];
  return tableOf({ name: "about", title: "About this review", none: "Nothing." }, lines, {
    what: ([what]) => what,
    value: ([, value]) => value,
  });
}

function keyCounts(pack: Pack): readonly (readonly [what: string, value: Cell])[] {
  const { coverage, oidcProviders = [], groupSync, repositories = [] } = pack;
  const count = (what: string, name: "oidc" | "group-sync", number: number) =>
    [
      what,
      isInPlan(pack, name) ? knownCount(number, isListComplete(pack, name)) : "not in the plan",
    ] as const;
  const { complete = 0 } = coverage.tokens ?? {};
  const isWhole = isListComplete(pack, "repositories") && complete === repositories.length;
  const tokens = repositories.reduce((sum, one) => sum + (one.tokens?.list.length ?? 0), 0);
  return [
    ["entitlement tokens", hasTokens(pack) ? knownCount(tokens, isWhole) : "not read"],
    count("OIDC providers", "oidc", oidcProviders.length),
    count("group mappings", "group-sync", groupSync?.mappings.length ?? 0),
  ];
}

function describeSince({ changes, changesSince }: Pack): string {
  if (changes === null) return "nothing to compare with";
  return `${changes.since}, the ${changesSince ?? "baseline"}`;
}

/** What was read completely is listed, too, so that no list is only absent. */
function coverageTable(
  { coverage }: Pack,
  missing: readonly Missing[],
  partial: ReadonlySet<string>,
): Table {
  const complete = coverage.lists
    .filter((list) => !isGap(list))
    .map(({ name, status, count, reason, note }) => ({
      list: name,
      state: status,
      seen: String(count),
      reason: reason ?? note ?? null,
      affected: [] as string[],
    }));
  const gaps = missing.map(({ incomplete, unknownCells, ...gap }) => ({
    ...gap,
    affected: [...incomplete, ...unknownCells].map((name) => fileOf(name, partial.has(name))),
  }));
  return tableOf(
    { name: "coverage", title: "What was seen", none: "Nothing was seen." },
    [...complete, ...gaps],
    {
      list: ({ list }) => list,
      state: ({ state }) => state,
      seen: ({ seen }) => seen,
      reason: ({ reason }) => reason,
      "affected files": ({ affected }) => affected.join(", "),
    },
  );
}

function findingsTable({ findings, counts }: Pack): Table {
  const none = counts.notJudged === 0 ? "None." : "None was seen, but not every rule was judged.";
  return tableOf({ name: "findings", title: "Findings", none }, findings, {
    rule: ({ rule }) => rule,
    severity: ({ severity }) => severity,
    state: ({ state }) => state,
    kind: ({ subject }) => subject.kind,
    id: ({ subject }) => subject.id,
    who: ({ subject }) => subject.slug,
    what: ({ message }) => message,
    policy: (finding) => placeOf(finding),
    "accepted until": ({ accepted }) => accepted?.until ?? null,
    fingerprint: ({ fingerprint }) => fingerprint,
  });
}

function exceptionsTable({ exceptions, repositories, rules }: Pack): Table {
  return tableOf(
    { name: "exceptions", title: "Exceptions", none: "The policy has none." },
    exceptions,
    {
      rule: ({ rule }) => rule,
      subject: ({ subject }) => subject,
      team: ({ team }) => team,
      owner: ({ owner }) => owner,
      "approved by": ({ approvedBy }) => approvedBy,
      created: ({ created }) => created,
      expires: ({ expires }) => expires,
      status: ({ status }) => status,
      findings: (exception) => countCovered(exception, { rules }),
      reason: ({ reason }) => reason,
      ticket: ({ ticket }) => ticket,
      ...(repositories !== undefined && {
        repository: ({ repository }: Pack["exceptions"][number]) => repository ?? null,
      }),
    },
  );
}

function changesTable({ changes, changesSince }: Pack): Table {
  return tableOf(
    {
      name: "changes",
      title: `Changes since the ${changesSince ?? "last pack"}`,
      // A comparison always has a sentence, also if nothing changed.
      none: noComparison,
    },
    changes === null ? [] : changeSentences(changes),
    { since: () => changes?.since ?? null, change: (sentence) => sentence },
  );
}

function rulesTable({ rules }: Pack): Table {
  return tableOf({ name: "rules", title: "Rules", none: "None." }, rules, {
    rule: ({ id }) => id,
    severity: ({ severity }) => severity,
    status: ({ status }) => status,
    findings: ({ findings, status }) => knownCount(findings, status !== "not-judged"),
    "what it is about": ({ title }) => title,
    "why not judged": ({ reason }) => reason,
  });
}
