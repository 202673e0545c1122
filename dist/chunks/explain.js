import { r as escapeTerminal, s as AuditError } from "./version.js";
import { H as shareContext, J as catalog, K as toRule, P as requireSameWorkspace, U as createDirectory, V as evaluate, Y as placesOfPeople, _ as padText, _t as isUnknown, i as readTrusted, it as ofMember, q as suggest, r as readPolicyFile, rt as nameOf, v as wrapText, yt as unknownReasons } from "./wiring.js";
import { r as toSettings } from "./audit2.js";
import { styleText } from "node:util";

// src/policy/explain-person.ts
/** What a policy says of one person: which rules look at them, what each sees, and what it says. */
/** What there is to know of a member, in the order in which it is told. */
const memberFacts = [
	"email",
	"role",
	"active",
	"twoFactor",
	"joinedAt",
	"lastLoginAt",
	"lastLoginMethod",
	"visibility",
	"teams"
];
/** Returns the members that a username, a permanent id or an e-mail address means. */
function findPerson(roster, name) {
	return createDirectory(roster).members({
		text: name,
		position: {
			line: 1,
			column: 1
		}
	});
}
/** Returns what the policy says of a member of the roster. Pure. */
function explainPerson(roster, policy, member, now) {
	const directory = createDirectory(roster);
	const isThem = (name) => directory.members(name).includes(member);
	const { rules, exceptions } = evaluate(roster, policy, now);
	const look = createLookout(roster, policy, member, now);
	return {
		member,
		named: placesOfPeople(policy).filter(({ name }) => isThem(name)).map(({ name, place }) => ({
			place,
			position: name.position
		})),
		rules: rules.filter(({ rule }) => rule.stage !== "exceptions").map((result) => toPersonRule(result, policy, member, look)),
		exceptions: exceptions.filter(({ exception }) => isThem(exception.subject))
	};
}
function toPersonRule(result, policy, member, look) {
	const { rule, severity, reason, status } = result;
	const findings = result.findings.filter(({ subject }) => subject.kind === "member" && subject.id === member.id);
	const saw = status === "off" ? [] : look(rule);
	const why = whyNotJudged(result, member, saw);
	const outcome = () => {
		if (status === "off") return "off";
		if (findings.some(({ state }) => state !== "accepted")) return "found";
		if (findings.length > 0) return "accepted";
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
		saw,
		why: outcome() === "not-judged" ? why : null,
		position: policy.rules.get(rule.id)?.position
	};
}
function whyNotJudged({ rule, status, reason }, member, saw) {
	for (const name of saw) {
		const fact = member[name];
		if (isUnknown(fact)) return unknownReasons[fact.unknown];
	}
	return status === "not-judged" && rule.evidence === "list" && saw.length > 0 ? reason : null;
}
/** Returns a function that tells which facts of the member a rule looks at. */
function createLookout(roster, policy, member, now) {
	const seen = /* @__PURE__ */ new Set();
	const watched = new Proxy(member, { get(target, key, receiver) {
		const fact = memberFacts.find((name) => name === key);
		if (fact !== void 0) seen.add(fact);
		return Reflect.get(target, key, receiver);
	} });
	const members = roster.members.map((one) => one === member ? watched : one);
	const shared = shareContext({
		...roster,
		members
	}, policy, now);
	return (rule) => {
		seen.clear();
		const options = policy.rules.get(rule.id)?.options;
		const see = (fact) => isUnknown(fact) ? void 0 : fact;
		for (const _ of rule.evaluate({
			...shared,
			options,
			see,
			cannotJudge: () => {}
		}));
		return [...seen];
	};
}

