/**
 * Measures the lower bound for any program of this kind: sockets, JSON, SQLite and zstd, each
 * alone, with the bytes of a real audit. `node bench/floor.ts [members] [rounds]`
 */

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { Agent, request } from "undici";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { writeFileSync } from "node:fs";

import { writeArtifactOnce } from "./contenders.ts";
import type { Floor, FloorPart } from "./results.ts";
import { startStandIn } from "./stand-in-process.ts";
import { summarize } from "./summary.ts";
import { apiKey, organization } from "./workload.ts";

const pageSize = 500;
const connections = 8;
/** The header before the zstd frame that C1's readers expect. */
const headerBytes = 5;
const compressionLevel = 3;

/** Returns the time in milliseconds and the number of bytes of each part. */
export async function measureFloor(members: number, rounds: number): Promise<Floor> {
  const folder = await mkdtemp(join(tmpdir(), "access-audit-bench-"));
  const standIn = await startStandIn(members);
  const parts: FloorPart[] = [];
  try {
    const artifact = join(folder, "bench.c1z");
    await writeArtifactOnce(artifact, standIn.url);
    const { pages, part } = await measureSockets(standIn.url, members, rounds);
    parts.push(part, measureJson(pages, rounds));
    const database = zstdDecompressSync((await readFile(artifact)).subarray(headerBytes));
    const source = join(folder, "source.db");
    writeFileSync(source, database);
    parts.push(await measureSqlite(source, join(folder, "target.db"), rounds));
    parts.push(measureZstd(database, rounds));
  } finally {
    await standIn.close();
    await rm(folder, { recursive: true, force: true });
  }
  return { members, parts };
}

/**
 * Reads and returns the pages of the member list, with as many concurrent requests as connections.
 */
async function measureSockets(
  url: string,
  members: number,
  rounds: number,
): Promise<{ pages: Buffer[]; part: FloorPart }> {
  const agent = new Agent({ connections });
  const total = Math.ceil(members / pageSize);
  const times: number[] = [];
  let pages: Buffer[] = [];
  for (let round = 0; round < rounds; round++) {
    pages = [];
    let next = 1;
    const readOn = async () => {
      while (next <= total) {
        const path = `members/?sort=user_name&page=${next++}&page_size=${pageSize}`;
        const { body } = await request(`${url}/orgs/${organization}/${path}`, {
          dispatcher: agent,
          headers: { "x-api-key": apiKey },
        });
        pages.push(Buffer.from(await body.arrayBuffer()));
      }
    };
    const startedAtMs = performance.now();
    await Promise.all(Array.from({ length: connections }, readOn));
    times.push(performance.now() - startedAtMs);
  }
  await agent.close();
  return { pages, part: { name: "sockets", bytes: bytesOf(pages), ms: summarize(times) } };
}

function measureJson(pages: readonly Buffer[], rounds: number): FloorPart {
  const parse = () => {
    for (const page of pages) JSON.parse(page.toString("utf8"));
  };
  return { name: "JSON", bytes: bytesOf(pages), ms: summarize(repeat(rounds, parse)) };
}

/** Copies every table in the order of its rows, then creates the indexes, all inside SQLite. */
async function measureSqlite(source: string, target: string, rounds: number): Promise<FloorPart> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await rm(target, { force: true });
    const database = new DatabaseSync(target);
    database.exec(`attach '${source}' as source; pragma page_size = 32768;
      pragma journal_mode = off; pragma synchronous = off;`);
    const named = database
      .prepare(
        "select type, name, sql from source.sqlite_master where sql is not null and name not like 'sqlite_%' order by type desc",
      )
      .all() as { type: string; name: string; sql: string }[];
    const startedAtMs = performance.now();
    database.exec("begin");
    for (const { type, name, sql } of named) {
      database.exec(sql);
      if (type === "table") {
        database.exec(`insert into main.${name} select * from source.${name} order by rowid`);
      }
    }
    database.exec("commit");
    times.push(performance.now() - startedAtMs);
    database.close();
  }
  return { name: "SQLite", bytes: (await readFile(target)).length, ms: summarize(times) };
}

function measureZstd(database: Buffer, rounds: number): FloorPart {
  const params = { [constants.ZSTD_c_compressionLevel]: compressionLevel };
  const compress = () => void zstdCompressSync(database, { params });
  return { name: "zstd", bytes: database.length, ms: summarize(repeat(rounds, compress)) };
}

function repeat(rounds: number, task: () => void): number[] {
  return Array.from({ length: rounds }, () => {
    const startedAtMs = performance.now();
    task();
    return performance.now() - startedAtMs;
  });
}

function bytesOf(pages: readonly Buffer[]): number {
  return pages.reduce((sum, page) => sum + page.length, 0);
}

if (import.meta.main) {
  const [members = 100_000, rounds = 3] = process.argv.slice(2).map(Number);
  const { parts } = await measureFloor(members, rounds);
  for (const { name, bytes, ms } of parts) {
    const megabytes = (bytes / 1e6).toFixed(0);
    process.stdout.write(`${name}: ${Math.round(ms.median)} ms for ${megabytes} MB\n`);
  }
}
