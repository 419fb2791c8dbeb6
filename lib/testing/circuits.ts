/** Closes every breaker of this process and forgets its failures, as a new process has it. */
export function forgetCircuits(): void {
  Object.assign(globalThis, { frontdeskCircuits: undefined });
}
