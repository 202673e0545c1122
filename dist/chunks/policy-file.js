import { n as describeError, t as AuditError } from "./errors.js";
import { n as readBounded } from "./read-bounded.js";
import { a as readIncludedFiles, l as toFileName, n as openPolicy, o as findFiles, t as formatProblems } from "./parse.js";
import { isUtf8 } from "node:buffer";
import { lstat, readdir, realpath } from "node:fs/promises";
import { dirname, extname, join } from "node:path";

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

// src/sources/disk-folder.ts
/** Reads the included files of a policy from disk. It follows no symbolic link below its folder. */
/** Returns the folder of a policy file. Its methods throw `AuditError` `BAD_POLICY`. */
function openDiskFolder(file) {
	const root = dirname(file);
	const fail = (path, error) => new AuditError("BAD_POLICY", `cannot read "${join(root, path)}", which the policy includes: ${describeError(error)}.`, { cause: error });
	return {
		list: async (path) => {
			try {
				return (await readdir(join(root, path), { withFileTypes: true })).map((entry) => ({
					name: entry.name,
					kind: kindOf(entry)
				}));
			} catch (error) {
				if (isMissing(error)) return [];
				throw fail(path, error);
			}
		},
		read: async (path, maxBytes) => {
			try {
				const real = await realpath(join(root, path));
				if (real !== join(await realpath(root), path)) throw new Error("it is a symbolic link");
				const { size } = await lstat(real);
				return size > maxBytes ? void 0 : await readBounded(real, maxBytes);
			} catch (error) {
				throw fail(path, error);
			}
		}
	};
}
function kindOf(entry) {
	if (entry.isSymbolicLink()) return "link";
	if (entry.isDirectory()) return "folder";
	return entry.isFile() ? "file" : "other";
}
function isMissing(error) {
	return ["ENOENT", "ENOTDIR"].includes(error.code ?? "");
}

// src/sources/policy-file.ts
/** Reads the policy file and its test file: returns a policy, or all problems. */
/** The maximum size. Real policy and test files are much smaller. */
const maxPolicyBytes = 16 * 1024 ** 2;
/**
* Returns the policy of a file and of the files that it includes; reports use `name` for it. Throws
* `AuditError` `BAD_POLICY` with all problems of the files.
*/
async function readPolicyFile(path, name = path, tolerate) {
	return await readWholePolicy({
		path: name,
		bytes: await readPolicyBytes(path),
		folder: openDiskFolder(path)
	}, tolerate);
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
/** Returns the policy. Throws `AuditError` `BAD_POLICY` with all problems of its files. */
async function readWholePolicy(given, tolerate) {
	return toValid((await openPolicyFiles(given, tolerate)).parsed, given.path);
}
/** Returns the texts of a policy's files, and the policy or its problems. */
async function openPolicyFiles({ path, bytes, folder }, tolerate) {
	const text = decodeFile(path, bytes);
	const opened = openPolicy(text);
	const included = await readIncludedFiles(opened.includes, folder, {
		own: toFileName(path),
		bytes: bytes.byteLength,
		decode: (of) => {
			const decoded = decodePolicyText(of);
			return "text" in decoded ? decoded : {
				text: "",
				problem: decoded.problem
			};
		}
	});
	const unmatched = included.unmatched.map((entry) => opened.includes[entry]?.files ?? "");
	const files = tolerate === void 0 || unmatched.length === 0 ? included : {
		...included,
		mayBeUnmatched: await tolerate(unmatched)
	};
	return {
		text,
		opened,
		files,
		parsed: opened.parse(path, files)
	};
}
/**
* Returns what a policy includes, links too. It also finds the files of a policy that is not valid,
* so that a change of them is seen.
*/
async function findIncluded(bytes, path, folder) {
	const { text } = decodeForComparison(bytes);
	if (!/include|\\/u.test(text)) return [];
	return (await findFiles(openPolicy(text).includes, folder, toFileName(path))).found;
}
/** Returns a valid policy. Throws `AuditError` `BAD_POLICY` with all problems of its files. */
function toValid(parsed, path) {
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

export { openPolicyFiles as a, readWholePolicy as c, openDiskFolder as d, decodeForComparison as f, maxPolicyBytes as i, toTestPath as l, decodeFile as n, readPolicyBytes as o, findIncluded as r, readPolicyFile as s, badFile as t, toValid as u };