/** What a server can cost: time by its rate limit, memory by its bodies, nothing after the deadline. */

import type { IncomingMessage, ServerResponse } from "node:http";

import { expect, onTestFinished, test } from "vitest";

import { endpoint } from "../../src/cloudsmith/endpoints.ts";
import { createTransport, type Transport } from "../../src/cloudsmith/transport.ts";
import { silentLogger } from "../../src/log.ts";
import { listen } from "../support/github/listen.ts";

interface Place {
  readonly transport: Transport;
  readonly lines: readonly string[];
  readonly requests: () => number;
}

/** Starts a server whose every reply is `answer`'s, and a transport to it. */
async function start(
  answer: (response: ServerResponse, request: IncomingMessage, number: number) => void,
  deadlineMs = 20_000,
): Promise<Place> {
  let requests = 0;
  const server = await listen((request, response) => {
    requests += 1;
    answer(response, request, requests);
  });
  const lines: string[] = [];
  const transport = createTransport({
    apiUrl: server.origin,
    organization: "fernwick",
    signIn: { apiKey: "a-key-that-nobody-sees" },
    userAgent: "test/0",
    deadlineMs,
    log: { ...silentLogger, info: (line) => void lines.push(line) },
    firstBackoffMs: 5,
  });
  onTestFinished(() => server.close());
  onTestFinished(() => transport.close());
  return { transport, lines, requests: () => requests };
}

const self = endpoint("/user/self/");
const get = ({ transport }: Place) => transport.get(self);
const many = (place: Place, count: number) =>
  Promise.all(Array.from({ length: count }, () => get(place)));
const nowSeconds = () => Math.floor(Date.now() / 1_000);

function send(response: ServerResponse, headers: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.end("{}");
}

test("a budget that refills all the time stretches nothing", async () => {
  const place = await start((response) =>
    send(response, {
      "X-RateLimit-Limit": 5_400,
      "X-RateLimit-Remaining": 100,
      "X-RateLimit-Reset": nowSeconds() + 60,
    }),
  );

  // Four times what is left, and the reset is behind the deadline.
  await many(place, 430);

  expect(place.requests()).toBe(430);
  expect(place.lines).toEqual([]);
});

test("nothing left, and a reset that moves ahead: as often as the interval says", async () => {
  const place = await start((response) =>
    send(response, {
      "X-RateLimit-Remaining": 0,
      "X-RateLimit-Reset": nowSeconds() + 600,
      "X-RateLimit-Interval": "0.02",
    }),
  );

  await many(place, 60);

  expect(place.requests()).toBe(60);
});

test("a window that ends is waited for, once, and the wait is announced with its end", async () => {
  const endsAt = nowSeconds() + 5;
  let left = 40;
  const refused: number[] = [];
  const place = await start((response, _, number) => {
    if (nowSeconds() >= endsAt && left < 1_000) left = 5_000;
    left -= 1;
    if (left < 0) {
      refused.push(number);
      response.statusCode = 429;
      response.setHeader("Retry-After", Math.max(1, endsAt - nowSeconds()));
    }
    const reset = left > 1_000 ? endsAt + 3_600 : endsAt;
    send(response, { "X-RateLimit-Remaining": Math.max(0, left), "X-RateLimit-Reset": reset });
  });

  await many(place, 120);

  // One request finds out whether a limit that is used up is to be believed.
  expect(refused.length).toBeLessThanOrEqual(1);
  const end = new Date(endsAt * 1_000).toISOString().slice(11, 18);
  expect(place.lines.filter((line) => line.includes("waiting"))).toEqual([
    expect.stringMatching(
      new RegExp(
        `^Cloudsmith's rate limit: waiting for \\d s, until ${end}\\d UTC at the latest$`,
        "u",
      ),
    ),
  ]);
});

test("a 429 that says how long holds everything back, and is announced once with its end", async () => {
  const place = await start((response, _, number) => {
    if (number <= 8) {
      response.statusCode = 429;
      response.setHeader("Retry-After", 2);
    }
    response.end("{}");
  });

  await many(place, 30);

  expect(place.lines).toEqual([
    expect.stringMatching(
      /^Cloudsmith's rate limit: waiting for 2 s, until \d\d:\d\d:\d\d UTC at the latest$/u,
    ),
  ]);
  expect(place.requests()).toBe(38);
});

