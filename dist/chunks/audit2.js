import { n as auditWith, t as audit } from "./audit.js";

export { audit };