/** Tasks about OIDC providers and group mappings. */

import { providerEntries } from "../provider-entries.ts";
import { nameOf } from "../subject.ts";
import { meantHint } from "../suggest.ts";
import { request, teamOf, type Describe, type TaskCall, type TaskContext } from "./task-request.ts";

const providerPath = "/orgs/{org}/openid-connect/{slug_perm}/";
const mappingsPath = "/orgs/{org}/saml-group-sync/";
const mappingPath = "/orgs/{org}/saml-group-sync/{slug_perm}/";

export const correctProvider: Describe = ({ subject, facts }, { roster }) => {
  const { fault, claim, issuer, expected } = facts;
  const provider = `OIDC provider ${nameOf(subject)}`;
  if (fault === "issuer") {
    return {
      todo: `change the issuer of ${provider} to ${expected} (now ${issuer})`,
      call: request(
        "PATCH",
        providerPath,
        roster,
        { slug_perm: subject.id },
        {
          provider_url: expected,
        },
      ),
    };
  }
  // Nobody else knows which values the claims must have.
  const todo =
    fault === "missing"
      ? `require claim ${claim} in ${provider}`
      : fault === "wildcard"
        ? `give claim ${claim} of ${provider} a complete value (now ${facts["value"]})`
        : `require more claims in ${provider}`;
  return { todo, call: undefined };
};

export const removeFromProvider: Describe = ({ subject, object, facts }, context) => {
  const who = `service account ${nameOf(subject)}`;
  const provider = `OIDC provider ${object === undefined ? "" : nameOf(object)}`;
  if (facts["value"] !== undefined) {
    return { todo: `remove the dynamic mappings to ${who} from ${provider}`, call: undefined };
  }
  return {
    todo: `remove ${who} from ${provider}`,
    call: object === undefined ? undefined : withoutRemoved(object.id, context),
  };
};

/** One request replaces the list of the provider, so it does all such tasks. */
function withoutRemoved(
  id: string,
  { roster, policy, servicesOf }: TaskContext,
): TaskCall | undefined {
  const provider = roster.oidcProviders.find((one) => one.id === id);
  const entries = provider === undefined ? [] : providerEntries(policy)(provider);
  const isListed =
    entries.length > 0 && entries.every(({ services }) => typeof services !== "string");
  const left = servicesOf(id);
  if (!isListed || left === undefined) return undefined;
  return request("PATCH", providerPath, roster, { slug_perm: id }, { service_accounts: left });
}

export const listProvider: Describe = ({ subject }) => ({
  todo: `list OIDC provider ${nameOf(subject)} in the policy, or delete it`,
  call: undefined,
});

export const deleteMapping: Describe = (finding, { roster }) => ({
  todo: `delete the mapping from group ${nameOf(finding.subject)} to ${teamOf(finding)}`,
  call: request("DELETE", mappingPath, roster, { slug_perm: finding.subject.id }),
});

export const createMapping: Describe = (finding, context) => {
  const { subject, object, facts } = finding;
  const role = String(facts["expected"]);
  const todo = `map group ${nameOf(subject)} to ${teamOf(finding)} as ${role}`;
  if (facts["exists"] === false) {
    return {
      todo: `${todo}: create the team, or correct the name${meantHint(facts)}`,
      call: undefined,
    };
  }
  const attribute = facts["attribute"] ?? onlyAttribute(context);
  const call =
    typeof attribute === "string"
      ? newMapping(context, { attribute, group: subject.slug, role, team: object?.slug ?? "" })
      : undefined;
  return { todo: `${todo}${meantHint(facts)}`, call };
};

/** No request changes a mapping, so it is deleted and created again. */
export const replaceMapping: Describe = (finding, context) => {
  const { subject, object, facts } = finding;
  const [attribute, role] = [String(facts["attribute"]), String(facts["expected"])];
  return {
    todo: `map group ${nameOf(subject)} to ${teamOf(finding)} as ${role} (now ${facts["role"]})`,
    call: request("DELETE", mappingPath, context.roster, { slug_perm: subject.id }),
    next: newMapping(context, { attribute, group: subject.slug, role, team: object?.slug ?? "" }),
  };
};

interface NewMapping {
  readonly attribute: string;
  readonly group: string;
  readonly role: string;
  readonly team: string;
}

function newMapping(
  { roster }: TaskContext,
  { attribute, group, role, team }: NewMapping,
): TaskCall {
  const body = { idp_key: attribute, idp_value: group, role, team };
  return request("POST", mappingsPath, roster, {}, body);
}

/** Returns the attribute that all mappings of the workspace have; undefined if they differ. */
function onlyAttribute({ roster: { groupSync } }: TaskContext): string | undefined {
  const attributes = new Set(groupSync.mappings.map(({ attribute }) => attribute));
  return attributes.size === 1 ? [...attributes][0] : undefined;
}
