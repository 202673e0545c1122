import { t as AuditError } from "./errors.js";
import { t as writeWholeFile } from "./whole-file.js";
import { n as isSlug } from "./slug.js";
import { t as compareIds } from "./model.js";
import { t as isUnknown } from "./fact.js";
import { t as directoryOf } from "./directory.js";
import { i as quoteYaml, n as selectFindings, r as toEntries, t as acceptInto } from "./accept.js";
import { t as fold } from "./fold.js";
import { d as roleNames, f as toRole } from "./catalog.js";
import { p as addDays, u as isWildcard, y as toDay } from "./subject.js";
import { t as evaluate } from "./evaluate.js";
import { r as parsePolicy, t as formatProblems } from "./parse.js";
import { t as count } from "./count.js";
import { n as wrapText } from "./wrap-text.js";
import { t as coverageStatus } from "./coverage.js";
import { n as loadRoster, t as toSource } from "./source.js";
import { t as toSettings } from "./settings2.js";
import { existsSync } from "node:fs";

// src/policy/draft/draft.ts
/** Drafts a policy that allows a workspace as it is today; its owner then reduces it. */
/** Roles that few people have, each by somebody's decision. */
const listedRoles = roleNames.filter((role) => role !== "member");
/** Returns the text of the policy; it does not contain roles and memberships that were not seen. */
function draftPolicy(roster) {
	const directory = directoryOf(roster);
	return `${[
		"# Who may have which role and team in this workspace, drafted from its state today.",
		"# Read it line by line: change the workspace where something is wrong, and do not accept it here.",
		"version: 1",
		`organization: ${scalar(roster.workspace.slug)}`,
		...section("roles", draftRoles(roster, directory), ["# A role that is left out is not managed; members get their access through teams."]),
		...section("teams", draftTeams(roster, directory), ["# A listed team is managed completely. Managers are members as well."]),
		"unlisted-teams: warning",
		...section("services", draftServices(roster), ["# Service accounts, by slug."])
	].join("\n")}\n`;
}
function section(name, lines, comment) {
	return [
		"",
		...comment,
		lines.length === 0 ? `${name}: {}` : `${name}:`,
		...lines
	];
}
function draftRoles({ members }, directory) {
	return listedRoles.flatMap((name) => {
		const holders = members.filter(({ role }) => role === toRole(name));
		if (holders.length === 0) return [];
		const bounds = name === "owner" ? ownerBounds(holders) : [];
		return [
			`  ${name}:`,
			...list("members", holders.map((holder) => nameOf(holder, directory))),
			...bounds
		];
	});
}
/** With two Owners or more, one is too few; one more than today needs somebody's decision. */
function ownerBounds(owners) {
	const active = owners.filter(({ active: isActive }) => isActive === true).length;
	const unsure = owners.filter(({ active: isActive }) => isUnknown(isActive)).length;
	return [`    min: ${Math.min(2, active)}`, `    max: ${active + unsure}`];
}
function draftTeams(roster, directory) {
	const slugs = Map.groupBy(roster.teams, ({ slug }) => fold(slug));
	const ids = new Set(roster.teams.map(({ id }) => fold(id)));
	return roster.teams.flatMap((team) => {
		const { id, slug } = team;
		const plain = slug.trim() === slug && !isWildcard(slug) && slugs.get(fold(slug))?.length === 1 && !ids.has(fold(slug));
		const inTeam = (role) => roster.members.filter(({ teams }) => hasTeamRole(teams, id, role)).map((member) => nameOf(member, directory));
		const services = roster.services.filter(({ teams }) => hasTeamRole(teams, id, "Manager") || hasTeamRole(teams, id, "Member")).map((service) => service.slug);
		const lines = [
			...list("managers", inTeam("Manager")),
			...list("members", inTeam("Member")),
			...list("services", services)
		];
		const name = scalar(plain ? slug : id);
		return lines.length === 0 ? [`  ${name}: {}`] : [`  ${name}:`, ...lines];
	});
}
function hasTeamRole(teams, id, role) {
	return !isUnknown(teams) && teams.some((place) => place.team === id && place.role === role);
}
function draftServices({ services }) {
	return services.map(({ slug, role }) => {
		const entry = isUnknown(role) ? "{}" : `{ role: ${role.toLowerCase()} }`;
		return `  ${scalar(slug)}: ${entry}`;
	});
}
function list(name, names) {
	if (names.length === 0) return [];
	return [`    ${name}:`, ...names.toSorted(compareIds).map((entry) => `      - ${scalar(entry)}`)];
}
/**
* Returns the username if it refers to this account only and the file can contain it; otherwise the
* permanent id.
*/
function nameOf({ username, id }, directory) {
	return directory.member({
		text: username,
		position: {
			line: 1,
			column: 1
		}
	})?.id === id && username.trim() === username ? username : id;
}
/** Quotes text that YAML would read as something else. */
function scalar(text) {
	return /^[A-Za-z][A-Za-z0-9_-]{2,}$/u.test(text) && !/^(?:true|null|yes|off|false)$/iu.test(text) ? text : quoteYaml(text);
}

