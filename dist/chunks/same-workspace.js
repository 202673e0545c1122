import { t as fold } from "./fold.js";

// src/roster/same-workspace.ts
/** Compares workspaces. A slug can be changed and given to another workspace; an id cannot. */
/** True if two workspaces have the same permanent id. */
function isSameWorkspace(a, b) {
	return a.id === b.id;
}
/** True if `name` is the slug or the permanent id of the workspace, ignoring case. */
function isCalled({ slug, id }, name) {
	return isSameName(slug, name) || isSameName(id, name);
}
/** True if two slugs or ids are the same, ignoring case. */
function isSameName(a, b) {
	return fold(a) === fold(b);
}

export { isSameName as n, isSameWorkspace as r, isCalled as t };