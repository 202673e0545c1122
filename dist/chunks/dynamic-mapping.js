import { n as unknown, t as isUnknown } from "./fact.js";
import { t as fold } from "./fold.js";
import { t as compareIds } from "./model.js";

// src/roster/dynamic-mapping.ts
/** The dynamic mappings of OIDC providers. */
const none = [];
/**
* Returns the mappings of a provider without a record of them: none if no claim chooses the service
* account. Otherwise they were not seen, because artifacts did not always record them.
*/
function impliedMappings(mappingClaim) {
	return mappingClaim === null ? none : unknown("missing");
}
/** Returns a provider without the mappings that are implied, as artifacts and digests contain it. */
function withoutImpliedMappings(provider) {
	const { mappings, ...rest } = provider;
	const implied = impliedMappings(rest.mappingClaim);
	return (isUnknown(mappings) ? isUnknown(implied) && mappings.unknown === implied.unknown : !isUnknown(implied) && mappings.length === 0) ? rest : provider;
}
/** Compares by value, then by service account. */
function compareMappings(a, b) {
	return compareIds(a.value, b.value) || compareIds(a.service, b.service);
}
/** Returns a provider whose mappings are not known if they contradict themselves. */
function withoutFalseMappings(provider) {
	const { mappings, mappingClaim } = provider;
	if (isUnknown(mappings)) return provider;
	return new Set(mappings.map(({ value, service }) => JSON.stringify([value, service]))).size < mappings.length || mappingClaim === null && mappings.length > 0 ? {
		...provider,
		mappings: unknown("malformed")
	} : provider;
}
/** Returns the values of the provider's claim that give this service account. */
function mappedValues({ mappings }, slug) {
	if (isUnknown(mappings)) return [];
	return mappings.filter(({ service }) => fold(service) === fold(slug)).map(({ value }) => value);
}
/** True if a token of the provider may become this service account; also if that was not seen. */
function mayBecome(provider, slug) {
	const { services, mappings } = provider;
	return isUnknown(services) || services.map(fold).includes(fold(slug)) || isUnknown(mappings) || mappedValues(provider, slug).length > 0;
}

export { withoutFalseMappings as a, mayBecome as i, impliedMappings as n, withoutImpliedMappings as o, mappedValues as r, compareMappings as t };