import { describe, expect, test } from "vitest";

import { problemsOf } from "../support/expression.ts";

describe("what is wrong is said where it stands in the expression", () => {
  test.each([
    ["", ["0: the expression ends, expected a value"]],
    ["true false", ['5: found "false", expected an operator or the end']],
    ["(true", ['5: the expression ends, expected ")"']],
    ["[1, 2", ['5: the expression ends, expected "]"']],
    ["size(1,)", ['7: found ")", expected a value']],
    ["true ? false", ['12: the expression ends, expected ":"']],
    ["member.", ["7: the expression ends, expected a field's name"]],
    ["member.1", ["6: found 0.1, expected an operator or the end"]],
    ["{1}", ['2: found "}", expected ":"']],
    ["in", ['0: found "in", expected a value']],
    ["-!true", ['1: found "!", expected a value']],
    ["'abc", ["0: the text has no closing quote"]],
    ['"a\nb" == ""', ["0: the text has no closing quote"]],
    [
      "'\\d'",
      [
        "1: the backslash does not start a known escape: write \\\\ for a backslash, or r before the quote",
      ],
    ],
    [
      "'\\ud800'",
      [
        "1: the backslash does not start a known escape: write \\\\ for a backslash, or r before the quote",
      ],
    ],
    ["b'x' == b'x'", ["0: bytes are not supported: write text without the b"]],
    ["1u == 1u", ["1: unsigned numbers are not supported"]],
    ["12abc", ["2: a number ends in a letter"]],
    ["9007199254740992 == 1", ["0: the number is too large"]],
    ["1e999 == 1.0", ["0: the number is too large"]],
    ["member.active & true", ['14: "&" is not understood here: write "&&" for "and"']],
    ["member.active | true", ['14: "|" is not understood here: write "||" for "or"']],
    ["member.role = 'Owner'", ['12: "=" is not understood here: write "==" to compare']],
    ["member.active # x", ['14: "#" is not understood here']],
    ["while", ['0: "while" is a reserved word of CEL']],
    ["memer.active", ['0: there is no "memer" here: did you mean "member"?']],
    ["team.slug == ''", ['0: there is no "team" here']],
    [
      "int('123456789012345678901234567890123456789012') == 1",
      ["4: a whole number became too large"],
    ],
    [
      `timestamp('${"x".repeat(41)}') < now`,
      [`10: "${"x".repeat(40)}…" is not a time: write it as "2026-12-31T00:00:00Z"`],
    ],
    [`double('${"x".repeat(41)}') < 1.0`, [`7: "${"x".repeat(40)}…" is not a decimal number`]],
    [`int('${"x".repeat(40)}') < 1`, [`4: "${"x".repeat(40)}" is not a whole number`]],
    [
      "{'a': 1}",
      ["0: the complete expression must be true or false, but it is a map (a whole number each)"],
    ],
    [
      "[member.last_login_at]",
      ["0: the complete expression must be true or false, but it is a list (a time or null each)"],
    ],
    ["member.rol == ''", ['7: "rol" is not a field of member: did you mean "role"?']],
    ["member.name.first == ''", ["12: text has no fields"]],
    [
      "member.role == 'Collabrator'",
      [
        '15: "Collabrator" is not one of Owner, Manager, Member, Collaborator: did you mean "Collaborator"?',
      ],
    ],
    [
      "member.role in ['Owner', 'Manger']",
      ['25: "Manger" is not one of Owner, Manager, Member, Collaborator: did you mean "Manager"?'],
    ],
    [
      "'owner' in workspace.members.map(m, m.role)",
      ['0: "owner" is not one of Owner, Manager, Member, Collaborator: did you mean "Owner"?'],
    ],
    ["member.role == 1", ["12: cannot compare text with a whole number"]],
    [
      "1 == 1.0",
      [
        "2: cannot compare a whole number with a decimal number: write 1.0 for a decimal number, or convert with int() or double()",
      ],
    ],
    ["member.active == null", ["14: this is never null, so the comparison is useless"]],
    [
      "member.teams.exists(t, t == t)",
      ["25: cannot compare a whole membership with a whole membership: compare an id or a slug"],
    ],
    [
      "member.teams == []",
      [
        "13: cannot compare a list (a whole membership each) with a list (nothing each): ask for its size",
      ],
    ],
    ["1 in 'abc'", ['2: "in" cannot look for a whole number in text']],
    ["1 in ['a']", ['2: "in" cannot look for a whole number in a list (text each)']],
    ["'a' + 1 == 'a1'", ['4: "+" does not take text and a whole number']],
    ["now + 1 > now", ['4: "+" does not take a time and a whole number']],
    ["-'a' == 'a'", ['1: "-" does not take text']],
    ["!1", ["1: expected true or false, found a whole number"]],
    [
      "1 && 'a'",
      ["0: expected true or false, found a whole number", "5: expected true or false, found text"],
    ],
    ["member.active ? 1 : 'a'", ["14: the two outcomes differ: a whole number and text"]],
    ["[1, 'a'].size() == 2", ["4: the others here are a whole number, this is text"]],
    ["{1: 2}.size() == 1", ["1: expected text, found a whole number"]],
    ["[1]['a'] == 1", ["3: a list (a whole number each) cannot be indexed by text"]],
    ["'abc'[0] == 'a'", ["5: text cannot be indexed by a whole number"]],
    ["member", ["0: the complete expression must be true or false, but it is a whole member"]],
    ["size()", ['0: "size" does not take nothing']],
    ["size(1) == 1", ['0: "size" does not take a whole number']],
    ["contains('a', 'b')", ['0: "contains" is written x.contains(…)']],
    ["'a'.int() == 1", ['4: "int" is written int(x)']],
    ["member.teams.exits(t, true)", ['13: there is no function "exits": did you mean "exists"?']],
    ["member.teams.all(true)", ['13: "all" is written list.all(x, test)']],
    [
      "member.teams.map(t) == []",
      ['13: "map" is written list.map(x, value) or list.map(x, test, value)'],
    ],
    ["'a'.all(x, true)", ['4: "all" needs a list, not text']],
    ["[1].all(x, x)", ["11: expected true or false, found a whole number"]],
    ["[1].all(member, true)", ['8: "member" is already a name: choose another']],
    ["has(member)", ['0: "has" is written has(x.field)']],
    ["member.name.matches(member.email)", ['12: "matches" is written x.matches("pattern")']],
    ["member.name.matches('(a')", ["20: the pattern is not valid in RE2: missing closing ): `(a`"]],
    [
      "member.name.matches('(?=a)')",
      ["20: the pattern is not valid in RE2: invalid or unsupported Perl syntax: `(?=`"],
    ],
    [
      "duration('90d') > duration('1h')",
      ['9: "90d" is not a duration: CEL has no days: write "2160h"'],
    ],
    [
      "duration('a while') > duration('1h')",
      ['9: "a while" is not a duration: write it as "36h", "90m" or "30s"'],
    ],
    [
      "timestamp('2026-02-30T00:00:00Z') < now",
      ['10: "2026-02-30T00:00:00Z" is not a time: write it as "2026-12-31T00:00:00Z"'],
    ],
    ["null", ["0: the complete expression must be true or false, but it is null"]],
    ["null < 1", ["0: null is not allowed here: compare with == or !="]],
  ])("%s", (text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });
});

