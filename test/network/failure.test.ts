/** Nothing is reached: one line with the host, the cause and what to do, and no line for each try. */

import { expect, test } from "vitest";

import { ask } from "../../src/github/client/ask.ts";
import { createOctokit } from "../../src/github/client/octokit.ts";
import { silentLogger } from "../../src/log.ts";
import { readProxies } from "../../src/network/proxy.ts";
import { disrupt } from "../../src/sandbox/faults.ts";
import { startSandbox } from "../../src/sandbox/server.ts";
import { runHere } from "../support/command-line.ts";
import { freePort, startProxy, startTls } from "../support/network.ts";
import { makeFolder } from "../support/process.ts";
import { closeAfterTest } from "../support/close-after-test.ts";

/** Where nothing can be reached, by which environment, and what is said of it. */
interface Trouble {
  readonly origin: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly said: RegExp;
  /** How often somebody was asked; undefined where nobody counts. */
  readonly asked?: () => number;
}

const troubles: readonly (readonly [string, () => Promise<Trouble>])[] = [
  [
    "a certificate that nobody here trusts",
    async () => {
      const { url } = await closeAfterTest(startSandbox());
      const { port } = await closeAfterTest(startTls(url));
      return {
        origin: `https://127.0.0.1:${port}`,
        said: /the certificate of 127\.0\.0\.1:\d+ is not trusted \(\w+\)\. .*set NODE_EXTRA_CA_CERTS to a PEM file\./u,
      };
    },
  ],
  [
    "a certificate that nobody trusts, behind a proxy",
    async () => {
      const { url } = await closeAfterTest(startSandbox());
      const { port } = await closeAfterTest(startTls(url));
      const proxy = await closeAfterTest(startProxy({ ports: { "api.example.test": port } }));
      return {
        origin: "https://api.example.test",
        env: { https_proxy: `http://127.0.0.1:${proxy.port}` },
        said: /the certificate of api\.example\.test \(through the proxy 127\.0\.0\.1:\d+\) is not trusted \(\w+\)\. .*set NODE_EXTRA_CA_CERTS to a PEM file\./u,
        asked: () => proxy.asked.length,
      };
    },
  ],
  [
    "a name that does not resolve",
    () =>
      Promise.resolve({
        origin: "https://api.cloudsmith.invalid",
        said: /the name of api\.cloudsmith\.invalid cannot be resolved \(\w+\)\. Check the address, and set HTTPS_PROXY if the network has a proxy\./u,
      }),
  ],
  [
    "a port that nobody listens on",
    async () => {
      const port = await freePort();
      return {
        origin: `http://127.0.0.1:${port}`,
        said: new RegExp(
          `127\\.0\\.0\\.1:${port} refused the connection \\(ECONNREFUSED\\)\\. Check`,
          "u",
        ),
      };
    },
  ],
  [
    "a proxy that is not there",
    async () => {
      const port = await freePort();
      return {
        origin: "https://api.example.test",
        env: { HTTPS_PROXY: `http://user:plantedPassword@127.0.0.1:${port}` },
        said: /the proxy 127\.0\.0\.1:\d+ refused the connection \(ECONNREFUSED\)\. Check HTTPS_PROXY\./u,
      };
    },
  ],
  [
    "a proxy whose name does not resolve",
    () =>
      Promise.resolve({
        origin: "https://api.example.test",
        env: { HTTPS_PROXY: "user:plantedPassword@proxy.invalid:8080" },
        said: /the name of the proxy proxy\.invalid cannot be resolved \(\w+\)\. Check HTTPS_PROXY\./u,
      }),
  ],
  [
    "a proxy that wants another password",
    async () => {
      const proxy = await closeAfterTest(startProxy({ ports: {}, credentials: "user:right" }));
      return {
        origin: "https://api.example.test",
        env: { HTTPS_PROXY: `http://user:plantedPassword@127.0.0.1:${proxy.port}` },
        said: /the proxy 127\.0\.0\.1:\d+ requires a different sign-in for api\.example\.test \(407\)\. Put user and password, percent-encoded, into HTTPS_PROXY\./u,
        asked: () => proxy.asked.length,
      };
    },
  ],
  [
    "a proxy that does not let through",
    async () => {
      const proxy = await closeAfterTest(startProxy({ ports: {}, refuses: 403 }));
      return {
        origin: "https://api.example.test",
        env: { HTTPS_PROXY: `127.0.0.1:${proxy.port}` },
        said: /the proxy 127\.0\.0\.1:\d+ does not allow connections to api\.example\.test \(403\)\. Allow api\.example\.test there/u,
      };
    },
  ],
];

