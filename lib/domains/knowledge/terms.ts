/** The most an uploaded file may have: 20 MB, counted in the larger of the two ways that systems count them. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;
