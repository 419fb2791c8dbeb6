"use client";
import { DropdownMenu } from "radix-ui";
import { useCallback, useRef, useState } from "react";
import { cn } from "./cn";
import { MenuPartsContext, type MenuProps } from "./menu-parts";

/** A menu from its first opening on. */
export function OpenedMenu({
  trigger,
  align = "end",
  side = "bottom",
  className,
  children,
  byKeyboard,
}: MenuProps & { byKeyboard: boolean }) {
  const [open, setOpen] = useState(true);
  const isLate = useRef(byKeyboard);
  // The key that opened it was pressed before there was a menu to see it and to go to the first item by itself.
  const toFirstItem = useCallback((content: HTMLElement | null) => {
    if (!content || !isLate.current) return;
    isLate.current = false;
    const first = content.querySelector<HTMLElement>("[role=menuitem]:not([data-disabled])");
    first?.focus({ preventScroll: true });
  }, []);
  return (
    <MenuPartsContext value={DropdownMenu}>
      {/* Not modal: what is beside it stays readable, and no focusable thing is hidden while it can be reached. */}
      <DropdownMenu.Root open={open} onOpenChange={setOpen} modal={false}>
        <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            ref={toFirstItem}
            align={align}
            side={side}
            sideOffset={4}
            collisionPadding={8}
            className={cn(
              "z-50 max-h-(--radix-dropdown-menu-content-available-height) base:min-w-44 animate-enter overflow-y-auto rounded-lg bg-raised p-1 shadow-raised",
              className,
            )}
          >
            {children}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </MenuPartsContext>
  );
}
