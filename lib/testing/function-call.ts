/** The event of `COUNT_CALL`. */
export const COUNT_EVENT = { id: "1", name: "test/count", data: {}, ts: 0 };

/** What an engine sends to begin a run of a function that waits for `test/count`. */
export const COUNT_CALL = {
  event: COUNT_EVENT,
  events: [COUNT_EVENT],
  steps: {},
  ctx: {
    run_id: "run",
    attempt: 0,
    disable_immediate_execution: false,
    use_api: false,
    stack: { stack: [], current: 0 },
  },
  version: 2,
  use_api: false,
};
