/** The same limiter without its clients for servers; it comes without types of its own. */
declare module "bottleneck/light.js" {
  export { default } from "bottleneck";
}
