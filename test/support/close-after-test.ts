import { onTestFinished } from "vitest";

/** Waits until something is open, and closes it after the test; what was opened last, first. */
export async function closeAfterTest<T extends { close(): Promise<unknown> }>(
  opening: Promise<T>,
): Promise<T> {
  const opened = await opening;
  onTestFinished(async () => {
    await opened.close();
  });
  return opened;
}
