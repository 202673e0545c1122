import { n as auditWith, r as toSettings, t as audit } from "./audit2.js";

export { audit };