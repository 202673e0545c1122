/** The built entries over TLS, directly and through a proxy: what a stripped library breaks unseen. */

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { startSandbox, type Sandbox } from "../../src/sandbox/server.ts";
import { cleanWorkspace } from "../../src/sandbox/workspace.ts";
import { runHere } from "../support/command-line.ts";
import { startGitHub } from "../support/github/server.ts";
import { listen } from "../support/github/listen.ts";
import { authority, startProxy, startTls, type Front } from "../support/network.ts";
import { makeFolder, runAction, runCli } from "../support/process.ts";
import { makeZip } from "../support/zip.ts";
import { closeAfterTest } from "../support/close-after-test.ts";

const user = "audit er";
const password = "p@ss:w%rd/4711";
const credentials = `${user}:${password}`;
const written = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
const trust = { NODE_EXTRA_CA_CERTS: authority };

interface Way {
  readonly name: string;
  readonly proxied: boolean;
  readonly credentials?: string;
  /** The proxy itself is reached over TLS. */
  readonly secured?: boolean;
}

const ways: readonly Way[] = [
  { name: "directly", proxied: false },
  { name: "through a proxy", proxied: true },
  { name: "through a proxy that wants a sign-in", proxied: true, credentials },
];

/** Returns the environment of a way, and the address of a stand-in on it. */
async function open(way: Way, fronts: Readonly<Record<string, Front>>) {
  if (!way.proxied) {
    return {
      env: trust,
      asked: [],
      origin: (name: string) => `https://127.0.0.1:${fronts[name]?.port}`,
    };
  }
  const ports = Object.fromEntries(
    Object.entries(fronts).map(([name, { port }]) => [`${name}.example.test`, port]),
  );
  const proxy = await closeAfterTest(
    startProxy({ ports, ...(way.credentials !== undefined && { credentials: way.credentials }) }),
  );
  const address = `127.0.0.1:${proxy.port}`;
  const front =
    way.secured === true ? await closeAfterTest(startTls(`http://${address}`)) : undefined;
  // Without a scheme as well, as many networks write it.
  const value =
    front !== undefined
      ? `https://${written}@localhost:${front.port}`
      : way.credentials === undefined
        ? address
        : `http://${written}@${address}`;
  return {
    env: { ...trust, HTTPS_PROXY: value },
    asked: proxy.asked,
    origin: (name: string) => `https://${name}.example.test`,
  };
}

async function artifactOf({ url, keys }: Sandbox): Promise<Buffer> {
  const cwd = await makeFolder();
  const flags = ["--organization", "fernwick", "--api-url", url];
  await runHere(["sync", ...flags], {
    cwd,
    env: { CLOUDSMITH_API_KEY: keys.service, SOURCE_DATE_EPOCH: "1795338000" },
  });
  const content = await readFile(join(cwd, "cloudsmith.c1z"));
  return makeZip([{ name: "cloudsmith.c1z", content }]);
}

const secured = {
  name: "through a proxy that speaks TLS",
  proxied: true,
  credentials,
  secured: true,
};

test.each([...ways, secured])("the built command line reads over TLS $name", async (way) => {
  const sandbox = await closeAfterTest(startSandbox());
  const api = await closeAfterTest(startTls(sandbox.url));
  const { env, origin, asked } = await open(way, { api });

  const flags = ["--organization", "fernwick", "--api-url", `${origin("api")}/v1`];
  const run = await runCli(["sync", ...flags], {
    cwd: await makeFolder(),
    env: { ...env, CLOUDSMITH_API_KEY: sandbox.keys.manager },
  });

  expect(run).toMatchObject({ exitCode: 0, stderr: "" });
  expect(new Set(asked.map(({ target }) => target))).toEqual(
    new Set(way.proxied ? ["api.example.test:443"] : []),
  );
});

test.each(ways)(
  "the built Action reads, downloads an artifact and writes an issue over TLS $name",
  async (way) => {
    const sandbox = await closeAfterTest(startSandbox());
    const clean = await closeAfterTest(startSandbox({ workspace: cleanWorkspace() }));
    const github = await closeAfterTest(startGitHub());
    github.state.addArtifact({
      name: "roster",
      zip: await artifactOf(clean),
      created_at: "2026-11-22T09:00:00Z",
    });
    let storageOrigin = "";
    github.state.storage.redirect = (address) => {
      const { pathname, search } = new URL(address);
      return `${storageOrigin}${pathname}${search}`;
    };
    const fronts = {
      api: await closeAfterTest(startTls(sandbox.url)),
      github: await closeAfterTest(startTls(github.apiUrl)),
      storage: await closeAfterTest(startTls(github.storageUrl)),
    };
    const { env, origin, asked } = await open(way, fronts);
    storageOrigin = origin("storage");
    const cwd = await makeFolder();
    await writeFile(join(cwd, "access-policy.yml"), peoplePolicy);

    const run = await runAction({
      cwd,
      apiUrl: origin("github"),
      event: {
        name: "schedule",
        payload: { repository: { visibility: "private", default_branch: "main" } },
      },
      inputs: {
        "api-url": `${origin("api")}/v1`,
        "api-key": sandbox.keys.service,
        token: github.token,
        baseline: "artifact:roster",
        c1z: "",
      },
      env,
    });

    expect(run.outputs).toMatchObject({ verdict: "drift", coverage: "complete" });
    expect(run.summary).toContain("Since 2026-11-22 09:00 UTC: ");
    expect(github.requests.map(({ path }) => path)).toContain("/graphql");
    expect(github.writes()).toMatchObject([{ operation: "issues/create" }]);
    expect(github.state.storage.downloads).toBe(1);
    const targets = new Set(asked.map(({ target }) => target));
    const names = ["api", "github", "storage"].map((name) => `${name}.example.test:443`);
    expect(targets).toEqual(new Set(way.proxied ? names : []));
    const said = run.stdout.replaceAll(/^::add-mask::.*$/gmu, "") + run.stderr + run.summary;
    expect(said).not.toContain(password);
    expect(said).not.toContain(encodeURIComponent(password));
    if (way.credentials !== undefined) expect(run.stdout).toContain("::add-mask::p@ss");
  },
);

test("the built Action gives up on a service of ID tokens that hangs, at the deadline", async () => {
  const sandbox = await closeAfterTest(startSandbox());
  const tokens = await closeAfterTest(listen(() => {}));
  const cwd = await makeFolder();
  await writeFile(join(cwd, "access-policy.yml"), peoplePolicy);

  const run = await runAction({
    cwd,
    apiUrl: sandbox.url,
    event: { name: "schedule", payload: {} },
    inputs: { "api-url": sandbox.url, "oidc-service": "access-audit", deadline: "1s" },
    env: {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${tokens.origin}/?v=1`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: "plantedRequestToken",
    },
  });

  expect(run.exitCode).toBe(2);
  expect(run.outputs).toMatchObject({ verdict: "unknown", coverage: "none" });
  expect(run.stdout).toMatch(
    /^::error::cannot get an ID token from GitHub: 127\.0\.0\.1:\d+ did not answer before the deadline\./mu,
  );
  expect(sandbox.requests).toEqual([]);
});
