// src/roster/fold.ts
/**
* The form in which names are compared. Only the case of ASCII letters is ignored: Unicode's own rules
* make the Kelvin sign U+212A a "k", and so one account's name another account's.
*/
/** Returns the form in which names are compared: the case of A to Z does not matter, nor how an accent was typed. */
function fold(text) {
	return ascii.test(text) ? text.toLowerCase() : foldOther(text);
}
const ascii = /^[\0-\x7F]*$/u;
/** Whatever NFC does not turn into an ASCII character: U+037E, U+1FEF and U+212A are all it would. */
const composable = /[^\u{37E}\u{1FEF}\u{212A}]+/gv;
const capitals = /[A-Z]+/gv;
function foldOther(text) {
	return text.replaceAll(composable, (part) => part.normalize("NFC")).replaceAll(capitals, (letters) => letters.toLowerCase());
}

export { fold as t };