import { describe, expect, test } from "vitest";

import { problemsOf } from "../support/expression.ts";

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
