import { DatabaseSync } from "node:sqlite";

import { expect, test } from "vitest";

import { AdvisedError, cannotWrite } from "../../src/files/cannot-write.ts";

test("a disk that is full for SQLite is full", () => {
  const database = new DatabaseSync(":memory:");
  database.exec("pragma max_page_count = 1");
  let error: unknown;
  try {
    database.exec("create table t (x)");
  } catch (thrown) {
    error = thrown;
  }

  expect(cannotWrite({ path: "/a.c1z" }, error).message).toBe(
    'cannot write "/a.c1z": the disk is full (ENOSPC). Free some space, or name another disk.',
  );
});

test("a limit of our own says what to do, and does not name another place", () => {
  const error = new AdvisedError("it is too long", "Keep fewer syncs.");

  expect(cannotWrite({ path: "/a.c1z" }, error).message).toBe(
    'cannot write "/a.c1z": it is too long. Keep fewer syncs.',
  );
});
