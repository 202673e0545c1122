// src/roster/fact.ts
/** A fact that the workspace told, or that was not seen and why. */
/** Why a fact could not be established. Codes are part of the artifact; extend, do not rename. */
const unknownReasons = {
	missing: "the reply did not carry it",
	malformed: "the reply carried a value of the wrong type",
	unrecognised: "the reply carried a value this version does not know",
	redacted: "the workspace hides it from this credential",
	"weak-credential": "this credential's role does not see it reliably",
	"not-listed": "the list that carries it was not read whole",
	"not-in-plan": "the workspace's plan does not include it"
};
const unknowns = Object.fromEntries(Object.keys(unknownReasons).map((reason) => [reason, Object.freeze({ unknown: reason })]));
/** Returns the one shared `Unknown` for a reason, so that a hundred thousand of them cost nothing. */
function unknown(reason) {
	return unknowns[reason];
}
/** True when the fact was not seen. */
function isUnknown(fact) {
	return typeof fact === "object" && fact !== null && "unknown" in fact;
}

export { unknown as n, unknownReasons as r, isUnknown as t };