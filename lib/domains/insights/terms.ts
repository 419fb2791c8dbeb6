/** The days that insights can look back. */
export const RANGES = [7, 30, 90] as const;
