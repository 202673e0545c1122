import { n as describeError, t as AuditError } from "./errors.js";
import { n as readBounded } from "./read-bounded.js";
import { n as parsePolicy, t as formatProblems } from "./parse.js";
import { isUtf8 } from "node:buffer";
import { extname } from "node:path";

// src/policy/file/decode.ts
/**
* Decodes the bytes of a policy, or of its tests. It rejects bytes that are not UTF-8 and replaces
* nothing.
*/
const replacement = "�";
/**
* Returns the text of a file, including its byte order mark, or the position of the first byte that
* is not UTF-8. The column is in UTF-16 code units, as in every other problem.
*/
function decodePolicyText(bytes) {
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const text = buffer.toString("utf8");
	return isUtf8(bytes) ? { text } : { problem: toProblem(buffer, text) };
}
/**
* Returns the text of a file that is only used for a comparison, never audited or written. A file
* that is not UTF-8 is read as Latin-1, so that a pull request that repairs the encoding can be
* compared with the file before it.
*/
function decodeForComparison(bytes) {
	const decoded = decodePolicyText(bytes);
	if ("text" in decoded) return {
		text: decoded.text,
		latin1: false
	};
	return {
		text: Buffer.from(bytes).toString("latin1"),
		latin1: true
	};
}
function toProblem(bytes, text) {
	const [first, second] = bytes;
	if (first === 255 && second === 254 || first === 254 && second === 255) return {
		position: {
			line: 1,
			column: 1
		},
		message: "the file is UTF-16: save it as UTF-8"
	};
	const at = findReplaced(bytes, text);
	const before = text.slice(0, at);
	const lineStart = before.lastIndexOf("\n") + 1;
	const byte = bytes[Buffer.byteLength(before)] ?? 0;
	return {
		position: {
			line: before.split("\n").length,
			column: before.length - lineStart + 1
		},
		message: `the byte 0x${byte.toString(16).toUpperCase().padStart(2, "0")} is not UTF-8: save the file as UTF-8`
	};
}
/**
* Returns the offset in the text of the first character that the decoder inserted as a replacement.
*/
function findReplaced(bytes, text) {
	const written = Buffer.from(replacement);
	let offset = 0;
	let from = 0;
	for (;;) {
		const at = text.indexOf(replacement, from);
		offset += Buffer.byteLength(text.slice(from, at));
		if (!bytes.subarray(offset, offset + written.length).equals(written)) return at;
		offset += written.length;
		from = at + 1;
	}
}

// src/sources/policy-file.ts
/** Reads the policy file and its test file: returns a policy, or all problems. */
/** The maximum size. Real policy and test files are much smaller. */
const maxPolicyBytes = 16 * 1024 ** 2;
/**
* Returns the policy of a file; reports use `name` for it. Throws `AuditError` `BAD_POLICY` with
* all problems of the file.
*/
async function readPolicyFile(path, name = path) {
	return toPolicy(decodeFile(name, await readPolicyBytes(path)), name);
}
/** Returns the bytes of a policy file. Throws `AuditError` `BAD_POLICY` if it cannot be read. */
async function readPolicyBytes(path) {
	return await readBounded(path, maxPolicyBytes).catch((error) => {
		const missing = error.code === "ENOENT";
		throw new AuditError("BAD_POLICY", missing ? `cannot read policy "${path}": there is no such file. In a workflow, run actions/checkout before this action; elsewhere, name the file with policy, or draft one with "init".` : `cannot read policy "${path}": ${describeError(error)}.`, { cause: error });
	});
}
/**
* Returns the text of a policy or of its tests. Throws `AuditError` `BAD_POLICY` if it is not
* UTF-8.
*/
function decodeFile(path, bytes) {
	const decoded = decodePolicyText(bytes);
	if ("text" in decoded) return decoded.text;
	throw badFile(path, [decoded.problem]);
}
/** Returns the policy of a text. Throws `AuditError` `BAD_POLICY` with all problems of the text. */
function toPolicy(text, path) {
	const parsed = parsePolicy(text, path);
	if ("policy" in parsed) return parsed.policy;
	throw badFile(path, parsed.problems);
}
/** Returns the error with all problems of a file. */
function badFile(path, problems) {
	return new AuditError("BAD_POLICY", formatProblems(path, problems), { problems: problems.slice(0, 100).map(({ position, message }) => ({
		path,
		...position,
		message
	})) });
}
/** Returns `access-policy.test.yml` for `access-policy.yml`. */
function toTestPath(policyPath) {
	const extension = extname(policyPath);
	return `${policyPath.slice(0, policyPath.length - extension.length)}.test${extension}`;
}

export { readPolicyFile as a, decodeForComparison as c, readPolicyBytes as i, decodeFile as n, toPolicy as o, maxPolicyBytes as r, toTestPath as s, badFile as t };