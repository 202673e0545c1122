import { n as describeError, t as AuditError } from "./errors.js";
import { A as decodeForComparison, D as describeLine, E as quoteWritten, b as toFileName, d as openDiskFolder, g as readIncludedFiles, h as toProblems, i as maxPolicyBytes, l as toTestPath, n as decodeFile, o as readPolicyBytes, p as openPolicy, s as readPolicyFile, t as badFile, v as readSource, x as toFullPath } from "./policy-file.js";
import { t as describePolicyChanges } from "./policy-changes.js";
import { n as readBounded } from "./read-bounded.js";
import { S as string, T as union, g as literal, m as boolean, p as array, u as _enum, x as strictObject } from "./schemas.js";
import { t as fold } from "./fold.js";
import { s as suggest } from "./suggest.js";
import { B as entryEnding, V as addDays, X as roleNames, c as defaultPrivilegeNames, ot as Day, st as dayOr, u as visibilityNames, y as mapOf } from "./catalog.js";
import { r as listNames } from "./coverage.js";
import { t as directoryOf } from "./directory.js";
import { t as evaluate } from "./evaluate.js";
import { t as compareIds } from "./model.js";
import { t as compareMappings } from "./dynamic-mapping.js";
import { n as unknown, t as isUnknown } from "./fact.js";
import { i as indexEntries, n as entryNamedOneOf, t as entryNamed } from "./entry-index.js";
import { C as toTarget, E as hasBegun, S as targetsOf, h as isWildcard, m as fitsWildcard, o as laterServices } from "./group-by-team.js";
import { n as currentPolicy } from "./team-index.js";
import { i as privilegeHolders, r as holderKey } from "./repository.js";
import { promisify } from "node:util";
import { basename, dirname, resolve } from "node:path";
import { execFile } from "node:child_process";

