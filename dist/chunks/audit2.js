import { n as auditWith, t as audit } from "./audit3.js";

export { audit };