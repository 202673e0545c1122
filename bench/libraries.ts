/**
 * Compares hand-written code with the library that could replace it, if that library is installed
 * anyway. `node bench/libraries.ts [rounds]` prints the figures in the tables of
 * .github/decisions/0003-named-packages.md and 0004-hand-written-code.md; the other figures need
 * packages that are not installed.
 */

import { create, toBinary } from "@bufbuild/protobuf";
import { anyPack, timestampFromDate } from "@bufbuild/protobuf/wkt";
import { markdownTable } from "markdown-table";
import { parseDocument } from "yaml";

import { encodeAccount, type EncodedAccount } from "../src/c1z/protobuf/encode-account.ts";
import {
  ResourceSchema,
  Status_State,
  UserTrait_AccountType,
  UserTraitSchema,
} from "../src/c1z/protobuf/gen/c1/connector/v2/connector_pb.js";
import { requireModestJson } from "../src/cloudsmith/body.ts";
import { insertExceptions } from "../src/policy/exceptions/insert-exceptions.ts";
import { applyTextEdits } from "../src/policy/exceptions/text-edit.ts";
import { tableOptions } from "../src/report/markdown/table-options.ts";
import { sandboxExceptions, peoplePolicy } from "../src/sandbox/policy.ts";
import { summarize } from "./summary.ts";

const users = 100_000;
const tableRows = 10_000;
const membersInPage = 500;
const joinedAt = "2024-03-01T08:00:00.000Z";

function toAccount(index: number): EncodedAccount {
  const login = `member-${index}`;
  const email = `${login}@fernwick.example`;
  const twoFactor = index % 3 > 0;
  return {
    resourceType: "user",
    id: userId(index),
    parent: { type: "organization", id: "org-0123456789" },
    displayName: `Member ${index}`,
    profile: {
      email,
      is_active: true,
      joined_at: joinedAt,
      last_login_at: joinedAt,
      last_login_method: "SAML",
      name: `Member ${index}`,
      role: "Member",
      two_factor_enabled: twoFactor,
      username: login,
      visibility: "Public",
    },
    state: Status_State.ENABLED,
    createdAt: joinedAt,
    trait: {
      accountType: UserTrait_AccountType.HUMAN,
      login,
      email,
      name: { first: "Member", last: String(index) },
      twoFactor,
      lastLoginAt: joinedAt,
    },
  };
}

function userId(index: number): string {
  return `user${String(index).padStart(8, "0")}`;
}

/** Encodes the same bytes with the library; test/c1z/encode-account.test.ts compares the two. */
function encodeByLibrary(account: EncodedAccount): Uint8Array {
  const { trait, state, profile } = account;
  const shared = {
    profile: { ...profile },
    status: { status: state },
    createdAt: timestampFromDate(new Date(account.createdAt ?? 0)),
  };
  const user = create(UserTraitSchema, {
    accountType: trait.accountType,
    login: trait.login,
    emails: [{ address: trait.email ?? "", isPrimary: true }],
    structuredName: { givenName: trait.name?.first ?? "", familyName: trait.name?.last ?? "" },
    mfaStatus: { mfaEnabled: trait.twoFactor ?? false },
    lastLogin: timestampFromDate(new Date(trait.lastLoginAt ?? 0)),
    ...shared,
  });
  const resource = create(ResourceSchema, {
    id: { resourceType: account.resourceType, resource: account.id },
    parentResourceId: { resourceType: account.parent.type, resource: account.parent.id },
    displayName: account.displayName,
    annotations: [anyPack(UserTraitSchema, user)],
    ...shared,
  });
  return toBinary(ResourceSchema, resource);
}

/** Our own table writer, which markdown-table replaced. */
function joinTable(rows: readonly (readonly string[])[]): string {
  const toLine = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const [head = [], ...rest] = rows;
  return [toLine(head), toLine(head.map(() => "-")), ...rest.map(toLine)].join("\n");
}

/** Returns the demo's policy with one more exception, written by the library. */
function insertByLibrary(text: string, entry: object, options: object): string {
  const document = parseDocument(text);
  document.addIn(["exceptions"], entry);
  return document.toString(options);
}

/** Returns how many of a text's lines the other text does not have. */
function countLost(before: string, after: string): number {
  const kept = new Set(after.split("\n"));
  return before.split("\n").filter((line) => !kept.has(line)).length;
}

function print(name: string, rounds: number, task: () => void): void {
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now();
    task();
    return performance.now() - start;
  });
  const { median, min, max } = summarize(times);
  const figures = [median, min, max].map((ms) => ms.toFixed(1));
  process.stdout.write(`${name}: ${figures[0]} ms (${figures[1]} to ${figures[2]})\n`);
}

const rounds = Number(process.argv[2] ?? 5);
const each = (task: (index: number) => void) => () => {
  for (let index = 0; index < users; index++) task(index);
};

process.stdout.write(`${users} users\n`);
print(
  "accounts written, ours",
  rounds,
  each((index) => void encodeAccount(toAccount(index))),
);
print(
  "accounts written, library",
  rounds,
  each((index) => void encodeByLibrary(toAccount(index))),
);

const rows = Array.from({ length: tableRows }, (_, index) => [
  `Member ${index}`,
  `member-${index}@fernwick.example`,
  index % 9 === 0 ? "Manager" : "Member",
  `team-${index % 200}`,
]);
print(`${tableRows} table rows, joined`, rounds, () => void joinTable(rows));
print(`${tableRows} table rows, library`, rounds, () => void markdownTable(rows, tableOptions));

const members = Array.from({ length: membersInPage }, (_, index) => toAccount(index).profile);
const page = Buffer.from(JSON.stringify(members));
print(`${page.length} bytes of JSON looked over`, rounds, () => requireModestJson(page));
print(`${page.length} bytes of JSON parsed`, rounds, () => void JSON.parse(page.toString("utf8")));

const policy = peoplePolicy + sandboxExceptions;
const entry = {
  rule: "member-unlisted",
  subject: "anna@fernwick.example",
  reason: "Hands over until the end of February",
  created: "2026-11-26",
  expires: "2027-02-26",
};
const edits = insertExceptions(policy, [entry]);
const ours = edits === undefined ? "" : applyTextEdits(policy, edits);
const byLibrary = insertByLibrary(policy, entry, { lineWidth: 0 });
const closest = insertByLibrary(policy, entry, { lineWidth: 0, flowCollectionPadding: false });
process.stdout.write(
  `lines of ${policy.split("\n").length - 1} that one exception changes: ours ${countLost(policy, ours)}, library ${countLost(policy, byLibrary)}, without padding ${countLost(policy, closest)}\n`,
);
