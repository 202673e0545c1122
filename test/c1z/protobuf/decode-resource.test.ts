import { create, fromBinary, toBinary, type JsonObject } from "@bufbuild/protobuf";
import { anyPack, timestampFromDate } from "@bufbuild/protobuf/wkt";
import fc from "fast-check";
import { expect, test } from "vitest";

import { createResourceDecoder } from "../../../src/c1z/protobuf/decode-resource.ts";
import {
  GroupTraitSchema,
  ResourceSchema,
  Status_State,
} from "../../../src/c1z/protobuf/gen/c1/connector/v2/connector_pb.js";
import { propertyRuns } from "../../support/property.ts";

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.constantFrom("", "x".repeat(200), "é".repeat(70), "a\u0000b", "\uFEFFa"),
);
const profile: fc.Arbitrary<JsonObject> = fc.dictionary(
  fc.oneof(fc.constantFrom("user_id", "email", "role", "__proto__"), text),
  fc.oneof(
    text,
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constant(null),
    fc.constant<JsonObject>({ a: ["b", { c: true }] }),
  ),
);

const resource = fc
  .record(
    {
      id: fc.record({ resourceType: text, resource: text }),
      parentResourceId: fc.record({ resourceType: text, resource: text }),
      displayName: text,
      description: text,
      profile,
      status: fc.record({
        status: fc.constantFrom(Status_State.UNSPECIFIED, Status_State.DISABLED),
        details: text,
      }),
      createdAt: fc.date({ noInvalidDate: true, min: new Date("0001-01-01") }),
      traits: fc.array(profile, { maxLength: 2 }),
    },
    { requiredKeys: [] },
  )
  .map(({ createdAt, traits = [], ...rest }) =>
    toBinary(
      ResourceSchema,
      create(ResourceSchema, {
        ...rest,
        ...(createdAt !== undefined && { createdAt: timestampFromDate(createdAt) }),
        annotations: traits.map((own) =>
          anyPack(GroupTraitSchema, create(GroupTraitSchema, { profile: own })),
        ),
      }),
    ),
  );

/** The same by the library that the messages are generated for. */
function decodeSlowly(data: Uint8Array) {
  const { id, displayName, profile: facts, status, annotations } = fromBinary(ResourceSchema, data);
  return {
    type: id?.resourceType ?? "",
    id: id?.resource ?? "",
    displayName,
    profile:
      facts &&
      new Map(
        Object.entries(facts).filter(
          ([, value]) => typeof value === "string" || typeof value === "boolean",
        ),
      ),
    state: status?.status,
    annotations: annotations.length,
  };
}

test("it reads what the generated messages read, one resource after the other", () => {
  fc.assert(
    fc.property(fc.array(resource, { maxLength: 4 }), (records) => {
      const decode = createResourceDecoder();
      for (const data of records) {
        const { annotations, createdAt, ...found } = decode(data);
        expect({ ...found, annotations: annotations.length }).toEqual(decodeSlowly(data));
        expect(createdAt === undefined).toBe(
          fromBinary(ResourceSchema, data).createdAt === undefined,
        );
      }
    }),
    propertyRuns(300),
  );
});

test("a record that is cut off, or noise, ends in an error or in what is there", () => {
  const decode = createResourceDecoder();
  const attempt = (data: Uint8Array) => {
    try {
      return decode(data);
    } catch (error) {
      return error;
    }
  };
  fc.assert(
    fc.property(resource, fc.nat(), fc.uint8Array({ maxLength: 40 }), (data, at, noise) => {
      const end = at % (data.length + 1);
      for (const broken of [data.subarray(0, end), Buffer.concat([data.subarray(0, end), noise])]) {
        const found = attempt(broken);
        if (found instanceof Error) expect(found.message).toMatch(/^a (?:record|field|number) /u);
        else expect(found).toHaveProperty("displayName");
      }
    }),
    propertyRuns(300),
  );
});
