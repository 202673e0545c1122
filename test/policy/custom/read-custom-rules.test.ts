import { describe, expect, test } from "vitest";

import { formatProblems, parsePolicy } from "../../../src/policy/file/parse.ts";
import { problemsOf } from "../../support/expression.ts";

const head = "version: 1\norganization: fernwick\n";

/** Returns a file with one rule, whose expression is written as given. */
function fileWith(violates: string): string {
  return `${head}custom:\n  - id: mine\n    for: member\n    violates: ${violates}\n    severity: error\n    message: no\n`;
}

function problemsIn(text: string): readonly string[] {
  const parsed = parsePolicy(text, "p");
  return "policy" in parsed ? [] : formatProblems("p", parsed.problems).split("\n");
}

describe("what is wrong is said where it stands in the expression", () => {
  test.each([
    ["", ["0: the expression ends where a value should be"]],
    ["true false", ['5: found "false" where an operator or the end should be']],
    ["(true", ['5: the expression ends where ")" should be']],
    ["[1, 2", ['5: the expression ends where "]" should be']],
    ["size(1,)", ['7: found ")" where a value should be']],
    ["true ? false", ['12: the expression ends where ":" should be']],
    ["member.", ["7: the expression ends where a field's name should be"]],
    ["member.1", ["6: found 0.1 where an operator or the end should be"]],
    ["{1}", ['2: found "}" where ":" should be']],
    ["in", ['0: found "in" where a value should be']],
    ["-!true", ['1: found "!" where a value should be']],
    ["'abc", ["0: the text has no closing quote"]],
    ['"a\nb" == ""', ["0: the text has no closing quote"]],
    [
      "'\\d'",
      [
        "1: the backslash starts nothing that is known: write \\\\ for a backslash, or r before the quote",
      ],
    ],
    [
      "'\\ud800'",
      [
        "1: the backslash starts nothing that is known: write \\\\ for a backslash, or r before the quote",
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
      ["0: the whole expression must be true or false, it is a map (a whole number each)"],
    ],
    [
      "[member.last_login_at]",
      ["0: the whole expression must be true or false, it is a list (a time or null each)"],
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
    ["member.active == null", ["14: this is never null, so the comparison says nothing"]],
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
    ["1 in 'abc'", ['2: "in" does not find a whole number in text']],
    ["1 in ['a']", ['2: "in" does not find a whole number in a list (text each)']],
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
    ["[1]['a'] == 1", ["3: a list (a whole number each) has no element by text"]],
    ["'abc'[0] == 'a'", ["5: text has no element by a whole number"]],
    ["member", ["0: the whole expression must be true or false, it is a whole member"]],
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
    ["'a'.all(x, true)", ['4: "all" goes through a list, not text']],
    ["[1].all(x, x)", ["11: expected true or false, found a whole number"]],
    ["[1].all(member, true)", ['8: "member" is a name already: choose another']],
    ["has(member)", ['0: "has" is written has(x.field)']],
    ["member.name.matches(member.email)", ['12: "matches" is written x.matches("pattern")']],
    [
      "member.name.matches('(a')",
      ["20: the pattern is not one that RE2 knows: missing closing ): `(a`"],
    ],
    [
      "member.name.matches('(?=a)')",
      ["20: the pattern is not one that RE2 knows: invalid or unsupported Perl syntax: `(?=`"],
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
    ["null", ["0: the whole expression must be true or false, it is null"]],
    ["null < 1", ["0: null has no place here: compare with == or !="]],
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
    ["1 in 2", '"in" does not find a whole number in a whole number'],
    [
      "[member.teams[0]] == []",
      "cannot compare a list (a whole membership each) with a list (nothing each): ask for its size",
    ],
  ])("%s", (text, message) => {
    expect(problemsOf(text).map((problem) => problem.replace(/^\d+: /v, ""))).toEqual([message]);
  });
});

describe("bytes are told from names that end in their letters", () => {
  const bytes = "0: bytes are not supported: write text without the b";
  const texts: readonly (readonly [string, string])[] = [
    ...["b", "B", "br", "bR", "rb", "Rb"].map((prefix) => [`${prefix}'x' == ''`, bytes] as const),
    ['b"x" == ""', bytes],
    ...["xb", "bx", "xr"].map(
      (name) =>
        [`${name}'x' == ''`, '2: found "x" where an operator or the end should be'] as const,
    ),
    ["rbx'x' == ''", '3: found "x" where an operator or the end should be'],
    ["b == 1", '0: there is no "b" here'],
    ["rb == 1", '0: there is no "rb" here'],
    ["00x1 == 1", "2: a number ends in a letter"],
    [
      "'\\U00110000' == ''",
      "1: the backslash starts nothing that is known: write \\\\ for a backslash, or r before the quote",
    ],
    [
      "'\\udfff' == ''",
      "1: the backslash starts nothing that is known: write \\\\ for a backslash, or r before the quote",
    ],
  ];
  test.each(texts)("%s", (text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });
});

describe("a time or a duration that is none is told when the policy is read", () => {
  const none: readonly (readonly [string, string, string])[] = [
    ...[
      "x2026-11-23T06:00:00Z",
      "2026-11-23T06:00:00Zx",
      "2026-11-23T06:00:00.xZ",
      "2026-11-23T06:00:00.Z",
      "2026-11-23T06:00:00+1:00",
      "2026-11-23T06:00:00",
      "2026-11-23",
      "2026-11-31T00:00:00Z",
      "2026-11-23T25:00:00Z",
    ].map((text) => ["timestamp", text, 'a time: write it as "2026-12-31T00:00:00Z"'] as const),
    ...["x1h", "1hx", "1.xh", ".xh", "1", "h", "", "90dx", "x90d", "12345d"].map(
      (text) => ["duration", text, 'a duration: write it as "36h", "90m" or "30s"'] as const,
    ),
    ["duration", "1234d", 'a duration: CEL has no days: write "29616h"'],
  ];
  test.each(none)("%s('%s')", (name, text, what) => {
    const problem = `${name.length + 1}: ${JSON.stringify(text)} is not ${what}`;
    expect(problemsOf(`${name}('${text}') == ${name}('${text}')`)[0]).toBe(problem);
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

describe("what may be null is tested first", () => {
  const plea =
    "member.last_login_at may be null: test it first, as in member.last_login_at != null && …";
  test.each([
    ["member.last_login_at < now", [`7: ${plea}`]],
    ["member.last_login_at < now && member.last_login_at != null", [`7: ${plea}`]],
    ["member.last_login_at != null || member.last_login_at < now", [`39: ${plea}`]],
    ["(member.last_login_at != null || true) && member.last_login_at < now", [`49: ${plea}`]],
    ["!(member.last_login_at == null && true) && member.last_login_at < now", [`50: ${plea}`]],
    ["(member.last_login_at != null ? true : member.last_login_at < now)", [`46: ${plea}`]],
    ["member.last_login_at.getFullYear() == 2026", [`7: ${plea}`]],
    ["string(member.last_login_at) == ''", [`14: ${plea}`]],
    ["member.last_login_at.x == 1", [`7: ${plea}`]],
    ["has(member.last_login_at) || member.last_login_at < now", [`36: ${plea}`]],
    ["member.teams.exists(t, true) && member.last_login_at < now", [`39: ${plea}`]],
    ["member.last_login_at == now && member.last_login_at < now", [`38: ${plea}`]],
    ["1 != 2 && member.last_login_at < now", [`17: ${plea}`]],
    ["member.last_login_at[0] == 1", [`7: ${plea}`]],
    ["[1][[1, null][0]] == 1", ["13: this may be null: test it first, as in x != null && …"]],
    [
      "[true, null][0]",
      ["12: the whole expression must be true or false, it is true or false or null"],
    ],
    ["1 in (true ? null : [1])", ["11: this may be null: test it first, as in x != null && …"]],
    [
      "(true ? null : [1]).exists(x, true)",
      ["6: this may be null: test it first, as in x != null && …"],
    ],
    ["-(true ? null : 1) == 1", ["7: this may be null: test it first, as in x != null && …"]],
    [
      "[member.last_login_at].exists(x, x < now)",
      ["33: x may be null: test it first, as in x != null && …"],
    ],
  ])("%s", (text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  test.each([
    "member.last_login_at != null && member.last_login_at < now",
    "null != member.last_login_at && true && member.last_login_at < now",
    "member.last_login_at == null || member.last_login_at < now",
    "!(member.last_login_at == null) && member.last_login_at < now",
    "!(member.last_login_at == null || member.last_login_at < now) && member.last_login_at > now",
    "has(member.last_login_at) && member.last_login_at < now",
    "!has(member.last_login_at) || member.last_login_at < now",
    "(true ? null : now) != null && [1].size() == 1",
    "member.last_login_at == null ? member.joined_at < now : member.last_login_at < now",
    "member.last_login_at in [null, now]",
    "member.last_login_at == now",
    "[member.last_login_at].filter(x, x != null && x < now).size() == 0",
    "workspace.members.map(m, m.last_login_at != null, m.last_login_at < now) == [true]",
    "workspace.services.exists(s, has(s.key_expires_at) && s.key_expires_at < now)",
  ])("%s", (text) => {
    expect(problemsOf(text)).toEqual([]);
  });
});

describe("a problem stands where the file has it, however the text is written", () => {
  test.each([
    ["plain", "member.active && member.rol == ''"],
    ["in single quotes", "'member.name == ''x'' || member.rol == ''x'''"],
    ["in double quotes", String.raw`"member.name == \"x\" || member.rol == \"x\""`],
    ["with escapes of every length", String.raw`"\x6d\u0065\U0000006dber.rol == 'x'"`],
    ["with white space as escapes", String.raw`"true\n && \t member.rol == 'x'"`],
    ["with a character of two code units", String.raw`"'🦊\U0001F98A' == member.rol"`],
    ["plain over two lines", "member.active &&\n      member.rol == 'x'"],
    ["quoted over lines", "\"member.active &&\n\n      member.rol == 'x'\""],
    ["with a line carried on", "\"member.active \\\n      && member.rol == 'x'\""],
    ["folded", ">-\n      member.active &&\n      member.rol == 'x'"],
    ["folded with blank lines", ">\n\n      member.active &&\n\n      member.rol == 'x'\n"],
    ["literal", "|\n      member.active &&\n        member.rol == 'x'"],
    ["literal with a comment", "| # why\n      // member.rol\n      member.rol == 'x'"],
    ["literal with an indent", "|2-\n      member.rol == 'x'"],
  ])("%s", (_, violates) => {
    const file = fileWith(violates);
    const lines = file.slice(0, file.lastIndexOf(".rol") + 1).split("\n");
    const place = `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`;
    expect(problemsIn(file)).toEqual([
      `p:${place}: "rol" is not a field of member: did you mean "role"?`,
    ]);
  });

  test("where something is missing, the place is the text's end", () => {
    expect(problemsIn(fileWith("member.active &&"))).toEqual([
      "p:6:31: the expression ends where a value should be",
    ]);
    expect(problemsIn(fileWith("|\n      member.active &&\n"))).toEqual([
      "p:7:23: the expression ends where a value should be",
    ]);
  });

  test("carriage returns before line feeds change no column", () => {
    const text = `${head}custom:\n  - id: mine\n    for: member\n    violates: |\n      member.active &&\n      member.rol == 'x'\n    severity: error\n    message: no\n`;
    expect(problemsIn(text.replaceAll("\n", "\r\n"))).toEqual([
      'p:8:14: "rol" is not a field of member: did you mean "role"?',
    ]);
  });
});

describe("the entries themselves", () => {
  const rule = (fields: Record<string, unknown>) =>
    problemsIn(
      `${head}custom:\n  - ${JSON.stringify({ id: "mine", for: "member", violates: "true", severity: "note", message: "no", ...fields })}\n`,
    );

  test("a good one is no problem", () => {
    expect(rule({ remedy: "do it" })).toEqual([]);
  });

  test.each([
    [{ id: "two-factor" }, '"two-factor" is a built-in rule\'s id: choose another'],
    [
      { id: "Not_Kebab" },
      '"Not_Kebab" is not an id in small letters, such as "no-shared-accounts"',
    ],
    [
      { id: "__proto__" },
      '"__proto__" is not an id in small letters, such as "no-shared-accounts"',
    ],
    [
      { for: "members" },
      '"members" is not one of member, team, service, invite, workspace: did you mean "member"?',
    ],
    [{ severity: "off" }, '"off" is not one of error, warning, note'],
    [{ violates: true }, 'expected text, found "true": put it in quotes'],
    [{ mesage: "x" }, '"mesage" is not known in entry 1 of custom: did you mean "message"?'],
    [{ message: undefined }, '"message" is missing in entry 1 of custom'],
  ])("%j", (fields, message) => {
    expect(rule(fields).join("\n")).toContain(message);
  });

  test("a mistake in one field hides none in another of the same rule", () => {
    const entries = `
  - { id: dormant, for: member, violates: 'member.rol == ""', severity: eror, message: no }
  - { id: mine, for: person, violates: 'member.rol == ""', severity: error, message: no }
  - { id: mine, for: member, violates: 'true', severity: error }
`;
    expect(problemsIn(`${head}custom:${entries}`)).toEqual([
      'p:4:11: "dormant" is a built-in rule\'s id: choose another',
      'p:4:51: "rol" is not a field of member: did you mean "role"?',
      'p:4:73: "eror" is not one of error, warning, note: did you mean "error"?',
      'p:5:22: "person" is not one of member, team, service, invite, workspace',
      'p:6:5: "message" is missing in entry 3 of custom',
      'p:6:11: there are two custom rules "mine"',
    ]);
  });

  test("two rules do not share an id, and each mistake is told at once", () => {
    const entry = (violates: string) =>
      `  - { id: mine, for: member, violates: '${violates}', severity: error, message: no }\n`;
    expect(
      problemsIn(
        `${head}rolls: {}\ncustom:\n${entry("member.rol == 1 || member.nam == 2")}${entry("1 +")}  - { id: other }\n`,
      ),
    ).toEqual([
      'p:3:1: "rolls" is not known at the top of the file: did you mean "roles"?',
      'p:5:48: "rol" is not a field of member: did you mean "role"?',
      'p:5:67: "nam" is not a field of member: did you mean "name"?',
      'p:6:11: there are two custom rules "mine"',
      "p:6:44: the expression ends where a value should be",
      'p:7:5: "for" is missing in entry 3 of custom',
      'p:7:5: "violates" is missing in entry 3 of custom',
      'p:7:5: "severity" is missing in entry 3 of custom',
      'p:7:5: "message" is missing in entry 3 of custom',
    ]);
  });
});
