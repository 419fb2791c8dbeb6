"use client";
import {
  cloneElement,
  startTransition,
  useId,
  useState,
  type ComponentProps,
  type ReactNode,
} from "react";
import { cn } from "./cn";
import { later } from "./later";
import { useMenuParts, type MenuParts, type MenuProps } from "./menu-parts";

const OpenedMenu = later(() => import("./menu-opened").then((module) => module.OpenedMenu));

/** A button that opens a menu, by the pointer, Enter, Space or an arrow down. */
export function Menu(props: MenuProps) {
  const [opened, setOpened] = useState<{ byKeyboard: boolean }>();
  if (opened) return <OpenedMenu {...props} {...opened} />;
  // A transition: the button stays as it is until the menu has been loaded.
  const open = (byKeyboard: boolean) => startTransition(() => setOpened({ byKeyboard }));
  return cloneElement(props.trigger, {
    "aria-haspopup": "menu",
    "aria-expanded": false,
    onClick: ({ detail }) => open(detail === 0),
    onKeyDown: (event) => {
      if (event.key !== "ArrowDown") return;
      event.preventDefault();
      open(true);
    },
  });
}

const itemStyle =
  "flex min-h-8 pointer-coarse:min-h-11 cursor-default items-center gap-2.5 rounded-sm px-2 py-1 text-sm outline-none select-none data-disabled:opacity-50 data-highlighted:bg-hover [&_svg]:size-4 [&_svg]:shrink-0 base:[&_svg]:text-muted";

export function MenuItem({
  danger,
  className,
  ...props
}: ComponentProps<MenuParts["Item"]> & { danger?: boolean }) {
  const { Item } = useMenuParts();
  return (
    <Item
      className={cn(itemStyle, danger && "text-danger [&_svg]:text-danger", className)}
      {...props}
    />
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  const { Label } = useMenuParts();
  return <Label className="px-2 py-1.5 text-xs text-muted">{children}</Label>;
}

/** Items under a label, which names them for assistive technology too. */
export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  const { Group, Label } = useMenuParts();
  const id = useId();
  return (
    <Group aria-labelledby={id}>
      <Label id={id} className="truncate px-2 py-1.5 text-xs text-muted">
        {label}
      </Label>
      {children}
    </Group>
  );
}

export function MenuSeparator() {
  const { Separator } = useMenuParts();
  return <Separator className="-mx-1 my-1 h-px bg-line" />;
}
