/** The repository, its commits, files and pull requests. */

import { stranger, toUser } from "./account.ts";
import { fill } from "./json-schema.ts";
import { treeRoutes } from "./tree-routes.ts";
import { notFound, type Question, type Reply, type Routes } from "./route.ts";
import type { Repository, StandInDiff, State, StandInPull } from "./state.ts";

/** The commit that a pull request's run is about, and its two parents. */
export const mergeSha = "a".repeat(40);
export const baseSha = "b".repeat(40);
export const headSha = "c".repeat(40);

/** GitHub lists no more files of a pull request, or of a comparison. */
const maxListed = 3_000;
const maxCompared = 300;
/** Of a larger file GitHub gives no content, and of one larger still nothing. */
const maxContentBytes = 1024 * 1024;
const maxFileBytes = 100 * 1024 * 1024;

export const repositoryRoutes: Routes = {
  ...treeRoutes,
  "repos/get": ({ state }) => ({
    status: 200,
    body: fill("full-repository", toRepository(state.repository)),
  }),
  "git/get-commit": ({ state, path }) => {
    const sha = path["commit_sha"] ?? "";
    const parents = state.commits.get(sha);
    if (parents === undefined) return notFound;
    return { status: 200, body: fill("git-commit", { ...toTree(state, sha), ...gitCommit }) };
  },
  "git/get-ref": ({ state, path }) => {
    if (path["ref"] !== "heads/main") return notFound;
    const { url } = toTree(state, baseSha);
    const object = { type: "commit", sha: baseSha, url };
    return { status: 200, body: fill("git-ref", { ref: "refs/heads/main", object }) };
  },
  "repos/get-commit": ({ state, path }) => {
    const sha = path["ref"] === "main" ? baseSha : (path["ref"] ?? "");
    return state.commits.has(sha) ? { status: 200, body: toCommit(state, sha) } : notFound;
  },
  "repos/compare-commits-with-basehead": compare,
  "repos/get-content": readContent,
  "pulls/get": ({ state, path }) => {
    const pull = findPull(state, path);
    return pull === undefined ? notFound : { status: 200, body: toPull(state, pull) };
  },
  "pulls/list": ({ state, query }) => ({
    status: 200,
    list: query.get("state") === "closed" ? [] : state.pulls.map((pull) => toListed(state, pull)),
  }),
  "pulls/list-files": ({ state, path }) => {
    const pull = findPull(state, path);
    if (pull === undefined) return notFound;
    return { status: 200, list: pull.files.slice(0, maxListed).map((file) => toDiff(file)) };
  },
};

const person = { name: "Mallory", email: "mallory@fernwick.example", date: "2026-11-01T00:00:00Z" };
const verification = { verified: false, reason: "unsigned", signature: null, payload: null };
const gitCommit = {
  author: person,
  committer: person,
  message: "",
  verification: { ...verification, verified_at: null },
};

/** Returns the repository as every schema of one has it. */
export function toRepository({ id, owner, name, url, visibility, issuesEnabled }: Repository) {
  return {
    id,
    name,
    full_name: `${owner}/${name}`,
    html_url: url,
    url,
    owner: toUser({ id: 6000, login: owner, type: "User" }),
    private: visibility !== "public",
    visibility,
    default_branch: "main",
    has_issues: issuesEnabled,
  };
}

function toTree({ repository, commits }: State, sha: string) {
  const url = `${repository.url}/commit/${sha}`;
  return {
    sha,
    url,
    html_url: url,
    parents: (commits.get(sha) ?? []).map((parent) => {
      const parentUrl = `${repository.url}/commit/${parent}`;
      return { sha: parent, url: parentUrl, html_url: parentUrl };
    }),
    tree: { sha: "f".repeat(40), url },
  };
}

function toCommit(state: State, sha: string): object {
  const { tree, ...plain } = toTree(state, sha);
  const commit = { ...gitCommit, url: plain.url, comment_count: 0, tree };
  return fill("commit", { ...plain, commit, author: null, committer: null });
}

function compare({ state, path }: Question): Reply {
  const [base = "", head = ""] = (path["basehead"] ?? "").split("...");
  if (!state.commits.has(base) || !state.commits.has(head)) return notFound;
  const commits = base === head ? [] : [toCommit(state, head)];
  const parted = state.mergeBases.get(`${base}...${head}`) ?? base;
  const isAstray = state.astray.has(base);
  const relation = isAstray ? "diverged" : base === head ? "identical" : "ahead";
  return {
    status: 200,
    body: fill("commit-comparison", {
      base_commit: toCommit(state, base),
      merge_base_commit: toCommit(state, parted),
      status: relation,
      ahead_by: commits.length,
      behind_by: isAstray ? 1 : 0,
      total_commits: commits.length,
      commits,
      files: state.pulls
        .flatMap(({ files }) => files.map((file) => toDiff(file)))
        .slice(0, maxCompared),
    }),
  };
}

