import { celEnv, isCelError, parse, plan } from "@bufbuild/cel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { unknown } from "../../src/roster/fact.ts";
import { ask, askOfMember, problemsOf } from "../support/expression.ts";
import { aMember, aRoster, aTeam } from "../support/roster.ts";
import { propertyRuns } from "../support/property.ts";

const platform = aTeam({ slug: "platform" });
const roster = { teams: [platform] };
const jo = {
  username: "jo",
  role: "Owner",
  email: "Jo@Fernwick.example",
  lastLoginAt: null,
  teams: [{ team: platform.id, role: "Manager" }],
} as const;

describe("values", () => {
  test.each([
    ['member.role == "Owner"', true],
    ['member.role in ["Manager", "Member"]', false],
    ["member.two_factor && member.active", true],
    ["member.last_login_at == null", true],
    ["has(member.last_login_at)", false],
    ["has(member.email)", true],
    ['member.email.lowerAscii().endsWith("@fernwick.example")', true],
    ['member.email.matches("(?i)^[a-z]+@fernwick\\\\.example$")', true],
    ['matches(member.email, r"^\\d+$")', false],
    ['member.teams.exists(t, t.slug == "platform" && t.role == "Manager")', true],
    ['member.teams.all(t, t.visibility == "Visible")', true],
    ['member.teams.exists_one(t, t.name == "Platform")', true],
    ["member.teams.filter(t, t.role == 'Member').size() == 0", true],
    ['"platform" in member.teams.map(t, t.slug)', true],
    ['member.teams.map(t, t.role == "Manager", t.slug) == ["platform"]', true],
    ["size(member.teams) == 1 && member.teams[0].id == 'tm-platform'", true],
    ['member.joined_at < now - duration("720h")', true],
    ['now == timestamp("2026-11-23T06:00:00Z")', true],
    ['timestamp("2026-11-23T07:00:00+01:00") == now', true],
    ['now - timestamp("2026-11-22T05:59:30Z") == duration("24h30s")', true],
    ["now.getFullYear() == 2026 && now.getMonth() == 10 && now.getDayOfWeek() == 1", true],
    ['duration("90m").getHours() == 1 && duration("-90s").getMinutes() == -1', true],
    ['string(now) == "2026-11-23T06:00:00Z"', true],
    ['string(duration("90m")) == "5400s" && string(true) == "true" && string(7) == "7"', true],
    ['int("12") + int(2.9) + int(now - duration("1h") < now ? 1 : 0) == 15', true],
    ["double(3) / 2.0 == 1.5 && double('2.5e1') == 25.0", true],
    ["7 / 2 == 3 && -7 / 2 == -3 && 7 % 4 == 3 && -7 % 4 == -3", true],
    ["0xff == 255 && 1e2 == 100.0 && .5 < 0.75", true],
    ['{"Owner": 4, "Manager": 3}[member.role] == 4', true],
    ['"Owner" in {"Owner": 4} && !("Member" in {"Owner": 4})', true],
    ['{"a": [1]} == {"a": [1]} && {"a": [1]} != {"b": [1]}', true],
    ['has({"a": 1}.a) && !has({"a": 1}.b) && {"a": 1}.a == 1', true],
    ['{"b": 1, "a": 2}.exists(k, k == "a")', true],
    ["[1, 2] + [3] == [1, 2, 3] && [] == []", true],
    ["[null, 'a'][1] == 'a'", true],
    ["size('aé🦊') == 3 && 'b' > 'a' && '🦊' > '\\uffee'", true],
    ["'\\x41\\u00e9\\U0001F98A\\101\\n\\'' == \"Aé🦊A\\n'\"", true],
    ["'''it's\nfine''' == \"it's\\nfine\" && r'\\d' == '\\\\d'", true],
    ["'aé'.upperAscii() == 'Aé' && size('aé'.upperAscii()) == 2", true],
    ["int(timestamp('1970-01-01T00:00:02Z')) == 2", true],
    ["-(1.5) == -1.5 && -(2) == -2", true],
    ["timestamp('2026-11-05T00:00:00Z').getDayOfMonth() == 4 && now.getDate() == 23", true],
    ["[true ? null : 'a', 'b'].exists(x, x == null)", true],
    ["{'a': 1} == {'a': 1, 'b': 2}", false],
    ["[1, 2] == [1, 3]", false],
    ["// a comment\n true // and another", true],
    ["!!true && !(- -1 != 1)", true],
    ["member.active ? member.two_factor : false", true],
    ["workspace.members.size() == 1 && workspace.slug == 'fernwick'", true],
    ["workspace.single_sign_on.enabled || workspace.group_sync.enabled", false],
  ])("%s", (text, expected) => {
    expect(askOfMember(text, jo, roster)).toBe(expected);
  });
});

