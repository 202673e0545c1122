/** A stand-in for what GitHub tells of workflow artifacts, and one for the storage they are in. */

import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface StandInArtifact {
  readonly name?: string;
  readonly zip?: Buffer;
  readonly expired?: boolean;
  readonly createdAt?: string;
  readonly branch?: string;
  readonly headRepository?: number;
  readonly event?: string;
  /** A commit of the default branch, unless said otherwise. */
  readonly sha?: string;
  readonly digest?: string | null;
  readonly sizeBytes?: number;
}

export interface ArtifactsOptions {
  readonly artifacts?: readonly StandInArtifact[];
  /** Permissions that the token lacks. */
  readonly refused?: readonly "actions"[];
  /** Whether the storage sends on to somewhere else. */
  readonly storageRedirects?: boolean;
  /** Where the download is said to be, for a given address in the storage. */
  readonly redirect?: (address: string) => string;
  /** What answers any other question; undefined: 404. */
  readonly answer?: (method: string, url: URL, body: string) => unknown;
  /** Whether the token may only read. */
  readonly readOnly?: boolean;
}

export interface StandInArtifacts {
  readonly apiUrl: string;
  readonly token: string;
  /** What was asked, as `METHOD path`. */
  readonly asked: string[];
  /** The headers that the storage was sent. */
  readonly storageHeaders: IncomingMessage["headers"][];
  close(): Promise<void>;
}

export const repositoryId = 77;
const tip = "d".repeat(40);
const repo = "/repos/fernwick/governance";

export async function startArtifacts(options: ArtifactsOptions = {}): Promise<StandInArtifacts> {
  const token = "ghs_standInTokenThatMustNeverBeSeen11111";
  const asked: string[] = [];
  const storageHeaders: IncomingMessage["headers"][] = [];
  const artifacts = (options.artifacts ?? []).map((artifact, index) => ({
    ...artifact,
    id: 500 + index,
    zip: artifact.zip ?? Buffer.from("no zip"),
  }));
  const storage = await listen((request, response) => {
    storageHeaders.push(request.headers);
    const artifact = artifacts.find(({ id }) => request.url?.startsWith(`/blob/${id}?`));
    if (artifact === undefined) response.statusCode = 404;
    if (options.storageRedirects === true) {
      response.statusCode = 302;
      response.setHeader("Location", "/blob/elsewhere");
    }
    response.end(artifact?.zip);
  });
  const answer = (method: string, url: URL, body: string): unknown => {
    const path = url.pathname;
    if (path === repo) {
      return { id: repositoryId, default_branch: "main", visibility: "private" };
    }
    if (path === `${repo}/git/ref/heads%2Fmain` || path === `${repo}/git/ref/heads/main`) {
      return { ref: "refs/heads/main", object: { sha: tip } };
    }
    const compared = /\/compare\/([0-9a-f]+)\.\.\.([0-9a-f]+)$/u.exec(decodeURIComponent(path));
    if (compared !== null && compared[2] === tip) {
      return { status: compared[1]?.startsWith("e") === true ? "diverged" : "ahead" };
    }
    if (path === `${repo}/actions/artifacts`) {
      const named = artifacts.filter(
        ({ name = "roster" }) => name === url.searchParams.get("name"),
      );
      const size = Number(url.searchParams.get("per_page"));
      const page = Number(url.searchParams.get("page"));
      return {
        total_count: named.length,
        artifacts: named.slice((page - 1) * size, page * size).map(toListed),
      };
    }
    const run = /\/actions\/runs\/(\d+)$/u.exec(path);
    if (run !== null) return toRun(artifacts.find(({ id }) => id === Number(run[1]) - 1_000));
    return options.answer?.(method, url, body);
  };
  const api = await listen((request, response, body) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    asked.push(`${request.method} ${url.pathname}`);
    if (request.headers.authorization !== `token ${token}`) {
      reply(response, 401, { message: "Bad credentials" });
      return;
    }
    if (url.pathname.includes("/actions/") && (options.refused ?? []).includes("actions")) {
      reply(response, 403, { message: "Resource not accessible by integration" });
      return;
    }
    if (options.readOnly === true && request.method !== "GET" && url.pathname !== "/graphql") {
      reply(response, 403, { message: "Resource not accessible by integration" });
      return;
    }
    const download = /\/actions\/artifacts\/(\d+)\/zip$/u.exec(url.pathname);
    if (download !== null) {
      const address = `${storage.url}/blob/${download[1]}?sig=secretSignature`;
      response.statusCode = 302;
      response.setHeader("Location", (options.redirect ?? ((same) => same))(address));
      response.end();
      return;
    }
    const found = answer(request.method ?? "", url, body);
    reply(response, found === undefined ? 404 : 200, found ?? { message: "Not Found" });
  });
  return {
    apiUrl: api.url,
    token,
    asked,
    storageHeaders,
    close: async () => {
      await Promise.all([api.close(), storage.close()]);
    },
  };
}

type Stored = StandInArtifact & { readonly id: number; readonly zip: Buffer };

function toListed(artifact: Stored): unknown {
  const { id, zip, branch = "main", headRepository = repositoryId } = artifact;
  return {
    id,
    name: artifact.name ?? "roster",
    size_in_bytes: artifact.sizeBytes ?? zip.length,
    expired: artifact.expired ?? false,
    created_at: artifact.createdAt ?? "2026-11-22T05:17:00Z",
    digest:
      artifact.digest === undefined
        ? `sha256:${createHash("sha256").update(zip).digest("hex")}`
        : artifact.digest,
    workflow_run: {
      id: id + 1_000,
      repository_id: repositoryId,
      head_repository_id: headRepository,
      head_branch: branch,
      head_sha: artifact.sha ?? "c".repeat(40),
    },
  };
}

function toRun(artifact: Stored | undefined): unknown {
  if (artifact === undefined) return undefined;
  const { id, branch = "main", headRepository = repositoryId } = artifact;
  return {
    id: id + 1_000,
    event: artifact.event ?? "schedule",
    head_branch: branch,
    head_sha: artifact.sha ?? "c".repeat(40),
    head_repository: { id: headRepository },
  };
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.statusCode = status;
  response.setHeader("Content-Type", "application/json; charset=utf-8");
  response.end(JSON.stringify(body));
}

async function listen(
  handle: (request: IncomingMessage, response: ServerResponse, body: string) => void,
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => handle(request, response, Buffer.concat(chunks).toString("utf8")));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
