import { n as unzipArtifact, t as maxArtifactBytes } from "./unzip-artifact.js";

export { unzipArtifact };