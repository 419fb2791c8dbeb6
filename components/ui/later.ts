import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import { tellOfError } from "@/components/shell/error-reports";

/** So long a browser that does not say when it has nothing to do is left alone, in milliseconds. */
const REST_MS = 2000;

function whenAtRest(then: () => void): void {
  const wait = () =>
    "requestIdleCallback" in window ? requestIdleCallback(then) : setTimeout(then, REST_MS);
  if (document.readyState === "complete") wait();
  else window.addEventListener("load", wait, { once: true });
}

/**
 * A component that is no part of a page's first load. It is loaded once the page has come to rest, so that it is there
 * when it is wanted, also when the line has gone meanwhile; or at once when it is wanted before.
 */
export function later<Props>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  if (typeof window !== "undefined") {
    whenAtRest(() => {
      // Nobody waits for it yet: whoever opens it asks again, and is told then.
      load().catch(tellOfError);
    });
  }
  return lazy(async () => ({ default: await load() }));
}
