/** Where GitHub keeps artifacts: another origin, whose addresses are their own permission. */

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import type { State } from "./state.ts";

export interface Storage {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts it. A request that brings the token along is a violation. */
export async function startStorage(state: State, violations: string[]): Promise<Storage> {
  const server = createServer((request, response) => {
    if (request.headers.authorization !== undefined) {
      violations.push("the token was sent to the storage of artifacts");
    }
    const id = Number(/^\/artifacts\/(\d+)\.zip$/u.exec(request.url ?? "")?.[1]);
    const artifact = state.artifacts.find((one) => one.id === id);
    response.statusCode = artifact === undefined ? 404 : 200;
    response.setHeader("Content-Type", "application/zip");
    response.end(artifact?.zip);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
