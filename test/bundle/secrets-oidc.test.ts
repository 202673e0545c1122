/** Without a stored key: the ID token and the one exchanged for it are secrets as well. */

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readdir } from "node:fs/promises";

import { expect, onTestFinished, test } from "vitest";

import { editText, refuse, type Fault } from "../../src/sandbox/faults.ts";
import { sandboxIdToken } from "../../src/sandbox/server.ts";
import { runAction } from "../support/process.ts";
import {
  contents,
  expectNone,
  files,
  key,
  openGitHub,
  openPlanted,
  schedule,
  serviceKey,
} from "./planted-secrets.ts";
import { folderWithPolicy } from "../support/command-scene.ts";

const requestToken = "plantedRequestToken-00000000000000";

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
  onTestFinished(() => new Promise((resolve) => void server.close(() => resolve())));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/token?api-version=2`, audiences };
}

/** Runs the Action without a stored key, as a service account that signs in with an ID token. */
async function runSignedIn(
  given: {
    readonly faults?: readonly Fault[];
    readonly inputs?: Readonly<Record<string, string>>;
    /** What the runner sets, from the address of the service that signs ID tokens. */
    readonly env?: (url: string) => Readonly<Record<string, string>>;
  } = {},
) {
  const [sandbox, github, folder, { url, audiences }] = [
    await openPlanted(given.faults),
    await openGitHub(),
    await folderWithPolicy(),
    await openIdTokens(),
  ];
  const granted = {
    ACTIONS_ID_TOKEN_REQUEST_URL: url,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken,
  };
  const run = await runAction({
    cwd: folder,
    event: schedule,
    apiUrl: github.apiUrl,
    inputs: {
      ...files,
      "api-url": sandbox.url,
      token: github.token,
      ...(given.inputs ?? { "oidc-service": "access-audit" }),
    },
    env: given.env === undefined ? granted : given.env(url),
  });
  return { run, sandbox, github, folder, audiences };
}

test("without a stored key, neither the ID token nor the exchanged one leaves", async () => {
  const { run, sandbox, github, folder, audiences } = await runSignedIn({
    inputs: { "oidc-service": "access-audit", "oidc-audience": "cloudsmith" },
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
  async (_, inputs, faults) => {
    const { run } = await runSignedIn({ inputs, faults });

    expect(run.exitCode).toBe(2);
    expect(run.outputs).toMatchObject({ verdict: "unknown", coverage: "none" });
    expectNone([run.stdout, run.stderr, run.summary], [key]);
  },
);

// Only the secret that a request itself carries is blanked in its reply.
test("an ID token that the API repeats later leaves neither", async () => {
  const strike = editText((text) => text.replaceAll("Jonas Lindqvist", sandboxIdToken));
  const { run, folder } = await runSignedIn({
    faults: [{ template: "/orgs/{org}/members/", strike }],
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
  const asked = Object.keys(env).length > 0;
  const { run, sandbox, folder } = await runSignedIn({
    inputs: { "oidc-service": "access-audit", ...inputs },
    env: (url) => ({ ...(asked && { ACTIONS_ID_TOKEN_REQUEST_URL: url }), ...env }),
  });

  expect(run.exitCode).toBe(2);
  expect(run.stdout).toMatch(advice);
  expect(sandbox.requests).toEqual([]);
  expect(await readdir(folder)).toEqual(["access-policy.yml"]);
});
