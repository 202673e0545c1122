/** A stand-in for GitHub over loopback: the few operations that are used, with its own strictness. */

import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export interface StandInComment {
  id: number;
  body: string;
  user: { id: number; login: string };
  html_url: string;
}

export interface StandInIssue extends StandInComment {
  number: number;
  title: string;
  state: "open" | "closed";
  state_reason: string | null;
  labels: string[];
  assignees: string[];
  pull_request?: object;
}

export interface GitHubOptions {
  readonly visibility?: "public" | "private" | "internal";
  readonly permissions?: {
    readonly issues?: "read" | "write";
    readonly pullRequests?: "read" | "write";
  };
  readonly issuesEnabled?: boolean;
  /** Files of every pull request. */
  readonly files?: readonly string[];
  /** What `access-policy.yml` was before every pull request; absent: there was none. */
  readonly basePolicy?: string;
}

export interface GitHubRequest {
  readonly method: string;
  readonly template: string;
  readonly body: unknown;
}

export interface StandInGitHub {
  readonly apiUrl: string;
  readonly token: string;
  readonly comments: StandInComment[];
  readonly issues: StandInIssue[];
  readonly requests: GitHubRequest[];
  /** The requests that changed something, or tried to, as `METHOD template`. */
  writes(): string[];
  /** Adds a comment or an issue that somebody wrote before. */
  seedComment(comment: Partial<StandInComment>): StandInComment;
  seedIssue(issue: Partial<StandInIssue>): StandInIssue;
  close(): Promise<void>;
}

/** The commit that a pull request's run is about, and its first parent. */
export const mergeSha = "a".repeat(40);
const baseSha = "b".repeat(40);

/** The account of a job's own token: the same id everywhere, and two spellings of its login. */
export const ownAccount = { id: 41_898_282, login: "github-actions[bot]" };
export const stranger = { id: 4711, login: "mallory" };

const maxBodyCharacters = 65_536;

interface Reply {
  readonly status: number;
  readonly body?: unknown;
  /** Cut into pages by `per_page`. */
  readonly list?: readonly unknown[];
  /** Sent as it is. */
  readonly text?: string;
}

interface Question {
  readonly id: number;
  readonly url: URL;
  readonly accept: string;
  readonly body: Record<string, unknown>;
}

interface Operation {
  readonly method: string;
  readonly template: string;
  readonly permission?: "issues" | "pullRequests";
  readonly answer: (question: Question) => Reply;
}

