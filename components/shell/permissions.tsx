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
  const may = useMay(permission);
  return (
    <Unless
      reason={may ? undefined : "Your role does not allow this. Ask an owner of the organization."}
    >
      {children}
    </Unless>
  );
}

/** Shows its control, or where there is a reason against it the control switched off, with that reason. */
export function Unless({
  reason,
  children,
}: {
  reason: string | undefined;
  children: (disabled: boolean) => ReactNode;
}) {
  if (reason === undefined) return children(false);
  return (
    <Tooltip text={reason}>
      <span tabIndex={0} className="inline-flex rounded-md">
        {children(true)}
      </span>
    </Tooltip>
  );
}
