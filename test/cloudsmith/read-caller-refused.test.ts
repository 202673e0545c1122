/** A run that fails while its first pages are still on their way. */

import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { editBody, refuse } from "../../src/sandbox/faults.ts";
import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { startSandbox } from "../../src/sandbox/server.ts";
import { makeFolder, runCli } from "../support/process.ts";

// The lists that were begun beside the preflight are asked for again and again, though nobody waits.
test("nothing is asked or said after a credential that is not recognised", async () => {
  const folder = await makeFolder();
  await writeFile(join(folder, "access-policy.yml"), peoplePolicy);
  const sandbox = await startSandbox({
    faults: [
      {
        template: "/user/self/",
        strike: editBody((body: object) => ({ ...body, authenticated: false })),
      },
      { template: "/orgs/{org}/members/", strike: refuse(429, { "Retry-After": "1" }) },
    ],
  });

  const run = await runCli(["audit", "--api-url", sandbox.url, "--deadline", "4s"], {
    cwd: folder,
    env: { CLOUDSMITH_API_KEY: "a-key-that-is-not-recognised" },
  });
  await sandbox.close();

  expect(run.exitCode).toBe(2);
  expect(run.stderr.trim().split("\n").at(-1)).toMatch(/^error: .*does not recognize/u);
});
