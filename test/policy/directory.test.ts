import { expect, test } from "vitest";

import { directoryOf } from "../../src/policy/directory.ts";
import { unknown } from "../../src/roster/fact.ts";
import { aMember, aRoster, aService } from "../support/roster.ts";

const hidden = unknown("redacted");
const ada = aMember({ username: "ada", id: "id-a", email: "ada@fernwick.example" });
const bo = aMember({ username: "bo", id: "id-b", email: hidden });
const eve = aMember({ username: "eve", id: "ada", email: "eve@fernwick.example" });

const written = (text: string) => ({ text, position: { line: 1, column: 1 } });
const directoryWith = (...members: (typeof ada)[]) =>
  directoryOf(aRoster({ members, services: [aService({ slug: "ci-1" })] }));

test("somebody is found by username, permanent id or address, in any letters", () => {
  const directory = directoryWith(ada, bo);

  for (const name of ["ADA", "Id-A", "ada@FERNWICK.example"]) {
    expect(directory.members(written(name))).toEqual([ada]);
    expect(directory.member(written(name))).toBe(ada);
  }
  expect(directory.members(written("nobody"))).toEqual([]);
  expect(directory.member(written("nobody"))).toBeUndefined();
});

test("who is the same by two of the names is found once", () => {
  const same = aMember({ username: "same", id: "SAME" });
  expect(directoryWith(same).members(written("same"))).toEqual([same]);
});

test("a name that means two people means neither of them", () => {
  const directory = directoryWith(ada, eve);

  expect(directory.members(written("ada"))).toHaveLength(2);
  expect(directory.member(written("ada"))).toBeUndefined();
});

test("a service account is found by its slug, in any letters", () => {
  expect(directoryWith().service(written("CI-1"))?.slug).toBe("ci-1");
  expect(directoryWith().service(written("ci-2"))).toBeUndefined();
});

test("only an address that nobody has may be that of somebody whose address is hidden", () => {
  expect(directoryWith(ada, bo).mayBeHidden(written("x@fernwick.example"))).toEqual(hidden);
  expect(directoryWith(ada, bo).mayBeHidden(written("x"))).toBe(false);
  expect(directoryWith(ada, bo).mayBeHidden(written("ada@fernwick.example"))).toBe(false);
  expect(directoryWith(ada).mayBeHidden(written("x@fernwick.example"))).toBe(false);
});

test("who is listed is known, but where a hidden address may be the name", () => {
  const directory = directoryWith(ada, bo);
  const names = (...texts: string[]) => texts.map(written);

  expect(directory.listed(names("x", "ADA"))(ada)).toBe(true);
  expect(directory.listed(names("bo"))(ada)).toBe(false);
  expect(directory.listed(names("x@fernwick.example"))(ada)).toBe(false);
  expect(directory.listed(names("bo", "x@fernwick.example"))(bo)).toBe(true);
  expect(directory.listed(names("ada", "x"))(bo)).toBe(false);
  expect(directory.listed(names("x", "x@fernwick.example"))(bo)).toEqual(hidden);
});

test("who is allowed by a pattern is known, but where a hidden address may fit it", () => {
  const directory = directoryWith(ada, bo);
  const patterns = (...texts: string[]) => texts.map(written);

  expect(directory.allowed(patterns("x-*", "a*"))(ada)).toBe(true);
  expect(directory.allowed(patterns("*@fernwick.example"))(ada)).toBe(true);
  expect(directory.allowed(patterns("*@other.example"))(ada)).toBe(false);
  // A pattern without an at sign is one of usernames.
  expect(directory.allowed(patterns("*example"))(ada)).toBe(false);
  expect(directory.allowed(patterns("b*", "*@fernwick.example"))(bo)).toBe(true);
  expect(directory.allowed(patterns("x*"))(bo)).toBe(false);
  expect(directory.allowed(patterns("x*", "*@fernwick.example"))(bo)).toEqual(hidden);
  expect(directory.allowed([])(bo)).toBe(false);
});