test("a limit that ends after the deadline is an error that says how long", async () => {
  const reset = nowSeconds() + 3_600;
  const place = await start((response) =>
    send(response, { "X-RateLimit-Remaining": 0, "X-RateLimit-Reset": reset }),
  );

  await expect(many(place, 40)).rejects.toThrow(
    /^cannot read \/user\/self\/ from Cloudsmith: Cloudsmith throttles this credential\. It asks to wait 3[56]\d\d s\. /u,
  );
});

test("what waits at the deadline is never begun, and ends at once", async () => {
  const held: ServerResponse[] = [];
  const place = await start((response) => void held.push(response), 400);

  const ends = await Promise.allSettled(Array.from({ length: 100_000 }, () => get(place)));

  const errors = new Set(ends.map((end) => (end.status === "rejected" ? end.reason : undefined)));
  expect([...errors].map(String)).toEqual([
    "AuditError: cannot read /user/self/ from Cloudsmith: the deadline has passed. Try again later, or raise deadline.",
  ]);
  expect(place.requests()).toBeLessThanOrEqual(16);
});

test("a reply that is there in time is not parsed after the deadline", async () => {
  const place = await start((response) => {
    response.end("[1]");
    // The reply waits in the socket while this thread works on.
    const until = performance.now() + 500;
    while (performance.now() < until);
  }, 300);

  await expect(get(place)).rejects.toThrow(/the deadline has passed/u);
});

const mebibyte = 1024 * 1024;

/** Sends so much of a text over and over, as fast as it is taken. */
function pour(response: ServerResponse, piece: string, bytes: number): void {
  const block = Buffer.from(piece.repeat(Math.ceil(mebibyte / piece.length)));
  let left = bytes;
  const next = (): void => {
    while (left > 0 && !response.destroyed) {
      left -= block.length;
      if (!response.write(block)) {
        response.once("drain", next);
        return;
      }
    }
    if (!response.destroyed) response.end("0]");
  };
  next();
}

test.each<[string, (response: ServerResponse) => void, RegExp]>([
  [
    "60 MB of zeros",
    (response) => {
      response.write("[");
      pour(response, "0,", 60 * mebibyte);
    },
    /its reply is larger than 4 MiB\. Check api-url\.$/u,
  ],
  [
    "one that announces 8 MB",
    (response) => {
      response.setHeader("Content-Length", 8 * mebibyte);
      response.write("[");
    },
    /its reply is larger than 4 MiB\./u,
  ],
  [
    "3 MB of zeros",
    (response) => response.end(`[${"0,".repeat(1.5 * mebibyte)}0]`),
    /its reply contains more than 250000 values\./u,
  ],
  [
    "100,000 levels",
    (response) => response.end("[".repeat(100_000) + "]".repeat(100_000)),
    /its reply is nested more than 64 levels deep\./u,
  ],
  [
    "levels of objects",
    (response) => response.end(`${'{"a":['.repeat(50)}${"]}".repeat(50)}`),
    /its reply is nested more than 64 levels deep\./u,
  ],
])("a body is refused that is %s, after one try", async (_, answer, told) => {
  const place = await start(answer);

  await expect(get(place)).rejects.toThrow(told);
  expect(place.requests()).toBe(1);
});

test("what stands in a text counts for nothing", async () => {
  const text = '[{,\\"'.repeat(300_000);
  const place = await start((response) => response.end(`["${text}"]`));

  expect((await get(place)).body).toEqual([text.replaceAll("\\", "")]);
});

test("sixteen bodies at the limit fit side by side", async () => {
  const row = `"${"x".repeat(3.9 * mebibyte)}"`;
  const place = await start((response) => response.end(row));

  const replies = await many(place, 32);

  expect(new Set(replies.map(({ body }) => (body as string).length)).size).toBe(1);
});
