/**
 * Lists that one request replaces: the teams of a service account, and the service accounts of an
 * OIDC provider. What no task removes stays, such as what an exception accepts.
 */

import { isUnknown } from "../../roster/fact.ts";
import { fold } from "../../roster/fold.ts";
import type { Roster } from "../../roster/model.ts";
import type { TeamRole } from "../../roster/roles.ts";
import type { Finding } from "../finding.ts";

export interface ServiceTeam {
  readonly slug: string;
  readonly role: TeamRole;
}

/**
 * Returns a function that takes a service account's slug and returns its teams after these findings
 * are resolved; undefined if a team or a role was not seen, because the account could lose it.
 */
export function serviceTeams(
  { services, teams }: Roster,
  findings: readonly Finding[],
): (slug: string) => readonly ServiceTeam[] | undefined {
  const slugs = new Map(teams.map((team) => [team.id, team.slug]));
  const byService = Map.groupBy(
    findings.filter(({ subject, object }) => subject.kind === "service" && object?.kind === "team"),
    ({ subject }) => subject.slug,
  );
  const bySlug = new Map(services.map((service) => [service.slug, service]));
  return (slug) => {
    const own = bySlug.get(slug)?.teams;
    if (own === undefined || isUnknown(own)) return undefined;
    const left = new Map<string, ServiceTeam>();
    for (const { team: id, role } of own) {
      const team = slugs.get(id);
      if (team === undefined || isUnknown(role)) return undefined;
      left.set(id, { slug: team, role });
    }
    for (const { object, resolvedBy } of byService.get(slug) ?? []) {
      if (object === undefined) continue;
      if (resolvedBy === "remove") left.delete(object.id);
      else if (resolvedBy === "grant") left.set(object.id, { slug: object.slug, role: "Member" });
    }
    return [...left.values()];
  };
}

/**
 * Returns a function that takes an OIDC provider's id and returns the service accounts on its list
 * after these findings are resolved; undefined if the list was not seen.
 */
export function providerServices(
  { oidcProviders }: Roster,
  findings: readonly Finding[],
): (id: string) => readonly string[] | undefined {
  const byProvider = Map.groupBy(
    findings.filter(({ rule }) => rule === "oidc-service"),
    ({ object }) => object?.id,
  );
  const byId = new Map(oidcProviders.map((provider) => [provider.id, provider]));
  return (id) => {
    const services = byId.get(id)?.services;
    if (services === undefined || isUnknown(services)) return undefined;
    const removed = new Set((byProvider.get(id) ?? []).map(({ subject }) => fold(subject.slug)));
    return services.filter((slug) => !removed.has(fold(slug)));
  };
}
