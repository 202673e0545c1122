/** The actions of other publishers that the examples use, and what replaces them on this machine. */

import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";

import { root } from "../../support/process.ts";
import { ownAction, stepsOf, type Workflow } from "../../support/example-workflows.ts";

/** By action: the inputs that its stand-in knows. All of them are inputs of the real action. */
const inputsOf: Readonly<Record<string, readonly string[]>> = {
  "actions/attest-build-provenance": ["subject-path"],
  "actions/checkout": ["path", "persist-credentials", "ref", "repository"],
  "actions/download-artifact": ["merge-multiple", "name", "path", "pattern"],
  "actions/setup-node": ["node-version"],
  "actions/upload-artifact": ["if-no-files-found", "name", "path", "retention-days"],
  "aws-actions/configure-aws-credentials": ["aws-region", "role-to-assume"],
  "github/codeql-action/upload-sarif": ["sarif_file"],
};

/**
 * Writes what a workflow uses into a folder, and returns where each repository is, as
 * `owner/name@ref=path`. Throws if the workflow uses an action or an input that has no stand-in.
 */
export async function installActions(
  workflow: Workflow,
  folder: string,
  apiUrl: string,
): Promise<readonly string[]> {
  const repositories = new Set<string>();
  for (const { uses, with: given = {} } of stepsOf(workflow)) {
    if (uses === undefined) continue;
    const [action = "", ref = ""] = uses.split("@");
    const [owner = "", name = ""] = action.split("/");
    repositories.add(`${owner}/${name}@${ref}=${join(folder, owner, name)}`);
    if (action === ownAction) await installOwn(join(folder, action), apiUrl);
    else await installStandIn(action, Object.keys(given), join(folder, action));
  }
  return [...repositories];
}

/** Our action as it is in this checkout. Only the default of `api-url` is another one. */
async function installOwn(folder: string, apiUrl: string): Promise<void> {
  const description = await readFile(join(root, "action.yml"), "utf8");
  const [before, after, ...more] = description.split("default: https://api.cloudsmith.io/v1\n");
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error("action.yml must have the default of api-url exactly once");
  }
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "action.yml"), `${before}default: ${apiUrl}\n${after}`);
  await cp(join(root, "dist"), join(folder, "dist"), { recursive: true });
}

async function installStandIn(
  action: string,
  given: readonly string[],
  folder: string,
): Promise<void> {
  const inputs = inputsOf[action];
  if (inputs === undefined) {
    throw new Error(`${action} has no stand-in. Add it to inputsOf and to the folder steps.`);
  }
  const unknown = given.filter((input) => !inputs.includes(input));
  if (unknown.length > 0) {
    throw new Error(`the stand-in of ${action} does not know ${unknown.join(", ")}`);
  }
  const script = join(import.meta.dirname, "steps", `${basename(action)}.ts`);
  const description = {
    name: action,
    description: "A stand-in",
    inputs: Object.fromEntries(inputs.map((input) => [input, { description: input }])),
    runs: { using: "node24", main: "main.mjs" },
  };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "action.yml"), JSON.stringify(description));
  await writeFile(join(folder, "main.mjs"), `import ${JSON.stringify(pathToFileURL(script))};\n`);
}
