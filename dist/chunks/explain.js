import { t as AuditError } from "./errors.js";
import { D as holderOf, E as createPaths, Q as describeUnread, T as broadcastPath, et as quoteNames, i as tokensFor, r as managesTokens, t as catalog, w as providerEntries } from "./catalog.js";
import { a as namesOne, d as toRule, o as readSubject, t as evaluate } from "./evaluate.js";
import { b as managesPrivileges, d as placesOfServices, h as isWildcard, n as allowedPlaces, t as groupByTeam, u as placesOfPeople } from "./group-by-team.js";
import { O as describePlace, s as readPolicyFile } from "./policy-file.js";
import { c as suggestFirst } from "./suggest.js";
import { t as escapeTerminal } from "./escape-terminal.js";
import { n as wrapText, t as padText } from "./wrap-text.js";
import { D as toJSONSchema } from "./schemas.js";
import { t as fold } from "./fold.js";
import { t as isBlank } from "./blank.js";
import { t as toSettings } from "./settings2.js";
import { n as requireSameWorkspace, t as wantsOf } from "./wants.js";
import { t as shareContext } from "./shared-context.js";
import { r as unknownReasons, t as isUnknown } from "./fact.js";
import { n as hasExpired, r as namesOfInvite, t as directoryOf } from "./directory.js";
import { o as shareGaps, r as gapsInLists, t as describeGap } from "./list-gap.js";
import { n as requestedRepositories } from "./requested.js";
import { n as loadRoster, t as toSource } from "./source.js";
import { c as ofService, i as ofMember, l as ofTeam, o as ofProvider, s as ofRepository, t as nameOf$1 } from "./subject.js";
import { t as indexHolders } from "./privilege-holders.js";
import { t as count } from "./count.js";
import { t as compareIds } from "./model.js";
import { a as privilegeLevels } from "./repository.js";
import { i as mayBecome, r as mappedValues } from "./dynamic-mapping.js";
import { n as listCoverage } from "./coverage.js";
import { styleText } from "node:util";

// src/policy/rule-docs.ts
/** Renders the catalog as a page for people: docs/rules.md is generated from it. */
/** Returns what a rule needs to see besides the policy; undefined for nothing. */
function needsOf({ needs, lists }) {
	return needs ?? (lists.length === 0 ? void 0 : lists.join(", "));
}
/** Returns the options of a rule, without its severity. */
function optionsOf({ options }) {
	const { properties = {} } = toJSONSchema(options, { io: "input" });
	return Object.entries(properties).map(([name, { description = "", default: usual }]) => ({
		name,
		usual,
		description
	}));
}

// src/policy/explained-rule.ts
/** What `explain` says about a rule, for an account, a team or a repository. */
/**
* Returns whether a rule looks at things of this kind. Rules on OIDC providers and group mappings read
* all of them only to find who is privileged.
*/
function looksAt({ id, section }, kind) {
	if (section === "oidc") return id === "oidc-service" && kind === "service";
	return section !== "group-sync" || kind === "team";
}
/** Returns a rule's result for one account, team or repository. */
function toExplainedRule(result, policy, { isAbout, saw, why }) {
	const { rule, severity, reason, status } = result;
	const findings = result.findings.filter(isAbout);
	const repeats = (result.repeats ?? []).filter(({ finding }) => isAbout(finding));
	const decide = () => {
		if (status === "off") return "off";
		if (findings.some(({ state }) => state !== "accepted")) return "found";
		if (findings.length > 0) return "accepted";
		if (repeats.length > 0) return "repeats";
		if (why !== null) return "not-judged";
		return saw.length === 0 ? "indifferent" : "passes";
	};
	const outcome = decide();
	return {
		result: {
			rule,
			severity,
			reason
		},
		outcome,
		findings,
		reportedBy: [...new Set(repeats.map(({ by }) => by))],
		saw,
		why: outcome === "not-judged" ? why : null,
		position: policy.rules.get(rule.id)?.position
	};
}
/** Returns a proxy of an object, which reports each key that is read. */
function watch(entry, onRead) {
	return new Proxy(entry, { get(target, key, receiver) {
		onRead(key);
		return Reflect.get(target, key, receiver);
	} });
}
/**
* Runs a rule and returns what it could not read, as sentences without a final period. `whose`
* follows the name of a fact, as in "for everybody".
*/
function findUnread(rule, context, whose = "") {
	const gaps = /* @__PURE__ */ new Set();
	const options = context.policy.rules.get(rule.id)?.options;
	const readFact = (fact, name) => {
		if (!isUnknown(fact)) return fact;
		gaps.add(`the ${name} was not seen${whose}: ${unknownReasons[fact.unknown]}`);
	};
	const cannotJudge = (reason) => gaps.add(reason);
	for (const _ of rule.evaluate({
		...context,
		options,
		readFact,
		cannotJudge
	}));
	return [...gaps];
}

// src/policy/explain-account.ts
/** Explains one account: which rules look at it, which facts they read, and what they find. */
/** The facts of an account, in the order of the explanation. */
const facts = {
	member: [
		"email",
		"role",
		"active",
		"twoFactor",
		"joinedAt",
		"lastLoginAt",
		"lastLoginMethod",
		"visibility",
		"teams"
	],
	service: [
		"role",
		"createdAt",
		"createdBy",
		"keyExpiresAt",
		"teams"
	]
};
/** Returns the names of the facts of an account of this kind. */
function factsOf$1(kind) {
	return facts[kind];
}
/** Returns a fact of an account, as the roster has it. */
function factOf({ entry }, fact) {
	return entry[fact];
}
/** The rules whose findings are about the holders of privileges. */
const privilegeRules = /* @__PURE__ */ new Set([
	"repository-privilege-unexpected",
	"repository-privilege-missing",
	"repository-privilege-level",
	"direct-privilege",
	"privileged-outsider"
]);
/** Returns the accounts with this username, permanent id, e-mail address or slug. */
function findAccounts(roster, name) {
	const directory = directoryOf(roster);
	const written = {
		text: name,
		position: {
			line: 1,
			column: 1
		}
	};
	const service = directory.service(written);
	return [...directory.members(written).map((entry) => ({
		kind: "member",
		entry
	})), ...service === void 0 ? [] : [{
		kind: "service",
		entry: service
	}]];
}
/** Returns what the policy says about an account of the roster. Pure. */
function explainAccount(roster, policy, account, now) {
	const isIt = createMatcher(roster, account);
	const { rules, exceptions } = evaluate(roster, policy, now);
	const readFactsOf = createFactRecorder(roster, policy, account, now);
	return {
		account,
		named: (account.kind === "member" ? placesOfPeople(policy) : placesOfServices(policy)).filter(({ name }) => isIt(name)),
		rules: rules.filter(({ rule }) => rule.stage !== "exceptions").map((result) => toAccountRule(result, policy, account, readFactsOf)),
		exceptions: exceptions.filter(({ exception }) => namesOne(exception.subject, isIt, holderOf(account).kind))
	};
}
function createMatcher(roster, { kind, entry }) {
	const directory = directoryOf(roster);
	return kind === "member" ? (name) => directory.members(name).includes(entry) : (name) => directory.service(name) === entry;
}
function toAccountRule(result, policy, account, readFactsOf) {
	const isAbout = ({ subject }) => subject.kind === account.kind && subject.id === idOf(account);
	const read = readBy(result, account, readFactsOf);
	const saw = result.status === "not-judged" && privilegeRules.has(result.rule.id) ? [.../* @__PURE__ */ new Set([...read, "privileges"])] : read;
	return toExplainedRule(result, policy, {
		isAbout,
		saw,
		why: whyNotJudged(result, account, saw)
	});
}
function readBy({ rule, status }, { kind }, readFactsOf) {
	if (status === "off" || !looksAt(rule, kind)) return [];
	return rule.section === "oidc" ? ["providers"] : readFactsOf(rule);
}
/** Returns the permanent id; a service account has only its slug. */
function idOf({ kind, entry }) {
	return kind === "member" ? entry.id : entry.slug;
}
function whyNotJudged({ rule, status, reason }, account, saw) {
	for (const name of saw) {
		const fact = factOf(account, name);
		if (isUnknown(fact)) return unknownReasons[fact.unknown];
	}
	const mayHaveMore = privilegeRules.has(rule.id) || saw.includes("providers");
	if (status === "not-judged" && mayHaveMore) return reason;
	return status === "not-judged" && rule.evidence === "list" && saw.length > 0 ? reason : null;
}
/** Returns a function that returns the facts of the account that a rule reads. */
function createFactRecorder(roster, policy, account, now) {
	const seen = /* @__PURE__ */ new Set();
	const own = watch(account.entry, (key) => {
		const fact = factsOf$1(account.kind).find((name) => name === key);
		if (fact !== void 0) seen.add(fact);
	});
	const swap = (entry) => entry === account.entry ? own : entry;
	const holder = holderOf(account);
	const repositories = roster.repositories.map((repository) => ({
		...repository,
		privileges: repository.privileges.map((privilege) => privilege.kind === holder.kind && fold(privilege.slug) === fold(holder.slug) ? watch(privilege, () => seen.add("privileges")) : privilege)
	}));
	const { teams, ...shared } = shareContext({
		...roster,
		members: roster.members.map(swap),
		services: roster.services.map(swap),
		repositories
	}, policy, now);
	const swapAccount = (item) => item.account === own ? watch(item, () => seen.add("teams")) : item;
	const managed = teams.managed.map((team) => ({
		...team,
		members: team.members.map(swapAccount),
		services: team.services.map(swapAccount)
	}));
	const context = {
		...shared,
		teams: {
			...teams,
			managed
		}
	};
	return (rule) => {
		seen.clear();
		findUnread(rule, context);
		return [...seen];
	};
}

