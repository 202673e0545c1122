/** Where the key may go, GitHub's ID token, and signals. */

import { readdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { refuse, sendHtml } from "../../../src/sandbox/faults.ts";
import type { Ask, Script } from "../stand-in.ts";
import { aBigRoster, put } from "../rosters.ts";
import type { Running, Scenario } from "../scenario.ts";
import { start } from "../start.ts";
import { members, shortPolicy } from "../workspace.ts";
import { aMember } from "../../support/roster.ts";

/** Nothing listens there: what goes through it is lost, and what goes past it is not. */
const deadProxy = "http://127.0.0.1:9";

const proxies: Scenario[] = [
  ["http_proxy"],
  ["HTTP_PROXY"],
  ["https_proxy"],
  ["HTTPS_PROXY"],
  ["all_proxy"],
  ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY"],
].map((names): Scenario => ({
  name: `${names.join(", ")} does not catch loopback`,
  env: Object.fromEntries(names.map((name) => [name, deadProxy])),
  deadline: 8,
  ends: { end: "whole" },
}));

const malformed: Scenario[] = ["http_proxy", "HTTPS_PROXY"].map((name): Scenario => ({
  name: `${name} that is no address does not show its password`,
  env: { [name]: "http://user:hunter2-hunter2@:::" },
  deadline: 8,
  ends: { end: "exit", code: [0, 2], saysNot: /hunter2/u },
}));

/** An ordinary word is a password, and part of names that are not to change. */
const ordinary: Scenario[] = ["engineer", "bernard-", "fernwick"].map((password): Scenario => ({
  name: `a proxy whose password is ${password}`,
  env: { https_proxy: `http://ci:${password}@proxy.example:3128` },
  deadline: 8,
  ends: { end: "whole" },
}));

const addresses: Scenario[] = [
  "http://api.cloudsmith.example/v1",
  "http://127.0.0.1.example/v1",
  "http://localhost.example/v1",
  "http://[::2]/v1",
  "ftp://127.0.0.1/v1",
  "https://user:hunter2-hunter2@127.0.0.1/v1",
  "file:///etc/passwd",
  "//127.0.0.1/v1",
].map((address): Scenario => ({
  name: `the key is not sent to ${address}`,
  args: ["audit", "--api-url", address, "--c1z", "", "--deadline", "3s"],
  deadline: 3,
  ends: { end: "exit", code: 2, says: /api-url/u, saysNot: /hunter2/u },
}));

/** The Action, signing in by GitHub's ID token, on a schedule and without a token for GitHub. */
function signingIn(
  name: string,
  script: NonNullable<Scenario["script"]>,
  more: Partial<Scenario> = {},
): Scenario {
  const deadline = 3;
  return {
    name,
    entry: "dist/action.js",
    args: [],
    script,
    prepare: async (cwd) => {
      const event = { repository: { visibility: "private", default_branch: "main" } };
      await writeFile(join(cwd, "event.json"), JSON.stringify(event));
      await writeFile(join(cwd, "output"), "");
      await writeFile(join(cwd, "summary"), "");
    },
    envAt: (url) => ({
      CLOUDSMITH_API_KEY: "",
      "INPUT_API-URL": url,
      INPUT_POLICY: "access-policy.yml",
      INPUT_C1Z: "out.c1z",
      "INPUT_OIDC-SERVICE": "access-audit",
      INPUT_DEADLINE: `${deadline}s`,
      GITHUB_ACTIONS: "true",
      GITHUB_EVENT_NAME: "schedule",
      GITHUB_EVENT_PATH: "event.json",
      GITHUB_OUTPUT: "output",
      GITHUB_STEP_SUMMARY: "summary",
      GITHUB_REPOSITORY: "fernwick/governance",
      GITHUB_REF: "refs/heads/main",
      GITHUB_RUN_ID: "7",
      GITHUB_SERVER_URL: "https://github.example",
      GITHUB_API_URL: "http://127.0.0.1:9",
      ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/idtoken?x=1`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: "request-token-0000000000000000",
    }),
    deadline,
    ends: { end: "exit", code: 2, saysNot: /request-token-0000/u },
    ...more,
  };
}

const isIdToken = ({ path }: Ask) => path.startsWith("/idtoken");
const isExchange = ({ path }: Ask) => path.startsWith("/openid/");

/** GitHub's ID-token service, which says what the script wants. */
function idToken(
  answer: (response: Parameters<NonNullable<Script["raw"]>>[1]) => void,
  exchange: (response: Parameters<NonNullable<Script["raw"]>>[1]) => void = () => {},
): NonNullable<Scenario["script"]> {
  return {
    raw: (ask, response) => {
      if (isIdToken(ask)) answer(response);
      else if (isExchange(ask)) exchange(response);
      else return false;
      return true;
    },
  };
}

const json = { "Content-Type": "application/json" };
const token = JSON.stringify({ value: "github-id-token-00000000000000000000" });

function expectNoExchange({ standIn }: { standIn: { requests: readonly Ask[] } }): void {
  if (standIn.requests.some(isExchange))
    throw new Error("a token that is late, or none, was sent on");
}

const oidc: Scenario[] = [
  signingIn(
    "an ID-token service that never answers",
    idToken(() => {}),
    {
      check: expectNoExchange,
    },
  ),
  signingIn(
    "an ID-token service that answers a second too late",
    idToken((response) => {
      const timer = setTimeout(() => response.writeHead(200, json).end(token), 4_000);
      response.once("close", () => clearTimeout(timer));
    }),
    { check: expectNoExchange },
  ),
  signingIn(
    "an ID-token service that drips",
    idToken((response) => {
      response.writeHead(200, json);
      const timer = setInterval(() => response.write(" "), 100);
      response.once("close", () => clearInterval(timer));
    }),
    { check: expectNoExchange },
  ),
  signingIn(
    "an ID-token service in trouble",
    idToken((response) => response.writeHead(503).end()),
    { check: expectNoExchange },
  ),
  signingIn(
    "an ID-token service whose reply is no token",
    idToken((response) => response.writeHead(200, json).end('{"value":7}')),
    { check: expectNoExchange },
  ),
  ...(
    [
      ["never answers", () => {}],
      ["answers 404", (response) => response.writeHead(404, json).end("{}")],
      ["answers HTML", (response) => response.writeHead(200).end("<html></html>")],
      ["redirects", (response) => response.writeHead(302, { Location: "/elsewhere" }).end()],
      ["is in trouble", (response) => response.writeHead(500).end()],
      ["gives a token of line breaks", (r) => r.writeHead(201, json).end('{"token":"a\\nb"}')],
    ] as readonly (readonly [string, Parameters<typeof idToken>[0]])[]
  ).map(([what, exchange]) =>
    signingIn(
      `an exchange that ${what}`,
      idToken((response) => response.writeHead(200, json).end(token), exchange),
    ),
  ),
];

/** Asks again and again, until it is so. */
function when(isSo: () => boolean, task: () => void): void {
  const timer = setInterval(() => {
    if (!isSo()) return;
    clearInterval(timer);
    task();
  }, 3);
  setTimeout(() => clearInterval(timer), 10_000).unref();
}

/** Ends the process while it holds a roster's data on the disk. */
const whileUnpacked =
  (signal: NodeJS.Signals) =>
  ({ kill, temporary }: Pick<Running, "kill" | "temporary">): void =>
    when(
      () => readdirSync(temporary).length > 0,
      () => kill(signal),
    );

/** Takes long enough to be read that a signal comes in the middle of it. */
function aHugeRoster() {
  return aBigRoster({
    members: Array.from({ length: 30_000 }, (_, at) =>
      aMember({ username: `person-${at}`, role: at === 0 ? "Owner" : "Member" }),
    ),
  });
}

const auditHuge = [
  "audit",
  "--from-c1z",
  "huge.c1z",
  "--c1z",
  "",
  "--csv",
  "csv",
  "--pack",
  "pack",
];

const signals: Scenario[] = [
  ...(["SIGTERM", "SIGINT"] as const).flatMap((signal): Scenario[] => [
    {
      name: `${signal} while the workspace is read`,
      script: { raw: ({ template }) => template === members },
      onStarted: ({ kill, standIn }) =>
        when(
          () => standIn.requests.length > 5,
          () => kill(signal),
        ),
      args: ["audit", "--api-url", "{url}", "--c1z", "out.c1z", "--deadline", "20s"],
      deadline: 5,
      ends: { end: "exit", code: [signal === "SIGINT" ? 130 : 143, null] },
    },
    {
      name: `${signal} while an artifact is unpacked`,
      policy: shortPolicy,
      prepare: (cwd) => put(cwd, "huge.c1z", aHugeRoster()),
      args: auditHuge,
      onStarted: whileUnpacked(signal),
      deadline: 5,
      // Nothing stays in the temporary folder, whichever moment it was.
      ends: { end: "exit", code: [signal === "SIGINT" ? 130 : 143, null] },
    },
  ]),
  {
    name: "what a killed process left is removed by the next one",
    policy: shortPolicy,
    prepare: async (cwd, temporary) => {
      await put(cwd, "huge.c1z", aHugeRoster());
      const killed = await start({
        entry: "dist/cli.js",
        args: auditHuge,
        cwd,
        env: { TMPDIR: temporary, SOURCE_DATE_EPOCH: "1795424400" },
        killAfterMs: 60_000,
        onStarted: (kill) => whileUnpacked("SIGKILL")({ kill, temporary }),
      });
      if (killed.signal !== "SIGKILL") throw new Error("it ended before it could be killed");
      if (readdirSync(temporary).length === 0) throw new Error("it left nothing to remove");
      await put(cwd, "small.c1z", aBigRoster());
    },
    args: ["audit", "--from-c1z", "small.c1z", "--c1z", "", "--fail-on", "note"],
    ends: { end: "exit", code: 0 },
  },
];

const key = "sandbox-service-key-0000000000000000";
const percent = (letter: string) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;

const derived = [
  ["in base64", Buffer.from(key).toString("base64")],
  ["in base64url", Buffer.from(key).toString("base64url")],
  ["percent-encoded", key.replaceAll(/./gsu, percent)],
] as const;

const others: Scenario[] = [
  {
    name: "an error page that repeats the key",
    script: {
      faults: [
        {
          template: members,
          strike: refuse(403, {}, { detail: `${key} is not welcome` }),
        },
      ],
    },
    ends: { end: "partial", lists: { members: /403/u } },
  },
  ...derived.map(([what, form]): Scenario => ({
    name: `an error page that repeats the key ${what}`,
    script: {
      faults: [{ template: members, strike: refuse(403, {}, { detail: `who is ${form}?` }) }],
    },
    ends: { end: "partial", lists: { members: /403/u } },
    check: ({ printed, report }) => {
      const told = (printed + JSON.stringify(report)).replaceAll(/\s+/gu, "");
      if (told.includes(form.slice(0, 24))) throw new Error(`the key is told ${what}`);
    },
  })),
  {
    name: "a page for people that repeats the key, in place of everything",
    script: { faults: [{ strike: sendHtml(200) }] },
    deadline: 3,
    ends: { end: "unseen" },
  },
];

export const places: readonly Scenario[] = [
  ...proxies,
  ...malformed,
  ...ordinary,
  ...addresses,
  ...oidc,
  ...signals,
  ...others,
];
