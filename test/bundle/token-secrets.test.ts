/**
 * Secrets of entitlement tokens, planted in every reply about them: no command of the bundle, and no
 * report, artifact, log or error of the Action may contain one.
 */

import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync, inflateRawSync } from "node:zlib";

import { expect, test } from "vitest";

import { unpackDatabase } from "../../src/c1z/container/container.ts";
import { editHeaders, refuse, type Fault } from "../../src/sandbox/faults.ts";
import { secretMark } from "../../src/sandbox/tokens.ts";
import { makeFolder, runAction, runCli } from "../support/process.ts";
import { openSandbox } from "../support/sandbox.ts";
import { openGitHub, schedule } from "./planted-secrets.ts";

const template = "/entitlements/{owner}/{repo}/";
const policy = `version: 1
organization: fernwick
repositories: { "*": { privileges: any } }
tokens: [Default]
custom:
  - { id: own, for: token, violates: "token.active", severity: note, message: m }
`;

/** What goes wrong with the replies about tokens; each row of them has secrets. */
const errors: readonly (readonly [string, readonly Fault[]])[] = [
  ["all tokens are read", []],
  [
    "a count is announced that is not right",
    [{ template, strike: editHeaders({ "X-Pagination-Count": "77" }) }],
  ],
  ["tokens are refused", [{ template, strike: refuse(403) }]],
  [
    "an error repeats a secret",
    [403, 404, 422, 500, 503].map((status) => ({
      template,
      times: 6,
      strike: refuse(status, {}, { detail: `${secretMark}-in-an-error is not valid` }),
    })),
  ],
  [
    "a reply is not a list",
    [
      { template, times: 3, strike: refuse(200, {}, { token: `${secretMark}-in-a-mapping` }) },
      { template, times: 3, strike: refuse(200, {}, [{ token: `${secretMark}-without-a-name` }]) },
      { template, times: 3, strike: refuse(200, {}, `${secretMark}-text`) },
    ],
  ],
];

/** Returns every byte of the folder's files, in sub-folders and in artifacts as well. */
async function bytesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile());
  const texts = await Promise.all(
    files.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      const bytes = await readFile(path);
      const plain = [bytes.toString("latin1"), ...unpacked(bytes)];
      if (!entry.name.includes("c1z")) return plain;
      const database = join(await makeFolder(), "sync.db");
      await unpackDatabase(path, database);
      return [...plain, await readFile(database, "latin1")];
    }),
  );
  return texts.flat();
}

/** A page for a browser may hold its data compressed, as base64. */
function unpacked(bytes: Buffer): string[] {
  return [...bytes.toString("latin1").matchAll(/[A-Za-z0-9+/]{200,}={0,2}/gu)].flatMap(([text]) => {
    const data = Buffer.from(text, "base64");
    return [gunzipSync, inflateRawSync].flatMap((unpack) => {
      try {
        return [unpack(data).toString("latin1")];
      } catch {
        return [];
      }
    });
  });
}

test.each(errors)(
  "no secret of a token leaves a command when %s",
  async (_, faults) => {
    const sandbox = await openSandbox({ faults });
    const cwd = await makeFolder();
    await writeFile(join(cwd, "access-policy.yml"), policy);
    const env = { CLOUDSMITH_API_KEY: sandbox.keys.owner, SOURCE_DATE_EPOCH: "1795424400" };
    const at = ["--api-url", sandbox.url];
    const reports =
      "--report-json r.json --report-markdown r.md --report-html r.html --sarif r.sarif";
    const commands: readonly (readonly string[])[] = [
      ["audit", ...at, "--c1z", "a.c1z", ...reports.split(" "), "--csv", "csv", "--pack", "pack"],
      ["audit", ...at, "--c1z", "b.c1z", "--baseline", "a.c1z", "--report-json", "b.json"],
      ["sync", ...at, "--organization", "fernwick", "--repositories", "always", "--c1z", "s.c1z"],
      [
        "init",
        ...at,
        "--organization",
        "fernwick",
        "--repositories",
        "always",
        "--policy",
        "i.yml",
      ],
      ["accept", ...at],
      ["explain", ...at, "repository:firmware"],
      ["explain", ...at, "amara-okoye"],
      ["audit", "--from-c1z", "a.c1z", "--report-json", "c.json"],
      ["diff", "a.c1z", "b.c1z"],
      ["merge", "r.json", "--report-markdown", "m.md"],
      ["check"],
    ];
    const printed: string[] = [];
    for (const args of commands) {
      const { stdout, stderr } = await runCli(args, { cwd, env });
      printed.push(stdout, stderr);
    }
    const asked = sandbox.requests.filter((request) => request.template === template);

    expect(asked.length).toBeGreaterThan(30);
    expect(asked.some(({ path }) => path.includes("show_tokens"))).toBe(false);
    const everything = [...printed, ...(await bytesIn(cwd))].join("\n");
    expect(everything).toContain("token-unlisted");
    expect(everything).not.toContain(secretMark);
  },
  60_000,
);

test("no secret of a token leaves the Action", async () => {
  const [sandbox, github, cwd] = [await openSandbox(), await openGitHub(), await makeFolder()];
  await writeFile(join(cwd, "access-policy.yml"), policy);
  const run = await runAction({
    cwd,
    event: schedule,
    apiUrl: github.apiUrl,
    env: { RUNNER_DEBUG: "1", ACTIONS_STEP_DEBUG: "true" },
    inputs: {
      c1z: "cloudsmith.c1z",
      "report-json": "r.json",
      sarif: "r.sarif",
      "api-url": sandbox.url,
      "api-key": sandbox.keys.owner,
      token: github.token,
      "personal-data": "full",
    },
  });
  const sent = JSON.stringify(github.requests);
  const everything = [run.stdout, run.stderr, run.summary, JSON.stringify(run.outputs), sent];

  expect(sandbox.requests.some((request) => request.template === template)).toBe(true);
  expect(everything.join("\n")).toContain("token-unlisted");
  expect([...everything, ...(await bytesIn(cwd))].join("\n")).not.toContain(secretMark);
});
