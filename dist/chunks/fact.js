// src/roster/fact.ts
/** Facts, and reasons why a fact is unknown. */
/** Why a fact is unknown. The codes are part of the artifact: extend them, do not rename them. */
const unknownReasons = {
	missing: "the reply did not contain it",
	malformed: "the reply contained a value of the wrong type",
	unrecognised: "the reply contained a value that this version does not know",
	redacted: "the workspace hides it from this credential",
	"weak-credential": "this credential's role does not see it reliably",
	"not-listed": "the list that contains it was not read completely",
	"not-in-plan": "the workspace's plan does not include it",
	refused: "Cloudsmith refused it to this credential",
	shrank: "it lost more since the baseline than one run accepts"
};
const unknowns = Object.fromEntries(Object.keys(unknownReasons).map((reason) => [reason, Object.freeze({ unknown: reason })]));
/**
* Returns the shared `Unknown` for a reason. Sharing saves memory with a hundred thousand of them.
*/
function unknown(reason) {
	return unknowns[reason];
}
/** True if the fact was not seen. */
function isUnknown(fact) {
	return typeof fact === "object" && fact !== null && "unknown" in fact;
}

export { unknown as n, unknownReasons as r, isUnknown as t };