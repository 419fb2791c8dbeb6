/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Texts } from "../texts";
import { BackIcon } from "./icons";

interface SubPageProps {
  title: string;
  texts: Texts;
  onBack: () => void;
  children: ComponentChildren;
}

/** A page in the place of the chat; the focus goes to its title. */
export function SubPage({ title, texts, onBack, children }: SubPageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main class="page">
      <button type="button" class="back" onClick={onBack}>
        <BackIcon /> {texts.t("back")}
      </button>
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </main>
  );
}