// src/policy/find-named.ts
/** Teams and repositories by name, and what a pattern for their slugs applies to. */
/** Returns the entries with this slug, permanent id or name. */
function findNamed(entries, name) {
	const wanted = fold(name);
	return entries.filter(({ id, slug, name: shown }) => [
		id,
		slug,
		shown
	].some((text) => fold(text) === wanted));
}
/**
* Returns what a pattern applies to, without a final period; `gaps` is what was not seen of the
* list.
*/
function describePattern(noun, slugs, gaps) {
	return `a pattern that applies to ${slugs.length === 0 ? `no ${noun}` : slugs.join(", ")}${gaps.length === 0 ? "" : ` that was seen; ${gaps.join("; ")}`}`;
}

// src/policy/access-gaps.ts
/** What no reply of the API contains, or no audit reads. */
const neverSeen = ["the workspace's default privilege: the API does not report it", "who has the secret of an entitlement token: the API does not report it"];
/** Returns what was not seen of an account's paths to all repositories. */
function gapsOfAccount(roster, account) {
	if (!requestedRepositories(roster)) return ["repositories and their privileges: not requested"];
	const { kind, entry } = account;
	const { role, teams } = entry;
	const listed = new Set(roster.teams.map(({ id }) => id));
	const unlisted = isUnknown(teams) ? [] : teams.filter(({ team }) => !listed.has(team));
	return [
		...gapsInLists(roster, ["repositories"]),
		...describeUnknown("the teams of this account", teams),
		...describeUnknown("the role of this account", role),
		...unlisted.length === 0 ? [] : [`the privileges of ${quoteNames(unlisted.map(({ team }) => team))}: no such team is listed`],
		...gapsOfRepositories(roster.repositories),
		...kind === "service" ? ["whether service accounts have a repository's default privilege: this is not documented"] : [],
		...neverSeen
	];
}
/** Returns what was not seen of the paths of everybody to one repository. */
function gapsOfRepository(roster, repository) {
	const unseenTeams = [...roster.members, ...roster.services].flatMap(({ teams }) => isUnknown(teams) ? [teams.unknown] : []);
	return [
		...gapsInLists(roster, [
			"members",
			"teams",
			"services"
		]),
		...[...new Set(unseenTeams)].map((reason) => `the teams of at least one account: ${unknownReasons[reason]}`),
		...gapsOfRepositories([repository]),
		...neverSeen
	];
}
function gapsOfRepositories(repositories) {
	return [
		...[...Map.groupBy(repositories.filter(({ coverage }) => coverage.status !== "complete"), ({ coverage }) => coverage.reason).values()].flatMap((group) => describeUnread(group) ?? []),
		...unseenOf(repositories, "default privilege", (row) => row.defaultPrivilege),
		...unseenOf(repositories, "broadcast state", (row) => row.broadcast)
	];
}
function unseenOf(repositories, what, factOf) {
	const reasonOf = (row) => {
		const fact = factOf(row);
		return isUnknown(fact) ? fact.unknown : void 0;
	};
	return [...Map.groupBy(repositories, reasonOf)].flatMap(([reason, group]) => reason === void 0 ? [] : [`the ${what} of ${quoteNames(group.map(({ slug }) => slug))}: ${unknownReasons[reason]}`]);
}
function describeUnknown(what, fact) {
	return isUnknown(fact) ? [`${what}: ${unknownReasons[fact.unknown]}`] : [];
}

// src/policy/access-lines.ts
/** What the policy says about a path by which somebody reaches a repository. */
/**
* Returns a function that returns the policy's lines about a path; empty if the policy says nothing
* about it.
*/
function createAccessLines(context) {
	const { listingsOf } = indexHolders(context);
	const entries = new Map(context.repositories.managed.map(({ repository, policy }) => [repository.id, policy]));
	const ofPrivilege = (privilege, entry) => {
		const at = (says) => [{
			name: entry.name,
			says
		}];
		if (!managesPrivileges(entry)) return at("allows any privilege");
		const listings = listingsOf(privilege, entry);
		if (isUnknown(listings)) return at(`may list it, which is unknown (${unknownReasons[listings.unknown]})`);
		if (listings.length === 0) return at("does not list it");
		return listings.map(({ name, level }) => ({
			name,
			says: `lists ${level}`
		}));
	};
	const ofLimit = (entry, limit) => limit === null ? [] : [{
		name: entry.name,
		says: `allows at most ${limit}`
	}];
	return ({ id }, path) => {
		const entry = entries.get(id);
		if (entry === void 0 || path.via === "owner") return [];
		if (path.via === "privilege") return ofPrivilege(path.access.privilege, entry);
		return ofLimit(entry, path.via === "broadcast" ? entry.visibility : entry.defaultPrivilege);
	};
}

// src/commands/explain-page.ts
/** What all pages of `explain` about a name have in common. */
function heading(text, { terminal }) {
	return terminal.colour ? styleText("bold", text, { validateStream: false }) : text;
}
const labelWidth = 24;
function row(label, text, page) {
	const columns = Math.max(24, Math.min(page.terminal.columns, 120));
	const name = escapeTerminal(label);
	const indent = " ".repeat(28);
	const width = columns - indent.length;
	if (width < 36 && label !== "") return [...wrapText(name, columns - 2).map((line) => `  ${line}`), ...wrapText(escapeTerminal(text, 8e3), columns - 4).map((line) => `    ${line}`)];
	const lines = wrapText(escapeTerminal(text, 8e3), width);
	if (wrapText(name, labelWidth).length > 1) return [`  ${name}`, ...lines.map((line) => indent + line)];
	const start = `  ${padText(name, labelWidth)}  `;
	return lines.map((line, index) => (index === 0 ? start : indent) + line);
}
/** Returns the policy's lines that name it, after the rows of its own entries, and its exceptions. */
function placesIn({ named, exceptions }, page, entries = []) {
	const { path } = page;
	return [
		heading("In the policy", page),
		...named.length + entries.length === 0 ? row("", "nowhere", page) : [],
		...entries,
		...named.flatMap(({ place, name }) => row(place, `${describePlace(name.position, path)}${termsOf(name)}`, page)),
		...exceptions.flatMap(({ exception, status, covers, why }) => row("exception", `from rule ${exception.rule} until ${exception.expires}, ${status}${why === null ? `, covers ${covers}` : ` (${why})`}; ${describePlace(exception.position, path)}`, page))
	];
}
/** Returns through which group somebody is listed, and on which days. */
function termsOf({ via, from, until, reason }) {
	return [
		...via === void 0 ? [] : [`through ${via}`],
		...from === void 0 ? [] : [`from ${from}`],
		...until === void 0 ? [] : [`until ${until}`],
		...reason === void 0 ? [] : [`reason: ${reason}`]
	].map((term) => `, ${term}`).join("");
}
/** Returns a fact in words; for a fact that was not seen, the reason. */
function describeFact(value, isTime, roster) {
	if (isUnknown(value)) return `unknown (${unknownReasons[value.unknown]})`;
	if (value === null) return "never";
	if (typeof value === "boolean") return value ? "yes" : "no";
	if (typeof value === "string") return isTime ? value.slice(0, 10) : value;
	const teams = value.map(({ team, role }) => {
		return `${roster.teams.find(({ id }) => id === team)?.slug ?? team} (${isUnknown(role) ? "role unknown" : role})`;
	});
	return teams.length === 0 ? "none" : teams.join(", ");
}

// src/commands/explain-lists.ts
/** Lists of names on the pages of `explain`. */
/** More names than these do not help a reader. */
const maxNames = 60;
/** Returns the names, escaped, and how many are left out. */
function listNames(names) {
	return `${names.slice(0, maxNames).map((name) => escapeTerminal(name, 100)).join(", ")}${describeRest(names.length)}`;
}
function describeRest(all) {
	return all <= maxNames ? "" : `, and ${count(all - maxNames, "other")}`;
}
/** Returns the names of a list; those with the same line and the same terms together. */
function describeList(names, { path }) {
	if (names === null) return "anybody";
	if (names.length === 0) return "nobody";
	return `${[...Map.groupBy(names.slice(0, maxNames), (name) => `${describePlace(name.position, path)}${termsOf(name)}`)].map(([where, group]) => `${listNames(group.map(({ text }) => text))} (${where})`).join("; ")}${describeRest(names.length)}`;
}

