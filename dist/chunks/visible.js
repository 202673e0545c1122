// src/roster/visible.ts
/** Which text can be seen: names that nobody sees are no names, and no id has anything unseen in it. */
/**
* What draws nothing of its own: spaces, controls, formats, private use, unassigned code points,
* fillers, and marks, which need a letter under them. U+2800 and U+1D159 are symbols without ink.
*/
const unseen = String.raw`\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}\u{2800}\u{1D159}`;
const allUnseen = new RegExp(`^[${unseen}]*$`, "v");
const startsPlain = /^[!-~]/v;
/** True for text of which nothing can be seen: empty, blank, or of invisible characters alone. */
function isInvisible(text) {
	return !startsPlain.test(text) && allUnseen.test(text);
}
/** Returns the name that an account, a team or a workspace is shown by: its own, or its slug where nobody can see that. */
function shownName(name, slug) {
	return isInvisible(name) ? slug : name;
}
/** In code points. */
const idLength = /^.{1,255}$/sv;
const plainId = /^[!-.0-~]{1,255}$/v;
const notInId = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Z}\p{Default_Ignorable_Code_Point}\u{2800}\u{1D159}\/]/v;
/**
* True for text that can be an id: 1 to 255 characters without white space, control or invisible
* characters, and without "/". No source tells Cloudsmith's alphabet, so this is no stricter.
*/
function isId(text) {
	if (plainId.test(text)) return true;
	return idLength.test(text) && !notInId.test(text);
}

export { shownName as n, isId as t };