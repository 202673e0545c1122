// src/report/policy-words.ts
/** The sentence for a change without an effect on the policy. */
const noPolicyChanges = "This change does not change what the policy allows.";
/** Returns why nothing was compared, if the policy before a change was not usable. */
function noComparison({ path }) {
	return `The version of ${path} before this change cannot be used, so nothing was compared.`;
}

export { noPolicyChanges as n, noComparison as t };