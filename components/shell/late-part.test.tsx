import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { LatePart } from "./late-part";

test("a part that could not be loaded says so and offers to reload; one that was is shown", () => {
  const part = new LatePart({ children: "The form" });
  expect(part.render()).toBe("The form");
  part.state = LatePart.getDerivedStateFromError();
  const shown = renderToStaticMarkup(part.render());
  expect(shown).toContain('role="alert"');
  expect(shown).toContain("Reload the page");
  expect(shown).not.toContain("The form");
});
