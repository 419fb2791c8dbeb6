import { waitInWords } from "@/lib/core/problem";

/** Words for the error code that next-auth hands on from the server: `code` or `code:seconds`. */
export function signInFailure(code: string): string {
  const [name, seconds] = code.split(":");
  switch (name) {
    case "unauthenticated":
    case "CredentialsSignin":
      return "The e-mail address or the password is not right.";
    case "rate_limited":
      return `Too many tries. You can sign in again ${waitInWords(Number(seconds) || 60)}.`;
    default:
      return "Signing in failed on our side. Try again in a moment.";
  }
}
