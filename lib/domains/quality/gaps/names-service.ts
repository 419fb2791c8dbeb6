import "server-only";
export { readGapTitles as gapTitlesOf } from "./repository";
