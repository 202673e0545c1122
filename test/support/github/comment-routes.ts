/** Comments on issues and pull requests. */

import { toUser } from "./account.ts";
import { fill } from "./json-schema.ts";
import { refuseLength } from "./limits.ts";
import { disabled, locked, notFound, type Question, type Reply, type Routes } from "./route.ts";
import { listed, type StandInComment } from "./state.ts";

export const commentRoutes: Routes = {
  "issues/list-comments": ({ state, path, query }) => {
    const number = Number(path["issue_number"]);
    if (![...state.issues, ...state.pulls].some((one) => one.number === number)) return notFound;
    const since = query.get("since");
    const comments = listed(state.comments.filter(({ on }) => on === number)).filter(
      ({ updated_at }) => since === null || updated_at >= since,
    );
    return { status: 200, list: comments.map(toWire) };
  },
  "issues/get-comment": (question) => {
    const comment = find(question);
    return comment === undefined ? notFound : { status: 200, body: toWire(comment) };
  },
  "issues/create-comment": ({ state, path, actor, body }) => {
    const number = Number(path["issue_number"]);
    const thread = [...state.issues, ...state.pulls].find((one) => one.number === number);
    if (thread === undefined) return notFound;
    const isPull = state.pulls.some((one) => one.number === number);
    if (!isPull && !state.repository.issuesEnabled) return disabled;
    if (thread.locked) return locked;
    const refusal = refuseLength("IssueComment", body);
    if (refusal !== undefined) return refusal;
    const unlisted = state.repository.lag;
    const text = String(body["body"]);
    const comment = state.addComment({ on: number, user: actor, body: text, unlisted });
    const issue = state.issues.find((one) => one.number === number);
    if (issue !== undefined) issue.updated_at = comment.created_at;
    return { status: 201, body: toWire(comment), written: { number, id: comment.id } };
  },
  "issues/update-comment": update,
  "issues/delete-comment": (question) => {
    const comment = find(question);
    if (comment === undefined) return notFound;
    const { comments } = question.state;
    comments.splice(comments.indexOf(comment), 1);
    return { status: 204, written: { id: comment.id } };
  },
};

function update(question: Question): Reply {
  const comment = find(question);
  if (comment === undefined) return notFound;
  const refusal = refuseLength("IssueComment", question.body);
  if (refusal !== undefined) return refusal;
  const { state, body } = question;
  Object.assign(comment, { body: String(body["body"]), updated_at: state.now() });
  return { status: 200, body: toWire(comment), written: { id: comment.id } };
}

function find({ state, path }: Question): StandInComment | undefined {
  return state.comments.find(({ id }) => id === Number(path["comment_id"]));
}

function toWire(comment: StandInComment): object {
  const { id, body, user, created_at, updated_at, html_url } = comment;
  const [issue_url = ""] = html_url.split("#");
  return fill("issue-comment", {
    id,
    body,
    created_at,
    updated_at,
    html_url,
    issue_url,
    url: html_url,
    user: toUser(user),
    author_association: user.type === "Bot" ? "NONE" : "CONTRIBUTOR",
  });
}
