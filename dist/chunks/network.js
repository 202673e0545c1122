import { t as openNetwork } from "./network2.js";

export { openNetwork };