// src/commands/explain-access.ts
/** The paths by which accounts reach repositories, in words. */
/**
* Returns the section about the repositories that an account reaches. Repositories with the same
* paths have one row.
*/
function accessOfAccount(account, page) {
	const { roster } = page;
	const linesOf = createAccessLines(page.context);
	const reached = [...createPaths(roster)(account)].toSorted(([a], [b]) => compareIds(a.slug, b.slug)).map(([repository, paths]) => ({
		slug: repository.slug,
		text: paths.map((path) => `${inWords$1(path)}${inPolicy$2(linesOf(repository, path), page)}`).join("; ")
	}));
	const groups = [...Map.groupBy(reached, ({ text }) => text)];
	return [
		heading("Paths to repositories that were seen", page),
		...groups.length === 0 ? row("", "none that was seen", page) : [],
		...groups.flatMap(([text, group]) => {
			const slugs = group.map(({ slug }) => slug);
			return slugs.length === 1 ? row(slugs.join(), text, page) : row(count(slugs.length, "repository", "repositories"), `${text}: ${listNames(slugs)}`, page);
		}),
		...notSeen(gapsOfAccount(roster, account), page)
	];
}
/** Returns the section about everybody who reaches a repository. Accounts with one path share a row. */
function accessToRepository(repository, page) {
	const { roster } = page;
	const linesOf = createAccessLines(page.context);
	const pathsOf = createPaths({
		...roster,
		repositories: [repository]
	});
	const ways = [...roster.members.map((entry) => ({
		kind: "member",
		entry
	})), ...roster.services.map((entry) => ({
		kind: "service",
		entry
	}))].flatMap((account) => (pathsOf(account).get(repository) ?? []).flatMap((path) => path.via === "broadcast" ? [] : [{
		path,
		name: nameOf(account)
	}]));
	const textOf = (path) => `${inWords$1(path)}${inPolicy$2(linesOf(repository, path), page)}`;
	const groups = [...Map.groupBy(ways, ({ path }) => textOf(path))].toSorted(([a, [first]], [b, [second]]) => orderOf(first?.path) - orderOf(second?.path) || levelOf(second?.path) - levelOf(first?.path) || compareIds(a, b));
	const broadcast = broadcastPath(repository);
	return [
		heading("Paths to it that were seen", page),
		...groups.length === 0 ? row("", "none of an account that was seen", page) : [],
		...groups.flatMap(([text, group]) => {
			const names = group.map(({ name }) => name).toSorted(compareIds);
			return row(count(names.length, "account"), `${text}: ${listNames(names)}`, page);
		}),
		...broadcast === void 0 ? [] : row(broadcast.state === "Internal" ? "the whole workspace" : "everybody", textOf(broadcast), page),
		...notSeen(gapsOfRepository(roster, repository), page)
	];
}
function nameOf({ kind, entry }) {
	if (kind === "service") return entry.slug;
	return entry.active === false ? `${entry.username} (inactive)` : entry.username;
}
const order = [
	"privilege",
	"owner",
	"default-privilege"
];
function orderOf(path) {
	return order.indexOf(path?.via);
}
/** Returns a higher number for a higher level; an unknown one is the lowest. */
function levelOf(path) {
	if (path === void 0 || path.via === "broadcast") return -1;
	return privilegeLevels.findIndex((level) => level === path.level);
}
function inWords$1(path) {
	switch (path.via) {
		case "owner": return `${path.level} as Owner of the workspace (implicit)`;
		case "default-privilege": return `${path.level} through the repository's default privilege${path.isCertain ? "" : ", unless the role, which was not seen, is Collaborator"}`;
		case "broadcast": return `download through the repository's broadcast state ${path.state}`;
		default: return privilegeInWords(path.access);
	}
}
function privilegeInWords({ privilege: { level }, through }) {
	const what = isUnknown(level) ? `a privilege of unknown level (${unknownReasons[level.unknown]})` : level;
	if (through === null) return `${what} directly`;
	const { team, role } = through;
	return `${what} through team ${team.slug}, as ${isUnknown(role) ? "unknown role" : role.toLowerCase()}`;
}
function inPolicy$2(lines, { path }) {
	if (lines.length === 0) return "";
	return ` (${lines.map(({ name, says }) => `${describePlace(name.position, path)} ${says}${termsOf(name)}`).join("; ")})`;
}
function notSeen(gaps, page) {
	return gaps.flatMap((gap) => row("not seen", gap, page));
}

// src/commands/explain-keys.ts
/** Who can become a service account: with its key, or with a token of an OIDC provider. */
/** Returns the section about the key and the providers of a service account. */
function keysOfService(service, page) {
	const { roster } = page;
	const { createdBy, createdAt, keyExpiresAt } = service;
	const inWords = (fact, isTime) => describeFact(fact, isTime, roster);
	const key = `created by ${inWords(createdBy, false)} on ${inWords(createdAt, true)}; its key ends: ${inWords(keyExpiresAt, true)}`;
	const providers = roster.oidcProviders.filter((provider) => mayBecome(provider, service.slug));
	return [
		heading("Who can become it", page),
		...row("whoever has its key", key, page),
		...providers.flatMap((provider) => row(`OIDC provider ${ofProvider(provider).slug}`, describe$2(provider, service), page)),
		...gapsInLists(roster, ["oidc"]).flatMap((gap) => row("not seen", gap, page))
	];
}
function describe$2(provider, { slug }) {
	const { issuer, enabled, claims, services, mappings, mappingClaim } = provider;
	const state = isUnknown(enabled) ? `whether it is on is ${unseen(enabled)}; ` : enabled ? "" : "off, so nobody today; ";
	const checked = isUnknown(claims) ? unseen(claims) : claims.map(({ name, value }) => `${name} = ${value}`).join(", ") || "none";
	const claim = typeof mappingClaim === "string" ? mappingClaim : "the claim";
	const values = mappedValues(provider, slug).map((value) => `${claim} = ${value}`);
	const ways = [
		...values.length === 0 ? [] : [`${count(values.length, "dynamic mapping")}: ${listNames(values)}`],
		...isUnknown(services) ? [`its service accounts: ${unseen(services)}`] : [],
		...isUnknown(mappings) ? [`its dynamic mappings: ${unseen(mappings)}`] : []
	];
	return `${state}tokens of ${isUnknown(issuer) ? `an issuer that is ${unseen(issuer)}` : issuer}; claims: ${checked}${ways.map((way) => `; ${way}`).join("")}`;
}
function unseen({ unknown }) {
	return `unknown (${unknownReasons[unknown]})`;
}

// src/commands/explain-rules.ts
/** Returns the section with each rule that applies; `inWords` describes a fact that it looked at. */
function describeRules(rules, { page, reasons }, inWords) {
	const applied = rules.filter(({ outcome }) => outcome !== "indifferent" && outcome !== "off");
	return [heading("Rules", page), ...applied.flatMap((rule) => {
		const evidence = rule.saw.map(inWords).join(", ");
		return row(rule.result.rule.id, describeOutcome(rule, {
			page,
			reasons
		}, evidence), page);
	})];
}
/** Returns the section with what rules find about a name that the workspace does not have. */
function describeRulesOfAbsent(rules, words) {
	const { page } = words;
	return [
		heading("Rules", page),
		...rules.length === 0 ? row("", "no findings", page) : [],
		...rules.flatMap((rule) => row(rule.result.rule.id, describeOutcome(rule, words), page))
	];
}
/** Returns a rule's result in one line; `evidence` is what the rule looked at. */
function describeOutcome(rule, { page, reasons }, evidence = "") {
	const { result, outcome, findings, why, position } = rule;
	const line = position === void 0 ? "by default" : describePlace(position, page.path);
	if (outcome === "not-judged") return `${reasons(result.rule.id, why ?? "")} (${line})${evidence === "" ? "" : `; looked at: ${evidence}`}`;
	if (outcome === "repeats") return `reported by ${rule.reportedBy.join(", ")} (${line})`;
	if (findings.length === 0) return `passes (${line}): ${evidence}`;
	return describeFindings(result.rule, findings, line, page);
}
/** Returns which rules are off, and how many others do not look at this account, team or repository. */
function describeUnused(rules, page) {
	const off = rules.filter(({ outcome }) => outcome === "off").map(({ result }) => result.rule.id);
	const others = rules.filter(({ outcome }) => outcome === "indifferent").length;
	return [...off.length === 0 ? [] : row("off", off.join(", "), page), ...others === 0 ? [] : row("not applicable", count(others, "other rule"), page)];
}
/**
* Returns a function that says why a rule was not judged. A reason that several rules have is given
* once, with the first of them; `said` is what the page says before.
*/
function createReasons({ roster }, said = "") {
	const share = shareGaps(roster.coverage.lists);
	const first = /* @__PURE__ */ new Map();
	return (rule, why) => {
		const reason = share(why);
		if (why !== "" && [why, reason].some((text) => said.includes(text))) return "not judged, for the reason above";
		const same = first.get(reason);
		if (same !== void 0) return `not judged, for the same reason as ${same}`;
		first.set(reason, rule);
		return `not judged: ${reason}`;
	};
}
/** Returns a rule's findings in one line; `line` is where the policy sets the rule. */
function describeFindings(rule, findings, line, { path }) {
	return findings.map((finding) => {
		const { exception, position: at } = finding;
		const state = exception === void 0 ? finding.severity : `accepted until ${exception.expires} (${describePlace(exception.position, path)})`;
		const place = at === void 0 ? line : describePlace(at, path);
		return `${state}: ${rule.message(finding)} (${place})`;
	}).join("; ");
}

// src/commands/explain-account.ts
const factNames = {
	email: "e-mail address",
	role: "workspace role",
	active: "active",
	twoFactor: "two-factor",
	joinedAt: "joined",
	lastLoginAt: "last login",
	lastLoginMethod: "login method",
	visibility: "visibility",
	createdAt: "created",
	createdBy: "created by",
	keyExpiresAt: "key expires",
	teams: "teams",
	privileges: "own privileges",
	providers: "who can become it"
};
/** Returns the page about a person or a service account. */
function accountPage(explanation, page) {
	const { account, rules } = explanation;
	const reasons = createReasons(page);
	return [
		heading(escapeTerminal(titleOf(account)), page),
		"",
		...row("permanent id", idOf(account), page),
		...factsOf$1(account.kind).flatMap((fact) => row(factNames[fact], inWords(account, fact, page), page)),
		"",
		...accessOfAccount(account, page),
		"",
		...account.kind === "service" ? [...keysOfService(account.entry, page), ""] : [],
		...placesIn(explanation, page),
		"",
		...describeRules(rules, {
			page,
			reasons
		}, (fact) => `${factNames[fact]} ${inWords(account, fact, page)}`),
		...describeUnused(rules, page)
	];
}
function titleOf({ kind, entry }) {
	return kind === "member" ? nameOf$1(ofMember(entry)) : `service account ${nameOf$1(ofService(entry))}`;
}
function inWords(account, fact, { roster }) {
	if (fact === "privileges" || fact === "providers") return "as above";
	const value = factOf(account, fact);
	return describeFact(value, fact.endsWith("At"), roster);
}

