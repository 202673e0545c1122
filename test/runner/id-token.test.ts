import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

import { expect, onTestFinished, test } from "vitest";

import { requestIdToken } from "../../src/runner/id-token.ts";
import { freePort, startProxy } from "../support/network.ts";

const requestToken = "plantedRequestToken-0123456789";
const later = () => AbortSignal.timeout(20_000);

async function start(answer: RequestListener) {
  const asked: { url: string; authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    asked.push({ url: request.url ?? "", authorization: request.headers.authorization });
    answer(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  const { port } = server.address() as AddressInfo;
  const env = {
    ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${port}/token?api-version=2`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken,
  };
  return { env, asked };
}

test("the token is asked for with the runner's own, for the audience", async () => {
  const { env, asked } = await start((_, response) => response.end('{"value":"a.b.c"}'));

  expect(await requestIdToken(env, "https://cloud smith", later())).toBe("a.b.c");
  expect(await requestIdToken(env, undefined, later())).toBe("a.b.c");
  expect(asked).toEqual([
    {
      url: "/token?api-version=2&audience=https%3A%2F%2Fcloud+smith",
      authorization: `Bearer ${requestToken}`,
    },
    { url: "/token?api-version=2", authorization: `Bearer ${requestToken}` },
  ]);
});

test("trouble of the service passes", async () => {
  let tries = 0;
  const { env } = await start((_, response) => {
    tries += 1;
    response.statusCode = tries === 1 ? 503 : 200;
    response.end('{"value":"a.b.c"}');
  });

  expect(await requestIdToken(env, undefined, later())).toBe("a.b.c");
});

test.each<[string, RequestListener, RegExp]>([
  ["refuses", (_, response) => response.writeHead(401).end(), /127\.0\.0\.1:\d+ answered 401\. /u],
  [
    "redirects",
    (_, response) => response.writeHead(302, { location: "https://evil.example" }).end(),
    /127\.0\.0\.1:\d+ answered 302\. /u,
  ],
  [
    "answers with a page",
    (_, response) => response.end("<h1>"),
    /the reply of .* contains no token/u,
  ],
  [
    "answers with another shape",
    (_, response) => response.end('{"value":1}'),
    /contains no token/u,
  ],
  ["answers without end", (_, response) => response.end("x".repeat(100_000)), /contains no token/u],
])("a service that %s is told in one line, after one try", async (_, answer, told) => {
  const { env, asked } = await start(answer);

  const failed = requestIdToken(env, undefined, later());

  await expect(failed).rejects.toThrow(/^cannot get an ID token from GitHub: [^\n]*$/u);
  await expect(failed).rejects.toThrow(told);
  await expect(failed).rejects.not.toThrow(new RegExp(requestToken, "u"));
  expect(asked).toHaveLength(1);
});

test("a service that hangs is given up at the deadline", async () => {
  const { env } = await start(() => {});

  await expect(requestIdToken(env, undefined, AbortSignal.timeout(150))).rejects.toThrow(
    /^cannot get an ID token from GitHub: 127\.0\.0\.1:\d+ did not answer before the deadline\. Try again later, or raise deadline\.$/u,
  );
});

test("nothing listens there", async () => {
  const port = await freePort();
  const env = {
    ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${port}/`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken,
  };

  await expect(requestIdToken(env, undefined, later())).rejects.toThrow(
    /^cannot get an ID token from GitHub: 127\.0\.0\.1:\d+ refused the connection \(ECONNREFUSED\)\. /u,
  );
});

test("it goes through the proxy like everything else", async () => {
  const proxy = await startProxy({ ports: {}, refuses: 403 });
  onTestFinished(() => proxy.close());
  const env = {
    ACTIONS_ID_TOKEN_REQUEST_URL: "https://tokens.example.test/",
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken,
    HTTPS_PROXY: `127.0.0.1:${proxy.port}`,
  };

  await expect(requestIdToken(env, undefined, later())).rejects.toThrow(
    /does not allow connections/u,
  );
  expect(proxy.asked[0]?.target).toBe("tokens.example.test:443");
});

test.each([
  [{}, /may not ask GitHub for an ID token\. Give it the permission id-token: write/u],
  [
    { ACTIONS_ID_TOKEN_REQUEST_URL: "https://tokens.example" },
    /^cannot get an ID token from GitHub: ACTIONS_ID_TOKEN_REQUEST_TOKEN is not set, although ACTIONS_ID_TOKEN_REQUEST_URL is\. Pass both on [^\n]*$/u,
  ],
  [
    { ACTIONS_ID_TOKEN_REQUEST_URL: "tokens", ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken },
    /ACTIONS_ID_TOKEN_REQUEST_URL is not a URL/u,
  ],
])("a job that lacks a variable is told which: %j", async (env, told) => {
  await expect(requestIdToken(env, undefined, later())).rejects.toThrow(told);
});
