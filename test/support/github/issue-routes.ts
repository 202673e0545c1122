/** Issues, and pull requests as far as they are issues. */

import { ownAccount, stranger, toUser } from "./account.ts";
import { fill } from "./json-schema.ts";
import { refuseLength } from "./limits.ts";
import { disabled, invalid, notFound, type Question, type Reply, type Routes } from "./route.ts";
import { listed, type State, type StandInIssue, type StandInPull } from "./state.ts";

export const issueRoutes: Routes = {
  "issues/list-for-repo": ({ state, query }) => {
    const creator = query.get("creator");
    const known = [ownAccount, stranger, ...state.issues.map(({ user }) => user)];
    if (creator !== null && !known.some(({ login }) => login === creator)) {
      return invalid({ resource: "Search", field: "creator", code: "invalid" });
    }
    const toItem = (issue: StandInIssue) => toWire(state, issue);
    return { status: 200, list: listIssues(state, query), toItem };
  },
  "issues/get": ({ state, path }) => {
    const issue = find(state, path);
    const pull = state.pulls.find(({ number }) => number === Number(path["issue_number"]));
    if (issue !== undefined) return { status: 200, body: toWire(state, issue) };
    return pull === undefined ? notFound : { status: 200, body: toWire(state, toIssue(pull)) };
  },
  "issues/create": ({ state, actor, body }) => {
    if (!state.repository.issuesEnabled) return disabled;
    const refusal = refuseLength("Issue", body) ?? refuseNames(state, toChanges(body));
    if (refusal !== undefined) return refusal;
    const { mayLabel, lag } = state.repository;
    const extras = mayLabel ? {} : { labels: [], assignees: [] };
    const issue = state.addIssue({
      user: actor,
      unlisted: lag,
      ...toChanges(body),
      ...extras,
    });
    const { number } = issue;
    return { status: 201, body: toWire(state, issue), written: { number } };
  },
  "issues/update": update,
};

/** GitHub's limits; what it says of a label that is too long has no name in it. */
const maxAssignees = 10;
const maxLabelCharacters = 50;

function refuseNames(
  { repository: { assignable } }: State,
  { assignees = [], labels = [] }: Partial<StandInIssue>,
): Reply | undefined {
  if (labels.some((name) => name === "" || Array.from(name).length > maxLabelCharacters)) {
    return invalid({ resource: "Label", field: "name", code: "invalid" });
  }
  if (assignees.length > maxAssignees) {
    return invalid({ resource: "Issue", field: "assignees", code: "invalid" });
  }
  const value = assignees.find((login) => assignable?.includes(login) === false);
  if (value === undefined) return undefined;
  return invalid({ resource: "Issue", field: "assignees", code: "invalid", value });
}

function update({ state, path, body }: Question): Reply {
  const issue = find(state, path);
  if (issue === undefined) return notFound;
  if (!state.repository.issuesEnabled) return disabled;
  const refusal = refuseLength("Issue", body) ?? refuseNames(state, toChanges(body));
  if (refusal !== undefined) return refusal;
  const changes = toChanges(body);
  const turns = changes.state !== undefined && changes.state !== issue.state;
  const time = state.now();
  Object.assign(issue, changes, { updated_at: time, state_reason: issue.state_reason });
  if (turns && issue.state === "closed") {
    const reason = (body["state_reason"] ?? "completed") as StandInIssue["state_reason"];
    Object.assign(issue, { closed_at: time, state_reason: reason });
  }
  if (turns && issue.state === "open") {
    Object.assign(issue, { closed_at: null, state_reason: "reopened" });
  }
  return { status: 200, body: toWire(state, issue), written: { number: issue.number } };
}

function find(state: State, path: Question["path"]): StandInIssue | undefined {
  return state.issues.find(({ number }) => number === Number(path["issue_number"]));
}

function toChanges(body: Question["body"]): Partial<StandInIssue> {
  const { title, body: text, state, labels, assignees } = body;
  return {
    ...(title !== undefined && { title: `${title as string | number}` }),
    ...(text !== undefined && { body: (text as string | null) ?? "" }),
    ...(state !== undefined && { state: state as "open" | "closed" }),
    ...(labels !== undefined && { labels: toNames(labels, "name") }),
    ...(assignees !== undefined && { assignees: toNames(assignees, "login") }),
  };
}

function toNames(list: unknown, key: string): string[] {
  return (list as (string | Record<string, unknown>)[]).map((item) =>
    typeof item === "string" ? item : String(item[key]),
  );
}

/** Pull requests are in the list, too, as they are on GitHub. */
function listIssues(state: State, query: URLSearchParams): StandInIssue[] {
  const wanted = query.get("state") ?? "open";
  const [creator, since, labels] = [query.get("creator"), query.get("since"), query.get("labels")];
  const key = query.get("sort") === "updated" ? "updated_at" : "created_at";
  const sign = query.get("direction") === "asc" ? 1 : -1;
  return [...listed(state.issues), ...state.pulls.map(toIssue)]
    .filter((issue) => wanted === "all" || issue.state === wanted)
    .filter(({ user }) => creator === null || user.login === creator)
    .filter(({ updated_at }) => since === null || updated_at >= since)
    .filter((issue) => (labels?.split(",") ?? []).every((label) => issue.labels.includes(label)))
    .toSorted((a, b) => sign * (a[key] < b[key] ? -1 : 1));
}

function toIssue(pull: StandInPull): StandInIssue {
  const { number, html_url, created_at } = pull;
  return {
    id: 500_000 + number,
    number,
    html_url,
    title: `Pull request ${number}`,
    body: "",
    state: "open",
    state_reason: null,
    labels: [],
    assignees: [],
    user: stranger,
    created_at,
    updated_at: created_at,
    closed_at: null,
    locked: pull.locked,
    unlisted: 0,
  };
}

function toWire({ repository, comments, pulls }: State, issue: StandInIssue): object {
  const { number, labels, assignees, user, html_url, unlisted: _, ...plain } = issue;
  const people = assignees.map((login) => toUser({ id: 9000, login, type: "User" }));
  const isPull = pulls.some((pull) => pull.number === number);
  const links = { url: html_url, html_url, diff_url: html_url, patch_url: html_url };
  return fill("issue", {
    ...plain,
    number,
    html_url,
    url: html_url,
    repository_url: repository.url,
    comments_url: `${html_url}/comments`,
    events_url: `${html_url}/events`,
    labels_url: `${html_url}/labels`,
    user: toUser(user),
    labels: labels.map((name, index) => toLabel(repository.url, name, index)),
    assignee: people[0] ?? null,
    assignees: people,
    comments: comments.filter(({ on }) => on === number).length,
    author_association: user.type === "Bot" ? "NONE" : "CONTRIBUTOR",
    ...(isPull && { pull_request: links }),
  });
}

function toLabel(url: string, name: string, index: number): object {
  return {
    id: 7000 + index,
    node_id: "",
    url: `${url}/labels/${encodeURIComponent(name)}`,
    name,
    color: "ededed",
    default: false,
    description: null,
  };
}
