/** The endpoints that the sandbox answers, one entry each. */

import { lookAs, type Caller, type Sight } from "./sight.ts";
import type { SandboxWorkspace, WireMember } from "./wire.ts";

/** How the members list takes `is_active`; no public source tells which of these is true. */
export type ActiveSemantics = "everyone-by-default" | "hides-inactive" | "false-is-default";

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  /** A list is cut into pages by the server. */
  readonly list?: readonly unknown[];
}

export interface Question {
  readonly workspace: SandboxWorkspace;
  /** undefined: no usable key was given. */
  readonly caller: Caller | undefined;
  readonly query: URLSearchParams;
  readonly segments: Readonly<Record<string, string>>;
  readonly activeSemantics: ActiveSemantics;
}

export interface Route {
  readonly template: string;
  readonly answer: (question: Question) => Answer;
}

export const notFound: Answer = { status: 404, body: { detail: "Not found." } };
const unauthorized: Answer = { status: 401, body: { detail: "Invalid token." } };
const forbidden: Answer = {
  status: 403,
  body: { detail: "You do not have permission to perform this action." },
};
const notInPlan: Answer = {
  status: 402,
  body: { detail: "This feature is not included in the workspace's plan." },
};

export const routes: readonly Route[] = [
  { template: "/user/self/", answer: self },
  {
    template: "/orgs/{org}/",
    answer: inWorkspace(({ workspace }) => ({ status: 200, body: workspace.organization })),
  },
  { template: "/orgs/{org}/members/", answer: inWorkspace(members) },
  { template: "/orgs/{org}/members/{member}/", answer: inWorkspace(member) },
  { template: "/orgs/{org}/members/{member}/remove/", answer: inWorkspace(removeMember) },
  {
    template: "/orgs/{org}/teams/",
    answer: inWorkspace(({ sight }) => ({ status: 200, list: sight.teams })),
  },
  { template: "/orgs/{org}/teams/{team}/members", answer: inWorkspace(teamMembers) },
  {
    template: "/orgs/{org}/services/",
    answer: inSettings(({ workspace }) => ({ status: 200, list: workspace.services })),
  },
  { template: "/orgs/{org}/services/{service}/", answer: inWorkspace(service) },
  {
    template: "/orgs/{org}/invites/",
    answer: inSettings(({ workspace }) => ({ status: 200, list: workspace.invites })),
  },
  {
    template: "/orgs/{org}/saml-group-sync/",
    answer: inSettings(() => ({ status: 200, list: [] })),
  },
  {
    template: "/orgs/{org}/openid-connect/",
    answer: inSettings(() => ({ status: 200, list: [] })),
  },
  { template: "/orgs/{org}/saml-authentication", answer: inSettings(() => notInPlan) },
];

/** Answers 200 to anybody: only `authenticated` tells a good key from none. */
function self({ caller }: Question): Answer {
  const self_url = "https://api.cloudsmith.io/v1/user/self/";
  if (caller === undefined) {
    const body = {
      authenticated: false,
      email: null,
      name: null,
      profile_url: null,
      self_url,
      slug: null,
      slug_perm: null,
    };
    return { status: 200, body };
  }
  if (caller.kind === "service") {
    const { slug, name } = caller.service;
    const body = {
      authenticated: true,
      email: null,
      name,
      profile_url: null,
      self_url,
      slug,
      slug_perm: `sv-${slug}`,
    };
    return { status: 200, body };
  }
  const { user, user_id, user_name, user_url, email } = caller.member;
  const body = {
    authenticated: true,
    email,
    name: user_name,
    profile_url: user_url,
    self_url,
    slug: user,
    slug_perm: user_id,
  };
  return { status: 200, body };
}

type Inside = Question & { readonly sight: Sight };

function inWorkspace(answer: (question: Inside) => Answer): Route["answer"] {
  return (question) => {
    const { caller, workspace, segments } = question;
    if (caller === undefined) return unauthorized;
    const { slug, slug_perm } = workspace.organization;
    if (segments["org"] !== slug && segments["org"] !== slug_perm) return notFound;
    return answer({ ...question, sight: lookAs(caller, workspace) });
  };
}

function inSettings(answer: (question: Inside) => Answer): Route["answer"] {
  return inWorkspace((question) => (question.sight.settings ? answer(question) : forbidden));
}

function members({ sight, query, activeSemantics }: Inside): Answer {
  const descending = query.get("sort")?.startsWith("-") === true;
  const key = query.get("sort")?.endsWith("role") === true ? "role" : "user_name";
  const list = sight.members
    .filter(activeFilter(query.get("is_active"), activeSemantics))
    .toSorted((a, b) => (a[key] < b[key] ? -1 : 1));
  return { status: 200, list: descending ? list.toReversed() : list };
}

function activeFilter(
  parameter: string | null,
  semantics: ActiveSemantics,
): (member: WireMember) => boolean {
  if (parameter === "true") return (member) => member.is_active;
  const wantsInactive = parameter === "false" && semantics !== "false-is-default";
  if (wantsInactive) return (member) => !member.is_active;
  return semantics === "hides-inactive" ? (member) => member.is_active : () => true;
}

function member({ sight, segments }: Inside): Answer {
  const { member: wanted } = segments;
  const found = sight.members.find(({ user, email }) => user === wanted || email === wanted);
  return found === undefined ? notFound : { status: 200, body: found };
}

/** The trap in the API: a GET that removes. It is here so that tests can show that nobody falls into it. */
function removeMember({ workspace, segments }: Inside): Answer {
  workspace.members = workspace.members.filter(({ user }) => user !== segments["member"]);
  return { status: 204 };
}

function teamMembers({ workspace, sight, query, segments }: Inside): Answer {
  const team = sight.teams.find(({ slug, slug_perm }) =>
    [slug, slug_perm].includes(segments["team"] ?? ""),
  );
  if (team === undefined) return notFound;
  const role = (teams: WireMember["teams"]) => teams.find(({ slug }) => slug === team.slug)?.role;
  // Left out, user_kind means people only.
  const found =
    query.get("user_kind") === "service"
      ? workspace.services.map(({ slug, teams }) => ({
          user: slug,
          role: role(teams),
          user_kind: "Service",
        }))
      : workspace.members.map(({ user, teams }) => ({
          user,
          role: role(teams),
          user_kind: "User",
        }));
  return { status: 200, body: { members: found.filter((entry) => entry.role !== undefined) } };
}

function service({ workspace, caller, sight, segments }: Inside): Answer {
  const found = workspace.services.find(({ slug }) => slug === segments["service"]);
  const own = caller?.kind === "service" && caller.service === found;
  return found === undefined || !(sight.settings || own) ? notFound : { status: 200, body: found };
}
