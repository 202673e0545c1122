import { setTimeout as sleep } from "node:timers/promises";

import { expect, onTestFinished, test } from "vitest";

import { readRoster } from "../../src/cloudsmith/read-roster.ts";
import { createTransport } from "../../src/cloudsmith/transport.ts";
import { silentLogger } from "../../src/log.ts";
import { coverageStatus } from "../../src/roster/coverage.ts";
import { refuse, type Fault } from "../../src/sandbox/faults.ts";
import {
  sandboxIdToken,
  startSandbox,
  type Sandbox,
  type SandboxOptions,
} from "../../src/sandbox/server.ts";

const exchange = "/openid/{org}/";

interface SignedIn {
  readonly sandbox: Sandbox;
  readonly secrets: string[];
  /** Reads the workspace with the one transport of the test. */
  readonly read: () => ReturnType<typeof readRoster>;
  readonly exchanges: () => number;
}

async function signIn(
  options: SandboxOptions & {
    readonly service?: string;
    readonly idToken?: string;
    readonly organization?: string;
    readonly deadlineMs?: number;
    /** GitHub's service takes so long. */
    readonly idTokenMs?: number;
  } = {},
): Promise<SignedIn> {
  const sandbox = await startSandbox(options);
  const secrets: string[] = [];
  const organization = options.organization ?? "fernwick";
  const transport = createTransport({
    apiUrl: sandbox.url,
    organization,
    signIn: {
      oidc: {
        service: options.service ?? "access-audit",
        getIdToken: async () => {
          if (options.idTokenMs !== undefined) await sleep(options.idTokenMs);
          return options.idToken ?? sandboxIdToken;
        },
        onSecret: (secret) => secrets.push(secret),
      },
    },
    userAgent: "test/0",
    deadlineMs: options.deadlineMs ?? 20_000,
    log: silentLogger,
    firstBackoffMs: 5,
  });
  onTestFinished(() => sandbox.close());
  onTestFinished(() => transport.close());
  return {
    sandbox,
    secrets,
    read: () => readRoster({ transport, organization, now: new Date(0), log: silentLogger }),
    exchanges: () => sandbox.requests.filter(({ template }) => template === exchange).length,
  };
}

test("one exchange serves the whole reading, and both tokens are told as secrets first", async () => {
  const { read, exchanges, secrets, sandbox } = await signIn();

  const roster = await read();

  expect(coverageStatus(roster.coverage)).toBe("complete");
  expect(roster.coverage.readAs).toEqual({
    kind: "service",
    slug: "access-audit",
    role: "Manager",
  });
  expect(exchanges()).toBe(1);
  expect(sandbox.requests[0]).toMatchObject({ method: "POST", path: "/openid/fernwick/" });
  expect(secrets[0]).toBe(sandboxIdToken);
  expect(secrets).toHaveLength(2);
});

test("a token that is refused is renewed, once", async () => {
  const { read, exchanges, sandbox } = await signIn();
  await read();

  sandbox.revokeTokens();
  const again = await read();
  sandbox.revokeTokens();
  const refused = read();

  await expect(refused).rejects.toThrow(/does not recognize|cannot see it/u);
  expect(coverageStatus(again.coverage)).toBe("complete");
  expect(exchanges()).toBe(2);
});

test("a token near its end is renewed before it is refused", async () => {
  const { read, exchanges, sandbox } = await signIn({
    exchange: { lifetimeSeconds: 30, now: () => Math.floor(Date.now() / 1_000) },
  });

  await read();

  expect(exchanges()).toBeGreaterThan(1);
  expect(sandbox.requests.filter(({ status }) => status === 401)).toEqual([]);
});

test.each([
  ["a forged ID token", { idToken: "forged" }],
  ["a service account that the provider does not know", { service: "legacy-deployer-x9" }],
  ["a service account that nobody knows", { service: "ghost" }],
])("%s ends in advice, after one try", async (_, options) => {
  const { read, exchanges } = await signIn(options);

  await expect(read()).rejects.toThrow(
    /cannot sign in to Cloudsmith as service ".*" of "fernwick": it refused GitHub's ID token \(401: "Token could not be authenticated."\).*OpenID Connect provider.*oidc-audience/u,
  );
  expect(exchanges()).toBe(1);
});

test("trouble on the other side is tried again", async () => {
  const { read, exchanges } = await signIn({
    faults: [{ template: exchange, times: 2, strike: refuse(503) }],
  });

  expect(coverageStatus((await read()).coverage)).toBe("complete");
  expect(exchanges()).toBe(3);
});