/** Each operator where it is true, and where it is just not. */
const orders = (less: string, more: string) =>
  [
    `${less} < ${more} && !(${less} < ${less}) && !(${more} < ${less})`,
    `${less} <= ${more} && ${less} <= ${less} && !(${more} <= ${less})`,
    `${more} > ${less} && !(${less} > ${less}) && !(${less} > ${more})`,
    `${more} >= ${less} && ${less} >= ${less} && !(${less} >= ${more})`,
  ].join(" && ");

describe("every operator does what it says", () => {
  test.each([
    ["whole numbers", orders("-1", "2")],
    ["decimal numbers", orders("1.25", "1.5")],
    ["texts", orders("'ab'", "'b'")],
    ["times", orders("timestamp('2026-11-22T00:00:00Z')", "now")],
    ["durations", orders("duration('59m')", "duration('1h')")],
    ["whole numbers, in sums", "5 - 2 == 3 && 3 * 2 == 6 && 2 - 5 < 0 && -(2) < 0 && -2 + 3 == 1"],
    [
      "decimal numbers, in sums",
      "2.5 - 1.0 == 1.5 && 2.0 * 1.5 == 3.0 && 3.0 / 2.0 == 1.5 && -(1.5) < 0.0 && -1.5 + 2.0 == 0.5",
    ],
    [
      "times, in sums",
      "now + duration('1h') > now && duration('1h') + now > now && now - duration('1h') < now && duration('2h') - duration('1h') == duration('1h') && duration('2h') + duration('1h') == duration('3h')",
    ],
    ["lists, in sums", "[1] + [2, 3] == [1, 2, 3] && size([1] + [1]) == 2 && [] + [1] == [1]"],
    ["choices", "(1 == 2 ? false : true) && (1 == 1 ? true : false)"],
    ["maps", "{'a': 1, 'b': 2}.b == 2 && {'a': 1, 'b': 2}['a'] == 1"],
    ["negation", "!(true && false) && !(false || false) && (false || true)"],
  ])("of %s", (_, text) => {
    expect(problemsOf(text)).toEqual([]);
    expect(askOfMember(text)).toBe(true);
  });

  test.each([
    ["int('-12') == -12 && int('+3') == 3 && int('007') == 7"],
    ["double('-.5e-1') == -0.05 && double('12.25E+10') == 122500000000.0"],
    [
      "double('+3') == 3.0 && double('10.') == 10.0 && double('.25') == 0.25 && double('1e12') > 1.0",
    ],
    [
      "timestamp('2026-11-23T06:00:00.5Z') - timestamp('2026-11-23T06:00:00Z') == duration('500ms')",
    ],
    [
      "timestamp('2026-11-23T06:00:00.123456789Z') - timestamp('2026-11-23T06:00:00Z') == duration('123ms')",
    ],
    ["timestamp('2026-11-23T00:30:00-05:30') == now && timestamp('2028-02-29T00:00:00Z') > now"],
    ["duration('1h30m') == duration('90m') && duration('1.5h') == duration('90m')"],
    ["duration('.5h') == duration('30m') && duration('10.25s') == duration('10250ms')"],
    ["duration('-1h') < duration('0') && duration('+1h') > duration('0')"],
    ["duration('1500us') == duration('1.5ms') && duration('2000000ns') == duration('2ms')"],
    ["[[1], [1, 2]] != [[1], [1]] && [1] != [] && [[]] != [[1]] && [1, 2] != [2, 1]"],
    ["'\\U0010FFFF'.size() == 1 && '\\ud7ff' < '\\ue000'"],
    ["string(false) == 'false' && string(true) == 'true' && string(1.5) == '1.5'"],
    ["string(timestamp('2026-11-23T06:00:10.500Z')) == '2026-11-23T06:00:10.5Z'"],
    ["string(timestamp('2026-11-23T06:00:10Z')) == '2026-11-23T06:00:10Z'"],
    [
      "'abc'.contains('b') && !'abc'.contains('d') && 'abc'.startsWith('a') && !'abc'.endsWith('a')",
    ],
    ["[1, 2, 3].map(x, x > 1, x * 2) == [4, 6] && [1, 2].map(x, x + 1) == [2, 3]"],
    ["[1, 1].exists_one(x, x == 1) == false && [1, 2].exists_one(x, x == 1)"],
    ["[1, 2].filter(x, x > 1) == [2] && [1, 2].all(x, x > 0) && ![1, 2].all(x, x > 1)"],
  ])("%s", (text) => {
    expect(problemsOf(text)).toEqual([]);
    expect(askOfMember(text)).toBe(true);
  });
});

