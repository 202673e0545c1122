import { describe, expect, test } from "vitest";

import { problemsOf } from "../support/expression.ts";

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
      ["12: the complete expression must be true or false, but it is true or false or null"],
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
