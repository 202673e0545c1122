/** Hosts that are this machine, where nobody in between can listen. */

import { BlockList, isIP } from "node:net";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** True for `localhost`, 127.0.0.0/8 and ::1; takes a host as `URL.hostname` gives it. */
export function isLoopback({ hostname }: Pick<URL, "hostname">): boolean {
  if (hostname === "localhost") return true;
  const address = hostname.replace(/^\[(.*)\]$/u, "$1");
  // Not by its beginning alone: 127.0.0.1.example is a host like any other.
  const family = isIP(address);
  return family !== 0 && loopback.check(address, family === 4 ? "ipv4" : "ipv6");
}
