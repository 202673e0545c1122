import { DatabaseSync } from "node:sqlite";

import { expect, test } from "vitest";

import { AdvisedError, cannotWrite } from "../../src/files/cannot-write.ts";

/** Returns what SQLite throws in the last of these statements. */
function errorOf(...statements: readonly string[]): unknown {
  const database = new DatabaseSync(":memory:");
  try {
    for (const statement of statements) database.exec(statement);
  } catch (thrown) {
    return thrown;
  }
  throw new Error("nothing was thrown");
}

test("a disk that is full for SQLite is full", () => {
  const error = errorOf("pragma max_page_count = 1", "create table t (x)");

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

test("a file with one place gets advice about this place", () => {
  const target = { path: "/policy.yml", place: "Make the file and its folder writable." };
  const errorWith = (code: string) => Object.assign(new Error(code), { code });

  expect(cannotWrite(target, errorWith("EROFS")).message).toBe(
    'cannot write "/policy.yml": the file system is read-only (EROFS). Make the file and its folder writable.',
  );
  expect(cannotWrite(target, errorWith("ENOSPC")).message).toBe(
    'cannot write "/policy.yml": the disk is full (ENOSPC). Free some space.',
  );
});

test("of SQLite's errors, only those about the file advise to name another place", () => {
  const target = { path: "/a.c1z", remedy: "Try again." };
  const place = errorOf("attach '/no-such-folder/a.db' as a");
  const row = errorOf("create table t (x unique)", "insert into t values (1), (1)");

  expect(cannotWrite(target, place).message).toMatch(/unable to open .* Name another place\.$/u);
  expect(cannotWrite(target, row).message).toBe(
    'cannot write "/a.c1z": UNIQUE constraint failed: t.x. Try again.',
  );
});
