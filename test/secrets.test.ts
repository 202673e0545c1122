/** Planted secrets, and every byte that leaves a run: none of them may be there. */

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { afterEach, expect, test } from "vitest";

import { unpackDatabase } from "../src/c1z/container.ts";
import { editText, refuse, type Fault } from "../src/sandbox/faults.ts";
import { sandboxPolicy } from "../src/sandbox/policy.ts";
import { sandboxIdToken, startSandbox, type Sandbox } from "../src/sandbox/server.ts";
import { fernwick } from "../src/sandbox/workspace.ts";
import { startGitHub, type StandInGitHub } from "./support/github.ts";
import { makeFolder, runAction, runCli } from "./support/process.ts";

const key = "plantedApiKey-Zm9vYmFy-0123456789";
const serviceKey = "plantedServiceKey-QmF6-9876543210";
const requestToken = "plantedRequestToken-00000000000000";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function openSandbox(faults: readonly Fault[] = []): Promise<Sandbox> {
  const workspace = fernwick();
  for (const service of workspace.services) service.key = serviceKey;
  const sandbox = await startSandbox({ workspace, faults, keys: { service: key } });
  closers.push(() => sandbox.close());
  return sandbox;
}

/** Stands in for the runner's own service that signs ID tokens. */
async function openIdTokens(): Promise<{ url: string; audiences: (string | null)[] }> {
  const audiences: (string | null)[] = [];
  const server = createServer((request, response) => {
    const good = request.headers.authorization === `Bearer ${requestToken}`;
    audiences.push(new URL(request.url ?? "/", "http://x").searchParams.get("audience"));
    response.statusCode = good ? 200 : 401;
    response.end(JSON.stringify(good ? { value: sandboxIdToken } : {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => new Promise((resolve) => void server.close(() => resolve())));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/token?api-version=2`, audiences };
}

async function openGitHub(): Promise<StandInGitHub> {
  const github = await startGitHub({ permissions: { issues: "write" } });
  closers.push(() => github.close());
  return github;
}

async function prepare(): Promise<string> {
  const folder = await makeFolder();
  await writeFile(join(folder, "access-policy.yml"), sandboxPolicy);
  return folder;
}

/** Returns every byte of the folder's files, artifacts unpacked as well. */
async function contents(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return (
    await Promise.all(
      names.map(async (name) => {
        const path = join(folder, name);
        const plain = await readFile(path, "latin1");
        if (!name.includes("c1z")) return [plain];
        const database = join(await makeFolder(), "sync.db");
        await unpackDatabase(path, database);
        return [plain, await readFile(database, "latin1")];
      }),
    )
  ).flat();
}

function expectNone(texts: readonly string[], secrets: readonly string[]): void {
  const everything = texts.join("\n").replaceAll(/^::add-mask::.*$/gmu, "");
  for (const secret of secrets) expect(everything).not.toContain(secret);
}

const files = {
  c1z: "cloudsmith.c1z",
  "report-json": "r.json",
  "report-markdown": "r.md",
  sarif: "r.sarif",
};
const schedule = {
  name: "schedule",
  payload: { repository: { visibility: "private", default_branch: "main" } },
};

/** An API that repeats what it was given, in errors and in data, as debugging proxies do. */
const echoes: readonly (readonly [string, readonly Fault[]])[] = [
  ["nothing goes wrong", []],
  ["the key is repeated in an error", [{ strike: refuse(403, {}, { detail: `no, ${key}` }) }]],
  [
    "the key is repeated in a request id",
    [{ template: "/orgs/{org}/services/", times: 1, strike: refuse(500, { "X-Request-Id": key }) }],
  ],
  [
    "the key is repeated in an error page",
    [{ template: "/orgs/{org}/teams/", times: 1, strike: editText(() => `<h1>${key}</h1>`) }],
  ],
  [
    "the key is repeated as somebody's name",
    [
      {
        template: "/orgs/{org}/members/",
        strike: editText((text) => text.replaceAll("Jonas Lindqvist", key)),
      },
    ],
  ],
];

test.each(echoes)("with an API key, no secret leaves when %s", async (_, faults) => {
  const [sandbox, github, folder] = [
    await openSandbox(faults),
    await openGitHub(),
    await prepare(),
  ];

  const run = await runAction({
    cwd: folder,
    event: schedule,
    apiUrl: github.apiUrl,
    inputs: { ...files, "api-url": sandbox.url, "api-key": key, token: github.token },
  });
  const cli = await runCli(
    ["audit", "--api-url", sandbox.url, "--report-json", "cli.json", "--c1z", "cli.c1z"],
    { cwd: folder, env: { CLOUDSMITH_API_KEY: key, SOURCE_DATE_EPOCH: "1795424400" } },
  );

  expect([run.exitCode, cli.exitCode]).not.toContain(0);
  expect(run.stdout).toContain(`::add-mask::${key}`);
  expectNone(
    [
      run.stdout,
      run.stderr,
      run.summary,
      JSON.stringify(run.outputs),
      cli.stdout,
      cli.stderr,
      JSON.stringify(github.requests),
      JSON.stringify(sandbox.requests),
      ...(await contents(folder)),
    ],
    [key, serviceKey, github.token],
  );
});

test("without a stored key, neither the ID token nor the exchanged one leaves", async () => {
  const [sandbox, github, folder] = [await openSandbox(), await openGitHub(), await prepare()];
  const { url, audiences } = await openIdTokens();

  const run = await runAction({
    cwd: folder,
    event: schedule,
    apiUrl: github.apiUrl,
    inputs: {
      ...files,
      "api-url": sandbox.url,
      "oidc-service": "access-audit",
      "oidc-audience": "cloudsmith",
      token: github.token,
    },
    env: { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken },
  });

  expect(run.exitCode).toBe(1);
  expect(run.outputs).toMatchObject({ verdict: "drift", coverage: "complete" });
  expect(audiences).toEqual(["cloudsmith"]);
  const masked = [...run.stdout.matchAll(/^::add-mask::(.*)$/gmu)].map(([, secret = ""]) => secret);
  const token = masked.find((secret) => secret.split(".").length === 3) ?? "";
  expect(masked).toContain(sandboxIdToken);
  expect(token).not.toBe("");
  expectNone(
    [
      run.stdout,
      run.stderr,
      run.summary,
      JSON.stringify(run.outputs),
      JSON.stringify(github.requests),
      JSON.stringify(sandbox.requests),
      ...(await contents(folder)),
    ],
    [token, sandboxIdToken, requestToken, serviceKey, github.token],
  );
});

test.each([
  ["without the permission to ask for a token", {}, {}, /Give it the permission id-token: write/u],
  [
    "with a token service that refuses",
    { ACTIONS_ID_TOKEN_REQUEST_TOKEN: "wrong" },
    {},
    /cannot get an ID token from GitHub/u,
  ],
  ["with a key as well", {}, { "api-key": key }, /both api-key and oidc-service are set/u],
])("oidc-service %s ends in advice", async (_, env, inputs, advice) => {
  const [sandbox, github, folder] = [await openSandbox(), await openGitHub(), await prepare()];
  const { url } = await openIdTokens();
  const asked = Object.keys(env).length > 0;

  const run = await runAction({
    cwd: folder,
    event: schedule,
    apiUrl: github.apiUrl,
    inputs: {
      ...files,
      "api-url": sandbox.url,
      "oidc-service": "access-audit",
      token: github.token,
      ...inputs,
    },
    env: { ...(asked && { ACTIONS_ID_TOKEN_REQUEST_URL: url }), ...env },
  });

  expect(run.exitCode).toBe(2);
  expect(run.stdout).toMatch(advice);
  expect(sandbox.requests).toEqual([]);
  expect(await readdir(folder)).toEqual(["access-policy.yml"]);
});
