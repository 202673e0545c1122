import { t as fold } from "./fold.js";
import { i as indexEntries } from "./entry-index.js";
import { h as isWildcard } from "./group-by-team.js";

// src/policy/repository-index.ts
/**
* A policy names a repository by slug or permanent id; the slug wins if one repository's slug is
* another one's id. An entry with the repository's own name wins over patterns.
*/
function indexRepositories({ repositories }, policy) {
	const entries = policy.repositories ?? [];
	const { fitting, patternFor } = indexEntries(entries);
	const seen = new Set(repositories.flatMap(({ slug }) => fitting(slug)));
	const byId = Map.groupBy(repositories, ({ id }) => fold(id));
	const bySlug = Map.groupBy(repositories, ({ slug }) => fold(slug));
	const managed = [];
	const unseen = [];
	const named = /* @__PURE__ */ new Set();
	for (const entry of entries) {
		if (isWildcard(entry.name.text)) {
			if (!seen.has(entry)) unseen.push(entry);
			continue;
		}
		const name = fold(entry.name.text);
		const found = bySlug.get(name) ?? byId.get(name) ?? [];
		if (found.length === 0) unseen.push(entry);
		for (const repository of found) {
			named.add(repository);
			managed.push({
				repository,
				policy: entry
			});
		}
	}
	const unlisted = [];
	for (const repository of repositories) {
		if (named.has(repository)) continue;
		const family = patternFor(repository.slug);
		if (family === void 0) unlisted.push(repository);
		else managed.push({
			repository,
			policy: family
		});
	}
	return {
		managed,
		unseen,
		unlisted
	};
}

export { indexRepositories as t };