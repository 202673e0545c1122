import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { anyPack, timestampFromDate } from "@bufbuild/protobuf/wkt";
import fc from "fast-check";
import { expect, test } from "vitest";

import { encodeAccount, type EncodedAccount } from "../../../src/c1z/protobuf/encode-account.ts";
import {
  RawIdSchema,
  ResourceSchema,
  Status_State,
  StatusSchema,
  UserTrait_AccountType,
  UserTrait_EmailSchema,
  UserTrait_MfaStatusSchema,
  UserTrait_SsoStatusSchema,
  UserTrait_StructuredNameSchema,
  UserTraitSchema,
} from "../../../src/c1z/protobuf/gen/c1/connector/v2/connector_pb.js";
import { propertyRuns } from "../../support/property.ts";

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.constantFrom("", "x".repeat(127), "y".repeat(128), "é".repeat(9_000), "a\u0000b"),
);
const time = fc
  .date({ min: new Date("1960-01-01"), max: new Date("2090-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString());
const optional = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined });

const account: fc.Arbitrary<EncodedAccount> = fc.record({
  resourceType: text,
  id: text.filter((id) => id !== ""),
  parent: fc.record({ type: text, id: text }),
  displayName: text,
  profile: fc
    .dictionary(fc.stringMatching(/^[a-z_]{0,12}$/u), fc.oneof(text, fc.boolean()))
    .map((profile) => ({ ...profile })),
  state: fc.constantFrom(Status_State.UNSPECIFIED, Status_State.ENABLED, Status_State.DISABLED),
  stateDetails: optional(text),
  createdAt: optional(time),
  trait: fc.record({
    accountType: fc.constantFrom(UserTrait_AccountType.HUMAN, UserTrait_AccountType.SERVICE),
    login: text,
    email: optional(text),
    name: optional(fc.record({ first: text, last: text })),
    twoFactor: optional(fc.boolean()),
    singleSignOn: optional(fc.boolean()),
    lastLoginAt: optional(time),
  }),
});

/** The same by the library that the messages are generated for. */
function encodeSlowly({ trait, profile, state, createdAt, ...account }: EncodedAccount) {
  const { stateDetails: details = "" } = account;
  const timestamp = (at: string | undefined) =>
    at === undefined ? undefined : timestampFromDate(new Date(at));
  const shared = () => ({
    profile: { ...profile },
    status: create(StatusSchema, { status: state, details }),
    ...(createdAt !== undefined && { createdAt: timestampFromDate(new Date(createdAt)) }),
  });
  const { email, name, twoFactor, singleSignOn, lastLoginAt } = trait;
  const lastLogin = timestamp(lastLoginAt);
  const userTrait = create(UserTraitSchema, {
    accountType: trait.accountType,
    login: trait.login,
    ...(email !== undefined && {
      emails: [create(UserTrait_EmailSchema, { address: email, isPrimary: true })],
    }),
    ...(name !== undefined && {
      structuredName: create(UserTrait_StructuredNameSchema, {
        givenName: name.first,
        familyName: name.last,
      }),
    }),
    ...(twoFactor !== undefined && {
      mfaStatus: create(UserTrait_MfaStatusSchema, { mfaEnabled: twoFactor }),
    }),
    ...(singleSignOn !== undefined && {
      ssoStatus: create(UserTrait_SsoStatusSchema, { ssoEnabled: singleSignOn }),
    }),
    ...(lastLogin !== undefined && { lastLogin }),
    ...shared(),
  });
  return create(ResourceSchema, {
    id: { resourceType: account.resourceType, resource: account.id },
    parentResourceId: { resourceType: account.parent.type, resource: account.parent.id },
    displayName: account.displayName,
    annotations: [
      anyPack(RawIdSchema, create(RawIdSchema, { id: account.id })),
      anyPack(UserTraitSchema, userTrait),
    ],
    ...shared(),
  });
}

test("the bytes are those of the generated messages", () => {
  fc.assert(
    fc.property(account, (one) => {
      const wanted = encodeSlowly(one);
      const bytes = encodeAccount(one);
      expect(Buffer.from(bytes).equals(toBinary(ResourceSchema, wanted))).toBe(true);
      expect(fromBinary(ResourceSchema, bytes)).toEqual(
        fromBinary(ResourceSchema, toBinary(ResourceSchema, wanted)),
      );
    }),
    propertyRuns(500),
  );
});
