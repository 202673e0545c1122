import { n as openOutput, t as defuseCommands } from "./output2.js";

export { openOutput };