/** The output of the build for the folder `app`; see `scripts/bundle-page.ts`. */
declare module "page:assets" {
  export const script: string;
  export const style: string;
}

/** The same for `app/merged`. */
declare module "page:merged-assets" {
  export const script: string;
  export const style: string;
}
