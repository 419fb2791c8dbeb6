import { ownJourneys, sharedJourneys } from "./e2e.ts";

const [first, ...rest] = process.argv.slice(2);

// `npm run e2e -- [own] <Playwright's arguments>`: the journeys alone, on the build that is there.
const { failed } =
  first === "own" ? await ownJourneys(rest) : await sharedJourneys(process.argv.slice(2));
process.exitCode = failed === 0 ? 0 : 1;
