import { describe, expect, it } from "vitest";
import { signInFailure } from "./sign-in-failure";

describe("signInFailure", () => {
  it("says the same for an unknown address and a wrong password", () => {
    expect(signInFailure("unauthenticated")).toBe(signInFailure("CredentialsSignin"));
  });

  it("says when to try again", () => {
    expect(signInFailure("rate_limited:40")).toContain("in 40 seconds");
    expect(signInFailure("rate_limited:500")).toContain("in 9 minutes");
    expect(signInFailure("rate_limited")).toContain("in 60 seconds");
  });

  it("never shows a code it does not know", () => {
    expect(signInFailure("some stack trace")).toBe(signInFailure("internal"));
    expect(signInFailure("some stack trace")).not.toContain("stack");
  });
});
