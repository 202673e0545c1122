/**
 * Collects the license texts of everything in the bundle; a package without one stops the build.
 */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import type { Plugin } from "rolldown";

/** Texts for packages that declare a license but do not include it: `@scope+name.txt`. */
const extraTexts = join(import.meta.dirname, "licenses");

/**
 * Returns the plugin. It adds the licenses of all packages that are part of the bundle, or part of
 * a text inside it, in a stable order.
 */
export function thirdPartyLicenses(inside: readonly string[]): Plugin {
  return {
    name: "third-party-licenses",
    generateBundle(_, bundle) {
      const folders = new Set<string>();
      const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
      for (const id of [...inside, ...chunks.flatMap(({ moduleIds }) => moduleIds)]) {
        const folder = packageFolder(id);
        if (folder !== undefined) folders.add(folder);
      }
      const entries = [...folders].map((folder) => describePackage(folder)).sort();
      const intro =
        "The files in this folder contain code of the following packages, under the licenses given here.\n";
      this.emitFile({
        type: "asset",
        fileName: "THIRD-PARTY.txt",
        source: [intro, ...new Set(entries)].join(`\n${"=".repeat(80)}\n\n`),
      });
    },
  };
}

/** Returns the folder of a module's package; undefined for our own modules. */
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

/**
 * Returns a package's name, version, license and all license texts, including notices. Throws if
 * there is no license or no text, neither in the package nor in `kept`.
 */
export function describePackage(folder: string, kept = extraTexts): string {
  const { name = folder, version, license } = readManifest(folder);
  const own = readdirSync(folder)
    .filter((file) => /^(?:licen[cs]e|copying|notice)(?:[.-]|$)/iu.test(file))
    .sort()
    .map((file) => join(folder, file));
  const instead = join(kept, `${name.replace("/", "+")}.txt`);
  const files = own.length === 0 && existsSync(instead) ? [instead] : own;
  const texts = files.map((file) => readFileSync(file, "utf8").replaceAll("\r\n", "\n").trim());
  if (license === undefined || texts.join("") === "") {
    throw new Error(
      `cannot bundle ${name} ${version}: it contains no license text. Put the text of its declared license (${license ?? "none"}) into ${instead}, or leave the package out.`,
    );
  }
  return `${name} ${version} (${license})\n\n${texts.join("\n\n")}\n`;
}
