import { useLayoutEffect, useMemo } from "preact/hooks";
import { applyColor } from "../look/palette";
import { panelTexts, type Texts } from "../texts";

/** Gives the page the owner's colour and the language's direction. Returns the language's texts. */
export function useLook({ color, language }: { color: string; language: string }): Texts {
  const texts = useMemo(() => panelTexts(language), [language]);
  useLayoutEffect(() => applyColor(color), [color]);
  useLayoutEffect(() => {
    document.documentElement.dir = texts.direction;
  }, [texts]);
  return texts;
}
