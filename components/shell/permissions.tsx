"use client";
import { createContext, use, type ReactNode } from "react";
import { Tooltip } from "@/components/ui/tooltip";

const Context = createContext<ReadonlySet<string>>(new Set());

/** Tells the pages of an organization what its member may do there; the server decides again at each call. */
export function PermissionsProvider({
  permissions,
  children,
}: {
  permissions: readonly string[];
  children: ReactNode;
}) {
  return <Context value={new Set(permissions)}>{children}</Context>;
}

export function useMay(permission: string): boolean {
  return use(Context).has(permission);
}

/** Shows its control, or in its place the control switched off with the reason on hover and focus. */
export function Permitted({
  permission,
  children,
}: {
  permission: string;
  children: (disabled: boolean) => ReactNode;
}) {
  if (useMay(permission)) return children(false);
  return (
    <Tooltip text="Your role does not allow this. Ask an owner of the organization.">
      <span tabIndex={0} className="inline-flex rounded-md">
        {children(true)}
      </span>
    </Tooltip>
  );
}
