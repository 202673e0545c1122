// src/version.ts
/** The release's number; a test holds it against package.json. */
const version = "0.1.0";
const toolName = "cloudsmith-access-audit";
const userAgent = `${toolName}/${version}`;
/** Where the documentation is; the owner is filled in when the first release is published. */
const repositoryUrl = "https://github.com/OWNER/cloudsmith-access-audit";

export { version as i, toolName as n, userAgent as r, repositoryUrl as t };