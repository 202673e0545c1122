/** Bundles the two entries, and writes beside them what is generated from the same sources. */

import { defineConfig, type Plugin } from "rolldown";

import { bundlePage, pageAssets } from "./scripts/bundle-page.ts";
import { thirdPartyLicences } from "./scripts/third-party-licences.ts";
import { policyJsonSchema } from "./src/policy/file/schema.ts";
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
  treeshake: {
    // Only `context` of @actions/github is used. Its other module creates a client when it is loaded,
    // which nothing here uses: see .github/decisions/0003-named-packages.md for what it costs.
    moduleSideEffects: [{ test: /@actions\/github\/lib\/utils\.js$/u, sideEffects: false }],
  },
  plugins: [pageAssets(page), thirdPartyLicences(page.moduleIds), jsonSchemas()],
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