// src/policy/explain-team.ts
/** Explains one team: who is in it, what the policy says about it, and what each rule finds. */
/** The rules whose findings are about the name of a team in the policy. */
const teamNameRules = /* @__PURE__ */ new Set(["team-missing", "review-overdue"]);
/** Returns who is in a team, as far as that was seen. */
function peopleOf(roster, { id }) {
	const members = groupByTeam(roster.members);
	const services = groupByTeam(roster.services);
	return {
		members: members.byTeam.get(id) ?? [],
		services: services.byTeam.get(id) ?? [],
		gaps: [
			...gapsInLists(roster, [
				"members",
				"teams",
				"services"
			]),
			...unseenTeams("member", members.unknown),
			...unseenTeams("service account", services.unknown)
		]
	};
}
function unseenTeams(what, accounts) {
	return [...new Set(accounts.flatMap(({ teams }) => isUnknown(teams) ? [teams.unknown] : []))].map((reason) => `the teams of at least one ${what} were not seen: ${unknownReasons[reason]}`);
}
/** Returns what the policy says about a team of the roster. Pure. */
function explainTeam(roster, policy, team, now) {
	const { rules, exceptions } = evaluate(roster, policy, now);
	const { context, readFactsOf } = createLook$1(roster, policy, team, now);
	const applied = new Set(context.policy.teams.map(({ name }) => name));
	const entries = policy.teams.filter(({ name }) => applied.has(name));
	const names = [team.id, team.slug].map(fold);
	const isOfEntry = isAboutEntries$1(entries);
	const isAbout = (finding) => isOfEntry(finding) || [finding.subject, finding.object].some((one) => one?.kind === "team" && one.id === team.id);
	return {
		entries,
		named: servicesNaming(policy, names),
		rules: rules.filter(({ rule }) => rule.stage !== "exceptions").map((result) => {
			const { saw, gaps } = result.status !== "off" && looksAt(result.rule, "team") ? readFactsOf(result.rule) : {
				saw: [],
				gaps: []
			};
			const why = saw.length === 0 ? null : listGap(result, roster) ?? gaps.join("; ");
			return toExplainedRule(result, policy, {
				isAbout,
				saw,
				why: why === "" ? null : why
			});
		}),
		exceptions: exceptions.filter(({ exception: { subject, team: within } }) => names.includes(fold(within ?? "")) || namesOne(subject, ({ text }) => names.includes(fold(text)), "team"))
	};
}
/**
* Returns what the policy says about a team that was not seen, or about a pattern; undefined if the
* policy does not contain the name.
*/
function explainAbsentTeam(roster, policy, name, now) {
	const wanted = fold(name);
	const isIt = ({ text }) => fold(text) === wanted;
	const entries = policy.teams.filter((entry) => [entry.name, ...entry.formerly].some(isIt));
	const named = servicesNaming(policy, [wanted]);
	const { rules, exceptions } = evaluate(roster, policy, now);
	const own = exceptions.filter(({ exception: { subject, team } }) => team !== null && fold(team) === wanted || entries.length > 0 && namesOne(subject, isIt, "team"));
	if (entries.length + named.length + own.length === 0) return void 0;
	const isAbout = isAboutEntries$1(entries);
	const explained = rules.map((result) => {
		const why = result.rule.id === "team-missing" ? result.reason : null;
		return toExplainedRule(result, policy, {
			isAbout,
			saw: [],
			why
		});
	});
	return {
		entries,
		named,
		status: statusOf$2(roster, policy, name, now),
		rules: explained.filter(({ outcome }) => outcome !== "indifferent" && outcome !== "off"),
		exceptions: own
	};
}
function statusOf$2(roster, policy, name, now) {
	const gaps = gapsInLists(roster, ["teams"]);
	if (!isWildcard(name)) return gaps.length === 0 ? "the workspace has no such team" : `not a team that was seen${gaps.map((gap) => `; ${gap}`).join("")}`;
	const { managed } = shareContext(roster, policy, now).teams;
	const slugs = managed.filter((one) => fold(one.policy.name.text) === fold(name)).map(({ team }) => team.slug);
	return describePattern("team", slugs, gaps);
}
/** Returns a function that says whether a finding is about a team's entry in the policy. */
function isAboutEntries$1(entries) {
	const names = new Set(entries.map(({ name }) => fold(name.text)));
	const places = new Set(entries.map(({ name }) => `teams.${name.text}`));
	return ({ rule, subject, facts }) => subject.kind === "policy" && (teamNameRules.has(rule) ? names.has(subject.id) : places.has(String(facts["place"])));
}
function servicesNaming(policy, names) {
	return (policy.services ?? []).flatMap(({ name, teams }) => (teams ?? []).filter(({ text }) => names.includes(fold(text))).map((team) => ({
		name: team,
		place: `services.${name.text}`
	})));
}
/** Returns why an incomplete list leaves a rule not judged for every team; null if none does. */
function listGap({ rule, status, reason }, roster) {
	return status === "not-judged" && gapsInLists(roster, rule.lists).length > 0 ? reason : null;
}
/** Rules about who is in a team that find its people without the index of teams. */
const alsoReads = {
	"inactive-in-team": ["people"],
	"team-without-manager": ["people", "services"]
};
function createLook$1(roster, written, team, now) {
	const seen = /* @__PURE__ */ new Set();
	const own = watch(team, (key) => seen.add(key === "visibility" || key === "description" ? key : "name"));
	const teams = roster.teams.map((one) => one === team ? own : one);
	const full = shareContext({
		...roster,
		teams
	}, written, now);
	const { managed, unlisted, renaming } = full.teams;
	const ownManaged = managed.filter((one) => one.team === own);
	const mayBeIn = ({ teams: memberships }) => isUnknown(memberships) || memberships.some((one) => one.team === team.id);
	const context = {
		...full,
		roster: {
			...full.roster,
			teams: [own],
			members: roster.members.filter(mayBeIn),
			services: roster.services.filter(mayBeIn)
		},
		policy: {
			...full.policy,
			teams: ownManaged.map((one) => watchEntry(one.policy, settings, seen))
		},
		teams: {
			...full.teams,
			managed: ownManaged.map((one) => watch({
				...one,
				policy: watchEntry(one.policy, [...settings, ...lists], seen)
			}, (key) => {
				if (key === "members") seen.add("people");
				if (key === "services") seen.add("services");
			})),
			unlisted: unlisted.filter((one) => one === own),
			renaming: renaming.filter((one) => one.team === own),
			missing: []
		}
	};
	return {
		context,
		readFactsOf: (rule) => {
			seen.clear();
			const gaps = findUnread(rule, context, " for everybody");
			return {
				saw: [.../* @__PURE__ */ new Set([...seen, ...alsoReads[rule.id] ?? []])],
				gaps
			};
		}
	};
}
const settings = [
	"visibility",
	"description",
	"synced",
	"reviewEvery"
];
const lists = [
	"managers",
	"members",
	"services"
];
/** A setting that the entry does not have makes no rule look at the team. */
function watchEntry(entry, keys, seen) {
	return watch(entry, (key) => {
		const read = keys.find((one) => one === key);
		const value = read === void 0 ? null : entry[read];
		if (value !== null && value !== false) seen.add("policy");
	});
}

// src/policy/explain-name.ts
/** Explains a name that no account has: an invited person, or a name that only the policy contains. */
/** Returns the invites to this e-mail address or username, or with this permanent id. */
function findInvites(roster, name) {
	return roster.invites.filter((invite) => [invite.id, ...namesOfInvite(invite)].some((one) => fold(one) === fold(name)));
}
/** Returns what the policy says about an invited person. Pure. */
function explainInvite(roster, policy, invite, now) {
	const names = namesOfInvite(invite);
	const [name = invite.id] = names;
	const isAbout = ({ subject }) => subject.kind === "invite" ? subject.id === invite.id : isNameOf(subject, names);
	const status = hasExpired(invite, now) ? "invited, but the invite has expired; not a member" : "invited, not yet a member";
	const isNeeded = ({ rule }) => rule.lists.includes("invites");
	return {
		name,
		invite,
		status,
		...lookUp(roster, policy, names, now, {
			isAbout,
			isNeeded
		})
	};
}
/** Returns what the policy says about a name that nobody has; undefined if it does not contain it. */
function explainAbsent(roster, policy, name, now) {
	const isAbout = ({ rule, subject }) => isNameOf(subject, [name]) && !teamNameRules.has(rule);
	const isNeeded = ({ rule }) => rulesOnNames.has(rule.id);
	const found = lookUp(roster, policy, [name], now, {
		isAbout,
		isNeeded
	});
	if (found.named.length + found.exceptions.length === 0) return void 0;
	return {
		name,
		invite: void 0,
		status: statusOf$1(roster, policy, name),
		...found
	};
}
const rulesOnNames = /* @__PURE__ */ new Set([
	"name-unknown",
	"break-glass",
	"service-missing"
]);
function isNameOf({ kind, id }, names) {
	return kind === "policy" && names.some((name) => fold(name) === id);
}
function lookUp(roster, policy, names, now, { isAbout, isNeeded }) {
	const { rules, exceptions } = evaluate(roster, policy, now);
	const isIt = ({ text }) => names.some((name) => fold(name) === fold(text));
	return {
		named: [
			...placesOfPeople(policy),
			...allowedPlaces(policy),
			...placesOfServices(policy)
		].filter(({ name }) => isIt(name)),
		rules: rules.map((result) => ({
			result,
			findings: result.findings.filter(isAbout)
		})).filter(({ result, findings }) => findings.length > 0 || result.status === "not-judged" && isNeeded(result)),
		exceptions: exceptions.filter(({ exception: { subject } }) => isIt(subject) || isIt(readSubject(subject).name))
	};
}
function statusOf$1(roster, policy, name) {
	const isIn = (places) => places.some((placed) => fold(placed.name.text) === fold(name));
	const isPerson = isIn([...placesOfPeople(policy), ...allowedPlaces(policy)]);
	const isService = isIn(placesOfServices(policy));
	const parts = [...isPerson ? [absenceOf(roster, "members", "member", name)] : [], ...isService ? [absenceOf(roster, "services", "service account", name)] : []];
	return parts.length === 0 ? "no member and no service account that was seen" : parts.join("; ");
}
function absenceOf(roster, list, what, name) {
	const coverage = listCoverage(roster.coverage, list);
	if (coverage.status !== "complete") return `not a ${what} that was seen: ${describeGap(coverage)}`;
	const written = {
		text: name,
		position: {
			line: 1,
			column: 1
		}
	};
	const hidden = list === "members" ? directoryOf(roster).mayBeHidden(written) : false;
	return isUnknown(hidden) ? `not a ${what} whose address was seen: ${unknownReasons[hidden.unknown]}` : `not a ${what} of the workspace`;
}

