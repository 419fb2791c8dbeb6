import { expect, it } from "vitest";
import { recordWords } from "./record-words";

const recordId = "01a2207f-fd96-72eb-b7ef-3ee066a1b2c3";
const words = (action: string, recordName: string | null = null, id: string | null = recordId) =>
  recordWords({ action, recordId: id, recordName });

it("calls a record by its name, and one without by its kind", () => {
  expect(words("document.updated", "Opening hours")).toBe("Opening hours");
  expect(words("document.deleted")).toBe("Document …66a1b2c3");
  expect(words("api_key.revoked")).toBe("Key …66a1b2c3");
  expect(words("member.invited")).toBe("Invitation …66a1b2c3");
  expect(words("tenant.role_changed")).toBe("Member …66a1b2c3");
});

it("does not name by an id what there is one of", () => {
  expect(words("widget.settings_changed")).toBe("The widget");
  expect(words("two_factor.demanded")).toBe("The business");
});

it("shows a permission as it is, and nothing where there is no record", () => {
  expect(words("permission.refused", null, "kb:delete")).toBe("kb:delete");
  expect(words("document.updated", null, null)).toBe("");
});
