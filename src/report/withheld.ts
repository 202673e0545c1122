/** Says that a report has no names, why, and which input shows them. */

/** Why only counts are shown: the input says so, or what is known about the repository. */
export type Withheld = "requested" | "public" | "unknown";

const reasons: Readonly<Record<Withheld, string>> = {
  requested: "because the input personal-data is counts",
  public: "because this repository is public",
  unknown: "because it is not known whether this repository is public",
};

/** Returns two sentences. They replace the place of the full report, because there is none. */
export function describeWithheld(why: Withheld): string {
  return `Names of people, teams and accounts are left out of this text, of the log and of the job summary, and no report is written to a file, ${reasons[why]}. The input personal-data: full shows them to everybody who can read this repository, so the repository should be private.`;
}
