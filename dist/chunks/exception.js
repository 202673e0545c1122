import { n as dayMs } from "./clock.js";

// src/policy/exceptions/exception.ts
/** An exception after parsing, its use, and the meaning of its days. */
/** Stands for every rule, in an entry under `leaving`. No id of a rule contains a space. */
const anyRule = "any rule";
/**
* `used`: it covers findings; `expiring`: it does, and its end is near; `unused`: there is nothing
* to cover; `expired`: it does not cover findings any more; `not-judged`: it covers nothing that
* was seen, but its rule or its subject was not seen completely.
*/
const exceptionStatuses = [
	"used",
	"expiring",
	"unused",
	"expired",
	"not-judged"
];
/** Returns the moment, in milliseconds since 1970, at which an exception stops being valid. */
function endOf({ expires }) {
	return Date.parse(expires) + dayMs;
}
/** Returns how many days an exception lasts; one without a first day begins today. */
function lengthInDays({ created, expires }, now) {
	const today = toDay(now);
	const from = created === null || created > today ? today : created;
	return (Date.parse(expires) - Date.parse(from)) / dayMs;
}
/** Returns the day of a moment in UTC, as `2026-11-23`. */
function toDay(moment) {
	return moment.toISOString().slice(0, 10);
}
/** Returns the day that is this many days after a moment. */
function addDays(moment, days) {
	return toDay(new Date(moment.getTime() + days * dayMs));
}
/** Returns whether a reason explains nothing: it is missing, or still a TODO. */
function isUnexplained({ reason }) {
	return reason === null || reason === "" || /^todo\b/iu.test(reason);
}

export { isUnexplained as a, exceptionStatuses as i, anyRule as n, lengthInDays as o, endOf as r, toDay as s, addDays as t };