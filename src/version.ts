/** The release's number; a test holds it against package.json. */
export const version = "0.1.0";

export const toolName = "cloudsmith-access-audit";

export const userAgent = `${toolName}/${version}`;

/** Where the documentation is; the owner is filled in when the first release is published. */
export const repositoryUrl = "https://github.com/OWNER/cloudsmith-access-audit";
