import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

import { expect, test } from "vitest";

import { root } from "../support/process.ts";

const source = join(root, "src");

/** What everything may import; nothing of it imports a folder. */
const shared = ["errors.ts", "log.ts", "clock.ts", "version.ts", "output.ts", "preload.ts"];
/** What each folder may import of ours, besides itself and what is shared; the design has this table. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  "audit.ts": ["roster", "policy", "report"],
  sources: [
    "audit.ts",
    "settings.ts",
    "cloudsmith",
    "c1z",
    "github",
    "network",
    "files",
    "policy",
    "report",
    "roster",
  ],
  channels: ["audit.ts", "settings.ts", "sources", "c1z", "files", "policy", "report", "roster"],
  roster: [],
  cloudsmith: ["roster", "network"],
  c1z: ["roster", "files"],
  cel: [],
  policy: ["roster", "cel"],
  report: ["policy", "roster"],
  github: ["report", "roster", "network"],
  network: [],
  files: [],
  sandbox: [],
  "settings.ts": [],
  ...Object.fromEntries(shared.map((file) => [file, []])),
};
/** They put the others together. */
const entries = new Set(["action.ts", "cli.ts", "commands", "runner"]);

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
    if (inside === target || entries.has(inside) || shared.includes(target)) return false;
    return !(allowed[inside] ?? []).includes(target);
  });

  expect(own.length).toBeGreaterThan(50);
  expect(wrong).toEqual([]);
});

test("nothing imports an entry but another, and the two surfaces do not know each other", () => {
  const wrong = own.filter(({ from, to }) => entries.has(place(to)) && !entries.has(place(from)));
  expect(wrong).toEqual([]);
  const across = own.filter(
    ({ from, to }) =>
      (place(from) === "commands" && place(to) === "runner") ||
      (place(from) === "runner" && place(to) === "commands"),
  );
  expect(across).toEqual([]);
});

test("CONTRIBUTING names every folder and file of src", () => {
  const table = readFileSync(join(root, ".github/CONTRIBUTING.md"), "utf8");
  const names = readdirSync(source).filter((name) => !table.includes(`${name}\``));
  expect(names).toEqual([]);
});

test("src has the folders of the design, and few files beside them", () => {
  const names = readdirSync(source, { withFileTypes: true });
  const files = names.filter((one) => one.isFile()).map(({ name }) => name);
  const folders = names.filter((one) => one.isDirectory()).map(({ name }) => name);

  expect(files.length).toBeLessThanOrEqual(10);
  expect([...files, ...folders].filter((name) => !(name in allowed) && !entries.has(name))).toEqual(
    [],
  );
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
    "commands/program.ts",
    "report/page/app/main.tsx",
    "report/page/app/merged/main.tsx",
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

test("settings are resolved once: only the resolvers and the entries see them", () => {
  const users = filesWith(/import[^;]*\bSettings\b[^;]*\/settings\.ts"|type Settings\b/u);
  expect(users).toEqual([
    "channels/destinations.ts",
    "commands/audit.ts",
    "commands/settings.ts",
    "runner/environment.ts",
    "runner/open-run.ts",
    "runner/run.ts",
    "settings.ts",
    "sources/source.ts",
  ]);
  expect(filesWith(/artifactPrefix|startsWith\("artifact:/u)).toEqual(["settings.ts"]);
  expect(filesWith(/workspace\.id [!=]== \w+(?:\.\w+)*\.workspace\.id/u)).toEqual([]);
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
    "@actions/github": "runner",
    commander: "commands",
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

test("the build puts nothing in the place of a dependency's module, and leaves out one that is not used", () => {
  const config = readFileSync(join(root, "rolldown.config.ts"), "utf8");
  expect(config).not.toMatch(/resolveId|alias|external/u);
  expect([...config.matchAll(/sideEffects: false/gu)]).toHaveLength(1);
});
