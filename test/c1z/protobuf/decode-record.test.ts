import { create, toBinary, type JsonObject } from "@bufbuild/protobuf";
import fc from "fast-check";
import { expect, test } from "vitest";

import { createGrantDecoder } from "../../../src/c1z/protobuf/decode-grant.ts";
import { decodeRecord } from "../../../src/c1z/protobuf/decode-record.ts";
import {
  GrantSchema,
  ResourceSchema,
  Status_State,
} from "../../../src/c1z/protobuf/gen/c1/connector/v2/connector_pb.js";
import { ResourceView } from "../../../src/c1z/resource-view.ts";
import { propertyRuns } from "../../support/property.ts";

const resource = toBinary(
  ResourceSchema,
  create(ResourceSchema, {
    id: { resourceType: "user", resource: "id-ada" },
    displayName: "Ada",
    profile: { username: "ada", is_active: true, nested: { a: ["b", { c: null }] } },
    status: { status: Status_State.ENABLED },
  }),
);

test("a record that is cut off, or noise, ends in an error or in what is there", () => {
  const attempt = (data: Uint8Array) => {
    try {
      return decodeRecord(ResourceSchema, data);
    } catch (error) {
      return error;
    }
  };
  fc.assert(
    fc.property(fc.nat(), fc.uint8Array({ maxLength: 40 }), (at, noise) => {
      const start = resource.subarray(0, at % (resource.length + 1));
      for (const broken of [start, Buffer.concat([start, noise])]) {
        const found = attempt(broken);
        if (found instanceof Error) expect(found.message).toBe("a record is damaged");
        else expect(found).toHaveProperty("displayName");
      }
    }),
    propertyRuns(300),
  );
});

test("a record that is nested twenty thousand times ends in the same error", () => {
  // A list in a list: each level is a Value (field 6) with a ListValue (field 1).
  const heads: Buffer[] = [];
  let length = 0;
  const wrap = (field: number) => {
    const head = [(field << 3) | 2];
    for (let rest = length; ; rest = Math.floor(rest / 128)) {
      head.push(rest > 127 ? (rest % 128) | 128 : rest);
      if (rest <= 127) break;
    }
    heads.unshift(Buffer.from(head));
    length += head.length;
  };
  for (let level = 0; level < 20_000; level++) wrap(level % 2 === 0 ? 6 : 1);
  wrap(2);
  wrap(1);
  wrap(9);

  expect(() => decodeRecord(ResourceSchema, Buffer.concat(heads))).toThrow("a record is damaged");
});

test("a profile key of JavaScript's own is a key like any other", () => {
  const data = toBinary(
    ResourceSchema,
    create(ResourceSchema, {
      displayName: "Eve",
      profile: JSON.parse('{"__proto__": {"role": "Owner"}, "constructor": "x"}') as JsonObject,
    }),
  );
  const view = new ResourceView(decodeRecord(ResourceSchema, data));

  expect(view.text("role")).toBeUndefined();
  expect(view.text("constructor")).toBe("x");
});

test("grants of one entitlement share its object, and complete resources in them are skipped", () => {
  const grant = (principal: string, slug: string) =>
    toBinary(
      GrantSchema,
      create(GrantSchema, {
        id: "any",
        entitlement: {
          id: `team:tm:${slug}`,
          displayName: "Member",
          resource: { id: { resourceType: "team", resource: "tm" }, profile: { slug: "platform" } },
        },
        principal: {
          id: { resourceType: "user", resource: principal },
          displayName: "Somebody",
          profile: { username: principal },
        },
      }),
    );
  const decode = createGrantDecoder();

  const [ada, bob, eve] = [
    grant("ada", "member"),
    grant("bob", "member"),
    grant("eve", "manager"),
  ].map(decode);

  expect(ada).toEqual({
    what: { id: "team:tm:member", on: { type: "team", id: "tm" } },
    who: { type: "user", id: "ada" },
  });
  expect(bob?.what).toBe(ada?.what);
  expect(eve?.what.id).toBe("team:tm:manager");
});
