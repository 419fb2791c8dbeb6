import { expect, it } from "vitest";
import { sentencesOf } from "./sentences";

it.each([
  ["これは本です。そうですか？はい！", ["これは本です。", "そうですか？", "はい！"]],
  ["Yahoo!Inc is big. Is it? Yes!", ["Yahoo!Inc is big.", "Is it?", "Yes!"]],
  ["See ![the lake](l.png) here. Go!", ["See ![the lake](l.png) here.", "Go!"]],
])("cuts %s", (text, expected) => {
  const spans = sentencesOf(text, { start: 0, end: text.length });
  expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(expected);
});