export async function startGitHub(options: GitHubOptions = {}): Promise<StandInGitHub> {
  const token = "ghs_standInTokenThatMustNeverBeSeen00000";
  const comments: StandInComment[] = [];
  const issues: StandInIssue[] = [];
  const requests: GitHubRequest[] = [];
  let lastId = 1000;

  const seedComment: StandInGitHub["seedComment"] = (comment) => {
    const id = ++lastId;
    const whole = {
      id,
      body: "",
      user: ownAccount,
      html_url: `https://github.example/c/${id}`,
      ...comment,
    };
    comments.push(whole);
    return whole;
  };
  const seedIssue: StandInGitHub["seedIssue"] = (issue) => {
    const id = ++lastId;
    const number = issues.length + 1;
    const whole: StandInIssue = {
      id,
      number,
      title: "",
      body: "",
      state: "open",
      state_reason: null,
      labels: [],
      assignees: [],
      user: ownAccount,
      html_url: `https://github.example/i/${number}`,
      ...issue,
    };
    issues.push(whole);
    return whole;
  };

  const operations: readonly Operation[] = [
    {
      method: "POST",
      template: "/graphql",
      answer: ({ body }) =>
        String(body["query"]).includes("viewer")
          ? {
              status: 200,
              body: { data: { viewer: { login: "github-actions", databaseId: ownAccount.id } } },
            }
          : { status: 400 },
    },
    {
      method: "GET",
      template: "/repos/{owner}/{repo}",
      answer: () => ({
        status: 200,
        body: { visibility: options.visibility ?? "private", default_branch: "main" },
      }),
    },
    {
      method: "GET",
      template: "/repos/{owner}/{repo}/git/commits/{sha}",
      answer: ({ url }) =>
        url.pathname.endsWith(mergeSha)
          ? { status: 200, body: { parents: [{ sha: baseSha }, { sha: "c".repeat(40) }] } }
          : { status: 404, body: { message: "Not Found" } },
    },
    {
      method: "GET",
      template: "/repos/{owner}/{repo}/contents/access-policy.yml",
      answer: ({ url, accept }) =>
        options.basePolicy !== undefined &&
        url.searchParams.get("ref") === baseSha &&
        accept.includes("raw")
          ? { status: 200, text: options.basePolicy }
          : { status: 404, body: { message: "Not Found" } },
    },
    {
      method: "GET",
      template: "/repos/{owner}/{repo}/pulls/{number}/files",
      answer: () => ({
        status: 200,
        list: (options.files ?? []).map((filename) => ({ filename })),
      }),
    },
    {
      method: "GET",
      template: "/repos/{owner}/{repo}/issues/{number}/comments",
      answer: () => ({ status: 200, list: comments }),
    },
    {
      method: "POST",
      template: "/repos/{owner}/{repo}/issues/{number}/comments",
      permission: "pullRequests",
      answer: ({ body }) => ({ status: 201, body: seedComment({ body: String(body["body"]) }) }),
    },
    {
      method: "PATCH",
      template: "/repos/{owner}/{repo}/issues/comments/{id}",
      permission: "pullRequests",
      answer: ({ id, body }) =>
        change(
          comments.find((comment) => comment.id === id),
          body,
        ),
    },
    {
      method: "DELETE",
      template: "/repos/{owner}/{repo}/issues/comments/{id}",
      permission: "pullRequests",
      answer: ({ id }) => {
        const index = comments.findIndex((comment) => comment.id === id);
        if (index === -1) return { status: 404, body: { message: "Not Found" } };
        comments.splice(index, 1);
        return { status: 204 };
      },
    },
    {
      method: "GET",
      template: "/repos/{owner}/{repo}/issues",
      answer: () => ({ status: 200, list: issues }),
    },
    {
      method: "POST",
      template: "/repos/{owner}/{repo}/issues",
      permission: "issues",
      answer: ({ body }) => ({ status: 201, body: seedIssue(body) }),
    },
    {
      method: "PATCH",
      template: "/repos/{owner}/{repo}/issues/{number}",
      permission: "issues",
      answer: ({ id, body }) =>
        change(
          issues.find((issue) => issue.number === id),
          body,
        ),
    },
  ];

  function answer(request: IncomingMessage, url: URL, text: string): Reply {
    const path = url.pathname;
    if (request.headers.authorization !== `token ${token}`)
      return { status: 401, body: { message: "Bad credentials" } };
    if (!(request.headers["user-agent"] ?? "").startsWith("cloudsmith-access-audit/"))
      return { status: 403 };
    const operation = operations.find(
      (candidate) =>
        candidate.method === request.method && toPattern(candidate.template).test(path),
    );
    const body = text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
    requests.push({ method: request.method ?? "", template: operation?.template ?? path, body });
    if (operation === undefined) return { status: 404, body: { message: "Not Found" } };
    const { permission, template } = operation;
    if (options.issuesEnabled === false && /\/issues(\/\{number\})?$/u.test(template)) {
      return { status: 410, body: { message: "Issues are disabled for this repo" } };
    }
    if (permission !== undefined && options.permissions?.[permission] === "read") {
      return { status: 403, body: { message: "Resource not accessible by integration" } };
    }
    if (typeof body["body"] === "string" && Array.from(body["body"]).length > maxBodyCharacters) {
      return { status: 422, body: { message: "Validation Failed: body is too long" } };
    }
    const id = Number(/(\d+)(?:\/\w+)?$/u.exec(path)?.[1]);
    return operation.answer({ id, url, accept: request.headers.accept ?? "", body });
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
      const reply = answer(request, url, Buffer.concat(chunks).toString("utf8"));
      response.statusCode = reply.status;
      if (reply.text !== undefined) {
        response.setHeader("Content-Type", "application/vnd.github.raw; charset=utf-8");
        response.end(reply.text);
        return;
      }
      response.setHeader("Content-Type", "application/json; charset=utf-8");
      const body =
        reply.list === undefined
          ? reply.body
          : page(reply.list, url, (link) => response.setHeader("Link", link));
      response.end(body === undefined ? "" : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    apiUrl: `http://127.0.0.1:${port}`,
    token,
    comments,
    issues,
    requests,
    writes: () =>
      requests
        .filter(({ method, template }) => method !== "GET" && template !== "/graphql")
        .map(({ method, template }) => `${method} ${template}`),
    seedComment,
    seedIssue,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function change(target: object | undefined, changes: object): Reply {
  if (target === undefined) return { status: 404, body: { message: "Not Found" } };
  return { status: 200, body: Object.assign(target, changes) };
}

function toPattern(template: string): RegExp {
  return new RegExp(
    `^${template.replaceAll(/\{(\w+)\}/gu, (_, name) => (["owner", "repo", "sha"].includes(name) ? "[^/]+" : "\\d+"))}$`,
    "u",
  );
}

function page(list: readonly unknown[], url: URL, setLink: (link: string) => void): unknown[] {
  const size = Math.min(100, Number(url.searchParams.get("per_page") ?? 30));
  const number = Number(url.searchParams.get("page") ?? 1);
  const last = Math.max(1, Math.ceil(list.length / size));
  if (number < last) {
    const next = new URL(url);
    next.searchParams.set("page", String(number + 1));
    setLink(`<http://${url.host}${next.pathname}${next.search}>; rel="next"`);
  }
  return list.slice((number - 1) * size, number * size);
}
