/** What `explain` says about repositories, and about the paths by which somebody reaches them. */

import { expect, test } from "vitest";

import { refuse } from "../../src/sandbox/faults.ts";
import { peoplePolicy, sandboxPolicy } from "../../src/sandbox/policy.ts";
import type { Sandbox } from "../../src/sandbox/server.ts";
import { fernwick } from "../../src/sandbox/workspace.ts";
import { runHere } from "../support/command-line.ts";
import { clock, folderWithPolicy } from "../support/command-scene.ts";
import { openSandbox } from "../support/sandbox.ts";

const section = `repositories:
  platform-core: { admins: [team:platform], read: [team:release], default-privilege: none }
  firmware: { admins: [team:release], write: [team:platform, amara-okoye] }
  "mobile-*": { privileges: any }
  ghosts: { admins: [team:platform] }
`;
const withSection = peoplePolicy + section;

const unspaced = (text: string) => text.replaceAll(/\s+/gu, " ");

interface How {
  readonly key?: keyof Sandbox["keys"];
  readonly policy?: string;
  readonly at?: Sandbox;
  readonly flags?: readonly string[];
}

async function explain(name: string, how: How = {}) {
  const { key = "owner", policy = withSection, flags = [] } = how;
  const at = how.at ?? (await openSandbox());
  const { exitCode, stdout, stderr } = await runHere(
    ["explain", name, "--api-url", at.url, ...flags],
    { cwd: await folderWithPolicy(policy), env: { ...clock, CLOUDSMITH_API_KEY: at.keys[key] } },
  );
  return { exitCode, stdout, text: unspaced(stdout), error: unspaced(stderr) };
}

