import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";

import { expect, onTestFinished, test } from "vitest";

import { createOctokit } from "../../../src/github/client/octokit.ts";
import { silentLogger } from "../../../src/log.ts";

async function ask(answer: (response: ServerResponse) => void) {
  const server = createServer((_, response) => answer(response));
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const apiUrl = `http://127.0.0.1:${port}`;
  const octokit = createOctokit({ token: "t", apiUrl, userAgent: "test/0", log: silentLogger });
  return await octokit.request("GET /user", { request: { retries: 0 } });
}

test("a reply comes whole, with its headers and its address", async () => {
  const { data, headers, url, status } = await ask((response) => {
    response.writeHead(200, { "content-type": "application/json", link: '<x>; rel="next"' });
    response.end('{"login":"a"}');
  });

  expect({ data, status, link: headers.link }).toEqual({
    data: { login: "a" },
    status: 200,
    link: '<x>; rel="next"',
  });
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/user$/u);
});

test("a reply without a body comes as it is", async () => {
  const { status } = await ask((response) => response.writeHead(204).end());
  expect(status).toBe(204);
});

test.each([
  ["endless", (response: ServerResponse) => sendForEver(response)],
  [
    "packed",
    (response: ServerResponse) => {
      response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
      response.end(gzipSync(Buffer.alloc(64 * 1024 ** 2, " ")));
    },
  ],
])("a reply that is %s is given up at 32 MiB", async (_, answer) => {
  await expect(ask(answer)).rejects.toThrow("its reply is larger than 32 MiB");
});

function sendForEver(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "application/json" });
  const chunk = Buffer.alloc(1024 ** 2, " ");
  const send = () => {
    if (response.destroyed) return;
    response.write(chunk, () => setImmediate(send));
  };
  send();
}
