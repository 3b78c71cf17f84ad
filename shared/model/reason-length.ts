/** How many characters the reason of an operation may have. Apart from the schemas, for the pages and the command line. */
export const REASON_LENGTH = 500;