// src/commands/explain-name.ts
/**
* Returns the pages about a name that is not an account: each of its invites, or else its places in
* the policy; none if it is nowhere.
*/
function explainName(name, policy, page, { isAccount, isPlace, kind }) {
	const now = page.terminal.clock();
	const invites = kind === "service" ? [] : findInvites(page.roster, name);
	if (invites.length > 0) return invites.map((invite) => render(explainInvite(page.roster, policy, invite, now), policy, page));
	const absent = isAccount ? void 0 : explainAbsent(page.roster, policy, name, now);
	if (absent === void 0 || isPlace && absent.named.length === 0) return [];
	return [render(absent, policy, page)];
}
function render(explanation, { rules: settings }, page) {
	const { name, invite, status, rules } = explanation;
	const reasons = createReasons(page, status);
	const lineOf = (id) => {
		const position = settings.get(id)?.position;
		return position === void 0 ? "by default" : describePlace(position, page.path);
	};
	return [
		heading(escapeTerminal(invite === void 0 ? name : `invite of ${name}`), page),
		"",
		...row("status", status, page),
		...invite === void 0 ? [] : factsOf(invite, page),
		"",
		...placesIn(explanation, page),
		"",
		heading("Rules", page),
		...rules.length === 0 ? row("", "no findings", page) : [],
		...rules.flatMap(({ result: { rule, reason }, findings }) => row(rule.id, findings.length === 0 ? `${reasons(rule.id, reason ?? "")} (${lineOf(rule.id)})` : describeFindings(rule, findings, lineOf(rule.id), page), page))
	];
}
function factsOf(invite, page) {
	const { id, email, username, role, inviter, expiresAt, teams } = invite;
	const fact = (label, value, isTime = false) => row(label, describeFact(value, isTime, page.roster), page);
	return [
		...row("permanent id", id, page),
		...fact("e-mail address", email),
		...username === null ? row("username", "no account yet", page) : fact("username", username),
		...fact("workspace role", role),
		...fact("teams", teams),
		...fact("invited by", inviter),
		...fact("expires", expiresAt, true)
	];
}

// src/policy/explain-key.ts
/** Explains an OIDC provider or a group at the identity provider: what each rule finds about it. */
/** Returns the rules of a section for one of the things that it is about. Pure. */
function explainKey(roster, policy, { section, isAbout, names, isThere }, now) {
	const { rules, exceptions } = evaluate(roster, policy, now);
	const folded = new Set(names.map(fold));
	return {
		rules: rules.filter(({ rule, findings }) => rule.section === section || findings.some(isAbout)).map((result) => {
			const applies = isThere || result.rule.evidence === "list";
			const why = result.status === "not-judged" && applies ? result.reason : null;
			return toExplainedRule(result, policy, {
				isAbout,
				saw: applies ? ["name"] : [],
				why
			});
		}),
		exceptions: exceptions.filter(({ exception: { subject, provider } }) => [subject.text, ...section === "oidc" ? [provider ?? ""] : []].some((text) => folded.has(fold(text))))
	};
}

// src/commands/explain-mapping.ts
/**
* Returns the page about a group at the identity provider, or about the group of the mapping with
* this permanent id; undefined if neither the workspace nor the policy has it. The case of a group
* matters.
*/
function mappingPage(name, policy, page) {
	const { mappings, enabled } = page.roster.groupSync;
	const group = mappings.find(({ id }) => id === name)?.value ?? name;
	const own = mappings.filter(({ value }) => value === group);
	const entries = (policy.groupSync ?? []).filter((entry) => entry.group.text === group);
	if (own.length + entries.length === 0) return void 0;
	const ids = new Set(own.map(({ id }) => id));
	const isAbout = ({ rule, subject: { kind, id, slug } }) => kind === "mapping" ? ids.has(id) : kind === "policy" && slug === group && rule.startsWith("group-sync-");
	const key = {
		section: "group-sync",
		isAbout,
		names: [group, ...ids],
		isThere: own.length > 0
	};
	const { rules, exceptions } = explainKey(page.roster, policy, key, page.terminal.clock());
	const lines = entries.flatMap(({ group: { position }, team, role, attribute }) => {
		const of = attribute === null ? "" : ` (attribute ${attribute})`;
		const text = `${describePlace(position, page.path)} to team ${team.text} as ${role}${of}`;
		return row("group-sync", text, page);
	});
	return [
		heading(`group ${escapeTerminal(group)} at the identity provider`, page),
		"",
		...own.length === 0 ? row("status", absence(page), page) : [],
		...own.flatMap((mapping) => row("fills", describe$1(mapping, page), page)),
		...enabled === false ? row("", "group sync is off, so nobody today", page) : [],
		"",
		...placesIn({
			named: [],
			exceptions
		}, page, lines),
		"",
		...describeRules(rules, {
			page,
			reasons: createReasons(page)
		}, () => `group ${group}`),
		...describeUnused(rules, page)
	];
}
function describe$1({ team, role, attribute }, { roster }) {
	return `team ${roster.teams.find(({ id }) => id === team)?.slug ?? team} as ${isUnknown(role) ? "unknown role" : role} (attribute ${attribute})`;
}
function absence({ roster }) {
	const gaps = gapsInLists(roster, ["group-sync"]);
	return gaps.length === 0 ? "no group mapping of the workspace" : `no group mapping that was seen: ${gaps.join("; ")}`;
}

// src/commands/explain-provider.ts
/** Returns the page about an OIDC provider of the workspace. */
function providerPage(provider, policy, page) {
	const { id, issuer, enabled } = provider;
	const { slug } = ofProvider(provider);
	const entries = providerEntries(policy)(provider);
	const isAbout = ({ subject, object }) => [subject, object].some((one) => one?.kind === "provider" && one.id === id);
	const title = `OIDC provider ${escapeTerminal(nameOf$1(ofProvider(provider)))}`;
	return [
		heading(title, page),
		"",
		...row("permanent id", id, page),
		...row("slug", slug, page),
		...row("issuer", describeFact(issuer, false, page.roster), page),
		...row("on", describeFact(enabled, false, page.roster), page),
		...describeClaims(provider, page),
		...describeAccounts(provider, page),
		"",
		...rest({
			policy,
			page,
			slug,
			entries,
			names: [slug, id],
			isAbout,
			isThere: true
		})
	];
}
/** Returns the page about a provider that only the policy names, or undefined if it does not. */
function absentProviderPage(name, policy, page) {
	const entry = (policy.oidc ?? []).find((one) => fold(one.name.text) === fold(name));
	if (entry === void 0) return void 0;
	const gaps = gapsInLists(page.roster, ["oidc"]);
	const status = gaps.length === 0 ? "not an OIDC provider of the workspace" : `not an OIDC provider that was seen: ${gaps.join("; ")}`;
	return [
		heading(`OIDC provider ${escapeTerminal(name)}`, page),
		"",
		...row("status", status, page),
		"",
		...rest({
			policy,
			page,
			slug: name,
			entries: [entry],
			names: [name],
			isAbout: () => false,
			isThere: false
		})
	];
}
function rest({ policy, page, slug, entries, names, isAbout, isThere }) {
	const key = {
		section: "oidc",
		isAbout,
		names,
		isThere
	};
	const { rules, exceptions } = explainKey(page.roster, policy, key, page.terminal.clock());
	const lines = entries.flatMap((entry) => describeEntry$2(entry, page));
	return [
		...placesIn({
			named: [],
			exceptions
		}, page, lines),
		"",
		...describeRules(rules, {
			page,
			reasons: createReasons(page)
		}, () => `OIDC provider ${slug}`),
		...describeUnused(rules, page)
	];
}
function describeEntry$2(entry, page) {
	const { name, issuer, requireClaims, services } = entry;
	const allowed = services === "any" ? "any" : services === "unprivileged" ? "any that is not privileged" : describeList(services, page);
	return [
		...row(`oidc.${name.text}`, describePlace(name.position, page.path), page),
		...row("issuer", issuer ?? "not managed", page),
		...row("require-claims", requireClaims.length === 0 ? "none" : describeList(requireClaims, page), page),
		...row("services", allowed, page)
	];
}
function describeClaims({ claims }, page) {
	const text = isUnknown(claims) ? describeFact(claims, false, page.roster) : listNames(claims.map(({ name, value }) => `${name} = ${value}`)) || "none";
	return row("claims", text, page);
}
function describeAccounts(provider, page) {
	const { services, mappings, mappingClaim } = provider;
	const claim = typeof mappingClaim === "string" ? mappingClaim : "the claim";
	const own = isUnknown(services) ? describeFact(services, false, page.roster) : listNames(services) || "none";
	const mapped = isUnknown(mappings) ? describeFact(mappings, false, page.roster) : listNames(mappings.map(({ value, service }) => `${claim} = ${value}: ${service}`)) || "none";
	return [...row("service accounts", own, page), ...row("dynamic mappings", mapped, page)];
}

