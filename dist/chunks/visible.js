// src/roster/visible.ts
/**
* Detects invisible text: an invisible name does not count as a name, and an id must not contain
* invisible characters.
*/
/**
* Characters that draw nothing: spaces, controls, formats, private use, unassigned code points,
* fillers, and marks, which need a letter before them. U+2800 and U+1D159 are blank symbols.
*/
const invisible = String.raw`\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}\u{2800}\u{1D159}`;
const allInvisible = new RegExp(`^[${invisible}]*$`, "v");
const startsPlain = /^[!-~]/v;
/** True for text that is empty, blank, or consists only of invisible characters. */
function isInvisible(text) {
	return !startsPlain.test(text) && allInvisible.test(text);
}
/**
* Returns the display name of an account, a team or a workspace: its own name, or its slug if that
* name is invisible.
*/
function shownName(name, slug) {
	return isInvisible(name) ? slug : name;
}
/** Line breaks, wide and repeated spaces; what changes the direction of the text after it. */
const spaces = /[\s\p{Z}\p{Cc}]+/gv;
const alreadyPlain = /^[!-~]+(?: [!-~]+)*$/v;
const directions = /[\u{61C}\u{200E}\u{200F}\u{202A}-\u{202E}\u{2066}-\u{2069}]/gv;
/**
* Returns a display name on one line and in its own direction, so that what follows it is read as it
* is: with many spaces, a team could be taken for a role of the workspace.
*/
function plainName(name) {
	if (alreadyPlain.test(name)) return name;
	return name.replace(directions, "").replace(spaces, " ").trim();
}
/** The length is in code points. */
const idLength = /^.{1,255}$/sv;
const plainId = /^[!-.0-~]{1,255}$/v;
const notInId = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Z}\p{Default_Ignorable_Code_Point}\u{2800}\u{1D159}\/]/v;
/**
* True for text that can be an id: 1 to 255 characters without white space, control or invisible
* characters, and without "/". No source documents Cloudsmith's alphabet, so this is not stricter.
*/
function isId(text) {
	if (plainId.test(text)) return true;
	return idLength.test(text) && !notInId.test(text);
}

export { shownName as i, isInvisible as n, plainName as r, isId as t };