/** The page that asks for the second step and leads on to `back`, a path of this site. */
export function secondStepAddress(back: string | undefined): string {
  return back
    ? `/sign-in/two-factor?callbackUrl=${encodeURIComponent(back)}`
    : "/sign-in/two-factor";
}
