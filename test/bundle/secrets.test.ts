/** Planted secrets, and every byte that leaves a run: none of them may be there. */

import { expect, onTestFinished, test } from "vitest";

import { createOctokit } from "../../src/github/client/octokit.ts";
import { silentLogger } from "../../src/log.ts";
import { editText, refuse, type Fault } from "../../src/sandbox/faults.ts";
import { listen } from "../support/github/listen.ts";
import { runHere } from "../support/command-line.ts";
import { runAction } from "../support/process.ts";
import {
  contents,
  expectNone,
  files,
  key,
  openGitHub,
  openPlanted,
  schedule,
  serviceKey,
} from "./planted-secrets.ts";
import { folderWithPolicy } from "../support/command-scene.ts";

/** Every character as JSON may spell it, though no sender has to. */
function escaped(text: string): string {
  return Array.from(text, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`).join(
    "",
  );
}

const beginning = key.slice(0, 16);

/** An API that repeats what it was given, in errors and in data, as debugging proxies do. */
const echoes: readonly (readonly [string, readonly Fault[]])[] = [
  ["nothing goes wrong", []],
  [
    "the key is repeated in an error, whole and where it is cut short",
    [{ strike: refuse(403, {}, { detail: `no, ${key}${"x".repeat(140)}${key}` }) }],
  ],
  [
    "the key is repeated in a request id, an error page, a redirect, and as somebody's name",
    [
      { template: "/orgs/{org}/services/", times: 1, strike: refuse(500, { "X-Request-Id": key }) },
      { template: "/orgs/{org}/teams/", times: 1, strike: editText(() => `<h1>${key}</h1>`) },
      { template: "/orgs/{org}/invites/", strike: refuse(302, { Location: `https://x/${key}` }) },
      {
        template: "/orgs/{org}/members/",
        strike: editText((text) => text.replaceAll("Jonas Lindqvist", key)),
      },
    ],
  ],
  [
    "the key is repeated in an error for good",
    [{ template: "/orgs/{org}/teams/", strike: refuse(500, {}, { detail: `lost ${key}` }) }],
  ],
  [
    "the key is repeated in an error page for good",
    [
      {
        template: "/orgs/{org}/services/",
        strike: (reply) => ({
          ...reply,
          status: 502,
          headers: { "Content-Type": "text/html", "X-Request-Id": key, "CF-Ray": key },
          body: Buffer.from(`<h1>${key}</h1>`),
        }),
      },
    ],
  ],
  // It is blanked in the bytes of a reply, before they are parsed: an escape hides it until then; and
  // values are blanked after they are parsed, and names are not.
  [
    "the key is repeated with JSON escapes in an error, as somebody's name, and as the name of a claim",
    [
      {
        template: "/orgs/{org}/services/",
        strike: (reply) => ({
          ...reply,
          status: 403,
          body: Buffer.from(`{"detail":"no, ${escaped(key)}"}`),
        }),
      },
      {
        template: "/orgs/{org}/members/",
        strike: editText((text) => text.replaceAll("Jonas Lindqvist", escaped(key))),
      },
      {
        template: "/orgs/{org}/openid-connect/",
        strike: editText((text) => text.replaceAll("repository_owner", escaped(key))),
      },
    ],
  ],
];

const base64 = (text: string) => Buffer.from(text).toString("base64");

const percent = (text: string) =>
  Array.from(Buffer.from(text), (byte) => `%${byte.toString(16)}`).join("");

/** What somebody may make of the key before sending it back. */
const derived: Readonly<Record<string, string>> = {
  base64: base64(key),
  "base64 of a user and the key": base64(`x-access-token:${key}`),
  "base64 of the key as a user": base64(`${key}:`),
  base64url: Buffer.from(`>?${key}`).toString("base64url"),
  "percent-encoded": percent(key),
};

/** Each form in an error, in a header, as somebody's name and with JSON's own escapes. */
const derivedEchoes: readonly Fault[] = [
  {
    template: "/orgs/{org}/services/",
    strike: refuse(403, {}, { detail: Object.values(derived).join(" ") }),
  },
  {
    template: "/orgs/{org}/invites/",
    strike: refuse(500, { "X-Request-Id": derived["base64url"] ?? "" }),
  },
  {
    template: "/orgs/{org}/members/",
    strike: editText((text) =>
      text
        .replaceAll("Jonas Lindqvist", derived["base64 of a user and the key"] ?? "")
        .replaceAll("Priya Raman", escaped(derived["base64"] ?? ""))
        .replaceAll("Amara Okoye", derived["percent-encoded"] ?? ""),
    ),
  },
];

const cliFiles = ["--report-json", "cli.json", "--c1z", "cli.c1z"];

