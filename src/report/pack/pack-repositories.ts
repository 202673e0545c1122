/** A roster's repositories, as a pack has them. */

import type { Policy } from "../../policy/policy.ts";
import { indexRepositories } from "../../policy/repository-index.ts";
import type { Roster } from "../../roster/model.ts";
import { requestedRepositories } from "../../roster/requested.ts";
import { indexKeyFindings } from "../key-findings.ts";
import type { Report } from "../report.ts";
import type { Pack } from "./pack.ts";
import { toPackTokens } from "./pack-keys.ts";
import { toPackFinding, toWord } from "./pack-values.ts";

/** Returns the repositories; nothing if they were not requested. */
export function toPackRepositories(
  report: Report,
  roster: Roster,
  policy: Policy,
): Pick<Pack, "repositories"> {
  if (!requestedRepositories(roster)) return {};
  const { managed } = indexRepositories(roster, policy);
  const places = new Map(
    managed.map((one) => [one.repository, `repositories.${one.policy.name.text}`]),
  );
  const findings = Map.groupBy(
    report.findings,
    ({ subject, object }) => [subject, object].find((one) => one?.kind === "repository")?.id,
  );
  const about = indexKeyFindings(report.findings);
  return {
    repositories: roster.repositories.map((repository) => ({
      id: repository.id,
      slug: repository.slug,
      name: repository.name,
      broadcast: toWord(repository.broadcast),
      defaultPrivilege: toWord(repository.defaultPrivilege),
      privileges: repository.privileges.map(({ kind, slug, level }) => ({
        kind,
        slug,
        level: toWord(level),
      })),
      coverage: repository.coverage,
      place: places.get(repository) ?? null,
      findings: (findings.get(repository.id) ?? []).map(toPackFinding),
      ...toPackTokens(repository, about),
    })),
  };
}
