"use client";
import {
  cloneElement,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type ReactElement,
  type ReactNode,
} from "react";

const DELAY_MS = 350;
/** So long it stays without the pointer, which may be on its way from the control to the words. */
const GRACE_MS = 120;
const GAP_PX = 6;
const MARGIN_PX = 8;

/** Above its control, or beneath it where there is no room, and never beyond the window's edge. */
function place(words: HTMLElement, control: DOMRect): void {
  const { width, height } = words.getBoundingClientRect();
  const above = control.top - GAP_PX - height;
  const left = control.left + (control.width - width) / 2;
  const most = document.documentElement.clientWidth - width - MARGIN_PX;
  words.style.top = `${above >= MARGIN_PX ? above : control.bottom + GAP_PX}px`;
  words.style.left = `${Math.max(MARGIN_PX, Math.min(left, most))}px`;
}

/** The words, in the browser's top layer, so that nothing cuts or covers them. */
function Words({ id, beside, children }: { id: string; beside: Element; children: ReactNode }) {
  const ref = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (!ref.current) return;
    ref.current.showPopover();
    place(ref.current, beside.getBoundingClientRect());
  }, [beside]);
  return (
    <span
      ref={ref}
      id={id}
      role="tooltip"
      popover="manual"
      className="fixed inset-auto m-0 w-max max-w-72 animate-fade rounded-md bg-primary px-2.5 py-1.5 text-xs font-normal whitespace-normal text-on-primary shadow-raised"
    >
      {children}
    </span>
  );
}

/** Words on hover and focus for its one child, which must be focusable. Escape takes them away. */
export function Tooltip({
  text,
  children,
}: {
  text: ReactNode;
  children: ReactElement<{ "aria-describedby"?: string }>;
}) {
  const id = useId();
  const [beside, setBeside] = useState<Element>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const soon = (does: () => void, ms: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(does, ms);
  };
  const hide = () => {
    clearTimeout(timer.current);
    setBeside(undefined);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (!beside) return;
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === "Escape") setBeside(undefined);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [beside]);
  return (
    <span
      className="contents"
      onPointerEnter={({ currentTarget, pointerType }) => {
        const control = currentTarget.firstElementChild ?? undefined;
        if (pointerType !== "touch") soon(() => setBeside(control), DELAY_MS);
      }}
      onPointerLeave={() => soon(hide, GRACE_MS)}
      onPointerDown={hide}
      onFocus={({ currentTarget, target }) => {
        if (target.matches(":focus-visible"))
          setBeside(currentTarget.firstElementChild ?? undefined);
      }}
      onBlur={hide}
    >
      {cloneElement(children, beside && { "aria-describedby": id })}
      {beside && (
        <Words id={id} beside={beside}>
          {text}
        </Words>
      )}
    </span>
  );
}
