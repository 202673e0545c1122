/** TLS in front of a stand-in, and a proxy that knows names nobody else does. */

import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, request as sendRequest, type IncomingMessage, type Server } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { join } from "node:path";
import { pipeline } from "node:stream";
import { createServer as createTlsServer } from "node:tls";

const folder = join(import.meta.dirname, "tls");
/** The authority that signed the stand-ins' certificate. Its key is thrown away, and neither ends. */
export const authority = join(folder, "authority.pem");
/** For `localhost`, 127.0.0.1 and `*.example.test`. */
const certificate = {
  key: readFileSync(join(folder, "server-key.pem")),
  cert: readFileSync(join(folder, "server.pem")),
};

export interface Front {
  readonly port: number;
  close(): Promise<void>;
}

/** Starts a TLS server that passes everything on to a plain one of this machine. */
export async function startTls(origin: string): Promise<Front> {
  const port = Number(new URL(origin).port);
  const sockets = new Set<Socket>();
  const server = createTlsServer(
    // A client that speaks HTTP/2 as well would choose it, and fail.
    { ...certificate, ALPNProtocols: ["h2", "http/1.1"] },
    (client) => {
      const inner = connect(port, "127.0.0.1");
      sockets.add(client);
      pipeline(client, inner, client, () => sockets.delete(client));
    },
  );
  server.on("tlsClientError", () => {});
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

export interface StandInProxy {
  readonly port: number;
  /** Every request line's target, and what it was signed in with. */
  readonly asked: { readonly target: string; readonly authorization: string | undefined }[];
  close(): Promise<void>;
}

/**
 * Starts a proxy for CONNECT and for plain requests. It resolves only the names that it is given, to
 * ports of this machine, and wants `user:password` where that is given.
 */
export async function startProxy(options: {
  readonly ports: Readonly<Record<string, number>>;
  readonly credentials?: string;
  /** What it answers a CONNECT with instead. */
  readonly refuses?: number;
}): Promise<StandInProxy> {
  const { ports, credentials, refuses } = options;
  const asked: { target: string; authorization: string | undefined }[] = [];
  const sockets = new Set<Socket>();
  const wanted =
    credentials === undefined ? undefined : `Basic ${Buffer.from(credentials).toString("base64")}`;
  const isWelcome = (target: string, { headers }: IncomingMessage) => {
    const authorization = headers["proxy-authorization"];
    asked.push({ target, authorization });
    return wanted === undefined || wanted === authorization;
  };
  const server: Server = createServer((incoming, reply) => {
    const url = new URL(incoming.url ?? "");
    const port = ports[url.hostname];
    const { method, headers } = incoming;
    if (!isWelcome(url.host, incoming) || port === undefined) {
      reply.writeHead(port === undefined ? 502 : 407).end();
      return;
    }
    const path = url.pathname + url.search;
    const onward = sendRequest({ host: "127.0.0.1", port, method, headers, path }, (received) => {
      reply.writeHead(received.statusCode ?? 502, received.headers);
      pipeline(received, reply, () => {});
    });
    pipeline(incoming, onward, () => {});
  });
  server.on("connect", (incoming: IncomingMessage, client: Socket) => {
    sockets.add(client);
    const target = incoming.url ?? "";
    const port = ports[new URL(`http://${target}`).hostname];
    const refusal = isWelcome(target, incoming) ? refuses : 407;
    if (refusal !== undefined || port === undefined) {
      client.end(`HTTP/1.1 ${refusal ?? 502} No\r\n\r\n`);
      return;
    }
    const inner = connect(port, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      pipeline(client, inner, client, () => sockets.delete(client));
    });
    inner.on("error", () => client.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Returns a port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  return port;
}