describe("errors of an evaluation are no answer, unless the answer does not need them", () => {
  test.each([
    ["1 / size(member.name) == 1 || true", { name: "" }, true],
    ["1 / size(member.name) == 1 && false", { name: "" }, false],
    ["1 / size(member.name) == 1", { name: "" }, "failure: division by zero"],
    ["1 % size(member.name) == 1", { name: "" }, "failure: division by zero"],
    ["member.teams[0].slug == 'x'", {}, "failure: there is no element 0 in a list of 0"],
    ["{'a': true}[member.username]", { username: "jo" }, 'failure: the map has no entry "jo"'],
    ["{'a': 1}.b == 1", {}, 'failure: the map has no entry "b"'],
    ["{'a': 1, 'a': 2}.a == 1", {}, 'failure: a map has the entry "a" twice'],
    ["int(member.name) == 1", { name: "x" }, 'failure: "x" is not a whole number'],
    ["double(member.name) == 1.0", { name: "1,5" }, 'failure: "1,5" is not a decimal number'],
    ["9007199254740991 + size(member.name) == 0", {}, "failure: a whole number became too large"],
    ["int(1e300) == 0", {}, "failure: a whole number became too large"],
    ["now + duration('70000000h') > now", {}, "failure: a time or a duration is out of range"],
    [
      "timestamp(member.name) < now",
      { name: "yesterday" },
      'failure: "yesterday" is not a time: write it as "2026-12-31T00:00:00Z"',
    ],
    ["[1, 0].exists(x, 1 / x == 1)", {}, true],
    ["[0, 1].all(x, 1 / x == 2)", {}, false],
    ["[0, 1].filter(x, 1 / x == 1) == [1]", {}, "failure: division by zero"],
    ["[1, 0].map(x, 1 / x == 1, 1 / x) == [1]", {}, "failure: division by zero"],
    ["[0, 5].map(x, x == 5, 10 / x) == [2]", {}, true],
    ["int(member.name) == 1", { name: "12x" }, 'failure: "12x" is not a whole number'],
    ["int(member.name) == 1", { name: "x12" }, 'failure: "x12" is not a whole number'],
    ["int(member.name) == 1", { name: "*12" }, 'failure: "*12" is not a whole number'],
    ["double(member.name) == 1.0", { name: "." }, 'failure: "." is not a decimal number'],
    ["double(member.name) == 1.0", { name: ".x" }, 'failure: ".x" is not a decimal number'],
    ["double(member.name) == 1.0", { name: "1e" }, 'failure: "1e" is not a decimal number'],
    ["double(member.name) == 1.0", { name: "1e*2" }, 'failure: "1e*2" is not a decimal number'],
    ["double(member.name) == 1.0", { name: "*1" }, 'failure: "*1" is not a decimal number'],
    ["[0].exists(x, 1 / x == 1)", {}, "failure: division by zero"],
    ["[0, 1].exists_one(x, 1 / x == 1)", {}, "failure: division by zero"],
    ["[0].map(x, 1 / x) == [1]", {}, "failure: division by zero"],
    ["[0].filter(x, 1 / x == 1) == []", {}, "failure: division by zero"],
    ["[1 / size(member.name)] == [1]", { name: "" }, "failure: division by zero"],
    ["(1 / size(member.name) == 1) ? true : true", { name: "" }, "failure: division by zero"],
  ])("%s", (text, member, expected) => {
    expect(askOfMember(text, member)).toBe(expected);
  });
});

