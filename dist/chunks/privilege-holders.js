import { n as listCoverage } from "./coverage.js";
import { n as unknown, t as isUnknown } from "./fact.js";
import { t as fold } from "./fold.js";
import { r as holderKey } from "./repository.js";
import { a as ofPolicyText, c as ofService, i as ofMember, l as ofTeam } from "./subject.js";
import { S as targetsOf } from "./group-by-team.js";

// src/policy/privilege-holders.ts
/** Finds out who has a privilege, and where a repository's entry lists them. */
/** The list of the accounts or teams that a privilege of each kind can belong to. */
const listOfHolder = {
	user: "members",
	team: "teams",
	service: "services"
};
/** Returns an index of everybody who can have a privilege. */
function indexHolders({ roster, teams, directory }) {
	const members = new Map(roster.members.map((member) => [fold(member.username), member]));
	const services = new Map(roster.services.map((service) => [fold(service.slug), service]));
	const bySlug = new Map(roster.teams.map((team) => [fold(team.slug), team]));
	const nobody = (kind) => listCoverage(roster.coverage, listOfHolder[kind]).status === "complete" || unknown("not-listed");
	const holderOf = ({ kind, slug }) => {
		const key = fold(slug);
		const [member, team, service] = [
			members.get(key),
			bySlug.get(key),
			services.get(key)
		];
		if (kind === "user" && member !== void 0) return {
			subject: ofMember(member),
			member,
			isNobody: false
		};
		if (kind === "team" && team !== void 0) return {
			subject: ofTeam(team),
			team,
			isNobody: false
		};
		if (kind === "service" && service !== void 0) return {
			subject: ofService(service),
			isNobody: false
		};
		return {
			subject: ofPolicyText(slug),
			isNobody: nobody(kind)
		};
	};
	const resolved = /* @__PURE__ */ new Map();
	const resolve = (entry) => {
		const known = resolved.get(entry) ?? resolveEntry(entry, {
			directory,
			teams
		});
		resolved.set(entry, known);
		return known;
	};
	const listingsOf = (privilege, entry) => {
		const { member, team, isNobody } = holderOf(privilege);
		if (isNobody === true) return [];
		const { listings, isListed, open } = resolve(entry);
		const named = listings.get(member ?? team ?? holderKey(privilege));
		if (named !== void 0) return named;
		if (member !== void 0) {
			const fact = isListed(member);
			return typeof fact === "boolean" ? [] : fact;
		}
		return isNobody !== false && open.has(privilege.kind) ? unknown("not-listed") : [];
	};
	const mayBeListed = (privilege, entry) => {
		const listings = listingsOf(privilege, entry);
		return isUnknown(listings) || listings.length > 0;
	};
	return {
		holderOf,
		listingsOf,
		mayBeListed
	};
}
function resolveEntry(entry, { directory, teams }) {
	const listings = /* @__PURE__ */ new Map();
	const open = /* @__PURE__ */ new Set();
	const targets = targetsOf(entry);
	for (const target of targets) {
		const { kind, name } = target;
		const member = kind === "user" ? directory.member(name) : void 0;
		const team = kind === "team" ? teams.byName(name.text) : void 0;
		for (const key of [member ?? team, holderKey({
			kind,
			slug: name.text
		})]) {
			if (key === void 0) continue;
			const known = listings.get(key);
			if (known === void 0) listings.set(key, [target]);
			else known.push(target);
		}
		if (kind === "user" ? directory.members(name).length === 0 : kind === "team" && team === void 0) open.add(kind);
	}
	const people = targets.filter(({ kind }) => kind === "user").map(({ name }) => name);
	return {
		listings,
		isListed: directory.listed(people),
		open
	};
}
/** Returns the beginning of a sentence about somebody with a privilege, such as `team docs`. */
function nameKind(kind) {
	if (kind === "team") return "team ";
	return kind === "service" ? "service account " : "";
}

export { listOfHolder as n, nameKind as r, indexHolders as t };