// src/network/redact.ts
/** Removes secrets from text, in every form in which a server may send them back. */
/** Replacing shorter secrets would damage ordinary text. */
const minSecretLength = 4;
/** The same is true for the base64 form of shorter secrets. */
const minEncodedLength = 8;
const blank = "***";
function createRedactor(secrets = []) {
	const known = /* @__PURE__ */ new Set();
	const forms = [];
	const add = (secret) => {
		if (secret.length < minSecretLength || known.has(secret)) return;
		known.add(secret);
		forms.push(...formsOf(secret));
	};
	for (const secret of secrets) add(secret);
	return {
		add,
		blank: (text) => {
			let redacted = text;
			for (const { core, pattern } of forms) if (redacted.includes(core)) redacted = redacted.replaceAll(pattern ?? core, blank);
			return redacted;
		}
	};
}
/** Returns a secret's forms: unchanged, percent-encoded, JSON-escaped, and inside base64. */
function formsOf(secret) {
	const bytes = Buffer.from(secret);
	const percent = Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
	const encoded = encodeURIComponent(secret);
	const plain = [
		secret,
		encoded,
		encoded.replaceAll(/%[\dA-F]{2}/gu, (hex) => hex.toLowerCase()),
		percent,
		percent.toUpperCase(),
		JSON.stringify(secret).slice(1, -1),
		escapeAll(secret),
		escapeAll(secret).toUpperCase().replaceAll("\\U", "\\u")
	];
	const cores = (secret.length < minEncodedLength ? [] : [
		0,
		1,
		2
	]).flatMap((shift) => {
		const core = base64Core(bytes, shift);
		return [core, core.replaceAll("+", "-").replaceAll("/", "_")];
	});
	return [...[...new Set(plain)].map((core) => ({ core })), ...[...new Set(cores)].map((core) => ({
		core,
		pattern: new RegExp(`[\\w+/-]?${core.replaceAll("+", "\\+")}[\\w+/-]?={0,2}`, "gu")
	}))];
}
/**
* Returns the base64 form of a secret that starts `shift` bytes after a group of three, without the
* characters that depend on its neighbors. It finds the secret in encoded text such as
* `x-access-token:SECRET`.
*/
function base64Core(bytes, shift) {
	const padded = Buffer.concat([Buffer.alloc(shift), bytes]);
	const start = Math.ceil(shift * 8 / 6);
	return padded.toString("base64").slice(start, Math.floor(padded.length * 8 / 6));
}
function escapeAll(text) {
	return Array.from(text, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
}

export { createRedactor as t };