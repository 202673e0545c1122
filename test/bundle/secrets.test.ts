/** Planted secrets, and every byte that leaves a run: none of them may be there. */

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { afterEach, expect, test } from "vitest";

import { createOctokit } from "../../src/github/client/octokit.ts";
import { silentLogger } from "../../src/log.ts";
import { unpackDatabase } from "../../src/c1z/container/container.ts";
import { editText, refuse, type Fault } from "../../src/sandbox/faults.ts";
import { sandboxPolicy } from "../../src/sandbox/policy.ts";
import { sandboxIdToken, startSandbox, type Sandbox } from "../../src/sandbox/server.ts";
import { fernwick } from "../../src/sandbox/workspace.ts";
import { listen } from "../support/github/listen.ts";
import { startGitHub, type StandInGitHub } from "../support/github/server.ts";
import { runHere } from "../support/command-line.ts";
import { makeFolder, runAction } from "../support/process.ts";

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

/** Every character as JSON may spell it, though no sender has to. */
function escaped(text: string): string {
  return Array.from(text, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`).join(
    "",
  );
}

const beginning = key.slice(0, 16);

/** An API that repeats what it was given, in errors and in data, as debugging proxies do. */
const echoes: readonly (readonly [string, readonly Fault[]])[] = [
  ["nothing goes wrong", []],
  [
    "the key is repeated in an error, whole and where it is cut short",
    [{ strike: refuse(403, {}, { detail: `no, ${key}${"x".repeat(140)}${key}` }) }],
  ],
  [
    "the key is repeated in a request id, an error page, a redirect, and as somebody's name",
    [
      { template: "/orgs/{org}/services/", times: 1, strike: refuse(500, { "X-Request-Id": key }) },
      { template: "/orgs/{org}/teams/", times: 1, strike: editText(() => `<h1>${key}</h1>`) },
      { template: "/orgs/{org}/invites/", strike: refuse(302, { Location: `https://x/${key}` }) },
      {
        template: "/orgs/{org}/members/",
        strike: editText((text) => text.replaceAll("Jonas Lindqvist", key)),
      },
    ],
  ],
  [
    "the key is repeated in an error for good",
    [{ template: "/orgs/{org}/teams/", strike: refuse(500, {}, { detail: `lost ${key}` }) }],
  ],
  [
    "the key is repeated in an error page for good",
    [
      {
        template: "/orgs/{org}/services/",
        strike: (reply) => ({
          ...reply,
          status: 502,
          headers: { "Content-Type": "text/html", "X-Request-Id": key, "CF-Ray": key },
          body: Buffer.from(`<h1>${key}</h1>`),
        }),
      },
    ],
  ],
  // It is blanked in the bytes of a reply, before they are parsed: an escape hides it until then; and
  // values are blanked after they are parsed, and names are not.
  [
    "the key is repeated with JSON escapes in an error, as somebody's name, and as the name of a claim",
    [
      {
        template: "/orgs/{org}/services/",
        strike: (reply) => ({
          ...reply,
          status: 403,
          body: Buffer.from(`{"detail":"no, ${escaped(key)}"}`),
        }),
      },
      {
        template: "/orgs/{org}/members/",
        strike: editText((text) => text.replaceAll("Jonas Lindqvist", escaped(key))),
      },
      {
        template: "/orgs/{org}/openid-connect/",
        strike: editText((text) => text.replaceAll("repository_owner", escaped(key))),
      },
    ],
  ],
];

const base64 = (text: string) => Buffer.from(text).toString("base64");
const percent = (text: string) =>
  Array.from(Buffer.from(text), (byte) => `%${byte.toString(16)}`).join("");

/** What somebody may make of the key before sending it back. */
const derived: Readonly<Record<string, string>> = {
  base64: base64(key),
  "base64 of a user and the key": base64(`x-access-token:${key}`),
  "base64 of the key as a user": base64(`${key}:`),
  base64url: Buffer.from(`>?${key}`).toString("base64url"),
  "percent-encoded": percent(key),
};

/** Each form in an error, in a header, as somebody's name and with JSON's own escapes. */
const derivedEchoes: readonly Fault[] = [
  {
    template: "/orgs/{org}/services/",
    strike: refuse(403, {}, { detail: Object.values(derived).join(" ") }),
  },
  {
    template: "/orgs/{org}/invites/",
    strike: refuse(500, { "X-Request-Id": derived["base64url"] ?? "" }),
  },
  {
    template: "/orgs/{org}/members/",
    strike: editText((text) =>
      text
        .replaceAll("Jonas Lindqvist", derived["base64 of a user and the key"] ?? "")
        .replaceAll("Priya Raman", escaped(derived["base64"] ?? ""))
        .replaceAll("Amara Okoye", derived["percent-encoded"] ?? ""),
    ),
  },
];

const cliFiles = ["--report-json", "cli.json", "--c1z", "cli.c1z"];

interface Runs {
  readonly exitCodes: readonly (number | null)[];
  readonly stdout: string;
  /** Every byte that left: streams, outputs, summary, files, and what GitHub was sent. */
  readonly texts: readonly string[];
}