test.each([
  ["platform-core"],
  ["PLATFORM-CORE"],
  ["Platform Core"],
  ["rpA4nXe7Qz2c"],
  ["repository:platform-core"],
])(
  "explain %s says who reaches the repository by which path and line, and what each rule finds",
  async (name) => {
    const { exitCode, stdout, text } = await explain(name);

    expect(exitCode).toBe(0);
    for (const part of [
      "repository Platform Core (platform-core) permanent id rpA4nXe7Qz2c slug platform-core broadcast state Off default privilege None privileges team:data (Write), team:platform (Admin)",
      "4 accounts Admin through team platform, as member (access-policy.yml:72 lists Admin): ci-publish-7hq2, liam-obrien, priya-raman, sofia-rossi",
      "1 account Write through team release, as manager (access-policy.yml:72 lists Read): mei-tanaka",
      "Write directly (access-policy.yml:72 does not list it): ci-publish-7hq2",
      "Admin as Owner of the workspace (implicit): amara-okoye, jonas-lindqvist, wojciech-nowak",
      "tamas-varga (inactive)",
      "not seen the workspace's default privilege: the API does not report it",
      "repositories.platform-core access-policy.yml:72 visibility not managed default-privilege at most None admins team:platform (access-policy.yml:72) write nobody",
      "repository-privilege-level error: team Release (release) has Write on repository",
      "repository-default-privilege passes (by default): default privilege None",
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toMatch(
      / off [a-z, -]*direct-privilege[a-z, -]* not applicable \d+ other rules ?$/u,
    );
    expect(stdout.split("\n").filter((line) => line.length > 100)).toEqual([]);
  },
);

test("the paths to a repository are in the order of their kind and their level", async () => {
  const { text } = await explain("platform-core");

  const levels = text.matchAll(/accounts? (Admin|Write|Read) (directly|through team|as Owner)/gu);
  const found = [...levels].map(([, level, how]) => (how === "as Owner" ? how : level));
  const rank = ["Admin", "Write", "Read", "as Owner"];
  expect(new Set(found).size).toBeGreaterThan(2);
  expect(found).toEqual(found.toSorted((a, b) => rank.indexOf(a ?? "") - rank.indexOf(b ?? "")));
});

test("explain of a person lists every path to each repository, and claims no more", async () => {
  const liam = (await explain("liam-obrien")).text;
  const amara = (await explain("amara-okoye")).text;
  const service = (await explain("ci-publish-7hq2")).text;
  const outsider = (await explain("bruno-keller")).text;

  expect(liam).toContain(
    "firmware Admin directly (access-policy.yml:73 does not list it); Write through team platform, as member (access-policy.yml:73 lists Write)",
  );
  expect(liam).toContain("data-models Write through the repository's default privilege");
  expect(liam).toContain("download through the repository's broadcast state Public");
  expect(amara).toContain(
    "firmware Write through team platform, as manager (access-policy.yml:73 lists Write); Admin as Owner of the workspace (implicit)",
  );
  expect(amara).toContain(
    "4 repositories Admin as Owner of the workspace (implicit): docs-assets, legacy-archive,",
  );
  expect(service).toContain("customer-releases Write directly");
  expect(service).not.toContain("through the repository's default privilege");
  expect(service).toContain("not seen whether service accounts have a repository's default");
  expect(outsider).toContain("docs-assets Write through team docs, as member");
  expect(outsider).not.toContain("through the repository's default privilege");
  for (const text of [liam, amara, service, outsider]) {
    expect(text).toContain("Paths to repositories that were seen");
    expect(text).toContain("not seen the workspace's default privilege");
    expect(text).not.toMatch(/effective|in total|can do/u);
  }
});

test("a repository that everybody can download from says so once, with the policy's limit", async () => {
  const policy = `${peoplePolicy}repositories:\n  public-sdk: { visibility: off, privileges: any }\n`;
  const { text } = await explain("repository:public-sdk", { policy });

  expect(text).toContain(
    "everybody download through the repository's broadcast state Public (access-policy.yml:72 allows at most Off)",
  );
  expect(text).toContain("(access-policy.yml:72 allows any privilege)");
  expect(text).toContain("repository-public error: repository Public SDK");
});

test("a privilege whose slug is nobody's is said to be so, if the lists of accounts are complete", async () => {
  const { text } = await explain("repository:third-party-cache");
  const at = await openSandbox({
    faults: [{ template: "/orgs/{org}/teams/", strike: refuse(403) }],
  });
  const blind = (await explain("repository:third-party-cache", { at })).text;

  expect(text).toContain(
    "privileges gone-person (Write, nobody has this name), team:build-guild (Read, nobody has this name), team:platform (Admin)",
  );
  expect(blind).toContain("team:build-guild (Read), team:platform (Admin)");
});

test("explain says of an entry that it matches no repository that was seen, or which ones", async () => {
  const ghosts = (await explain("ghosts")).text;
  const pattern = (await explain("repository:mobile-*")).text;
  const unlisted = (await explain("repository:data-models")).text;
  const nobody = await explain("repository:platform-cor");

  expect(ghosts).toContain(
    "repository ghosts status not a repository that was seen: it may be hidden from this account, renamed or deleted In the policy repositories.ghosts access-policy.yml:75",
  );
  expect(ghosts).toContain(
    "repository-privilege-missing not judged, for the same reason as repository-privilege-unexpected",
  );
  expect(ghosts).not.toContain("repository-unlisted");
  expect(pattern).toContain("status a pattern that applies to mobile-builds");
  expect(unlisted).toContain("In the policy nowhere Rules repository-unlisted warning:");
  expect(nobody.exitCode).toBe(2);
  expect(nobody.error).toContain(
    'cannot explain "platform-cor": the policy does not name it, and there is no repository with that slug, permanent id or name. Did you mean "platform-core"?',
  );
});

test("what a Manager's key does not see is said, and nothing passes because of it", async () => {
  const person = (await explain("liam-obrien", { key: "service" })).text;
  const repository = (await explain("repository:data-models", { key: "service" })).text;
  const hidden = (await explain("firmware", { key: "service" })).text;
  const nobody = await explain("repository:nobody", { key: "service" });

  expect(person).toContain("not seen the list of repositories is partial: read as service");
  expect(person).toContain(
    'not seen the privileges of "data-models", "third-party-cache" were not read completely',
  );
  expect(person).toContain("repository-privilege-unexpected not judged: no repository that was");
  expect(person).not.toContain("privileged-outsider passes");
  expect(repository).toContain("privileges none that was seen");
  expect(repository).toContain('not seen the privileges of "data-models" were not read completely');
  expect(hidden).toContain("it may be hidden from this account, renamed or deleted; the list of");
  expect(nobody.error).toContain("as far as was seen (the list of repositories is partial");
});

test("a label that is too long for its column has a line of its own", async () => {
  const { stdout } = await explain("team:platform");

  const lines = stdout.split("\n");
  const label = lines.indexOf("  repository-privilege-unexpected");
  expect(lines[label + 1]).toMatch(/^ {28}\S/u);
});

test("repositories are read for the prefix alone, and otherwise it is said that they were not", async () => {
  const asked = (await explain("repository:firmware", { policy: peoplePolicy })).text;
  const person = (await explain("liam-obrien", { policy: peoplePolicy })).text;
  const never = { flags: ["--repositories", "never"] };
  const forbidden = (await explain("repository:firmware", never)).text;
  const unknown = await explain("repository:nobody", never);

  expect(asked).toContain("repository Firmware (firmware) permanent id");
  expect(person).toContain(
    "seen none that was seen not seen repositories and their privileges: not requested",
  );
  expect(person).not.toContain("through team");
  expect(forbidden).toContain("status repositories were not requested, so it is not known which");
  expect(unknown.error).toContain("as far as was seen (repositories were not requested)");
  expect(unknown.error).not.toContain("For a repository, write");
});

test.each<readonly [string, string]>([
  ["the list of teams", "/orgs/{org}/teams/"],
  ["the list of members", "/orgs/{org}/members/"],
])("if %s is refused, the repository's page says so", async (what, template) => {
  const at = await openSandbox({ faults: [{ template, strike: refuse(403) }] });
  const { text } = await explain("repository:firmware", { at });

  expect(text).toContain(`not seen ${what} is refused`);
});

test("the text of a repository is only displayed", async () => {
  const workspace = fernwick();
  const [repository] = workspace.repositories;
  if (repository === undefined) throw new Error("no repository");
  repository.row.name = "\u001B[2JEvil\u202E\nRules\n  two-factor  passes";
  const at = await openSandbox({ workspace });

  const { stdout } = await explain(`repository:${repository.row.slug}`, { at });

  expect(stdout).toContain("Evil<U+202E>");
  for (const mark of ["\u001B", "\u202E"]) expect(stdout).not.toContain(mark);
  expect(stdout.split("\n").filter((line) => line === "Rules")).toHaveLength(1);
});

test("rules on OIDC providers and group mappings are not about a repository", async () => {
  const { text } = await explain("repository:firmware", { policy: sandboxPolicy });

  expect(text).toContain("token-unlisted");
  expect(text).not.toMatch(/oidc-|group-sync-/u);
});