interface Runs {
  readonly exitCodes: readonly (number | null)[];
  readonly stdout: string;
  /** Every byte that left: streams, outputs, summary, files, and what GitHub was sent. */
  readonly texts: readonly string[];
}

/** Runs the Action and the command line with the key against a sandbox of these faults. */
async function runBoth(
  faults: readonly Fault[],
  given: { readonly apiKey?: string; readonly token?: string } = {},
): Promise<Runs> {
  const [sandbox, github, folder] = [
    await openPlanted(faults),
    await openGitHub(),
    await folderWithPolicy(),
  ];
  const deadline = "4s";
  const { apiKey = key, token = github.token } = given;
  const [run, cli] = await Promise.all([
    runAction({
      cwd: folder,
      event: schedule,
      apiUrl: github.apiUrl,
      inputs: {
        ...files,
        deadline,
        "api-url": sandbox.url,
        "api-key": apiKey,
        token,
      },
    }),
    runHere(["audit", "--api-url", sandbox.url, "--deadline", deadline, ...cliFiles], {
      cwd: folder,
      env: { CLOUDSMITH_API_KEY: apiKey, SOURCE_DATE_EPOCH: "1795424400" },
    }),
  ]);
  return {
    exitCodes: [run.exitCode, cli.exitCode],
    stdout: run.stdout,
    texts: [
      run.stdout,
      run.stderr,
      run.summary,
      JSON.stringify(run.outputs),
      cli.stdout,
      cli.stderr,
      JSON.stringify(github.requests),
      JSON.stringify(sandbox.requests),
      ...(await contents(folder)),
    ],
  };
}

const githubToken = "ghs_standInTokenThatMustNeverBeSeen00000";

test.each(echoes)("with an API key, no secret leaves when %s", async (_, faults) => {
  const { exitCodes, stdout, texts } = await runBoth(faults);

  expect(exitCodes).not.toContain(0);
  expect(stdout).toMatch(new RegExp(`^::add-mask::${key}\n::add-mask::${githubToken}\n`, "u"));
  expectNone(texts, [beginning, serviceKey, githubToken]);
});

test("no form of the key leaves that somebody derived from it", async () => {
  const { texts } = await runBoth(derivedEchoes);

  // Without what depends on the neighbours, at both ends.
  const cores = Object.values(derived).map((form) => form.replaceAll("=", "").slice(6, -4));
  expectNone(texts, [beginning, ...cores]);
  expect(texts.join("\n")).toContain("***");
});

test("GitHub's own words are blanked where they repeat the token", async () => {
  const token = "ghs_plantedToken-Zm9vYmFy-0123456789";
  const server = await listen((_, response) => {
    const message = `bad ${token}, ${base64(`x-access-token:${token}`)}`;
    response.writeHead(403, { "content-type": "application/json" });
    response.end(JSON.stringify({ message }));
  });
  onTestFinished(() => server.close());
  const octokit = createOctokit({
    token,
    apiUrl: server.origin,
    userAgent: "test/0",
    log: silentLogger,
  });

  const error = await octokit.rest.repos
    .get({ owner: "fernwick", repo: "governance" })
    .catch((reason: unknown) => reason);

  expectNone([String(error)], [token]);
  expect(error).toMatchObject({
    response: { data: { message: expect.stringMatching(/^bad \*{3}, \w+\*{3}$/u) as string } },
  });
});

test("a wrong key and a wrong token are secrets as well", async () => {
  const [apiKey, token] = ["plantedWrongKey-0000-1111", "plantedWrongToken-2222-3333"];
  const wrong = await runBoth([], { apiKey, token });
  const half = await runBoth([], { token });

  expect(wrong.exitCodes).toEqual([2, 2]);
  expect(half.stdout).toContain("GitHub does not accept the token (401)");
  for (const { texts } of [wrong, half]) {
    expectNone(texts, [apiKey, token, beginning, serviceKey, githubToken]);
  }
});

test("a key that is given as a flag is not repeated on the terminal", async () => {
  const run = await runHere(["audit", `--api-key=${key}`], { cwd: await folderWithPolicy() });

  expect(run.exitCode).toBe(2);
  expectNone([run.stdout, run.stderr], [key]);
});

test("a password in api-url is not repeated when the URL is refused", async () => {
  const password = "plantedPassword-4711";
  const run = await runHere(["audit", "--api-url", `http://audit:${password}@api.example/v1`], {
    cwd: await folderWithPolicy(),
    env: { CLOUDSMITH_API_KEY: key },
  });

  expect(run.exitCode).toBe(2);
  expectNone([run.stdout, run.stderr], [password, key]);
});