// src/github/pull-request/unreadable.ts
/**
* The first bytes of such a file.
* - Git LFS: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md
* - git-crypt: the ten bytes that its `smudge` looks for, https://github.com/AGWA/git-crypt
* - age: https://age-encryption.org/v1
* - OpenSSL and transcrypt: `Salted__`, plain or in base64
*/
const kinds$1 = [
	{
		why: "a pointer of Git LFS, not the policy's text",
		begins: /^version https?:\/\/(?:git-lfs\.github\.com|hawser\.github\.com|git-media\.io)\//u
	},
	{
		why: "encrypted by git-crypt",
		begins: /^\0GITCRYPT\0/u
	},
	{
		why: "encrypted by age",
		begins: /^(?:age-encryption\.org\/|-----BEGIN AGE ENCRYPTED)/u
	},
	{
		why: "encrypted by PGP",
		begins: /^-----BEGIN PGP MESSAGE-----/u
	},
	{
		why: "encrypted by Ansible Vault",
		begins: /^\$ANSIBLE_VAULT;/u
	},
	{
		why: "encrypted by OpenSSL or transcrypt",
		begins: /^(?:Salted__|U2FsdGVkX1)/u
	}
];
/** SOPS encrypts the values of a file but not its keys. https://getsops.io */
const sopsValue = /(?:^|[\s"'])ENC\[AES256_GCM,data:/u;
/**
* Returns why the bytes cannot be the text of a policy, to follow "it is"; undefined if they can.
*/
function findUnreadable(bytes) {
	const text = bytes.toString("latin1");
	const found = kinds$1.find(({ begins }) => begins.test(text));
	if (found !== void 0) return found.why;
	if (sopsValue.test(text)) return "encrypted by SOPS";
	return bytes.includes(0) ? "binary, not text" : void 0;
}

// src/sources/git-revision.ts
/** Reads a file of a Git commit. It runs git without a shell, and only with commands that read. */
const run = promisify(execFile);
/** A partial clone may have to fetch the file. */
const timeoutMs = 6e4;
/** Returns the commit of a revision. Throws `AuditError` `BAD_SETTINGS` if there is none. */
async function findCommit(revision, file) {
	const folder = dirname(resolve(file));
	if (revision.startsWith("-")) throw failure(revision, "a revision does not start with a hyphen");
	await git(["rev-parse", "--git-dir"], folder).catch((error) => {
		throw failure(revision, whyNoRepository(error, folder), error);
	});
	return {
		revision,
		id: (await git([
			"rev-parse",
			"--verify",
			"--quiet",
			`${revision}^{commit}`
		], folder).catch((error) => {
			throw failure(revision, "Git finds no such commit. Correct the name, or fetch the commit first (actions/checkout: fetch-depth: 0)", error);
		})).toString().trim(),
		folder
	};
}
/**
* Returns the bytes of the file at the same path in the commit; undefined if it does not exist
* there. Throws `AuditError` `BAD_SETTINGS` if it cannot be read.
*/
async function readCommitFile({ revision, id, folder }, file) {
	const name = basename(file);
	const fail = (error) => {
		throw failure(`${revision}:./${name}`, whyUnreadable(error), error);
	};
	const listed = await git([
		"--literal-pathspecs",
		"ls-tree",
		"-z",
		id,
		"--",
		name
	], folder).catch(fail);
	if (listed.length === 0) return void 0;
	const [mode = "", , blob = ""] = listed.toString().split(/[ \t]/u);
	const kind = kinds[mode];
	if (kind !== void 0) throw failure(`${revision}:./${name}`, `it is ${kind}`);
	return await readBlob({
		revision,
		id,
		folder
	}, blob, name);
}
/**
* Returns what is in a folder of the commit, relative to the folder of the file; nothing if it does
* not exist there. Throws `AuditError` `BAD_SETTINGS` if it cannot be read.
*/
async function listCommitFolder({ revision, id, folder }, path) {
	return (await git([
		"--literal-pathspecs",
		"ls-tree",
		"-z",
		id,
		...path === "" ? [] : ["--", `${path}/`]
	], folder).catch((error) => {
		throw failure(`${revision}:./${path}`, whyUnreadable(error), error);
	})).toString().split("\0").filter((line) => line !== "").map((line) => {
		const tab = line.indexOf("	");
		const [about, name] = [line.slice(0, tab), line.slice(tab + 1)];
		const [mode = "", type, blob = ""] = about.split(" ");
		const kind = type === "tree" ? "folder" : mode === "120000" ? "link" : "other";
		return {
			name: basename(name),
			kind: mode.startsWith("100") ? "file" : kind,
			id: blob
		};
	});
}
/** Returns the bytes of an entry. Throws `AuditError` `BAD_SETTINGS` if it cannot be read. */
async function readBlob({ revision, folder }, id, path) {
	return await git([
		"cat-file",
		"blob",
		id
	], folder).catch((error) => {
		throw failure(`${revision}:./${path}`, whyUnreadable(error), error);
	});
}
/** The modes of entries that are not regular files. */
const kinds = {
	"040000": "a folder",
	"120000": "a symbolic link",
	"160000": "a submodule"
};
async function git(args, cwd) {
	const { stdout } = await run("git", args, {
		cwd,
		encoding: "buffer",
		maxBuffer: maxPolicyBytes,
		timeout: timeoutMs
	});
	return stdout;
}
function whyNoRepository(error, folder) {
	if (error.code === "ENOENT") return "git is not installed. Install it, or name a file with --base";
	return `Git cannot use a repository at "${folder}": ${lastLine(error)}`;
}
function whyUnreadable(error) {
	const { code } = error;
	return code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER" ? `it is too large: at most ${maxPolicyBytes} bytes are read` : lastLine(error);
}
/** Returns what git printed last, which is the reason, or else the error's own message. */
function lastLine(error) {
	const { stderr } = error;
	return (stderr?.toString() ?? "").trim().split("\n").at(-1) || describeError(error);
}
function failure(what, reason, cause) {
	return new AuditError("BAD_SETTINGS", `cannot read "${what}" from Git: ${reason}.`, { cause });
}

// src/sources/git-folder.ts
/** Reads the included files of a policy from a Git commit. */
/**
* Returns the folder of a policy in a commit. Its methods throw `AuditError` if a file cannot be
* read, or is not the text of a policy.
*/
function openGitFolder(commit) {
	const ids = /* @__PURE__ */ new Map();
	return {
		list: async (folder) => {
			const entries = await listCommitFolder(commit, folder);
			for (const { name, id } of entries) ids.set(folder === "" ? name : `${folder}/${name}`, id);
			return entries;
		},
		read: async (path, maxBytes) => {
			const bytes = await readBlob(commit, ids.get(path) ?? "", path);
			if (bytes.length > maxBytes) return void 0;
			const why = findUnreadable(bytes);
			if (why === void 0) return bytes;
			throw new AuditError("BAD_POLICY", `cannot compare with the policy at "${commit.revision}": there, "${path}" is ${why}. Compare with a file, with --base.`);
		}
	};
}

// src/policy/tests/aliases.ts
/** Aliases of the policy in tests: a test may name a person as the policy's lists do. */
/** Returns the function for the aliases of a policy. */
function createAccountOf({ aliases }) {
	const accounts = new Map(aliases.map(({ name, account }) => [fold(name.text), account]));
	return (name) => accounts.get(fold(name)) ?? name;
}
/** Returns the fragment with accounts in the place of aliases. */
function replaceAliases(fragment, accountOf) {
	const { members, invites, services, repositories } = fragment;
	const reader = fragment["read-as"];
	return {
		...fragment,
		...members !== void 0 && { members: replaceKeys(members, accountOf) },
		...invites !== void 0 && { invites: replaceIn(replaceKeys(invites, accountOf), "inviter", accountOf) },
		...services !== void 0 && { services: replaceIn(services, "created-by", accountOf) },
		...repositories !== void 0 && { repositories: inPrivileges(repositories, accountOf) },
		...reader !== void 0 && { "read-as": accountOf(reader) }
	};
}
function inPrivileges(entries, accountOf) {
	return new Map([...entries].map(([name, entry]) => {
		if (entry === null || entry === "absent" || entry.privileges === void 0) return [name, entry];
		return [name, {
			...entry,
			privileges: replaceKeys(entry.privileges, accountOf)
		}];
	}));
}
function replaceKeys(entries, accountOf) {
	return new Map([...entries].map(([name, entry]) => [accountOf(name), entry]));
}
function replaceIn(entries, key, accountOf) {
	return new Map([...entries].map(([name, entry]) => {
		const written = entry === null || entry === "absent" ? void 0 : entry[key];
		if (written === void 0 || written === "unknown") return [name, entry];
		return [name, {
			...entry,
			[key]: accountOf(written)
		}];
	}));
}
/** Returns a problem for each account of a fragment that it also names by an alias. */
function findTwoNames(fragment, path, source, accountOf) {
	return ["members", "invites"].flatMap((section) => {
		const seen = /* @__PURE__ */ new Map();
		return [...fragment[section]?.keys() ?? []].flatMap((name) => {
			const account = fold(accountOf(name));
			const first = seen.get(account);
			if (first === void 0) seen.set(account, name);
			const isAlias = fold(name) !== account || fold(first ?? name) !== account;
			if (first === void 0 || !isAlias) return [];
			const { line } = source.positionOfKey([
				...path,
				section,
				first
			]);
			const message = `${quoteWritten(name)} is the same account as ${quoteWritten(first)} on line ${line}: keep one of them`;
			return [{
				position: source.positionOfKey([
					...path,
					section,
					name
				]),
				message
			}];
		});
	});
}

// src/policy/tests/named-rules.ts
/** Returns a problem for each rule that does not exist, or that `only` leaves out. */
function findRuleProblems({ defaults, tests }, source, ids) {
	const known = new Set(ids);
	const unknown = ({ rule, path }) => known.has(rule) ? [] : [{
		position: source.positionOf(path),
		message: `"${rule}" is not a rule of the policy${suggest(rule, ids)}`
	}];
	return [...inOnly(defaults?.only, ["defaults"]).flatMap(unknown), ...tests.flatMap((test, index) => {
		const path = ["tests", index];
		const expected = inExpectations(test, path);
		const only = test.only ?? defaults?.only ?? "all";
		const leftOut = expected.filter(({ rule }) => only !== "all" && known.has(rule) && !only.includes(rule));
		return [...[...inOnly(test.only, path), ...expected].flatMap(unknown), ...leftOut.map(({ rule, path: at }) => ({
			position: source.positionOf(at),
			message: `${quoteWritten(rule)} is not in "only", so it is not compared: add it there, or remove it here`
		}))];
	})];
}
function inOnly(only, path) {
	if (only === void 0 || only === "all") return [];
	return only.map((rule, index) => ({
		rule,
		path: [
			...path,
			"only",
			index
		]
	}));
}
/** Returns each place at which a test expects something of a rule. */
function inExpectations(test, path) {
	const found = ["findings", "accepted"].flatMap((key) => [...test[key] ?? []].flatMap(([rule, texts]) => texts.map((_, index) => ({
		rule,
		path: [
			...path,
			key,
			rule,
			index
		]
	}))));
	const unjudged = (test["not-judged"] ?? []).map((rule, index) => ({
		rule,
		path: [
			...path,
			"not-judged",
			index
		]
	}));
	return [...found, ...unjudged];
}

// src/policy/tests/format-roster.ts
/**
* The shape of a test's roster, as far as it differs from what the policy describes. A custom rule
* can read nothing that cannot be set here.
*/
const Name = string().trim().min(1).max(320);
const maxNames = 1e3;
const yesNo = union([boolean(), literal("unknown")]);
const teamRole = _enum([
	"manager",
	"member",
	"unknown"
]);
const DisplayName = string().max(320).describe("the display name");
const Id = Name.describe("the permanent id");
/** A fact that is text: the word unknown means that it was not seen. */
const TextOrUnknown = Name.describe("a text, or unknown");
const Description = string().max(4096).nullable().describe("without a value: none");
/**
* `[platform]` makes an account a member of the team; `{ platform: manager }` gives it that role.
*/
const Memberships = union([
	array(Name).max(maxNames),
	literal("unknown"),
	mapOf(Name, teamRole)
]);
const Workspace = strictObject({
	id: Id,
	slug: Name,
	name: DisplayName,
	created: dayOr("unknown")
}).partial();
const Member = strictObject({
	id: Name.describe("the permanent id (user_id)"),
	name: DisplayName,
	email: Name.describe("an address, or unknown"),
	role: _enum([...roleNames, "unknown"]),
	active: yesNo,
	"two-factor": yesNo,
	joined: dayOr("unknown"),
	"last-login": dayOr("never", "unknown"),
	"last-login-method": _enum([
		"password",
		"social",
		"saml",
		"oidc",
		"not-recorded",
		"unknown"
	]).describe("not-recorded: the workspace itself says Unknown"),
	visibility: _enum([
		"public",
		"private",
		"unknown"
	]),
	teams: Memberships
}).partial();
const Team = strictObject({
	id: Id,
	name: DisplayName,
	description: Description,
	visibility: _enum([
		"visible",
		"hidden",
		"unknown"
	])
}).partial();
const Service = strictObject({
	name: DisplayName,
	description: Description,
	role: _enum([
		"manager",
		"member",
		"unknown"
	]),
	created: dayOr("unknown"),
	"created-by": Name.describe("a username, or unknown"),
	"key-expires": dayOr("never", "unknown"),
	teams: Memberships
}).partial();
const Invite = strictObject({
	id: Id,
	email: Name.describe("an address, or unknown; if left out: the entry's key"),
	username: Name.nullable().describe("without a value: no account yet"),
	role: _enum([...roleNames, "unknown"]),
	inviter: Name.describe("a username, or unknown"),
	expires: dayOr("unknown"),
	teams: Memberships
}).partial();
/** Left out: an active token that ends in a year, which belongs to nobody. */
const Token = strictObject({
	id: Id,
	active: yesNo,
	default: yesNo,
	user: TextOrUnknown.nullable().describe("without a value: nobody"),
	"created-by": Name.describe("a username or a service account's slug, or unknown"),
	created: dayOr("unknown"),
	ends: dayOr("never", "unknown"),
	limited: yesNo,
	"private-broadcasts": yesNo
}).partial();
const Repository = strictObject({
	id: Id,
	name: DisplayName,
	broadcast: _enum([...visibilityNames, "unknown"]),
	"default-privilege": _enum([...defaultPrivilegeNames, "unknown"]),
	privileges: mapOf(Name.describe("team:SLUG, service:SLUG or a person"), _enum([
		"read",
		"write",
		"admin",
		"unknown"
	])).describe("all its privileges; if left out: those of the policy"),
	gap: _enum([
		"partial",
		"refused",
		"unknown"
	]).describe("its privileges were not read completely; those that are given were seen"),
	tokens: mapOf(Name, Token.nullable()).describe("its entitlement tokens by name"),
	"token-gap": _enum([
		"partial",
		"refused",
		"unknown"
	]).describe("its tokens were not read completely; those that are given were seen")
}).partial();
const Provider = strictObject({
	id: Id,
	name: DisplayName,
	issuer: TextOrUnknown,
	enabled: yesNo,
	services: union([array(Name).max(maxNames), literal("unknown")]),
	claims: union([literal("unknown"), mapOf(Name, string().max(4096))]),
	"mapping-claim": TextOrUnknown.nullable().describe("without a value: none; if left out: none, or sub if there are mappings"),
	mappings: union([literal("unknown"), mapOf(string().min(1).max(4096), union([Name, array(Name).max(maxNames)]))]).describe("service accounts by value of the claim")
}).partial();
const ListedProvider = Provider.extend({ slug: Name.optional() });
/** A team that the identity provider fills, with what the mapping says if that matters. */
const Feed = union([Name, strictObject({
	team: Name,
	id: Id.optional(),
	role: teamRole.optional(),
	attribute: string().max(320).optional(),
	value: string().max(320).optional()
})]);
const GroupSync = strictObject({
	enabled: yesNo,
	feeds: array(Feed).max(maxNames).describe("the teams it fills; if left out: those of the policy")
}).partial();
/** An entry without a value: the account exists and is healthy. */
function entries(entry) {
	return mapOf(Name, union([literal("absent"), entry]).nullable());
}
/** The keys that `defaults` and each test have. */
const rosterShape = {
	workspace: Workspace.optional(),
	members: entries(Member).optional(),
	teams: entries(Team).optional(),
	services: entries(Service).optional(),
	invites: entries(Invite).optional(),
	repositories: entries(Repository).optional(),
	"oidc-providers": union([array(ListedProvider).max(maxNames), entries(Provider)]).optional().describe("by slug, or as a list"),
	"single-sign-on": strictObject({
		enabled: yesNo,
		enforced: yesNo
	}).partial().optional(),
	"group-sync": GroupSync.optional(),
	"read-as": Name.optional().describe("the service account or user that the audit uses"),
	gaps: array(_enum(listNames)).optional().describe("lists that were not read completely")
};
strictObject(rosterShape);

// src/policy/tests/format.ts
/** The shape of a file of policy tests. */
const Rules = array(Name).max(1e3);
const Found = mapOf(Name, array(Name).max(1e3)).optional();
const Only = union([Rules.min(1), literal("all")]).optional().describe("the rules whose results are compared; if left out, or all: every rule");
const Defaults = strictObject({
	...rosterShape,
	only: Only
}).describe("what every test of this file begins with");
const PolicyTest = strictObject({
	name: string().trim().min(1).max(500).describe("what the test checks, as a sentence"),
	today: Day.optional().describe("only for this test"),
	...rosterShape,
	only: Only,
	findings: Found.describe("the subjects by rule; if left out: none"),
	accepted: Found.describe("the same, for findings that an exception covers"),
	"not-judged": Rules.optional().describe("rules; if left out: none")
});
const PolicyTestFile = strictObject({
	version: literal(1),
	today: Day.describe("the day on which the tests take place"),
	defaults: Defaults.optional(),
	tests: array(PolicyTest).min(1).max(1e4)
}).describe("Rosters, and what a policy must find in them");

// src/policy/tests/parse.ts
/** Parses policy tests, or returns all problems of the text. */
/** Returns the tests, or the file's problems in its order. Throws nothing because of the text. */
function parsePolicyTests(text, policy) {
	const source = readSource(text);
	const problems = [...source.problems];
	const parsed = PolicyTestFile.safeParse(source.value ?? {});
	if (source.value !== void 0 && !parsed.success) problems.push(...toProblems(parsed.error.issues, source, PolicyTestFile));
	else if (source.value === void 0 && problems.length === 0) problems.push({
		position: {
			line: 1,
			column: 1
		},
		message: "the file is empty: it needs at least \"version: 1\", \"today\" and \"tests\""
	});
	const tests = parsed.success ? toTests$1(parsed.data, source, policy) : [];
	if (parsed.success) problems.push(...findRuleProblems(parsed.data, source, [...policy.rules.keys()]), ...findNameProblems(parsed.data, source, policy));
	if (problems.length === 0) return { tests };
	problems.sort((a, b) => a.position.line - b.position.line || a.position.column - b.position.column);
	return { problems };
}
function toTests$1(file, source, policy) {
	const accountOf = createAccountOf(policy);
	const defaults = file.defaults && replaceAliases(file.defaults, accountOf);
	return file.tests.map((entry, index) => {
		const path = ["tests", index];
		const only = entry.only ?? file.defaults?.only ?? "all";
		return {
			name: entry.name,
			today: entry.today ?? file.today,
			position: source.positionOf(path),
			defaults,
			fragment: replaceAliases(entry, accountOf),
			only: only === "all" ? null : new Set(only),
			named: /* @__PURE__ */ new Set([...entry.findings?.keys() ?? [], ...entry.accepted?.keys() ?? []]),
			findings: toExpected(entry.findings, [...path, "findings"], source),
			accepted: toExpected(entry.accepted, [...path, "accepted"], source),
			notJudged: (entry["not-judged"] ?? []).map((rule, at) => ({
				rule,
				text: "",
				position: source.positionOf([
					...path,
					"not-judged",
					at
				])
			}))
		};
	});
}
function toExpected(found, path, source) {
	return [...found ?? []].flatMap(([rule, texts]) => texts.map((text, index) => ({
		rule,
		text: fold(text),
		position: source.positionOf([
			...path,
			rule,
			index
		])
	})));
}
function findNameProblems(file, source, policy) {
	const accountOf = createAccountOf(policy);
	return [...findTwoNames(file.defaults ?? {}, ["defaults"], source, accountOf), ...file.tests.flatMap((entry, index) => findTwoNames(entry, ["tests", index], source, accountOf))];
}

// src/policy/tests/compare.ts
/** Compares what a policy finds in a test's roster with what the test expects. */
const whereElse = {
	found: " (it is found, but an exception accepts it)",
	accepted: " (it is found, but no exception accepts it)"
};
/** Returns expected findings that are missing, and findings that are not expected. */
function compareFindings(expected, kind, { open, accepted, messageOf, namesOf }) {
	const [found, others] = kind === "found" ? [open, accepted] : [accepted, open];
	const seen = indexFindings(found);
	const elsewhere = indexFindings(others);
	const wanted = /* @__PURE__ */ new Set();
	const missing = expected.flatMap(({ rule, text, position }) => {
		const texts = textsOf(text, namesOf);
		const keys = findKeys(rule, texts, seen);
		for (const key of keys) wanted.add(key);
		if (keys.length > 0) return [];
		return [{
			position,
			message: `not ${kind}: ${rule} ${text}${findKeys(rule, texts, elsewhere).length > 0 ? whereElse[kind] : ""}`
		}];
	});
	const extra = [...seen].filter(([key]) => !wanted.has(key)).map(([, finding]) => ({
		position: null,
		message: `${kind}, but not expected: ${finding.rule} ${textOf(finding)}: ${messageOf(finding)}${lineOf(finding)}`
	}));
	return [...missing, ...extra];
}
/** Returns the rules that were judged against the expectation, and those that were not judged. */
function compareUnjudged(expected, unjudged) {
	const missing = expected.filter(({ rule }) => unjudged.every(({ id }) => id !== rule)).map(({ rule, position }) => ({
		position,
		message: `judged: ${rule}`
	}));
	const extra = unjudged.filter(({ id }) => expected.every(({ rule }) => rule !== id)).map(({ id, reason }) => ({
		position: null,
		message: `not judged, but should have been: ${id}: ${reason}`
	}));
	return [...missing, ...extra];
}
function indexFindings(findings) {
	return new Map(findings.map((finding) => [keyOf(finding.rule, textOf(finding)), finding]));
}
/** Returns the texts: if the name is an alias, those of its account. */
function textsOf(text, namesOf) {
	const parts = text.split(separator);
	for (let length = parts.length; length > 0; length--) {
		const names = namesOf(parts.slice(0, length).join(separator));
		if (names.length === 0) continue;
		const rest = parts.slice(length);
		return {
			written: text,
			accounts: names.map((name) => [name, ...rest].join(separator))
		};
	}
	return {
		written: text,
		accounts: []
	};
}
const separator = " in ";
/** An alias is another name of its account. Only a finding about the policy may name the alias. */
function findKeys(rule, { written, accounts }, findings) {
	const own = keyOf(rule, written);
	const isOwn = accounts.length === 0 || findings.get(own)?.subject.kind === "policy";
	return [...accounts.map((text) => keyOf(rule, text)), ...isOwn ? [own] : []].filter((key) => findings.has(key));
}
function keyOf(rule, text) {
	return JSON.stringify([rule, fold(text)]);
}
/** Returns a finding's subject and object in the form that tests use. */
function textOf({ subject, object }) {
	return object === void 0 ? subject.slug : `${subject.slug}${separator}${object.slug}`;
}
function lineOf({ position, exception }) {
	const at = exception?.position ?? position;
	return at === void 0 ? "" : ` (policy ${describeLine(at, {
		line: 1,
		column: 1
	})})`;
}

// src/policy/tests/fragment.ts
/** Shared by the fragments of all parts of a policy test's roster. */
/** Returns the roles by team of a fragment, which writes them as a list or a mapping. */
function toTeamRoles(entry) {
	if (entry === "unknown") return unknown("missing");
	if (Array.isArray(entry)) return new Map(entry.map((team) => [team, "Member"]));
	return new Map([...entry].map(([team, role]) => [team, role === "unknown" ? unknown("missing") : role === "manager" ? "Manager" : "Member"]));
}
/** Returns the entries that are not marked as absent. */
function presentIn(entries) {
	return [...entries ?? []].flatMap(([name, entry]) => entry === "absent" ? [] : [[name, entry ?? {}]]);
}
/** Returns the folded names of the entries that a fragment marks as absent. */
function absentIn(entries) {
	return new Set([...entries ?? []].flatMap(([name, entry]) => entry === "absent" ? [fold(name)] : []));
}
/** Returns a fragment's value; `unknown` becomes a fact that was not seen. */
function toFact(written) {
	return written === "unknown" ? unknown("missing") : written;
}
/**
* Returns a word as the workspace spells it: `Manager` for `manager`; `unknown` stays unchanged.
*/
function capitalize(word) {
	return word === "unknown" ? word : word.charAt(0).toUpperCase() + word.slice(1);
}
/** Returns the start of a day, or an unknown fact for `unknown`. */
function toTime(day) {
	return day === "unknown" ? unknown("missing") : `${day}T00:00:00.000Z`;
}
/** Returns the start of a day, null for `never`, or an unknown fact for `unknown`. */
function toTimeOrNever(day) {
	return day === "never" ? null : toTime(day);
}
/** Returns the context, which converts roles by team name into memberships of teams that exist. */
function createTestContext(now, teams) {
	const ids = /* @__PURE__ */ new Map();
	for (const { id, slug } of teams) {
		ids.set(fold(id), id);
		ids.set(fold(slug), id);
	}
	return {
		now,
		toMemberships: (roles) => isUnknown(roles) ? roles : toMemberships(roles, ids)
	};
}
function toMemberships(roles, ids) {
	const memberships = /* @__PURE__ */ new Map();
	for (const [name, role] of roles) {
		const team = ids.get(fold(name));
		if (team !== void 0) memberships.set(team, {
			team,
			role
		});
	}
	return [...memberships.values()].sort((a, b) => compareIds(a.team, b.team));
}
/** Returns a function that finds the username for a member's username, permanent id or address. */
function usernamesOf(members) {
	const usernames = /* @__PURE__ */ new Map();
	for (const { id, email, username } of members) {
		if (!isUnknown(email)) usernames.set(fold(email), username);
		usernames.set(fold(id), username);
	}
	for (const { username } of members) usernames.set(fold(username), username);
	return (name) => usernames.get(fold(name)) ?? name;
}

// src/policy/tests/oidc-providers.ts
/** The OIDC providers of a policy test's roster; those of the policy, changed by the test. */
/** Returns the providers by slug, also those of a list. */
function toProviderEntries(entries) {
	if (!Array.isArray(entries)) return [...entries ?? []];
	return entries.map(({ slug, ...entry }, index) => [slug ?? `provider-${index + 1}`, entry]);
}
/**
* Returns the providers that the policy lists, each as the policy wants it, and those of the
* fragment. A provider is on, and no service account can use it unless one of them says so.
*/
function toOidcProviders({ oidc }, entries) {
	const written = toProviderEntries(entries);
	const given = presentIn(written);
	const known = new Set(written.flatMap(([slug, entry]) => [fold(slug), ...entry === "absent" || entry?.id === void 0 ? [] : [fold(entry.id)]]));
	const listed = (oidc ?? []).filter(({ name }) => !known.has(fold(name.text)));
	const entryOf = (slug, id) => oidc === null ? void 0 : entryNamedOneOf(oidc, [slug, id ?? ""]);
	return [...given.map(([slug, entry]) => toProvider(slug, entry, entryOf(slug, entry.id))), ...listed.map((entry) => toProvider(entry.name.text, {}, entry))].sort((a, b) => compareIds(a.id, b.id));
}
function toProvider(slug, entry, policy) {
	const services = policy === void 0 || typeof policy.services === "string" ? [] : policy.services;
	return {
		id: entry.id ?? `provider-${slug}`,
		slug,
		name: entry.name ?? slug,
		issuer: toFact(entry.issuer ?? policy?.issuer ?? `https://${slug}.example`),
		enabled: toFact(entry.enabled ?? true),
		services: entry.services === "unknown" ? unknown("missing") : sort(entry.services ?? services.map(({ text }) => text)),
		claims: toClaims(entry.claims ?? claimsFor(policy)),
		mappingClaim: toMappingClaim(entry),
		mappings: toMappings$1(entry.mappings ?? /* @__PURE__ */ new Map())
	};
}
/** A listed provider checks something, also if the policy requires no claim. */
function claimsFor(policy) {
	if (policy === void 0) return /* @__PURE__ */ new Map();
	const names = policy.requireClaims.map(({ text }) => text);
	return new Map((names.length === 0 ? ["sub"] : names).map((name) => [name, "example"]));
}
function toClaims(claims) {
	if (claims === "unknown") return unknown("missing");
	return [...claims].map(([name, value]) => ({
		name,
		value
	})).sort((a, b) => compareIds(a.name, b.name));
}
function toMappingClaim({ mappings, "mapping-claim": claim }) {
	return toFact(claim === void 0 ? mappings === void 0 ? null : "sub" : claim);
}
function toMappings$1(mappings) {
	if (mappings === "unknown") return unknown("missing");
	return [...mappings].flatMap(([value, services]) => [services].flat().map((service) => ({
		value,
		service
	}))).sort(compareMappings);
}
function sort(slugs) {
	return [...slugs].sort(compareIds);
}

// src/policy/tests/defaults.ts
/**
* Combines the defaults of a test file with a test. Sections are combined entry by entry and field
* by field; the test decides. Each other value of the test, such as a list, replaces the default.
*/
/** Returns what a test's roster differs in, from the file's defaults and the test's own fragment. */
function withDefaults(defaults, own) {
	if (defaults === void 0) return own;
	return {
		...defaults,
		...own,
		workspace: {
			...defaults.workspace,
			...own.workspace
		},
		"single-sign-on": {
			...defaults["single-sign-on"],
			...own["single-sign-on"]
		},
		"group-sync": {
			...defaults["group-sync"],
			...own["group-sync"]
		},
		members: combine(defaults.members, own.members),
		teams: combine(defaults.teams, own.teams),
		services: combine(defaults.services, own.services),
		invites: combine(defaults.invites, own.invites),
		repositories: combine(defaults.repositories, own.repositories),
		"oidc-providers": combineProviders(defaults["oidc-providers"], own["oidc-providers"])
	};
}
/** A list in a test contains all providers; entries by slug change those of the defaults. */
function combineProviders(defaults, own) {
	if (defaults === void 0 || Array.isArray(own)) return own;
	return combine(new Map(toProviderEntries(defaults)), own);
}
function combine(defaults, own) {
	const combined = new Map(defaults);
	const names = new Map([...combined.keys()].map((name) => [fold(name), name]));
	for (const [name, entry] of own ?? []) {
		const before = names.get(fold(name));
		if (before === void 0) combined.set(name, entry);
		else combined.set(before, combineEntry(combined.get(before), entry));
	}
	return combined;
}
function combineEntry(before, own) {
	if (own === "absent") return own;
	const fields = before === void 0 || before === "absent" ? null : before;
	return fields === null || own === null ? own ?? fields : {
		...fields,
		...own
	};
}

// src/policy/tests/described-policy.ts
/** What a policy describes on one day: only entries that have begun and have not ended. */
/**
* Returns the policy without the people, teams, service accounts and privileges that do not count
* yet.
*/
function describedPolicy(policy, now) {
	const current = currentPolicy(policy, now);
	const begun = (list) => list.filter((name) => hasBegun(name, now));
	const services = current.services?.filter(({ name }) => hasBegun(name, now)) ?? null;
	const notYet = laterServices(current, now);
	return {
		...current,
		roles: current.roles.map((role) => ({
			...role,
			members: role.members === null ? null : begun(role.members),
			breakGlass: begun(role.breakGlass)
		})),
		teams: current.teams.filter(({ name }) => hasBegun(name, now)).map((team) => ({
			...team,
			managers: team.managers === null ? null : begun(team.managers),
			members: team.members === null ? null : begun(team.members),
			services: team.services?.filter(({ text }) => !notYet.has(fold(text))) ?? null
		})),
		services,
		oidc: current.oidc?.map((provider) => ({
			...provider,
			services: typeof provider.services === "string" ? provider.services : begun(provider.services)
		})) ?? null,
		repositories: current.repositories?.filter(({ name }) => hasBegun(name, now)).map((repository) => ({
			...repository,
			admins: begun(repository.admins),
			write: begun(repository.write),
			read: begun(repository.read)
		})) ?? null
	};
}

// src/policy/tests/group-sync.ts
/** Group sync in a policy test's roster: it feeds the teams that the policy marks as synced. */
/** Returns the group sync, with a mapping for each team that it feeds. */
function toGroupSync(policy, { enabled, feeds }, teams) {
	return {
		enabled: toFact(enabled ?? true),
		mappings: toMappings(feeds?.map(toFeed) ?? describedFeeds(policy), teams)
	};
}
/** Returns the teams that a fragment's group sync names, except patterns. */
function fedTeams({ feeds }) {
	return (feeds ?? []).map((feed) => toFeed(feed).team).filter((team) => !isWildcard(team));
}
/** The listed mappings; without such a list, one for each team that the identity provider fills. */
function describedFeeds({ groupSync, teams }) {
	if (groupSync === null) return teams.filter(({ synced }) => synced).map(({ name: { text } }) => toFeed(text));
	return groupSync.map(({ group, team, role, attribute }) => ({
		team: team.text,
		value: group.text,
		role: role === "Manager" ? "manager" : "member",
		...attribute !== null && { attribute }
	}));
}
function toFeed(feed) {
	return typeof feed === "string" ? { team: feed } : feed;
}
function toMappings(feeds, teams) {
	return teams.flatMap(({ id, slug }) => distinct(feeds.filter(({ team }) => fitsWildcard(team, slug) || fitsWildcard(team, id))).map((feed, index) => ({
		id: feed.id ?? `mapping-${slug}${index === 0 ? "" : `-${index + 1}`}`,
		team: id,
		role: feed.role === void 0 ? "Member" : toFact(capitalize(feed.role)),
		attribute: feed.attribute ?? "groups",
		value: feed.value ?? slug
	}))).sort((a, b) => compareIds(a.id, b.id));
}
/** Several names of one team give one mapping, unless the test says more about them. */
function distinct(feeds) {
	const isPlain = (feed) => Object.keys(feed).length === 1;
	const first = feeds.find(isPlain);
	return feeds.filter((feed) => feed === first || !isPlain(feed));
}

// src/policy/tests/tokens.ts
/** The entitlement tokens of a policy test's repositories. */
/** Returns the tokens of a repository: those of the fragment, and nothing else. */
function toTokens(repository, { tokens, "token-gap": gap }, context) {
	return {
		list: [...tokens ?? []].map(([name, entry]) => toToken(`token-${repository}-${name}`, name, entry ?? {}, context)).toSorted((a, b) => compareIds(a.id, b.id)),
		coverage: toGap(gap)
	};
}
/** Returns how a list of a test's repository was read. */
function toGap(gap) {
	return gap === void 0 ? {
		status: "complete",
		reason: null
	} : {
		status: gap,
		reason: "the test says so"
	};
}
function toToken(id, name, entry, { now, members, services, usernameOf }) {
	const { user = null, "private-broadcasts": privateBroadcasts = false } = entry;
	const somebody = members.find(({ active }) => active === true)?.username ?? services[0]?.slug ?? "somebody";
	return {
		id: entry.id ?? id,
		name,
		active: toFact(entry.active ?? true),
		isDefault: toFact(entry.default ?? false),
		user: user === null ? null : toFact(usernameOf(user)),
		createdBy: toFact(usernameOf(entry["created-by"] ?? somebody)),
		createdAt: toTime(entry.created ?? addDays(now, -365)),
		endsAt: toTimeOrNever(entry.ends ?? addDays(now, 365)),
		limited: toFact(entry.limited ?? false),
		privateBroadcasts: toFact(privateBroadcasts)
	};
}

// src/policy/tests/repositories.ts
/** The repositories of a policy test's roster, and who has which privilege on them. */
/** Returns the names of one kind that have a privilege: in the policy, or in the fragment. */
function holdersOf(kind, policy, fragment) {
	return [...(policy.repositories ?? []).flatMap(targetsOf), ...presentIn(fragment.repositories).flatMap(([, { privileges }]) => [...privileges?.keys() ?? []].map(readTarget))].flatMap((target) => target.kind === kind ? [target.name.text] : []);
}
/**
* Returns the repositories that the policy lists, one for each pattern that would match none, and
* those of the fragment. Each has what the policy says of it, changed by the fragment.
*/
function toRepositories(policy, fragment, given, now) {
	const entries = policy.repositories ?? [];
	const { patterns, fitting, patternFor } = indexEntries(entries);
	const absent = absentIn(fragment.repositories);
	const usernameOf = usernamesOf(given.members);
	const slugs = new Map(given.teams.toReversed().flatMap(({ id, slug }) => [id, slug].map((name) => [fold(name), slug])));
	const slugOfTeam = (name) => slugs.get(fold(name)) ?? name;
	const toSlug = ({ kind, name: { text } }) => {
		if (kind === "service") return text;
		return kind === "team" ? slugOfTeam(text) : usernameOf(text);
	};
	const repositories = /* @__PURE__ */ new Map();
	const names = /* @__PURE__ */ new Set();
	const add = (slug, changes) => {
		const id = changes.id ?? `repository-${slug}`;
		const entry = entryNamedOneOf(entries, [slug, id]) ?? patternFor(slug);
		repositories.set(fold(slug), {
			...toRepository({
				id,
				slug
			}, entry, changes, toSlug),
			tokens: toTokens(slug, changes, {
				...given,
				now,
				usernameOf
			})
		});
		for (const name of [slug, id]) names.add(fold(name));
	};
	for (const [slug, changes] of presentIn(fragment.repositories)) add(slug, changes);
	for (const { name } of entries) {
		const key = fold(name.text);
		if (!isWildcard(name.text) && !names.has(key) && !absent.has(key)) add(name.text, {});
	}
	const matched = new Set([...repositories.values()].flatMap(({ slug }) => fitting(slug)));
	for (const pattern of patterns) {
		const { text } = pattern.name;
		if (matched.has(pattern) || absent.has(fold(text))) continue;
		const example = text.replaceAll("*", "example");
		add(example, {});
		for (const other of fitting(example)) matched.add(other);
	}
	return [...repositories.values()].sort((a, b) => compareIds(a.id, b.id));
}
function toRepository({ id, slug }, entry, { name, broadcast, gap, privileges, ...changes }, toSlug) {
	const defaultPrivilege = changes["default-privilege"];
	const listed = entry === void 0 || gap !== void 0 ? [] : targetsOf(entry);
	const rows = privileges === void 0 ? listed : [...privileges].map(readPrivilege);
	const byHolder = /* @__PURE__ */ new Map();
	for (const { level, ...target } of rows) {
		const holder = {
			kind: target.kind,
			slug: toSlug(target)
		};
		const key = holderKey(holder);
		if (!byHolder.has(key)) byHolder.set(key, {
			...holder,
			level
		});
	}
	return {
		id,
		slug,
		name: name ?? slug,
		broadcast: broadcast === void 0 ? entry?.visibility ?? "Private" : broadcast === "open-source" ? "Open-Source" : toFact(capitalize(broadcast)),
		defaultPrivilege: defaultPrivilege === void 0 ? entry?.defaultPrivilege ?? "None" : toFact(capitalize(defaultPrivilege)),
		privileges: [...byHolder.values()].sort((a, b) => privilegeHolders.indexOf(a.kind) - privilegeHolders.indexOf(b.kind) || compareIds(a.slug, b.slug)),
		coverage: toGap(gap)
	};
}
function readTarget(text) {
	return toTarget({
		text,
		position: {
			line: 1,
			column: 1
		}
	});
}
function readPrivilege([text, level]) {
	return {
		...readTarget(text),
		level: toFact(capitalize(level))
	};
}

// src/policy/tests/members.ts
/** The people of a policy test's roster. */
/**
* Returns the people whom the policy lists, changed by the fragment, and the fragment's other
* people.
*/
function toMembers(policy, fragment, context) {
	const people = new People();
	for (const [username, entry] of presentIn(fragment.members)) people.add(username, entry);
	for (const { role, members, breakGlass, min } of policy.roles) {
		for (const { text } of [...members ?? [], ...breakGlass]) people.find(text).role = role;
		const missing = members === null ? min ?? 0 : 0;
		for (let index = 1; index <= missing; index++) people.find(`${role.toLowerCase()}-${index}`).role = role;
	}
	for (const { name, managers, members } of policy.teams) {
		for (const { text } of members ?? []) people.find(text).teams.set(name.text, "Member");
		for (const { text } of managers ?? []) people.find(text).teams.set(name.text, "Manager");
	}
	for (const name of holdersOf("user", policy, fragment)) people.find(name);
	placeSomewhere(people, policy);
	const absent = absentIn(fragment.members);
	return people.all().filter(({ username }) => !absent.has(fold(username))).map((draft) => toMember(draft, policy, context)).sort((a, b) => compareIds(a.id, b.id));
}
/**
* If nobody may be without a team, puts people whom the policy gives no team into a team that
* allows anybody.
*/
function placeSomewhere(people, policy) {
	const open = policy.teams.find(({ name, members }) => members === null && !isWildcard(name.text));
	if (open === void 0 || policy.rules.get("member-without-team")?.severity === "off") return;
	for (const { teams } of people.all()) if (teams.size === 0) teams.set(open.name.text, "Member");
}
var People = class {
	#drafts = [];
	#byName = /* @__PURE__ */ new Map();
	add(username, entry) {
		const draft = {
			username,
			entry,
			role: "Member",
			teams: /* @__PURE__ */ new Map()
		};
		this.#drafts.push(draft);
		for (const name of [
			username,
			entry.id,
			entry.email
		]) if (name !== void 0) this.#byName.set(fold(name), draft);
		return draft;
	}
	/** Returns the person with this name, and creates the person if necessary. */
	find(name) {
		return this.#byName.get(fold(name)) ?? this.add(name, {});
	}
	all() {
		return this.#drafts;
	}
};
function toMember({ username, entry, role, teams }, policy, context) {
	const { now, toMemberships } = context;
	const address = username.includes("@") ? username : `${username}@${policy.organization}.example`;
	const method = entry["last-login-method"] ?? "password";
	return {
		id: entry.id ?? `user-${username}`,
		username,
		name: entry.name ?? "",
		email: toFact(entry.email ?? address),
		role: entry.role === void 0 ? role : toFact(capitalize(entry.role)),
		active: toFact(entry.active ?? true),
		twoFactor: toFact(entry["two-factor"] ?? true),
		joinedAt: toTime(entry.joined ?? addDays(now, -365)),
		lastLoginAt: toTimeOrNever(entry["last-login"] ?? addDays(now, 0)),
		lastLoginMethod: toMethod(method),
		visibility: toFact(capitalize(entry.visibility ?? "private")),
		teams: toMemberships(entry.teams === void 0 ? teams : toTeamRoles(entry.teams))
	};
}
function toMethod(method) {
	if (method === "saml") return "SAML";
	if (method === "oidc") return "OIDC";
	if (method === "not-recorded") return "Unknown";
	return toFact(capitalize(method));
}

// src/policy/tests/services.ts
/** The service accounts and invites of a policy test's roster. */
/** Returns the service accounts that the policy lists, changed by the fragment. */
function toServices(policy, fragment, { now, toMemberships, usernameOf }) {
	const absent = absentIn(fragment.services);
	const teamsOf = /* @__PURE__ */ new Map();
	const slugs = /* @__PURE__ */ new Map();
	for (const team of policy.teams) for (const { text } of team.services ?? []) {
		const teams = teamsOf.get(fold(text)) ?? /* @__PURE__ */ new Map();
		teamsOf.set(fold(text), teams.set(team.name.text, "Member"));
		if (!absent.has(fold(text))) slugs.set(fold(text), text);
	}
	const becoming = (policy.oidc ?? []).flatMap(({ services }) => typeof services === "string" ? [] : services.map(({ text }) => text));
	for (const slug of [...holdersOf("service", policy, fragment), ...becoming]) if (slugs.get(fold(slug)) === void 0 && !absent.has(fold(slug))) slugs.set(fold(slug), slug);
	const agreed = /* @__PURE__ */ new Map();
	for (const entry of policy.services ?? []) {
		const { text } = entry.name;
		agreed.set(fold(text), entry);
		if (!absent.has(fold(text))) slugs.set(fold(text), text);
		const teams = teamsOf.get(fold(text)) ?? /* @__PURE__ */ new Map();
		for (const team of entry.teams ?? []) teams.set(team.text, teams.get(team.text) ?? "Member");
		teamsOf.set(fold(text), teams);
	}
	const changes = /* @__PURE__ */ new Map();
	for (const [slug, entry] of presentIn(fragment.services)) {
		slugs.set(fold(slug), slug);
		changes.set(fold(slug), entry);
	}
	const reader = fragment["read-as"];
	const own = reader === void 0 ? void 0 : slugs.get(fold(reader));
	return [...slugs].map(([key, slug]) => {
		const { name, role, created, teams, ...rest } = changes.get(key) ?? {};
		const roles = teams === void 0 ? teamsOf.get(key) : toTeamRoles(teams);
		return {
			slug,
			name: name ?? slug,
			description: rest.description ?? null,
			role: role === void 0 ? agreed.get(key)?.role ?? "Member" : toFact(capitalize(role)),
			createdAt: toTime(created ?? addDays(now, -365)),
			createdBy: toFact(usernameOf(rest["created-by"] ?? "somebody")),
			keyExpiresAt: toTimeOrNever(rest["key-expires"] ?? addDays(now, slug === own ? daysOfOwnKey(agreed.get(key), policy) : 1)),
			teams: toMemberships(roles ?? /* @__PURE__ */ new Map())
		};
	}).sort((a, b) => compareIds(a.slug, b.slug));
}
/** A healthy key of the audit's own account ends within the policy's limit, but not soon. */
function daysOfOwnKey(entry, policy) {
	const { within } = policy.rules.get("service-key-expiry")?.options ?? {};
	const limit = entry?.keyExpiresWithin ?? within;
	return limit === void 0 ? usualDays : Math.min(usualDays, Number.parseInt(limit, 10));
}
const usualDays = 30;
/** Returns the fragment's invites, by address; a policy describes no invites. */
function toInvites(fragment, { now, toMemberships, usernameOf }) {
	return presentIn(fragment.invites).map(([key, { id, email, username, role, inviter, expires, teams }]) => ({
		id: id ?? `invite-${key}`,
		email: toFact(email ?? key),
		username: toFact(username ?? null),
		role: role === void 0 ? "Member" : toFact(capitalize(role)),
		inviter: toFact(usernameOf(inviter ?? "somebody")),
		expiresAt: toTime(expires ?? addDays(now, 7)),
		teams: toMemberships(toTeamRoles(teams ?? []))
	})).sort((a, b) => compareIds(a.id, b.id));
}

// src/policy/tests/teams.ts
/** The teams of a policy test's roster. */
/**
* Returns the teams that the policy lists, those of the fragment, and those that an account is in or
* that group sync feeds.
*/
function toTeams(policy, fragment) {
	const absent = absentIn(fragment.teams);
	const teams = /* @__PURE__ */ new Map();
	const named = /* @__PURE__ */ new Set();
	const add = (slug, { id, name, description, visibility }) => {
		const described = entryFor(slug, policy);
		const team = {
			id: id ?? `team-${slug}`,
			slug,
			name: name ?? slug,
			description: description ?? described?.description ?? null,
			visibility: visibility === void 0 ? described?.visibility ?? "Visible" : toFact(capitalize(visibility))
		};
		teams.set(fold(slug), team);
		for (const text of [slug, team.id]) named.add(fold(text));
	};
	for (const [slug, entry] of presentIn(fragment.teams)) add(slug, entry);
	const used = [
		fragment.members,
		fragment.services,
		fragment.invites
	].flatMap((entries) => presentIn(entries).flatMap(([, { teams }]) => {
		const roles = toTeamRoles(teams ?? []);
		return isUnknown(roles) ? [] : [...roles.keys()];
	}));
	const listed = [
		...policy.teams.map(({ name }) => name.text).filter((text) => !isWildcard(text)),
		...holdersOf("team", policy, fragment),
		...(policy.groupSync ?? []).map(({ team }) => team.text),
		...(policy.services ?? []).flatMap(({ teams: held }) => (held ?? []).map(({ text }) => text))
	];
	const fed = fedTeams(fragment["group-sync"] ?? {});
	for (const slug of [
		...listed,
		...used,
		...fed
	]) if (!named.has(fold(slug)) && !absent.has(fold(slug))) add(slug, {});
	return [...teams.values()].sort((a, b) => compareIds(a.id, b.id));
}
/** Returns the policy's entry for a team, or the pattern that matches it. */
function entryFor(slug, { teams }) {
	return entryNamed(teams, slug) ?? indexEntries(teams).patternFor(slug);
}

// src/policy/tests/roster.ts
/**
* The roster of a policy test. It begins as the roster that the policy describes: everybody it
* lists exists, is healthy, and has what the policy lists. Then the test's fragment changes that.
*/
/** Returns the roster on the day of the test. */
function toRoster(written, fragment, now) {
	const policy = describedPolicy(written, now);
	const gaps = new Set(fragment.gaps);
	const teams = toTeams(policy, fragment);
	const context = createTestContext(now, [...teams, ...gaps.has("teams") ? unseenTeams(fragment) : []]);
	const members = toMembers(policy, fragment, context);
	const usernameOf = usernamesOf(members);
	const services = toServices(policy, fragment, {
		...context,
		usernameOf
	});
	const sso = fragment["single-sign-on"] ?? {};
	return {
		workspace: toWorkspace(policy, fragment.workspace ?? {}),
		members,
		teams,
		services,
		invites: toInvites(fragment, {
			...context,
			usernameOf
		}),
		singleSignOn: {
			enabled: toFact(sso.enabled ?? true),
			enforced: toFact(sso.enforced ?? true)
		},
		groupSync: toGroupSync(policy, fragment["group-sync"] ?? {}, teams),
		oidcProviders: toOidcProviders(policy, fragment["oidc-providers"]),
		repositories: toRepositories(policy, fragment, {
			teams,
			members,
			services
		}, now),
		coverage: {
			readAs: toReader(fragment["read-as"], {
				members,
				services,
				usernameOf
			}),
			lists: listNames.map((name) => ({
				name,
				...gaps.has(name) ? {
					status: "partial",
					reason: "the test says so",
					...name === "repositories" && { allVisible: true }
				} : {
					status: "complete",
					reason: null
				},
				count: 0,
				expected: null
			}))
		},
		readAt: now.toISOString()
	};
}
function toWorkspace({ organization }, { id, slug, name, created }) {
	return {
		id: id ?? organization,
		slug: slug ?? organization,
		name: name ?? slug ?? organization,
		createdAt: toTime(created ?? "2020-01-01")
	};
}
/** If the list of teams has gaps, accounts may be in a team that it does not contain. */
function unseenTeams({ teams }) {
	return [...teams ?? []].flatMap(([slug, entry]) => entry === "absent" ? [{
		id: `team-${slug}`,
		slug
	}] : []).sort((a, b) => compareIds(a.id, b.id));
}
/** An account that is not a service account of the test may be a user. */
function toReader(name, given) {
	const slug = name === void 0 ? null : given.usernameOf(name);
	const isNamed = (account) => slug !== null && fold(account) === fold(slug);
	return {
		kind: given.members.some(({ username }) => isNamed(username)) && !given.services.some(({ slug: other }) => isNamed(other)) ? "user" : "service",
		slug,
		role: "Manager"
	};
}

// src/policy/tests/run.ts
/** Runs policy tests: compares what a policy finds in their rosters with what they expect. */
/** Returns one result for each test, in their order. Pure. */
function runPolicyTests(policy, tests) {
	const accountOf = createAccountOf(policy);
	return tests.map((test) => {
		const now = /* @__PURE__ */ new Date(`${test.today}T12:00:00Z`);
		const roster = toRoster(policy, withDefaults(test.defaults, test.fragment), now);
		const { findings, rules } = evaluate(roster, policy, now);
		const isCompared = toFilter(test);
		const messages = new Map(rules.map(({ rule }) => [rule.id, rule.message]));
		const found = {
			open: findings.filter(({ state, rule }) => state !== "accepted" && isCompared(rule)),
			accepted: findings.filter(({ state, rule }) => state === "accepted" && isCompared(rule)),
			messageOf: (finding) => messages.get(finding.rule)?.(finding) ?? "",
			namesOf: toNames(accountOf, roster)
		};
		const unjudged = rules.filter(({ rule, status }) => status === "not-judged" && isCompared(rule.id));
		return {
			test,
			differences: [
				...compareFindings(test.findings, "found", found),
				...compareFindings(test.accepted, "accepted", found),
				...compareUnjudged(test.notJudged, unjudged.map(({ rule, reason }) => ({
					id: rule.id,
					reason: reason ?? ""
				})))
			]
		};
	});
}
/** A test checks the rules about days and reasons of the policy's entries only if it names them. */
function toFilter({ only, named, notJudged }) {
	if (only !== null) return (rule) => only.has(rule);
	const all = /* @__PURE__ */ new Set([...named, ...notJudged.map(({ rule }) => rule)]);
	return (rule) => all.has(rule) || !(rule.startsWith("exception-") || rule === entryEnding.id);
}
/** Findings name people by username, and an alias may stand for another name of the account. */
function toNames(accountOf, roster) {
	const directory = directoryOf(roster);
	return (name) => {
		const account = accountOf(name);
		if (account === name) return [];
		const member = directory.member({
			text: account,
			position: {
				line: 1,
				column: 1
			}
		});
		return member === void 0 ? [account] : [member.username, account];
	};
}

// src/policy/tests/to-outcome.ts
/** Reduces the results of policy tests to their outcome. */
/** A custom rule's message may have any length. */
const maxDifference = 300;
/** Returns the outcome of the tests in a file. */
function toOutcome(path, results) {
	const occurrences = /* @__PURE__ */ new Map();
	const failing = [];
	for (const { test, differences } of results) {
		const { name, position } = test;
		const occurrence = (occurrences.get(fold(name)) ?? 0) + 1;
		occurrences.set(fold(name), occurrence);
		const [first] = differences;
		if (first === void 0) continue;
		failing.push({
			name,
			position,
			occurrence,
			differences: differences.length,
			first: cut(first.message)
		});
	}
	return {
		path,
		count: results.length,
		failing
	};
}
function cut(text) {
	if (text.length <= maxDifference) return text;
	return `${text.slice(0, 299).toWellFormed()}…`;
}

// src/sources/policy-tests.ts
/** Reads the test file next to a policy, and runs it. */
/**
* Returns the policy of a file with the outcome of its tests; reports use `name` for the file.
* Throws `AuditError` `BAD_POLICY` if the policy or its test file is not valid.
*/
async function readTestedPolicy(path, name = path, tolerate) {
	return withTests(await readPolicyFile(path, name, tolerate), await readTestsIfAny(toTestPath(path)));
}
/**
* Returns the policy with the outcome of its tests; unchanged if it has no test file. Throws
* `AuditError` `BAD_POLICY` if the test file is not valid.
*/
function withTests(policy, bytes) {
	if (bytes === void 0) return policy;
	const path = toTestPath(policy.path);
	const results = runPolicyTests(policy, toTests(bytes, path, policy));
	return {
		...policy,
		tests: toOutcome(path, results)
	};
}
/**
* Returns the tests of a file. Throws `AuditError` `BAD_POLICY` with all problems of the file.
*/
function toTests(bytes, path, policy) {
	const parsed = parsePolicyTests(decodeFile(path, bytes), policy);
	if ("problems" in parsed) throw badFile(path, parsed.problems);
	return parsed.tests;
}
/**
* Returns the bytes of a test file; undefined if it does not exist. Throws `AuditError`
* `BAD_POLICY` if it cannot be read.
*/
async function readTestsIfAny(path) {
	try {
		return await readBounded(path, maxPolicyBytes);
	} catch (error) {
		if (error.code === "ENOENT") return void 0;
		throw new AuditError("BAD_POLICY", `cannot read policy tests "${path}": ${describeError(error)}.`, { cause: error });
	}
}

// src/sources/base-policy.ts
/** Reads the policy before a pull request, and compares it with the new one. */
/**
* Returns the policy before a pull request, from its files. Undefined (no file) means that this is
* the first policy. A file that exists but cannot be read ends the run earlier, or throws here.
*/
async function toBasePolicy(before, path, log) {
	if (before === void 0) return {
		policy: void 0,
		invalid: false
	};
	const notUtf8 = [];
	const decode = (bytes, of) => {
		const { text, latin1 } = decodeForComparison(bytes);
		if (latin1) notUtf8.push(of);
		return { text };
	};
	const { text } = decode(before.bytes, before.path);
	const opened = openPolicy(text);
	const { includes } = opened;
	const files = await readIncludedFiles(includes, before.folder ?? nothing, {
		own: toFileName(before.path),
		bytes: before.bytes.byteLength,
		decode: (bytes, of) => decode(bytes, toFullPath(before.path, of))
	});
	const matched = new Set(files.files.map(({ entry }) => includes[entry]?.files ?? ""));
	const notes = {
		...before.path !== path && { movedFrom: before.path },
		...notUtf8.length > 0 && { latin1: true },
		...matched.size > 0 && { patterns: matched }
	};
	for (const file of notUtf8) log.warn(`${file} was not UTF-8 before this change, so it is read as Latin-1 for the comparison`);
	const all = new Set(includes.map((include) => include.files));
	const parsed = opened.parse(before.path, {
		...files,
		mayBeUnmatched: all
	});
	if ("policy" in parsed) return {
		policy: withEarlierTests(parsed.policy, before.tests),
		invalid: false,
		...notes
	};
	log.warn(`${before.path} was not valid before this change, so there is nothing to compare with: all findings count as existing, and do not fail the check`);
	return {
		policy: void 0,
		invalid: true,
		...notes
	};
}
const nothing = {
	list: async () => [],
	read: async () => void 0
};
/**
* Returns a function that allows a pattern to match no file any more if it matched one before: the
* comparison then lists what is dropped.
*/
function tolerateDropped(readBase, log) {
	return async (patterns) => {
		const base = await readBase();
		const dropped = new Set(patterns.filter((pattern) => base?.patterns?.has(pattern)));
		for (const pattern of dropped) log.warn(`no file matches ${JSON.stringify(pattern)} any more, so its entries are dropped. Remove it from include: after this change, it is an error`);
		return dropped;
	};
}
/**
* Returns the policy with the outcome of its tests. If that is unknown, because the test file was
* not valid, no test counts as one that failed before.
*/
function withEarlierTests(policy, tests) {
	try {
		return withTests(policy, tests);
	} catch (error) {
		if (error instanceof AuditError) return policy;
		throw error;
	}
}
/** Returns the policy of a file as the one before a change. Throws `AuditError` `BAD_POLICY`. */
async function readBaseFile(file, path, log) {
	return await toBasePolicy({
		path,
		bytes: await readPolicyBytes(file),
		tests: await readTestsIfAny(toTestPath(file)),
		folder: openDiskFolder(file)
	}, path, log);
}
/**
* Returns the policy at the same path in a Git commit as the one before a change. Throws
* `AuditError` if the commit or the file cannot be read.
*/
async function readBaseRevision(revision, file, path, log) {
	const commit = await findCommit(revision, file);
	const bytes = await readCommitFile(commit, file);
	if (bytes === void 0) return await toBasePolicy(void 0, path, log);
	const why = findUnreadable(bytes);
	if (why !== void 0) {
		const message = `cannot compare with the policy at "${revision}": there, "${path}" is ${why}. Compare with a file, with --base.`;
		throw new AuditError("BAD_POLICY", message);
	}
	return await toBasePolicy({
		path,
		bytes,
		tests: await readCommitFile(commit, toTestPath(file)),
		folder: openGitFolder(commit)
	}, path, log);
}
/**
* Returns what changed; `new` if there was no policy, `unknown` if the policy before is unknown or
* invalid.
*/
function changesSince(base, policy, now) {
	if (base?.policy !== void 0) return describePolicyChanges(base.policy, policy, now);
	return base === void 0 || base.invalid ? "unknown" : "new";
}
/**
* Returns the error from reading a pull request's policy, with a clearer message if the pull
* request deleted the policy.
*/
async function explainDeleted(given, readBefore, path) {
	if (!((given instanceof AuditError ? given.cause : void 0)?.code === "ENOENT") || readBefore === void 0) return given;
	if (await readBefore().catch(() => void 0) === void 0) return given;
	return new AuditError("BAD_POLICY", `cannot audit without a policy: this pull request deletes "${path}", or moves it. Restore it, or set policy to its new path.`, { cause: given });
}

export { toBasePolicy as a, readTestsIfAny as c, runPolicyTests as d, findUnreadable as f, readBaseRevision as i, toTests as l, explainDeleted as n, tolerateDropped as o, readBaseFile as r, readTestedPolicy as s, changesSince as t, withTests as u };