import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

import { expect, test } from "vitest";

import { root } from "./support/process.ts";

const source = join(root, "src");

/** What each folder may import of ours, besides itself; `.` is the files beside the folders. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  roster: [],
  cel: [],
  network: ["errors.ts"],
  cloudsmith: ["roster", "network", "errors.ts", "log.ts"],
  c1z: ["roster", "files", "errors.ts", "log.ts"],
  policy: ["roster", "cel", "errors.ts"],
  report: ["policy", "roster", "errors.ts", "version.ts"],
  github: ["report", "roster", "network", "errors.ts", "log.ts"],
  sandbox: [],
  "audit.ts": ["roster", "policy", "report", "errors.ts", "load-meanwhile.ts", "log.ts"],
  sources: [],
  "settings.ts": ["errors.ts"],
  "named-artifact.ts": ["settings.ts", "errors.ts"],
  files: [],
  "files.ts": ["files", "errors.ts"],
  "load-meanwhile.ts": [],
  "temporary-folder.ts": ["files"],
  "base-policy.ts": ["policy", "errors.ts", "log.ts"],
  "agreed-workspace.ts": ["audit.ts", "policy", "roster", "settings.ts", "errors.ts"],
  "whole-folder.ts": ["files", "errors.ts"],
  "pack-folder.ts": ["report", "files", "log.ts", "version.ts", "whole-folder.ts"],
  "clock.ts": ["errors.ts"],
  "errors.ts": [],
  "log.ts": [],
  "output.ts": [],
  "version.ts": [],
};
/** The entries and what puts the adapters together for them. */
const entries = new Set([
  "action.ts",
  "cli.ts",
  "command-line.ts",
  "wiring.ts",
  "without-secrets.ts",
  "folders.ts",
  "history.ts",
  "report-files.ts",
  "commands",
  "runner",
]);

interface Import {
  readonly from: string;
  readonly specifier: string;
}

const imports = (readdirSync(source, { recursive: true }) as string[])
  .filter((file) => /\.tsx?$/u.test(file) && !file.includes("gen/"))
  .flatMap((from): Import[] => {
    const text = readFileSync(join(source, from), "utf8");
    return [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/gu)].map(([, specifier = ""]) => ({
      from,
      specifier,
    }));
  });

const own = imports
  .filter(({ specifier }) => specifier.startsWith("."))
  .map(({ from, specifier }) => ({
    from,
    to: relative(source, resolve(source, dirname(from), specifier)),
  }));

function place(file: string): string {
  return file.split("/")[0] ?? file;
}

test("imports point inwards, and adapters never import each other", () => {
  const wrong = own.filter(({ from, to }) => {
    const [inside, target] = [place(from), place(to)];
    if (inside === target || entries.has(inside)) return false;
    return !(allowed[inside] ?? []).includes(target);
  });

  expect(own.length).toBeGreaterThan(50);
  expect(wrong).toEqual([]);
});

test("nothing imports an entry but another", () => {
  const wrong = own.filter(({ from, to }) => entries.has(place(to)) && !entries.has(place(from)));
  expect(wrong).toEqual([]);
});

test("only the entries read the environment, the arguments and the clock", () => {
  const readers = (readdirSync(source, { recursive: true }) as string[])
    .filter((file) => /\.tsx?$/u.test(file) && !file.includes("gen/"))
    .filter((file) =>
      /process\.(env|argv|cwd)|new Date\(\)|Date\.now/u.test(
        readFileSync(join(source, file), "utf8"),
      ),
    );
  expect(readers.toSorted()).toEqual([
    "action.ts",
    "cli.ts",
    "clock.ts",
    "command-line.ts",
    "report/page/app/main.tsx",
  ]);
});

/** Returns the files of `src` whose text has something. */
function filesWith(pattern: RegExp): string[] {
  return (readdirSync(source, { recursive: true }) as string[])
    .filter((file) => /\.tsx?$/u.test(file) && !file.includes("gen/"))
    .filter((file) => pattern.test(readFileSync(join(source, file), "utf8")))
    .toSorted();
}

test("only one place writes to the process's streams, and one makes workflow commands", () => {
  // cli.ts: on a Node that is too old to load anything.
  expect(filesWith(/\b(?:stdout|stderr)\.write|\bconsole\./u)).toEqual(["cli.ts"]);
  expect(filesWith(/\bstream\.write/u)).toEqual(["log.ts", "output.ts"]);
  const commands = /core\.(?:info|debug|notice|warning|error|startGroup|group|setFailed)\b/u;
  expect(filesWith(commands)).toEqual(["runner/log.ts"]);
});

test("nothing of Node's gets into what runs in a browser", () => {
  const page = imports.filter(({ from }) => from.startsWith("report/page/app/"));
  expect(page.length).toBeGreaterThan(20);
  expect(page.filter(({ specifier }) => specifier.startsWith("node:"))).toEqual([]);
});

test("the vendors' packages stay in their adapters", () => {
  const owners: Readonly<Record<string, string>> = {
    undici: "network",
    "@octokit/rest": "github",
    yauzl: "github",
    "@octokit/request-error": "github",
    "node:sqlite": "c1z",
    "@bufbuild/protobuf": "c1z",
    yaml: "policy",
    "markdown-table": "report",
    preact: "report",
    "preact/hooks": "report",
    "@actions/core": "action.ts,runner",
    commander: "command-line.ts",
  };
  const wrong = imports.filter(
    ({ from, specifier }) =>
      owners[specifier] !== undefined && !owners[specifier].split(",").includes(place(from)),
  );
  expect(wrong).toEqual([]);
});

test("libraries are imported whole, through the entry points that they publish", () => {
  const files = ["src", "scripts", "bench"].flatMap((folder) =>
    (readdirSync(join(root, folder), { recursive: true }) as string[])
      .filter((file) => /\.[cm]?[jt]sx?$/u.test(file))
      .map((file) => join(root, folder, file)),
  );
  const specifiers = new Set(
    files.flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/(?:from|import|require)\s*\(?\s*"([^"]+)"/gu)].map(
        ([, specifier = ""]) => specifier,
      ),
    ),
  );
  const subpaths = [...specifiers].filter((specifier) =>
    /^(?:@[\w.-]+\/)?\w[\w.-]*\/.+/u.test(specifier),
  );
  const unpublished = subpaths.filter((specifier) => {
    const [name = ""] = /^(?:@[\w.-]+\/)?[\w.-]+/u.exec(specifier) ?? [];
    if (name === "google") return false;
    const manifest = readFileSync(join(root, "node_modules", name, "package.json"), "utf8");
    const { exports = {} } = JSON.parse(manifest) as { exports?: Record<string, unknown> };
    return !Object.hasOwn(exports, `.${specifier.slice(name.length)}`);
  });

  expect(subpaths.length).toBeGreaterThan(2);
  expect(unpublished).toEqual([]);
});

test("the build puts nothing in the place of a dependency's module", () => {
  const config = readFileSync(join(root, "rolldown.config.ts"), "utf8");
  expect(config).not.toMatch(/resolveId|alias|external|moduleSideEffects/u);
});
