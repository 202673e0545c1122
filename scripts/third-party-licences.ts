/** The licence texts of everything that the bundle holds; a package without one stops the build. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import type { Plugin } from "rolldown";

/** Texts for packages that declare a licence and ship none: `@scope+name.txt`. */
const keptTexts = join(import.meta.dirname, "licences");

/**
 * Returns the plugin. It adds the licences of every package that went into the bundle, or is text
 * inside it, in a stable order.
 */
export function thirdPartyLicences(inside: readonly string[]): Plugin {
  return {
    name: "third-party-licences",
    generateBundle(_, bundle) {
      const folders = new Set<string>();
      const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
      for (const id of [...inside, ...chunks.flatMap(({ moduleIds }) => moduleIds)]) {
        const folder = packageFolder(id);
        if (folder !== undefined) folders.add(folder);
      }
      const entries = [...folders].map((folder) => describePackage(folder)).sort();
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

/**
 * Returns a package's name, version, licence and every licence text, its notices included.
 * Throws where there is no licence or no text of it, neither in the package nor kept here.
 */
export function describePackage(folder: string, kept = keptTexts): string {
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
      `cannot bundle ${name} ${version}: it holds no licence text. Put the text that it declares (${license ?? "none"}) into ${instead}, or leave the package out.`,
    );
  }
  return `${name} ${version} (${license})\n\n${texts.join("\n\n")}\n`;
}
