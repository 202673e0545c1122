import { t as AuditError } from "./errors.js";
import { r as describeGap, t as catalog } from "./catalog.js";
import { n as shareContext, o as toRule, t as evaluate } from "./evaluate.js";
import { D as describePlace, s as readPolicyFile } from "./policy-file.js";
import { T as toJSONSchema } from "./schemas.js";
import { t as escapeTerminal } from "./escape-terminal.js";
import { n as wrapText, t as padText } from "./wrap-text.js";
import { t as toSettings } from "./settings2.js";
import { n as requireSameWorkspace } from "./audit.js";
import { r as unknownReasons, t as isUnknown } from "./fact.js";
import { n as hasExpired, r as namesOfInvite, t as directoryOf } from "./directory.js";
import { S as placesOfServices, a as ofService, h as allowedPlaces, r as ofMember, t as nameOf, x as placesOfPeople } from "./subject.js";
import { w as suggestFirst } from "./break-glass.js";
import { n as loadRoster, t as toSource } from "./source.js";
import { n as listCoverage } from "./coverage.js";
import { t as fold } from "./fold.js";
import { styleText } from "node:util";

// src/policy/rule-docs.ts
/** Renders the catalog as a page for people: docs/rules.md is generated from it. */
/** Returns the options of a rule, without its severity. */
function optionsOf({ options }) {
	const { properties = {} } = toJSONSchema(options, { io: "input" });
	return Object.entries(properties).map(([name, { description = "", default: usual }]) => ({
		name,
		usual,
		description
	}));
}

