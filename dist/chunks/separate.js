import { t as AuditError } from "./errors.js";
import { n as followLinks } from "./target.js";
import { resolve, sep } from "node:path";

// src/files/separate.ts
/** Refuses outputs that would replace each other, or an input. */
/** Returns the paths that are given, with their name. */
function named(name, ...paths) {
	return paths.flatMap((path) => path === void 0 ? [] : [{
		name,
		path
	}]);
}
/**
* Throws `AuditError` `BAD_SETTINGS` if two outputs, or an output and an input, are the same file,
* or if one of them is inside the other one. Links are followed.
*/
async function requireSeparate(outputs, inputs) {
	const [written, read] = await Promise.all([locate(outputs), locate(inputs)]);
	for (const [index, output] of written.entries()) {
		const isSame = ({ place }) => place === output.place;
		const overlaps = (one) => isSame(one) || isInside(one.place, output.place) || isInside(output.place, one.place);
		const other = [...written.slice(0, index), ...read].find((one) => one.name !== output.name && one.mayBe !== output.name && overlaps(one));
		if (other === void 0) continue;
		const used = isSame(other) ? `${other.name} uses the same file` : `${other.name} uses ${JSON.stringify(other.path)}, and one is inside the other`;
		throw new AuditError("BAD_SETTINGS", `cannot use ${JSON.stringify(output.path)} for ${output.name}: ${used}. Name another place.`);
	}
}
async function locate(paths) {
	const find = (path) => followLinks(path).catch(() => resolve(path));
	return await Promise.all(paths.map(async (one) => ({
		...one,
		place: await find(one.path)
	})));
}
/** Returns whether an absolute path is in a folder, at any depth. */
function isInside(path, folder) {
	return path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}

export { named as n, requireSeparate as r, isInside as t };