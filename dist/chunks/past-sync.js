import { i as toPastSync, n as maxPastSyncs, r as selectPast, t as judgePast } from "./past-sync2.js";

export { judgePast, maxPastSyncs, selectPast, toPastSync };