import { faults } from "./categoryDraft";

const idOf = (name: string): string => `fault-${name.replaceAll(".", "-")}`;

/** Of the field that it is about. */
export const marked = (name: string) => (faults.value.has(name) ? { "aria-invalid": true, "aria-describedby": idOf(name) } : {});

/** What is wrong with the field of this name. */
export function FieldFault({ name }: { name: string }) {
  const text = faults.value.get(name);
  if (!text) return null;
  return (
    <span class="problem" id={idOf(name)} data-fault={name}>
      {text}
    </span>
  );
}
