/** Bundles the page's script, which runs in a browser, for the chunk that writes pages. */

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { rolldown, type Plugin } from "rolldown";

const app = fileURLToPath(new URL("../src/report/page/app", import.meta.url));

export interface PageBundle {
  readonly script: string;
  readonly style: string;
  /** Every file in the script. */
  readonly moduleIds: readonly string[];
}

/** Returns the script and the style sheet for a page. */
export async function bundlePage(): Promise<PageBundle> {
  const build = await rolldown({
    input: `${app}/main.tsx`,
    platform: "browser",
    tsconfig: `${app}/tsconfig.json`,
  });
  const { output } = await build.generate({ format: "esm", minify: true });
  const [chunk, ...rest] = output;
  if (rest.length > 0 || chunk.imports.length > 0) {
    throw new Error(`bug: the page's script needs more than itself: ${chunk.imports.join(", ")}`);
  }
  // A browser ends a script element at `</script`, and treats `<!--` in it specially.
  if (/<\/script|<!--/iu.test(chunk.code)) throw new Error("bug: the page's script ends itself");
  const style = await readFile(`${app}/style.css`, "utf8");
  return { script: chunk.code, style, moduleIds: chunk.moduleIds };
}

/** Returns the plugin that resolves `page:assets`. */
export function pageAssets({ script, style }: PageBundle): Plugin {
  const name = "page:assets";
  return {
    name,
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) =>
      id === `\0${name}`
        ? `export const script = ${JSON.stringify(script)};\nexport const style = ${JSON.stringify(style)};\n`
        : undefined,
  };
}
