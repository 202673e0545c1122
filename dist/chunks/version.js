// src/version.ts
/** The release's number; a test holds it against package.json. */
const version = "0.1.0";
const toolName = "cloudsmith-access-audit";

export { version as n, toolName as t };