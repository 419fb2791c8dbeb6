/** The request that a server action is called in. */
export interface RequestOfAction {
  headers: Headers;
}

/** The headers of a call from our own page, with those given in place of its own; an empty one is left out. */
export function requestOf(headers: Record<string, string>): Headers {
  const given = Object.entries({ origin: "http://localhost:3000", ...headers });
  return new Headers(given.filter(([, value]) => value !== ""));
}

/** What `vi.mock("next/headers", …)` puts in its place: the headers and cookies of `request`. */
export function nextHeaders(request: RequestOfAction) {
  return {
    headers: async () => request.headers,
    cookies: async () => ({
      getAll: () =>
        (request.headers.get("cookie") ?? "")
          .split("; ")
          .filter((pair) => pair !== "")
          .map((pair) => {
            const [name = "", ...value] = pair.split("=");
            return { name, value: value.join("=") };
          }),
    }),
  };
}