function readContent({ state, path: parameters, query, accept }: Question): Reply {
  const path = parameters["path"] ?? "";
  const ref = query.get("ref") ?? "main";
  const sha = ref === "main" ? baseSha : ref;
  const file = state.files.get(`${sha}:${path}`);
  const url = `${state.repository.url}/blob/${ref}/${path}`;
  const place = {
    name: path.split("/").at(-1) ?? path,
    path,
    sha: "d".repeat(40),
    url,
    html_url: url,
    _links: { self: url, html: url, git: url },
  };
  if (file === undefined) return readFolder(state, `${sha}:${path}/`);
  if (typeof file === "object" && "target" in file) {
    const { target } = file;
    const link = { ...place, type: "symlink", target, size: target.length };
    return { status: 200, body: fill("content-symlink", link) };
  }
  if (typeof file === "object" && "submodule" in file) {
    const submodule_git_url = `${url}.git`;
    const module = { ...place, type: "submodule", submodule_git_url, size: 0 };
    return { status: 200, body: fill("content-submodule", module) };
  }
  const bytes = Buffer.from(file);
  if (bytes.length > maxFileBytes) return tooLarge;
  if (/\bapplication\/vnd\.github(?:\.v3)?\.raw\b/u.test(accept)) {
    return { status: 200, text: bytes.toString("utf8") };
  }
  const isWhole = bytes.length <= maxContentBytes;
  return {
    status: 200,
    body: fill("content-file", {
      ...place,
      type: "file",
      size: bytes.length,
      encoding: isWhole ? "base64" : "none",
      content: isWhole ? bytes.toString("base64").replaceAll(/.{60}/gu, "$&\n") : "",
    }),
  };
}

const tooLarge: Reply = {
  status: 403,
  body: {
    message:
      "This API returns blobs up to 100 MB in size. The requested blob is too large to fetch via the API, but you can always clone the repository via Git in order to acquire it.",
    errors: [{ resource: "Blob", field: "data", code: "too_large" }],
    documentation_url: "https://docs.github.com/rest/repos/contents#get-repository-content",
  },
};

/** An empty list stands for whatever is in it. */
function readFolder({ files }: State, prefix: string): Reply {
  const isFolder = [...files.keys()].some((key) => key.startsWith(prefix));
  return isFolder ? { status: 200, body: [] } : notFound;
}

function findPull(state: State, path: Question["path"]): StandInPull | undefined {
  return state.pulls.find(({ number }) => number === Number(path["pull_number"]));
}

function toPull(state: State, pull: StandInPull): object {
  return fill("pull-request", { ...toBrief(state, pull), changed_files: pull.files.length });
}

function toListed(state: State, pull: StandInPull): object {
  return fill("pull-request-simple", toBrief(state, pull));
}

function toBrief({ repository }: State, pull: StandInPull) {
  const { number, html_url, created_at, headSha, mergeSha } = pull;
  const repo = fill("repository", toRepository(repository));
  const { headRepositoryId, headRef, baseRef } = pull;
  const fork = fill("repository", { ...toRepository(repository), id: headRepositoryId ?? 0 });
  const side = { repo, user: toUser(stranger) };
  const link = { href: html_url };
  return {
    id: 600_000 + number,
    number,
    html_url,
    state: "open",
    title: `Pull request ${number}`,
    user: toUser(stranger),
    created_at,
    updated_at: created_at,
    merge_commit_sha: mergeSha,
    author_association: "CONTRIBUTOR",
    base: { ...side, label: `fernwick:${baseRef}`, ref: baseRef, sha: baseSha },
    head: {
      ...side,
      repo: headRepositoryId === null ? null : fork,
      label: `fernwick:${headRef}`,
      ref: headRef,
      sha: headSha,
    },
    _links: {
      comments: link,
      commits: link,
      statuses: link,
      html: link,
      issue: link,
      review_comments: link,
      review_comment: link,
      self: link,
    },
  };
}

function toDiff(file: StandInDiff): object {
  const known =
    typeof file === "string"
      ? { filename: file, status: "modified" }
      : "status" in file
        ? file
        : { ...file, status: "renamed" };
  return fill("diff-entry", { sha: "e".repeat(40), additions: 1, changes: 1, ...known });
}
