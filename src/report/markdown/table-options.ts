/** How every Markdown table of a report is made: delimiters as short as GitHub takes them. */
export const tableOptions = { alignDelimiters: false } as const;
