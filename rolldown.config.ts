/** Bundles the two entries, and writes beside them what is generated from the same sources. */

import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { defineConfig, type Plugin } from "rolldown";

import { bundlePage, pageAssets } from "./scripts/bundle-page.ts";
import { leanDependencies } from "./scripts/lean-dependencies.ts";
import { policyJsonSchema } from "./src/policy/schema.ts";
import { reportJsonSchema } from "./src/report/json.ts";

/**
 * Adds the licences of every package that went into the bundle, or is text inside it, in a stable
 * order.
 */
function thirdPartyLicences(inside: readonly string[]): Plugin {
  return {
    name: "third-party-licences",
    generateBundle(_, bundle) {
      const folders = new Set<string>();
      const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
      for (const id of [...inside, ...chunks.flatMap(({ moduleIds }) => moduleIds)]) {
        const folder = packageFolder(id);
        if (folder !== undefined) folders.add(folder);
      }
      const entries = [...folders].map(describePackage).sort();
      const intro =
        "The files in this folder contain code of the following packages, under the licences given here.\n";
      this.emitFile({
        type: "asset",
        fileName: "THIRD-PARTY.txt",
        source: [intro, ...new Set(entries)].join(`\n${"=".repeat(80)}\n\n`),
      });
    },
  };
}

/** Returns the folder of the package a module belongs to; undefined for a module of our own. */
function packageFolder(id: string): string | undefined {
  if (!id.includes("node_modules")) return undefined;
  let folder = dirname(id.replace(/^\0/u, ""));
  while (!(existsSync(join(folder, "package.json")) && "version" in readManifest(folder))) {
    folder = dirname(folder);
  }
  return folder;
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

function describePackage(folder: string): string {
  const { name, version, license } = readManifest(folder);
  const file = ["LICENSE", "LICENSE.md", "LICENSE.txt", "license", "LICENCE", "LICENSE-MIT"]
    .map((candidate) => join(folder, candidate))
    .find((candidate) => existsSync(candidate));
  const text =
    file === undefined ? "(the package holds no licence text)" : readFileSync(file, "utf8");
  return `${name} ${version} (${license ?? "no licence named"})\n\n${text.replaceAll("\r\n", "\n").trim()}\n`;
}

function jsonSchemas(): Plugin {
  const emit = (schema: object) => `${JSON.stringify(schema, null, 2)}\n`;
  return {
    name: "json-schemas",
    generateBundle() {
      this.emitFile({
        type: "asset",
        fileName: "access-policy.schema.json",
        source: emit(policyJsonSchema()),
      });
      this.emitFile({
        type: "asset",
        fileName: "report.schema.json",
        source: emit(reportJsonSchema()),
      });
    },
  };
}

const page = await bundlePage();

export default defineConfig({
  input: {
    action: "src/action.ts",
    cli: "src/cli.ts",
    // Started by its name, beside the chunk that starts it.
    "chunks/artifact-thread": "src/c1z/artifact-thread.ts",
  },
  platform: "node",
  // These only define functions, of which none is used: the toolkit brings them along.
  treeshake: { moduleSideEffects: [{ test: /\/@actions\/(?:exec|io)\//u, sideEffects: false }] },
  plugins: [
    leanDependencies(),
    pageAssets(page),
    thirdPartyLicences(page.moduleIds),
    jsonSchemas(),
  ],
  output: {
    dir: "dist",
    cleanDir: true,
    format: "esm",
    entryFileNames: "[name].js",
    // No hash in a name: a change of one line should not rename a file.
    chunkFileNames: "chunks/[name].js",
    minify: false,
  },
});
