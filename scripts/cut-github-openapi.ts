/**
 * Extracts the operations that this project uses from GitHub's OpenAPI description, for the tests'
 * stand-in. `node scripts/cut-github-openapi.ts [version]` writes test/support/github/openapi.json;
 * the default version is the one in that file. The package with the description has 400 MB
 * unpacked, so it is not a dependency: the script downloads it to a temporary folder, reads two
 * files, and removes the folder.
 */

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { z } from "zod";

const packageName = "@octokit/openapi";
const target = new URL("../test/support/github/openapi.json", import.meta.url);

/** GitHub's operation ids. */
const operationIds: ReadonlySet<string> = new Set([
  "actions/download-artifact",
  "actions/get-workflow-run",
  "actions/list-artifacts-for-repo",
  "git/get-blob",
  "git/get-commit",
  "git/get-ref",
  "git/get-tree",
  "issues/create",
  "issues/create-comment",
  "issues/delete-comment",
  "issues/get",
  "issues/get-comment",
  "issues/list-comments",
  "issues/list-for-repo",
  "issues/update",
  "issues/update-comment",
  "pulls/get",
  "pulls/list",
  "pulls/list-files",
  "repos/compare-commits-with-basehead",
  "repos/get",
  "repos/get-commit",
  "repos/get-content",
]);

/** Keys of the description without rules; keys that begin with x- are also skipped. */
const prose: ReadonlySet<string> = new Set([
  "description",
  "example",
  "examples",
  "externalDocs",
  "summary",
  "title",
]);

const Description = z.object({
  openapi: z.string(),
  info: z.object({ version: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.record(z.string(), z.record(z.string(), z.unknown())),
});
type Description = z.infer<typeof Description>;
const Operation = z.looseObject({ operationId: z.string() });

const Cut = z.object({ version: z.string() });

const wanted = process.argv[2] ?? Cut.parse(JSON.parse(readFileSync(target, "utf8"))).version;
const { description, license } = fetchDescription(wanted);
const paths = cutPaths(description);
const { openapi, info } = description;
const cut = {
  source: `${packageName}, api.github.com, without its prose and examples`,
  version: info.version,
  license,
  openapi,
  paths,
  components: cutComponents(description, paths),
};
writeFileSync(target, `${JSON.stringify(sortKeys(cut))}\n`);
execFileSync("npx", ["oxfmt", target.pathname], { stdio: "inherit" });

/** The license requires its text in every copy. */
function fetchDescription(version: string): { description: Description; license: string } {
  const folder = mkdtempSync(join(tmpdir(), "github-openapi-"));
  try {
    const spec = `${packageName}@${version}`;
    const packed = execFileSync("npm", ["pack", "--silent", spec], { cwd: folder });
    const files = ["package/generated/api.github.com.json", "package/LICENSE"];
    execFileSync("tar", ["xzf", packed.toString().trim(), ...files], { cwd: folder });
    const [text = "", license = ""] = files.map((file) => readFileSync(join(folder, file), "utf8"));
    return { description: Description.parse(JSON.parse(text)), license: license.trim() };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Returns the listed operations by path and method. Throws if one of them is not described. */
function cutPaths({ paths }: Description): Record<string, Record<string, unknown>> {
  const found = new Set<string>();
  const kept: Record<string, Record<string, unknown>> = {};
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, value] of Object.entries(methods)) {
      const operation = Operation.safeParse(value).data;
      if (operation === undefined || !operationIds.has(operation.operationId)) continue;
      found.add(operation.operationId);
      const { operationId, parameters, requestBody, responses } = operation;
      const made = { operationId, parameters, requestBody, responses };
      kept[path] = { ...kept[path], [method]: withoutProse(made) };
    }
  }
  const missing = [...operationIds].filter((id) => !found.has(id));
  if (missing.length > 0) throw new Error(`not described: ${missing.join(", ")}`);
  return kept;
}

/** Returns the components that the paths refer to, directly or indirectly. */
function cutComponents({ components }: Description, paths: unknown): Description["components"] {
  const kept: Record<string, Record<string, unknown>> = {};
  const pending = [...findReferences(paths), "#/components/schemas/basic-error"];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [, , kind = "", name = ""] = next.split("/");
    if (kept[kind]?.[name] !== undefined) continue;
    const component = withoutProse(components[kind]?.[name]);
    if (component === undefined) throw new Error(`not described: ${next}`);
    kept[kind] = { ...kept[kind], [name]: component };
    pending.push(...findReferences(component));
  }
  return kept;
}

function findReferences(value: unknown): string[] {
  return [...JSON.stringify(value).matchAll(/"\$ref":"([^"]+)"/gu)].map(([, path = ""]) => path);
}

/**
 * Returns a value without the keys that have no rules. If `isMap`, the keys are names, so all are
 * preserved.
 */
function withoutProse(value: unknown, isMap = false): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutProse(item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => isMap || !(prose.has(key) || key.startsWith("x-")))
      .map(([key, item]) => [
        key,
        withoutProse(item, !isMap && ["properties", "headers"].includes(key)),
      ]),
  );
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sortKeys(item)]),
  );
}
