// src/roster/holder.ts
/**
* Returns the key functions of two rosters. A person or team that is in both has one key, also after
* a rename. Service accounts cannot be renamed, and a slug that is nobody's stands for itself.
*/
function holderKeys(before, after) {
	const [earlier, later] = [entriesOf(before), entriesOf(after)];
	const known = new Set(earlier.map(({ key }) => key));
	const inBoth = new Set(later.map(({ key }) => key).filter((key) => known.has(key)));
	return {
		was: toHolderKey(earlier, inBoth),
		is: toHolderKey(later, inBoth)
	};
}
function entriesOf({ teams, members }) {
	const toEntry = (kind, id, slug) => ({
		key: JSON.stringify([kind, id]),
		bySlug: slugKey({
			kind,
			slug
		})
	});
	return [...teams.map(({ id, slug }) => toEntry("team", id, slug)), ...members.map(({ id, username }) => toEntry("user", id, username))];
}
function toHolderKey(entries, inBoth) {
	const keys = /* @__PURE__ */ new Map();
	for (const { key, bySlug } of entries) if (inBoth.has(key)) keys.set(bySlug, key);
	return (privilege) => keys.get(slugKey(privilege)) ?? slugKey(privilege);
}
function slugKey({ kind, slug }) {
	return `${kind} ${slug}`;
}

export { holderKeys as t };