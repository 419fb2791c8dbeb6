import type { DropdownMenu } from "radix-ui";
import {
  createContext,
  use,
  type ButtonHTMLAttributes,
  type ReactElement,
  type ReactNode,
} from "react";

export interface MenuProps {
  /** A button. */
  trigger: ReactElement<ButtonHTMLAttributes<HTMLButtonElement>>;
  align?: "start" | "end";
  side?: "bottom" | "top";
  className?: string;
  children: ReactNode;
}

export type MenuParts = Pick<typeof DropdownMenu, "Item" | "Label" | "Group" | "Separator">;

/** What a menu's items are made of: loaded with the first menu that is opened. */
export const MenuPartsContext = createContext<MenuParts | undefined>(undefined);

export function useMenuParts(): MenuParts {
  const parts = use(MenuPartsContext);
  if (!parts) throw new Error("A part of a menu stands outside of a Menu");
  return parts;
}
