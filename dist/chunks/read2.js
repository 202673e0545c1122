import { a as withDatabase, i as readSync, n as readNewestTwo, r as readOtherSyncs, t as readArtifact } from "./read.js";

export { readArtifact, readNewestTwo, readOtherSyncs, readSync, withDatabase };