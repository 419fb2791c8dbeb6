/** How much a run of the faults does: what CI has time for, or all of it by `npm run test:faults -- --full`. */
export const isFull = process.env["FAULTS_FULL"] === "1";

/** Where the random points of a run come from; `npm run test:faults -- --seed N` repeats one. */
export const seed = Number(process.env["FAULTS_SEED"] ?? "1");
