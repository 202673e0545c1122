/** A policy of several files, as processes: check, audit, and the Action on a pull request. */

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { startSandbox } from "../../src/sandbox/server.ts";
import { cleanWorkspace } from "../../src/sandbox/workspace.ts";
import { clock } from "../support/command-scene.ts";
import { baseSha, headSha, mergeSha } from "../support/github/repository-routes.ts";
import { startGitHub } from "../support/github/server.ts";
import { makeFolder, runAction, runCli } from "../support/process.ts";
import { openSandbox } from "../support/sandbox.ts";
import { pullRequest } from "../support/sequence.ts";

const start = peoplePolicy.indexOf("teams:\n");
const end = peoplePolicy.indexOf("unlisted-teams:");
const rest = peoplePolicy.slice(0, start) + peoplePolicy.slice(end);
const teams = peoplePolicy.slice(start, end);
/** The sandbox's policy, with its teams in a file of their own. */
const files = {
  "access-policy.yml": `${rest}include: [{ files: teams/*.yml, sections: [teams] }]\n`,
  "teams/all.yml": teams,
};
type Files = Readonly<Record<string, string>>;

async function folderOf(given: Files): Promise<string> {
  const folder = await makeFolder();
  for (const [name, text] of Object.entries(given)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

interface Located {
  readonly rule: string;
  readonly subject: { readonly slug: string };
  readonly policy?: { readonly path: string; readonly line: number; readonly column: number };
}

test("check and audit give the results of one file, and the places of several", async () => {
  const sandbox = await openSandbox();
  const env = { ...clock, CLOUDSMITH_API_KEY: sandbox.keys.service };
  const outputs = ["--report-json", "report.json", "--sarif", "report.sarif", "--c1z", ""];
  const audit = async (cwd: string) => {
    const run = await runCli(["audit", "--api-url", sandbox.url, ...outputs], { cwd, env });
    const read = async (name: string) => readFile(join(cwd, name), "utf8");
    const report = JSON.parse(await read("report.json")) as { findings: readonly Located[] };
    return { run, findings: report.findings, sarif: await read("report.sarif") };
  };
  const split = await folderOf(files);

  const valid = await runCli(["check"], { cwd: split, env: clock });
  const several = await audit(split);
  const one = await audit(await folderOf({ "access-policy.yml": peoplePolicy }));

  expect(valid.exitCode, valid.stderr).toBe(0);
  expect(several.run.exitCode).toBe(one.run.exitCode);
  const idOf = ({ rule, subject }: Located) => `${rule} ${subject.slug}`;
  expect(several.findings.map(idOf)).toEqual(one.findings.map(idOf));
  const texts = files as Files;
  const lineOf = (of: Files, { policy: at }: Located) =>
    of[at?.path ?? ""]?.split("\n")[(at?.line ?? 0) - 1];
  const whole = { "access-policy.yml": peoplePolicy };
  for (const [index, finding] of several.findings.entries()) {
    expect(lineOf(texts, finding)).toBe(lineOf(whole, one.findings[index] as Located));
  }
  expect(several.findings.some(({ policy }) => policy?.path === "teams/all.yml")).toBe(true);
  expect(several.sarif).toContain('"uri": "teams/all.yml"');
  expect(several.run.stdout).toContain("teams/all.yml:");
});

interface Scene {
  readonly before?: Files;
  readonly after: Files;
  readonly asData?: true;
  readonly inputs?: Files;
}

const workflowRun = {
  name: "workflow_run",
  payload: {
    repository: { id: 424_242, visibility: "private", default_branch: "main" },
    workflow_run: { head_sha: headSha },
  },
};

async function propose({ before = files, after, asData, inputs = {} }: Scene) {
  const github = await startGitHub({ files: ["access-policy.yml"] });
  onTestFinished(() => github.close());
  const sandbox = await startSandbox({ workspace: cleanWorkspace() });
  onTestFinished(() => sandbox.close());
  const put = (sha: string, given: Files) => {
    for (const [name, text] of Object.entries(given))
      github.state.files.set(`${sha}:${name}`, text);
  };
  put(baseSha, before);
  put(headSha, after);
  put(mergeSha, after);
  const result = await runAction({
    cwd: await folderOf(asData ? {} : after),
    event: asData ? workflowRun : pullRequest,
    apiUrl: github.apiUrl,
    inputs: {
      c1z: "",
      "api-url": sandbox.url,
      "api-key": sandbox.keys.service,
      token: github.token,
      organization: "fernwick",
      ...inputs,
    },
  });
  return { ...result, sandbox, comment: github.comments[0]?.body ?? "" };
}

const weaker = { ...files, "teams/all.yml": teams.replace("    synced: idp", "    #synced") };
const twice = {
  ...files,
  "teams/all.yml": `${teams}  Platform: { members: any }\n`,
};

test.each<readonly [string, Partial<Scene>]>([
  ["a checkout", {}],
  ["data", { asData: true }],
])("a pull request that changes an included file alone is compared, from %s", async (_, kind) => {
  const ran = await propose({ after: weaker, ...kind });

  expect(ran.exitCode, ran.stdout).toBe(0);
  expect(ran.outputs).toMatchObject({ verdict: "clean", weakened: "1" });
  expect(ran.comment).toContain("team docs");
});

test("a pull request that changes another file reads no workspace", async () => {
  const ran = await propose({ after: { ...files, "teams/readme.txt": "x" } });

  expect(ran.stdout).toContain("this change does not modify access-policy.yml");
  expect(ran.sandbox.requests).toEqual([]);
});

test("a mistake in an included file is an annotation on its line, and in the comment", async () => {
  const ran = await propose({ after: twice });
  const line = twice["teams/all.yml"].split("\n").length - 1;

  expect(ran.exitCode).toBe(2);
  expect(ran.stdout).toContain(`::error file=teams/all.yml,line=${line},col=3::`);
  expect(ran.comment).toContain(`teams/all.yml:${line}:3`);
});

test("an introduced finding about an included file is an annotation on its line", async () => {
  const after = {
    ...files,
    "teams/all.yml": teams.replace("members: [priya-raman,", "members: [nobody-here,"),
  };

  const ran = await propose({ after });

  const line = after["teams/all.yml"].split("\n").findIndex((text) => text.includes("nobody-here"));
  expect(ran.stdout).toMatch(
    new RegExp(`::notice title=[a-z-]+,file=teams/all\\.yml,line=${line + 1},col=\\d+::`, "u"),
  );
});

test("the last included file that is gone weakens the policy", async () => {
  const { "teams/all.yml": _, ...after } = files;

  for (const asData of [undefined, true] as const) {
    const ran = await propose({ after, ...(asData && { asData }), inputs: { weakenings: "fail" } });

    expect(ran.exitCode, ran.stdout).toBe(1);
    expect(Number(ran.outputs["weakened"])).toBeGreaterThan(5);
    expect(ran.stdout).toContain("any more, so its entries are dropped");
  }
});
