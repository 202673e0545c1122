/** The version of this release; a test compares it with package.json. */
export const version = "0.1.0";

export const toolName = "cloudsmith-access-audit";

export const userAgent = `${toolName}/${version}`;

/** The address of the documentation; the owner is filled in when the first release is published. */
export const repositoryUrl = "https://github.com/OWNER/cloudsmith-access-audit";
