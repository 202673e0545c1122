import { open, stat } from "node:fs/promises";
import { constants } from "node:fs";

// src/files/read-bounded.ts
/** Opens and reads files at a given path: only regular files, and never more than a limit. */
/**
* Opens a regular file for reading; close it after use. Throws the system's error, such as
* `ENOENT`, and `Error` for anything else at that path: a folder, a pipe, a device, a socket.
*/
async function openRegularFile(path) {
	requireRegular(await stat(path));
	const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
	try {
		const stats = await file.stat();
		requireRegular(stats);
		return {
			file,
			bytes: stats.size
		};
	} catch (error) {
		await file.close();
		throw error;
	}
}
/**
* Returns a file's bytes. Throws like `openRegularFile`, and `Error` for a file with more than
* `maxBytes`, or one whose size changes while it is read.
*/
async function readBounded(path, maxBytes) {
	const { file, bytes } = await openRegularFile(path);
	try {
		if (bytes > maxBytes) throw new Error(`it is too large: ${bytes} bytes, but at most ${maxBytes} are read`);
		const buffer = Buffer.alloc(bytes + 1);
		let length = 0;
		while (length < buffer.length) {
			const { bytesRead } = await file.read(buffer, length, buffer.length - length, length);
			if (bytesRead === 0) break;
			length += bytesRead;
		}
		if (length !== bytes) throw new Error("its size changed while it was read");
		return buffer.subarray(0, length);
	} finally {
		await file.close();
	}
}
/** Returns a file as UTF-8 text. Throws like `readBounded`. */
async function readBoundedText(path, maxBytes) {
	return (await readBounded(path, maxBytes)).toString("utf8");
}
/** Throws `Error` for anything other than a regular file. */
function requireRegular(stats) {
	if (!stats.isFile()) throw new Error(`it is ${kindOf(stats)}, not a file`);
}
function kindOf(stats) {
	if (stats.isDirectory()) return "a folder";
	if (stats.isFIFO()) return "a pipe (FIFO)";
	if (stats.isSocket()) return "a socket";
	return "a device";
}

export { requireRegular as i, readBounded as n, readBoundedText as r, openRegularFile as t };