"use client";
import { useEffect, useEffectEvent, useState } from "react";
import { SearchInput } from "@/components/ui/search-input";
import { PAUSE_MS } from "./use-settled";

/** A search that a list's address holds. What is typed goes there after a pause. */
export function SearchField({
  label,
  placeholder,
  value,
  onChange,
}: {
  label: string;
  placeholder?: string;
  value: string | undefined;
  onChange: (search: string | undefined) => void;
}) {
  const current = value ?? "";
  const [typed, setTyped] = useState(current);
  const [sent, setSent] = useState(current);
  const [seen, setSeen] = useState(current);
  if (current !== seen) {
    setSeen(current);
    // Changed from elsewhere, as by the way back: what was typed before would undo it after its pause.
    if (current !== sent) {
      setSent(current);
      setTyped(current);
    }
  }
  const search = typed.trim();
  const send = useEffectEvent(() => {
    setSent(search);
    onChange(search || undefined);
  });
  useEffect(() => {
    if (search === current) return;
    const timer = setTimeout(() => send(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [search, current]);
  return (
    <SearchInput
      label={label}
      {...(placeholder && { placeholder })}
      value={typed}
      onChange={setTyped}
    />
  );
}
