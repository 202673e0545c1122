/** Options for every Markdown table of a report: delimiters as short as GitHub allows. */
export const tableOptions = { alignDelimiters: false } as const;
