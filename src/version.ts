/** The release's number; a test holds it against package.json. */
export const version = "0.1.0";

export const toolName = "cloudsmith-access-audit";
