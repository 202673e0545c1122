import { expect, test } from "vitest";

import { sandboxIdToken, type Sandbox } from "../../src/sandbox/server.ts";
import { ask, openSandbox } from "../support/sandbox.ts";

async function exchange(
  sandbox: Sandbox,
  body: unknown = { oidc_token: sandboxIdToken, service_slug: "access-audit" },
  headers: Record<string, string> = {},
  path = "/openid/fernwick/",
): Promise<{ status: number; token: string }> {
  const response = await fetch(new URL(path, sandbox.url), {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  const { token = "" } = (await response.json()) as { token?: string };
  return { status: response.status, token };
}

test("an ID token is exchanged for one that works as the service account's key", async () => {
  const sandbox = await openSandbox();

  const { status, token } = await exchange(sandbox);
  const self = await ask(sandbox, "/user/self/", { headers: { "X-Api-Key": token } });

  expect(status).toBe(201);
  expect(self.body).toMatchObject({ authenticated: true, slug: "access-audit" });
  const [, payload = ""] = token.split(".");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as {
    exp: number;
    iat: number;
  };
  expect(claims.exp - claims.iat).toBe(90 * 60);
});

test("a revoked token is a wrong one", async () => {
  const sandbox = await openSandbox();
  const { token } = await exchange(sandbox);

  sandbox.revokeTokens();

  const { status } = await ask(sandbox, "/orgs/fernwick/", { headers: { "X-Api-Key": token } });
  expect(status).toBe(401);
});

test("the exchange is refused for what is wrong, and tells nothing of it", async () => {
  const sandbox = await openSandbox();
  const good = { oidc_token: sandboxIdToken, service_slug: "access-audit" };

  expect((await exchange(sandbox, { ...good, oidc_token: "forged" })).status).toBe(401);
  expect((await exchange(sandbox, { ...good, service_slug: "legacy-deployer-x9" })).status).toBe(
    401,
  );
  expect((await exchange(sandbox, {})).status).toBe(422);
  expect((await exchange(sandbox, good, { "X-Api-Key": sandbox.keys.service })).status).toBe(400);
  expect((await exchange(sandbox, good, {}, "/openid/elsewhere/")).status).toBe(404);
  expect((await exchange(sandbox, good, {}, "/v1/openid/fernwick/")).status).toBe(405);
});
