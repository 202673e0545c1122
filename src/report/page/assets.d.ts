/** The output of the build for the folder `app`; see `scripts/bundle-page.ts`. */
declare module "page:assets" {
  export const script: string;
  export const style: string;
}
