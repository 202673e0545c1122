import { describe, expect, test } from "vitest";

import { problemsOf } from "../support/expression.ts";

describe("what no operator, function or macro takes is said", () => {
  test.each([
    [
      "[1] - [2] == []",
      '"-" does not take a list (a whole number each) and a list (a whole number each)',
    ],
    ["1 + [1] == [1]", '"+" does not take a whole number and a list (a whole number each)'],
    ["[1] + 1 == [1]", '"+" does not take a list (a whole number each) and a whole number'],
    ["[1] + ['a'] == []", '"+" does not take a list (a whole number each) and a list (text each)'],
    ["true < false", '"<" does not take true or false and true or false'],
    ["'a' < 1", '"<" does not take text and a whole number'],
    [
      "1 + 1.0 == 2.0",
      '"+" does not take a whole number and a decimal number: write 1.0 for a decimal number, or convert with int() or double()',
    ],
    ["'a'.contains('b', 'c')", '"contains" does not take text and text and text'],
    ["'a'.contains(1)", '"contains" does not take text and a whole number'],
    ["1.contains('a')", '"contains" does not take a whole number and text'],
    ["[1].exists(x)", '"exists" is written list.exists(x, test)'],
    ["[1].exists()", '"exists" is written list.exists(x, test)'],
    ["[1].exists(1, true)", '"exists" is written list.exists(x, test)'],
    ["[1].exists(x, true, true)", '"exists" is written list.exists(x, test)'],
    [
      "[1].map(x, true, 1, 2) == []",
      '"map" is written list.map(x, value) or list.map(x, test, value)',
    ],
    ["[1].map(1, 2) == []", '"map" is written list.map(x, value) or list.map(x, test, value)'],
    ["[1].map(x, x, 2) == []", "expected true or false, found a whole number"],
    ["has()", '"has" is written has(x.field)'],
    ["has(member.name, 1)", '"has" is written has(x.field)'],
    ["matches()", '"matches" is written x.matches("pattern")'],
    ["member.name.matches()", '"matches" is written x.matches("pattern")'],
    ["member.name.matches('a', 'b')", '"matches" is written x.matches("pattern")'],
    ["1.matches('a')", "expected text, found a whole number"],
    ["exists(member.teams, true)", '"exists" is written list.exists(x, test)'],
    ["1 in 2", '"in" cannot look for a whole number in a whole number'],
    [
      "[member.teams[0]] == []",
      "cannot compare a list (a whole membership each) with a list (nothing each): ask for its size",
    ],
  ])("%s", (text, message) => {
    expect(problemsOf(text).map((problem) => problem.replace(/^\d+: /v, ""))).toEqual([message]);
  });
});

describe("what may be either is of a type that holds both, if there is one", () => {
  test.each([
    "(true ? [] : [1]) == [1]",
    "(true ? workspace.members[0] : member).active",
    "(true ? member.role : 'x') == 'anything'",
    "(true ? member.role : member.visibility) == 'Public'",
    "(true ? null : [1]) == [1]",
    "[[], [1]] == [[1]]",
    "[{}, {'a': 1}] == []",
    "[1, null] == [null]",
    "[null, member.last_login_at] == []",
    "[member.role, 'x'].exists(r, r == 'y')",
  ])("%s", (text) => {
    expect(problemsOf(text)).toEqual([]);
  });

  const differ = (one: string, other: string) => `the two outcomes differ: ${one} and ${other}`;
  const mixed = (others: string, one: string) => `the others here are ${others}, this is ${one}`;
  test.each([
    ["true ? [1] : ['a']", differ("a list (a whole number each)", "a list (text each)")],
    ["true ? {'a': 1} : {'a': 'b'}", differ("a map (a whole number each)", "a map (text each)")],
    [
      "true ? [1] : {'a': 1}",
      differ("a list (a whole number each)", "a map (a whole number each)"),
    ],
    ["true ? [1] : 1", differ("a list (a whole number each)", "a whole number")],
    ["true ? {'a': 1} : 1", differ("a map (a whole number each)", "a whole number")],
    ["true ? 1 : {'a': 1}", differ("a whole number", "a map (a whole number each)")],
    ["true ? member : workspace", differ("a whole member", "a whole workspace")],
    ["true ? member : 1", differ("a whole member", "a whole number")],
    ["true ? member.role : 1", differ("text", "a whole number")],
    ["true ? 1 : member.role", differ("a whole number", "text")],
    ["true ? member.last_login_at : 1", differ("a time or null", "a whole number")],
    ["true ? 1 : member.last_login_at", differ("a whole number", "a time or null")],
    ["[[1], ['a']] == []", mixed("a list (a whole number each)", "a list (text each)")],
    ["[{'a': 1}, {'b': 'c'}] == []", mixed("a map (a whole number each)", "a map (text each)")],
    ["[null, now, 1] == []", mixed("a time or null", "a whole number")],
    [
      "(true ? member.role : member.visibility) == 'Pubic'",
      '"Pubic" is not one of Owner, Manager, Member, Collaborator, Public, Private: did you mean "Public"?',
    ],
  ])("%s", (text, message) => {
    expect(problemsOf(text).map((problem) => problem.replace(/^\d+: /v, ""))).toEqual([message]);
  });
});
