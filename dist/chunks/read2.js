import { a as readWithEarlier, i as readSyncsOf, n as readNewestTwo, o as withDatabase, r as readSync, t as readArtifact } from "./read.js";

export { readArtifact, readNewestTwo, readSync, readSyncsOf, readWithEarlier, withDatabase };