import { expect, test } from "vitest";

import { createTransport } from "../../src/cloudsmith/transport.ts";
import { silentLogger } from "../../src/log.ts";

async function open(apiUrl: string): Promise<void> {
  const transport = createTransport({
    apiUrl,
    organization: "fernwick",
    signIn: { apiKey: "key" },
    userAgent: "test/0",
    deadlineMs: 1_000,
    log: silentLogger,
  });
  await transport.close();
}

test.each([
  "http://api.cloudsmith.example/v1",
  "http://127.0.0.1.example/v1",
  "http://localhost.example/v1",
  "ftp://127.0.0.1/v1",
])("the key does not travel to %s", async (apiUrl) => {
  await expect(open(apiUrl)).rejects.toThrow("the key may travel over https only");
});

test.each(["https://api.cloudsmith.io/v1", "http://127.0.0.1:8080/v1", "http://[::1]/v1"])(
  "the key may travel to %s",
  async (apiUrl) => {
    await expect(open(apiUrl)).resolves.toBeUndefined();
  },
);
