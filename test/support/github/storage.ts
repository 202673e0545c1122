/** Where GitHub keeps artifacts: another origin, whose addresses are their own permission. */

import { listen, type Listening } from "./listen.ts";
import type { State } from "./state.ts";

/** Starts it. A request that brings the token along is a violation. */
export function startStorage(state: State, violations: string[]): Promise<Listening> {
  return listen((request, response) => {
    if (request.headers.authorization !== undefined) {
      violations.push("the token was sent to the storage of artifacts");
    }
    const { storage } = state;
    const id = Number(/^\/artifacts\/(\d+)\.zip\?sig=\w+$/u.exec(request.url ?? "")?.[1]);
    const artifact = state.artifacts.find((one) => one.id === id);
    storage.downloads += artifact === undefined ? 0 : 1;
    response.statusCode = artifact === undefined ? 404 : 200;
    if (storage.sendsOn) {
      response.statusCode = 302;
      response.setHeader("Location", "/elsewhere");
    }
    response.setHeader("Content-Type", "application/zip");
    response.end(artifact?.zip);
  });
}
