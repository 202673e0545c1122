// src/report/escape/visible-text.ts
/**
* Untrusted text as one line without invisible characters: every escape function starts with it.
*/
const whitespace = /[\t\n\v\f\r\p{Zs}\p{Zl}\p{Zp}]+/gv;
/**
* Characters that draw nothing, move other text, or hide the end of a word, except where a script
* or an emoji needs them: a joiner between pictographs or between letters of a joining script, a
* variation selector after its pictograph, keycap or Han character. More than four combining marks
* pile up over the neighboring lines.
*/
const invisiblePattern = [
	String.raw`(?<!\p{Extended_Pictographic}[\u{FE0F}\p{Emoji_Modifier}]?)(?<![\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Kannada}\p{Script=Telugu}])[\u{200C}\u{200D}]`,
	String.raw`[\u{200C}\u{200D}](?!\p{Extended_Pictographic})(?!\p{L})`,
	String.raw`(?<!\p{Extended_Pictographic})(?<![0-9#*](?=.\u{20E3}))[\u{FE0E}\u{FE0F}]`,
	String.raw`(?<!\p{Script=Han})[\u{E0100}-\u{E01EF}]`,
	String.raw`[[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}\u{2800}\u{FFF9}-\u{FFFB}]--[\u{200C}\u{200D}\u{FE0E}\u{FE0F}\u{E0100}-\u{E01EF}]]`,
	String.raw`(?<=[\p{Mn}\p{Me}]{4})[\p{Mn}\p{Me}]`
].join("|");
let invisible;
let segmenter;
/** Most text is words of printable ASCII, and does not need the slow check. */
const plain = /^[!-~]+(?: [!-~]+)*$/v;
/**
* Returns the text on one line, with controls, bidi overrides and zero-width characters written as
* `<U+202E>`, cut to `maxLength` code points.
*/
function toVisibleText(given, maxLength) {
	const text = beginningOf(given, maxLength);
	if (plain.test(text)) return shorten(text, maxLength);
	const line = text.replaceAll(whitespace, " ").trim();
	invisible ??= new RegExp(invisiblePattern, "gv");
	return shorten(line.replaceAll(invisible, toCodePointName), maxLength);
}
/**
* Cut first, because a regular expression fails with a RangeError on a text of millions of
* characters. Only long white space becomes shorter later, so more than enough is left.
*/
function beginningOf(text, maxLength) {
	const limit = 8 * maxLength + 1e3;
	if (text.length <= limit) return text;
	const start = text.trimStart();
	return start.length <= limit ? start : `${start.slice(0, limit).replace(/\p{Cs}$/v, "")}…`;
}
/**
* Returns the text unchanged up to `maxLength` code points, otherwise cut between graphemes with
* `…`.
*/
function shorten(text, maxLength) {
	if (text.length <= maxLength || countCodePoints(text) <= maxLength) return text;
	let kept = "";
	let length = 0;
	segmenter ??= new Intl.Segmenter("en");
	for (const { segment } of segmenter.segment(text)) {
		length += countCodePoints(segment);
		if (length > maxLength - 1) break;
		kept += segment;
	}
	return `${kept.trimEnd()}…`;
}
/**
* Returns JSON text with its invisible characters as `\u` escapes, which read back unchanged. Text
* that a GitHub runner would execute as a command, if a step prints the file, is escaped, too.
*/
function escapeJson(json) {
	return json.replaceAll(/[\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\u{7F}-\u{9F}]|#(?=#\[)/gv, (character) => character.split("").map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""));
}
function toCodePointName(character) {
	return `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}>`;
}
function countCodePoints(text) {
	let count = 0;
	for (const _ of text) count += 1;
	return count;
}

export { shorten as n, toVisibleText as r, escapeJson as t };