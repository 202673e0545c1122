/** The shape of `oidc`, `group-sync` and `unlisted-mappings` in the policy file. */

import { z } from "zod";

import { mapOf } from "./mapping.ts";
import { datedList } from "./people-schema.ts";
import { SeverityOrOff } from "./severity-schema.ts";

/** The most names in a list. */
export const maxListed = 10_000;
export const maxClaims = 100;
/** The longest text that is compared with one of the identity provider. */
export const maxKeyText = 1_000;

const issuerPattern = /^\s*https?:\/\/\S+\s*$/u;

/** Returns whether the file can contain an issuer. */
export function isIssuer(text: string): boolean {
  return issuerPattern.test(text) && text.trim() === text && text.length <= maxKeyText;
}

const ProviderKey = z
  .string()
  .min(1)
  .max(255)
  .describe("an OIDC provider's slug or permanent id; case does not matter")
  .meta({ examples: ["github-actions"] });

const ServiceSlug = z
  .string()
  .trim()
  .min(1)
  .max(320)
  .describe("a service account's slug; case does not matter")
  .meta({ examples: ["ci-publish-7hq2"] });

const ProviderEntry = z
  .strictObject({
    issuer: z
      .string()
      .trim()
      .regex(issuerPattern, 'an issuer\'s address, which begins with "https://"')
      .max(maxKeyText)
      .optional()
      .describe("the address of the issuer; if left out: not managed")
      .meta({ examples: ["https://token.actions.githubusercontent.com"] }),
    "require-claims": z
      .array(
        z
          .string()
          .trim()
          .min(1)
          .max(255)
          .describe("the name of a claim; case matters")
          .meta({ examples: ["repository"] }),
      )
      .max(maxClaims)
      .optional()
      .describe("the claims that the provider must check"),
    services: z
      .union([
        datedList(ServiceSlug, "a service account, with the days on which the entry counts"),
        z.literal("any").describe("its tokens may become any service account"),
      ])
      .optional()
      .describe(
        "the only service accounts that its tokens may become; any: any of them; if left out: any that has neither the role Manager nor Admin on a repository",
      ),
  })
  .describe("an OIDC provider; an option that is left out is not managed")
  .meta({
    examples: [
      {
        issuer: "https://token.actions.githubusercontent.com",
        "require-claims": ["repository", "environment"],
        services: ["ci-publish-7hq2"],
      },
      { services: "any" },
    ],
  });

export const Oidc = mapOf(ProviderKey, ProviderEntry).describe(
  "OIDC providers by slug or permanent id; if the section is left out, they are not managed",
);

const MappingEntry = z
  .strictObject({
    group: z
      .string()
      .min(1)
      .max(maxKeyText)
      .describe("the group at the identity provider: the value of the attribute; case matters")
      .meta({ examples: ["platform-admins"] }),
    team: z
      .string()
      .trim()
      .min(1)
      .max(255)
      .describe("the slug or permanent id of the team that the group fills; case does not matter")
      .meta({ examples: ["platform"] }),
    role: z
      .enum(["manager", "member"])
      .optional()
      .describe("the team role that the group gives")
      .meta({ default: "member" }),
    attribute: z
      .string()
      .min(1)
      .max(maxKeyText)
      .optional()
      .describe("the attribute at the identity provider; case matters; if left out: any")
      .meta({ examples: ["groups"] }),
  })
  .describe("a group at the identity provider, and the team that it fills")
  .meta({ examples: [{ group: "platform-admins", team: "platform", role: "manager" }] });

export const GroupSync = z
  .array(MappingEntry)
  .max(maxListed)
  .describe(
    "all group mappings of the workspace; if the section is left out, they are not managed",
  );

export const UnlistedMappings = SeverityOrOff.describe(
  "the severity if the workspace has a group mapping that is not listed here. Default: error, and off without group-sync",
).meta({ default: "error" });
