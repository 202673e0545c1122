import { n as isUnknown } from "./model.js";

// src/policy/fold.ts
/** The form in which names are compared: case never matters, nor how an accent was typed. */
/** Returns the form in which names are compared. */
function fold(text) {
	return text.normalize("NFC").toLowerCase();
}

// src/policy/names.ts
/** Every name that a policy writes, with the place it stands in; each name once. */
/** Returns the names that should be members, each with the first place it stands in. */
function namesOfPeople(policy) {
	return distinct(placesOfPeople(policy));
}
/** Returns every place at which somebody is named who should be a member. */
function placesOfPeople(policy) {
	return [...policy.roles.flatMap(({ role, members, breakGlass }) => [...members ?? [], ...breakGlass].map((name) => ({
		name,
		place: `roles.${role.toLowerCase()}`
	}))), ...policy.teams.flatMap((team) => [...team.managers, ...team.members ?? []].map((name) => ({
		name,
		place: placeOf(team.name)
	})))];
}
/** Returns the names that should be service accounts, likewise. */
function namesOfServices(policy) {
	return distinct(inTeams(policy));
}
/** Returns every place at which a service account is named. */
function placesOfServices(policy) {
	return [...(policy.services ?? []).map(({ name }) => ({
		name,
		place: "services"
	})), ...inTeams(policy)];
}
function inTeams(policy) {
	return policy.teams.flatMap((team) => team.services.map((name) => ({
		name,
		place: placeOf(team.name)
	})));
}
function placeOf(team) {
	return `teams.${team.text}`;
}
function distinct(names) {
	const seen = /* @__PURE__ */ new Map();
	for (const placed of names) {
		const key = fold(placed.name.text);
		if (!seen.has(key)) seen.set(key, placed);
	}
	return [...seen.values()];
}

// src/policy/wildcard.ts
/** Names in which `*` stands for any text, however short: no other sign means anything but itself. */
/** True for a name that stands for a family. */
function isWildcard(name) {
	return name.includes("*");
}
/** True when a text fits a pattern; case never matters. Takes time in proportion to both lengths. */
function fitsWildcard(pattern, text) {
	const parts = fold(pattern).split("*");
	const whole = fold(text);
	const [first = ""] = parts;
	if (parts.length === 1) return whole === first;
	const last = parts.at(-1) ?? "";
	if (!whole.startsWith(first) || !whole.endsWith(last)) return false;
	let at = first.length;
	const end = whole.length - last.length;
	for (const part of parts.slice(1, -1)) {
		const found = whole.indexOf(part, at);
		if (found === -1 || found + part.length > end) return false;
		at = found + part.length;
	}
	return at <= end;
}
/** Returns how many signs of a pattern stand for themselves: the more, the more it is meant. */
function specificity(pattern) {
	return pattern.replaceAll("*", "").length;
}

// src/policy/directory.ts
/** Finds the account that a written name means. */
/** Returns a directory of a roster's accounts. */
function createDirectory(roster) {
	const members = /* @__PURE__ */ new Map();
	const file = (key, member) => {
		const known = members.get(key);
		if (known === void 0) members.set(key, [member]);
		else if (!known.includes(member)) known.push(member);
	};
	let hidden;
	for (const member of roster.members) {
		file(fold(member.username), member);
		file(fold(member.id), member);
		if (isUnknown(member.email)) hidden ??= member.email;
		else file(fold(member.email), member);
	}
	const services = new Map(roster.services.map((service) => [fold(service.slug), service]));
	const find = (name) => members.get(fold(name.text)) ?? [];
	const findOne = (name) => {
		const found = find(name);
		return found.length === 1 ? found[0] : void 0;
	};
	const mayBeHidden = (name) => hidden !== void 0 && name.text.includes("@") && find(name).length === 0 ? hidden : false;
	return {
		members: find,
		member: findOne,
		service: (name) => services.get(fold(name.text)),
		mayBeHidden,
		isAllowed: ({ username, email }, patterns) => {
			if (patterns.some(({ text }) => fitsWildcard(text, username))) return true;
			const addresses = patterns.filter(({ text }) => text.includes("@"));
			if (addresses.length > 0 && isUnknown(email)) return email;
			return addresses.some(({ text }) => typeof email === "string" && fitsWildcard(text, email));
		},
		isListed: (member, names) => {
			if (names.some((name) => findOne(name) === member)) return true;
			if (!isUnknown(member.email)) return false;
			return names.some((name) => isUnknown(mayBeHidden(name))) ? member.email : false;
		}
	};
}

export { namesOfPeople as a, placesOfServices as c, specificity as i, fold as l, fitsWildcard as n, namesOfServices as o, isWildcard as r, placesOfPeople as s, createDirectory as t };