import "server-only";
export { readTitles as titlesOf } from "./repository";
