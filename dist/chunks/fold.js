// src/roster/count.ts
/** Formats counts. */
/** The positions of thousands separators. Node's own formatter needs 20 ms for its first number. */
const thousands = /\B(?=(?:\d{3})+$)/gu;
/** Returns `1 rule`, `2 rules`, `1,000 rules`. */
function count(number, singular, plural = `${singular}s`) {
	return `${String(number).replace(thousands, ",")} ${number === 1 ? singular : plural}`;
}

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

export { count as n, fold as t };