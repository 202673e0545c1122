// src/roster/slug.ts
/** Slugs, which the paths of Cloudsmith's API contain. */
/**
* A slug or an id: not `.` or `..`, and without a slash. It has no anchors, so that it can be part
* of a longer pattern.
*/
const slugPattern = "[A-Za-z0-9_-][A-Za-z0-9_.-]{0,254}";
const wholeSlug = new RegExp(`^${slugPattern}$`, "u");
/** Words that are actions in the API's paths, and therefore cannot be names here. */
const reserved = /* @__PURE__ */ new Set([
	"remove",
	"refresh",
	"update-role",
	"update-visibility"
]);
/** True for text that can be one segment of a path. */
function isSlug(text) {
	return wholeSlug.test(text) && !isReserved(text);
}
/** True for a path segment that is an action, not a name. */
function isReserved(segment) {
	return reserved.has(segment.toLowerCase());
}

export { isSlug as n, slugPattern as r, isReserved as t };