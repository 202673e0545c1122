import { n as describeError, t as AuditError } from "./errors.js";
import { a as readPolicyFile, c as decodeForComparison, i as readPolicyBytes, n as decodeFile, r as maxPolicyBytes, s as toTestPath, t as badFile } from "./policy-file.js";
import { i as toProblems, n as parsePolicy, o as mapOf, r as readSource } from "./parse.js";
import { t as describePolicyChanges } from "./policy-changes.js";
import { n as readBounded } from "./read-bounded.js";
import { t as fold } from "./fold.js";
import { C as suggest, E as dayOr, T as Day } from "./break-glass.js";
import { C as union, b as string, d as array, f as boolean, l as _enum, m as literal, y as strictObject } from "./schemas.js";
import { o as listNames } from "./roles.js";
import { l as roleNames } from "./catalog.js";
import { t as evaluate } from "./evaluate.js";
import { t as compareIds } from "./model.js";
import { n as unknown } from "./fact.js";
import { l as fitsWildcard, p as addDays, u as isWildcard } from "./subject.js";
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
	return await git([
		"cat-file",
		"blob",
		blob
	], folder).catch(fail);
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

// src/policy/tests/format.ts
/** The shape of a file of policy tests. */
const Name = string().trim().min(1).max(320);
const yesNo = union([boolean(), literal("unknown")]);
const teamRole = _enum([
	"manager",
	"member",
	"unknown"
]);
/**
* `[platform]` makes an account a member of the team; `{ platform: manager }` gives it that role.
*/
const Memberships = union([array(Name).max(1e3), mapOf(Name, teamRole)]);
const Member = strictObject({
	id: Name.describe("the permanent id (user_id)"),
	name: string().max(320).describe("the display name"),
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
		"unknown"
	]),
	visibility: _enum([
		"public",
		"private",
		"unknown"
	]),
	teams: Memberships
}).partial();
const Team = strictObject({
	id: Name,
	name: string().max(320),
	visibility: _enum(["visible", "hidden"])
}).partial();
const Service = strictObject({
	name: string().max(320),
	role: _enum([
		"manager",
		"member",
		"unknown"
	]),
	created: dayOr("unknown"),
	"key-expires": dayOr("never", "unknown"),
	teams: Memberships
}).partial();
const Invite = strictObject({
	id: Name,
	role: _enum([...roleNames, "unknown"]),
	inviter: Name,
	expires: dayOr("unknown"),
	teams: Memberships
}).partial();
/** An entry without a value: the account exists and is healthy. */
function entries(entry) {
	return mapOf(Name, union([literal("absent"), entry]).nullable()).optional();
}
const Found = mapOf(Name, array(Name).max(1e3)).optional();
const PolicyTest = strictObject({
	name: string().trim().min(1).max(500).describe("what the test checks, as a sentence"),
	today: Day.optional().describe("only for this test"),
	members: entries(Member),
	teams: entries(Team),
	services: entries(Service),
	invites: entries(Invite),
	"single-sign-on": strictObject({
		enabled: yesNo,
		enforced: yesNo
	}).partial().optional(),
	"group-sync": strictObject({
		enabled: yesNo,
		feeds: array(Name).max(1e3).describe("the teams it fills; if left out: those of the policy")
	}).partial().optional(),
	"read-as": Name.optional().describe("the service account or user that the audit uses"),
	gaps: array(_enum(listNames)).optional().describe("lists that were not read completely"),
	findings: Found.describe("the subjects by rule; if left out: none"),
	accepted: Found.describe("the same, for findings that an exception covers"),
	"not-judged": array(Name).max(1e3).optional().describe("rules; if left out: none")
});
const PolicyTestFile = strictObject({
	version: literal(1),
	today: Day.describe("the day on which the tests take place"),
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
	const tests = parsed.success ? toTests$1(parsed.data, source) : [];
	problems.push(...findUnknownRules(tests, policy));
	if (problems.length === 0) return { tests };
	problems.sort((a, b) => a.position.line - b.position.line || a.position.column - b.position.column);
	return { problems };
}
function toTests$1(file, source) {
	return file.tests.map((fragment, index) => {
		const path = ["tests", index];
		return {
			name: fragment.name,
			today: fragment.today ?? file.today,
			position: source.positionOf(path),
			fragment,
			findings: toExpected(fragment.findings, [...path, "findings"], source),
			accepted: toExpected(fragment.accepted, [...path, "accepted"], source),
			notJudged: (fragment["not-judged"] ?? []).map((rule, at) => ({
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
function findUnknownRules(tests, policy) {
	const ids = [...policy.rules.keys()];
	return tests.flatMap(({ findings, accepted, notJudged }) => [
		...findings,
		...accepted,
		...notJudged
	]).filter(({ rule }) => !policy.rules.has(rule)).map(({ rule, position }) => ({
		position,
		message: `"${rule}" is not a rule of the policy${suggest(rule, ids)}`
	}));
}

// src/policy/tests/fragment.ts
/** Shared by the fragments of all parts of a policy test's roster. */
/** Returns the roles by team of a fragment, which writes them as a list or a mapping. */
function toTeamRoles(entry) {
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
		toMemberships: (roles) => toMemberships(roles, ids)
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
	return toFact(capitalize(method));
}

// src/policy/tests/services.ts
/** The service accounts and invites of a policy test's roster. */
/** Returns the service accounts that the policy lists, changed by the fragment. */
function toServices(policy, fragment, { now, toMemberships }) {
	const absent = absentIn(fragment.services);
	const teamsOf = /* @__PURE__ */ new Map();
	const slugs = /* @__PURE__ */ new Map();
	for (const team of policy.teams) for (const { text } of team.services ?? []) {
		const teams = teamsOf.get(fold(text)) ?? /* @__PURE__ */ new Map();
		teamsOf.set(fold(text), teams.set(team.name.text, "Member"));
		if (!absent.has(fold(text))) slugs.set(fold(text), text);
	}
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
			description: null,
			role: role === void 0 ? agreed.get(key)?.role ?? "Member" : toFact(capitalize(role)),
			createdAt: toTime(created ?? addDays(now, -365)),
			createdBy: "somebody",
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
function toInvites(fragment, { now, toMemberships }) {
	return presentIn(fragment.invites).map(([email, { id, role, inviter, expires, teams }]) => ({
		id: id ?? `invite-${email}`,
		email,
		username: null,
		role: role === void 0 ? "Member" : toFact(capitalize(role)),
		inviter: inviter ?? "somebody",
		expiresAt: toTime(expires ?? addDays(now, 7)),
		teams: toMemberships(toTeamRoles(teams ?? []))
	})).sort((a, b) => compareIds(a.id, b.id));
}

// src/policy/tests/teams.ts
/** The teams of a policy test's roster. */
/**
* Returns the teams that the policy lists, those of the fragment, and those that an account is in.
*/
function toTeams(policy, fragment) {
	const absent = absentIn(fragment.teams);
	const teams = /* @__PURE__ */ new Map();
	const named = /* @__PURE__ */ new Set();
	const add = (slug, { id, name, visibility }) => {
		const team = {
			id: id ?? `team-${slug}`,
			slug,
			name: name ?? slug,
			description: null,
			visibility: visibility === "hidden" ? "Hidden" : "Visible"
		};
		teams.set(fold(slug), team);
		for (const text of [slug, team.id]) named.add(fold(text));
	};
	for (const [slug, entry] of presentIn(fragment.teams)) add(slug, entry);
	const used = [
		fragment.members,
		fragment.services,
		fragment.invites
	].flatMap((entries) => presentIn(entries).flatMap(([, { teams }]) => teams === void 0 ? [] : [...toTeamRoles(teams).keys()]));
	const listed = [...policy.teams.map(({ name }) => name.text).filter((text) => !isWildcard(text)), ...(policy.services ?? []).flatMap(({ teams: held }) => (held ?? []).map(({ text }) => text))];
	for (const slug of [...listed, ...used]) if (!named.has(fold(slug)) && !absent.has(fold(slug))) add(slug, {});
	return [...teams.values()].sort((a, b) => compareIds(a.id, b.id));
}

// src/policy/tests/roster.ts
/**
* The roster of a policy test. It begins as the roster that the policy describes: everybody it
* lists exists, is healthy, and has what the policy lists. Then the test's fragment changes that.
*/
/** Returns the roster on the day of the test. */
function toRoster(policy, fragment, now) {
	const teams = toTeams(policy, fragment);
	const context = createTestContext(now, teams);
	const sso = fragment["single-sign-on"] ?? {};
	const sync = fragment["group-sync"] ?? {};
	const gaps = new Set(fragment.gaps);
	return {
		workspace: {
			id: policy.organization,
			slug: policy.organization,
			name: policy.organization,
			createdAt: "2020-01-01T00:00:00.000Z"
		},
		members: toMembers(policy, fragment, context),
		teams,
		services: toServices(policy, fragment, context),
		invites: toInvites(fragment, context),
		singleSignOn: {
			enabled: toFact(sso.enabled ?? true),
			enforced: toFact(sso.enforced ?? true)
		},
		groupSync: {
			enabled: toFact(sync.enabled ?? true),
			mappings: toMappings(sync.feeds ?? syncedTeams(policy), teams)
		},
		oidcProviders: [],
		coverage: {
			readAs: toReader(fragment),
			lists: listNames.map((name) => ({
				name,
				...gaps.has(name) ? {
					status: "partial",
					reason: "the test says so"
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
/** An account that is not a service account of the test is a user. */
function toReader(fragment) {
	const slug = fragment["read-as"] ?? null;
	return {
		kind: slug !== null && [...fragment.members?.keys() ?? []].some((name) => fold(name) === fold(slug)) ? "user" : "service",
		slug,
		role: "Manager"
	};
}
/** The identity provider fills the teams that the policy marks as synced. */
function syncedTeams(policy) {
	return policy.teams.filter((team) => team.synced).map(({ name }) => name.text);
}
function toMappings(synced, teams) {
	return teams.filter(({ slug, id }) => synced.some((name) => fitsWildcard(name, slug) || fitsWildcard(name, id))).map(({ id, slug }) => ({
		id: `mapping-${slug}`,
		team: id,
		role: "Member",
		attribute: "groups",
		value: slug
	}));
}

// src/policy/tests/run.ts
/** Runs policy tests: compares what a policy finds in their rosters with what they expect. */
/** Returns one result for each test, in their order. Pure. */
function runPolicyTests(policy, tests) {
	return tests.map((test) => {
		const now = /* @__PURE__ */ new Date(`${test.today}T12:00:00Z`);
		const { findings, rules } = evaluate(toRoster(policy, test.fragment, now), policy, now);
		const isIncluded = toFilter(test);
		const open = findings.filter((finding) => finding.state !== "accepted" && isIncluded(finding.rule));
		const accepted = findings.filter((finding) => finding.state === "accepted");
		const messages = new Map(rules.map(({ rule }) => [rule.id, rule.message]));
		const messageOf = (finding) => messages.get(finding.rule)?.(finding) ?? "";
		const unjudged = rules.filter(({ rule, status }) => status === "not-judged" && isIncluded(rule.id));
		return {
			test,
			differences: [
				...compare(test.findings, open, accepted, "found", messageOf),
				...compare(test.accepted, accepted, open, "accepted", messageOf),
				...compareUnjudged(test.notJudged, unjudged.map(({ rule, reason }) => ({
					id: rule.id,
					reason: reason ?? ""
				})))
			]
		};
	});
}
/** A test checks the rules about exceptions only if it names them. */
function toFilter({ fragment, notJudged }) {
	const named = /* @__PURE__ */ new Set([...fragment.findings?.keys() ?? [], ...notJudged.map(({ rule }) => rule)]);
	return (rule) => !rule.startsWith("exception-") || named.has(rule);
}
function compare(expected, found, others, word, messageOf) {
	const seen = new Map(found.map((finding) => [keyOf(finding.rule, textOf(finding)), finding]));
	const elsewhere = new Set(others.map((finding) => keyOf(finding.rule, textOf(finding))));
	const wanted = new Set(expected.map(({ rule, text }) => keyOf(rule, text)));
	const missing = expected.filter(({ rule, text }) => !seen.has(keyOf(rule, text))).map(({ rule, text, position }) => ({
		position,
		message: `not ${word}: ${rule} ${text}${elsewhere.has(keyOf(rule, text)) ? whereElse[word] : ""}`
	}));
	const extra = [...seen].filter(([key]) => !wanted.has(key)).map(([, finding]) => ({
		position: null,
		message: `${word}, but not expected: ${finding.rule} ${textOf(finding)}: ${messageOf(finding)}${lineOf(finding)}`
	}));
	return [...missing, ...extra];
}
const whereElse = {
	found: " (it is found, but an exception accepts it)",
	accepted: " (it is found, but no exception accepts it)"
};
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
function keyOf(rule, text) {
	return JSON.stringify([rule, fold(text)]);
}
/** Returns a finding's subject and object in the form that tests use. */
function textOf({ subject, object }) {
	return object === void 0 ? subject.slug : `${subject.slug} in ${object.slug}`;
}
function lineOf({ position, exception }) {
	const at = exception?.position ?? position;
	return at === void 0 ? "" : ` (policy line ${at.line})`;
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
async function readTestedPolicy(path, name = path) {
	return withTests(await readPolicyFile(path, name), await readTestsIfAny(toTestPath(path)));
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
* Returns the policy before a pull request, from its file. Undefined (no file) means that this is
* the first policy. A file that exists but cannot be read ends the run earlier.
*/
function toBasePolicy(before, path, log) {
	if (before === void 0) return {
		policy: void 0,
		invalid: false
	};
	const { text, latin1 } = decodeForComparison(before.bytes);
	const notes = {
		...before.path !== path && { movedFrom: before.path },
		...latin1 && { latin1 }
	};
	if (latin1) log.warn(`${before.path} was not UTF-8 before this change, so it is read as Latin-1 for the comparison`);
	const parsed = parsePolicy(text, before.path);
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
	return toBasePolicy({
		path,
		bytes: await readPolicyBytes(file),
		tests: await readTestsIfAny(toTestPath(file))
	}, path, log);
}
/**
* Returns the policy at the same path in a Git commit as the one before a change. Throws
* `AuditError` if the commit or the file cannot be read.
*/
async function readBaseRevision(revision, file, path, log) {
	const commit = await findCommit(revision, file);
	const bytes = await readCommitFile(commit, file);
	if (bytes === void 0) return toBasePolicy(void 0, path, log);
	const why = findUnreadable(bytes);
	if (why !== void 0) {
		const message = `cannot compare with the policy at "${revision}": there, "${path}" is ${why}. Compare with a file, with --base.`;
		throw new AuditError("BAD_POLICY", message);
	}
	return toBasePolicy({
		path,
		bytes,
		tests: await readCommitFile(commit, toTestPath(file))
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

export { toBasePolicy as a, toTests as c, findUnreadable as d, readBaseRevision as i, withTests as l, explainDeleted as n, readTestedPolicy as o, readBaseFile as r, readTestsIfAny as s, changesSince as t, runPolicyTests as u };