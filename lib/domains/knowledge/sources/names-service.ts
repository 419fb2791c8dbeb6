import "server-only";
export { readAddresses as addressesOf } from "./repository";
