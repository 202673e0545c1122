// src/roster/fold.ts
/**
* Folds names for comparison. Only the case of ASCII letters is ignored. Unicode's own rules would
* turn the Kelvin sign U+212A into "k", and so one account's name into another's.
*/
/**
* Returns a name's form for comparison. It ignores the case of A to Z and how an accent was
* encoded.
*/
function fold(text) {
	return ascii.test(text) ? text.toLowerCase() : foldOther(text);
}
const ascii = /^[\0-\x7F]*$/u;
/** Everything except U+037E, U+1FEF and U+212A, the only characters that NFC turns into ASCII. */
const composable = /[^\u{37E}\u{1FEF}\u{212A}]+/gv;
const capitals = /[A-Z]+/gv;
function foldOther(text) {
	return text.replaceAll(composable, (part) => part.normalize("NFC")).replaceAll(capitals, (letters) => letters.toLowerCase());
}

export { fold as t };