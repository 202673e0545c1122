import { i as toPastSync, n as maxPastSyncs, r as selectPast, t as judgePast } from "./past-sync.js";

export { judgePast, maxPastSyncs, selectPast, toPastSync };