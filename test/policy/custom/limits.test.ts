import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { formatProblems, parsePolicy } from "../../../src/policy/file/parse.ts";
import { ask, askOfMember, problemsOf } from "../../support/expression.ts";
import { aMember, aRoster } from "../../support/roster.ts";
import { maxSteps } from "../../../src/policy/custom/limits.ts";
import { propertyRuns } from "../../support/property.ts";

const digits = "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]";

describe("what takes too long ends without an answer", () => {
  // A tenth of what a rule may take, because it is counted and not timed.
  const steps = maxSteps / 10;
  const tooLong = `failure: it took more than ${steps} steps`;
  const member = aMember();
  /** Lists in lists, each of which goes through all of the next. */
  const nested = (depth: number, inner: string) =>
    Array.from({ length: depth }).reduce<string>(
      (text, _, index) => `${digits}.map(v${index}, ${text})`,
      inner,
    );
  test.each([
    ["maps in maps", `${nested(9, "1")} == []`.replace("== []", ".size() == 10")],
    ["tests in tests", nested(9, "true").replaceAll(".map(", ".all(")],
    [
      "lists that double",
      Array.from({ length: 12 })
        .reduce<string>((text, _, at) => `[${text}].map(d${at}, d${at} + d${at})[0]`, digits)
        .concat(".exists(x, ")
        .concat(nested(6, "1"))
        .concat(".size() == 0)"),
    ],
    [
      "lists that are equal only at their ends",
      `[${digits}].map(a, [a,a,a,a,a,a,a,a]).map(b, [b,b,b,b,b,b,b,b]).map(c, [c,c,c,c,c,c,c,c]).map(d, [d,d,d,d,d,d,d,d]).map(e, [e,e,e,e,e,e,e,e]).map(f, [f,f,f,f,f,f,f,f]).map(g, [g,g,g,g,g,g,g,g]).all(z, z == [z[0],z[1],z[2],z[3],z[4],z[5],z[6],z[7]])`,
    ],
  ])("%s", (_, text) => {
    expect(problemsOf(text)).toEqual([]);
    expect(ask(text, "member", member, aRoster({ members: [member] }), steps)).toBe(tooLong);
  });

  test("each pair of ten thousand members is too much, and all of them are not", () => {
    const members = Array.from({ length: 10_000 }, (_, index) =>
      aMember({ username: `p${index}` }),
    );
    const roster = aRoster({ members });
    const one = 'workspace.members.all(m, m.email.matches("^[a-z0-9]+@fernwick[.]example$"))';
    const pairs = "workspace.members.exists(a, workspace.members.exists(b, a.id == b.name))";

    expect(ask(one, "workspace", roster, roster)).toBe(true);
    expect(ask(pairs, "workspace", roster, roster)).toBe(
      `failure: it took more than ${maxSteps} steps`,
    );
  });
});

describe("patterns take time in proportion to the text", () => {
  const hostile = `${"a".repeat(60_000)}!`;
  test.each(["(a+)+$", "^(a|a)*$", "(a*)*b", "(.*a){12}b", "^(([a-z])+.)+[A-Z]([a-z])+$"])(
    "%s",
    (pattern) => {
      const text = `member.name.matches(${JSON.stringify(pattern)})`;
      expect(askOfMember(text, { name: hostile })).toBe(false);
    },
  );

  test("one that stands for thousands of states is counted by them", () => {
    expect(
      askOfMember('member.name.matches("(((a{0,10}){10}){10})$")', { name: `${hostile}b` }),
    ).toBe("failure: it took more than 20000000 steps");
  });
});

/** Pieces of which a good part of the expressions make sense. */
const pieces = fc.array(
  fc.oneof(
    fc.constantFrom(
      ..."member . role == != && || ! ( ) [ ] { } , ? : + - * / % < > <= in teams exists all map filter has size matches t x now workspace members null true false 1 0x1 1.5 1e9 'a' \"b\" '''c''' r'\\d' duration timestamp last_login_at // \n".split(
        " ",
      ),
    ),
    fc.string({ unit: "binary", maxLength: 3 }),
  ),
  { maxLength: 30 },
);
const anyExpression = fc.oneof(
  pieces.map((parts) => parts.join("")),
  pieces.map((parts) => parts.join(" ")),
  fc.string({ unit: "binary", maxLength: 200 }),
);

test("no expression makes anything throw, and its problems stand inside of it", () => {
  fc.assert(
    fc.property(
      anyExpression,
      fc.constantFrom("member", "team", "service", "invite", "workspace"),
      (text, subject) => {
        for (const problem of problemsOf(text, subject)) {
          const at = Number(problem.split(":", 1)[0]);
          expect(at).toBeGreaterThanOrEqual(0);
          expect(at).toBeLessThanOrEqual(text.length);
          expect(problem).not.toMatch(/undefined|NaN|object Object/v);
        }
        if (problemsOf(text, "member").length === 0) askOfMember(text);
      },
    ),
    propertyRuns(1_500),
  );
});

test("no expression in a policy gives anything but a policy or its problems on its own lines", () => {
  fc.assert(
    fc.property(anyExpression, fc.constantFrom("plain", "quoted", "literal"), (text, style) => {
      const written =
        style === "plain"
          ? text
          : style === "quoted"
            ? JSON.stringify(text)
            : `|\n${text.replaceAll(/^/gmv, "      ")}`;
      const file = `version: 1\norganization: o\ncustom:\n  - id: mine\n    for: member\n    severity: error\n    message: no\n    violates: ${written}\n`;
      const parsed = parsePolicy(file, "p");
      if ("policy" in parsed) return;
      const lines = file.split(/\r\n|[\n\r]/v).length;
      for (const { position } of parsed.problems) {
        expect(position.line).toBeGreaterThanOrEqual(1);
        expect(position.line).toBeLessThanOrEqual(lines);
      }
      expect(formatProblems("p", parsed.problems)).toMatch(/^p:\d+:\d+: ./v);
    }),
    propertyRuns(600),
  );
});
