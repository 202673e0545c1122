/** Recognizes hosts that are this machine, where no one else can read the traffic. */

import { BlockList, isIP } from "node:net";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** True for `localhost`, 127.0.0.0/8 and ::1. The host is as `URL.hostname` returns it. */
export function isLoopback({ hostname }: Pick<URL, "hostname">): boolean {
  if (hostname === "localhost") return true;
  const address = hostname.replace(/^\[(.*)\]$/u, "$1");
  // Parse it as an address: 127.0.0.1.example is an ordinary host name.
  const family = isIP(address);
  return family !== 0 && loopback.check(address, family === 4 ? "ipv4" : "ipv6");
}
