/** Tasks about repositories: who has which privilege on them. */

import type { Finding } from "../finding.ts";
import { nameKind } from "../privilege-holders.ts";
import { nameOf } from "../subject.ts";
import { meantHint } from "../suggest.ts";
import { isNobody } from "./privilege-list.ts";
import { request, type Describe, type TaskCall, type TaskContext } from "./task-request.ts";

const privilegesPath = "/repos/{owner}/{identifier}/privileges";

export const removePrivilege: Describe = (finding, context) => ({
  todo: `remove ${holderOf(finding)} from the privileges of ${repositoryOf(finding)}`,
  call: replacePrivileges(finding, context),
});

export const givePrivilege: Describe = (finding, context) => {
  const what = `${finding.facts["expected"]} on ${repositoryOf(finding)}`;
  if (isNobody(finding, context)) {
    const todo = `create ${holderOf(finding)} and give it ${what}, or correct the name${meantHint(finding.facts)}`;
    return { todo, call: undefined };
  }
  return { todo: `give ${holderOf(finding)} ${what}`, call: setPrivilege(finding, context) };
};

export const changePrivilege: Describe = (finding, context) => ({
  todo: `give ${holderOf(finding)} ${finding.facts["expected"]} on ${repositoryOf(finding)} (now ${finding.facts["level"]})`,
  call: setPrivilege(finding, context),
});

/** A privilege that comes through a team is not the person's own. */
export const removeOutsider: Describe = (finding, context) => {
  const { team, level } = finding.facts;
  if (team === null) return removePrivilege(finding, context);
  const todo = `remove ${holderOf(finding)} from team ${team}, which has ${level} on ${repositoryOf(finding)}, or lower the team's level`;
  return { todo, call: undefined };
};

export const lowerVisibility: Describe = ({ subject, facts }) => ({
  todo: `lower the broadcast state of repository ${nameOf(subject)} to ${facts["allowed"]} (now ${facts["actual"]})`,
  call: undefined,
});

export const lowerDefaultPrivilege: Describe = ({ subject, facts }) => ({
  todo: `lower the default privilege of repository ${nameOf(subject)} to ${facts["allowed"]} (now ${facts["actual"]})`,
  call: undefined,
});

export const listRepository: Describe = ({ subject }) => ({
  todo: `list repository ${nameOf(subject)} in the policy`,
  call: undefined,
});

function holderOf({ subject, facts }: Finding): string {
  return `${nameKind(facts["kind"])}${nameOf(subject)}`;
}

function repositoryOf({ object }: Finding): string {
  return `repository ${object === undefined ? "" : nameOf(object)}`;
}

/** The request changes this privilege only. */
function setPrivilege({ subject, object, facts }: Finding, { roster }: TaskContext): TaskCall {
  const privileges = [{ privilege: facts["expected"], [String(facts["kind"])]: subject.slug }];
  const parameters = { identifier: object?.slug ?? "" };
  return request("PATCH", privilegesPath, roster, parameters, { privileges });
}

/** Undefined if a privilege was not seen, because its holder would lose it. */
function replacePrivileges(
  { object }: Finding,
  { roster, privilegesOf }: TaskContext,
): TaskCall | undefined {
  const privileges = object === undefined ? undefined : privilegesOf(object.id);
  if (object === undefined || privileges === undefined) return undefined;
  return request("PUT", privilegesPath, roster, { identifier: object.slug }, { privileges });
}
