import fc from "fast-check";
import { expect, test } from "vitest";

import { parseJson } from "../../../src/report/merge/parse-json.ts";
import { propertyRuns } from "../../support/property.ts";

test.each([
  ["at the top", '{"a":1,"a":2}', "a"],
  ["with the same value", '{"a":1,"a":1}', "a"],
  ["deep inside", '[{"x":[{"b":{},"c":"b","b":[]}]}]', "b"],
  ["after a nested object with it", '{"a":{"a":1},"a":2}', "a"],
  ["with spaces before the colon", '{"a" \n\t\r:1, "a"  : 2}', "a"],
  ["written with an escape", String.raw`{"a":1,"a":2}`, "a"],
  ["with a quote in it", String.raw`{"\"":1,"\"":2}`, '"'],
  ["with a backslash at its end", String.raw`{"\\":1,"\\":2}`, "\\"],
  ["that is empty", '{"":1,"":2}', ""],
  ["of JavaScript's own", '{"__proto__":1,"__proto__":2}', "__proto__"],
])("a key that is there twice is found %s", (_, json, key) => {
  expect(parseJson(json)).toEqual({
    reason: `it is damaged: an object in it has the key "${key}" twice`,
  });
});

test.each([
  ["in two objects", '[{"a":1},{"a":2}]'],
  ["in an object and one inside of it", '{"a":{"a":{"a":1}}}'],
  ["as a key and a value", '{"a":"a","b":"a"}'],
  ["in a text that looks like JSON", String.raw`{"a":"{\"a\":1,\"a\":2}","b":"\",\"a\":"}`],
  ["in another case", '{"a":1,"A":2}'],
  ["in an array of texts", '["a","a",":","a"]'],
])("a key that is there %s is not twice", (_, json) => {
  expect(parseJson(json)).toEqual({ value: JSON.parse(json) });
});

test("whatever JSON.stringify writes has each key once, and one key more is noticed", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), (object) => {
      const json = JSON.stringify(object);
      expect(parseJson(json)).toEqual({ value: JSON.parse(json) });
      const [key = ""] = Object.keys(object);
      const twice = `${json.slice(0, -1)},${JSON.stringify(key)}:null}`;
      expect(parseJson(twice)).toHaveProperty("reason");
    }),
    propertyRuns(300),
  );
});

test("a long key does not make a long message", () => {
  const key = "k".repeat(1_000_000);
  const found = parseJson(`{"${key}":1,"${key}":2}`);
  expect("reason" in found && found.reason.length).toBeLessThan(200);
});
