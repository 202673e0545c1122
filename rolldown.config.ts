/** Bundles the two entries, and generates the JSON schemas and licenses from the same sources. */

import { defineConfig, type Plugin } from "rolldown";

import { bundlePages, pageAssets } from "./scripts/bundle-page.ts";
import { thirdPartyLicenses } from "./scripts/third-party-licenses.ts";
import { partJsonSchema, policyJsonSchema } from "./src/policy/file/schema.ts";
import { reportJsonSchema } from "./src/report/json.ts";

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
        fileName: "access-policy-part.schema.json",
        source: emit(partJsonSchema()),
      });
      this.emitFile({
        type: "asset",
        fileName: "report.schema.json",
        source: emit(reportJsonSchema()),
      });
    },
  };
}

const pages = await bundlePages();

export default defineConfig({
  input: {
    action: "src/action.ts",
    cli: "src/cli.ts",
    // A worker thread: another chunk starts it by its file name.
    "chunks/artifact-thread": "src/c1z/artifact-thread.ts",
  },
  platform: "node",
  treeshake: {
    // Only `context` of @actions/github is used. Its other module creates an unused client when it
    // is loaded; .github/decisions/0003-named-packages.md has the cost.
    moduleSideEffects: [{ test: /@actions\/github\/lib\/utils\.js$/u, sideEffects: false }],
  },
  plugins: [
    pageAssets(pages),
    thirdPartyLicenses(pages.flatMap(({ moduleIds }) => moduleIds)),
    jsonSchemas(),
  ],
  output: {
    dir: "dist",
    cleanDir: true,
    format: "esm",
    entryFileNames: "[name].js",
    // No hash in file names: a change of one line should not rename a file.
    chunkFileNames: "chunks/[name].js",
    minify: false,
  },
});