// src/policy/explain-account.ts
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
		exceptions: exceptions.filter(({ exception }) => isIt(exception.subject))
	};
}
function createMatcher(roster, { kind, entry }) {
	const directory = directoryOf(roster);
	return kind === "member" ? (name) => directory.members(name).includes(entry) : (name) => directory.service(name) === entry;
}
function toAccountRule(result, policy, account, readFactsOf) {
	const { rule, severity, reason, status } = result;
	const isAbout = ({ subject }) => subject.kind === account.kind && subject.id === idOf(account);
	const findings = result.findings.filter(isAbout);
	const repeats = (result.repeats ?? []).filter(({ finding }) => isAbout(finding));
	const saw = status === "off" ? [] : readFactsOf(rule);
	const why = whyNotJudged(result, account, saw);
	const outcome = () => {
		if (status === "off") return "off";
		if (findings.some(({ state }) => state !== "accepted")) return "found";
		if (findings.length > 0) return "accepted";
		if (repeats.length > 0) return "repeats";
		if (why !== null) return "not-judged";
		return saw.length === 0 ? "indifferent" : "passes";
	};
	return {
		result: {
			rule,
			severity,
			reason
		},
		outcome: outcome(),
		findings,
		reportedBy: [...new Set(repeats.map(({ by }) => by))],
		saw,
		why: outcome() === "not-judged" ? why : null,
		position: policy.rules.get(rule.id)?.position
	};
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
	const { teams, ...shared } = shareContext({
		...roster,
		members: roster.members.map(swap),
		services: roster.services.map(swap)
	}, policy, now);
	const swapAccount = (item) => item.account === own ? watch(item, () => seen.add("teams")) : item;
	const managed = teams.managed.map((team) => ({
		...team,
		members: team.members.map(swapAccount),
		services: team.services.map(swapAccount)
	}));
	return (rule) => {
		seen.clear();
		const options = policy.rules.get(rule.id)?.options;
		const readFact = (fact) => isUnknown(fact) ? void 0 : fact;
		const context = {
			...shared,
			teams: {
				...teams,
				managed
			},
			options,
			readFact
		};
		for (const _ of rule.evaluate({
			...context,
			cannotJudge: () => {}
		}));
		return [...seen];
	};
}
/** Returns a proxy of the entry, which reports each key that is read. */
function watch(entry, onRead) {
	return new Proxy(entry, { get(target, key, receiver) {
		onRead(key);
		return Reflect.get(target, key, receiver);
	} });
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
	const isAbout = ({ subject }) => isNameOf(subject, [name]);
	const isNeeded = ({ rule }) => rulesOnNames.has(rule.id);
	const found = lookUp(roster, policy, [name], now, {
		isAbout,
		isNeeded
	});
	if (found.named.length + found.exceptions.length === 0) return void 0;
	return {
		name,
		invite: void 0,
		status: statusOf(roster, policy, name),
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
		exceptions: exceptions.filter(({ exception }) => isIt(exception.subject))
	};
}
function statusOf(roster, policy, name) {
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

// src/commands/explain-page.ts
/** What the pages of `explain` about an account and about a name have in common. */
function heading(text, { terminal }) {
	return terminal.colour ? styleText("bold", text, { validateStream: false }) : text;
}
function row(label, text, page) {
	const start = `  ${padText(escapeTerminal(label), 24)}  `;
	const width = Math.max(20, Math.min(page.terminal.columns, 120) - start.length);
	return wrapText(escapeTerminal(text, 2e3), width).map((line, index) => (index === 0 ? start : " ".repeat(start.length)) + line);
}
/** Returns the lines that name the account, and its exceptions. */
function placesIn({ named, exceptions }, page) {
	const { path } = page;
	return [
		heading("In the policy", page),
		...named.length === 0 ? row("", "nowhere", page) : [],
		...named.flatMap(({ place, name }) => row(place, `${describePlace(name.position, path)}${termsOf(name)}`, page)),
		...exceptions.flatMap(({ exception, status, covers, why }) => row("exception", `to ${exception.rule} until ${exception.expires}, ${status}${why === null ? `, covers ${covers}` : ` (${why})`}; ${describePlace(exception.position, path)}`, page))
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
/** Returns a rule's findings in one line; `line` is where the policy sets the rule. */
function describeFindings(rule, findings, line, { path }) {
	return findings.map((finding) => {
		const { exception, position: at } = finding;
		const state = exception === void 0 ? finding.severity : `accepted until ${exception.expires} (${describePlace(exception.position, path)})`;
		const place = at === void 0 ? line : describePlace(at, path);
		return `${state}: ${rule.message(finding)} (${place})`;
	}).join("; ");
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

// src/commands/explain-name.ts
/**
* Returns the pages about a name that is not an account: each of its invites, or else its places in
* the policy; none if it is nowhere. `isAccount`: an account has the name as well.
*/
function explainName(name, policy, page, isAccount) {
	const now = page.terminal.clock();
	const invites = findInvites(page.roster, name);
	if (invites.length > 0) return invites.map((invite) => render$1(explainInvite(page.roster, policy, invite, now), policy, page));
	const absent = isAccount ? void 0 : explainAbsent(page.roster, policy, name, now);
	return absent === void 0 ? [] : [render$1(absent, policy, page)];
}
function render$1(explanation, { rules: settings }, page) {
	const { name, invite, status, rules } = explanation;
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
		...rules.flatMap(({ result: { rule, reason }, findings }) => row(rule.id, findings.length === 0 ? `not judged: ${reason} (${lineOf(rule.id)})` : describeFindings(rule, findings, lineOf(rule.id), page), page))
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

// src/commands/explain-account.ts
/**
* Prints the facts of an account and each rule's result for it, or what is known of an invite or of
* a name that only the policy contains; returns 0.
*/
async function explainAccountTo(terminal, flags, name, ruleIds) {
	const settings = toSettings(flags, terminal);
	if (settings["api-key"] === void 0 && settings["from-c1z"] === void 0) throw new AuditError("BAD_SETTINGS", `cannot explain ${JSON.stringify(name)}: there is no rule with that id, and no account can be looked up without an API key. ${suggestFirst(name, ruleIds)}Run explain without an argument for the rules, or set CLOUDSMITH_API_KEY or --from-c1z.`);
	const policy = await readPolicyFile(settings.policy);
	const { roster } = await loadRoster(toSource(settings, policy), terminal, { policy });
	terminal.log.end();
	requireSameWorkspace(policy, roster);
	const accounts = findAccounts(roster, name);
	const page = {
		terminal,
		roster,
		path: policy.path
	};
	const pages = [...accounts.map((account) => render(explainAccount(roster, policy, account, terminal.clock()), page)), ...explainName(name, policy, page, accounts.length > 0)];
	if (pages.length === 0) throw notFound(name, roster, ruleIds);
	for (const lines of pages) terminal.out(`${lines.join("\n")}\n`);
	return 0;
}
function notFound(name, roster, ids) {
	const usernames = roster.members.map(({ username }) => username);
	const slugs = roster.services.map(({ slug }) => slug);
	const hint = suggestFirst(name, [
		...ids,
		...usernames,
		...slugs
	]);
	return new AuditError("BAD_SETTINGS", `cannot explain ${JSON.stringify(name)}: the policy does not name it, and there is no rule with that id, no member or invited person with that username, permanent id or e-mail address, and no service account with that slug. ${hint}Run explain without an argument for the rules.`);
}
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
	teams: "teams"
};
function render(explanation, page) {
	const { account, rules } = explanation;
	const applied = rules.filter(({ outcome }) => outcome !== "indifferent" && outcome !== "off");
	const others = rules.filter((one) => !applied.includes(one)).map(({ result }) => result.rule.id);
	return [
		heading(escapeTerminal(titleOf(account)), page),
		"",
		...row("permanent id", idOf(account), page),
		...factsOf$1(account.kind).flatMap((fact) => row(factNames[fact], inWords(account, fact, page), page)),
		"",
		...placesIn(explanation, page),
		"",
		heading("Rules", page),
		...applied.flatMap((rule) => row(rule.result.rule.id, describe(rule, account, page), page)),
		...row("the others", `off, or not applicable to this account: ${others.join(", ")}`, page)
	];
}
function titleOf({ kind, entry }) {
	return kind === "member" ? nameOf(ofMember(entry)) : `service account ${nameOf(ofService(entry))}`;
}
function inWords(account, fact, { roster }) {
	const value = factOf(account, fact);
	return describeFact(value, fact.endsWith("At"), roster);
}
function describe(rule, account, page) {
	const { result, outcome, findings, saw, why, position } = rule;
	const line = position === void 0 ? "by default" : describePlace(position, page.path);
	const evidence = saw.map((fact) => `${factNames[fact]} ${inWords(account, fact, page)}`).join(", ");
	if (outcome === "not-judged") return `not judged: ${why} (${line}); looked at: ${evidence}`;
	if (outcome === "repeats") return `reported by ${rule.reportedBy.join(", ")} (${line})`;
	if (findings.length === 0) return `passes (${line}): ${evidence}`;
	return describeFindings(result.rule, findings, line, page);
}

// src/commands/explain.ts
/**
* Prints the explanation of a rule, each rule's result for an account, or the list of all rules;
* returns 0. A rule's id takes precedence over a username.
*/
async function explain(flags, args, terminal) {
	const [id] = args;
	const policy = await readPolicyIfAny(flags, terminal);
	const rules = [...catalog, ...(policy?.custom ?? []).map(toRule)];
	if (id === void 0) {
		list(rules, terminal);
		return 0;
	}
	const rule = rules.find((known) => known.id === id);
	if (rule === void 0) {
		const ids = rules.map((known) => known.id);
		return explainAccountTo(terminal, flags, id, ids);
	}
	printRule(rule, policy, terminal);
	return 0;
}
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
function list(rules, { colour, columns, out }) {
	const width = Math.max(...rules.map((rule) => rule.id.length));
	const indent = width + 11;
	for (const { id, severity, title } of rules) {
		const lines = wrapText(escapeTerminal(title), Math.max(20, columns - indent));
		out(`${`${bold(id.padEnd(width), colour)}  ${severity.padEnd(7)}  `}${lines.join(`\n${" ".repeat(indent)}`)}\n`);
	}
}
function printRule(rule, policy, { colour, columns, out }) {
	const needs = rule.lists.length === 0 ? "only the policy" : rule.lists.join(", ");
	out(`${[
		`${bold(rule.id, colour)}: ${escapeTerminal(rule.title)}`,
		escapeTerminal(rule.explanation, 8e3),
		`What to do: ${escapeTerminal(rule.remedy, 2e3)}`,
		rule.fixed,
		`Default severity: ${rule.severity}. Needs these lists complete: ${needs}.`,
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