// src/policy/explain-repository.ts
/** Explains one repository: what the policy says about it, and what each rule finds. */
/** Returns what the policy says about a repository of the roster. Pure. */
function explainRepository(roster, policy, repository, now) {
	const { rules, exceptions } = evaluate(roster, policy, now);
	const { context, readFactsOf } = createLook(roster, policy, repository, now);
	const applied = new Set(context.repositories.managed.map((one) => one.policy.name));
	const entries = (policy.repositories ?? []).filter(({ name }) => applied.has(name));
	const names = new Set([repository.id, repository.slug].map(fold));
	const isOfEntry = isAboutEntries(entries);
	const isAbout = (finding) => isOfEntry(finding) || [finding.subject, finding.object].some((one) => one?.kind === "repository" && one.id === repository.id);
	return {
		entries,
		rules: rules.filter(({ rule }) => rule.stage !== "exceptions").map((result) => {
			const { saw, gaps } = result.status === "off" || isAboutOthers(result, policy) ? {
				saw: [],
				gaps: []
			} : readFactsOf(result.rule);
			const why = saw.length === 0 || gaps.length === 0 ? null : gaps.join("; ");
			return toExplainedRule(result, policy, {
				isAbout,
				saw,
				why
			});
		}),
		exceptions: exceptions.filter(({ exception: { subject, repository: at } }) => [subject.text, at ?? ""].some((text) => names.has(fold(text))))
	};
}
/** A custom rule about people or teams may read the privileges of every repository. */
function isAboutOthers({ rule }, { custom }) {
	return custom.some(({ id, for: subject }) => id === rule.id && subject !== "repository" && subject !== "token") || !looksAt(rule, "repository");
}
/**
* Returns what the policy says about a repository that was not seen, or about a pattern; undefined if
* the policy does not contain the name.
*/
function explainAbsentRepository(roster, policy, name, now) {
	const wanted = fold(name);
	const entries = (policy.repositories ?? []).filter((entry) => fold(entry.name.text) === wanted);
	const { rules, exceptions } = evaluate(roster, policy, now);
	const own = exceptions.filter(({ exception: { subject, repository } }) => repository !== void 0 && fold(repository) === wanted || entries.length > 0 && fold(subject.text) === wanted);
	if (entries.length + own.length === 0) return void 0;
	const isAbout = isAboutEntries(entries);
	const full = shareContext(roster, policy, now);
	const [withEntry, without] = [onlyUnseen(full, wanted), onlyUnseen(full, void 0)];
	const explained = rules.map((result) => {
		const needsIt = result.rule.section !== void 0 && result.status !== "off";
		const others = new Set(needsIt ? findUnread(result.rule, without) : []);
		const gaps = (needsIt ? findUnread(result.rule, withEntry) : []).filter((gap) => !others.has(gap));
		const why = gaps.length === 0 ? null : gaps.join("; ");
		return toExplainedRule(result, policy, {
			isAbout,
			saw: [],
			why
		});
	});
	return {
		entries,
		status: statusOf(full, name),
		rules: explained.filter(({ outcome }) => outcome !== "indifferent" && outcome !== "off"),
		exceptions: own
	};
}
/** Returns a context without repositories, and with one of the policy's entries for them, or none. */
function onlyUnseen(context, wanted) {
	const isWanted = ({ name }) => fold(name.text) === wanted;
	return {
		...context,
		roster: {
			...context.roster,
			repositories: []
		},
		policy: {
			...context.policy,
			repositories: context.policy.repositories?.filter(isWanted) ?? null
		},
		repositories: {
			managed: [],
			unlisted: [],
			unseen: context.repositories.unseen.filter(isWanted)
		}
	};
}
function statusOf({ roster, repositories }, name) {
	if (!requestedRepositories(roster)) return "repositories were not requested, so it is not known which the workspace has";
	const gaps = gapsInLists(roster, ["repositories"]);
	if (!isWildcard(name)) return `not a repository that was seen: it may be hidden from this account, renamed or deleted${gaps.map((gap) => `; ${gap}`).join("")}`;
	const slugs = repositories.managed.filter(({ policy }) => fold(policy.name.text) === fold(name)).map(({ repository: { slug } }) => slug);
	return describePattern("repository", slugs, gaps);
}
/** Returns a function that says whether a finding is about an entry in the policy. */
function isAboutEntries(entries) {
	const places = new Set(entries.map(({ name }) => `repositories.${name.text}`));
	return ({ subject, facts }) => subject.kind === "policy" && places.has(String(facts["place"]));
}
function createLook(roster, policy, repository, now) {
	const seen = /* @__PURE__ */ new Set();
	const own = watch(repository, (key) => seen.add(factOfKey(key)));
	const repositories = roster.repositories.map((one) => one === repository ? own : one);
	const full = shareContext({
		...roster,
		repositories
	}, policy, now);
	const { managed, unlisted } = full.repositories;
	const context = {
		...full,
		roster: {
			...full.roster,
			repositories: [own]
		},
		policy: {
			...full.policy,
			repositories: []
		},
		repositories: {
			managed: managed.filter((one) => one.repository === own),
			unlisted: unlisted.filter((one) => one === own),
			unseen: []
		}
	};
	return {
		context,
		readFactsOf: (rule) => {
			seen.clear();
			const gaps = findUnread(rule, context);
			return {
				saw: [...seen],
				gaps
			};
		}
	};
}
function factOfKey(key) {
	if (key === "broadcast" || key === "defaultPrivilege" || key === "tokens") return key;
	return key === "privileges" || key === "coverage" ? "privileges" : "name";
}

// src/commands/explain-tokens.ts
/** More tokens than these do not help a reader. */
const maxTokens = 60;
/** Returns the row with the tokens; none if neither the policy nor the roster has any. */
function tokenRow(repository, page) {
	if (repository.tokens === void 0 && !managesTokens(page.context.written)) return [];
	return row("entitlement tokens", describeTokens(repository), page);
}
function describeTokens({ tokens }) {
	if (tokens === void 0) return "not requested";
	const { list, coverage } = tokens;
	const isComplete = coverage.status === "complete";
	if (list.length === 0) return isComplete ? "none" : `none that was seen: ${coverage.reason ?? coverage.status}`;
	const shown = list.slice(0, maxTokens).map((token) => `${escapeTerminal(token.name, 100)} (${describeToken(token)})`);
	const rest = list.length - shown.length;
	const names = `${shown.join("; ")}${rest > 0 ? `; and ${count(rest, "other")}` : ""}`;
	return isComplete ? names : `${names}; not all were seen: ${coverage.reason ?? coverage.status}`;
}
/** Returns how many tokens a rule looked at. */
function describeTokenCount({ tokens }) {
	if (tokens === void 0) return "entitlement tokens: not requested";
	const seen = tokens.coverage.status === "complete" ? "" : " seen";
	return `${count(tokens.list.length, "entitlement token")}${seen}`;
}
/**
* Returns the row with the list of an entry, or else with the one for all repositories; none if the
* policy does not manage the repository's tokens.
*/
function tokenListRow(entry, page) {
	const list = tokensFor(page.context.written, entry);
	if (list === null) return [];
	const place = (entry?.tokens ?? null) === null ? ` (for all repositories, ${describePlace(list.position, page.path)})` : "";
	return row("tokens", `${describeAllowed(list, page)}${place}`, page);
}
function describeAllowed({ names }, page) {
	if (names === null) return "any";
	return names.length === 0 ? "none" : describeList(names, page);
}
function describeToken(token) {
	const { active, isDefault, endsAt, user, createdBy, privateBroadcasts } = token;
	const until = (end) => end === null ? "never ends" : `until ${end.slice(0, 10)}`;
	return [
		describe(active, "state", (is) => is ? [] : ["inactive"]),
		describe(isDefault, "kind", (is) => is ? ["default"] : []),
		describe(endsAt, "end", (end) => [until(end)]),
		describe(user, "user", (name) => name === null ? [] : [`of ${name}`]),
		describe(createdBy, "creator", (name) => [`created by ${name}`]),
		describe(privateBroadcasts, "broadcasts", (is) => is ? ["opens private broadcasts"] : [])
	].flat().join(", ");
}
function describe(fact, name, inWords) {
	return isUnknown(fact) ? [`${name} not seen`] : inWords(fact);
}