// src/policy/draft/first-policy.ts
/** How long today's findings may stay until somebody has looked at them. */
const graceDays = 30;
const everything = {
	rule: void 0,
	subject: void 0
};
/**
* Returns a policy with only one kind of open finding for this roster: its exceptions do not have a
* reason. Verifies this, and throws `AuditError` `BAD_POLICY` if no name distinguishes two
* accounts.
*/
function writeFirstPolicy(roster, path, now) {
	const { slug } = roster.workspace;
	if (!isSlug(slug)) throw new AuditError("BAD_POLICY", `cannot draft ${path}: ${JSON.stringify(slug)} is not a workspace's slug, so no policy can name it. Read the workspace itself instead of that artifact.`);
	const blank = roster.services.find((service) => service.slug.trim() === "");
	if (blank !== void 0) throw new AuditError("BAD_POLICY", `cannot draft ${path}: no name distinguishes ${JSON.stringify(blank.slug)} (a service account) from an empty name. Read the workspace itself instead of that artifact.`);
	const draft = draftPolicy(roster);
	const expires = addDays(now, graceDays);
	const found = selectFindings(evaluate(roster, parse(draft, path), now).findings, everything, roster);
	if (found.length === 0) return {
		text: draft,
		exceptions: 0,
		expires
	};
	const entries = toEntries(found, {
		reason: "TODO",
		created: toDay(now),
		expires
	}, roster);
	const { text, policy } = acceptInto(draft, path, entries);
	const [open] = selectFindings(evaluate(roster, policy, now).findings, everything, roster);
	if (open === void 0) return {
		text,
		exceptions: entries.length,
		expires
	};
	throw new AuditError("BAD_POLICY", `cannot draft ${path}: no name distinguishes "${open.subject.slug}" (${open.rule}) from another account. Rename one of them.`);
}
function parse(text, path) {
	const parsed = parsePolicy(text, path);
	if ("policy" in parsed) return parsed.policy;
	throw new Error(`bug: the draft is not valid: ${formatProblems(path, parsed.problems)}`);
}

// src/commands/init.ts
/** Drafts a policy from the workspace, and checks that no finding is open with it; returns 0. */
async function init({ force, ...flags }, _, terminal) {
	const settings = toSettings(flags, terminal);
	const path = settings.policy;
	if (existsSync(path) && force !== true) throw new AuditError("BAD_SETTINGS", `cannot draft ${path}: it already exists. Name another file with --policy, or replace it with --force.`);
	const { roster } = await loadRoster(toSource(settings), terminal);
	terminal.log.end();
	if (coverageStatus(roster.coverage) !== "complete") {
		const gap = roster.coverage.lists.find(({ reason }) => reason !== null);
		throw new AuditError("CLOUDSMITH_REFUSED", `cannot draft ${path}: the workspace was not read completely, so the draft would omit somebody (${gap?.name}: ${gap?.reason}). Use the key of an Owner or a Manager.`);
	}
	const first = writeFirstPolicy(roster, path, terminal.clock());
	await writeWholeFile(path, first.text);
	terminal.out(wrapText(describe(path, roster, first), terminal.columns).join("\n") + "\n");
	return 0;
}
function describe(path, roster, { exceptions, expires }) {
	const drafted = `${path}: ${count(roster.teams.length, "team")}, ${count(roster.services.length, "service account")}, and ${count(exceptions, "exception")} for the current drift.`;
	const proved = "Compared with the workspace, it leaves no open findings";
	return exceptions === 0 ? `${drafted} ${proved}.` : `${drafted} ${proved} until ${expires}. Before that day ends, resolve the findings that each exception covers, or replace TODO with the reason for accepting them.`;
}

export { init };