// src/commands/explain-person.ts
/** Prints what is known of a person and what each rule says of them; returns 0. */
async function explainPersonTo(terminal, flags, name, ruleIds) {
	const settings = toSettings(flags, terminal);
	if (settings["api-key"] === void 0 && settings["from-c1z"] === void 0) throw new AuditError("BAD_SETTINGS", `cannot explain ${JSON.stringify(name)}: there is no such rule${suggest(name, ruleIds)}, and no API key to look for a person. Run explain without an argument for the rules, or set CLOUDSMITH_API_KEY or --from-c1z.`);
	const policy = await readPolicyFile(settings.policy);
	const organization = settings.organization ?? policy.organization;
	const { roster } = await readTrusted(settings, organization, terminal);
	terminal.log.end();
	requireSameWorkspace(policy, roster);
	const people = findPerson(roster, name);
	if (people.length === 0) throw nobody(name, roster, ruleIds);
	for (const member of people) {
		const lines = render(explainPerson(roster, policy, member, terminal.clock()), {
			terminal,
			roster,
			path: policy.path
		});
		terminal.out(`${lines.join("\n")}\n`);
	}
	return 0;
}
function nobody(name, { members }, ids) {
	const hint = suggest(name, [...ids, ...members.map(({ username }) => username)]);
	return new AuditError("BAD_SETTINGS", `cannot explain ${JSON.stringify(name)}: there is no such rule, and nobody of that username, permanent id or e-mail address${hint}. Run explain without an argument for the rules.`);
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
	teams: "teams"
};
function render(person, page) {
	const { member, named, rules, exceptions } = person;
	const { path } = page;
	const heading = (text) => page.terminal.colour ? styleText("bold", text, { validateStream: false }) : text;
	const applied = rules.filter(({ outcome }) => outcome !== "indifferent" && outcome !== "off");
	const others = rules.filter((one) => !applied.includes(one)).map(({ result }) => result.rule.id);
	return [
		heading(escapeTerminal(nameOf(ofMember(member)))),
		"",
		...row("permanent id", member.id, page),
		...memberFacts.flatMap((fact) => row(factNames[fact], tell$1(member, fact, page.roster), page)),
		"",
		heading("In the policy"),
		...named.length === 0 ? row("", "nowhere", page) : [],
		...named.flatMap(({ place, position }) => row(place, `${path}:${position.line}`, page)),
		...exceptions.flatMap(({ exception, status, covers, why }) => row("exception", `to ${exception.rule} until ${exception.expires}, ${status}${why === null ? `, covers ${covers}` : ` (${why})`}; ${path}:${exception.position.line}`, page)),
		"",
		heading("Rules"),
		...applied.flatMap((rule) => row(rule.result.rule.id, describe(rule, member, page), page)),
		...row("the others", `off, or not about this person: ${others.join(", ")}`, page)
	];
}
function describe(rule, member, { roster, path }) {
	const { result, outcome, findings, saw, why, position } = rule;
	const line = position === void 0 ? "by default" : `${path}:${position.line}`;
	const evidence = saw.map((fact) => `${factNames[fact]} ${tell$1(member, fact, roster)}`).join(", ");
	if (outcome === "not-judged") return `not judged: ${why} (${line}); looked at: ${evidence}`;
	if (findings.length === 0) return `passes (${line}): ${evidence}`;
	return findings.map((finding) => {
		const { exception, position: at } = finding;
		const state = exception === void 0 ? result.severity : `accepted until ${exception.expires} (${path}:${exception.position.line})`;
		const place = at === void 0 ? line : `${path}:${at.line}`;
		return `${state}: ${result.rule.message(finding)} (${place})`;
	}).join("; ");
}
/** Returns a fact in words; what was not seen says why. */
function tell$1(member, fact, roster) {
	const value = member[fact];
	if (isUnknown(value)) return `unknown (${unknownReasons[value.unknown]})`;
	if (value === null) return "never";
	if (typeof value === "boolean") return value ? "yes" : "no";
	if (typeof value === "string") return fact.endsWith("At") ? value.slice(0, 10) : value;
	const teams = value.map(({ team, role }) => {
		return `${roster.teams.find(({ id }) => id === team)?.slug ?? team} (${isUnknown(role) ? "role unknown" : role})`;
	});
	return teams.length === 0 ? "none" : teams.join(", ");
}
function row(label, text, { terminal: { columns } }) {
	const start = `  ${padText(escapeTerminal(label), 24)}  `;
	const width = Math.max(20, Math.min(columns, 120) - start.length);
	return wrapText(escapeTerminal(text, 2e3), width).map((line, index) => (index === 0 ? start : " ".repeat(start.length)) + line);
}

// src/commands/explain.ts
/**
* Prints what a rule is about, or what each rule says of a person, or the list of all rules; returns
* 0. A rule's id is never taken for a username.
*/
async function explain(flags, args, terminal) {
	const [id] = args;
	const builtIn = catalog.find((known) => known.id === id);
	if (builtIn !== void 0) {
		tell(builtIn, terminal);
		return 0;
	}
	const custom = await readCustomRules(flags, terminal);
	const rules = [...catalog, ...custom];
	if (id === void 0) {
		list(rules, terminal);
		return 0;
	}
	const rule = custom.find((known) => known.id === id);
	if (rule === void 0) {
		const ids = rules.map((known) => known.id);
		return explainPersonTo(terminal, flags, id, ids);
	}
	tell(rule, terminal);
	return 0;
}
/** The built-in rules can be explained without a policy, and whatever is wrong with it. */
async function readCustomRules(flags, terminal) {
	try {
		return (await readPolicyFile(toSettings(flags, terminal).policy)).custom.map(toRule);
	} catch (error) {
		if (!(error instanceof AuditError) || error.code !== "BAD_POLICY") throw error;
		if (flags["policy"] !== void 0) throw error;
		return [];
	}
}
function list(rules, { colour, out }) {
	const width = Math.max(...rules.map((rule) => rule.id.length));
	for (const { id, severity, title } of rules) out(`${bold(id.padEnd(width), colour)}  ${severity.padEnd(7)}  ${escapeTerminal(title)}\n`);
}
function tell(rule, { colour, columns, out }) {
	out(`${[
		`${bold(rule.id, colour)}: ${escapeTerminal(rule.title)}`,
		escapeTerminal(rule.explanation, 8e3),
		`What to do: ${escapeTerminal(rule.remedy, 2e3)}`,
		`Severity unless the policy says otherwise: ${rule.severity}. Needs to see whole: ${rule.lists.length === 0 ? "nothing but the policy" : rule.lists.join(", ")}.`
	].map((text) => wrapText(text, columns).join("\n")).join("\n\n")}\n`);
}
function bold(text, colour) {
	return colour ? styleText("bold", text, { validateStream: false }) : text;
}

export { explain };