import type { Metadata } from "next";

export const metadata: Metadata = { title: "Not found" };

// Plain HTML: the scripts of an icon or a Link here would be part of every page's first load.
export default function NotFound() {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center px-6 py-14 text-center">
      <h1 className="text-[0.9375rem] font-semibold">This page does not exist</h1>
      <p className="mt-1.5 mb-5 max-w-md text-sm text-muted">
        The address may be mistyped, the page may be gone, or your account has no access to it.
      </p>
      <form action="/sign-in">
        <button
          type="submit"
          className="h-9 rounded-md bg-primary px-3.5 text-sm font-medium text-on-primary shadow-xs hover:bg-primary-hover"
        >
          Go to your dashboard
        </button>
      </form>
    </main>
  );
}
