"use client";
import { useWatch } from "react-hook-form";
import { toast } from "@/components/ui/toast";
import { useShowJobs } from "@/components/jobs/use-show-jobs";
import { FormError } from "@/components/auth/form-error";
import { Button } from "@/components/ui/button";
import { DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useSchemaForm } from "@/components/ui/use-schema-form";
import { describeError, ProblemError, waitInWords } from "@/lib/core/problem";
import { useInvite } from "@/lib/domains/access/members/queries";
import { inviteInput } from "@/lib/domains/access/members/schema";
import { invitableRoles } from "@/lib/domains/access/members/terms";
import { asOptions, type Role } from "./role-names";

function summary(error: Error): string {
  const wait = error instanceof ProblemError ? error.retryAfterSeconds : undefined;
  if (wait === undefined) return describeError(error).detail;
  return `Your organization has sent many invitations. Try again ${waitInWords(wait)}.`;
}

/** Asks whom to invite, and as what. */
export function InviteForm({
  slug,
  role: own,
  onDone,
}: {
  slug: string;
  role: Role;
  onDone: () => void;
}) {
  const invite = useInvite(slug);
  const action = useShowJobs(slug);
  const { form, failure, faultOf, busy, onSubmit } = useSchemaForm(
    inviteInput,
    { email: "", role: "member" },
    async (input) => {
      await invite.mutateAsync(input);
      onDone();
      toast.success("Invited", { description: input.email, action });
    },
  );
  const role = useWatch({ control: form.control, name: "role" });
  return (
    <form onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      {failure && <FormError>{summary(failure)}</FormError>}
      <Field
        label="E-mail"
        hint="The invitation works only for this address."
        error={faultOf("email")}
      >
        {(control) => (
          <Input
            {...control}
            {...form.register("email")}
            type="email"
            maxLength={254}
            autoComplete="off"
            data-autofocus
          />
        )}
      </Field>
      <Select
        label="Role"
        value={role}
        onChange={(role) => form.setValue("role", role)}
        options={asOptions(invitableRoles(own))}
      />
      <DialogActions>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" busy={busy}>
          Send invitation
        </Button>
      </DialogActions>
    </form>
  );
}
