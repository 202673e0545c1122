import { i as withDatabase, n as readNewestTwo, r as readSync, t as readArtifact } from "./read.js";

export { readArtifact, readNewestTwo, readSync, withDatabase };