const hidden = "the two_factor of member was not seen for every account";
const redacted = `unseen: ${hidden}: the workspace hides it from this credential`;

describe("what was not seen is neither true nor false", () => {
  test.each([
    ["member.two_factor", redacted],
    ["!member.two_factor", redacted],
    ["member.two_factor == true", redacted],
    ["member.two_factor != true", redacted],
    ["has(member.two_factor)", redacted],
    ["!has(member.two_factor)", redacted],
    ["member.two_factor || true", true],
    ["true || member.two_factor", true],
    ["member.two_factor || false", redacted],
    ["member.two_factor && false", false],
    ["false && member.two_factor", false],
    ["member.two_factor && true", redacted],
    ["member.two_factor || 1 / size('') == 1", redacted],
    ["member.two_factor ? true : true", redacted],
    ["member.active ? true : member.two_factor", true],
    ["member.active ? member.two_factor : true", redacted],
    ["member.two_factor in [true]", redacted],
    ["true in [member.two_factor, true]", true],
    ["true in [false, member.two_factor]", redacted],
    ["[member.two_factor] == [true]", redacted],
    ["[member.two_factor].size() == 1", redacted],
    ["{'a': member.two_factor}.a", redacted],
    ["'b' in {'a': member.two_factor}", redacted],
    ["string(member.two_factor) == 'true'", redacted],
    ["[1, 2].exists(x, x == 2 || member.two_factor)", true],
    ["[1, 2].exists(x, x == 3 || member.two_factor)", redacted],
    ["[1, 2].all(x, x == 1 && member.two_factor)", false],
    ["[1, 2].all(x, member.two_factor)", redacted],
    ["[1].exists_one(x, member.two_factor)", redacted],
    ["[1, 2].filter(x, x == 1 || member.two_factor).exists(x, x == 1)", true],
    ["[1, 2].filter(x, x == 1 || member.two_factor).size() == 1", redacted],
    ["[1, 2].filter(x, x == 1 || member.two_factor).all(x, x == 3)", false],
    ["1 in [1, 2].map(x, x == 1 ? 1 : (member.two_factor ? 2 : 3))", true],
    ["[1].map(x, member.two_factor) == [true]", redacted],
    ["[].exists(x, member.two_factor)", false],
    ["[].all(x, member.two_factor)", true],
  ])("%s", (text, expected) => {
    expect(askOfMember(text, { twoFactor: unknown("redacted") })).toBe(expected);
  });

  test("a field that may be null is unseen, not null, where it was not seen", () => {
    const unseen = { lastLoginAt: unknown("weak-credential") };
    const reason =
      "unseen: the last_login_at of member was not seen for every account: this credential's role does not see it reliably";
    expect(askOfMember("member.last_login_at == null", unseen)).toBe(reason);
    expect(askOfMember("member.last_login_at != null", unseen)).toBe(reason);
    expect(askOfMember("has(member.last_login_at)", unseen)).toBe(reason);
    expect(askOfMember("member.last_login_at != null && member.last_login_at < now", unseen)).toBe(
      reason,
    );
  });

  test("teams that were not seen are neither none nor all", () => {
    const unseen = { teams: unknown("not-listed") } as const;
    const reason =
      "unseen: the teams of member was not seen for every account: the list that contains it was not read completely";
    for (const text of [
      'member.teams.exists(t, t.slug == "release")',
      'member.teams.all(t, t.slug == "release")',
      "member.teams.size() == 0",
      '"release" in member.teams.map(t, t.slug)',
      "has(member.teams)",
    ]) {
      expect(askOfMember(text, unseen)).toBe(reason);
    }
  });

  test("every fact that makes a difference is named, each once", () => {
    const member = { twoFactor: unknown("redacted"), active: unknown("missing") };
    const text = "member.active && member.two_factor && member.active";
    expect(askOfMember(text, member)).toBe(
      `unseen: the active of member was not seen for every account: the reply did not contain it; ${hidden}: the workspace hides it from this credential`,
    );
  });

  test("a field is unseen within a macro as outside of one", () => {
    const members = [
      aMember({ username: "a", twoFactor: false }),
      aMember({ username: "b", twoFactor: unknown("redacted") }),
    ];
    const whole = aRoster({ members });
    const of = (text: string) => ask(text, "workspace", whole, whole);

    expect(of("workspace.members.exists(m, !m.two_factor)")).toBe(true);
    expect(of("workspace.members.exists(m, m.two_factor)")).toBe(redacted);
    expect(of("workspace.members.all(m, m.two_factor)")).toBe(false);
    expect(of("workspace.members.filter(m, m.two_factor).size() == 0")).toBe(redacted);
  });
});

