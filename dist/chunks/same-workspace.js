import { t as fold } from "./fold.js";

// src/roster/same-workspace.ts
/** Which workspace a roster is of. A slug can be changed and given to another one; an id cannot. */
/** True where two workspaces have the same permanent id. */
function isSameWorkspace(a, b) {
	return a.id === b.id;
}
/** True for the slug or the permanent id of the workspace, in any case. */
function isCalled({ slug, id }, name) {
	return isSameName(slug, name) || isSameName(id, name);
}
/** True where two slugs or ids are the same, in any case. */
function isSameName(a, b) {
	return fold(a) === fold(b);
}

export { isSameName as n, isSameWorkspace as r, isCalled as t };