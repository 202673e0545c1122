import { describe, expect, test } from "vitest";

import { formatProblems, parsePolicy } from "../../../src/policy/file/parse.ts";

const head = "version: 1\norganization: fernwick\n";

/** Returns a file with one rule, whose expression is written as given. */
function fileWith(violates: string): string {
  return `${head}custom:\n  - id: mine\n    for: member\n    violates: ${violates}\n    severity: error\n    message: no\n`;
}

function problemsIn(text: string): readonly string[] {
  const parsed = parsePolicy(text, "p");
  return "policy" in parsed ? [] : formatProblems("p", parsed.problems).split("\n");
}

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
      "p:6:31: the expression ends, expected a value",
    ]);
    expect(problemsIn(fileWith("|\n      member.active &&\n"))).toEqual([
      "p:7:23: the expression ends, expected a value",
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
    [{ id: "Not_Kebab" }, '"Not_Kebab" is not an id in lower case, such as "no-shared-accounts"'],
    [{ id: "__proto__" }, '"__proto__" is not an id in lower case, such as "no-shared-accounts"'],
    [
      { for: "members" },
      '"members" is not one of member, team, service, invite, repository, token, oidc_provider, group_mapping, workspace: did you mean "member"?',
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
      'p:5:22: "person" is not one of member, team, service, invite, repository, token, oidc_provider, group_mapping, workspace',
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
      "p:6:44: the expression ends, expected a value",
      'p:7:5: "for" is missing in entry 3 of custom',
      'p:7:5: "violates" is missing in entry 3 of custom',
      'p:7:5: "severity" is missing in entry 3 of custom',
      'p:7:5: "message" is missing in entry 3 of custom',
    ]);
  });
});
