import type { Metadata } from "next";
import { notFound } from "next/navigation";

export const metadata: Metadata = { title: "Not found" };

/** Whatever no page of an organization answers to. */
export default function UnknownPage() {
  notFound();
}
