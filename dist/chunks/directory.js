import { t as isUnknown } from "./fact.js";
import { t as fold } from "./fold.js";

// src/policy/wildcard.ts
/** Names in which `*` stands for any text, however short: no other sign means anything but itself. */
/** True for a name that stands for a family. */
function isWildcard(name) {
	return name.includes("*");
}
/** True when a text fits a pattern; case never matters. Takes time in proportion to both lengths. */
function fitsWildcard(pattern, text) {
	return fits(toParts(pattern), fold(text));
}
/**
* Returns a function that tells whether a text fits one of the patterns. It is made to be asked often:
* what a pattern ends with, or else begins with, is looked up instead of being compared.
*/
function fitsOneOf(patterns) {
	const groups = [...Map.groupBy(patterns.map(toParts), (parts) => lengthOf(keyOf(parts)))].map(([length, same]) => [length, Map.groupBy(same, (parts) => keyOf(parts).text)]);
	return (text) => {
		const whole = fold(text);
		return groups.some(([length, byText]) => {
			const key = length < 0 ? whole.slice(length) : whole.slice(0, length);
			return byText.get(key)?.some((parts) => fits(parts, whole)) ?? false;
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
/** Returns a length that is counted from the end where it is negative. */
function lengthOf({ text, atEnd }) {
	return atEnd ? -text.length : text.length;
}
function toParts(pattern) {
	return fold(pattern).split("*");
}
function fits(parts, whole) {
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
/** A roster never changes, and what is made of it asks for the same directory. */
const known = /* @__PURE__ */ new WeakMap();
/** Returns the directory of a roster's accounts. */
function directoryOf(roster) {
	const directory = known.get(roster) ?? createDirectory(roster);
	known.set(roster, directory);
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