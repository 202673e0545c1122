/** The endpoints of the sandbox, one entry each. */

import { forbidden, notFound, notInPlan, toPage, unauthorized, type Answer } from "./answer.ts";
import type { Credential } from "./callers.ts";
import { listRepositories, type VisibleRepository } from "./repository-view.ts";
import { listMembers, listTeamMembers, order, type ActiveSemantics } from "./lists.ts";
import { answerTokens } from "./tokens.ts";
import type { CallerView } from "./caller-view.ts";
import type { SandboxWorkspace } from "./wire.ts";

export interface Question {
  readonly workspace: SandboxWorkspace;
  readonly credential: Credential;
  /** What the key's account sees; undefined without a valid key. */
  readonly view: CallerView | undefined;
  readonly query: URLSearchParams;
  readonly segments: Readonly<Record<string, string>>;
  readonly activeSemantics: ActiveSemantics;
  /** Changes the workspace that is served. */
  readonly change: (edit: (workspace: SandboxWorkspace) => void) => void;
}

export interface Route {
  /** As the API's description spells it, with or without the final slash. */
  readonly template: string;
  readonly answer: (question: Question) => Answer;
}

type Inside = Question & { readonly view: CallerView };

export const routes: readonly Route[] = [
  { template: "/user/self/", answer: self },
  {
    template: "/orgs/",
    answer: signedIn(({ workspace, query }) => toPage([workspace.organization], query)),
  },
  {
    template: "/orgs/{org}/",
    answer: inWorkspace(({ workspace }) => ({ status: 200, body: workspace.organization })),
  },
  { template: "/orgs/{org}/members/", answer: inWorkspace(members) },
  { template: "/orgs/{org}/members/{member}/", answer: inWorkspace(member) },
  { template: "/orgs/{org}/members/{member}/remove/", answer: inSettings(removeMember) },
  { template: "/orgs/{org}/teams/", answer: inWorkspace(teams) },
  { template: "/orgs/{org}/teams/{team}/members", answer: inWorkspace(teamMembers) },
  { template: "/orgs/{org}/services/", answer: inSettings(services) },
  { template: "/orgs/{org}/services/{service}/", answer: inWorkspace(service) },
  {
    template: "/orgs/{org}/invites/",
    answer: inSettings(({ workspace, query }) => toPage(workspace.invites, query)),
  },
  {
    template: "/orgs/{org}/saml-group-sync/",
    answer: inSettings(({ workspace, query }) => toPage(workspace.groupSync.mappings, query)),
  },
  {
    template: "/orgs/{org}/saml-group-sync/status/",
    answer: inSettings(({ workspace }) => ({
      status: 200,
      body: { saml_group_sync_status: workspace.groupSync.enabled },
    })),
  },
  {
    template: "/orgs/{org}/openid-connect/",
    answer: inSettings(({ workspace, query }) => toPage(workspace.oidc, query)),
  },
  {
    template: "/orgs/{org}/openid-connect/{provider_setting}/dynamic-mappings/",
    answer: inSettings(({ workspace, query, segments: { provider_setting: id = "" } }) =>
      workspace.oidc.some(({ slug_perm }) => slug_perm === id)
        ? toPage(workspace.dynamicMappings[id] ?? [], query)
        : notFound,
    ),
  },
  {
    template: "/orgs/{org}/saml-authentication",
    answer: inSettings(({ workspace }) =>
      workspace.saml === null ? notInPlan : { status: 200, body: workspace.saml },
    ),
  },
  { template: "/repos/{owner}/", answer: inWorkspace(repositories) },
  { template: "/repos/{owner}/{identifier}/privileges", answer: inWorkspace(privileges) },
  {
    template: "/entitlements/{owner}/{repo}/",
    answer: inWorkspace((inside) =>
      answerTokens(findRepository(inside, inside.segments["repo"]), inside.query),
    ),
  },
];

function signedIn(answer: (question: Inside) => Answer): Route["answer"] {
  return (question) => {
    const { credential, view } = question;
    if (view !== undefined) return answer({ ...question, view });
    const none = credential === "none";
    return unauthorized(none ? "Authentication credentials were not provided." : "Invalid token.");
  };
}

function inWorkspace(answer: (question: Inside) => Answer): Route["answer"] {
  return signedIn((question) => {
    const { slug, slug_perm } = question.workspace.organization;
    const { org, owner } = question.segments;
    const wanted = org ?? owner;
    return wanted === slug || wanted === slug_perm ? answer(question) : notFound;
  });
}