test("an exchange that answers without a token is refused", async () => {
  const { read } = await signIn({
    faults: [{ template: exchange, strike: refuse(201, {}, { tokens: [] }) }],
  });

  await expect(read()).rejects.toThrow(/it refused GitHub's ID token \(201\)/u);
});

test.each([
  "alice/remove",
  "..%2fremove",
  "..",
  "remove",
  "alice?x",
  "alice#",
  "\uFF41lice",
  "a\0b",
])("no exchange leaves for a workspace called %j", async (organization) => {
  const { read, sandbox } = await signIn({ organization });

  await expect(read()).rejects.toThrow(/that is not a slug/u);
  expect(sandbox.requests).toEqual([]);
});

test("many refusals at once are answered by one new exchange", async () => {
  const { read, exchanges, sandbox } = await signIn();
  await read();
  sandbox.revokeTokens();

  const [one, other] = await Promise.all([read(), read()]);

  expect([one, other].map(({ coverage }) => coverageStatus(coverage))).toEqual([
    "complete",
    "complete",
  ]);
  expect(exchanges()).toBe(2);
});

// Each of those who waited for the old token throws away the exchange that the one before it began.
test("a token at its end is renewed once, however many requests wait for it", async () => {
  // The first has no minute left, which is the margin; the second has an hour more.
  let issued = Math.floor(Date.now() / 1_000) - 31;
  const { read, exchanges } = await signIn({
    exchange: { lifetimeSeconds: 90, now: () => (issued += 3_600) - 3_600 },
  });

  const roster = await read();

  expect(coverageStatus(roster.coverage)).toBe("complete");
  expect(exchanges()).toBe(2);
});

const asService = /^cannot sign in to Cloudsmith as service "access-audit" of "fernwick": /u;

test.each<[string, Fault["strike"], RegExp]>([
  [
    "redirects",
    refuse(301, { Location: "https://login.example/sso?next=secret" }),
    /POST \/openid\/fernwick\/ at 127\.0\.0\.1:\d+ redirects to "https:\/\/login\.example" \(301\), and no token is sent after a redirect\. Check api-url\.$/u,
  ],
  [
    "redirects to nowhere",
    refuse(302),
    /POST \/openid\/fernwick\/ at 127\.0\.0\.1:\d+ redirects to "https:\/\/127\.0\.0\.1:\d+" \(302\)|redirects \(302\)/u,
  ],
  [
    "answers with a page",
    (reply) => ({
      ...reply,
      status: 200,
      headers: { "Content-Type": "text/html; charset=utf-8" },
      body: Buffer.from("<h1>Welcome</h1>"),
    }),
    /POST \/openid\/fernwick\/ at 127\.0\.0\.1:\d+ answers with a web page \(200\), so this is not Cloudsmith's API\. Check api-url\.$/u,
  ],
  [
    "answers with text",
    (reply) => ({ ...reply, status: 200, body: Buffer.from("ok") }),
    /answers with something that is not JSON \(200\)/u,
  ],
  [
    "is not found",
    refuse(404, {}, { detail: "Not found." }),
    /there is no POST \/openid\/fernwick\/ at 127\.0\.0\.1:\d+ \(404: "Not found\."\)\. Check api-url and the spelling of organization\.$/u,
  ],
])("an exchange that %s is told as that, on one line, after one try", async (_, strike, told) => {
  const { read, exchanges } = await signIn({ faults: [{ template: exchange, strike }] });

  const failed = read();

  await expect(failed).rejects.toThrow(asService);
  await expect(failed).rejects.toThrow(told);
  await expect(failed).rejects.not.toThrow(/\n|secret/u);
  expect(exchanges()).toBe(1);
});

test("an exchange that fails for good names its own path", async () => {
  const { read } = await signIn({ faults: [{ template: exchange, strike: refuse(503) }] });

  await expect(read()).rejects.toThrow(
    /^cannot sign in to Cloudsmith by POST \/openid\/fernwick\/: Cloudsmith returned a server error \(503/u,
  );
});

test("an ID token that comes after the deadline is not sent on", async () => {
  const { read, sandbox } = await signIn({ deadlineMs: 200, idTokenMs: 400 });

  await expect(read()).rejects.toThrow(/the deadline has passed/u);
  expect(sandbox.requests).toEqual([]);
});
