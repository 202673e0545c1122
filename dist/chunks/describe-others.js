import { n as describeOthers, r as describeTypes, t as countByType } from "./describe-others2.js";

export { describeOthers };