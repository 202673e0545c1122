// src/roster/slug.ts
/** Slugs: what the paths of Cloudsmith's API are made of. */
/** A slug, or an id: neither `.` nor `..`, no slash. Without anchors, to be part of a longer pattern. */
const slugPattern = "[A-Za-z0-9_-][A-Za-z0-9_.-]{0,254}";
const wholeSlug = new RegExp(`^${slugPattern}$`, "u");
/** Words that are actions in the API's paths and can therefore be nobody's name here. */
const reserved = /* @__PURE__ */ new Set([
	"remove",
	"refresh",
	"update-role",
	"update-visibility"
]);
/** True for text that can stand as one segment of a path. */
function isSlug(text) {
	return wholeSlug.test(text) && !isReserved(text);
}
/** True for a segment of a path that is an action, and not a name. */
function isReserved(segment) {
	return reserved.has(segment.toLowerCase());
}

export { isSlug as n, slugPattern as r, isReserved as t };