describe("one mistake is told once, and what rests on it is not called wrong as well", () => {
  test.each([
    "member.rol",
    "!member.rol",
    "-member.rol == 1",
    "member.rol && true",
    "member.rol == 1",
    "member.rol < 1",
    "member.rol in [1]",
    "1 in member.rol",
    "member.rol ? 1 == 1 : true",
    "true ? member.rol : true",
    "(true ? 1 : member.rol) == 1",
    "[member.rol] == [1]",
    "[1, member.rol].size() == 2",
    "{'a': member.rol}.a == 1",
    "{member.rol: 1} == {'a': 1}",
    "member.rol.first == 1",
    "member.rol[0] == 1",
    "[1][member.rol] == 1",
    "size(member.rol) == 1",
    "member.rol.size() == 1",
    "member.rol.contains('a')",
    "'a'.contains(member.rol)",
    "member.rol.matches('a')",
    "has(member.rol)",
    "member.rol.exists(x, x == 1)",
    "[1].exists(x, member.rol)",
    "[1].map(x, member.rol) == [1]",
    "[1].map(x, member.rol, x) == [1]",
    "[1].map(x, true, member.rol) == [1]",
  ])("%s", (text) => {
    expect(problemsOf(text).map((problem) => problem.replace(/^\d+: /v, ""))).toEqual([
      '"rol" is not a field of member: did you mean "role"?',
    ]);
  });
});
