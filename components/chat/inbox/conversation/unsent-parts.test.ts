import { expect, test } from "vitest";
import { asDraft, partsOf, withPutBack } from "./unsent-parts";

const first = { text: "We open at nine.", clientMessageId: "1" };
const second = { text: "Parking is behind the house.\n\nIt is free.", clientMessageId: "2" };

test("two unsent messages of one draft keep their ids, and what was typed since is a third", () => {
  expect(partsOf([first, second], asDraft([first, second], ""))).toEqual([first, second]);
  const [one, two, three] = partsOf([first, second], asDraft([first, second], "See you!"));
  expect([one, two]).toEqual([first, second]);
  expect(three?.text).toBe("See you!");
  expect(["1", "2"]).not.toContain(three?.clientMessageId);
});

test("an unsent message that was changed is another message, with all that follows it", () => {
  const draft = asDraft([first, second], "").replace("nine", "ten");
  const parts = partsOf([first, second], draft);
  expect(parts.map(({ text }) => text)).toEqual([draft]);
  expect(["1", "2"]).not.toContain(parts[0]?.clientMessageId);
});

test("of a draft that was cut at its end, what is left whole keeps its id", () => {
  expect(partsOf([first, second], first.text)).toEqual([first]);
});

const one = { text: "One", clientMessageId: "1", sentAt: 1 };
const two = { text: "Two", clientMessageId: "2", sentAt: 2 };
const three = { text: "Three", clientMessageId: "3", sentAt: 3 };

test("messages come back in the order that they were sent in, whichever fails first, before what is typed since", () => {
  for (const failed of [
    [one, two, three],
    [three, one, two],
    [three, two, one],
  ]) {
    let unsent: (typeof one)[] = [];
    let draft = "See you!";
    for (const message of failed) {
      const parts = withPutBack(unsent, draft, message);
      unsent = parts.filter((part): part is typeof one => part.sentAt !== undefined);
      draft = asDraft(parts, "");
    }
    expect(unsent).toEqual([one, two, three]);
    expect(draft).toBe("One\n\nTwo\n\nThree\n\nSee you!");
  }
});

test("a message is put before one that was changed meanwhile, whose text is typed anew", () => {
  const parts = withPutBack([one], "Once", two);
  expect(parts.map(({ text }) => text)).toEqual(["Two", "Once"]);
  expect(parts[1]?.clientMessageId).not.toBe("1");
});
