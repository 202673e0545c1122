import { t as isUnknown } from "./fact.js";
import { u as placesOfPeople } from "./group-by-team.js";

// src/policy/named.ts
/**
* Returns a function that says whether a role, a team or a repository of the policy names a member,
* or a pattern of a role matches the member; unknown if a hidden address makes that uncertain.
*/
function namedIn(policy, directory) {
	const isListed = directory.listed(placesOfPeople(policy).map(({ name }) => name));
	const isAllowed = directory.allowed(policy.roles.flatMap(({ allow }) => allow));
	return (member) => {
		const listed = isListed(member);
		if (listed === true) return true;
		const allowed = isAllowed(member);
		return allowed === true || !isUnknown(listed) ? allowed : listed;
	};
}
/** Returns whether the policy reports members whom it does not name. */
function mustBeNamed({ rules }) {
	return rules.get("member-unlisted")?.severity !== "off";
}

export { namedIn as n, mustBeNamed as t };