// src/commands/explain-repository.ts
/** Returns the page about a repository of the workspace. */
function repositoryPage(repository, policy, page) {
	const explanation = explainRepository(page.roster, policy, repository, page.terminal.clock());
	const reasons = createReasons(page);
	return [
		heading(`repository ${escapeTerminal(nameOf$1(ofRepository(repository)))}`, page),
		"",
		...row("permanent id", repository.id, page),
		...row("slug", repository.slug, page),
		...row("broadcast state", describeFact(repository.broadcast, false, page.roster), page),
		...row("default privilege", describeFact(repository.defaultPrivilege, false, page.roster), page),
		...row("privileges", describePrivileges(repository, page), page),
		...tokenRow(repository, page),
		"",
		...accessToRepository(repository, page),
		"",
		...inPolicy$1(explanation, page),
		"",
		...describeRules(explanation.rules, {
			page,
			reasons
		}, (fact) => describeRepositoryFact(fact, repository, page)),
		...describeUnused(explanation.rules, page)
	];
}
/** Returns the page about a repository that only the policy names, or undefined if it does not. */
function absentRepositoryPage(name, policy, page) {
	const explanation = explainAbsentRepository(page.roster, policy, name, page.terminal.clock());
	if (explanation === void 0) return void 0;
	const { status, rules } = explanation;
	const reasons = createReasons(page, status);
	return [
		heading(`repository ${escapeTerminal(name)}`, page),
		"",
		...row("status", status, page),
		"",
		...inPolicy$1(explanation, page),
		"",
		...describeRulesOfAbsent(rules, {
			page,
			reasons
		})
	];
}
function describePrivileges({ privileges, coverage }, page) {
	const none = coverage.status === "complete" ? "none" : "none that was seen";
	if (privileges.length === 0) return none;
	const { holderOf } = indexHolders(page.context);
	const inWords = (privilege) => {
		const { kind, slug, level } = privilege;
		const nobody = holderOf(privilege).isNobody === true ? ", nobody has this name" : "";
		return `${kind === "user" ? slug : `${kind}:${slug}`} (${describeFact(level, false, page.roster)}${nobody})`;
	};
	return listNames(privileges.map(inWords));
}
function inPolicy$1({ entries, exceptions }, page) {
	const rows = entries.length === 0 ? tokenListRow(void 0, page) : entries.flatMap((entry) => describeEntry$1(entry, page));
	return placesIn({
		named: [],
		exceptions
	}, page, rows);
}
function describeEntry$1(entry, page) {
	const { name, anyPrivilege, visibility, defaultPrivilege } = entry;
	const pattern = isWildcard(name.text) ? ", a pattern for the slugs of repositories" : "";
	const place = `${describePlace(name.position, page.path)}${pattern}${termsOf(name)}`;
	const limit = (value) => value === null ? "not managed" : `at most ${value}`;
	const lists = [
		"admins",
		"write",
		"read"
	];
	return [
		...row(`repositories.${name.text}`, place, page),
		...row("visibility", limit(visibility), page),
		...row("default-privilege", limit(defaultPrivilege), page),
		...anyPrivilege ? row("privileges", "any", page) : lists.flatMap((list) => row(list, describeList(entry[list], page), page)),
		...tokenListRow(entry, page)
	];
}
function describeRepositoryFact(fact, repository, page) {
	const { privileges, coverage } = repository;
	const seen = coverage.status === "complete" ? "" : " seen";
	return {
		name: () => `repository ${repository.slug}`,
		broadcast: () => `broadcast state ${describeFact(repository.broadcast, false, page.roster)}`,
		defaultPrivilege: () => `default privilege ${describeFact(repository.defaultPrivilege, false, page.roster)}`,
		privileges: () => `${count(privileges.length, "privilege")}${seen}`,
		tokens: () => describeTokenCount(repository)
	}[fact]();
}

// src/commands/explain-team.ts
/** Returns the page about a team of the workspace. */
function teamPage(team, policy, page) {
	const explanation = explainTeam(page.roster, policy, team, page.terminal.clock());
	const people = peopleOf(page.roster, team);
	const reasons = createReasons(page, people.gaps.join("\n"));
	return [
		heading(`team ${escapeTerminal(nameOf$1(ofTeam(team)))}`, page),
		"",
		...row("permanent id", team.id, page),
		...row("slug", team.slug, page),
		...row("visibility", describeFact(team.visibility, false, page.roster), page),
		...row("description", team.description ?? "none", page),
		...row("group sync", describeSync(team, page), page),
		...describePeople(people, page),
		"",
		...inPolicy(explanation, page),
		"",
		...describeRules(explanation.rules, {
			page,
			reasons
		}, (fact) => describeTeamFact(fact, team, {
			people,
			page
		})),
		...describeUnused(explanation.rules, page)
	];
}
/** Returns the page about a team that only the policy names, or undefined if it does not. */
function absentTeamPage(name, policy, page) {
	const explanation = explainAbsentTeam(page.roster, policy, name, page.terminal.clock());
	if (explanation === void 0) return void 0;
	const { status, rules } = explanation;
	const reasons = createReasons(page, status);
	return [
		heading(`team ${escapeTerminal(name)}`, page),
		"",
		...row("status", status, page),
		"",
		...inPolicy(explanation, page),
		"",
		...describeRulesOfAbsent(rules, {
			page,
			reasons
		})
	];
}
function describeSync(team, { roster }) {
	const { enabled, mappings } = roster.groupSync;
	if (isUnknown(enabled)) return `unknown (${unknownReasons[enabled.unknown]})`;
	if (!enabled) return "off";
	const own = mappings.filter((mapping) => mapping.team === team.id);
	if (own.length === 0) return "on for the workspace; no group of the identity provider is mapped to this team";
	return `filled by the identity provider: ${own.map(({ attribute, value, role }) => `${attribute} ${value} as ${isUnknown(role) ? "unknown role" : role}`).join(", ")}`;
}
function describePeople({ members, services, gaps }, page) {
	const withRole = (role) => members.filter((one) => one.role === role);
	const unsure = members.filter(({ role }) => isUnknown(role));
	const none = gaps.length === 0 ? "none" : "none that was seen";
	const list = (label, accounts) => row(label, accounts.length === 0 ? none : listNames(accounts.map(nameIn)), page);
	return [
		...list("managers", withRole("Manager")),
		...list("members", withRole("Member")),
		...unsure.length === 0 ? [] : list("team role unknown", unsure),
		...list("service accounts", services),
		...services.some(({ role }) => role === "Manager") ? row("", managingServices, page) : [],
		...gaps.flatMap((gap) => row("not seen", gap, page))
	];
}
/** The policy has no team roles for service accounts. */
const managingServices = "for information: no built-in rule reports a service account that is a Manager of a team";
function nameIn({ account, role }) {
	if ("username" in account) return account.username;
	return `${account.slug} (${isUnknown(role) ? "role unknown" : role})`;
}
function inPolicy(explanation, page) {
	const entries = explanation.entries.flatMap((entry) => describeEntry(entry, page));
	return placesIn(explanation, page, entries);
}
function describeEntry(entry, page) {
	const { name, managers, members, services, formerly } = entry;
	const pattern = isWildcard(name.text) ? ", a pattern for the slugs of teams" : "";
	const before = formerly.map(({ text }) => text).join(", ");
	const settings = [
		["formerly", before === "" ? null : before],
		["synced", entry.synced ? "the identity provider must fill it" : null],
		["visibility", entry.visibility],
		["description", entry.description],
		["reviewed", entry.reviewed],
		["review-every", entry.reviewEvery]
	];
	return [
		...row(`teams.${name.text}`, `${describePlace(name.position, page.path)}${pattern}${termsOf(name)}`, page),
		...row("managers", describeList(managers, page), page),
		...row("members", describeList(members, page), page),
		...row("services", describeList(services, page), page),
		...settings.flatMap(([label, value]) => value === null ? [] : row(label, value, page))
	];
}
function describeTeamFact(fact, team, { people, page }) {
	const seen = people.gaps.length === 0 ? "" : " seen";
	return {
		name: () => `team ${team.slug}`,
		visibility: () => `visibility ${describeFact(team.visibility, false, page.roster)}`,
		description: () => `description ${team.description ?? "none"}`,
		people: () => `${count(people.members.length, "member")}${seen}`,
		services: () => `${count(people.services.length, "service account")}${seen}`,
		policy: () => "the policy's entry"
	}[fact]();
}