/** Runs the Action and the command line with the key against a sandbox of these faults. */
async function runBoth(
  faults: readonly Fault[],
  given: { readonly apiKey?: string; readonly token?: string } = {},
): Promise<Runs> {
  const [sandbox, github, folder] = [
    await openSandbox(faults),
    await openGitHub(),
    await prepare(),
  ];
  const deadline = "4s";
  const { apiKey = key, token = github.token } = given;
  const [run, cli] = await Promise.all([
    runAction({
      cwd: folder,
      event: schedule,
      apiUrl: github.apiUrl,
      inputs: {
        ...files,
        deadline,
        "api-url": sandbox.url,
        "api-key": apiKey,
        token,
      },
    }),
    runHere(["audit", "--api-url", sandbox.url, "--deadline", deadline, ...cliFiles], {
      cwd: folder,
      env: { CLOUDSMITH_API_KEY: apiKey, SOURCE_DATE_EPOCH: "1795424400" },
    }),
  ]);
  return {
    exitCodes: [run.exitCode, cli.exitCode],
    stdout: run.stdout,
    texts: [
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
  };
}

const githubToken = "ghs_standInTokenThatMustNeverBeSeen00000";

test.each(echoes)(
  "with an API key, no secret leaves when %s",
  { timeout: 20_000 },
  async (_, faults) => {
    const { exitCodes, stdout, texts } = await runBoth(faults);

    expect(exitCodes).not.toContain(0);
    expect(stdout).toMatch(new RegExp(`^::add-mask::${key}\n::add-mask::${githubToken}\n`, "u"));
    expectNone(texts, [beginning, serviceKey, githubToken]);
  },
);

test("no form of the key leaves that somebody derived from it", { timeout: 20_000 }, async () => {
  const { texts } = await runBoth(derivedEchoes);

  // Without what depends on the neighbours, at both ends.
  const cores = Object.values(derived).map((form) => form.replaceAll("=", "").slice(6, -4));
  expectNone(texts, [beginning, ...cores]);
  expect(texts.join("\n")).toContain("***");
});

test("GitHub's own words are blanked where they repeat the token", async () => {
  const token = "ghs_plantedToken-Zm9vYmFy-0123456789";
  const server = await listen((_, response) => {
    const message = `bad ${token}, ${base64(`x-access-token:${token}`)}`;
    response.writeHead(403, { "content-type": "application/json" });
    response.end(JSON.stringify({ message }));
  });
  closers.push(() => server.close());
  const octokit = createOctokit({
    token,
    apiUrl: server.origin,
    userAgent: "test/0",
    log: silentLogger,
  });

  const error = await octokit.rest.repos
    .get({ owner: "fernwick", repo: "governance" })
    .catch((reason: unknown) => reason);

  expectNone([String(error)], [token]);
  expect(error).toMatchObject({
    response: { data: { message: expect.stringMatching(/^bad \*{3}, \w+\*{3}$/u) as string } },
  });
});

test("a wrong key and a wrong token are secrets as well", async () => {
  const [apiKey, token] = ["plantedWrongKey-0000-1111", "plantedWrongToken-2222-3333"];
  const wrong = await runBoth([], { apiKey, token });
  const half = await runBoth([], { token });

  expect(wrong.exitCodes).toEqual([2, 2]);
  expect(half.stdout).toContain("GitHub does not accept the token (401)");
  for (const { texts } of [wrong, half]) {
    expectNone(texts, [apiKey, token, beginning, serviceKey, githubToken]);
  }
});

test("a key that is given as a flag is not repeated on the terminal", async () => {
  const run = await runHere(["audit", `--api-key=${key}`], { cwd: await prepare() });

  expect(run.exitCode).toBe(2);
  expectNone([run.stdout, run.stderr], [key]);
});

test("a password in api-url is not repeated when the URL is refused", async () => {
  const password = "plantedPassword-4711";
  const run = await runHere(["audit", "--api-url", `http://audit:${password}@api.example/v1`], {
    cwd: await prepare(),
    env: { CLOUDSMITH_API_KEY: key },
  });

  expect(run.exitCode).toBe(2);
  expectNone([run.stdout, run.stderr], [password, key]);
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

// The request is never sent, its promise never settles, and Node gives up with 13: no verdict, no outputs.
test.each([
  ["a key", { "api-key": `${key}\nmore` }, []],
  [
    "an exchanged token",
    { "oidc-service": "access-audit" },
    [{ template: "/openid/{org}/", strike: refuse(201, {}, { token: `${key}\nmore` }) }],
  ],
] satisfies [string, Record<string, string>, Fault[]][])(
  "%s that no header can carry ends in exit code 2, a sentence and all outputs",
  { timeout: 20_000 },
  async (_, inputs, faults) => {
    const [sandbox, github, folder] = [
      await openSandbox(faults),
      await openGitHub(),
      await prepare(),
    ];
    const { url } = await openIdTokens();

    const run = await runAction({
      cwd: folder,
      event: schedule,
      apiUrl: github.apiUrl,
      inputs: { ...files, "api-url": sandbox.url, token: github.token, ...inputs },
      env: { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken },
    });

    expect(run.exitCode).toBe(2);
    expect(run.outputs).toMatchObject({ verdict: "unknown", coverage: "none" });
    expectNone([run.stdout, run.stderr, run.summary], [key]);
  },
);

// Only the secret that a request itself carries is blanked in its reply.
test("an ID token that the API repeats later leaves neither", async () => {
  const strike = editText((text) => text.replaceAll("Jonas Lindqvist", sandboxIdToken));
  const [sandbox, github, folder] = [
    await openSandbox([{ template: "/orgs/{org}/members/", strike }]),
    await openGitHub(),
    await prepare(),
  ];
  const { url } = await openIdTokens();

  const run = await runAction({
    cwd: folder,
    event: schedule,
    apiUrl: github.apiUrl,
    inputs: {
      ...files,
      "api-url": sandbox.url,
      "oidc-service": "access-audit",
      token: github.token,
    },
    env: { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken },
  });

  // What held it is blanked, and so another text: its list is not whole.
  expect(run.outputs).toMatchObject({ verdict: "unknown", coverage: "partial" });
  expectNone([run.summary, ...(await contents(folder))], [sandboxIdToken]);
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
