/** The form in which names are compared, for the policy's own files. */

export { fold } from "../roster/fold.ts";
