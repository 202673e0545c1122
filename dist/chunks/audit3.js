import { n as auditWith, t as audit } from "./audit2.js";

export { audit };