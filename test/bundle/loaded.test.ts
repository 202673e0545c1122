import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { expect, test } from "vitest";

import { makeFolder, root, runNode } from "../support/process.ts";
import { openSandbox } from "../support/sandbox.ts";
import { clock } from "../support/command-scene.ts";

/** Writes a line to stderr for each file that is loaded. */
const listLoaded = `
import { registerHooks } from "node:module";
registerHooks({
  load(url, context, next) {
    if (url.startsWith("file:")) process.stderr.write(\`loaded \${url}\\n\`);
    return next(url, context);
  },
});
await import(process.env.ENTRY);
`;

/** Returns the sources that a run of the bundle loads, as the bundle names them. */
async function loadedBy(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const cwd = await makeFolder();
  const script = join(cwd, "list.mjs");
  await writeFile(script, listLoaded);
  const { exitCode, stderr } = await runNode(script, args, {
    cwd,
    env: { ...clock, ...env, ENTRY: join(root, "dist/cli.js") },
  });
  const files = [...stderr.matchAll(/^loaded (file:.*)$/gmu)].map(([, url = ""]) => url);
  const texts = await Promise.all(files.map((url) => readFile(fileURLToPath(url), "utf8")));
  const sources = texts.flatMap((text) =>
    [...text.matchAll(/^\/\/ ((?:src|node_modules)\/.*)$/gmu)].map(([, path]) => path),
  );
  return { exitCode, sources };
}

const rules = "src/policy/catalog.ts";
const layout = "src/commands/help-layout.ts";
const characters = "src/report/terminal/wrap-text.ts";

test("a sync does not wait for the code of rules, or of help", async () => {
  const sandbox = await openSandbox();

  const { exitCode, sources } = await loadedBy(
    ["sync", "--organization", "fernwick", "--api-url", sandbox.url],
    { CLOUDSMITH_API_KEY: sandbox.keys.service },
  );

  expect(exitCode).toBe(0);
  expect(sources).toContain("src/cloudsmith/read-roster.ts");
  for (const unused of [rules, layout, characters]) expect(sources).not.toContain(unused);
});

test("help loads its layout", async () => {
  const { exitCode, sources } = await loadedBy(["sync", "--help"]);

  expect(exitCode).toBe(0);
  expect(sources).toEqual(expect.arrayContaining([layout, characters]));
});