/** No source says whether the API answers 403 or 404 to a key with few rights here. */
function inSettings(answer: (question: Inside) => Answer): Route["answer"] {
  return inWorkspace((question) => (question.view.settings ? answer(question) : forbidden));
}

/** Answers 200 to everybody: only `authenticated` distinguishes a valid key from none. */
function self({ view }: Question): Answer {
  const body = {
    authenticated: view !== undefined,
    email: null,
    name: null,
    profile_url: null,
    self_url: "https://api.cloudsmith.io/v1/user/self/",
    slug: null,
    slug_perm: null,
  };
  if (view === undefined) return { status: 200, body };
  if (view.caller.kind === "service") {
    const { slug, name } = view.caller.service;
    return { status: 200, body: { ...body, name, slug, slug_perm: `sv-${slug}` } };
  }
  const { user, user_id, user_name, user_url, email } = view.caller.member;
  const person = { email, name: user_name, profile_url: user_url, slug: user, slug_perm: user_id };
  return { status: 200, body: { ...body, ...person } };
}

function members({ view, query, activeSemantics }: Inside): Answer {
  return toPage(listMembers(view, query, activeSemantics), query);
}

function member({ view, segments }: Inside): Answer {
  const { member: wanted } = segments;
  const found = view.members.find(({ user, email }) => user === wanted || email === wanted);
  return found === undefined ? notFound : { status: 200, body: found };
}

/**
 * A dangerous endpoint of the API: a GET that removes a member. It is here so that tests can show
 * that the audit never calls it.
 */
function removeMember({ workspace, segments, change }: Inside): Answer {
  const left = workspace.members.filter(({ user }) => user !== segments["member"]);
  if (left.length === workspace.members.length) return notFound;
  change((changed) => {
    changed.members = left;
  });
  return { status: 204 };
}

function teams({ view, query }: Inside): Answer {
  const forUser = query.get("for_user") === "true";
  const list = view.teams.filter(({ slug }) => !forUser || view.ownTeams.has(slug));
  return toPage(order(list, query.get("sort"), ["name"]), query);
}

/** Returns everybody in the team, on one page. If `user_kind` is left out, only people. */
function teamMembers({ workspace, view, query, segments }: Inside): Answer {
  const wanted = segments["team"];
  const team = view.teams.find(({ slug, slug_perm }) => slug === wanted || slug_perm === wanted);
  if (team === undefined) return notFound;
  const kind = query.get("user_kind") === "service" ? "Service" : "User";
  const found = listTeamMembers(view, workspace, kind).get(team.slug);
  return { status: 200, body: { members: found ?? [] } };
}

function services({ workspace, query }: Inside): Answer {
  return toPage(
    order(workspace.services, query.get("sort"), ["created_at", "name", "role"]),
    query,
  );
}

function service({ workspace, view, segments }: Inside): Answer {
  const found = workspace.services.find(({ slug }) => slug === segments["service"]);
  const own = view.caller.kind === "service" && view.caller.service === found;
  if (!view.settings && !own) return forbidden;
  return found === undefined ? notFound : { status: 200, body: found };
}

function repositories({ workspace, view, query }: Inside): Answer {
  const rows = visibleRepositories({ workspace, view }).map(({ repository }) => repository.row);
  return toPage(order(rows, query.get("sort") ?? "-created_at", ["created_at", "name"]), query);
}

/** Accepts `page` and `page_size`, but sends no pagination headers. */
function privileges(inside: Inside): Answer {
  const { query, segments } = inside;
  const found = findRepository(inside, segments["identifier"]);
  if (found === undefined) return notFound;
  if (!found.isAdmin) return forbidden;
  const { status, body } = toPage(found.repository.privileges, query);
  return { status, body: status === 200 ? { privileges: body } : body };
}

function findRepository(
  inside: Pick<Inside, "workspace" | "view">,
  wanted: string | undefined,
): VisibleRepository | undefined {
  return visibleRepositories(inside).find(
    ({ repository: { row } }) => row.slug === wanted || row.slug_perm === wanted,
  );
}

function visibleRepositories({
  workspace,
  view,
}: Pick<Inside, "workspace" | "view">): readonly VisibleRepository[] {
  return view.once("repositories", () => listRepositories(view.caller, workspace));
}
