import { once } from "node:events";
import { createServer, request, type Server } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { pipeline } from "node:stream";

import { afterEach, expect, test } from "vitest";

import { startSandbox, type Sandbox } from "../src/sandbox/server.ts";
import { makeFolder, runCli } from "./support/process.ts";

const open: { sandbox: Sandbox; proxy: Server }[] = [];
afterEach(async () => {
  for (const { sandbox, proxy } of open.splice(0)) {
    proxy.closeAllConnections();
    proxy.close();
    await sandbox.close();
  }
});

/** A workspace, and a proxy that notes whom it was asked for. */
async function start() {
  const asked = new Set<string>();
  const proxy = createServer((incoming, reply) => {
    const { host, hostname, port, pathname, search } = new URL(incoming.url ?? "");
    asked.add(host);
    const { method, headers } = incoming;
    const onward = request(
      { hostname, port, method, headers, path: pathname + search },
      (received) => {
        reply.writeHead(received.statusCode ?? 502, received.headers);
        pipeline(received, reply, () => {});
      },
    );
    pipeline(incoming, onward, () => {});
  });
  proxy.on("connect", ({ url = "" }: { url?: string }, client: Socket) => {
    asked.add(url);
    const { hostname, port } = new URL(`http://${url}`);
    const server = connect(Number(port), hostname, () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      pipeline(client, server, client, () => {});
    });
    server.on("error", () => client.destroy());
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const sandbox = await startSandbox();
  open.push({ sandbox, proxy });
  return { sandbox, asked, address: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
}

async function sync({ url, keys }: Sandbox, env: Readonly<Record<string, string>>) {
  const flags = ["--organization", "fernwick", "--api-url", url, "--c1z", "out.c1z"];
  return await runCli(["sync", ...flags], {
    cwd: await makeFolder(),
    env: { CLOUDSMITH_API_KEY: keys.manager, ...env },
  });
}

test("the workspace is read through the proxy that the environment names", async () => {
  const { sandbox, asked, address } = await start();

  const run = await sync(sandbox, { HTTP_PROXY: address });

  expect(run).toMatchObject({ exitCode: 0, stderr: "" });
  expect([...asked]).toEqual([new URL(sandbox.url).host]);
});

test("and past it where NO_PROXY says so", async () => {
  const { sandbox, asked, address } = await start();

  const run = await sync(sandbox, { HTTP_PROXY: address, NO_PROXY: "127.0.0.1" });

  expect(run.exitCode).toBe(0);
  expect(asked.size).toBe(0);
});
