import { getProviders, signIn } from "next-auth/react";
import { ProblemError, unreachable } from "@/lib/core/problem";

interface Person {
  email: string;
  password: string;
}

/** Where the server is away, next-auth leaves the page for one of its own, and what was typed is gone: asks first. */
async function requireServer(): Promise<void> {
  if (!(await getProviders())) throw unreachable();
}

/** Begins a session. Returns the code of what kept it from beginning, if anything did; throws `unreachable`. */
export async function signInByPassword({ email, password }: Person): Promise<string | undefined> {
  await requireServer();
  const result = await signIn("credentials", { email, password, redirect: false });
  return result ? (result.error ?? undefined) : "internal";
}

/** Leaves for a provider's page, whose answer leads to `next`. Throws `unreachable`. */
export async function signInAt(provider: string, next: string): Promise<void> {
  await requireServer();
  await signIn(provider, { callbackUrl: next });
}

/** The account is there: to send the form again would be refused. */
const notYetSignedIn = () =>
  new ProblemError({
    ...unreachable().problem,
    detail:
      "Your account was created, but the server could not be reached to sign you in. Check your connection and go to the sign-in page.",
  });

/** Signs in to an account made just now and goes on to `destination`; to the sign-in page where it is refused. */
export async function enterNewAccount(person: Person, destination: string): Promise<void> {
  const refusal = await signInByPassword(person).catch(() => {
    throw notYetSignedIn();
  });
  window.location.assign(refusal ? "/sign-in" : destination);
}