test.each(troubles)("Cloudsmith behind %s: one line", async (_, open) => {
  const { origin, env, said, asked } = await open();

  const flags = ["--organization", "fernwick", "--api-url", `${origin}/v1`];
  const run = await runHere(["sync", ...flags], {
    cwd: await makeFolder(),
    env: { CLOUDSMITH_API_KEY: "a-key-that-nobody-sees", ...env },
  });

  expect(run).toMatchObject({ exitCode: 2, stdout: "" });
  expect(run.stderr.trimEnd().split("\n")).toHaveLength(1);
  expect(run.stderr).toMatch(/^error: cannot reach Cloudsmith(?: at |: )/u);
  expect(run.stderr).toMatch(said);
  const [fault = ""] = run.stderr.split(". ");
  expect(fault.split(new URL(origin).hostname), "the host, once").toHaveLength(2);
  expect(run.stderr).not.toContain("plantedPassword");
  // The first requests go out side by side, and none of them twice.
  if (asked !== undefined) expect(asked()).toBeLessThanOrEqual(16);
});

test.each(troubles)("GitHub behind %s: a sentence", async (_, open) => {
  const { origin, env = {}, said, asked } = await open();
  const proxies = readProxies(env);
  const token = "a-token-that-nobody-sees";
  const userAgent = "test/0";
  const octokit = createOctokit({ token, apiUrl: origin, userAgent, log: silentLogger, proxies });

  const asking = ask("read the repository", "contents: read", () =>
    // Certificates are not tried again all the same; the others would take five seconds.
    octokit.rest.repos.get({
      owner: "fernwick",
      repo: "governance",
      ...(asked === undefined && { request: { retries: 0 } }),
    }),
  );

  await expect(asking).rejects.toThrow(said);
  await expect(asking).rejects.toThrow(
    /^cannot read the repository: GitHub could not be reached: /u,
  );
  await expect(asking).rejects.not.toThrow(/plantedPassword/u);
  if (asked !== undefined) expect(asked()).toBe(1);
});

test("a malformed proxy ends the command before anything is sent", async () => {
  const run = await runHere(["sync", "--organization", "fernwick"], {
    cwd: await makeFolder(),
    env: { CLOUDSMITH_API_KEY: "a-key-that-nobody-sees", https_proxy: "user:plantedPw@x:port" },
  });

  expect(run).toMatchObject({ exitCode: 2, stdout: "" });
  expect(run.stderr).toMatch(/^error: cannot use the proxy in https_proxy: .*\n$/u);
  expect(run.stderr).not.toContain("plantedPw");
});

test("no key travels through a proxy to this machine", async () => {
  const sandbox = await closeAfterTest(startSandbox());
  const proxy = await closeAfterTest(startProxy({ ports: {} }));
  const address = `http://127.0.0.1:${proxy.port}`;

  const run = await runHere(["sync", "--organization", "fernwick", "--api-url", sandbox.url], {
    cwd: await makeFolder(),
    env: {
      CLOUDSMITH_API_KEY: sandbox.keys.manager,
      http_proxy: address,
      HTTP_PROXY: address,
      HTTPS_PROXY: address,
    },
  });

  expect(run).toMatchObject({ exitCode: 0, stderr: "" });
  expect(proxy.asked).toEqual([]);
});

test("a host that answered and then refuses costs the list, not the run", async () => {
  const sandbox = await closeAfterTest(
    startSandbox({ faults: [{ template: "/orgs/{org}/services/", strike: disrupt("reset") }] }),
  );

  const run = await runHere(["sync", "--organization", "fernwick", "--api-url", sandbox.url], {
    cwd: await makeFolder(),
    env: { CLOUDSMITH_API_KEY: sandbox.keys.manager },
  });

  expect(run.exitCode).toBe(2);
  expect(run.stderr).toMatch(
    /the list of services is partial: cannot read \/orgs\/fernwick\/services\/ from Cloudsmith: /u,
  );
  const tries = run.stderr.split("\n").filter((line) => line.includes("trying again"));
  expect(tries.length).toBeLessThanOrEqual(2);
});
