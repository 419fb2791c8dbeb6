import { waitInWords } from "@/lib/core/problem";

/** Words for the error code that next-auth hands on from the server: `code` or `code:seconds`. */
export function signInFailure(code: string): string {
  const [name, seconds] = code.split(":");
  switch (name) {
    case "unauthenticated":
    case "CredentialsSignin":
      return "The e-mail address or the password is not right.";
    case "conflict":
      return "That sign-in could not be used. If you have an account with another one, sign in as you did before and connect it in your account.";
    case "AccessDenied":
    case "Callback":
    case "OAuthCallback":
    case "OAuthCallbackError":
    case "OAuthSignin":
      return "The provider did not let you in, or you turned back. Try again, or use another way.";
    case "rate_limited":
      return `Too many tries. You can sign in again ${waitInWords(Number(seconds) || 60)}.`;
    default:
      return "Signing in failed on our side. Try again in a moment.";
  }
}
