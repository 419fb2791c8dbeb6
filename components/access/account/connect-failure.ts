/** Words for the error code with which a sign-in comes back that was to be connected to one's account. */
export function connectFailure(code: string): string {
  switch (code.split(":")[0]) {
    case "conflict":
      return "That sign-in was not connected: it belongs to another account, or yours is not confirmed.";
    case "AccessDenied":
    case "Callback":
    case "OAuthCallback":
    case "OAuthCallbackError":
    case "OAuthSignin":
      return "The provider did not let you in, or you turned back. Nothing was connected.";
    default:
      return "Connecting failed on our side. Try again in a moment.";
  }
}
