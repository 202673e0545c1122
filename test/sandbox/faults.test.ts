import { expect, test } from "vitest";

import {
  disrupt,
  editBody,
  editHeaders,
  editText,
  refuse,
  sendHtml,
  type Fault,
} from "../../src/sandbox/faults.ts";
import { ask, openSandbox } from "../support/sandbox.ts";

const teams = "/orgs/{org}/teams/";
const path = "/orgs/fernwick/teams/";

async function heard(strike: Fault["strike"]) {
  const sandbox = await openSandbox({ faults: [{ template: teams, strike }] });
  return await fetch(`${sandbox.url}${path}`, {
    headers: { "X-Api-Key": sandbox.keys.service },
    redirect: "manual",
    signal: AbortSignal.timeout(300),
  });
}

test("a fault strikes its own endpoint, page and as often as it is told to", async () => {
  const sandbox = await openSandbox({
    faults: [{ template: teams, query: "page=1&page_size=2", times: 2, strike: refuse(500) }],
  });
  const asked = ["?page=1&page_size=2", "?page=2&page_size=2", "", "?page_size=2&page=1"];
  const statuses = async (queries: readonly string[]) => {
    const found: number[] = [];
    for (const query of queries) found.push((await ask(sandbox, `${path}${query}`)).status);
    return found;
  };

  expect(await statuses(asked)).toEqual([500, 200, 200, 500]);
  expect(await statuses(asked)).toEqual([200, 200, 200, 200]);
  expect((await ask(sandbox, "/orgs/fernwick/services/?page=1&page_size=2")).status).toBe(200);
});

test("faults can be replaced while it runs", async () => {
  const sandbox = await openSandbox({ faults: [{ strike: refuse(503) }] });
  expect((await ask(sandbox, path)).status).toBe(503);
  sandbox.setFaults([]);
  expect((await ask(sandbox, path)).status).toBe(200);
});

test("statuses, pages for people, bodies and headers are what was asked for", async () => {
  const throttled = await heard(refuse(429, { "Retry-After": "3304" }));
  expect([throttled.status, throttled.headers.get("retry-after")]).toEqual([429, "3304"]);

  const html = await heard(sendHtml(502));
  expect(html.headers.get("content-type")).toBe("text/html");
  expect(await html.text()).toContain("<html>");

  const fewer = await heard(editBody((rows: unknown[]) => rows.slice(1)));
  expect(await fewer.json()).toHaveLength(7);

  expect(await (await heard(editText(() => ""))).text()).toBe("");

  const bare = await heard(editHeaders({ "X-Pagination-Count": undefined, "X-Extra": "1" }));
  expect(bare.headers.has("x-pagination-count")).toBe(false);
  expect([bare.headers.get("x-extra"), bare.headers.get("x-pagination-page")]).toEqual(["1", "1"]);
});

test("a reset, a cut body and silence are no replies", async () => {
  await expect(heard(disrupt("reset"))).rejects.toThrow("fetch failed");
  await expect(heard(disrupt("hang"))).rejects.toThrow(/timeout|aborted/u);
  const cut = await heard(disrupt("cut"));
  expect(cut.status).toBe(200);
  await expect(cut.text()).rejects.toThrow("terminated");
});
