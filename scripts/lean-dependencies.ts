/** Keeps out of the bundle what its dependencies would load and nobody here uses. */

import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

import type { Plugin } from "rolldown";

const lean = (name: string) => fileURLToPath(new URL(`lean/${name}`, import.meta.url));
/** By the names that undici's dispatchers require them by. */
const unused: ReadonlyMap<string, string> = new Map([
  ["./client-h2.js", lean("no-http2.cjs")],
  ["./parser-h1.js", lean("no-milo.cjs")],
]);
const wrapped: ReadonlySet<string> = new Set(["http", "https"]);
/** Looking at one of these is what takes the time. */
const costly: ReadonlySet<string> = new Set(["WebSocket", "CloseEvent", "MessageEvent"]);
const marker = "\0wrapped:";

/**
 * Returns the plugin. `import * as http` makes Node look at every property of the module, one of which
 * loads all of Node's own web sockets and fetch (60 ms); `require` looks at none.
 */
export function leanDependencies(): Plugin {
  return {
    name: "lean-dependencies",
    resolveId(id, importer, { kind }) {
      if (id === "undici") {
        return lean(importer?.includes("/src/github/") ? "undici-fetch.js" : "undici.js");
      }
      if (importer?.includes("/undici/lib/dispatcher/") && unused.has(id)) return unused.get(id);
      const name = id.replace(/^node:/u, "");
      return wrapped.has(name) && kind === "import-statement" ? marker + name : undefined;
    },
    load(id) {
      if (!id.startsWith(marker)) return undefined;
      const name = `node:${id.slice(marker.length)}`;
      return [
        'import { createRequire } from "node:module";',
        `const wrapped = createRequire(import.meta.url)(${JSON.stringify(name)});`,
        `export const { ${plainNames(name).join(", ")} } = wrapped;`,
        "export default wrapped;",
      ].join("\n");
    },
  };
}

/** Returns the names of what a module exports, sorted. */
function plainNames(name: string): string[] {
  const module = createRequire(import.meta.url)(name) as object;
  return Object.getOwnPropertyNames(module)
    .filter((property) => !costly.has(property))
    .sort();
}
