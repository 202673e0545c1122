/** Bundles the scripts of the pages, which run in a browser, for the chunks that write pages. */

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { rolldown, type Plugin } from "rolldown";

const app = fileURLToPath(new URL("../src/report/page/app", import.meta.url));

/** Both pages have these style sheets; the last two change what the others say. */
const styles = [
  "base",
  "frame",
  "marks",
  "overview",
  "tables",
  "charts",
  "filters",
  "findings",
  "access",
  "review",
  "phone",
  "print",
] as const;

/** The pages by the module with their assets: the entry, and the style sheets in their order. */
const pages = {
  "page:assets": { entry: "main.tsx", styles },
  "page:merged-assets": { entry: "merged/main.tsx", styles: [...styles, "merged"] },
} as const;

export interface PageBundle {
  /** The module with the page's assets. */
  readonly name: string;
  readonly script: string;
  readonly style: string;
  /** Every file in the script. */
  readonly moduleIds: readonly string[];
}

/** Returns the script and the style sheet for each page. */
export async function bundlePages(): Promise<readonly PageBundle[]> {
  return Promise.all(Object.entries(pages).map(([name, page]) => bundlePage(name, page)));
}

async function bundlePage(
  name: string,
  { entry, styles }: { readonly entry: string; readonly styles: readonly string[] },
): Promise<PageBundle> {
  const build = await rolldown({
    input: `${app}/${entry}`,
    platform: "browser",
    tsconfig: `${app}/tsconfig.json`,
  });
  const { output } = await build.generate({ format: "esm", minify: true });
  const [chunk, ...rest] = output;
  if (rest.length > 0 || chunk.imports.length > 0) {
    throw new Error(`bug: a page's script needs more than itself: ${chunk.imports.join(", ")}`);
  }
  // They would make each page 100 KB larger.
  if (chunk.moduleIds.some((id) => id.includes("/node_modules/zod/"))) {
    throw new Error("bug: a page's script has the schemas of the policy file");
  }
  // A browser ends a script element at `</script`, and treats `<!--` in it specially.
  if (/<\/script|<!--/iu.test(chunk.code)) throw new Error("bug: a page's script ends itself");
  const sheets = await Promise.all(
    styles.map((sheet) => readFile(`${app}/styles/${sheet}.css`, "utf8")),
  );
  return { name, script: chunk.code, style: sheets.join("\n"), moduleIds: chunk.moduleIds };
}

/** Returns the plugin that resolves the modules with the pages' assets. */
export function pageAssets(bundles: readonly PageBundle[]): Plugin {
  const find = (id: string) => bundles.find(({ name }) => `\0${name}` === id);
  return {
    name: "page-assets",
    resolveId: (id) => (find(`\0${id}`) === undefined ? undefined : `\0${id}`),
    load: (id) => {
      const bundle = find(id);
      if (bundle === undefined) return undefined;
      const { script, style } = bundle;
      return `export const script = ${JSON.stringify(script)};\nexport const style = ${JSON.stringify(style)};\n`;
    },
  };
}