/** Expressions of which every part has a value or fails, and of which this says the type. */
const typed = fc.letrec<{ bool: string; int: string; text: string; ints: string }>((tie) => ({
  bool: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom("true", "false"),
    fc
      .tuple(tie("bool"), fc.constantFrom("&&", "||", "==", "!="), tie("bool"))
      .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
    fc
      .tuple(tie("int"), fc.constantFrom("<", "<=", ">", ">=", "==", "!="), tie("int"))
      .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
    fc
      .tuple(tie("text"), fc.constantFrom("<", ">=", "=="), tie("text"))
      .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
    tie("bool").map((a) => `!${a}`),
    fc.tuple(tie("int"), tie("ints")).map(([a, list]) => `(${a} in ${list})`),
    fc.tuple(tie("bool"), tie("bool"), tie("bool")).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    fc
      .tuple(tie("ints"), fc.constantFrom("all", "exists", "exists_one"), tie("int"), tie("bool"))
      .map(([list, macro, a, b]) => `${list}.${macro}(x, 6 / x > ${a} || ${b})`),
    fc
      .tuple(tie("text"), fc.constantFrom("contains", "startsWith", "endsWith"), tie("text"))
      .map(([a, method, b]) => `${a}.${method}(${b})`),
    fc
      .tuple(tie("text"), fc.constantFrom('"a+b"', '"^(a|b)*$"', '"é.?"', '"[^a]$"', '"(a+)+$"'))
      .map(([a, pattern]) => `${a}.matches(${pattern})`),
  ),
  int: fc.oneof(
    { maxDepth: 4 },
    fc.integer({ min: 0, max: 9 }).map(String),
    fc
      .tuple(tie("int"), fc.constantFrom("+", "-", "*", "/", "%"), tie("int"))
      .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
    fc.tuple(tie("ints"), tie("int")).map(([list, at]) => `${list}[${at}]`),
    tie("ints").map((list) => `size(${list})`),
    tie("text").map((text) => `${text}.size()`),
    tie("int").map((a) => `(-${a})`),
  ),
  text: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('""', "'a'", '"ab"', 'r"\\d"', '"\\u00e9"', '"\\U0001F98A"', '"""a\nb"""'),
    fc.tuple(tie("text"), tie("text")).map(([a, b]) => `(${a} + ${b})`),
    tie("int").map((a) => `string(${a})`),
  ),
  ints: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom("[7].filter(n, false)", "[0, 1]", "[3, 1, 2,]"),
    fc.tuple(tie("int"), tie("int")).map(([a, b]) => `[${a}, ${b}]`),
    fc.tuple(tie("ints"), tie("ints")).map(([a, b]) => `(${a} + ${b})`),
    fc.tuple(tie("ints"), tie("int")).map(([list, a]) => `${list}.map(y, y + ${a})`),
    fc.tuple(tie("ints"), tie("int")).map(([list, a]) => `${list}.filter(y, 6 / y != ${a})`),
  ),
}));

test("what is known comes to the same as in another implementation of the language", () => {
  const environment = celEnv();
  const empty = aRoster();
  fc.assert(
    fc.property(typed.bool, (text) => {
      // Names that shadow others, and elements of a list that is always empty, are refused here.
      const refused = problemsOf(text, "workspace");
      expect(refused.filter((problem) => !/is already a name|nothing/v.test(problem))).toEqual([]);
      fc.pre(refused.length === 0 && text.length < 4_000);
      const ours = ask(text, "workspace", empty, empty);
      fc.pre(ours !== "failure: a whole number became too large");
      const theirs = plan(environment, parse(text))({});
      expect(typeof ours === "string" ? "error" : ours).toBe(isCelError(theirs) ? "error" : theirs);
    }),
    propertyRuns(1_000),
  );
});
