/** The Action with outputs in wrong places: refused before anything is read. */

import { mkdir, readFile, readlink, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { startSandbox } from "../../src/sandbox/server.ts";
import { startGitHub } from "../support/github/server.ts";
import { makeFolder, runAction } from "../support/process.ts";

const teams = /^teams:\n(?: {2}.*\n|\n)*/mu;

async function setScene() {
  const parent = await makeFolder();
  const folder = join(parent, "checkout");
  await mkdir(join(folder, "sub"), { recursive: true });
  const [part = ""] = teams.exec(peoplePolicy) ?? [];
  const include = "include:\n  - { files: teams.yml, sections: [teams] }\n";
  await writeFile(
    join(folder, "access-policy.yml"),
    `${peoplePolicy.replace(part, "")}\n${include}`,
  );
  await writeFile(join(folder, "teams.yml"), part);
  await writeFile(join(parent, "secret"), "mine");
  const [github, sandbox] = [await startGitHub(), await startSandbox()];
  onTestFinished(() => github.close());
  onTestFinished(() => sandbox.close());
  const run = (inputs: Readonly<Record<string, string>>) =>
    runAction({
      cwd: folder,
      apiUrl: github.apiUrl,
      env: { GITHUB_WORKSPACE: folder },
      event: {
        name: "schedule",
        payload: { repository: { visibility: "private", default_branch: "main" } },
      },
      inputs: {
        policy: "access-policy.yml",
        c1z: "out.c1z",
        "api-url": sandbox.url,
        "api-key": sandbox.keys.service,
        token: github.token,
        ...inputs,
      },
    });
  return { parent, folder, github, sandbox, run };
}

test.each<[string, Readonly<Record<string, string>>, string]>([
  ["another output", { "report-json": "./out.c1z" }, "c1z uses the same file"],
  ["the quarantined artifact", { sarif: "out.c1z.quarantined" }, "c1z uses the same file"],
  ["the policy", { "report-markdown": "access-policy.yml" }, "policy uses the same file"],
  [
    "an included file",
    { "report-html": "sub/../teams.yml" },
    "the policy's include uses the same file",
  ],
  ["in the pack", { pack: "out", "report-json": "out/a.json" }, "one is inside the other"],
  ["a link out of the checkout", { "report-json": "leak" }, "a link leads it out of the checkout"],
  ["below a link out of it", { csv: "up" }, "a link leads it out of the checkout"],
])("an output that is %s", async (_, inputs, why) => {
  const { parent, folder, sandbox, run } = await setScene();
  await symlink("../secret", join(folder, "leak"));
  await symlink("..", join(folder, "up"));

  const ran = await run(inputs);

  expect(ran.exitCode).toBe(2);
  expect(ran.stdout).toContain(why);
  expect(ran.outputs["verdict"]).toBe("unknown");
  expect(sandbox.requests).toEqual([]);
  expect(await readFile(join(parent, "secret"), "utf8")).toBe("mine");
});

test("a link inside the checkout stays, and a path outside of it is the workflow's choice", async () => {
  const { parent, folder, run } = await setScene();
  await symlink("sub/real.json", join(folder, "link.json"));

  const ran = await run({ "report-json": "link.json", "report-markdown": join(parent, "r.md") });

  expect(ran.exitCode, ran.stdout).toBe(1);
  expect(await readlink(join(folder, "link.json"))).toBe("sub/real.json");
  expect(await readFile(join(folder, "sub/real.json"), "utf8")).toContain('"verdict"');
  expect(await readFile(join(parent, "r.md"), "utf8")).toContain("Access audit");
});
