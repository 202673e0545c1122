import { t as isUnknown } from "./fact.js";
import { t as fold } from "./fold.js";
import { t as memoize } from "./memoize.js";
import { p as fitsOneOf } from "./group-by-team.js";

// src/policy/directory.ts
/** Returns the directory of a roster's accounts. A roster never changes, so it is built only once. */
const directoryOf = memoize(/* @__PURE__ */ new WeakMap(), createDirectory);
/** Returns whether an invite is known to be over, so that nobody can accept it. */
function hasExpired({ expiresAt }, now) {
	return !isUnknown(expiresAt) && new Date(expiresAt) <= now;
}
/** Returns the address and the username of the invited person, as far as they were seen. */
function namesOfInvite({ email, username }) {
	return [email, username].filter((name) => typeof name === "string");
}
function createDirectory(roster) {
	const members = /* @__PURE__ */ new Map();
	const file = (key, member) => {
		const filed = members.get(key);
		if (filed === void 0) members.set(key, member);
		else if (!Array.isArray(filed)) {
			if (filed !== member) members.set(key, [filed, member]);
		} else if (!filed.includes(member)) filed.push(member);
	};
	let hidden;
	for (const member of roster.members) {
		file(fold(member.username), member);
		file(fold(member.id), member);
		if (isUnknown(member.email)) hidden ??= member.email;
		else file(fold(member.email), member);
	}
	const services = new Map(roster.services.map((service) => [fold(service.slug), service]));
	const invites = /* @__PURE__ */ new Map();
	for (const invite of roster.invites) for (const name of namesOfInvite(invite)) {
		const filed = invites.get(fold(name));
		if (filed === void 0) invites.set(fold(name), [invite]);
		else filed.push(invite);
	}
	const find = (name) => {
		const filed = members.get(fold(name.text)) ?? [];
		return Array.isArray(filed) ? filed : [filed];
	};
	const findOne = (name) => {
		const found = find(name);
		return found.length === 1 ? found[0] : void 0;
	};
	const mayBeHidden = (name) => hidden !== void 0 && name.text.includes("@") && find(name).length === 0 ? hidden : false;
	return {
		members: find,
		member: findOne,
		service: (name) => services.get(fold(name.text)),
		invite: (name, now) => invites.get(fold(name.text))?.find((invite) => !hasExpired(invite, now)),
		mayBeHidden,
		allowed: (patterns) => {
			const texts = patterns.map(({ text }) => text);
			const fitsUsername = fitsOneOf(texts);
			const addresses = texts.filter((text) => text.includes("@"));
			const fitsAddress = fitsOneOf(addresses);
			return ({ username, email }) => {
				if (fitsUsername(username)) return true;
				if (isUnknown(email)) return addresses.length > 0 ? email : false;
				return fitsAddress(email);
			};
		},
		listed: (names) => {
			const found = new Set(names.map(findOne));
			const someHidden = names.some((name) => isUnknown(mayBeHidden(name)));
			return (member) => {
				if (found.has(member)) return true;
				return someHidden && isUnknown(member.email) ? member.email : false;
			};
		}
	};
}

export { hasExpired as n, namesOfInvite as r, directoryOf as t };