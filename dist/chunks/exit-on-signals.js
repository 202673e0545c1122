import { t as exitOnSignals } from "./exit-on-signals2.js";

export { exitOnSignals };