/** The page's repositories in the form that its views use: one object for each. */

import { isUnknown, type Fact } from "../../../../roster/fact.ts";
import {
  privilegeLevels,
  type DefaultPrivilege,
  type PrivilegeLevel,
  type Repository as RosterRepository,
} from "../../../../roster/repository.ts";
import type { ReportFinding } from "../../../report.ts";
import type { PageAllowance } from "../../allowances.ts";
import { unpackColumn } from "../../column.ts";
import {
  forBroadcast,
  forDefault,
  type PageHolder,
  type PageRepositories,
} from "../../repositories.ts";

/** A privilege of one holder on one repository. */
export interface Held {
  readonly holder: PageHolder;
  readonly level: Fact<PrivilegeLevel>;
  /** The lines of the policy that allow it. */
  readonly lines: readonly PageAllowance[];
  readonly findings: readonly ReportFinding[];
}

export interface Repository extends Omit<RosterRepository, "privileges"> {
  /** Highest level first, unknown ones before all. */
  readonly held: readonly Held[];
  /** All findings about the repository, also about its privileges. */
  readonly findings: readonly ReportFinding[];
  readonly broadcastLines: readonly PageAllowance[];
  readonly defaultLines: readonly PageAllowance[];
  /** The text that a search looks at, in lower case. */
  readonly searched: string;
}

export interface Repositories {
  readonly list: readonly Repository[];
  readonly byId: ReadonlyMap<string, Repository>;
  /** Whether lines of the policy were looked up. */
  readonly hasLines: boolean;
}

/** Returns the repositories, each with the findings about it. */
export function toRepositories(
  data: PageRepositories,
  findings: readonly ReportFinding[],
): Repositories {
  const columns = {
    broadcast: unpackColumn(data.broadcast),
    defaultPrivilege: unpackColumn(data.defaultPrivilege),
    status: unpackColumn(data.status),
    reason: unpackColumn(data.reason),
  };
  const found = Map.groupBy(findings, (finding) => repositoryOf(finding));
  const list = data.id.map((id, row): Repository => {
    const name = data.name[row] ?? "";
    const slug = data.slug[row] ?? id;
    const own = found.get(id) ?? [];
    const linesAt = readLines(data, row);
    const held = readHeld(data, row, { findings: own, linesAt });
    const [status, reason] = [columns.status[row], columns.reason[row]];
    return {
      id,
      slug,
      name,
      broadcast: columns.broadcast[row] ?? { unknown: "missing" },
      defaultPrivilege: columns.defaultPrivilege[row] ?? { unknown: "missing" },
      coverage: {
        status: typeof status === "string" ? status : "unknown",
        reason: typeof reason === "string" ? reason : null,
      },
      held,
      findings: own,
      broadcastLines: linesAt(forBroadcast),
      defaultLines: linesAt(forDefault),
      searched: [name, slug, id, ...held.map(({ holder }) => holder.slug)].join("\n").toLowerCase(),
    };
  });
  return {
    list,
    byId: new Map(list.map((repository) => [repository.id, repository])),
    hasLines: data.lines !== undefined,
  };
}

function repositoryOf({ subject, object }: ReportFinding): string | undefined {
  return [subject, object].find((one) => one?.kind === "repository")?.id;
}

function readHeld(
  { privileges, holders, levels }: PageRepositories,
  row: number,
  own: {
    readonly findings: readonly ReportFinding[];
    readonly linesAt: (at: number) => readonly PageAllowance[];
  },
): readonly Held[] {
  const pairs = privileges[row] ?? [];
  const about = Map.groupBy(own.findings, ({ subject }) => keyOf(subject));
  const held: Held[] = [];
  for (let at = 0; at < pairs.length; at += 2) {
    const holder = holders[pairs[at] ?? -1];
    const level = levels[pairs[at + 1] ?? -1];
    if (holder === undefined || level === undefined) continue;
    const findings = (about.get(keyOf(holder.subject)) ?? []).filter((one) => isOf(one, holder));
    held.push({ holder, level, lines: own.linesAt(at / 2), findings });
  }
  return held.sort((a, b) => rankOf(b.level) - rankOf(a.level));
}

function keyOf({ kind, id }: { readonly kind: string; readonly id: string }): string {
  return `${kind}/${id}`;
}

/** A team and a person with a name that is nobody's have the same subject; their kind differs. */
function isOf({ facts }: ReportFinding, { kind, subject }: PageHolder): boolean {
  return subject.kind !== "policy" || facts["kind"] === undefined || facts["kind"] === kind;
}

function readLines(
  { lines, allowedBy }: PageRepositories,
  row: number,
): (at: number) => readonly PageAllowance[] {
  const pairs = allowedBy[row] ?? [];
  const byPosition = new Map<number, PageAllowance[]>();
  for (let at = 0; at < pairs.length; at += 2) {
    const line = lines?.[pairs[at + 1] ?? -1];
    const position = pairs[at] ?? Number.NaN;
    if (line === undefined) continue;
    const known = byPosition.get(position);
    if (known === undefined) byPosition.set(position, [line]);
    else known.push(line);
  }
  return (at) => byPosition.get(at) ?? [];
}

/** Ranks a level; one that was not seen is the highest, because it may be Admin. */
export function rankOf(level: Fact<DefaultPrivilege>): number {
  if (isUnknown(level)) return privilegeLevels.length;
  return level === "None" ? -1 : privilegeLevels.indexOf(level);
}
