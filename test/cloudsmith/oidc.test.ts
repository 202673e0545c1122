import { afterEach, expect, test } from "vitest";

import { readRoster } from "../../src/cloudsmith/read-roster.ts";
import { createTransport } from "../../src/cloudsmith/transport.ts";
import { silentLogger } from "../../src/log.ts";
import { coverageStatus } from "../../src/roster/coverage.ts";
import { refuse } from "../../src/sandbox/faults.ts";
import {
  sandboxIdToken,
  startSandbox,
  type Sandbox,
  type SandboxOptions,
} from "../../src/sandbox/server.ts";

const exchange = "/openid/{org}/";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

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
        getIdToken: () => Promise.resolve(options.idToken ?? sandboxIdToken),
        onSecret: (secret) => secrets.push(secret),
      },
    },
    userAgent: "test/0",
    deadlineMs: 20_000,
    log: silentLogger,
    firstBackoffMs: 5,
  });
  closers.push(
    () => transport.close(),
    () => sandbox.close(),
  );
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

  await expect(refused).rejects.toThrow(/does not recognise|cannot see it/u);
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
