import { t as isUnknown } from "./fact.js";
import { t as fold } from "./fold.js";

// src/policy/wildcard.ts
/**
* Names in which `*` matches any text, also an empty one. All other characters match themselves.
*/
/** Returns whether a name is a pattern. */
function isWildcard(name) {
	return name.includes("*");
}
/**
* Returns whether a text matches a pattern; case does not matter. Its time is at most proportional
* to the product of both lengths.
*/
function fitsWildcard(pattern, text) {
	return fits(toParts(pattern), fold(text));
}
/**
* Returns a function that says whether a text matches one of the patterns. It is optimized for many
* calls: it looks up the end of a pattern, or otherwise its beginning, instead of comparing every
* pattern.
*/
function fitsOneOf(patterns) {
	const groups = [...Map.groupBy(patterns.map(toParts), (parts) => lengthOf(keyOf(parts)))].map(([length, same]) => [length, Map.groupBy(same, (parts) => keyOf(parts).text)]);
	return (text) => {
		const folded = fold(text);
		return groups.some(([length, byText]) => {
			const key = length < 0 ? folded.slice(length) : folded.slice(0, length);
			return byText.get(key)?.some((parts) => fits(parts, folded)) ?? false;
		});
	};
}
function keyOf(parts) {
	const [first = ""] = parts;
	const last = parts.at(-1) ?? "";
	return last === "" ? {
		text: first,
		atEnd: false
	} : {
		text: last,
		atEnd: true
	};
}
/** Returns the key's length; negative if it is counted from the end of the text. */
function lengthOf({ text, atEnd }) {
	return atEnd ? -text.length : text.length;
}
function toParts(pattern) {
	return fold(pattern).split("*");
}
function fits(parts, folded) {
	const [first = ""] = parts;
	if (parts.length === 1) return folded === first;
	const last = parts.at(-1) ?? "";
	if (!folded.startsWith(first) || !folded.endsWith(last)) return false;
	let at = first.length;
	const end = folded.length - last.length;
	for (const part of parts.slice(1, -1)) {
		const found = folded.indexOf(part, at);
		if (found === -1 || found + part.length > end) return false;
		at = found + part.length;
	}
	return at <= end;
}
/** Returns how many characters of a pattern are literal: more of them make it more specific. */
function specificity(pattern) {
	return pattern.replaceAll("*", "").length;
}

// src/policy/directory.ts
/** A roster never changes, so its directory is built only once. */
const cache = /* @__PURE__ */ new WeakMap();
/** Returns the directory of a roster's accounts. */
function directoryOf(roster) {
	const directory = cache.get(roster) ?? createDirectory(roster);
	cache.set(roster, directory);
	return directory;
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

export { specificity as i, fitsWildcard as n, isWildcard as r, directoryOf as t };