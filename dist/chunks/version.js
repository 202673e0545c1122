// src/version.ts
/** The version of this release; a test compares it with package.json. */
const version = "0.1.0";
const toolName = "cloudsmith-access-audit";
const userAgent = `${toolName}/${version}`;
/** The address of the documentation; the owner is filled in when the first release is published. */
const repositoryUrl = "https://github.com/OWNER/cloudsmith-access-audit";

export { version as i, toolName as n, userAgent as r, repositoryUrl as t };