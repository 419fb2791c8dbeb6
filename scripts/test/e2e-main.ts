import { e2e } from "./e2e.ts";

// `npm run e2e -- <Playwright's arguments>`: the journeys alone, on the build that is there.
const { failed } = await e2e(process.argv.slice(2));
process.exitCode = failed === 0 ? 0 : 1;
