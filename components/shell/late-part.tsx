"use client";
import { Component, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { tellOfError } from "./error-reports";

/** Around a part of a page that is loaded later: when that fails, the rest stays. Only a new page asks for its file again. */
export class LatePart extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: unknown): void {
    tellOfError(error);
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <div role="alert" className="flex flex-col items-center px-6 py-8 text-center">
        <p className="text-sm font-medium">This part of the page could not be loaded</p>
        <p className="mt-1 text-[0.8125rem] text-muted">Check your connection, then reload.</p>
        <Button size="sm" className="mt-4" onClick={() => location.reload()}>
          Reload the page
        </Button>
      </div>
    );
  }
}