// src/commands/explain-named.ts
/**
* Explains everything that has a name: people, service accounts, invites, teams, repositories, OIDC
* providers and groups at the identity provider.
*/
/** The words before the colon that choose what a name is. */
const kinds = [
	"rule",
	"person",
	"service",
	"team",
	"repository",
	"provider",
	"mapping"
];
/** All but rules, in the order of messages. */
const others = kinds.filter((kind) => kind !== "rule");
/**
* Returns a page for each thing of the workspace with a name, or for the policy's entries if only the
* policy contains the name. Throws `AuditError` `BAD_SETTINGS` if
* the workspace cannot be read.
*/
async function explainNamed(wanted, flags, terminal) {
	const settings = toSettings(flags, terminal);
	if (settings["api-key"] === void 0 && settings["from-c1z"] === void 0) throw cannotLookUp(wanted);
	const reading = wanted.kind === "repository" && settings.repositories === "auto" ? {
		...settings,
		repositories: "always"
	} : settings;
	const { policy, roster } = await suggestRule(wanted, async () => {
		const policy = await readPolicyFile(settings.policy);
		const { roster } = await loadRoster(toSource(reading, wantsOf(policy)), terminal, { policy });
		return {
			policy,
			roster
		};
	});
	terminal.log.end();
	requireSameWorkspace(policy, roster);
	const context = shareContext(roster, policy, terminal.clock());
	const pages = findPages(wanted, policy, {
		terminal,
		roster,
		path: policy.path,
		context
	});
	if (pages.length === 0) throw notFound(wanted, roster, settings["from-c1z"] === void 0 && settings.repositories === "auto");
	return pages;
}
function findPages({ name, kind }, policy, page) {
	const has = (one) => kind === void 0 || kind === one;
	const now = page.terminal.clock();
	const accounts = findAccounts(page.roster, name).filter((account) => has(account.kind === "member" ? "person" : "service"));
	const teams = has("team") ? findNamed(page.roster.teams, name) : [];
	const absentTeam = has("team") && teams.length === 0 ? absentTeamPage(name, policy, page) : void 0;
	const repositories = has("repository") ? findNamed(page.roster.repositories, name) : [];
	const absentRepository = has("repository") && repositories.length === 0 ? absentRepositoryPage(name, policy, page) : void 0;
	const providers = has("provider") ? findNamed(page.roster.oidcProviders, name) : [];
	const absent = [
		absentTeam,
		absentRepository,
		has("provider") && providers.length === 0 ? absentProviderPage(name, policy, page) : void 0,
		has("mapping") ? mappingPage(name, policy, page) : void 0
	].filter((one) => one !== void 0);
	const isPlace = teams.length + repositories.length + providers.length + absent.length > 0;
	return [
		...accounts.map((account) => accountPage(explainAccount(page.roster, policy, account, now), page)),
		...kind === void 0 || kind === "person" || kind === "service" ? explainName(name, policy, page, {
			isAccount: accounts.length > 0,
			isPlace,
			kind
		}) : [],
		...teams.map((team) => teamPage(team, policy, page)),
		...repositories.map((repository) => repositoryPage(repository, policy, page)),
		...providers.map((provider) => providerPage(provider, policy, page)),
		...absent
	];
}
/** Reads, and if that fails, also says which rule was probably meant. */
async function suggestRule({ name, kind, ruleIds }, read) {
	try {
		return await read();
	} catch (error) {
		const suggestion = kind === void 0 ? suggestFirst(name, ruleIds).trim() : "";
		if (!(error instanceof AuditError) || suggestion === "") throw error;
		const { code, message, problems } = error;
		const also = `No rule has the id ${JSON.stringify(name)}. ${suggestion}`;
		throw new AuditError(code, `${message} ${also}`, {
			cause: error,
			problems
		});
	}
}
function cannotLookUp({ name, kind, ruleIds }) {
	const noRule = kind === void 0 ? "there is no rule with that id, and " : "";
	const [suggestion, list] = kind === void 0 ? [suggestFirst(name, ruleIds), "Run explain without an argument for the rules, or set"] : ["", "Set"];
	return new AuditError("BAD_SETTINGS", `cannot explain ${JSON.stringify(name)}: ${noRule}no account, no team and no repository can be looked up without an API key. ${suggestion}${list} CLOUDSMITH_API_KEY or --from-c1z.`);
}
const missing = {
	person: "no member or invited person with that username, permanent id or e-mail address",
	service: "no service account with that slug",
	team: "no team with that slug, permanent id or name",
	repository: "no repository with that slug, permanent id or name",
	provider: "no OIDC provider with that slug, permanent id or name",
	mapping: "no group mapping with that group or permanent id"
};
function joinAnd(parts) {
	if (parts.length < 2) return parts.join("");
	return `${parts.slice(0, -1).join(", ")}, and ${parts.at(-1)}`;
}
/** `canAsk`: repositories are read if the name asks for them. */
function notFound({ name, kind, ruleIds }, roster, canAsk) {
	const names = {
		person: roster.members.map(({ username }) => username),
		service: roster.services.map(({ slug }) => slug),
		team: roster.teams.map(({ slug }) => slug),
		repository: roster.repositories.map(({ slug }) => slug),
		provider: roster.oidcProviders.map(({ slug }) => slug),
		mapping: roster.groupSync.mappings.map(({ value }) => value)
	};
	const looked = kind === void 0 ? others : [kind];
	const known = [...kind === void 0 ? ruleIds : [], ...looked.flatMap((one) => names[one])];
	const none = [...kind === void 0 ? ["no rule with that id"] : [], ...looked.map((one) => missing[one])];
	const gaps = [
		...gapsInLists(roster, [
			"members",
			"services",
			"invites",
			"teams"
		]),
		...gapsInLists(roster, [...looked.includes("provider") ? ["oidc"] : [], ...looked.includes("mapping") ? ["group-sync"] : []]),
		...looked.includes("repository") ? gapOfRepositories(roster) : []
	];
	const repository = looked.includes("repository") && !requestedRepositories(roster) && canAsk ? `For a repository, write ${JSON.stringify(`repository:${name}`)}. ` : "";
	const unseen = gaps.length === 0 ? "" : `, as far as was seen (${gaps.join("; ")})`;
	return new AuditError("BAD_SETTINGS", `cannot explain ${JSON.stringify(name)}: the policy does not name it, and there is ${joinAnd(none)}${unseen}. ${suggestFirst(name, known)}${repository}Run explain without an argument for the rules.`);
}
function gapOfRepositories(roster) {
	return requestedRepositories(roster) ? gapsInLists(roster, ["repositories"]) : ["repositories were not requested"];
}

// src/commands/explain.ts
/**
* Prints the explanation of a rule, or of everything in the workspace with a name; without a name, the list of all rules. Returns 0. A rule is explained without the
* workspace.
*/
async function explain(flags, args, terminal) {
	const [argument] = args;
	const policy = await readPolicyIfAny(flags, terminal);
	const rules = [...catalog, ...(policy?.custom ?? []).map(toRule)];
	if (argument === void 0) {
		list(rules, policy, terminal);
		return 0;
	}
	const { kind, name } = splitKind(argument);
	if (isBlank(name)) throw new AuditError("BAD_SETTINGS", `cannot explain ${JSON.stringify(argument)}: there is no name after the colon. Give a name, such as ${kind}:NAME.`);
	const ruleIds = rules.map(({ id }) => id);
	const rule = kind === void 0 || kind === "rule" ? rules.find(({ id }) => fold(id) === fold(name)) : void 0;
	if (rule !== void 0) {
		printRule(rule, policy, terminal);
		if (kind === void 0 && policy !== void 0) printOthers(name, policy, terminal);
		return 0;
	}
	if (kind === "rule") throw new AuditError("BAD_SETTINGS", `cannot explain ${JSON.stringify(name)}: there is no rule with that id. ${suggestFirst(name, ruleIds)}Run explain without an argument for the rules.`);
	const pages = await explainNamed({
		name,
		kind,
		ruleIds
	}, flags, terminal);
	terminal.out(pages.map((lines) => `${lines.join("\n")}\n`).join("\n"));
	return 0;
}
/** Splits `team:platform` into its kind and its name. */
function splitKind(argument) {
	const kind = kinds.find((one) => argument.startsWith(`${one}:`));
	return {
		kind,
		name: kind === void 0 ? argument : argument.slice(kind.length + 1)
	};
}
/** Says that the policy uses a rule's id as another name, too. The workspace is not read for that. */
function printOthers(name, policy, { columns, out }) {
	const isIt = ({ text }) => fold(text) === fold(name);
	const found = [
		["person", [...placesOfPeople(policy), ...allowedPlaces(policy)].map((one) => one.name)],
		["service", placesOfServices(policy).map((one) => one.name)],
		["team", policy.teams.map((one) => one.name)],
		["repository", (policy.repositories ?? []).map((one) => one.name)],
		["provider", (policy.oidc ?? []).map((one) => one.name)]
	];
	for (const [kind, names] of found) {
		const also = names.find(isIt);
		if (also === void 0) continue;
		const text = `${describePlace(also.position, policy.path)} names ${kindNames[kind]} with this name: explain ${kind}:${name}`;
		out(`\n${wrapText(escapeTerminal(text, 2e3), columns).join("\n")}\n`);
	}
}
const kindNames = {
	person: "a person",
	service: "a service account",
	team: "a team",
	repository: "a repository",
	provider: "an OIDC provider"
};
/**
* Ignores a missing or invalid default policy, because built-in rules can be explained without one.
*/
async function readPolicyIfAny(flags, terminal) {
	try {
		return await readPolicyFile(toSettings(flags, terminal).policy);
	} catch (error) {
		if (!(error instanceof AuditError) || error.code !== "BAD_POLICY") throw error;
		if (flags["policy"] !== void 0) throw error;
		return;
	}
}
/** Prints the rules with their severities: those of the policy, if there is one. */
function list(rules, policy, { colour, columns, out }) {
	const width = Math.max(...rules.map((rule) => rule.id.length));
	const indent = width + 12;
	const isNarrow = columns - indent < 24;
	const print = (id, severity, title, isBold) => {
		const start = `${bold(isNarrow ? id : id.padEnd(width), isBold && colour)}  `;
		const margin = " ".repeat(isNarrow ? 4 : indent);
		const lines = wrapText(escapeTerminal(title), columns - margin.length);
		out(`${start}${isNarrow ? `${severity}\n${margin}` : `${severity.padEnd(8)}  `}${lines.join(`\n${margin}`)}\n`);
	};
	print("Rule", "Severity", "What it reports", false);
	for (const { id, severity, title } of rules) print(id, policy?.rules.get(id)?.severity ?? severity, title, true);
	const whose = policy === void 0 ? "The severities are the defaults, because no policy was read." : `The severities are those of ${policy.path}.`;
	out(`\n${wrapText(escapeTerminal(whose), columns).join("\n")}\n`);
}
function printRule(rule, policy, { colour, columns, out }) {
	const needs = needsOf(rule) ?? "only the policy";
	out(`${[
		`${bold(rule.id, colour)}: ${escapeTerminal(rule.title)}`,
		escapeTerminal(rule.explanation, 8e3),
		`What to do: ${escapeTerminal(rule.remedy, 2e3)}`,
		rule.fixed,
		`Default severity: ${rule.severity}${rule.section === void 0 ? "" : `, and off if the policy has no ${rule.section}`}. Needs these lists complete: ${needs}.`,
		...optionsOf(rule).map(({ name, usual, description }) => `Option ${bold(name, colour)}: ${description}${usual === void 0 ? "" : `; by default ${inline(usual)}`}.`),
		...policy === void 0 ? [] : [describeSetting(rule, policy)]
	].map((text) => wrapText(text, columns).join("\n")).join("\n\n")}\n`);
}
/** Returns the rule's settings in the policy, in one sentence. */
function describeSetting({ id }, { path, rules }) {
	const { severity, options, position } = rules.get(id) ?? {};
	const place = position === void 0 ? `${path} uses the default,` : `${describePlace(position, path)} sets it to`;
	const values = Object.entries(Object(options)).map(([name, value]) => `${name} ${inline(value)}`);
	return escapeTerminal(`${place} ${[severity, ...values].join(", ")}.`, 2e3);
}
/** Returns an option's value in the policy's notation. */
function inline(value) {
	return Array.isArray(value) ? `[${value.join(", ")}]` : String(value);
}
function bold(text, colour) {
	return colour ? styleText("bold", text, { validateStream: false }) : text;
}

export { explain };